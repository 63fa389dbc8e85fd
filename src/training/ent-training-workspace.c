/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-library.h"
#include "ent-training-picture.h"
#include "ent-training-request-private.h"
#include "ent-training-rights.h"
#include "ent-training-routes.h"

/* /workspace: lists, uploads and what one does to documents. The way down is in
 * ent-training-download.c.
 *
 * Switches: "workspace.quota" (bytes), "workspace.keep-bytes" (pictures are not re-encoded).
 *
 * Source: entcore WorkspaceController, libs folders, as told in ent-api 04. */

#define SHARED_TO_ME \
  "EXISTS (SELECT 1 FROM json_each (d.shared) e WHERE json_extract (e.value, '$.userId') = ?1 OR" \
  " json_extract (e.value, '$.groupId') IN (SELECT group_id FROM group_member WHERE person_id =" \
  " ?1))"

static JsonNode *
dup_rows (EntTrainingRequest *request,
          gboolean            folders_only)
{
  const char *filter = ent_training_request_get_query (request, "filter");
  const char *parent = ent_training_request_get_query (request, "parentId");
  const char *limit = ent_training_request_get_query (request, "limit");
  const char *skip = ent_training_request_get_query (request, "skip");
  gboolean paged = limit != NULL && skip != NULL;
  gboolean flat = g_strcmp0 (ent_training_request_get_query (request, "hierarchical"), "true") == 0;
  gboolean both = g_strcmp0 (ent_training_request_get_query (request, "includeall"), "true") == 0;
  JsonNode *rows;

  filter = filter != NULL ? filter : "owner";
  if (parent == NULL)
    parent = ent_training_request_get_query (request, "folder");
  flat = flat || strcmp (filter, "all") == 0;

  rows = ent_training_db_dup_array (
    ent_training_request_get_db (request),
    "SELECT " ENT_TRAINING_LIBRARY_JSON " FROM document d WHERE CASE ?2"
    " WHEN 'owner' THEN d.owner_id = ?1 AND d.shared = '[]' AND NOT d.is_protected AND NOT "
    "d.is_public"
    " AND d.trasher IS NULL"
    " WHEN 'shared' THEN d.shared <> '[]' AND d.trasher IS NULL AND (d.owner_id = ?1 "
    "OR " SHARED_TO_ME ")"
    " WHEN 'protected' THEN d.owner_id = ?1 AND d.is_protected AND d.trasher IS NULL"
    " WHEN 'public' THEN d.owner_id = ?1 AND d.is_public AND d.trasher IS NULL"
    " WHEN 'trash' THEN d.trasher = ?1"
    " WHEN 'all' THEN d.owner_id = ?1 OR " SHARED_TO_ME " ELSE 0 END"
    " AND (d.parent IS ?3 OR (?3 IS NULL AND ?4)) AND (?5 IS NULL OR d.id = ?5)"
    " AND (?6 IS NULL OR d.application = ?6) AND (?7 IS NULL OR instr (fold (d.name), fold (?7)) > "
    "0)"
    " AND (?8 = 'both' OR d.kind = ?8) ORDER BY d.rowid LIMIT ?9 OFFSET ?10", "sssnssssii",
    request->user->id, filter, parent, (int) flat, ent_training_request_get_query (request, "id"),
    ent_training_request_get_query (request, "application"),
    ent_training_request_get_query (request, "search"),
    folders_only ? "folder" : (both ? "both" : "file"),
    paged ? g_ascii_strtoll (limit, NULL, 10) : (gint64) -1,
    paged ? g_ascii_strtoll (skip, NULL, 10) : (gint64) 0);

  for (guint i = 0; i < json_array_get_length (json_node_get_array (rows)); i++)
    ent_training_library_tidy (json_array_get_element (json_node_get_array (rows), i), TRUE);
  return rows;
}

static void
list_documents (EntTrainingRequest *request)
{
  ent_training_request_answer (request, SOUP_STATUS_OK, dup_rows (request, FALSE));
}

