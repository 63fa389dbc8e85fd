/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-message.h"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-training-answer.h"
#include "ent-training-directory.h"
#include "ent-training-routes.h"
#include "ent-training-visible.h"

/* Reading messages. A message is one row for all, a place in a box is a row of each person who
 * holds it; 401 is said for a missing right, a deleted message and one that is somebody else's.
 *
 * Source: entcore ApiController, ConversationController, SqlConversationService, MessageUtil, as
 * told in ent-api 06 §1 and §2. */

#define PAGE_SIZE 25
#define MINIMUM_SEARCH 3

/* The groups of the person ?1. */
#define MY_GROUPS "(SELECT group_id FROM group_member WHERE person_id = ?1)"

/* Which messages of the person ?1 are in the folder ?2; "b" is the place in the box, "m" the
 * message. */
#define IN_FOLDER                                                                                  \
  " b.person_id = ?1 AND CASE upper (?2)"                                                          \
  " WHEN 'INBOX' THEN m.state IN ('SENT', 'RECALL') AND NOT b.trashed AND b.folder_id IS NULL"     \
  "   AND (m.from_id <> ?1 OR EXISTS (SELECT 1 FROM json_each (m.to_ids) e WHERE e.value = ?1 OR " \
  "e.value IN " MY_GROUPS                                                                          \
  ") OR EXISTS (SELECT 1 FROM json_each (m.cc_ids) e WHERE e.value = ?1 OR e.value IN " MY_GROUPS  \
  "))"                                                                                             \
  " WHEN 'OUTBOX' THEN m.from_id = ?1 AND m.state IN ('SENT', 'RECALL') AND NOT b.trashed AND "    \
  "b.folder_id IS NULL"                                                                            \
  " WHEN 'DRAFT' THEN m.from_id = ?1 AND m.state = 'DRAFT' AND NOT b.trashed AND b.folder_id IS "  \
  "NULL"                                                                                           \
  " WHEN 'TRASH' THEN b.trashed"                                                                   \
  " ELSE b.folder_id = ?2 AND NOT b.trashed END"

static gboolean
is_system_folder (const char *folder)
{
  static const char *const names[] = { "INBOX", "OUTBOX", "DRAFT", "TRASH" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (folder, names[i]) == 0)
      return TRUE;

  return FALSE;
}

gboolean
ent_training_folder_is_mine (EntTrainingRequest *request,
                             const char         *id)
{
  return ent_training_db_get_int (
           ent_training_request_get_db (request),
           "SELECT count(*) FROM message_folder WHERE id = ?1 AND person_id = ?2", "ss", id,
           ent_training_request_get_user (request)->id) != 0;
}

gboolean
ent_training_message_is_in_box (EntTrainingRequest *request,
                                const char         *id)
{
  return ent_training_db_get_int (
           ent_training_request_get_db (request),
           "SELECT count(*) FROM message_box WHERE message_id = ?1 AND person_id = ?2", "ss", id,
           ent_training_request_get_user (request)->id) != 0;
}

/* Whether the person who asks wrote the message and still holds it; it may have been sent since. */
gboolean
ent_training_message_is_my_draft (EntTrainingRequest *request,
                                  const char         *id)
{
  return ent_training_message_is_in_box (request, id) &&
         ent_training_db_get_int (ent_training_request_get_db (request),
                                  "SELECT count(*) FROM message WHERE id = ?1 AND from_id = ?2",
                                  "ss", id, ent_training_request_get_user (request)->id) != 0;
}

/* The "id" list of a body, or NULL when it has none. */
JsonArray *
ent_training_message_get_ids (EntTrainingRequest *request)
{
  JsonNode *node = json_object_get_member (ent_training_request_get_json (request), "id");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* One id that is unknown, not mine or there twice refuses the whole batch. */
gboolean
ent_training_message_check_batch (EntTrainingRequest *request,
                                  JsonArray          *ids)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint length = ids != NULL ? json_array_get_length (ids) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

      if (id == NULL || !g_hash_table_add (seen, (gpointer) id) ||
          !ent_training_message_is_in_box (request, id))
        length = 0;
    }
  if (length > 0)
    return TRUE;

  ent_training_request_refuse (request);

  return FALSE;
}

