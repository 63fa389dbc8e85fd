/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-message-operation.h"

#include "ent-safe-request.h"
#include "ent-settle.h"

G_DEFINE_ABSTRACT_TYPE (EntMessageOperation, ent_message_operation, ENT_TYPE_OPERATION)

static void
ent_message_operation_class_init (EntMessageOperationClass *klass)
{
  ENT_OPERATION_CLASS (klass)->commit = ent_settle_sent;
}

static void
ent_message_operation_init (EntMessageOperation *self)
{
}

/* ---- what is sent ---- */

/* The lists of a message under preparation; bookmarks, which the ENT cannot store, are replaced one
 * after the other. */
typedef struct
{
  EntMessage *message;   /* (owned) */
  GPtrArray  *lists[3];  /* (owned) (element-type EntRecipient): to, cc, cci */
  guint       list;      /* where we are */
  guint       position;
} Preparation;

static void
preparation_free (Preparation *preparation)
{
  g_object_unref (preparation->message);
  for (guint i = 0; i < G_N_ELEMENTS (preparation->lists); i++)
    g_ptr_array_unref (preparation->lists[i]);
  g_free (preparation);
}

static GPtrArray *
copy_list (GPtrArray *recipients)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < recipients->len; i++)
    g_ptr_array_add (copy, g_object_ref (recipients->pdata[i]));

  return copy;
}

static gboolean
has_recipient (GPtrArray    *list,
               EntRecipient *recipient)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (ent_item_get_id (list->pdata[i]), ent_item_get_id (ENT_ITEM (recipient))) == 0)
      return TRUE;

  return FALSE;
}

static void expand_next (GTask *task);

static void
expanded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Preparation *preparation = g_task_get_task_data (task);
  GPtrArray *list = preparation->lists[preparation->list];
  guint n_hidden;
  GError *error = NULL;
  g_autoptr (GPtrArray) members = NULL;

  members = ent_directory_api_expand_bookmark_finish (ENT_DIRECTORY_API (object), result, &n_hidden,
                                                      &error);
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      g_set_error_literal (&error, ENT_SYNC_ERROR, ENT_SYNC_ERROR_RECIPIENT,
                           ent_item_get_title (list->pdata[preparation->position]));
    }

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_remove_index (list, preparation->position);
  for (guint i = 0; i < members->len; i++)
    if (!has_recipient (list, members->pdata[i]))
      g_ptr_array_insert (list, (int) preparation->position++, g_object_ref (members->pdata[i]));

  expand_next (g_steal_pointer (&task));
}

/* Returns the bookmark to expand next, where the preparation stands; NULL: none is left. */
static EntRecipient *
find_bookmark (Preparation *preparation)
{
  for (; preparation->list < G_N_ELEMENTS (preparation->lists); preparation->list++,
       preparation->position = 0)
    {
      GPtrArray *list = preparation->lists[preparation->list];

      for (; preparation->position < list->len; preparation->position++)
        {
          EntRecipient *recipient = list->pdata[preparation->position];

          if (ent_recipient_get_recipient_type (recipient) == ENT_RECIPIENT_BOOKMARK)
            return recipient;
        }
    }

  return NULL;
}

static void
expand_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Preparation *preparation = g_task_get_task_data (task);
  EntOperation *operation = g_task_get_source_object (task);
  EntRecipient *bookmark = find_bookmark (preparation);

  if (bookmark != NULL)
    {
      ent_directory_api_expand_bookmark_async (ent_operation_get_context (operation)->directory,
                                               ent_item_get_id (ENT_ITEM (bookmark)), NULL,
                                                 expanded_cb,
                                               g_steal_pointer (&owned));
      return;
    }

  ent_message_set_to (preparation->message, preparation->lists[0]);
  ent_message_set_cc (preparation->message, preparation->lists[1]);
  ent_message_set_cci (preparation->message, preparation->lists[2]);
  g_task_return_pointer (task, g_object_ref (preparation->message), g_object_unref);
}

/**
 * ent_message_operation_prepare_async:
 * @self: an operation
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Makes the message to send: its texts safe, its files with the ENT's addresses, its bookmarks
 * replaced by who is in them.
 */
