/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-trash-message.h"

#include "ent-settle.h"

#define FOLDER_TRASH "TRASH"

struct _EntTrashMessage
{
  EntFileMessage  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntTrashMessage, ent_trash_message, ENT_TYPE_FILE_MESSAGE)

/* What stands in the trash already, and drafts, go for good. */
static gboolean
goes_for_good (EntOperation *operation)
{
  EntItem *base = ent_operation_get_base (operation);

  return ent_file_message_is_in (ENT_FILE_MESSAGE (operation), FOLDER_TRASH) ||
         (base != NULL && g_strcmp0 (ent_item_get_state (base), "DRAFT") == 0);
}

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  ent_conversation_api_delete_finish (ENT_CONVERSATION_API (object), result, &error);
  ent_file_message_end (user_data, error);
}

static void
trashed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  EntOperation *operation = g_task_get_source_object (user_data);
  g_auto (GStrv) ids = ent_file_message_dup_ids (ENT_FILE_MESSAGE (operation));
  GError *error = NULL;

  if (ent_conversation_api_trash_finish (ENT_CONVERSATION_API (object), result, &error) &&
      goes_for_good (operation))
    ent_conversation_api_delete_async (ENT_CONVERSATION_API (object), (const char * const *) ids,
                                       NULL, deleted_cb, user_data);
  else
    ent_file_message_end (user_data, error);
}

static void
ent_trash_message_apply (EntOperation *operation,
                         GTask        *task)
{
  g_auto (GStrv) ids = ent_file_message_dup_ids (ENT_FILE_MESSAGE (operation));

  ent_conversation_api_trash_async (ent_operation_get_context (operation)->conversation,
                                    (const char * const *) ids, NULL, trashed_cb, task);
}

static gboolean
ent_trash_message_commit (EntOperation  *operation,
                          EntDatabase   *db,
                          GError       **error)
{
  GError *local_error = NULL;
  g_autoptr (EntMessage) message = NULL;

  if (goes_for_good (operation))
    return ent_settle_deleted (operation, db, error);

  message = ent_file_message_load (ENT_FILE_MESSAGE (operation), db, &local_error);
  if (message == NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      return local_error == NULL;
    }

  ent_item_set_parent_id (ENT_ITEM (message), FOLDER_TRASH);

  return ent_file_message_store (message, db, error);
}

static void
ent_trash_message_class_init (EntTrashMessageClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->apply = ent_trash_message_apply;
  operation_class->commit = ent_trash_message_commit;
}

static void
ent_trash_message_init (EntTrashMessage *self)
{
}
