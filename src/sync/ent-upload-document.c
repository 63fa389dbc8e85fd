/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-upload-document.h"

#include "ent-file-store.h"
#include "ent-settle.h"
#include "ent-upload-progress.h"

/* A file of a text goes up before the text, and its id is kept with the file: whichever text needs
 * it next finds it. The ENT re-encodes pictures, so after a doubtful try the file is known by its
 * name and its date only; at worst it is there twice. */

#define DATE_GRAIN (5 * G_TIME_SPAN_SECOND)

struct _EntUploadDocument
{
  EntOperation  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntUploadDocument, ent_upload_document, ENT_TYPE_OPERATION)

static EntAttachment *
get_mine (EntOperation *operation)
{
  const EntPayload *payload = ent_operation_get_payload (operation);

  g_assert (payload->attachments->len == 1);

  return payload->attachments->pdata[0];
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = g_task_get_source_object (task);
  const EntOperationRow *row = ent_operation_get_row (operation);
  const char *name = ent_attachment_get_name (get_mine (operation));
  GError *error = NULL;
  g_autoptr (GPtrArray) files = NULL;

  files = ent_workspace_api_list_protected_finish (ENT_WORKSPACE_API (object), result, &error);
  if (files == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < files->len; i++)
    {
      const EntRemoteFile *file = files->pdata[i];

      if (g_strcmp0 (file->name, name) == 0 && file->created_at >= row->attempted_at - DATE_GRAIN &&
          ent_settle_may_be_mine (operation, file->id))
        {
          ent_operation_set_item_id (operation, file->id);
          g_task_return_int (task, ENT_PROBE_LANDED);
          return;
        }
    }

  g_task_return_int (task, ENT_PROBE_READY);
}

static void
ent_upload_document_probe (EntOperation *operation,
                           GTask        *task)
{
  g_autoptr (GTask) owned = task;
  EntSyncContext *context = ent_operation_get_context (operation);
  GError *error = NULL;
  g_autoptr (EntAttachment) stored = NULL;

  stored = ent_file_store_get (context->db, ent_attachment_get_sha256 (get_mine (operation)),
                               &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
    }
  else if (stored != NULL && ent_attachment_get_id (stored) != NULL)
    {
      ent_operation_set_item_id (operation, ent_attachment_get_id (stored));
      g_task_return_int (task, ENT_PROBE_LANDED);
    }
  else if (!ent_operation_was_tried (operation))
    {
      g_task_return_int (task, ENT_PROBE_READY);
    }
  else
    {
      ent_workspace_api_list_protected_async (context->workspace, NULL, listed_cb,
                                              g_steal_pointer (&owned));
    }
}

static void
uploaded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (EntRemoteFile) file = ent_workspace_api_upload_finish (ENT_WORKSPACE_API (object),
                                                                    result, &error);

  if (file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  ent_operation_set_item_id (g_task_get_source_object (task), file->id);
  g_task_return_boolean (task, TRUE);
}

static void
ent_upload_document_apply (EntOperation *operation,
                           GTask        *task)
{
  EntSyncContext *context = ent_operation_get_context (operation);
  EntAttachment *mine = get_mine (operation);
  g_autoptr (GFile) file = ent_file_store_get_file (context->db, ent_attachment_get_sha256 (mine));

  ent_workspace_api_upload_async (context->workspace, file, ent_attachment_get_name (mine),
                                  ent_attachment_get_media_type (mine), ent_upload_progress_cb,
                                    operation, NULL,
                                  uploaded_cb, task);
}

static gboolean
ent_upload_document_record (EntOperation  *operation,
                            EntDatabase   *db,
                            GError       **error)
{
  return ent_settle_made (operation, db, error) &&
         ent_file_store_set_id (db, ent_attachment_get_sha256 (get_mine (operation)),
                                ent_operation_get_row (operation)->item_id, error);
}

/* The ENT answered with the document it stored, or listed it: there is no text in it to compare. */
static void
ent_upload_document_verify (EntOperation *operation,
                            GTask        *task)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
ent_upload_document_class_init (EntUploadDocumentClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_upload_document_probe;
  operation_class->apply = ent_upload_document_apply;
  operation_class->record = ent_upload_document_record;
  operation_class->verify = ent_upload_document_verify;
}

static void
ent_upload_document_init (EntUploadDocument *self)
{
}