/* What a change of a draft does to its date. */
void
ent_training_message_touch (EntTrainingRequest *request,
                            const char         *id)
{
  ent_training_db_run (ent_training_request_get_db (request),
                       "UPDATE message SET date = max (date + 1, ?2) WHERE id = ?1", "si", id,
                       ent_training_request_get_now (request));
}

/* One list of recipients: those whose name was not noted when the message was saved are dropped; of
 * a hidden list one who did not write the message sees nobody else. */
static JsonObject *
format_recipients (EntTrainingDb *db,
                   const char    *ids,
                   const char    *names,
                   const char    *only)
{
  g_autoptr (JsonNode) users =
    ent_training_db_dup_array (db,
                               "SELECT json_object ('id', p.id, 'displayName', json_extract (?2, "
                               "'$.\"' || p.id || '\"'), 'profile', p.type)"
                               " FROM json_each (?1) e JOIN person p ON p.id = e.value"
                               " WHERE json_type (?2, '$.\"' || p.id || '\"') IS NOT NULL AND (?3 "
                               "IS NULL OR p.id = ?3) ORDER BY e.key",
                               "sss", ids, names, only);
  g_autoptr (JsonNode) groups = ent_training_db_dup_array (
    db,
    "SELECT json_object ('id', g.id, 'displayName', json_extract (?2, '$.\"' || g.id || '\"'), "
    "'size',"
    " (SELECT count(*) FROM group_member m WHERE m.group_id = g.id), 'type', g.type, 'subType', "
    "g.sub_type)"
    " FROM json_each (?1) e JOIN people_group g ON g.id = e.value"
    " WHERE json_type (?2, '$.\"' || g.id || '\"') IS NOT NULL AND ?3 IS NULL ORDER BY e.key",
    "sss", ids, names, only);
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "users", json_node_dup_array (users));
  json_object_set_array_member (object, "groups", json_node_dup_array (groups));

  return object;
}

static JsonObject *
format_sender (EntTrainingDb *db,
               const char    *id,
               const char    *name)
{
  g_autofree char *profile =
    ent_training_db_dup_text (db, "SELECT type FROM person WHERE id = ?1", "s", id);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", profile != NULL ? id : "");
  json_object_set_string_member (object, "displayName", name);
  if (profile != NULL)
    json_object_set_string_member (object, "profile", profile);

  return object;
}

/* A message that was taken back, for one of those who got it. */
static void
mask (JsonObject *object,
      const char *my_id)
{
  static const char *const lists[] = { "to", "cc", "cci" };

  json_object_set_string_member (object, "subject", "");
  json_object_set_string_member (object, "body", "");
  json_object_set_array_member (object, "attachments", json_array_new ());
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonObject *list = json_object_get_object_member (object, lists[i]);
      JsonArray *users = json_object_get_array_member (list, "users");
      JsonArray *kept = json_array_new ();

      for (guint j = 0; j < json_array_get_length (users); j++)
        if (strcmp (json_object_get_string_member (json_array_get_object_element (users, j), "id"),
                    my_id) == 0)
          json_array_add_element (kept, json_array_dup_element (users, j));
      json_object_set_array_member (list, "users", kept);
      json_object_set_array_member (list, "groups", json_array_new ());
    }
}

/**
 * ent_training_message_read_summary:
 * @id: a message in the box of the person who asks
 *
 * Returns: (transfer full): what lists and readers both show.
 */
