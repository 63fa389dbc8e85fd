/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-directory.h"
#include "ent-training-request-private.h"
#include "ent-training-routes.h"

/* The news thread: what happened around me, 25 at a time.
 *
 * Source: entcore TimelineController and DefaultTimelineEventStore, as told in ent-api 01 §12 and
 * 07 §9. */

#define PAGE_SIZE 25

static gboolean
type_is_wanted (EntTrainingRequest *request,
                const char         *type)
{
  g_auto (GStrv) types = ent_training_request_dup_query_all (request, "type");

  return types[0] == NULL || g_strv_contains ((const char *const *) types, type);
}

/* Received ones, and with version 3.0 my own too; without a version there is no preview, with 2.0
 * no message. */
static void
list_notifications (EntTrainingRequest *request)
{
  const char *page = ent_training_request_get_query (request, "page");
  const char *accept = ent_training_request_get_header (request, "Accept");
  gboolean second = accept != NULL && strstr (accept, "version=2.0") != NULL;
  gboolean third = accept != NULL && strstr (accept, "version=3.0") != NULL;
  gboolean mine = !third && ent_training_request_get_query (request, "mine") != NULL;
  gboolean both = third || ent_training_request_get_query (request, "both") != NULL;
  gint64 first = (page != NULL ? g_ascii_strtoll (page, NULL, 10) : 0) * PAGE_SIZE;
  g_autoptr (EntTrainingRows) rows = NULL;
  JsonArray *results = json_array_new ();
  JsonObject *object = json_object_new ();
  gint64 place = 0;

  rows = ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT json_object ('_id', id, 'type', type, 'event-type', event_type, 'resource', resource,"
    " 'sub-resource', sub_resource, 'sender', sender_id, 'date', json_object ('$date', strftime"
    " ('%Y-%m-%dT%H:%M:%S', at / 1000, 'unixepoch') || printf ('.%03dZ', at % 1000)), 'params',"
    " json (params), 'message', message, 'preview', json (preview), 'recipients', (SELECT"
    " json_group_array (json_object ('userId', r.person_id, 'unread', 1)) FROM"
    " notification_recipient r WHERE r.notification_id = n.id AND r.person_id = ?1)), type, preview"
    " IS NOT NULL FROM notification n WHERE (NOT ?2 AND EXISTS (SELECT 1 FROM"
    " notification_recipient r WHERE r.notification_id = n.id AND r.person_id = ?1)) OR ((?2 OR"
    " ?3) AND sender_id = ?1) ORDER BY at DESC, id",
    "snn", request->user->id, (int) mine, (int) both);

  while (ent_training_rows_next (rows) && json_array_get_length (results) < PAGE_SIZE)
    {
      g_autoptr (JsonNode) node = NULL;

      if (!type_is_wanted (request, ent_training_rows_get_text (rows, 1)) ||
          (second && ent_training_rows_get_int (rows, 2) == 0) || place++ < first)
        continue;

      node = ent_training_rows_dup_json (rows, 0);
      if (second)
        json_object_remove_member (json_node_get_object (node), "message");
      else if (!third)
        json_object_remove_member (json_node_get_object (node), "preview");
      json_array_add_element (results, g_steal_pointer (&node));
    }

  json_object_set_string_member (object, "status", "ok");
  json_object_set_int_member (object, "number", json_array_get_length (results));
  json_object_set_array_member (object, "results", results);
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_object (json_node_alloc (), object));
  json_object_unref (object);
}

static void
list_types (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK,
                              "[\"BLOG\",\"HOMEWORKS\",\"MESSAGERIE\",\"USERBOOK\",\"WORKSPACE\"]");
}

static void
list_flash (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "[]");
}

/**
 * ent_training_notify:
 * @type: "BLOG", "HOMEWORKS", "MESSAGERIE"…
 * @resource: (nullable): the thing's id
 * @sub_resource: (nullable): the id of what is inside
 * @params: (transfer none): "resourceUri", "resourceName"…; "username" and "uri" are added;
 * "message" and "preview"
 *   (an object) are taken out of it when they are there
 * @recipients: (transfer none) (element-type utf8): person ids, without the sender
 *
 * Puts one line in the news thread. Several calls make several lines, as on the ENT.
 */
void
ent_training_notify (EntTrainingRequest *request,
                     const char         *type,
                     const char         *event_type,
                     const char         *resource,
                     const char         *sub_resource,
                     JsonObject         *params,
                     GPtrArray          *recipients)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), params);
  g_autofree char *message =
    g_strdup (json_object_get_string_member_with_default (params, "message", ""));
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *uri = g_strconcat ("/userbook/annuaire#", request->user->id, NULL);
  g_autofree char *preview = NULL;
  g_autofree char *text = NULL;

  if (json_object_has_member (params, "preview"))
    preview = json_to_string (json_object_get_member (params, "preview"), FALSE);
  json_object_remove_member (params, "message");
  json_object_remove_member (params, "preview");
  json_object_set_string_member (params, "username", request->user->display_name);
  json_object_set_string_member (params, "uri", uri);
  text = json_to_string (node, FALSE);

  ent_training_db_run (db, "INSERT INTO notification (id, type, event_type, sender_id, resource,"
                           " sub_resource, at, params, message, preview) VALUES (?1, ?2, ?3, ?4,"
                           " ?5, ?6, ?7, ?8, ?9, ?10)",
                       "ssssssisss", id, type, event_type, request->user->id, resource,
                       sub_resource,
                       ent_training_request_get_now (request), text, message, preview);
  for (guint i = 0; i < recipients->len; i++)
    ent_training_db_run (db, "INSERT OR IGNORE INTO notification_recipient SELECT ?1, id FROM"
                             " person WHERE id = ?2",
                         "ss", id, g_ptr_array_index (recipients, i));
}

const EntTrainingRoute ent_training_timeline_routes[] = {
  { "GET", "/timeline/lastNotifications", list_notifications, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/timeline/types", list_types, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/timeline/flashmsg/listuser", list_flash, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
