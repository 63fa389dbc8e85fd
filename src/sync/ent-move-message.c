/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-move-message.h"

#include "ent-folder.h"

#define FOLDER_TRASH "TRASH"

struct _EntMoveMessage
{
  EntFileMessage  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntMoveMessage, ent_move_message, ENT_TYPE_FILE_MESSAGE)

static const char *
get_target (EntOperation *operation)
{
  return ent_operation_get_row (operation)->parent_id;
}

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  GError *error = NULL;

  ent_conversation_api_move_finish (ENT_CONVERSATION_API (object), result, &error);
  ent_file_message_end (user_data, error);
}

static void
move (EntOperation *operation,
      GTask        *task)
{
  g_auto (GStrv) ids = ent_file_message_dup_ids (ENT_FILE_MESSAGE (operation));
  const char *target = get_target (operation);

  ent_conversation_api_move_async (ent_operation_get_context (operation)->conversation,
                                   (const char * const *) ids,
                                   ent_folder_is_system (target) ? NULL : target, NULL, moved_cb,
                                   task);
}

static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;

  if (ent_conversation_api_restore_finish (ENT_CONVERSATION_API (object), result, &error))
    move (g_task_get_source_object (user_data), user_data);
  else
    ent_file_message_end (user_data, error);
}

/* Moving does not take out of the trash, and what comes out of it goes where it was before. */
static void
ent_move_message_apply (EntOperation *operation,
                        GTask        *task)
{
  g_auto (GStrv) ids = NULL;

  if (!ent_file_message_is_in (ENT_FILE_MESSAGE (operation), FOLDER_TRASH))
    {
      move (operation, task);
      return;
    }

  ids = ent_file_message_dup_ids (ENT_FILE_MESSAGE (operation));
  ent_conversation_api_restore_async (ent_operation_get_context (operation)->conversation,
                                      (const char * const *) ids, NULL, restored_cb, task);
}

static gboolean
ent_move_message_commit (EntOperation  *operation,
                         EntDatabase   *db,
                         GError       **error)
{
  GError *local_error = NULL;
  g_autoptr (EntMessage) message = ent_file_message_load (ENT_FILE_MESSAGE (operation), db,
                                                          &local_error);

  if (message == NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      return local_error == NULL;
    }

  ent_item_set_parent_id (ENT_ITEM (message), get_target (operation));

  return ent_file_message_store (message, db, error);
}

static void
ent_move_message_class_init (EntMoveMessageClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->apply = ent_move_message_apply;
  operation_class->commit = ent_move_message_commit;
}

static void
ent_move_message_init (EntMoveMessage *self)
{
}
