/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

/* The part of EntConversationApi that writes messages and sends them. */

#include "ent-api-private.h"
#include "ent-conversation-api-private.h"
#include "ent-json.h"

static void
add_ids (JsonBuilder *builder,
         const char  *member,
         GPtrArray   *recipients)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < recipients->len; i++)
    json_builder_add_string_value (builder, ent_item_get_id (g_ptr_array_index (recipients, i)));
  json_builder_end_array (builder);
}

/* Exactly these members: each becomes a column on the server, one too many is refused, and a list
 * left out is a message to nobody (ent-api/06 §3). */
static JsonNode *
build_message (EntMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *html = ent_item_get_html (ENT_ITEM (message));

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "subject");
  json_builder_add_string_value (builder, ent_item_get_title (ENT_ITEM (message)));
  json_builder_set_member_name (builder, "body");
  json_builder_add_string_value (builder, html != NULL ? html : "");
  add_ids (builder, "to", ent_message_get_to (message));
  add_ids (builder, "cc", ent_message_get_cc (message));
  add_ids (builder, "cci", ent_message_get_cci (message));
  json_builder_set_member_name (builder, "noReply");
  json_builder_add_boolean_value (builder, ent_message_get_no_reply (message));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
add_parent (EntRequest *request,
            EntMessage *message)
{
  if (ent_message_get_in_reply_to (message) != NULL)
    ent_request_add_query (request, "In-Reply-To", ent_message_get_in_reply_to (message));
}

static gpointer
read_sent (EntResponse  *response,
           gpointer      data,
           GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  EntSendResult *sent;

  if (object == NULL)
    return NULL;

  sent = g_new0 (EntSendResult, 1);
  sent->id = g_strdup (ent_json_string_or (object, "id", data));
  sent->n_sent = CLAMP (ent_json_int_or (object, "sent", 0), 0, G_MAXUINT);
  sent->inactive = ent_json_dup_strings (ent_json_opt_array (object, "inactive"));
  sent->n_inactive = CLAMP (ent_json_int_or (object, "inactiveCount",
                                             g_strv_length (sent->inactive)), 0, G_MAXUINT);
  sent->undelivered = ent_json_dup_strings (ent_json_opt_array (object, "undelivered"));
  return sent;
}

/* The key has a dot in it. */
static gpointer
read_visibles (EntResponse  *response,
               gpointer      data,
               GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (array == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = ent_json_element_object (array, i);
      const char *id = object != NULL ? ent_json_opt_string (object, "visibles.id") : NULL;

      if (id != NULL)
        g_strv_builder_add (builder, id);
    }

  return g_strv_builder_end (builder);
}

/**
 * ent_conversation_api_create_draft_async:
 * @self: a conversation API
 * @message: subject, html, recipients (people and groups), no-reply and in-reply-to are read from
 *   it
 * @callback: called in the caller's main context
 *
 * Creates a draft on the ENT. Doing it twice makes two: after a lost answer, look in DRAFT first.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §3.1).
 */
