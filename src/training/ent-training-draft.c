/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-training-answer.h"
#include "ent-training-cleaner.h"
#include "ent-training-directory.h"
#include "ent-training-message.h"
#include "ent-training-rights.h"
#include "ent-training-routes.h"

/* Writing messages: drafts, sending, forwarding, taking back. Each member of a body is the name of
 * a column, so an unknown one is an error of the database; a draft that was sent takes no more
 * changes and says nothing about it; sending twice fails. The switch "content.transformer" = "down"
 * makes the cleaning of bodies fail, "conversation.double-send" = "old" refuses a second sending in
 * the words of older servers.
 *
 * Source: entcore ConversationController, SqlConversationService, Neo4jConversationService,
 * VisiblesFilter, as told in ent-api 06 §3 and §4. */

#define MAXIMUM_SUBJECT 1024
#define MAXIMUM_INACTIVE 50
#define RECALL_DELAY ((gint64) 60 * 60 * 1000)

static const char *const lists[] = { "to", "cc", "cci" };

/* The columns a body may name, and how each is written. */
static const struct
{
  const char *name;
  const char *sql;
} columns[] = {
  { "subject", "UPDATE message SET subject = ?2 WHERE id = ?1" },
  { "body", NULL },
  { "to", "UPDATE message SET to_ids = ?2 WHERE id = ?1" },
  { "cc", "UPDATE message SET cc_ids = ?2 WHERE id = ?1" },
  { "cci", "UPDATE message SET cci_ids = ?2 WHERE id = ?1" },
  { "noReply", "UPDATE message SET no_reply = ?2 = 'true' WHERE id = ?1" },
  { "id", NULL },
  { "state", "UPDATE message SET state = ?2 WHERE id = ?1" },
  { "date", "UPDATE message SET date = CAST (?2 AS INTEGER) WHERE id = ?1" },
  { "from", "UPDATE message SET from_id = ?2 WHERE id = ?1" },
  { "parent_id", "UPDATE message SET parent_id = ?2 WHERE id = ?1" },
  { "thread_id", "UPDATE message SET thread_id = ?2 WHERE id = ?1" },
  { "language", "UPDATE message SET language = ?2 WHERE id = ?1" },
};

static int
find_column (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strcmp (columns[i].name, name) == 0)
      return (int) i;

  return -1;
}

/* Whether the database would take the members of the body; the request is answered when not. */
static gboolean
check_columns (EntTrainingRequest *request)
{
  JsonObject *body = ent_training_request_get_json (request);
  g_autoptr (GList) members = json_object_get_members (body);
  const char *subject = ent_training_json_get_text (body, "subject");

  for (GList *member = members; member != NULL; member = member->next)
    if (find_column (member->data) < 0)
      {
        g_autofree char *error =
          g_strdup_printf ("ERROR: column \"%s\" of relation \"messages\" does not exist",
                           (const char *) member->data);

        ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, error);
        return FALSE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (json_object_has_member (body, lists[i]) &&
        !JSON_NODE_HOLDS_ARRAY (json_object_get_member (body, lists[i])))
      {
        ent_training_request_answer_empty (request, SOUP_STATUS_INTERNAL_SERVER_ERROR);
        return FALSE;
      }
  if (json_object_has_member (body, "noReply") && !ent_training_json_has (body, "noReply"))
    {
      ent_training_request_answer_error (
        request, SOUP_STATUS_BAD_REQUEST,
        "ERROR: null value in column \"noReply\" of relation \"messages\"");
      return FALSE;
    }
  if (subject != NULL && g_utf8_strlen (subject, -1) > MAXIMUM_SUBJECT)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "ERROR: value too long for type character varying(1024)");
      return FALSE;
    }

  return TRUE;
}

/* The body of the message as it is to be stored; FALSE when it cannot be cleaned, and the request
 * is answered. */
