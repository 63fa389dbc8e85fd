/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-conversation-api.h"

#include <string.h>

#include "ent-api-private.h"
#include "ent-conversation-api-private.h"
#include "ent-conversation-json.h"
#include "ent-json.h"

G_DEFINE_FINAL_TYPE (EntConversationApi, ent_conversation_api, G_TYPE_OBJECT)

static void
ent_conversation_api_finalize (GObject *object)
{
  EntConversationApi *self = ENT_CONVERSATION_API (object);

  g_object_unref (self->client);

  G_OBJECT_CLASS (ent_conversation_api_parent_class)->finalize (object);
}

static void
ent_conversation_api_class_init (EntConversationApiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_conversation_api_finalize;
}

static void
ent_conversation_api_init (EntConversationApi *self)
{
}

/**
 * ent_conversation_api_new:
 * @client: the client to send with
 *
 * Returns: (transfer full): a conversation API
 */
EntConversationApi *
ent_conversation_api_new (EntClient *client)
{
  EntConversationApi *self;

  g_return_val_if_fail (ENT_IS_CLIENT (client), NULL);

  self = g_object_new (ENT_TYPE_CONVERSATION_API, NULL);
  self->client = g_object_ref (client);
  return self;
}

static gpointer
read_folders (EntResponse  *response,
              gpointer      data,
              GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);

  return array != NULL ? ent_folders_read (array) : NULL;
}

static gpointer
read_count (EntResponse  *response,
            gpointer      data,
            GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  guint *count;

  if (object == NULL)
    return NULL;

  count = g_new (guint, 1);
  *count = CLAMP (ent_json_int_or (object, "count", 0), 0, G_MAXUINT);
  return count;
}

typedef struct
{
  GPtrArray *messages;   /* (owned) (nullable) */
  guint      total;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_clear_pointer (&page->messages, g_ptr_array_unref);
  g_free (page);
}

/* Each row repeats how many there are in all. */
static gpointer
read_page (EntResponse  *response,
           gpointer      data,
           GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);
  JsonObject *first;
  Page *page;

  if (array == NULL)
    return NULL;

  page = g_new0 (Page, 1);
  page->messages = ent_api_read_list (array, ent_message_read, data, g_object_unref);
  first = json_array_get_length (array) > 0 ? ent_json_element_object (array, 0) : NULL;
  if (first != NULL)
    page->total = CLAMP (ent_json_int_or (first, "count", json_array_get_length (array)), 0,
                         G_MAXUINT);
  return page;
}

static gpointer
read_message (EntResponse  *response,
              gpointer      data,
              GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);

  return object != NULL ? ent_message_read (object, NULL, error) : NULL;
}

static gpointer
read_limits (EntResponse  *response,
             gpointer      data,
             GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  EntConversationLimits *limits;

  if (object == NULL)
    return NULL;

  limits = g_new0 (EntConversationLimits, 1);
  limits->max_depth = CLAMP (ent_json_int_or (object, "max-depth", 3), 1, 3);
  limits->recall_minutes = CLAMP (ent_json_int_or (object, "recall-delay-minutes", 60), 0,
                                  G_MAXINT);
  limits->filtered = g_strcmp0 (ent_json_opt_string (object, "get-visible-strategy"),
                                "filtered") == 0;
  return limits;
}

/* A preference is a text that holds JSON. */
static gpointer
read_signature (EntResponse  *response,
                gpointer      data,
                GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  const char *text = object != NULL ? ent_json_opt_string (object, "preference") : NULL;
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  const char *signature;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      !ent_json_bool_or (json_node_get_object (node), "useSignature", FALSE))
    return NULL;

  signature = ent_json_opt_string (json_node_get_object (node), "signature");
  return signature != NULL && signature[0] != '\0' ? g_strdup (signature) : NULL;
}

static gboolean
is_system_folder (const char *folder_id)
{
  static const char * const names[] = { "INBOX", "OUTBOX", "DRAFT", "TRASH", NULL };

  return g_strv_contains (names, folder_id);
}

/**
 * ent_conversation_api_list_folders_async:
 * @self: a conversation API
 * @callback: called in the caller's main context
 *
 * Lists the folders. The four of the system are always there, the ENT does not tell them.
 *
 * Source: entcore 6.15.4, ApiController.java (ent-api/06 §1.4, §6).
 */
