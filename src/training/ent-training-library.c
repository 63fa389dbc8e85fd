/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-library.h"

#include <string.h>

#include "ent-training-directory.h"

#define DEFAULT_QUOTA 104857600

static void
remove_if_empty (JsonObject *object,
                 const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (JSON_NODE_HOLDS_NULL (node) ||
      (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) == 0))
    json_object_remove_member (object, member);
}

/* Takes out what the ENT leaves out: flags that are not set, and in a list some that are. */
void
ent_training_library_tidy (JsonNode *node,
                           gboolean  listed)
{
  static const char *const optional[] = {
    "file", "fileDate", "metadata", "thumbnails", "protected", "public", "alt", "legend", "deleted",
    "trasher", "copyFromId", "application",
  };
  static const char *const unlisted[] = {
    "public", "alt", "legend", "fileDate", "nameSearch", "copyFromId",
  };
  JsonObject *object = json_node_get_object (node);

  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    remove_if_empty (object, optional[i]);
  for (guint i = 0; listed && i < G_N_ELEMENTS (unlisted); i++)
    json_object_remove_member (object, unlisted[i]);
}

/* The whole element, or NULL when there is none. */
JsonNode *
ent_training_library_dup_node (EntTrainingDb *db,
                               const char    *id)
{
  JsonNode *node = ent_training_db_dup_json (db,
                                             "SELECT " ENT_TRAINING_LIBRARY_JSON
                                             " FROM document d WHERE d.id = ?1", "s", id);

  if (node != NULL)
    ent_training_library_tidy (node, FALSE);
  return node;
}

/* Whether the person may do the action: owner, or shared; and anybody signed in may read what is
 * protected or public. */
gboolean
ent_training_library_allows (EntTrainingRequest *request,
                             const char         *id,
                             const char         *action)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const EntTrainingUser *user = ent_training_request_get_user (request);
  g_autofree char *key = g_strconcat (ENT_TRAINING_LIBRARY_ACTION, action, NULL);
  g_autoptr (EntTrainingRows) rows = NULL;
  g_autoptr (JsonNode) shared = NULL;

  rows = ent_training_db_query (db, "SELECT owner_id, is_protected OR is_public, shared FROM"
                                    " document WHERE id = ?1",
                                "s", id);
  if (!ent_training_rows_next (rows))
    return FALSE;
  if (strcmp (ent_training_rows_get_text (rows, 0), user->id) == 0)
    return TRUE;
  if (ent_training_rows_get_int (rows, 1) != 0 && strcmp (action, "getDocument") == 0)
    return TRUE;

  shared = ent_training_rows_dup_json (rows, 2);
  return ent_training_shared_allows (db, user, json_node_get_array (shared), key);
}

/* Deletes for good the element and all that is inside, bytes and thumbnails included. */
void
ent_training_library_delete (EntTrainingDb *db,
                             const char    *id)
{
  g_autofree char *file = NULL;
  g_autoptr (JsonNode) children = NULL;
  g_autoptr (JsonNode) thumbnails = NULL;

  children = ent_training_db_dup_array (db, "SELECT json_quote (id) FROM document WHERE parent = "
                                            "?1", "s", id);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (children)); i++)
    ent_training_library_delete (db,
                                 json_array_get_string_element (json_node_get_array (children), i));

  file = ent_training_db_dup_text (db, "SELECT file FROM document WHERE id = ?1", "s", id);
  thumbnails = ent_training_db_dup_array (db, "SELECT json_quote (file) FROM thumbnail WHERE"
                                              " document_id = ?1", "s",
                                          id);
  ent_training_db_run (db, "DELETE FROM document WHERE id = ?1", "s", id);
  ent_training_db_run (db, "DELETE FROM storage WHERE id = ?1", "s", file);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (thumbnails)); i++)
    ent_training_db_run (db, "DELETE FROM storage WHERE id = ?1", "s",
                         json_array_get_string_element (json_node_get_array (thumbnails), i));
}

/* Free bytes of the person who asks. Switch "workspace.quota": another quota. */
gint64
ent_training_library_get_free (EntTrainingRequest *request,
                               gint64             *quota,
                               gint64             *used)
{
  const char *option =
    ent_training_server_get_option (ent_training_request_get_server (request), "workspace.quota");
  gint64 limit = option != NULL ? g_ascii_strtoll (option, NULL, 10) : DEFAULT_QUOTA;
  gint64 taken = ent_training_db_get_int (
    ent_training_request_get_db (request),
    "SELECT coalesce ((SELECT sum (size) FROM document WHERE owner_id = ?1), 0) + coalesce ((SELECT"
    " sum (a.size) FROM message_attachment a JOIN message_box b USING (message_id) WHERE"
    " b.person_id = ?1), 0)", "s", ent_training_request_get_user (request)->id);

  if (quota != NULL)
    *quota = limit;
  if (used != NULL)
    *used = taken;
  return limit - taken;
}