static gboolean
clean_body (EntTrainingRequest  *request,
            char               **html)
{
  EntTrainingServer *server = ent_training_request_get_server (request);
  const char *sent = ent_training_json_get_text (ent_training_request_get_json (request), "body");
  gboolean down =
    g_strcmp0 (ent_training_server_get_option (server, "content.transformer"), "down") == 0;

  *html = NULL;
  if (sent == NULL || *sent == '\0')
    {
      *html = g_strdup (sent);
      return TRUE;
    }
  if (!down && ent_training_clean (sent, html, NULL, NULL, NULL))
    return TRUE;

  ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                     "Content transformation failed : the service does not answer");

  return FALSE;
}

static char *
dup_value (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);

  return json_to_string (node, FALSE);
}

/* The names of all recipients of this body and of the sender: the lists show nobody else. */
static char *
dup_names (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const EntTrainingUser *user = ent_training_request_get_user (request);
  JsonObject *body = ent_training_request_get_json (request);
  g_autoptr (JsonObject) names = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), names);

  json_object_set_string_member (names, user->id, user->display_name);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *ids = json_object_has_member (body, lists[i])
                         ? json_object_get_array_member (body, lists[i])
                         : NULL;

      for (guint j = 0; ids != NULL && j < json_array_get_length (ids); j++)
        {
          JsonNode *element = json_array_get_element (ids, j);
          const char *id = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;
          g_autofree char *name = id != NULL ? ent_training_directory_dup_name (db, id) : NULL;

          if (name != NULL)
            json_object_set_string_member (names, id, name);
        }
    }

  return json_to_string (node, FALSE);
}

/* Writes the body into the message, which must be a draft, and moves its date. */
static void
write_draft (EntTrainingRequest *request,
             const char         *id,
             const char         *html)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonObject *body = ent_training_request_get_json (request);
  g_autoptr (GList) members = json_object_get_members (body);
  g_autofree char *names = dup_names (request);

  if (ent_training_db_get_int (db, "SELECT count(*) FROM message WHERE id = ?1 AND state = 'DRAFT'",
                               "s", id) == 0)
    return;

  ent_training_message_touch (request, id);
  ent_training_db_run (db, "UPDATE message SET names = ?2 WHERE id = ?1", "ss", id, names);
  if (json_object_has_member (body, "body"))
    ent_training_db_run (
      db, "UPDATE message SET body = ?2, original_body = NULL, content_version = 1 WHERE id = ?1",
      "ss", id, html);
  for (GList *member = members; member != NULL; member = member->next)
    {
      int column = find_column (member->data);
      g_autofree char *value = dup_value (json_object_get_member (body, member->data));

      if (columns[column].sql != NULL)
        ent_training_db_run (db, columns[column].sql, "ss", id, value);
    }
}

/* Answers 403 when the parent wants no reply, or 400 when it is not held. */
static gboolean
check_parent (EntTrainingRequest *request,
              const char         *parent)
{
  EntTrainingDb *db = ent_training_request_get_db (request);

  if (parent == NULL)
    return TRUE;
  if (ent_training_db_get_int (db, "SELECT no_reply FROM message WHERE id = ?1", "s", parent) != 0)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_FORBIDDEN,
                                         "conversation.error.reply.not.allowed");
      return FALSE;
    }

  return TRUE;
}

/* Makes an empty draft, whose parent is read by that. Returns its id, or NULL when there is no such
 * parent. */