static void
list_folders (EntTrainingRequest *request)
{
  ent_training_request_answer (request, SOUP_STATUS_OK, dup_rows (request, TRUE));
}

/* "photo.jpg" becomes "photo_1.jpg" when its folder has one; at the root duplicates are allowed. */
static char *
dup_free_name (EntTrainingDb *db,
               const char    *parent,
               const char    *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *stem = g_strndup (name, dot != NULL ? (gsize) (dot - name) : strlen (name));
  g_autofree char *candidate = g_strdup (name);

  for (guint i = 1; parent != NULL &&
                    ent_training_db_get_int (db, "SELECT count(*) FROM document WHERE parent = ?1"
                                                 " AND name = ?2 AND trasher IS NULL", "ss", parent,
                                                 candidate) != 0; i++)
    {
      g_free (candidate);
      candidate = g_strdup_printf ("%s_%u%s", stem, i, dot != NULL ? dot : "");
    }

  return g_steal_pointer (&candidate);
}

static GBytes *
receive_bytes (EntTrainingRequest *request,
               EntTrainingFile    *file)
{
  const char *text = ent_training_request_get_query (request, "quality");
  double quality = text != NULL ? g_ascii_strtod (text, NULL) : 0.8;
  GBytes *bytes = NULL;

  if (ent_training_server_get_option (request->server, "workspace.keep-bytes") == NULL)
    bytes = ent_training_picture_reencode (file->bytes, file->content_type, quality > 0 &&
                                           quality <= 1 ? quality : 0.8);

  return bytes != NULL ? bytes : g_bytes_ref (file->bytes);
}

static const char *
check_upload (EntTrainingRequest *request,
              EntTrainingFile    *file)
{
  g_autofree char *lower = g_ascii_strdown (file->filename, -1);
  gint64 size = (gint64) g_bytes_get_size (file->bytes);

  if (g_str_has_suffix (lower, ".exe") || g_str_has_suffix (lower, ".bat"))
    return "blocked.extension";
  if (size > ent_training_library_get_free (request, NULL, NULL))
    return "file.too.large";

  return NULL;
}

static char *
store_bytes (EntTrainingDb *db,
             GBytes        *bytes)
{
  char *id = g_uuid_string_random ();

  ent_training_db_run (db, "INSERT INTO storage VALUES (?1, ?2)", "sb", id, bytes);
  return id;
}

/* Options come from the query only; "protected" without "application" is ignored. */
static void
upload (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *application = ent_training_request_get_query (request, "application");
  const char *parent = ent_training_request_get_query (request, "parentId");
  const char *name = ent_training_request_get_query (request, "name");
  gboolean named = application != NULL && *application != '\0';
  gboolean is_protected = named &&
  g_strcmp0 (ent_training_request_get_query (request, "protected"), "true") == 0;
  gboolean is_public = named && !is_protected &&
                       g_strcmp0 (ent_training_request_get_query (request, "public"), "true") == 0;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *stored = NULL;
  g_autofree char *free_name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  EntTrainingFile *file;
  gint64 now = ent_training_request_get_now (request);
  const char *problem;

  if (request->files->len != 1)
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);
      return;
    }
  file = g_ptr_array_index (request->files, 0);
  problem = check_upload (request, file);
  if (parent != NULL && !ent_training_library_allows (request, parent, "updateDocument"))
    problem = "workspace.upload.forbidden";
  if (problem != NULL)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, problem);
      return;
    }

  bytes = receive_bytes (request, file);
  stored = store_bytes (db, bytes);
  free_name = dup_free_name (db, parent, name != NULL && *name != '\0' ? name : file->filename);
  ent_training_db_run (db, "INSERT INTO document (id, name, file, file_date, form_name, filename,"
                           " content_type, size, parent, owner_id, created, modified, application,"
                           " is_protected, is_public) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
                           " ?10, ?4, ?4, ?11, ?12, ?13)",
                       "sssisssisssnn", id, free_name, stored, now, file->field, file->filename,
                       file->content_type,
                       (gint64) g_bytes_get_size (bytes), parent, request->user->id,
                       named ? application : "media-library", (int) is_protected, (int) is_public);
  ent_training_request_answer (request, SOUP_STATUS_CREATED,
                               ent_training_library_dup_node (db, id));
}

