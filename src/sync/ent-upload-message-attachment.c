/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-upload-message-attachment.h"

#include "ent-file-store.h"
#include "ent-settle.h"
#include "ent-upload-progress.h"

/* Adding the same file twice makes two: after a doubtful try, a file of that name and size in the
 * draft is the one. */

struct _EntUploadMessageAttachment
{
  EntMessageOperation  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntUploadMessageAttachment, ent_upload_message_attachment,
                     ENT_TYPE_MESSAGE_OPERATION)

static EntAttachment *
get_mine (EntOperation *operation)
{
  const EntPayload *payload = ent_operation_get_payload (operation);

  g_assert (payload->attachments->len == 1);

  return payload->attachments->pdata[0];
}

static gboolean
has_mine (EntOperation *operation,
          EntMessage   *message)
{
  EntAttachment *mine = get_mine (operation);
  GPtrArray *attachments = ent_message_get_attachments (message);

  for (guint i = 0; i < attachments->len; i++)
    if (g_strcmp0 (ent_attachment_get_name (attachments->pdata[i]),
                   ent_attachment_get_name (mine)) == 0 &&
        ent_attachment_get_size (attachments->pdata[i]) == ent_attachment_get_size (mine))
      return TRUE;

  return FALSE;
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = ENT_OPERATION (object);
  GError *error = NULL;
  g_autoptr (EntMessage) message = NULL;

  message = ent_message_operation_read_finish (ENT_MESSAGE_OPERATION (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (message == NULL || ent_message_operation_has_left (message))
    /* the ENT would add it to a message that was sent */
    g_task_return_int (task, ENT_PROBE_GONE);
  else if (ent_operation_was_tried (operation) && has_mine (operation, message))
    g_task_return_int (task, ENT_PROBE_LANDED);
  else
    g_task_return_int (task, ENT_PROBE_READY);
}

static void
ent_upload_message_attachment_probe (EntOperation *operation,
                                     GTask        *task)
{
  ent_message_operation_read_async (ENT_MESSAGE_OPERATION (operation), looked_cb, task);
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *id = ent_conversation_api_add_attachment_finish (ENT_CONVERSATION_API (object),
                                                                    result, &error);

  if (id == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
ent_upload_message_attachment_apply (EntOperation *operation,
                                     GTask        *task)
{
  EntSyncContext *context = ent_operation_get_context (operation);
  EntAttachment *mine = get_mine (operation);
  g_autoptr (GFile) file = ent_file_store_get_file (context->db, ent_attachment_get_sha256 (mine));

  ent_conversation_api_add_attachment_async (context->conversation,
                                             ent_operation_get_row (operation)->item_id, file,
                                             ent_attachment_get_name (mine),
                                             ent_attachment_get_media_type (mine),
                                             ent_upload_progress_cb, operation, NULL, added_cb,
                                             task);
}

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
  else if (error == NULL && !has_mine (ENT_OPERATION (object), message))
    error = g_error_new_literal (ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                                 "the ENT said yes and does not show the file");

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ent_message_operation_take_result (ENT_MESSAGE_OPERATION (object), message);
  g_task_return_boolean (task, TRUE);
}

static void
ent_upload_message_attachment_verify (EntOperation *operation,
                                      GTask        *task)
{
  ent_message_operation_read_async (ENT_MESSAGE_OPERATION (operation), read_back_cb, task);
}

static void
ent_upload_message_attachment_class_init (EntUploadMessageAttachmentClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_upload_message_attachment_probe;
  operation_class->apply = ent_upload_message_attachment_apply;
  operation_class->verify = ent_upload_message_attachment_verify;
}

static void
ent_upload_message_attachment_init (EntUploadMessageAttachment *self)
{
}