void
ent_conversation_api_create_draft_async (EntConversationApi  *self,
                                         EntMessage          *message,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (ENT_IS_MESSAGE (message));

  body = build_message (message);
  request = ent_request_new ("POST", "/conversation/draft", NULL);
  add_parent (request, message);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                (EntReader) { ent_api_read_id, g_free, NULL, NULL },
                ent_conversation_api_create_draft_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_create_draft_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the id; keep it for good before anything else
 */
char *
ent_conversation_api_create_draft_finish (EntConversationApi  *self,
                                          GAsyncResult        *result,
                                          GError             **error)
{
  return ent_api_finish (self, result, ent_conversation_api_create_draft_async, error);
}

/**
 * ent_conversation_api_update_draft_async:
 * @self: a conversation API
 * @draft_id: the id the ENT gave
 * @message: subject, html, recipients (people and groups), no-reply and in-reply-to are read from
 *   it
 * @callback: called in the caller's main context
 *
 * Changes a draft. The last writer wins: its date tells whether somebody else wrote.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §3.2, §3.3).
 */
void
ent_conversation_api_update_draft_async (EntConversationApi  *self,
                                         const char          *draft_id,
                                         EntMessage          *message,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (draft_id != NULL && ENT_IS_MESSAGE (message));

  body = build_message (message);
  request = ent_request_new ("PUT", "/conversation/draft", draft_id, NULL);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_conversation_api_update_draft_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_update_draft_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: whether the ENT said yes; it says so too, and does nothing, when the message was sent
 */
gboolean
ent_conversation_api_update_draft_finish (EntConversationApi  *self,
                                          GAsyncResult        *result,
                                          GError             **error)
{
  return ent_api_finish_done (self, result, ent_conversation_api_update_draft_async, error);
}

/**
 * ent_conversation_api_send_async:
 * @self: a conversation API
 * @draft_id: the id the ENT gave
 * @message: subject, html, recipients (people and groups), no-reply and in-reply-to are read from
 *   it
 * @callback: called in the caller's main context
 *
 * Sends a draft to the recipients of @message: those stored with the draft do not count. Nobody
 * gets a draft twice, but never send again one that was recalled.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §4.1, §4.2).
 */
void
ent_conversation_api_send_async (EntConversationApi  *self,
                                 const char          *draft_id,
                                 EntMessage          *message,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (draft_id != NULL && ENT_IS_MESSAGE (message));

  body = build_message (message);
  request = ent_request_new ("POST", "/conversation/send", NULL);
  ent_request_add_query (request, "id", draft_id);
  add_parent (request, message);
  ent_request_set_json (request, body);
  ent_request_set_timeout (request, ENT_CONVERSATION_API_SEND_TIMEOUT_SECONDS);
  ent_api_send (self, self->client, request,
                (EntReader) { read_sent, (GDestroyNotify) ent_send_result_free,
                              g_strdup (draft_id), g_free },
                ent_conversation_api_send_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_send_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): whom it reached. Fails with %ENT_API_ERROR_FORBIDDEN when
 *   one recipient is not visible to me or the draft is gone, _REJECTED also when it was sent
 *   already; after any doubt, read the message to see its state
 */
EntSendResult *
ent_conversation_api_send_finish (EntConversationApi  *self,
                                  GAsyncResult        *result,
                                  GError             **error)
{
  return ent_api_finish (self, result, ent_conversation_api_send_async, error);
}

/**
 * ent_conversation_api_check_visibles_async:
 * @self: a conversation API
 * @ids: (array zero-terminated=1): people and groups
 * @callback: called in the caller's main context
 *
 * Asks whom of a list I may write to.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §8.4).
 */
void
ent_conversation_api_check_visibles_async (EntConversationApi  *self,
                                           const char * const  *ids,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (ids != NULL);

  body = ent_api_build_ids ("ids", ids);
  request = ent_request_new ("POST", "/conversation/visibles", NULL);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                (EntReader) { read_visibles, (GDestroyNotify) g_strfreev, NULL, NULL },
                ent_conversation_api_check_visibles_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_check_visibles_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): those of @ids I may write to
 */
char **
ent_conversation_api_check_visibles_finish (EntConversationApi  *self,
                                            GAsyncResult        *result,
                                            GError             **error)
{
  return ent_api_finish (self, result, ent_conversation_api_check_visibles_async, error);
}

/**
 * ent_conversation_api_recall_async:
 * @self: a conversation API
 * @message_id: the message
 * @callback: called in the caller's main context
 *
 * Takes a sent message back.
 *
 * Source: entcore 6.15.4, ApiController.java (ent-api/06 §4.5).
 */
void
ent_conversation_api_recall_async (EntConversationApi  *self,
                                   const char          *message_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (message_id != NULL);

  request = ent_request_new ("POST", "/conversation/api/messages", message_id, "recall", NULL);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_conversation_api_recall_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_recall_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: whether it is recalled; fails with %ENT_API_ERROR_REJECTED when it is too late
 */
gboolean
ent_conversation_api_recall_finish (EntConversationApi  *self,
                                    GAsyncResult        *result,
                                    GError             **error)
{
  return ent_api_finish_done (self, result, ent_conversation_api_recall_async, error);
}

/**
 * ent_conversation_api_add_attachment_async:
 * @self: a conversation API
 * @message_id: the message
 * @file: what to send
 * @name: what the recipients see
 * @media_type: (nullable): its media type
 * @progress: (nullable): called in the caller's main context while it lasts
 * @progress_data: given to @progress; must live until the callback
 * @callback: called in the caller's main context
 *
 * Attaches a file to a draft. The ENT does not look whether it still is one: do it.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §5).
 */
void
ent_conversation_api_add_attachment_async (EntConversationApi  *self,
                                           const char          *message_id,
                                           GFile               *file,
                                           const char          *name,
                                           const char          *media_type,
                                           EntProgressFunc      progress,
                                           gpointer             progress_data,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (message_id != NULL && G_IS_FILE (file) && name != NULL);

  request = ent_request_new ("POST", "/conversation/message", message_id, "attachment", NULL);
  ent_request_set_upload (request, file, name, media_type);
  ent_request_set_progress (request, progress, progress_data, NULL);
  ent_request_set_timeout (request, ENT_CONVERSATION_API_SEND_TIMEOUT_SECONDS);
  ent_api_send (self, self->client, request,
                (EntReader) { ent_api_read_id, g_free, NULL, NULL },
                ent_conversation_api_add_attachment_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_add_attachment_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the id of the attachment; fails with %ENT_API_ERROR_QUOTA
 *   when there is no room left, with %G_IO_ERROR when @file cannot be read
 */
char *
ent_conversation_api_add_attachment_finish (EntConversationApi  *self,
                                            GAsyncResult        *result,
                                            GError             **error)
{
  return ent_api_finish (self, result, ent_conversation_api_add_attachment_async, error);
}

/**
 * ent_conversation_api_get_attachment_async:
 * @self: a conversation API
 * @message_id: the message
 * @attachment_id: the attachment
 * @target: a file to replace
 * @progress: (nullable): called in the caller's main context while it lasts
 * @progress_data: given to @progress; must live until the callback
 * @callback: called in the caller's main context
 *
 * Fetches an attached file.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §5).
 */
void
ent_conversation_api_get_attachment_async (EntConversationApi  *self,
                                           const char          *message_id,
                                           const char          *attachment_id,
                                           GFile               *target,
                                           EntProgressFunc      progress,
                                           gpointer             progress_data,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (message_id != NULL && attachment_id != NULL && G_IS_FILE (target));

  request = ent_request_new ("GET", "/conversation/message", message_id, "attachment",
                             attachment_id,
                             NULL);
  ent_request_set_header (request, "Accept", "*/*");
  ent_request_set_flags (request, ENT_REQUEST_ANY_TYPE);
  ent_request_set_target (request, target);
  ent_request_set_progress (request, progress, progress_data, NULL);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_conversation_api_get_attachment_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_get_attachment_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: whether @target is whole; it is untouched otherwise
 */
gboolean
ent_conversation_api_get_attachment_finish (EntConversationApi  *self,
                                            GAsyncResult        *result,
                                            GError             **error)
{
  return ent_api_finish_done (self, result, ent_conversation_api_get_attachment_async, error);
}

/**
 * ent_conversation_api_forward_async:
 * @self: a conversation API
 * @draft_id: a draft made with In-Reply-To
 * @original_id: a message of my box
 * @callback: called in the caller's main context
 *
 * Links all files of a message to a draft, without a copy. The draft's date does not move.
 *
 * Source: entcore 6.15.4, SqlConversationService.java, forwardAttachments (ent-api/06 §4.4).
 */
void
ent_conversation_api_forward_async (EntConversationApi  *self,
                                    const char          *draft_id,
                                    const char          *original_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (draft_id != NULL && original_id != NULL);

  request = ent_request_new ("PUT", "/conversation/message", draft_id, "forward", original_id, NULL);
  ent_request_set_flags (request, ENT_REQUEST_ANY_TYPE);
  ent_api_send (self, self->client, request, ENT_READ_DONE, ent_conversation_api_forward_async,
                cancellable, callback, user_data);
}

/**
 * ent_conversation_api_forward_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: whether the draft has them; %FALSE with %ENT_API_ERROR_REJECTED also when it had them
 *   already
 */
gboolean
ent_conversation_api_forward_finish (EntConversationApi  *self,
                                     GAsyncResult        *result,
                                     GError             **error)
{
  return ent_api_finish_done (self, result, ent_conversation_api_forward_async, error);
}

/**
 * ent_conversation_api_remove_attachment_async:
 * @self: a conversation API
 * @message_id: the message
 * @attachment_id: the attachment
 * @callback: called in the caller's main context
 *
 * Removes an attached file. The ENT may never answer for one that is not there: read the message
 * first.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §5).
 */
void
ent_conversation_api_remove_attachment_async (EntConversationApi  *self,
                                              const char          *message_id,
                                              const char          *attachment_id,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (message_id != NULL && attachment_id != NULL);

  request = ent_request_new ("DELETE", "/conversation/message", message_id, "attachment",
                             attachment_id,
                             NULL);
  ent_api_send (self, self->client, request,
                ENT_READ_DONE,
                ent_conversation_api_remove_attachment_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_remove_attachment_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: whether it is removed
 */
gboolean
ent_conversation_api_remove_attachment_finish (EntConversationApi  *self,
                                               GAsyncResult        *result,
                                               GError             **error)
{
  return ent_api_finish_done (self, result, ent_conversation_api_remove_attachment_async, error);
}