/* New bytes get a new storage id and lose the thumbnails; texts that are not sent are set to null.
 * */
static void
update_content (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *id = ent_training_request_get_param (request, "id");
  const char *name = ent_training_request_get_query (request, "name");
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *stored = NULL;
  g_autofree char *former = NULL;
  EntTrainingFile *file;
  const char *problem;

  if (!ent_training_library_allows (request, id, "updateDocument"))
    {
      ent_training_request_refuse (request);
      return;
    }
  if (request->files->len != 1)
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);
      return;
    }
  file = g_ptr_array_index (request->files, 0);
  problem = check_upload (request, file);
  if (problem != NULL)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, problem);
      return;
    }

  former = ent_training_db_dup_text (db, "SELECT file FROM document WHERE id = ?1", "s", id);
  bytes = receive_bytes (request, file);
  stored = store_bytes (db, bytes);
  ent_training_db_run (db, "DELETE FROM thumbnail WHERE document_id = ?1", "s", id);
  ent_training_db_run (db, "UPDATE document SET file = ?2, file_date = ?3, modified = ?3, name ="
                           " ?4, filename = ?5, content_type = ?6, size = ?7, alt = ?8, legend = ?9"
                           " WHERE id = ?1",
                           "ssisssiss", id,
                       stored, ent_training_request_get_now (request),
                       name != NULL ? name : file->filename,
                       file->filename, file->content_type, (gint64) g_bytes_get_size (bytes),
                       ent_training_request_get_query (request, "alt"),
                       ent_training_request_get_query (request, "legend"));
  ent_training_db_run (db, "DELETE FROM storage WHERE id = ?1", "s", former);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{\"status\":\"ok\",\"number\":1}");
}

static void
get_properties (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "id");

  if (!ent_training_library_allows (request, id, "getDocument"))
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_NOT_FOUND);
      return;
    }

  ent_training_request_answer (request, SOUP_STATUS_OK,
                               ent_training_db_dup_json (ent_training_request_get_db (request),
                                                         "SELECT json_object ('_id', id, 'name',"
                                                         " name, 'alt', alt, 'legend', legend) FROM"
                                                         " document WHERE id = ?1", "s", id));
}

/* The schema knows name, alt and legend; only the name is used, and "modified" does not move. */
static void
rename_document (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonObject *body = ent_training_request_get_json (request);
  const char *id = ent_training_request_get_param (request, "id");
  const char *name = json_object_get_string_member_with_default (body, "name", NULL);
  g_autofree char *parent = NULL;
  g_autofree char *candidate = NULL;

  if (!ent_training_library_allows (request, id, "renameDocument"))
    {
      ent_training_request_refuse (request);
      return;
    }
  if (name == NULL)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "Validation error : invalids fields.");
      return;
    }

  parent = ent_training_db_dup_text (db, "SELECT parent FROM document WHERE id = ?1", "s", id);
  candidate = dup_free_name (db, parent, name);
  if (strcmp (candidate, name) != 0)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "folders.errors.duplicate");
      return;
    }

  ent_training_db_run (db, "UPDATE document SET name = ?2 WHERE id = ?1", "ss", id, name);
  ent_training_request_answer (request, SOUP_STATUS_OK, ent_training_library_dup_node (db, id));
}

static void
create_folder (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *name = ent_training_request_get_form (request, "name");
  const char *parent = ent_training_request_get_form (request, "parentFolderId");
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *candidate = NULL;

  if (name == NULL || *name == '\0')
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);
      return;
    }
  if (parent != NULL && !ent_training_library_allows (request, parent, "updateDocument"))
    {
      ent_training_request_refuse (request);
      return;
    }
  candidate = dup_free_name (db, parent, name);
  if (strcmp (candidate, name) != 0)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "folders.errors.duplicate.folder");
      return;
    }

  ent_training_db_run (db, "INSERT INTO document (id, kind, name, parent, owner_id, created,"
                           " modified, application) VALUES (?1, 'folder', ?2, ?3, ?4, ?5, ?5,"
                           " 'media-library')", "ssssi",
                           id, name, parent,
                       request->user->id, ent_training_request_get_now (request));
  ent_training_request_answer (request, SOUP_STATUS_CREATED,
                               ent_training_library_dup_node (db, id));
}