JsonObject *
ent_training_message_read_summary (EntTrainingRequest *request,
                                   const char         *id)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const EntTrainingUser *user = ent_training_request_get_user (request);
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    db,
    "SELECT m.subject, m.state, m.date, m.from_id, m.from_name, m.to_ids, m.cc_ids, m.cci_ids,"
    " m.names, m.no_reply, b.unread FROM message m JOIN message_box b ON b.message_id = m.id"
    " WHERE m.id = ?1 AND b.person_id = ?2",
    "ss", id, user->id);
  JsonObject *object = json_object_new ();
  const char *names;
  gboolean is_mine;

  ent_training_rows_next (rows);
  is_mine = strcmp (ent_training_rows_get_text (rows, 3), user->id) == 0;
  names = ent_training_rows_get_text (rows, 8);
  json_object_set_string_member (object, "id", id);
  ent_training_json_set_text (object, "subject", ent_training_rows_get_text (rows, 0));
  json_object_set_string_member (object, "state", ent_training_rows_get_text (rows, 1));
  json_object_set_int_member (object, "date", ent_training_rows_get_int (rows, 2));
  json_object_set_object_member (
    object, "from",
    format_sender (db, ent_training_rows_get_text (rows, 3), ent_training_rows_get_text (rows, 4)));
  json_object_set_object_member (
    object, "to", format_recipients (db, ent_training_rows_get_text (rows, 5), names, NULL));
  json_object_set_object_member (
    object, "cc", format_recipients (db, ent_training_rows_get_text (rows, 6), names, NULL));
  json_object_set_object_member (
    object, "cci",
    format_recipients (db, ent_training_rows_get_text (rows, 7), names, is_mine ? NULL : user->id));
  json_object_set_boolean_member (object, "noReply", ent_training_rows_get_int (rows, 9) != 0);
  json_object_set_boolean_member (object, "unread", ent_training_rows_get_int (rows, 10) != 0);
  if (!is_mine && strcmp (ent_training_rows_get_text (rows, 1), "RECALL") == 0)
    mask (object, user->id);

  return object;
}

static JsonObject *
read_row (EntTrainingRequest *request,
          const char         *id)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonObject *object = ent_training_message_read_summary (request, id);

  json_object_set_boolean_member (
    object, "response",
    ent_training_db_get_int (db,
                             "SELECT count(*) FROM message WHERE parent_id = ?1"
                             " AND from_id = ?2 AND state <> 'DRAFT'",
                             "ss", id, ent_training_request_get_user (request)->id) != 0);
  json_object_set_boolean_member (object, "hasAttachment",
                                  ent_training_db_get_int (db,
                                                           "SELECT count(*) FROM message_attachment"
                                                           " WHERE message_id = ?1",
                                                           "s", id) != 0);

  return object;
}

static gboolean
matches (EntTrainingRows   *rows,
         const char *const *words)
{
  g_autofree char *text = g_strjoin (" ", ent_training_rows_get_text (rows, 1) != NULL
                                            ? ent_training_rows_get_text (rows, 1) : "",
                                     ent_training_rows_get_text (rows, 2) != NULL
                                       ? ent_training_rows_get_text (rows, 2) : "",
                                     ent_training_rows_get_text (rows, 3), NULL);

  return ent_training_words_match (words, text);
}

/* The ids of what a folder holds, newest first. */
static GPtrArray *
list_ids (EntTrainingRequest *request,
          const char         *folder,
          gboolean            only_unread,
          const char *const  *words)
{
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT m.id, m.subject, m.body, m.names FROM message_box b JOIN message m"
    " ON m.id = b.message_id WHERE" IN_FOLDER " AND (NOT ?3 OR b.unread)"
    " ORDER BY m.date DESC, m.id",
    "ssn", ent_training_request_get_user (request)->id, folder, (int) only_unread);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  while (ent_training_rows_next (rows))
    if (words == NULL || matches (rows, words))
      g_ptr_array_add (ids, g_strdup (ent_training_rows_get_text (rows, 0)));

  return ids;
}

static gboolean
check_search (EntTrainingRequest *request)
{
  const char *search = ent_training_request_get_query (request, "search");
  g_autofree char *trimmed = g_strstrip (g_strdup (search != NULL ? search : ""));

  if (search == NULL || g_utf8_strlen (trimmed, -1) >= MINIMUM_SEARCH)
    return TRUE;

  ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);

  return FALSE;
}

/* GET /conversation/api/folders/:folderId/messages. Asking for the unread ones of a folder of one's
 * own, or of the trash, gives nothing: a mistake of this release. */
