/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-training-answer.h"
#include "ent-training-message.h"
#include "ent-training-routes.h"

/* What a person does with the messages of their box, and their folders.
 *
 * Source: entcore ConversationController, ApiController, MultipleMessageUserFilter, FolderUtil, as
 * told in ent-api 06 §6. */

#define MAXIMUM_DEPTH 3
#define MAXIMUM_NAME 255

/* Runs @sql, whose ?1 is the person and ?2 the list of ids, for the batch of the body. */
static gboolean
run_batch (EntTrainingRequest *request,
           JsonArray          *ids,
           const char         *sql)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (!ent_training_message_check_batch (request, ids))
    return FALSE;

  node = json_node_init_array (json_node_alloc (), ids);
  text = json_to_string (node, FALSE);
  ent_training_db_run (ent_training_request_get_db (request), sql, "ss",
                       ent_training_request_get_user (request)->id, text);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");

  return TRUE;
}

static void
toggle_unread (EntTrainingRequest *request)
{
  JsonObject *body = ent_training_request_get_json (request);
  JsonNode *unread = json_object_get_member (body, "unread");

  if (unread == NULL || json_node_get_value_type (unread) != G_TYPE_BOOLEAN)
    ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);
  else if (json_node_get_boolean (unread))
    run_batch (request, ent_training_message_get_ids (request),
               "UPDATE message_box SET unread = 1 WHERE person_id = ?1"
               " AND message_id IN (SELECT value FROM json_each (?2))");
  else
    run_batch (request, ent_training_message_get_ids (request),
               "UPDATE message_box SET unread = 0 WHERE person_id = ?1"
               " AND message_id IN (SELECT value FROM json_each (?2))");
}

static void
trash (EntTrainingRequest *request)
{
  run_batch (request, ent_training_message_get_ids (request),
             "UPDATE message_box SET trashed = 1 WHERE person_id = ?1"
             " AND message_id IN (SELECT value FROM json_each (?2))");
}

static void
restore (EntTrainingRequest *request)
{
  run_batch (request, ent_training_message_get_ids (request),
             "UPDATE message_box SET trashed = 0 WHERE person_id = ?1"
             " AND message_id IN (SELECT value FROM json_each (?2))");
}

/* A message nobody holds any more is gone, with its files. */
static void
drop_orphans (EntTrainingRequest *request)
{
  ent_training_db_run (ent_training_request_get_db (request),
                       "DELETE FROM message WHERE NOT EXISTS (SELECT 1 FROM message_box b"
                       " WHERE b.message_id = message.id)", "");
}

/* PUT /conversation/delete: what is not in the trash is skipped without a word. */
static void
delete_messages (EntTrainingRequest *request)
{
  if (!run_batch (request, ent_training_message_get_ids (request),
                  "DELETE FROM message_box WHERE person_id = ?1 AND trashed"
                  " AND message_id IN (SELECT value FROM json_each (?2))"))
    return;
  drop_orphans (request);
  ent_training_request_answer_empty (request, SOUP_STATUS_OK);
}

static void
empty_trash (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *id = ent_training_request_get_user (request)->id;

  ent_training_db_run (db, "DELETE FROM message_box WHERE person_id = ?1 AND trashed", "s", id);
  ent_training_db_run (db, "DELETE FROM message_folder WHERE person_id = ?1 AND trashed", "s", id);
  drop_orphans (request);
  ent_training_request_answer_empty (request, SOUP_STATUS_OK);
}

static void
move_to_folder (EntTrainingRequest *request)
{
  const char *folder = ent_training_request_get_param (request, "folderId");
  JsonArray *ids = ent_training_message_get_ids (request);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (!ent_training_folder_is_mine (request, folder))
    {
      ent_training_request_refuse (request);
      return;
    }
  if (!ent_training_message_check_batch (request, ids))
    return;

  node = json_node_init_array (json_node_alloc (), ids);
  text = json_to_string (node, FALSE);
  ent_training_db_run (ent_training_request_get_db (request),
                       "UPDATE message_box SET folder_id = ?3 WHERE person_id = ?1"
                       " AND message_id IN (SELECT value FROM json_each (?2))", "sss",
                       ent_training_request_get_user (request)->id, text, folder);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

/* PUT /conversation/move/root?id=a&id=b */
static void
move_to_root (EntTrainingRequest *request)
{
  g_auto (GStrv) values = ent_training_request_dup_query_all (request, "id");
  g_autoptr (JsonArray) ids = json_array_new ();

  for (guint i = 0; values[i] != NULL; i++)
    json_array_add_string_element (ids, values[i]);
  run_batch (request, ids, "UPDATE message_box SET folder_id = NULL WHERE person_id = ?1"
                           " AND message_id IN (SELECT value FROM json_each (?2))");
}

static JsonArray *
list_folders (EntTrainingRequest *request,
              const char         *parent,
              gint64              depth)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    db,
    "SELECT f.id, f.parent_id, f.name, f.depth, (SELECT count(*) FROM message_box b"
    " WHERE b.folder_id = f.id AND b.person_id = ?1 AND NOT b.trashed), (SELECT count(*)"
    " FROM message_box b WHERE b.folder_id = f.id AND b.person_id = ?1 AND NOT b.trashed"
    " AND b.unread) FROM message_folder f WHERE f.person_id = ?1 AND NOT f.trashed"
    " AND f.parent_id IS ?2 ORDER BY f.name",
    "ss", ent_training_request_get_user (request)->id, parent);
  JsonArray *array = json_array_new ();

  while (ent_training_rows_next (rows))
    {
      JsonObject *folder = json_object_new ();
      g_autoptr (JsonArray) inner = NULL;

      json_object_set_string_member (folder, "id", ent_training_rows_get_text (rows, 0));
      ent_training_json_set_text (folder, "parent_id", ent_training_rows_get_text (rows, 1));
      json_object_set_string_member (folder, "name", ent_training_rows_get_text (rows, 2));
      json_object_set_int_member (folder, "depth", ent_training_rows_get_int (rows, 3));
      json_object_set_int_member (folder, "nbMessages", ent_training_rows_get_int (rows, 4));
      json_object_set_int_member (folder, "nbUnread", ent_training_rows_get_int (rows, 5));
      if (depth > 1)
        inner = list_folders (request, ent_training_rows_get_text (rows, 0), depth - 1);
      if (inner != NULL && json_array_get_length (inner) > 0)
        json_object_set_array_member (folder, "subFolders", g_steal_pointer (&inner));
      json_array_add_object_element (array, folder);
    }

  return array;
}

