/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-sync-private.h"

#include "ent-folder.h"
#include "ent-pull-kind.h"

/* ---- the pull of everything ---- */

static void
end_pull (EntSync      *self,
          const GError *error)
{
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->pull_waiters);
  g_autoptr (EntPull) pull = g_steal_pointer (&self->pull);

  self->pull_waiters = g_ptr_array_new_with_free_func (g_object_unref);
  self->pull_runs = FALSE;
  g_signal_emit_by_name (self, "progress", (guint) ENT_SYNC_STEP_NONE, 1.0);

  for (guint i = 0; i < waiters->len; i++)
    {
      GTask *task = waiters->pdata[i];

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_memdup2 (ent_pull_get_stats (pull), sizeof (EntPullStats)),
                               g_free);
    }
}

static void
on_progress_cb (EntSync *self,
                guint    step,
                double   fraction)
{
  g_signal_emit_by_name (self, "progress", step, fraction);
}

static void
pulled_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EntSync) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_pull_run_finish (ENT_PULL (object), result, &error))
    ent_sync_meet (self, error);

  end_pull (self, error);
  ent_sync_move (self);
}

/* Begins the pull that was asked for, as soon as the line is good; fails it when it is not. */
void
ent_sync_pulls_move (EntSync *self)
{
  g_autoptr (GError) error = NULL;

  if (self->pull == NULL || self->pull_runs)
    return;

  if (!ent_sync_may_ask (self, &error))
    {
      end_pull (self, error);
      return;
    }

  switch (self->line)
    {
    case ENT_LINE_GOOD:
      self->pull_runs = TRUE;
      g_signal_connect_object (self->pull, "progress", G_CALLBACK (on_progress_cb), self,
                               G_CONNECT_SWAPPED);
      ent_pull_run_async (self->pull, pulled_cb, g_object_ref (self));
      break;

    case ENT_LINE_BAD:
      end_pull (self, self->error);
      break;

    case ENT_LINE_UNKNOWN:
      g_signal_emit_by_name (self, "progress", (guint) ENT_SYNC_STEP_SIGNING_IN, 0.0);
      ent_sync_line_try (self);
      break;

    case ENT_LINE_TRYING:
      break;

    default:
      g_assert_not_reached ();
    }
}

/* Somebody wants to know now: a line that was bad a while ago is tried again. */
static void
want_pull (EntSync      *self,
           GCancellable *cancellable)
{
  if (self->pull == NULL)
    {
      /* The pull ends when its caller goes away, or when the engine stops. */
      g_clear_object (&self->pull_cancellable);
      self->pull_cancellable = g_cancellable_new ();
      if (cancellable != NULL)
        g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel),
                                 self->pull_cancellable, G_CONNECT_SWAPPED);

      self->pull = ent_pull_new (self->context, self->pull_cancellable);
      if (self->line == ENT_LINE_BAD)
        ent_sync_line_forget (self);
    }

  ent_sync_pulls_move (self);
  ent_sync_tell (self);
}

/**
 * ent_sync_pull_async:
 * @self: an engine
 * @cancellable: (nullable): stops the pull that this call begins
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Brings everything that moved to the mirror. A call during a pull waits for that one.
 */
void
ent_sync_pull_async (EntSync             *self,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_sync_pull_async);
  g_ptr_array_add (self->pull_waiters, task);
  want_pull (self, cancellable);
}

/**
 * ent_sync_pull_finish:
 * @self: an engine
 * @result: given to the callback
 * @stats: (out) (optional): what it took and found
 * @error: %ENT_API_ERROR, %ENT_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_sync_pull_finish (EntSync       *self,
                      GAsyncResult  *result,
                      EntPullStats  *stats,
                      GError       **error)
{
  g_autofree EntPullStats *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_sync_pull_async), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return FALSE;

  if (stats != NULL)
    *stats = *found;

  return TRUE;
}

/* ---- by itself ---- */

static gboolean
pull_time_cb (gpointer user_data)
{
  EntSync *self = user_data;

  if (ent_sync_may_ask (self, NULL) && self->line != ENT_LINE_BAD)
    want_pull (self, NULL);

  return G_SOURCE_CONTINUE;
}

