/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-mark-message.h"

#include "ent-verb.h"

struct _EntMarkMessage
{
  EntFileMessage  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntMarkMessage, ent_mark_message, ENT_TYPE_FILE_MESSAGE)

static gboolean
marks_unread (EntOperation *operation)
{
  return g_str_equal (ent_operation_get_row (operation)->verb, ENT_VERB_UNREAD_MESSAGE);
}

static void
marked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  ent_conversation_api_set_unread_finish (ENT_CONVERSATION_API (object), result, &error);
  ent_file_message_end (user_data, error);
}

static void
ent_mark_message_apply (EntOperation *operation,
                        GTask        *task)
{
  g_auto (GStrv) ids = ent_file_message_dup_ids (ENT_FILE_MESSAGE (operation));

  ent_conversation_api_set_unread_async (ent_operation_get_context (operation)->conversation,
                                         (const char * const *) ids, marks_unread (operation),
                                         NULL, marked_cb, task);
}

static gboolean
ent_mark_message_commit (EntOperation  *operation,
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

  ent_message_set_unread (message, marks_unread (operation));

  return ent_file_message_store (message, db, error);
}

static void
ent_mark_message_class_init (EntMarkMessageClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->apply = ent_mark_message_apply;
  operation_class->commit = ent_mark_message_commit;
}

static void
ent_mark_message_init (EntMarkMessage *self)
{
}