/* The "ids" of the body when the person may do the action on every one of them; else the whole call
 * is refused. */
static JsonArray *
check_batch (EntTrainingRequest *request,
             const char         *action)
{
  JsonObject *body = ent_training_request_get_json (request);
  JsonNode *node = json_object_get_member (body, "ids");

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "Validation error : invalids fields.");
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (!ent_training_library_allows (request,
                                      json_array_get_string_element (json_node_get_array (node), i),
                                      action))
      {
        ent_training_request_refuse (request);
        return NULL;
      }

  return json_node_get_array (node);
}

static void
set_trasher (EntTrainingDb *db,
             const char    *id,
             const char    *trasher,
             JsonArray     *affected)
{
  g_autoptr (JsonNode) children = NULL;

  children = ent_training_db_dup_array (db, "SELECT json_quote (id) FROM document WHERE parent = "
                                            "?1", "s", id);
  ent_training_db_run (db, "UPDATE document SET trasher = ?2 WHERE id = ?1", "ss", id, trasher);
  json_array_add_string_element (affected, id);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (children)); i++)
    set_trasher (db, json_array_get_string_element (json_node_get_array (children), i), trasher,
                 affected);
}

static void
trash_or_restore (EntTrainingRequest *request,
                  const char         *trasher)
{
  JsonArray *ids = check_batch (request, trasher != NULL ? "moveTrash" : "restoreTrash");
  JsonArray *affected;

  if (ids == NULL)
    return;

  affected = json_array_new ();
  for (guint i = 0; i < json_array_get_length (ids); i++)
    set_trasher (ent_training_request_get_db (request), json_array_get_string_element (ids, i),
                 trasher, affected);
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_array (json_node_alloc (), affected));
  json_array_unref (affected);
}

static void
trash_documents (EntTrainingRequest *request)
{
  trash_or_restore (request, request->user->id);
}

static void
restore_documents (EntTrainingRequest *request)
{
  trash_or_restore (request, NULL);
}

static void
delete_documents (EntTrainingRequest *request)
{
  JsonArray *ids = check_batch (request, "bulkDelete");
  g_autofree char *answer = NULL;

  if (ids == NULL)
    return;

  for (guint i = 0; i < json_array_get_length (ids); i++)
    ent_training_library_delete (ent_training_request_get_db (request),
                                 json_array_get_string_element (ids, i));
  answer = g_strdup_printf ("{\"number\":%u}", json_array_get_length (ids));
  ent_training_request_answer_text (request, SOUP_STATUS_OK, answer);
}

static void
delete_document (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "id");
  JsonArray *deleted;

  if (!ent_training_library_allows (request, id, "deleteDocument"))
    {
      ent_training_request_refuse (request);
      return;
    }

  deleted = json_array_new ();
  json_array_add_element (deleted,
                          ent_training_library_dup_node (ent_training_request_get_db (request),
                                                         id));
  ent_training_library_delete (ent_training_request_get_db (request), id);
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_array (json_node_alloc (), deleted));
  json_array_unref (deleted);
}

static char *
copy_document (EntTrainingRequest *request,
               const char         *id,
               gboolean            is_public,
               const char         *application)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  g_autofree char *copy = g_uuid_string_random ();
  g_autofree char *file = g_uuid_string_random ();

  ent_training_db_run (db, "INSERT INTO storage SELECT ?2, s.bytes FROM storage s JOIN document d"
                           " ON d.file = s.id WHERE d.id = ?1", "ss", id, file);
  ent_training_db_run (db, "INSERT INTO document (id, name, file, file_date, form_name, filename,"
                           " content_type, size, owner_id, created, modified, application,"
                           " is_protected, is_public, alt, legend, copy_from) SELECT ?2, name, ?3,"
                           " file_date, form_name, filename, content_type, size, ?4, ?5, ?5,"
                           " coalesce (?6, application), NOT ?7, ?7, alt, legend, id FROM document"
                           " WHERE id = ?1",
                       "ssssisn", id, copy, file, request->user->id,
                       ent_training_request_get_now (request),
                       application, (int) is_public);
  return g_steal_pointer (&copy);
}