void
ent_sync_pulls_restart_timer (EntSync *self)
{
  ent_sync_pulls_stop (self);
  if (self->started && !self->context->stopping && self->pull_interval > 0)
    self->pull_timer = ent_clock_add_timer (self->context->clock,
                                            self->pull_interval * G_TIME_SPAN_SECOND, pull_time_cb,
                                            self);
}

void
ent_sync_pulls_stop (EntSync *self)
{
  if (self->pull_timer != 0)
    ent_clock_remove_timer (self->context->clock, self->pull_timer);

  self->pull_timer = 0;
}

/**
 * ent_sync_set_pull_interval:
 * @self: an engine
 * @seconds: how often to pull by itself; 0: never
 *
 * While the ENT cannot be asked these pulls are left out.
 */
void
ent_sync_set_pull_interval (EntSync *self,
                            guint    seconds)
{
  g_return_if_fail (ENT_IS_SYNC (self));

  if (self->pull_interval == seconds)
    return;

  self->pull_interval = seconds;
  ent_sync_pulls_restart_timer (self);
}

/* ---- single lists ---- */

static void
end_fetch (EntSync      *self,
           const GError *error)
{
  self->n_fetches--;
  ent_sync_meet (self, error);
  ent_sync_move (self);
}

static void
kind_pulled_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (EntSync) self = g_object_ref (g_task_get_source_object (task));
  g_autoptr (GError) error = NULL;
  gboolean more;

  if (ent_pull_kind_finish (ENT_PULL (object), result, &more, &error))
    g_task_return_int (task, more);
  else
    g_task_return_error (task, g_error_copy (error));

  end_fetch (self, error);
}

/**
 * ent_sync_pull_kind_async:
 * @self: an engine
 * @kind: MESSAGE, POST, COMMENT, ENTRY or RECIPIENT
 * @parent_id: (nullable): the folder, blog, post or notebook
 * @cancellable: (nullable): stops it
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Brings one list that somebody looks at: of messages the next page, of the others all.
 */
