/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-file-message.h"

#include "ent-item-store.h"
#include "ent-mirror-page.h"

G_DEFINE_ABSTRACT_TYPE (EntFileMessage, ent_file_message, ENT_TYPE_MESSAGE_OPERATION)

static void
ent_file_message_probe (EntOperation *operation,
                        GTask        *task)
{
  g_task_return_int (task, ENT_PROBE_READY);
  g_object_unref (task);
}

static void
ent_file_message_verify (EntOperation *operation,
                         GTask        *task)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
ent_file_message_class_init (EntFileMessageClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_file_message_probe;
  operation_class->verify = ent_file_message_verify;
}

static void
ent_file_message_init (EntFileMessage *self)
{
}

/**
 * ent_file_message_dup_ids:
 * @self: an operation
 *
 * One message an operation: the ENT refuses a whole batch for one id that is gone.
 *
 * Source: entcore 6.15.4, MultipleMessageUserFilter (ent-api/06 §6).
 *
 * Returns: (transfer full) (array zero-terminated=1): its message, as a batch of one
 */
char **
ent_file_message_dup_ids (EntFileMessage *self)
{
  const char *ids[] = { ent_operation_get_row (ENT_OPERATION (self))->item_id, NULL };

  return g_strdupv ((char **) ids);
}

/**
 * ent_file_message_is_in:
 * @self: an operation
 * @folder_id: a folder
 *
 * Returns: whether the message was in that folder when this was asked
 */
gboolean
ent_file_message_is_in (EntFileMessage *self,
                        const char     *folder_id)
{
  EntItem *base = ent_operation_get_base (ENT_OPERATION (self));

  return base != NULL && g_strcmp0 (ent_item_get_parent_id (base), folder_id) == 0;
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

/**
 * ent_file_message_end:
 * @task: (transfer full): the task of apply, whose source is the operation
 * @error: (transfer full) (nullable): what the ENT said
 *
 * Ends apply.
 */
void
ent_file_message_end (GTask  *task,
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
  g_object_unref (task);
}

/**
 * ent_file_message_load:
 * @self: an operation
 * @db: the database
 * @error: %ENT_STORE_ERROR
 *
 * In a job.
 *
 * Returns: (transfer full) (nullable): the message as the mirror has it now; %NULL without @error
 *   when it has it no more
 */
EntMessage *
ent_file_message_load (EntFileMessage  *self,
                       EntDatabase     *db,
                       GError         **error)
{
  EntItem *item = ent_item_store_get (db, ENT_KIND_MESSAGE,
                                      ent_operation_get_row (ENT_OPERATION (self))->item_id, error);

  return item != NULL ? ENT_MESSAGE (item) : NULL;
}

/**
 * ent_file_message_store:
 * @changed: the message, filed as the ENT has it now
 * @db: the database
 * @error: %ENT_STORE_ERROR
 *
 * In a job.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_file_message_store (EntMessage   *changed,
                        EntDatabase  *db,
                        GError      **error)
{
  g_autofree char *plain = ent_mirror_dup_plain (ENT_ITEM (changed));
  EntPutResult put;

  return ent_item_store_put (db, ENT_ITEM (changed), plain, &put, error);
}