static char *
add_draft (EntTrainingRequest *request,
           const char         *parent)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const EntTrainingUser *user = ent_training_request_get_user (request);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *thread = NULL;

  if (parent != NULL)
    {
      if (!ent_training_message_is_in_box (request, parent))
        {
          ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                             "conversation.error.parent.not.found");
          return NULL;
        }
      thread =
        ent_training_db_dup_text (db, "SELECT thread_id FROM message WHERE id = ?1", "s", parent);
      ent_training_db_run (
        db, "UPDATE message_box SET unread = 0 WHERE message_id = ?1 AND person_id = ?2", "ss",
        parent, user->id);
    }
  ent_training_db_run (
    db,
    "INSERT INTO message (id, parent_id, thread_id, state, date, from_id, from_name)"
    " VALUES (?1, ?2, coalesce (?3, ?1), 'DRAFT', ?4, ?5, ?6)",
    "sssiss", id, parent, thread, ent_training_request_get_now (request), user->id,
    user->display_name);
  ent_training_db_run (db,
                       "INSERT INTO message_box (message_id, person_id, unread) VALUES (?1, ?2, 1)",
                       "ss", id, user->id);

  return g_steal_pointer (&id);
}

/* POST /conversation/draft: an id the client chose is not looked at. */
static void
create_draft (EntTrainingRequest *request)
{
  const char *parent = ent_training_request_get_query (request, "In-Reply-To");
  g_autofree char *html = NULL;
  g_autofree char *id = NULL;
  JsonObject *answer;

  if (!check_parent (request, parent) || !check_columns (request) || !clean_body (request, &html))
    return;
  if (!json_object_has_member (ent_training_request_get_json (request), "to"))
    {
      ent_training_request_answer_error (
        request, SOUP_STATUS_BAD_REQUEST,
        "ERROR: null value in column \"to\" of relation \"messages\"");
      return;
    }
  id = add_draft (request, parent);
  if (id == NULL)
    return;
  write_draft (request, id, html);

  answer = json_object_new ();
  json_object_set_string_member (answer, "id", id);
  ent_training_answer_object (request, SOUP_STATUS_CREATED, answer);
}

static void
update_draft (EntTrainingRequest *request)
{
  const char *id = ent_training_request_get_param (request, "id");
  g_autofree char *html = NULL;

  if (!ent_training_message_is_my_draft (request, id))
    {
      ent_training_request_refuse (request);
      return;
    }
  if (!check_columns (request) || !clean_body (request, &html))
    return;
  write_draft (request, id, html);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

/* Whether @id wrote @parent or is among those who got it in the open. */
static gboolean
is_in_parent (EntTrainingRequest *request,
              const char         *parent,
              const char         *id)
{
  return parent != NULL &&
         ent_training_db_get_int (
           ent_training_request_get_db (request),
           "SELECT from_id = ?2 OR EXISTS (SELECT 1 FROM json_each (to_ids) WHERE value = ?2)"
           " OR EXISTS (SELECT 1 FROM json_each (cc_ids) WHERE value = ?2) FROM message"
           " WHERE id = ?1",
           "ss", parent, id) != 0;
}

/* One recipient that may not be written to refuses the whole message. */
static gboolean
check_recipients (EntTrainingRequest *request,
                  const char         *parent)
{
  JsonObject *body = ent_training_request_get_json (request);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonNode *node = json_object_get_member (body, lists[i]);
      JsonArray *ids =
        node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint j = 0; ids != NULL && j < json_array_get_length (ids); j++)
        {
          JsonNode *element = json_array_get_element (ids, j);
          const char *id = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;

          if (id == NULL ||
              (!ent_training_directory_may_write (ent_training_request_get_db (request),
                                                  ent_training_request_get_user (request), id) &&
               !is_in_parent (request, parent, id)))
            return FALSE;
        }
    }

  return TRUE;
}

/* The persons this body is for, groups as they are now. */
static GPtrArray *
dup_people (EntTrainingRequest *request)
{
  JsonObject *body = ent_training_request_get_json (request);
  g_autoptr (JsonArray) all = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *ids = json_object_has_member (body, lists[i])
                         ? json_object_get_array_member (body, lists[i])
                         : NULL;

      for (guint j = 0; ids != NULL && j < json_array_get_length (ids); j++)
        json_array_add_element (all, json_array_dup_element (ids, j));
    }

  return ent_training_directory_expand (ent_training_request_get_db (request), all);
}