/* Private and shared ones are copied; one already of that kind stays; the other kind changes for
 * everybody. */
static void
transfer_documents (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonObject *body = ent_training_request_get_json (request);
  const char *visibility = json_object_get_string_member_with_default (body, "visibility", "");
  const char *application = json_object_get_string_member_with_default (body, "application", NULL);
  gboolean is_public = strcmp (visibility, "public") == 0;
  JsonArray *ids;
  JsonArray *result;

  if (!is_public && strcmp (visibility, "protected") != 0)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "Validation error : invalids fields.");
      return;
    }
  ids = check_batch (request, "getDocument");
  if (ids == NULL)
    return;

  result = json_array_new ();
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      g_autofree char *id = g_strdup (json_array_get_string_element (ids, i));

      if (ent_training_db_get_int (db, "SELECT is_protected OR is_public FROM document WHERE id ="
                                       " ?1", "s", id) == 0)
        {
          char *copy = copy_document (request, id, is_public, application);

          g_free (id);
          id = copy;
        }
      else
        ent_training_db_run (db, "UPDATE document SET is_public = ?2, is_protected = NOT ?2 WHERE"
                                 " id = ?1", "sn", id,
                             (int) is_public);
      json_array_add_element (result, ent_training_library_dup_node (db, id));
    }
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_array (json_node_alloc (), result));
  json_array_unref (result);
}

static void
get_quota (EntTrainingRequest *request)
{
  g_autofree char *answer = NULL;
  gint64 quota;
  gint64 used;

  if (strcmp (ent_training_request_get_param (request, "userId"), request->user->id) != 0)
    {
      ent_training_request_refuse (request);
      return;
    }

  ent_training_library_get_free (request, &quota, &used);
  answer = g_strdup_printf ("{\"quota\":%" G_GINT64_FORMAT ",\"storage\":%" G_GINT64_FORMAT "}",
                            quota, used);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, answer);
}

const EntTrainingRoute ent_training_workspace_routes[] = {
  { "GET", "/workspace/documents", list_documents, ENT_TRAINING_ROUTE_SESSION,
    ENT_TRAINING_RIGHT_DOCUMENT_LIST },
  { "GET", "/workspace/folders/list", list_folders, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/workspace/document/properties/:id", get_properties, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/workspace/quota/user/:userId", get_quota, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "POST", "/workspace/document", upload, ENT_TRAINING_ROUTE_FORM,
    ENT_TRAINING_RIGHT_DOCUMENT_ADD },
  { "PUT", "/workspace/document/:id", update_content, ENT_TRAINING_ROUTE_FORM, NULL },
  { "PUT", "/workspace/rename/:id", rename_document, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/workspace/folder/rename/:id", rename_document, ENT_TRAINING_ROUTE_JSON, NULL },
  { "POST", "/workspace/folder", create_folder, ENT_TRAINING_ROUTE_FORM,
    ENT_TRAINING_RIGHT_FOLDER_ADD },
  { "PUT", "/workspace/documents/trash", trash_documents, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/workspace/folders/trash", trash_documents, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/workspace/documents/restore", restore_documents, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/workspace/folders/restore", restore_documents, ENT_TRAINING_ROUTE_JSON, NULL },
  { "DELETE", "/workspace/documents", delete_documents, ENT_TRAINING_ROUTE_JSON, NULL },
  { "DELETE", "/workspace/document/:id", delete_document, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "DELETE", "/workspace/folder/:id", delete_document, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "POST", "/workspace/documents/transfer", transfer_documents, ENT_TRAINING_ROUTE_JSON, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
