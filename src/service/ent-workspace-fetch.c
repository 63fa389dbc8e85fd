/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include "ent-message.h"

/* While somebody waits for the queue to empty, what failed is tried again sooner than the queue
 * would by itself: after 1, 2, 4… seconds. An ENT that gives no answer this many times in a row
 * is taken for unreachable. */
#define NUDGE_SECONDS 1
#define MAX_NUDGE_SECONDS 16
#define MAX_OFFLINE_NUDGES 3

/* ---- a message ---- */

static void
message_fetched_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  const char *id = g_task_get_task_data (task);
  EntItem *item;
  GError *error = NULL;

  if (!ent_sync_fetch_message_finish (ENT_SYNC (object), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  item = ent_workspace_dup_item (self, ENT_KIND_MESSAGE, id);
  if (item != NULL)
    g_task_return_pointer (task, item, g_object_unref);
  else
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_NOT_FOUND,
                             "The message is no longer there");
}

/**
 * ent_workspace_open_message_async:
 * @self: a workspace
 * @id: a message's id
 * @cancellable: (nullable): gives up
 * @callback: called with the message
 * @user_data: for @callback
 *
 * Reads a message with its body: from the disk if it was opened before, else from the ENT, which
 * marks it read.
 */
void
ent_workspace_open_message_async (EntWorkspace        *self,
                                  const char          *id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (EntItem) item = NULL;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_open_message_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  item = ent_workspace_dup_item (self, ENT_KIND_MESSAGE, id);
  if (item != NULL && ent_item_get_html (item) != NULL)
    g_task_return_pointer (task, g_steal_pointer (&item), g_object_unref);
  else
    ent_sync_fetch_message_async (self->sync, id, cancellable, message_fetched_cb,
                                  g_steal_pointer (&task));
}

/**
 * ent_workspace_open_message_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_API_ERROR_*; _OFFLINE when it was never opened and there is no network
 *
 * Returns: (transfer full): the message, whole
 */
EntMessage *
ent_workspace_open_message_finish (EntWorkspace  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_open_message_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- more of a folder ---- */

static void
page_pulled_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  gboolean *more = g_task_get_task_data (task);
  GError *error = NULL;

  if (ent_sync_pull_kind_finish (ENT_SYNC (object), result, more, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ent_workspace_more_messages_async:
 * @self: a workspace
 * @folder_id: id of a folder of the ENT
 * @cancellable: (nullable): gives up
 * @callback: called when the next page is in the store
 * @user_data: for @callback
 *
 * Fetches the next page of a folder; the lists follow by themselves.
 */
void
ent_workspace_more_messages_async (EntWorkspace        *self,
                                   const char          *folder_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (folder_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_more_messages_async);
  g_task_set_task_data (task, g_new0 (gboolean, 1), g_free);
  ent_sync_pull_kind_async (self->sync, ENT_KIND_MESSAGE, folder_id, cancellable, page_pulled_cb,
                            g_steal_pointer (&task));
}

/**
 * ent_workspace_more_messages_finish:
 * @self: a workspace
 * @result: what the callback got
 * @more: (out) (optional): whether the ENT has further pages
 * @error: ENT_API_ERROR_*, ENT_STORE_ERROR_*
 *
 * Returns: %TRUE when a page was taken
 */
gboolean
ent_workspace_more_messages_finish (EntWorkspace  *self,
                                    GAsyncResult  *result,
                                    gboolean      *more,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_more_messages_async),
                        FALSE);

  if (more != NULL)
    *more = *(gboolean *) g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- pull ---- */

static void
pulled_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntPullCounts *counts = g_task_get_task_data (task);
  EntPullStats stats = { 0 };
  GError *error = NULL;

  if (!ent_sync_pull_finish (ENT_SYNC (object), result, &stats, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  counts->requests = stats.requests;
  counts->bytes = stats.bytes;
  counts->n_new = stats.n_new;
  counts->n_changed = stats.n_changed;
  counts->n_gone = stats.n_gone;
  g_task_return_boolean (task, TRUE);
}

/**
 * ent_workspace_pull_async:
 * @self: a workspace
 * @cancellable: (nullable): gives up
 * @callback: called when everything new is in the store
 * @user_data: for @callback
 *
 * Fetches what is new on the ENT.
 */
void
ent_workspace_pull_async (EntWorkspace        *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_pull_async);
  g_task_set_task_data (task, g_new0 (EntPullCounts, 1), g_free);
  ent_sync_pull_async (self->sync, cancellable, pulled_cb, g_steal_pointer (&task));
}

/**
 * ent_workspace_pull_finish:
 * @self: a workspace
 * @result: what the callback got
 * @counts: (out caller-allocates) (optional): what it took and found
 * @error: ENT_API_ERROR_*, ENT_STORE_ERROR_*
 *
 * Returns: %TRUE when the pull is whole
 */
gboolean
ent_workspace_pull_finish (EntWorkspace   *self,
                           GAsyncResult   *result,
                           EntPullCounts  *counts,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_pull_async), FALSE);

  if (counts != NULL)
    *counts = *(EntPullCounts *) g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_workspace_set_reachable:
 * @self: a workspace
 * @reachable: %FALSE: no request is made any more
 *
 * Simulates the network card.
 */
void
ent_workspace_set_reachable (EntWorkspace *self,
                             gboolean      reachable)
{
  g_return_if_fail (ENT_IS_WORKSPACE (self));

  self->cut = !reachable;
  ent_network_reachability_set_cut (self->reachability, self->cut);
}

/* ---- flush ---- */

typedef struct
{
  guint  timeout;    /* source: the deadline */
  guint  nudge;      /* source: the next try */
  guint  seconds;    /* until the next nudge */
  guint  n_offline;  /* nudges the ENT did not answer */
  gulong state_handler;
  gulong operation_handler;
} Flush;

static void flush_check (GTask *task);

static void
flush_end (GTask *task)
{
  EntWorkspace *self = g_task_get_source_object (task);
  Flush *flush = g_task_get_task_data (task);

  g_clear_handle_id (&flush->timeout, g_source_remove);
  g_clear_handle_id (&flush->nudge, g_source_remove);
  g_clear_signal_handler (&flush->state_handler, self->sync);
  g_clear_signal_handler (&flush->operation_handler, self->sync);
  ent_workspace_update_status (self);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
flush_timeout_cb (gpointer user_data)
{
  Flush *flush = g_task_get_task_data (user_data);

  flush->timeout = 0;
  flush_end (user_data);

  return G_SOURCE_REMOVE;
}

static void
flush_nudged_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_sync_send_now_finish (ENT_SYNC (object), result, &error))
    g_warning ("What waits was not woken: %s", error->message);
  if (!g_task_get_completed (task))
    flush_check (task);
}