/* Sets the state; FALSE when the message is no draft any more, and the request is answered. A
 * message that was taken back passes here: only a recipient who still holds it stops it, further
 * on. */
static gboolean
change_state (EntTrainingRequest *request,
              const char         *id)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  EntTrainingServer *server = ent_training_request_get_server (request);
  g_autofree char *error = NULL;

  if (g_strcmp0 (ent_training_server_get_option (server, "conversation.double-send"), "old") == 0 ||
      ent_training_db_get_int (db, "SELECT state = 'SENT' FROM message WHERE id = ?1", "s", id) ==
        0)
    {
      ent_training_db_run (db, "UPDATE message SET state = 'SENT' WHERE id = ?1", "s", id);
      return TRUE;
    }

  error = g_strdup_printf ("ERROR: Concurrency error: state mismatch for message %s", id);
  ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, error);

  return FALSE;
}

static gboolean
deliver (EntTrainingRequest *request,
         const char         *id,
         GPtrArray          *people)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const EntTrainingUser *user = ent_training_request_get_user (request);
  gboolean to_myself = FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      const char *person = g_ptr_array_index (people, i);

      if (strcmp (person, user->id) == 0)
        to_myself = TRUE;
      else if (ent_training_db_get_int (
                 db, "SELECT count(*) FROM message_box WHERE message_id = ?1 AND person_id = ?2",
                 "ss", id, person) != 0)
        {
          ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                             "ERROR: duplicate key value violates unique constraint"
                                             " \"usermessages_pkey\"");
          return FALSE;
        }
      else
        ent_training_db_run (
          db, "INSERT INTO message_box (message_id, person_id, unread) VALUES (?1, ?2, 1)", "ss",
          id, person);
    }
  ent_training_db_run (
    db, "UPDATE message_box SET unread = ?3 WHERE message_id = ?1 AND person_id = ?2", "ssn", id,
    user->id, (int) to_myself);

  return TRUE;
}

/* The names of those whose account sleeps: only looked for when nothing is attached. */
static void
describe_inactive (EntTrainingRequest *request,
                   const char         *id,
                   GPtrArray          *people,
                   JsonObject         *answer)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonArray *names = json_array_new ();
  int count = 0;
  gboolean has_files =
    ent_training_db_get_int (db, "SELECT count(*) FROM message_attachment WHERE message_id = ?1",
                             "s", id) != 0;

  for (guint i = 0; i < people->len && !has_files; i++)
    {
      g_autofree char *name =
        ent_training_db_dup_text (db,
                                  "SELECT display_name FROM person WHERE id = ?1"
                                  " AND activation_code IS NOT NULL",
                                  "s", g_ptr_array_index (people, i));

      if (name != NULL && count++ < MAXIMUM_INACTIVE)
        json_array_add_string_element (names, name);
    }
  json_object_set_array_member (answer, "undelivered", json_array_new ());
  json_object_set_array_member (answer, "inactive", names);
  json_object_set_int_member (answer, "inactiveCount", count);
}

static void
notify (EntTrainingRequest *request,
        const char         *id,
        GPtrArray          *people)
{
  const EntTrainingUser *user = ent_training_request_get_user (request);
  const char *subject =
    ent_training_json_get_text (ent_training_request_get_json (request), "subject");
  g_autoptr (JsonObject) params = json_object_new ();
  g_autofree char *uri = g_strconcat ("/conversation/conversation#/read-mail/", id, NULL);
  guint at;

  if (g_ptr_array_find_with_equal_func (people, user->id, g_str_equal, &at))
    g_ptr_array_remove_index (people, at);
  json_object_set_string_member (params, "subject", subject != NULL ? subject : "");
  json_object_set_string_member (params, "resourceUri", uri);
  ent_training_notify (request, "MESSAGERIE", "SEND-MESSAGE", id, NULL, params, people);
}

