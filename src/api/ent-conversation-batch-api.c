/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

/* The part of EntConversationApi that sorts messages. Each call takes all of the ids or none: one
 * that is unknown, deleted or not mine refuses the batch (ent-api/06 §6). */

#include "ent-api-private.h"
#include "ent-conversation-api-private.h"
#include "ent-json.h"

static EntRequest *
new_batch_request (const char         *method,
                   const char         *path,
                   const char * const *ids)
{
  EntRequest *request = ent_request_new (method, path, NULL);
  g_autoptr (JsonNode) body = ent_api_build_ids ("id", ids);

  ent_request_set_json (request, body);
  return request;
}

/**
 * ent_conversation_api_trash_async:
 * @self: a conversation API
 * @ids: (array zero-terminated=1): the messages, at least one
 * @callback: called in the caller's main context
 *
 * Puts messages in the trash; the ENT remembers their folder.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §6).
 */
void
ent_conversation_api_trash_async (EntConversationApi  *self,
                                  const char * const  *ids,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (ids != NULL && ids[0] != NULL);

  request = new_batch_request ("PUT", "/conversation/trash", ids);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_conversation_api_trash_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_trash_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: whether they all are there
 */
gboolean
ent_conversation_api_trash_finish (EntConversationApi  *self,
                                   GAsyncResult        *result,
                                   GError             **error)
{
  return ent_api_finish_done (self, result, ent_conversation_api_trash_async, error);
}

/**
 * ent_conversation_api_restore_async:
 * @self: a conversation API
 * @ids: (array zero-terminated=1): the messages, at least one
 * @callback: called in the caller's main context
 *
 * Takes messages out of the trash, back to where they were.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §6).
 */
void
ent_conversation_api_restore_async (EntConversationApi  *self,
                                    const char * const  *ids,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (ids != NULL && ids[0] != NULL);

  request = new_batch_request ("PUT", "/conversation/restore", ids);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_conversation_api_restore_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_restore_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: whether they all are back
 */
gboolean
ent_conversation_api_restore_finish (EntConversationApi  *self,
                                     GAsyncResult        *result,
                                     GError             **error)
{
  return ent_api_finish_done (self, result, ent_conversation_api_restore_async, error);
}

/**
 * ent_conversation_api_delete_async:
 * @self: a conversation API
 * @ids: (array zero-terminated=1): the messages, at least one
 * @callback: called in the caller's main context
 *
 * Deletes my copy of messages for good. Only what is in the trash; others are skipped without a
 * word.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §6).
 */
void
ent_conversation_api_delete_async (EntConversationApi  *self,
                                   const char * const  *ids,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (ids != NULL && ids[0] != NULL);

  request = new_batch_request ("PUT", "/conversation/delete", ids);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_conversation_api_delete_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_delete_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: whether the ENT said yes
 */
gboolean
ent_conversation_api_delete_finish (EntConversationApi  *self,
                                    GAsyncResult        *result,
                                    GError             **error)
{
  return ent_api_finish_done (self, result, ent_conversation_api_delete_async, error);
}

static JsonNode *
build_unread (const char * const *ids,
              gboolean            unread)
{
  JsonNode *body = ent_api_build_ids ("id", ids);

  json_object_set_boolean_member (json_node_get_object (body), "unread", unread);
  return body;
}

/**
 * ent_conversation_api_set_unread_async:
 * @self: a conversation API
 * @ids: (array zero-terminated=1): the messages, at least one
 * @unread: whether they shall be unread
 * @callback: called in the caller's main context
 *
 * Marks messages as read or unread.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §6).
 */
void
ent_conversation_api_set_unread_async (EntConversationApi  *self,
                                       const char * const  *ids,
                                       gboolean             unread,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (ids != NULL && ids[0] != NULL);

  body = build_unread (ids, unread);
  request = ent_request_new ("POST", "/conversation/toggleUnread", NULL);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_conversation_api_set_unread_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_set_unread_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: whether they all are
 */
gboolean
ent_conversation_api_set_unread_finish (EntConversationApi  *self,
                                        GAsyncResult        *result,
                                        GError             **error)
{
  return ent_api_finish_done (self, result, ent_conversation_api_set_unread_async, error);
}

/* Back from a folder of mine the ids go in the query, and there is no body. */
static EntRequest *
new_move_request (const char * const *ids,
                  const char         *folder_id)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  if (folder_id == NULL)
    {
      request = ent_request_new ("PUT", "/conversation/move/root", NULL);
      for (guint i = 0; ids[i] != NULL; i++)
        if (!ent_api_is_repeated (ids, i))
          ent_request_add_query (request, "id", ids[i]);
      return request;
    }

  request = ent_request_new ("PUT", "/conversation/move/userfolder", folder_id, NULL);
  body = ent_api_build_ids ("id", ids);
  ent_request_set_json (request, body);
  return request;
}

/**
 * ent_conversation_api_move_async:
 * @self: a conversation API
 * @ids: (array zero-terminated=1): the messages, at least one
 * @folder_id: (nullable): a folder of mine; %NULL for the folder of their state
 * @callback: called in the caller's main context
 *
 * Moves messages. It does not take them out of the trash.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §6).
 */
void
ent_conversation_api_move_async (EntConversationApi  *self,
                                 const char * const  *ids,
                                 const char          *folder_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (ids != NULL && ids[0] != NULL);

  request = new_move_request (ids, folder_id);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_conversation_api_move_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_move_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: whether they all are there
 */
gboolean
ent_conversation_api_move_finish (EntConversationApi  *self,
                                  GAsyncResult        *result,
                                  GError             **error)
{
  return ent_api_finish_done (self, result, ent_conversation_api_move_async, error);
}