static void
list_messages (EntTrainingRequest *request)
{
  const char *folder = ent_training_request_get_param (request, "folderId");
  const char *size = ent_training_request_get_query (request, "page_size");
  gboolean only_unread = ent_training_query_is_true (request, "unread");
  g_auto (GStrv) words = ent_training_query_dup_words (request, 1);
  g_autoptr (GPtrArray) ids = NULL;
  JsonArray *array;
  gint64 page;
  gint64 page_size = PAGE_SIZE;

  if (!is_system_folder (folder) && !ent_training_folder_is_mine (request, folder))
    {
      ent_training_request_refuse (request);
      return;
    }
  if (!check_search (request) || !ent_training_query_read_page (request, &page))
    return;
  if (size == NULL || !g_ascii_string_to_signed (size, 10, 1, PAGE_SIZE, &page_size, NULL))
    page_size = PAGE_SIZE;

  array = json_array_new ();
  ids = list_ids (request, folder, only_unread, (const char *const *) words);
  if (only_unread && (!is_system_folder (folder) || g_ascii_strcasecmp (folder, "TRASH") == 0))
    g_ptr_array_set_size (ids, 0);
  for (gint64 i = MAX (page, 0) * page_size; i < ids->len && i < (MAX (page, 0) + 1) * page_size;
       i++)
    {
      JsonObject *row = read_row (request, g_ptr_array_index (ids, i));

      json_object_set_int_member (row, "count", ids->len);
      json_array_add_object_element (array, row);
    }
  ent_training_answer_array (request, array);
}

/* What the reader of a message gets beyond its row; a recalled one keeps its mask. */
static void
add_details (EntTrainingRequest *request,
             const char         *id,
             JsonObject         *object)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    db,
    "SELECT m.body, m.language, m.parent_id, m.thread_id, b.folder_id, b.trashed,"
    " m.content_version, m.original_body FROM message m JOIN message_box b"
    " ON b.message_id = m.id WHERE m.id = ?1 AND b.person_id = ?2",
    "ss", id, ent_training_request_get_user (request)->id);

  ent_training_rows_next (rows);
  if (!json_object_has_member (object, "body"))
    {
      ent_training_json_set_text (object, "body", ent_training_rows_get_text (rows, 0));
      json_object_set_member (
        object, "attachments",
        ent_training_db_dup_array (
          db,
          "SELECT json_object ('id', id, 'name', name, 'filename', filename, 'contentType',"
          " content_type, 'size', size, 'charset', 'UTF-8', 'contentTransferEncoding',"
          " '7bit') FROM message_attachment WHERE message_id = ?1 ORDER BY filename, id",
          "s", id));
      if (ent_training_query_is_true (request, "originalFormat"))
        ent_training_json_set_text (object, "body", ent_training_rows_get_text (rows, 7));
    }
  ent_training_json_set_text (object, "language", ent_training_rows_get_text (rows, 1));
  ent_training_json_set_text (object, "parent_id", ent_training_rows_get_text (rows, 2));
  ent_training_json_set_text (object, "thread_id", ent_training_rows_get_text (rows, 3));
  ent_training_json_set_text (object, "folder_id", ent_training_rows_get_text (rows, 4));
  json_object_set_boolean_member (object, "trashed", ent_training_rows_get_int (rows, 5) != 0);
  json_object_set_int_member (object, "content_version", ent_training_rows_get_int (rows, 6));
  json_object_set_boolean_member (object, "original_format_exists",
                                  !ent_training_rows_is_null (rows, 7));
}

/* GET /conversation/api/messages/:id: reading marks as read. */
static void
get_message (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *id = ent_training_request_get_param (request, "id");
  JsonObject *object;

  if (!ent_training_message_is_in_box (request, id))
    {
      ent_training_request_refuse (request);
      return;
    }
  if (ent_training_query_is_true (request, "originalFormat") &&
      ent_training_db_get_int (db, "SELECT original_body IS NULL FROM message WHERE id = ?1", "s",
                               id) != 0)
    {
      g_autofree char *error =
        g_strconcat ("No original content found for message with id : ", id, NULL);

      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, error);
      return;
    }

  ent_training_db_run (db,
                       "UPDATE message_box SET unread = 0 WHERE message_id = ?1 AND person_id = ?2",
                       "ss", id, ent_training_request_get_user (request)->id);
  object = ent_training_message_read_summary (request, id);
  add_details (request, id, object);
  ent_training_answer_object (request, SOUP_STATUS_OK, object);
}

