/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-send-message.h"

#include "ent-merge-policy.h"

/* Sending the same draft id twice reaches nobody twice, but a recalled message must not go again,
 * and a text changed in a browser must not leave unseen: so each try begins by looking at what the
 * draft has become. The recipients are those of the request, not those of the stored draft: the
 * whole message is given again. */

#define TRANSFORMER_WORDS "Content transformation failed"

struct _EntSendMessage
{
  EntMessageOperation  parent_instance;

  EntMessage          *message;  /* (owned) (nullable): as given to the ENT */
};

G_DEFINE_FINAL_TYPE (EntSendMessage, ent_send_message, ENT_TYPE_MESSAGE_OPERATION)

static void
ent_send_message_dispose (GObject *object)
{
  g_clear_object (&ENT_SEND_MESSAGE (object)->message);

  G_OBJECT_CLASS (ent_send_message_parent_class)->dispose (object);
}

/* ---- probe ---- */

static EntProbe
judge (EntOperation *operation,
       EntMessage   *message)
{
  EntProbe probe;

  if (message == NULL)
    return ENT_PROBE_GONE;

  if (ent_message_operation_has_left (message))
    return ENT_PROBE_LANDED;

  probe = ent_merge_policy_compare (ent_operation_get_base (operation),
                                    ent_operation_get_payload (operation), ENT_ITEM (message),
                                    ent_operation_was_tried (operation));
  if (probe != ENT_PROBE_CHANGED)
    return ENT_PROBE_READY;

  ent_operation_set_theirs (operation, ENT_ITEM (message));

  return ENT_PROBE_CHANGED;
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (EntMessage) message = NULL;

  message = ent_message_operation_read_finish (ENT_MESSAGE_OPERATION (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, judge (ENT_OPERATION (object), message));
}

static void
ent_send_message_probe (EntOperation *operation,
                        GTask        *task)
{
  ent_message_operation_read_async (ENT_MESSAGE_OPERATION (operation), looked_cb, task);
}

/* ---- apply: after a no ---- */

/* A refused sending may be a second one that came too late: what the message is now tells. Data of
 * the task: the refusal. */
static void
refused_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const GError *refusal = g_task_get_task_data (task);
  g_autofree char *words = ent_client_dup_server_words (refusal);
  g_autoptr (EntMessage) message = NULL;

  message = ent_message_operation_read_finish (ENT_MESSAGE_OPERATION (object), result, NULL);
  if (message != NULL && ent_message_operation_has_left (message))
    g_task_return_boolean (task, TRUE);
  else if (words != NULL && g_str_has_prefix (words, TRANSFORMER_WORDS))
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE, "%s",
                             refusal->message);
  else
    g_task_return_error (task, g_error_copy (refusal));
}

static void
add_missing (GString            *names,
             GPtrArray          *recipients,
             const char * const *visible)
{
  for (guint i = 0; i < recipients->len; i++)
    {
      EntItem *recipient = recipients->pdata[i];

      if (g_strv_contains (visible, ent_item_get_id (recipient)))
        continue;

      if (names->len > 0)
        g_string_append (names, ", ");
      g_string_append (names, ent_item_get_title (recipient));
    }
}

static void
visibles_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntMessage *message = ENT_SEND_MESSAGE (g_task_get_source_object (task))->message;
  const GError *refusal = g_task_get_task_data (task);
  g_autoptr (GString) names = g_string_new (NULL);
  g_auto (GStrv) visible = NULL;

  visible = ent_conversation_api_check_visibles_finish (ENT_CONVERSATION_API (object), result,
                                                        NULL);
  if (visible != NULL)
    {
      add_missing (names, ent_message_get_to (message), (const char * const *) visible);
      add_missing (names, ent_message_get_cc (message), (const char * const *) visible);
      add_missing (names, ent_message_get_cci (message), (const char * const *) visible);
    }

  if (names->len > 0)
    g_task_return_new_error (task, ENT_SYNC_ERROR, ENT_SYNC_ERROR_RECIPIENT, "%s", names->str);
  else
    g_task_return_error (task, g_error_copy (refusal));
}