static void
answer_sent (EntTrainingRequest *request,
             const char         *id,
             GPtrArray          *people)
{
  g_autoptr (JsonNode) node = ent_training_db_dup_json (
    ent_training_request_get_db (request),
    "SELECT json_object ('id', id, 'subject', subject, 'body', body, 'thread_id', thread_id)"
    " FROM message WHERE id = ?1",
    "s", id);
  JsonObject *answer = json_node_dup_object (node);

  json_object_set_int_member (answer, "sent", people->len);
  describe_inactive (request, id, people, answer);
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}

/* POST /conversation/send: who gets it is said by this body, not by the draft. Without an id, a new
 * message each time. */
static void
send_message (EntTrainingRequest *request)
{
  const char *known = ent_training_request_get_query (request, "id");
  const char *parent = ent_training_request_get_query (request, "In-Reply-To");
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *html = NULL;
  g_autofree char *id = NULL;

  if ((known != NULL && !ent_training_message_is_my_draft (request, known)) ||
      (known == NULL && parent != NULL && !ent_training_message_is_in_box (request, parent)) ||
      !check_recipients (request, parent))
    {
      ent_training_request_refuse (request);
      return;
    }
  if (!check_parent (request, parent) || !check_columns (request) || !clean_body (request, &html))
    return;

  id = known != NULL ? g_strdup (known) : add_draft (request, parent);
  write_draft (request, id, html);
  people = dup_people (request);
  if (!change_state (request, id) || !deliver (request, id, people))
    return;

  answer_sent (request, id, people);
  notify (request, id, people);
}

/* PUT /conversation/message/:id/forward/:original: links the files; the draft's date does not move.
 */
static void
forward (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *id = ent_training_request_get_param (request, "id");
  const char *original = ent_training_request_get_param (request, "original");

  if (!ent_training_message_is_my_draft (request, id) ||
      !ent_training_message_is_in_box (request, original))
    {
      ent_training_request_refuse (request);
      return;
    }
  if (ent_training_db_get_int (
        db,
        "SELECT count(*) FROM message_attachment a JOIN message_attachment b USING (id)"
        " WHERE a.message_id = ?1 AND b.message_id = ?2",
        "ss", id, original) != 0)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "ERROR: duplicate key value violates unique constraint"
                                         " \"usermessagesattachments_pkey\"");
      return;
    }
  ent_training_db_run (
    db,
    "INSERT INTO message_attachment SELECT id, ?1, file, name, filename, content_type, size"
    " FROM message_attachment WHERE message_id = ?2",
    "ss", id, original);
  ent_training_request_answer_empty (request, SOUP_STATUS_OK);
}

static void
recall (EntTrainingRequest *request)
{
  if (ent_training_db_run (
        ent_training_request_get_db (request),
        "UPDATE message SET state = 'RECALL' WHERE id = ?1 AND from_id = ?2 AND state = 'SENT'"
        " AND date >= ?3",
        "ssi", ent_training_request_get_param (request, "id"),
        ent_training_request_get_user (request)->id,
        ent_training_request_get_now (request) - RECALL_DELAY) == 0)
    ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                       "conversation.error.recall.mail");
  else
    ent_training_request_answer_empty (request, SOUP_STATUS_NO_CONTENT);
}

const EntTrainingRoute ent_training_draft_routes[] = {
  { "POST", "/conversation/draft", create_draft, ENT_TRAINING_ROUTE_JSON,
    ENT_TRAINING_RIGHT_MESSAGE_DRAFT },
  { "PUT", "/conversation/draft/:id", update_draft, ENT_TRAINING_ROUTE_JSON, NULL },
  { "POST", "/conversation/send", send_message, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/conversation/message/:id/forward/:original", forward, ENT_TRAINING_ROUTE_SESSION,
    NULL },
  { "POST", "/conversation/api/messages/:id/recall", recall, ENT_TRAINING_ROUTE_SESSION,
    ENT_TRAINING_RIGHT_MESSAGE_RECALL },
  { NULL, NULL, NULL, 0, NULL },
};