static gboolean
flush_nudge_cb (gpointer user_data)
{
  EntWorkspace *self = g_task_get_source_object (user_data);
  Flush *flush = g_task_get_task_data (user_data);

  flush->nudge = 0;
  if (ent_sync_get_state (self->sync) == ENT_SYNC_OFFLINE)
    flush->n_offline++;
  else
    flush->n_offline = 0;
  flush->seconds = MIN (flush->seconds * 2, MAX_NUDGE_SECONDS);
  ent_sync_send_now_async (self->sync, flush_nudged_cb, g_object_ref (user_data));

  return G_SOURCE_REMOVE;
}

static void
flush_check (GTask *task)
{
  EntWorkspace *self = g_task_get_source_object (task);
  Flush *flush = g_task_get_task_data (task);

  if (flush->nudge != 0 || !ent_sync_is_idle (self->sync))
    return;

  if (self->cut || ent_sync_get_state (self->sync) == ENT_SYNC_SIGNED_OUT ||
      ent_sync_get_next_try_at (self->sync) == 0 || flush->n_offline >= MAX_OFFLINE_NUDGES)
    flush_end (task);
  else
    flush->nudge = g_timeout_add_seconds (flush->seconds, flush_nudge_cb, task);
}

/**
 * ent_workspace_flush_async:
 * @self: a workspace
 * @timeout_s: how long to wait at most, in seconds
 * @callback: called when nothing can move any more
 * @user_data: for @callback
 *
 * Waits until all that can leave has left. What failed is tried again sooner than by itself;
 * deferred sendings, refused texts, a sign-in that is due and a network that is down do not move.
 */
void
ent_workspace_flush_async (EntWorkspace        *self,
                           guint                timeout_s,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;
  Flush *flush;

  g_return_if_fail (ENT_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_flush_async);
  flush = g_new0 (Flush, 1);
  flush->seconds = NUDGE_SECONDS;
  g_task_set_task_data (task, flush, g_free);
  flush->timeout = g_timeout_add_seconds (timeout_s, flush_timeout_cb, task);
  flush->state_handler = g_signal_connect_swapped (self->sync, "state-changed",
                                                   G_CALLBACK (flush_check), task);
  flush->operation_handler = g_signal_connect_swapped (self->sync, "operation-changed",
                                                       G_CALLBACK (flush_check), task);
  ent_sync_send_now_async (self->sync, flush_nudged_cb, g_object_ref (task));
}

/**
 * ent_workspace_flush_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: not used by now
 *
 * Returns: %TRUE; the connection's counts tell what still waits
 */
gboolean
ent_workspace_flush_finish (EntWorkspace  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_flush_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