/* GET /conversation/api/count/:folder: of a folder of one's own only with "restrain", and then
 * "unread" must be said. */
static void
count_messages (EntTrainingRequest *request)
{
  const char *folder = ent_training_request_get_param (request, "folder");
  const char *unread = ent_training_request_get_query (request, "unread");
  gboolean restrain = ent_training_request_get_query (request, "restrain") != NULL;
  JsonObject *object;
  gint64 count = 0;

  if (restrain && unread == NULL)
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_INTERNAL_SERVER_ERROR);
      return;
    }
  if (is_system_folder (folder) || restrain)
    count = ent_training_db_get_int (
      ent_training_request_get_db (request),
      "SELECT count(*) FROM message_box b JOIN message m ON m.id = b.message_id WHERE" IN_FOLDER
      " AND m.state = iif (upper (?2) = 'DRAFT', 'DRAFT', 'SENT')"
      " AND (?3 IS NULL OR b.unread = (?3 = 'true'))",
      "sss", ent_training_request_get_user (request)->id, folder, unread);
  object = json_object_new ();
  json_object_set_int_member (object, "count", count);
  ent_training_answer_object (request, SOUP_STATUS_OK, object);
}

static void
get_limits (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK,
                                    "{\"max-depth\":3,\"recall-delay-minutes\":60,"
                                    "\"get-visible-strategy\":\"all-at-once\"}");
}

static void
get_configuration (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK,
                                    "{\"debounce-time-to-auto-save\":5000}");
}

/* POST /conversation/visibles: which of the ids may be written to. */
static void
filter_visibles (EntTrainingRequest *request)
{
  JsonNode *node = json_object_get_member (ent_training_request_get_json (request), "ids");
  JsonArray *ids = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonArray *array = json_array_new ();

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      JsonNode *element = json_array_get_element (ids, i);
      const char *id = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;
      JsonObject *object;

      if (id == NULL ||
          !ent_training_directory_may_write (ent_training_request_get_db (request),
                                             ent_training_request_get_user (request), id))
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "visibles.id", id);
      json_array_add_object_element (array, object);
    }
  ent_training_answer_array (request, array);
}

/* GET /conversation/visible: what older servers had for recipients. The search is for people only.
 */
static void
list_visibles (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const EntTrainingUser *user = ent_training_request_get_user (request);
  g_autoptr (JsonNode) groups = ent_training_db_dup_array (
    db,
    "SELECT json_object ('id', g.id, 'name', group_label (g.name, g.type), 'groupDisplayName',"
    " NULL, 'profile', g.profile, 'structureName', s.name) FROM people_group g"
    " JOIN structure s ON s.id = g.structure_id WHERE g.id IN (" ENT_TRAINING_VISIBLE_GROUPS ")"
    " ORDER BY g.name",
    "ss", user->id, user->type);
  g_autoptr (JsonNode) users = ent_training_db_dup_array (
    db,
    "SELECT json_object ('id', p.id, 'displayName', p.display_name, 'profile', p.type,"
    " 'structureName', NULL) FROM person p WHERE p.id IN (" ENT_TRAINING_VISIBLE_PEOPLE ")"
    " AND (?3 IS NULL OR instr (p.search_name, fold (?3)) > 0) ORDER BY p.display_name",
    "sss", user->id, user->type, ent_training_request_get_query (request, "search"));
  JsonObject *answer = json_object_new ();

  json_object_set_array_member (answer, "groups", json_node_dup_array (groups));
  json_object_set_array_member (answer, "users", json_node_dup_array (users));
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}

const EntTrainingRoute ent_training_message_routes[] = {
  { "GET", "/conversation/api/folders/:folderId/messages", list_messages,
    ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/conversation/api/messages/:id", get_message, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/conversation/api/count/:folder", count_messages, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/conversation/count/:folder", count_messages, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/conversation/max-depth", get_limits, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/conversation/conf/public", get_configuration, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/conversation/visible", list_visibles, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "POST", "/conversation/visibles", filter_visibles, ENT_TRAINING_ROUTE_JSON, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
