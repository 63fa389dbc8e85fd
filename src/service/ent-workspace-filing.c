/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include "ent-conversation-api.h"

static EntSyncFiling
to_sync (EntFiling filing)
{
  switch (filing)
    {
    case ENT_FILING_TRASH:
      return ENT_SYNC_TRASH;
    case ENT_FILING_MARK_READ:
      return ENT_SYNC_MARK_READ;
    case ENT_FILING_MARK_UNREAD:
      return ENT_SYNC_MARK_UNREAD;
    case ENT_FILING_MOVE:
    default:
      return ENT_SYNC_MOVE;
    }
}

static void
filed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GArray) ids = NULL;
  GError *error = NULL;

  ids = ent_sync_file_messages_finish (ENT_SYNC (object), result, &error);
  if (ids != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ent_workspace_file_messages_async:
 * @self: a workspace
 * @ids: (array zero-terminated=1): messages of the ENT
 * @filing: what becomes of them
 * @folder_id: (nullable): where they go, of a move; %NULL: out of the trash, back where they belong
 * @callback: called when the queue has it
 * @user_data: for @callback
 *
 * Moves, marks or throws away messages. A message that is gone from the ENT keeps no other from
 * being filed.
 */
void
ent_workspace_file_messages_async (EntWorkspace        *self,
                                   const char * const  *ids,
                                   EntFiling            filing,
                                   const char          *folder_id,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (ids != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_file_messages_async);
  ent_sync_file_messages_async (self->sync, ids, to_sync (filing), folder_id, filed_cb, task);
}

/**
 * ent_workspace_file_messages_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*
 *
 * Returns: %TRUE when the queue has it
 */
gboolean
ent_workspace_file_messages_finish (EntWorkspace  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_file_messages_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- recall ---- */

static void
recalled_message_read_cb (GObject      *object,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* It is recalled whatever this says; a list that shows it as sent is mended by the next pull. */
  if (!ent_sync_fetch_message_finish (ENT_SYNC (object), result, NULL, &error))
    g_debug ("A recalled message was not read back: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
recalled_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ent_conversation_api_recall_finish (ENT_CONVERSATION_API (object), result, &error))
    g_task_return_error (task, error);
  else
    ent_sync_fetch_message_async (self->sync, g_task_get_task_data (task), NULL,
                                  recalled_message_read_cb, g_object_ref (task));
}

/**
 * ent_workspace_recall_async:
 * @self: a workspace
 * @message_id: a message I sent
 * @callback: called when it is taken back
 * @user_data: for @callback
 *
 * Takes a message back: whoever has not read it yet never will. It does not wait in the queue: the
 * ENT allows it for an hour, and a teacher must know whether it worked.
 *
 * Source: entcore 6.15.4, ApiController.java, recallMessage (ent-api/06 §4.5).
 */
void
ent_workspace_recall_async (EntWorkspace        *self,
                            const char          *message_id,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (EntConversationApi) api = NULL;
  GTask *task;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (message_id != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_recall_async);
  g_task_set_task_data (task, g_strdup (message_id), g_free);
  if (self->cut)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_OFFLINE,
                               "The network is cut off");
      g_object_unref (task);
      return;
    }

  api = ent_conversation_api_new (self->client);
  ent_conversation_api_recall_async (api, message_id, NULL, recalled_cb, task);
}

/**
 * ent_workspace_recall_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_API_ERROR_OFFLINE, _REJECTED when it is too late, other ENT_API_ERROR_*
 *
 * Returns: %TRUE when it is taken back
 */
gboolean
ent_workspace_recall_finish (EntWorkspace  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_recall_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