void
ent_sync_pull_kind_async (EntSync             *self,
                          EntKind              kind,
                          const char          *parent_id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (EntPull) pull = NULL;
  GError *error = NULL;

  g_return_if_fail (ENT_IS_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_sync_pull_kind_async);
  if (!ent_sync_may_ask (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  pull = ent_pull_new (self->context, cancellable);
  self->n_fetches++;
  ent_pull_kind_async (pull, kind, parent_id, kind_pulled_cb, g_steal_pointer (&task));
  ent_sync_tell (self);
}

/**
 * ent_sync_pull_kind_finish:
 * @self: an engine
 * @result: given to the callback
 * @more: (out) (optional): %TRUE when the ENT has further pages
 * @error: %ENT_API_ERROR, %ENT_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_sync_pull_kind_finish (EntSync       *self,
                           GAsyncResult  *result,
                           gboolean      *more,
                           GError       **error)
{
  GError *local_error = NULL;
  gssize found;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_sync_pull_kind_async), FALSE);

  found = g_task_propagate_int (G_TASK (result), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  if (more != NULL)
    *more = found != 0;

  return TRUE;
}

/* ---- the text of a message ---- */

typedef struct
{
  EntItem  *known;        /* (owned) (nullable): as the mirror had it */
  gboolean  marked_read;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_clear_object (&fetch->known);
  g_free (fetch);
}

static void
count_written_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (EntSync) self = g_object_ref (g_task_get_source_object (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (EntMirrorPage) page = ent_mirror_page_write_finish (result, &error);

  /* The message is there: a count that is late is put right by the next pull. */
  if (page == NULL)
    g_message ("Cannot count what was read: %s", error->message);

  g_task_return_boolean (task, TRUE);
  end_fetch (self, NULL);
}

/* The ENT counts one unread less from now on; so does the folder, without waiting for the next pull. */
static EntMirrorPage *
take_from_count (EntSync *self,
                 Fetch   *fetch)
{
  g_autoptr (EntItem) folder = NULL;
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();
  EntMirrorPage *page;
  guint n_unread;

  if (!fetch->marked_read || ent_item_get_parent_id (fetch->known) == NULL)
    return NULL;

  folder = ent_item_store_get (self->context->db, ENT_KIND_FOLDER,
                               ent_item_get_parent_id (fetch->known), NULL);
  n_unread = folder != NULL ? ent_folder_get_n_unread (ENT_FOLDER (folder)) : 0;
  if (n_unread == 0)
    return NULL;

  ent_folder_set_n_unread (ENT_FOLDER (folder), n_unread - 1);
  g_ptr_array_add (folders, folder);
  page = ent_mirror_page_new (ENT_KIND_FOLDER, NULL);
  ent_mirror_page_add_items (page, folders);
  return page;
}

static void
message_written_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (EntSync) self = g_object_ref (g_task_get_source_object (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (EntMirrorPage) page = ent_mirror_page_write_finish (result, &error);
  g_autoptr (EntMirrorPage) count = NULL;

  if (page == NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      end_fetch (self, error);
      return;
    }

  count = take_from_count (self, g_task_get_task_data (task));
  if (count != NULL)
    {
      ent_mirror_page_write_async (count, self->context->db, count_written_cb,
                                   g_steal_pointer (&task));
      return;
    }

  g_task_return_boolean (task, TRUE);
  end_fetch (self, NULL);
}

static void
message_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (EntSync) self = g_object_ref (g_task_get_source_object (task));
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GPtrArray) messages = g_ptr_array_new ();
  g_autoptr (EntMirrorPage) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntMessage) message = NULL;

  message = ent_conversation_api_get_message_finish (ENT_CONVERSATION_API (object), result, &error);
  if (message == NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      end_fetch (self, error);
      return;
    }

  /* The whole message says neither which folder showed it nor whether I answered it. */
  if (fetch->known != NULL)
    {
      fetch->marked_read = ent_message_get_unread (ENT_MESSAGE (fetch->known));
      ent_item_set_parent_id (ENT_ITEM (message), ent_item_get_parent_id (fetch->known));
      ent_message_set_answered (message, ent_message_get_answered (ENT_MESSAGE (fetch->known)));
    }

  g_ptr_array_add (messages, message);
  page = ent_mirror_page_new (ENT_KIND_MESSAGE, NULL);
  ent_mirror_page_add_items (page, messages);
  ent_mirror_page_write_async (page, self->context->db, message_written_cb,
                               g_steal_pointer (&task));
}

/**
 * ent_sync_fetch_message_async:
 * @self: an engine
 * @id: the message
 * @cancellable: (nullable): stops it
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Brings the text of a message to the mirror. The ENT counts that as reading it.
 */
void
ent_sync_fetch_message_async (EntSync             *self,
                              const char          *id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Fetch *fetch;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_sync_fetch_message_async);
  if (!ent_sync_may_ask (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  fetch = g_new0 (Fetch, 1);
  fetch->known = ent_item_store_get (self->context->db, ENT_KIND_MESSAGE, id, NULL);
  g_task_set_task_data (task, fetch, fetch_free);
  self->n_fetches++;
  ent_conversation_api_get_message_async (self->context->conversation, id, cancellable,
                                          message_read_cb, g_steal_pointer (&task));
  ent_sync_tell (self);
}

/**
 * ent_sync_fetch_message_finish:
 * @self: an engine
 * @result: given to the callback
 * @marked_read: (out) (optional): %TRUE when the message was unread before
 * @error: %ENT_API_ERROR, %ENT_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_sync_fetch_message_finish (EntSync       *self,
                               GAsyncResult  *result,
                               gboolean      *marked_read,
                               GError       **error)
{
  const Fetch *fetch;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_sync_fetch_message_async), FALSE);

  fetch = g_task_get_task_data (G_TASK (result));
  if (marked_read != NULL)
    *marked_read = fetch != NULL && fetch->marked_read;

  return g_task_propagate_boolean (G_TASK (result), error);
}