static void
add_ids (GPtrArray *ids,
         GPtrArray *recipients)
{
  for (guint i = 0; i < recipients->len; i++)
    g_ptr_array_add (ids, (gpointer) ent_item_get_id (recipients->pdata[i]));
}

/* The ENT refuses the whole message for one person it does not show me any more: which one? */
static void
find_who_is_missing (GTask *task)
{
  EntOperation *operation = g_task_get_source_object (task);
  EntMessage *message = ENT_SEND_MESSAGE (operation)->message;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  add_ids (ids, ent_message_get_to (message));
  add_ids (ids, ent_message_get_cc (message));
  add_ids (ids, ent_message_get_cci (message));
  g_ptr_array_add (ids, NULL);
  ent_conversation_api_check_visibles_async (ent_operation_get_context (operation)->conversation,
                                             (const char * const *) ids->pdata, NULL, visibles_cb,
                                               task);
}

/* ---- apply ---- */

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntMessageOperation *self = g_task_get_source_object (task);
  const EntOperationRow *row = ent_operation_get_row (ENT_OPERATION (self));
  GError *error = NULL;
  g_autoptr (EntSendResult) sent = NULL;

  sent = ent_conversation_api_send_finish (ENT_CONVERSATION_API (object), result, &error);
  if (sent != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_REJECTED))
    ent_message_operation_read_async (self, refused_read_cb, g_steal_pointer (&task));
  else if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN) &&
           g_strcmp0 (row->error_code, "api/forbidden") == 0)
    find_who_is_missing (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_error_copy (error));
}

static gboolean
reaches_somebody (EntMessage *message)
{
  return ent_message_get_to (message)->len + ent_message_get_cc (message)->len +
         ent_message_get_cci (message)->len > 0;
}

static void
prepared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSendMessage *self = ENT_SEND_MESSAGE (object);
  EntOperation *operation = ENT_OPERATION (object);
  GError *error = NULL;

  g_clear_object (&self->message);
  self->message = ent_message_operation_prepare_finish (ENT_MESSAGE_OPERATION (object), result,
                                                        &error);
  if (self->message == NULL)
    g_task_return_error (task, error);
  else if (!reaches_somebody (self->message))
    g_task_return_new_error (task, ENT_SYNC_ERROR, ENT_SYNC_ERROR_NO_RECIPIENT,
                             "nobody to send it to");
  else
    ent_conversation_api_send_async (ent_operation_get_context (operation)->conversation,
                                     ent_operation_get_row (operation)->item_id, self->message,
                                       NULL, sent_cb,
                                     g_steal_pointer (&task));
}

static void
ent_send_message_apply (EntOperation *operation,
                        GTask        *task)
{
  ent_message_operation_prepare_async (ENT_MESSAGE_OPERATION (operation), prepared_cb, task);
}

/* ---- verify ---- */

static void
read_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (EntMessage) message = NULL;

  message = ent_message_operation_read_finish (ENT_MESSAGE_OPERATION (object), result, &error);
  if (message == NULL && error == NULL)
    error = g_error_new_literal (ENT_SYNC_ERROR, ENT_SYNC_ERROR_GONE, "deleted on the ENT");
  else if (error == NULL && !ent_message_operation_has_left (message))
    error = g_error_new_literal (ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                                 "the ENT said yes and still shows a draft");

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ent_message_operation_take_result (ENT_MESSAGE_OPERATION (object), message);
  g_task_return_boolean (task, TRUE);
}

static void
ent_send_message_verify (EntOperation *operation,
                         GTask        *task)
{
  ent_message_operation_read_async (ENT_MESSAGE_OPERATION (operation), read_back_cb, task);
}

static void
ent_send_message_class_init (EntSendMessageClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_send_message_dispose;
  operation_class->probe = ent_send_message_probe;
  operation_class->apply = ent_send_message_apply;
  operation_class->verify = ent_send_message_verify;
}

static void
ent_send_message_init (EntSendMessage *self)
{
}