static void
get_folders (EntTrainingRequest *request)
{
  const char *text = ent_training_request_get_query (request, "depth");
  gint64 depth;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 1, MAXIMUM_DEPTH, &depth, NULL))
    ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                       "conversation.invalid.parameter");
  else
    ent_training_answer_array (request, list_folders (request, NULL, depth));
}

static gboolean
name_is_taken (EntTrainingRequest *request,
               const char         *name,
               const char         *parent,
               const char         *but_id)
{
  if (ent_training_db_get_int (
        ent_training_request_get_db (request),
        "SELECT count(*) FROM message_folder WHERE person_id = ?1 AND name = ?2"
        " AND parent_id IS ?3 AND id IS NOT ?4 AND NOT trashed",
        "ssss", ent_training_request_get_user (request)->id, name, parent, but_id) == 0)
    return FALSE;

  ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                     "conversation.error.duplicate.folder");

  return TRUE;
}

/* The name a body gives, or NULL when it has none, or has more than it may; the request is then
 * answered. */
static const char *
get_name (EntTrainingRequest *request,
          guint               members)
{
  JsonObject *body = ent_training_request_get_json (request);
  const char *name = ent_training_json_get_text (body, "name");

  if (name != NULL && *name != '\0' && g_utf8_strlen (name, -1) <= MAXIMUM_NAME &&
      json_object_get_size (body) <= members)
    return name;

  ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);

  return NULL;
}

static void
create_folder (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *parent =
    ent_training_json_get_text (ent_training_request_get_json (request), "parentId");
  const char *name = get_name (request, parent != NULL ? 2 : 1);
  g_autofree char *id = g_uuid_string_random ();
  gint64 depth = 1;
  JsonObject *answer;

  if (name == NULL)
    return;
  if (parent != NULL)
    {
      if (!ent_training_folder_is_mine (request, parent))
        {
          ent_training_request_refuse (request);
          return;
        }
      depth +=
        ent_training_db_get_int (db, "SELECT depth FROM message_folder WHERE id = ?1", "s", parent);
    }
  if (depth > MAXIMUM_DEPTH)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "error.max.folder.depth");
      return;
    }
  if (name_is_taken (request, name, parent, NULL))
    return;

  ent_training_db_run (db,
                       "INSERT INTO message_folder (id, person_id, parent_id, name, depth)"
                       " VALUES (?1, ?2, ?3, ?4, ?5)",
                       "ssssi", id, ent_training_request_get_user (request)->id, parent, name,
                       depth);
  answer = json_object_new ();
  json_object_set_string_member (answer, "id", id);
  ent_training_answer_object (request, SOUP_STATUS_CREATED, answer);
}

static void
rename_folder (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *id = ent_training_request_get_param (request, "id");
  const char *name;
  g_autofree char *parent = NULL;

  if (!ent_training_folder_is_mine (request, id))
    {
      ent_training_request_refuse (request);
      return;
    }
  parent =
    ent_training_db_dup_text (db, "SELECT parent_id FROM message_folder WHERE id = ?1", "s", id);
  name = get_name (request, 1);
  if (name == NULL || name_is_taken (request, name, parent, id))
    return;
  ent_training_db_run (db, "UPDATE message_folder SET name = ?2 WHERE id = ?1", "ss", id, name);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

/* DELETE /conversation/api/folders/:id: with those inside; the messages go to the trash, out of any
 * folder. */
static void
delete_folder (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *id = ent_training_request_get_param (request, "id");

  if (!ent_training_folder_is_mine (request, id))
    {
      ent_training_request_refuse (request);
      return;
    }
  ent_training_db_run (
    db,
    "WITH RECURSIVE inside (id) AS (SELECT ?2 UNION SELECT f.id FROM message_folder f JOIN inside"
    " ON f.parent_id = inside.id) UPDATE message_box SET trashed = 1, folder_id = NULL"
    " WHERE person_id = ?1 AND folder_id IN (SELECT id FROM inside)",
    "ss", ent_training_request_get_user (request)->id, id);
  ent_training_db_run (db, "DELETE FROM message_folder WHERE id = ?1", "s", id);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

const EntTrainingRoute ent_training_box_routes[] = {
  { "POST", "/conversation/toggleUnread", toggle_unread, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/conversation/trash", trash, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/conversation/restore", restore, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/conversation/delete", delete_messages, ENT_TRAINING_ROUTE_JSON, NULL },
  { "DELETE", "/conversation/emptyTrash", empty_trash, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "PUT", "/conversation/move/userfolder/:folderId", move_to_folder, ENT_TRAINING_ROUTE_JSON,
    NULL },
  { "PUT", "/conversation/move/root", move_to_root, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/conversation/api/folders", get_folders, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "POST", "/conversation/folder", create_folder, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/conversation/folder/:id", rename_folder, ENT_TRAINING_ROUTE_JSON, NULL },
  { "DELETE", "/conversation/api/folders/:id", delete_folder, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
