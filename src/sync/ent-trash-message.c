/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-trash-message.h"

#include "ent-item-store.h"
#include "ent-mirror-page.h"
#include "ent-settle.h"

/* Reading a message would mark it read, and trashing one twice does nothing: there is nothing to
 * look at before or after. What stands in the trash already, and drafts, go for good. */

struct _EntTrashMessage
{
  EntMessageOperation  parent_instance;
};

G_DEFINE_FINAL_TYPE (EntTrashMessage, ent_trash_message, ENT_TYPE_MESSAGE_OPERATION)

static gboolean
goes_for_good (EntOperation *operation)
{
  EntItem *base = ent_operation_get_base (operation);

  return base != NULL && (g_strcmp0 (ent_item_get_state (base), "DRAFT") == 0 ||
                          g_strcmp0 (ent_item_get_parent_id (base), "TRASH") == 0);
}

static void
ent_trash_message_probe (EntOperation *operation,
                         GTask        *task)
{
  g_task_return_int (task, ENT_PROBE_READY);
  g_object_unref (task);
}

/* The ENT refuses an id it no longer has; asked a second time it is no lagging copy: it is gone
 * already. */
static gboolean
is_gone (EntOperation *operation,
         const GError *error)
{
  return g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN) &&
         g_strcmp0 (ent_operation_get_row (operation)->error_code, "api/forbidden") == 0;
}

static void
end (GTask  *task,
     GError *error)
{
  if (error == NULL || is_gone (g_task_get_source_object (task), error))
    {
      g_clear_error (&error);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  ent_conversation_api_delete_finish (ENT_CONVERSATION_API (object), result, &error);
  end (task, error);
}

static void
trashed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = g_task_get_source_object (task);
  const char *ids[] = { ent_operation_get_row (operation)->item_id, NULL };
  GError *error = NULL;

  if (ent_conversation_api_trash_finish (ENT_CONVERSATION_API (object), result, &error) &&
      goes_for_good (operation))
    ent_conversation_api_delete_async (ENT_CONVERSATION_API (object), ids, NULL, deleted_cb,
                                       g_steal_pointer (&task));
  else
    end (task, error);
}

static void
ent_trash_message_apply (EntOperation *operation,
                         GTask        *task)
{
  const char *ids[] = { ent_operation_get_row (operation)->item_id, NULL };

  ent_conversation_api_trash_async (ent_operation_get_context (operation)->conversation, ids, NULL,
                                    trashed_cb, task);
}

static void
ent_trash_message_verify (EntOperation *operation,
                          GTask        *task)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
ent_trash_message_commit (EntOperation  *operation,
                          EntDatabase   *db,
                          GError       **error)
{
  EntItem *base = ent_operation_get_base (operation);
  g_autoptr (EntItem) trashed = NULL;
  g_autofree char *plain = NULL;
  EntPutResult put;

  if (base == NULL || goes_for_good (operation))
    return ent_settle_deleted (operation, db, error);

  trashed = ent_item_copy (base);
  ent_item_set_parent_id (trashed, "TRASH");
  plain = ent_mirror_dup_plain (trashed);

  return ent_item_store_put (db, trashed, plain, &put, error);
}

static void
ent_trash_message_class_init (EntTrashMessageClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_trash_message_probe;
  operation_class->apply = ent_trash_message_apply;
  operation_class->verify = ent_trash_message_verify;
  operation_class->commit = ent_trash_message_commit;
}

static void
ent_trash_message_init (EntTrashMessage *self)
{
}