void
ent_message_operation_prepare_async (EntMessageOperation *self,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  EntOperation *operation = ENT_OPERATION (self);
  g_autoptr (EntSafeRequest) request = NULL;
  const EntPayload *payload;
  Preparation *preparation;
  GTask *task;
  GError *error = NULL;

  g_return_if_fail (ENT_IS_MESSAGE_OPERATION (self));

  payload = ent_operation_get_payload (operation);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_message_operation_prepare_async);

  request = ent_safe_request (ent_operation_get_context (operation)->db, ENT_KIND_MESSAGE,
                              payload->title, payload->html, &error);
  if (request == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  preparation = g_new0 (Preparation, 1);
  preparation->message = ent_message_new ();
  ent_item_set_title (ENT_ITEM (preparation->message), request->title);
  ent_item_set_html (ENT_ITEM (preparation->message), request->html);
  ent_message_set_in_reply_to (preparation->message, payload->in_reply_to);
  preparation->lists[0] = copy_list (payload->to);
  preparation->lists[1] = copy_list (payload->cc);
  preparation->lists[2] = copy_list (payload->cci);
  g_task_set_task_data (task, preparation, (GDestroyNotify) preparation_free);
  expand_next (task);
}

/**
 * ent_message_operation_prepare_finish:
 * @self: an operation
 * @result: given to the callback
 * @error: %ENT_SYNC_ERROR_RECIPIENT for a bookmark nobody is left in, %ENT_API_ERROR,
 *   %ENT_STORE_ERROR
 *
 * Returns: (transfer full): the message, or %NULL with @error
 */
EntMessage *
ent_message_operation_prepare_finish (EntMessageOperation  *self,
                                      GAsyncResult         *result,
                                      GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_message_operation_prepare_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what is there ---- */

static void
message_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const EntOperationRow *row = ent_operation_get_row (g_task_get_source_object (task));
  GError *error = NULL;
  EntMessage *message = ent_conversation_api_get_message_finish (ENT_CONVERSATION_API (object),
                                                                 result, &error);

  /* The ENT refuses what is deleted. The first refusal may be a copy of its database that lags; the
   * second is not. */
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN) &&
      g_strcmp0 (row->error_code, "api/forbidden") == 0)
    {
      g_clear_error (&error);
      g_task_return_pointer (task, NULL, NULL);
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, message, g_object_unref);
}

/**
 * ent_message_operation_read_async:
 * @self: an operation whose row has the message's id
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Reads the message as the ENT holds it now.
 */
void
ent_message_operation_read_async (EntMessageOperation *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  EntOperation *operation = ENT_OPERATION (self);
  GTask *task;

  g_return_if_fail (ENT_IS_MESSAGE_OPERATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_message_operation_read_async);
  ent_conversation_api_get_message_async (ent_operation_get_context (operation)->conversation,
                                          ent_operation_get_row (operation)->item_id, NULL,
                                            message_read_cb,
                                          task);
}

/**
 * ent_message_operation_read_finish:
 * @self: an operation
 * @result: given to the callback
 * @error: %ENT_API_ERROR
 *
 * Returns: (transfer full) (nullable): the message; %NULL without error: deleted
 */
EntMessage *
ent_message_operation_read_finish (EntMessageOperation  *self,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_message_operation_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ent_message_operation_has_left:
 * @message: a message as the ENT holds it
 *
 * Returns: %TRUE when it was sent, even if it was recalled since
 */
gboolean
ent_message_operation_has_left (EntMessage *message)
{
  const char *state;

  g_return_val_if_fail (ENT_IS_MESSAGE (message), FALSE);

  state = ent_item_get_state (ENT_ITEM (message));

  return g_strcmp0 (state, "SENT") == 0 || g_strcmp0 (state, "RECALL") == 0;
}

/**
 * ent_message_operation_take_result:
 * @self: an operation
 * @message: what was read back
 *
 * Makes @message the result, in the folder it is in. The ENT drops recipients whose name it does
 * not know from what it shows: those of the draft are kept, or the next edit would lose people.
 */
void
ent_message_operation_take_result (EntMessageOperation *self,
                                   EntMessage          *message)
{
  const EntPayload *payload;

  g_return_if_fail (ENT_IS_MESSAGE_OPERATION (self));
  g_return_if_fail (ENT_IS_MESSAGE (message));

  payload = ent_operation_get_payload (ENT_OPERATION (self));
  if (payload->to->len > 0)
    ent_message_set_to (message, payload->to);
  if (payload->cc->len > 0)
    ent_message_set_cc (message, payload->cc);
  if (payload->cci->len > 0)
    ent_message_set_cci (message, payload->cci);

  ent_message_set_unread (message, FALSE);
  ent_item_set_parent_id (ENT_ITEM (message), ent_message_operation_has_left (message) ? "OUTBOX" :
                          "DRAFT");
  ent_operation_set_result (ENT_OPERATION (self), ENT_ITEM (message));
}
