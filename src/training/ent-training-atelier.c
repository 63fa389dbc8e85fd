/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-request-private.h"
#include "ent-training-routes.h"

/* /atelier: the handle of a test, or of a trainer, on a server in another process. It is no part of
 * the ENT, listens on the loopback address only, and asks nobody who they are.
 *
 *   GET  /atelier/journal   the writes so far
 *   GET  /atelier/state     posts, comments, entries, messages, boxes, documents and notifications,
 *   whole
 *   POST /atelier/faults    {"faults":[rule…]} adds rules, {"clear":true} forgets the former ones
 *   first
 *   POST /atelier/options   {"name":"value"…} sets switches, null takes them back
 *   POST /atelier/expire    ends sessions and access tokens ({"what":"sessions"|"tokens"} for one
 *   of the two)
 *   POST /atelier/reset     makes the school anew */

static void
get_journal (EntTrainingRequest *request)
{
  JsonArray *journal = ent_training_server_dup_journal (request->server);
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "journal", journal);
  json_object_set_int_member (object, "requests",
                              (gint64) ent_training_server_get_requests (request->server));
  json_object_set_int_member (object, "bytesSent",
                              (gint64) ent_training_server_get_bytes_sent (request->server));
  json_object_set_int_member (object, "bytesReceived",
                              (gint64) ent_training_server_get_bytes_received (request->server));
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_object (json_node_alloc (), object));
  json_object_unref (object);
}

static void
get_state (EntTrainingRequest *request)
{
  static const struct
  {
    const char *name;
    const char *sql;
  } tables[] = {
    { "posts", "SELECT json_object ('id', p.id, 'blog', b.id, 'blogTitle', b.title, 'title', "
               "p.title, 'content', p.content, 'plain', p.plain, 'state', p.state, 'author',"
               " a.login, 'created', p.created, 'modified', p.modified) FROM post p JOIN blog b ON"
               " b.id = p.blog_id JOIN person a ON a.id = p.author_id"
               " ORDER BY p.created" },
    { "comments", "SELECT json_object ('id', c.id, 'post', c.post_id, 'comment', c.comment, "
                  "'author', a.login, 'state', c.state, 'deleted', c.deleted) FROM comment c JOIN"
                  " person a ON a.id = c.author_id"
                  " ORDER BY c.position" },
    { "entries", "SELECT json_object ('id', e.id, 'notebook', n.id, 'notebookTitle', n.title, "
                 "'date', e.day, 'title', e.title, 'value', e.value) FROM entry e JOIN notebook n"
                 " ON n.id = e.notebook_id"
                 " ORDER BY e.notebook_id, e.day, e.position" },
    { "messages", "SELECT json_object ('id', m.id, 'subject', m.subject, 'body', m.body, 'state', "
                  "m.state, 'date', m.date, 'from', a.login, 'to', json (m.to_ids), 'cc', json"
                  " (m.cc_ids), 'cci', json (m.cci_ids), 'boxes', (SELECT count(*) FROM message_box"
                  " x WHERE x.message_id = m.id), 'attachments', (SELECT json_group_array"
                  " (filename) FROM message_attachment y WHERE y.message_id = m.id))"
                  " FROM message m JOIN person a ON a.id = m.from_id ORDER BY m.date" },
    { "documents", "SELECT json_object ('id', d.id, 'name', d.name, 'size', d.size, 'owner', "
                   "a.login, 'protected', d.is_protected, 'public', d.is_public, 'trashed',"
                   " d.trasher IS NOT NULL) FROM document d"
                   " JOIN person a ON a.id = d.owner_id ORDER BY d.rowid" },
    { "notifications",
      "SELECT json_object ('id', id, 'type', type, 'eventType', event_type, 'resource', resource,"
      " 'subResource', sub_resource, 'at', at, 'recipients', (SELECT count(*) FROM"
      " notification_recipient r WHERE r.notification_id = n.id)) FROM "
                       "notification n ORDER BY at" },
  };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (JsonNode) rows =
        ent_training_db_dup_array (ent_training_request_get_db (request), tables[i].sql, "");

      json_object_set_array_member (object, tables[i].name, json_node_dup_array (rows));
    }
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_object (json_node_alloc (), object));
  json_object_unref (object);
}

static gboolean
is_rule_list (JsonNode *node)
{
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      return FALSE;

  return TRUE;
}

static void
add_faults (EntTrainingRequest *request)
{
  JsonObject *body = ent_training_request_get_json (request);
  JsonNode *node = json_object_get_member (body, "faults");

  if (!is_rule_list (node))
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "\"faults\" is not a list of rules");
      return;
    }

  if (json_object_get_boolean_member_with_default (body, "clear", FALSE))
    ent_training_server_clear_faults (request->server);
  for (guint i = 0; node != NULL && i < json_array_get_length (json_node_get_array (node)); i++)
    ent_training_server_add_fault (request->server,
                                   json_array_get_object_element (json_node_get_array (node), i));
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

static void
set_option_cb (JsonObject *object,
               const char *name,
               JsonNode   *value,
               gpointer    data)
{
  const char *text = JSON_NODE_HOLDS_NULL (value) ? NULL : json_node_get_string (value);

  ent_training_server_set_option (data, name, text);
}

static void
set_options (EntTrainingRequest *request)
{
  json_object_foreach_member (ent_training_request_get_json (request), set_option_cb,
                              request->server);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

static void
expire (EntTrainingRequest *request)
{
  JsonObject *body = ent_training_request_get_json (request);
  const char *what = json_object_get_string_member_with_default (body, "what", "");

  if (strcmp (what, "tokens") != 0)
    ent_training_server_expire_sessions (request->server);
  if (strcmp (what, "sessions") != 0)
    ent_training_server_expire_tokens (request->server);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

static void
reset (EntTrainingRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (ent_training_server_reset (request->server, &error))
    ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
  else
    ent_training_request_answer_error (request, SOUP_STATUS_INTERNAL_SERVER_ERROR, error->message);
}

const EntTrainingRoute ent_training_atelier_routes[] = {
  { "GET", "/atelier/journal", get_journal, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/atelier/state", get_state, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "POST", "/atelier/faults", add_faults, ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_JSON,
    NULL },
  { "POST", "/atelier/options", set_options, ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_JSON,
    NULL },
  { "POST", "/atelier/expire", expire, ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_JSON, NULL },
  { "POST", "/atelier/reset", reset, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