void
ent_conversation_api_list_folders_async (EntConversationApi  *self,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));

  request = ent_request_new ("GET", "/conversation/api/folders", NULL);
  ent_request_add_query (request, "depth", "3");
  ent_api_send (self, self->client, request,
                (EntReader) { read_folders, (GDestroyNotify) g_ptr_array_unref, NULL, NULL },
                ent_conversation_api_list_folders_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_list_folders_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntFolder) (nullable): INBOX, OUTBOX, DRAFT and TRASH,
 *   whose title is their id and whose unread messages are not counted; then mine, parents first
 */
GPtrArray *
ent_conversation_api_list_folders_finish (EntConversationApi  *self,
                                          GAsyncResult        *result,
                                          GError             **error)
{
  return ent_api_finish (self, result, ent_conversation_api_list_folders_async, error);
}

typedef struct
{
  char     *folder_id;   /* (owned) */
  gboolean  unread;
} CountData;

static void
count_data_free (gpointer data)
{
  CountData *self = data;

  g_free (self->folder_id);
  g_free (self);
}

/* For a folder of mine the server wants both parameters, or it stumbles. */
static EntRequest *
new_count_request (const char *prefix,
                   CountData  *data)
{
  EntRequest *request = ent_request_new ("GET", prefix, data->folder_id, NULL);
  gboolean mine = !is_system_folder (data->folder_id);

  if (mine)
    ent_request_add_query (request, "restrain", "");
  if (mine || data->unread)
    ent_request_add_query (request, "unread", data->unread ? "true" : "false");
  return request;
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  guint *count = ent_api_finish (object, result, counted_cb, &error);

  if (count != NULL)
    g_task_return_pointer (task, count, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Servers before March 2026 have the older route only. */
static void
counted_first_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntConversationApi *self = ENT_CONVERSATION_API (object);
  g_autoptr (GError) error = NULL;
  guint *count = ent_api_finish (self, result, counted_first_cb, &error);

  if (count != NULL)
    g_task_return_pointer (task, count, g_free);
  else if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_NOT_FOUND))
    ent_api_send (self, self->client,
                  new_count_request ("/conversation/count", g_task_get_task_data (task)),
                  (EntReader) { read_count, g_free, NULL, NULL },
                  counted_cb, g_task_get_cancellable (task),
                  counted_cb, g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ent_conversation_api_count_async:
 * @self: a conversation API
 * @folder_id: INBOX, OUTBOX, DRAFT, TRASH, or a folder of mine
 * @unread: whether to count unread messages only
 * @callback: called in the caller's main context
 *
 * Counts messages. Recalled ones do not count.
 *
 * Source: entcore 6.15.4, ApiController.java, ConversationController.java (ent-api/06 §2.3).
 */
void
ent_conversation_api_count_async (EntConversationApi  *self,
                                  const char          *folder_id,
                                  gboolean             unread,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  CountData *data;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (folder_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_conversation_api_count_async);
  data = g_new0 (CountData, 1);
  data->folder_id = g_strdup (folder_id);
  data->unread = unread;
  g_task_set_task_data (task, data, count_data_free);
  ent_api_send (self, self->client, new_count_request ("/conversation/api/count", data),
                (EntReader) { read_count, g_free, NULL, NULL },
                counted_first_cb, cancellable, counted_first_cb,
                g_steal_pointer (&task));
}

/**
 * ent_conversation_api_count_finish:
 * @self: a conversation API
 * @result: what the callback got
 * @count: (out): how many there are
 *
 * Returns: whether it could be asked
 */
gboolean
ent_conversation_api_count_finish (EntConversationApi  *self,
                                   GAsyncResult        *result,
                                   guint               *count,
                                   GError             **error)
{
  g_autofree guint *answer = ent_api_finish (self, result, ent_conversation_api_count_async, error);

  *count = answer != NULL ? *answer : 0;
  return answer != NULL;
}

/**
 * ent_conversation_api_list_messages_async:
 * @self: a conversation API
 * @folder_id: INBOX, OUTBOX, DRAFT, TRASH, or a folder of mine
 * @page: from 0
 * @callback: called in the caller's main context
 *
 * Reads a page of a folder. It marks nothing as read.
 *
 * Source: entcore 6.15.4, SqlConversationService.java (ent-api/06 §2.1).
 */
void
ent_conversation_api_list_messages_async (EntConversationApi  *self,
                                          const char          *folder_id,
                                          guint                page,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (folder_id != NULL);

  request = ent_request_new ("GET", "/conversation/api/folders", folder_id, "messages", NULL);
  ent_request_add_query_int (request, "page", page);
  ent_request_add_query_int (request, "page_size", ENT_CONVERSATION_API_PAGE_SIZE);
  ent_api_send (self, self->client, request,
                (EntReader) { read_page, page_free, g_strdup (folder_id), g_free },
                ent_conversation_api_list_messages_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_list_messages_finish:
 * @self: a conversation API
 * @result: what the callback got
 * @total: (out) (optional): messages in the folder; 0 when the page is empty
 *
 * Returns: (transfer full) (element-type EntMessage) (nullable): newest first, without html; empty
 *   after the last page. A message can be met twice when mail arrives between two pages
 */
GPtrArray *
ent_conversation_api_list_messages_finish (EntConversationApi  *self,
                                           GAsyncResult        *result,
                                           guint               *total,
                                           GError             **error)
{
  Page *page = ent_api_finish (self, result, ent_conversation_api_list_messages_async, error);
  GPtrArray *messages;

  if (page == NULL)
    return NULL;

  if (total != NULL)
    *total = page->total;
  messages = g_steal_pointer (&page->messages);
  page_free (page);
  return messages;
}

/**
 * ent_conversation_api_get_message_async:
 * @self: a conversation API
 * @message_id: the message
 * @callback: called in the caller's main context
 *
 * Reads a message whole. The ENT marks it as read in the same breath.
 *
 * Source: entcore 6.15.4, ApiController.java (ent-api/06 §1.3, §2.2).
 */
void
ent_conversation_api_get_message_async (EntConversationApi  *self,
                                        const char          *message_id,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));
  g_return_if_fail (message_id != NULL);

  request = ent_request_new ("GET", "/conversation/api/messages", message_id, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_message, g_object_unref, NULL, NULL },
                ent_conversation_api_get_message_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_get_message_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the message; its parent is TRASH, a folder of mine or DRAFT,
 *   and %NULL where the answer does not tell INBOX from OUTBOX. Fails with %ENT_API_ERROR_FORBIDDEN
 *   also when it was deleted
 */
EntMessage *
ent_conversation_api_get_message_finish (EntConversationApi  *self,
                                         GAsyncResult        *result,
                                         GError             **error)
{
  return ent_api_finish (self, result, ent_conversation_api_get_message_async, error);
}

/**
 * ent_conversation_api_get_limits_async:
 * @self: a conversation API
 * @callback: called in the caller's main context
 *
 * Asks what this ENT allows.
 *
 * Source: entcore 6.15.4, ConversationController.java (ent-api/06 §2.5).
 */
void
ent_conversation_api_get_limits_async (EntConversationApi  *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));

  request = ent_request_new ("GET", "/conversation/max-depth", NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_limits, g_free, NULL, NULL },
                ent_conversation_api_get_limits_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_get_limits_finish:
 * @self: a conversation API
 * @result: what the callback got
 * @limits: (out): what it allows
 *
 * Returns: whether it could be asked
 */
gboolean
ent_conversation_api_get_limits_finish (EntConversationApi     *self,
                                        GAsyncResult           *result,
                                        EntConversationLimits  *limits,
                                        GError                **error)
{
  g_autofree EntConversationLimits *answer =
    ent_api_finish (self, result, ent_conversation_api_get_limits_async, error);

  if (answer == NULL)
    return FALSE;

  *limits = *answer;
  return TRUE;
}

/**
 * ent_conversation_api_get_signature_async:
 * @self: a conversation API
 * @callback: called in the caller's main context
 *
 * Reads the signature; the ENT never adds it by itself.
 *
 * Source: entcore 6.15.4, UserBookController.java (ent-api/06 §7).
 */
void
ent_conversation_api_get_signature_async (EntConversationApi  *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_CONVERSATION_API (self));

  request = ent_request_new ("GET", "/userbook/preference/conversation", NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_signature, g_free, NULL, NULL },
                ent_conversation_api_get_signature_async, cancellable, callback, user_data);
}

/**
 * ent_conversation_api_get_signature_finish:
 * @self: a conversation API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): HTML; %NULL without error when there is none or it is not in
 *   use
 */
char *
ent_conversation_api_get_signature_finish (EntConversationApi  *self,
                                           GAsyncResult        *result,
                                           GError             **error)
{
  return ent_api_finish (self, result, ent_conversation_api_get_signature_async, error);
}
