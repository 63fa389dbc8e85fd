/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-forward-attachments.h"

#include "ent-item-store.h"

/* The ENT links all files of the original at once and refuses to do it twice: whether it was done is a matter of looking
 * at the draft. Those the teacher took off are removed afterwards. */

struct _EntForwardAttachments
{
  EntMessageOperation  parent_instance;

  GError              *refusal;   /* (owned) (nullable): what the ENT said to the linking */
};

G_DEFINE_FINAL_TYPE (EntForwardAttachments, ent_forward_attachments, ENT_TYPE_MESSAGE_OPERATION)

static GPtrArray *
get_wanted (EntOperation *operation)
{
  return ent_operation_get_payload (operation)->attachments;
}

static const char *
get_source (EntOperation *operation)
{
  return ent_attachment_get_source (get_wanted (operation)->pdata[0]);
}

static EntAttachment *
find (GPtrArray     *attachments,
      EntAttachment *like)
{
  for (guint i = 0; i < attachments->len; i++)
    if (g_strcmp0 (ent_attachment_get_name (attachments->pdata[i]),
                   ent_attachment_get_name (like)) == 0 &&
        ent_attachment_get_size (attachments->pdata[i]) == ent_attachment_get_size (like))
      return attachments->pdata[i];

  return NULL;
}

static gboolean
has_all (EntOperation *operation,
         EntMessage   *draft)
{
  GPtrArray *wanted = get_wanted (operation);

  for (guint i = 0; i < wanted->len; i++)
    if (find (ent_message_get_attachments (draft), wanted->pdata[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* A file of the draft that came with the original and was taken off here. (transfer full) (nullable) */
static EntAttachment *
dup_unwanted (EntOperation *operation,
              EntMessage   *draft)
{
  EntSyncContext *context = ent_operation_get_context (operation);
  g_autoptr (EntItem) original = ent_item_store_get (context->db, ENT_KIND_MESSAGE,
                                                     get_source (operation), NULL);
  GPtrArray *came;

  if (original == NULL)
    return NULL;

  came = ent_message_get_attachments (ENT_MESSAGE (original));
  for (guint i = 0; i < came->len; i++)
    {
      EntAttachment *there = find (ent_message_get_attachments (draft), came->pdata[i]);

      if (there != NULL && find (get_wanted (operation), there) == NULL)
        return g_object_ref (there);
    }

  return NULL;
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (EntMessage) draft = NULL;

  draft = ent_message_operation_read_finish (ENT_MESSAGE_OPERATION (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (draft == NULL || ent_message_operation_has_left (draft))
    g_task_return_int (task, ENT_PROBE_GONE);
  else
    g_task_return_int (task, ENT_PROBE_READY);
}

static void
ent_forward_attachments_probe (EntOperation *operation,
                               GTask        *task)
{
  ent_message_operation_read_async (ENT_MESSAGE_OPERATION (operation), looked_cb, task);
}

static void
forwarded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntForwardAttachments *self = g_task_get_source_object (task);
  GError *error = NULL;

  g_clear_error (&self->refusal);
  if (ent_conversation_api_forward_finish (ENT_CONVERSATION_API (object), result, &error))
    {
      g_task_return_boolean (task, TRUE);
    }
  else if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_REJECTED))
    {
      /* Done already, or impossible: the draft tells. */
      self->refusal = error;
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

static void
ent_forward_attachments_apply (EntOperation *operation,
                               GTask        *task)
{
  ent_conversation_api_forward_async (ent_operation_get_context (operation)->conversation,
                                      ent_operation_get_row (operation)->item_id,
                                      get_source (operation), NULL, forwarded_cb, task);
}

static void read_back (GTask *task);

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_conversation_api_remove_attachment_finish (ENT_CONVERSATION_API (object), result, &error))
    read_back (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
read_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntForwardAttachments *self = ENT_FORWARD_ATTACHMENTS (object);
  EntOperation *operation = ENT_OPERATION (object);
  GError *error = NULL;
  g_autoptr (EntMessage) draft = NULL;
  g_autoptr (EntAttachment) unwanted = NULL;

  draft = ent_message_operation_read_finish (ENT_MESSAGE_OPERATION (object), result, &error);
  if (draft == NULL && error == NULL)
    error = g_error_new_literal (ENT_SYNC_ERROR, ENT_SYNC_ERROR_GONE, "deleted on the ENT");
  else if (error == NULL && !has_all (operation, draft))
    error = self->refusal != NULL
              ? g_error_copy (self->refusal)
              : g_error_new_literal (ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                                     "the ENT said yes and does not show the files");
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  unwanted = dup_unwanted (operation, draft);
  if (unwanted != NULL)
    {
      ent_conversation_api_remove_attachment_async (
        ent_operation_get_context (operation)->conversation,
        ent_operation_get_row (operation)->item_id, ent_attachment_get_id (unwanted), NULL,
        removed_cb, g_steal_pointer (&task));
      return;
    }

  ent_message_operation_take_result (ENT_MESSAGE_OPERATION (object), draft);
  g_task_return_boolean (task, TRUE);
}

/* Takes @task. */
static void
read_back (GTask *task)
{
  ent_message_operation_read_async (ENT_MESSAGE_OPERATION (g_task_get_source_object (task)),
                                    read_back_cb, task);
}

static void
ent_forward_attachments_verify (EntOperation *operation,
                                GTask        *task)
{
  read_back (task);
}

static void
ent_forward_attachments_finalize (GObject *object)
{
  g_clear_error (&ENT_FORWARD_ATTACHMENTS (object)->refusal);

  G_OBJECT_CLASS (ent_forward_attachments_parent_class)->finalize (object);
}

static void
ent_forward_attachments_class_init (EntForwardAttachmentsClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ent_forward_attachments_finalize;
  operation_class->probe = ent_forward_attachments_probe;
  operation_class->apply = ent_forward_attachments_apply;
  operation_class->verify = ent_forward_attachments_verify;
}

static void
ent_forward_attachments_init (EntForwardAttachments *self)
{
}
