/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-sync-private.h"

#include "ent-outbox-store.h"
#include "ent-settle.h"
#include "ent-verdict.h"

/* The design of the engine. The outbox table is the queue: this file keeps no list beside it, only
 * what runs right now. Whatever happens, a timer, an answer, the network, a wish, ends in
 * ent_sync_move (): it looks at what is due, starts what may run, and sets one timer for the next.
 * Before anything is sent, the line is tried once for everybody with a question that also says who
 * I am and what time it is there; an ENT that does not answer costs one request per try, not one
 * per waiting item.
 *
 *   ent-sync-line.c    does the ENT answer
 *   ent-sync-queue.c   what is due runs, at most a few at once, a unit alone
 *   ent-sync-pulls.c   pulls, one at a time, and single lists
 *   ent-sync-wishes.c  what is asked from above: one transaction each */

G_DEFINE_FINAL_TYPE (EntSync, ent_sync, G_TYPE_OBJECT)

enum
{
  SIGNAL_STATE_CHANGED,
  SIGNAL_PROGRESS,
  SIGNAL_OPERATION_CHANGED,
  SIGNAL_DRAFT_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ent_sync_dispose (GObject *object)
{
  EntSync *self = ENT_SYNC (object);

  if (self->context != NULL)
    {
      ent_sync_line_stop (self);
      ent_sync_queue_stop (self);
      ent_sync_pulls_stop (self);
    }

  g_clear_object (&self->pull);
  g_clear_object (&self->pull_cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (ent_sync_parent_class)->dispose (object);
}

static void
ent_sync_finalize (GObject *object)
{
  EntSync *self = ENT_SYNC (object);

  g_ptr_array_unref (self->running);
  g_ptr_array_unref (self->pull_waiters);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ent_sync_parent_class)->finalize (object);
}

static void
ent_sync_class_init (EntSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ent_sync_dispose;
  object_class->finalize = ent_sync_finalize;

  /**
   * EntSync::state-changed:
   *
   * The state, its error, idleness, or the moment of the last pull or sending changed.
   */
  signals[SIGNAL_STATE_CHANGED] = g_signal_new ("state-changed", ENT_TYPE_SYNC, G_SIGNAL_RUN_LAST,
                                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * EntSync::progress:
   * @step: an #EntSyncStep
   * @fraction: 0 to 1
   *
   * Of the pull under way.
   */
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", ENT_TYPE_SYNC, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);
  /**
   * EntSync::operation-changed:
   * @id: id of the operation
   * @draft_uuid: (nullable): the draft it sends
   *
   * A row of the outbox moved or is gone; it is written already.
   */
  signals[SIGNAL_OPERATION_CHANGED] = g_signal_new ("operation-changed", ENT_TYPE_SYNC,
                                                    G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  /**
   * EntSync::draft-settled:
   * @draft_uuid: the draft
   *
   * An operation of a draft arrived, found another version, or took it: whoever shows it reads it
   * again.
   */
  signals[SIGNAL_DRAFT_SETTLED] = g_signal_new ("draft-settled", ENT_TYPE_SYNC, G_SIGNAL_RUN_LAST,
                                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ent_sync_init (EntSync *self)
{
  self->running = g_ptr_array_new_with_free_func (g_object_unref);
  self->pull_waiters = g_ptr_array_new_with_free_func (g_object_unref);
  self->state = ENT_SYNC_OFFLINE;
  self->was_idle = TRUE;
}

/* ---- for the other files ---- */

static EntSyncState
work_out_state (EntSync *self)
{
  if (self->suspended)
    return ENT_SYNC_SIGNED_OUT;

  if (!ent_reachability_is_up (self->context->reachability) || self->line == ENT_LINE_BAD)
    return ENT_SYNC_OFFLINE;

  if (self->running->len > 0 || self->pull != NULL || self->n_fetches > 0)
    return ENT_SYNC_BUSY;

  return self->line == ENT_LINE_GOOD ? ENT_SYNC_ONLINE : ENT_SYNC_OFFLINE;
}

/* Says so when the state or the idleness is another than last said; ends a stop that waits. */
void
ent_sync_tell (EntSync *self)
{
  EntSyncState state = work_out_state (self);
  gboolean is_idle = ent_sync_is_idle (self);

  if (state == ENT_SYNC_ONLINE || state == ENT_SYNC_BUSY)
    g_clear_error (&self->error);

  if (state != self->state || is_idle != self->was_idle)
    {
      self->state = state;
      self->was_idle = is_idle;
      g_signal_emit (self, signals[SIGNAL_STATE_CHANGED], 0);
    }

  if (self->stopping != NULL && is_idle)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->stopping);

      g_task_return_boolean (task, TRUE);
    }
}

/* Starts what may start, then says where we stand. */
void
ent_sync_move (EntSync *self)
{
  ent_sync_pulls_move (self);
  if (self->started)
    ent_sync_queue_move (self);

  ent_sync_tell (self);
}

static void
keep_error (EntSync      *self,
            const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
}

/* Somebody met a failure that concerns everybody. */
void
ent_sync_meet (EntSync      *self,
               const GError *error)
{
  switch (ent_verdict_of (error, 0))
    {
    case ENT_VERDICT_SUSPEND:
      keep_error (self, error);
      self->suspended = TRUE;
      break;

    case ENT_VERDICT_NETWORK:
      keep_error (self, error);
      if (self->line == ENT_LINE_GOOD)
        self->line = ENT_LINE_UNKNOWN;
      ent_sync_line_try (self);
      break;

    case ENT_VERDICT_STORE:
      g_warning ("The disk failed: %s", error->message);
      break;

    case ENT_VERDICT_NONE:
    case ENT_VERDICT_LATER:
    case ENT_VERDICT_BLOCK:
    case ENT_VERDICT_CHANGED:
    case ENT_VERDICT_GONE:
    case ENT_VERDICT_STOPPED:
    default:
      break;
    }
}

void
ent_sync_begin_job (EntSync *self)
{
  self->n_jobs++;
}

void
ent_sync_end_job (EntSync *self)
{
  g_assert (self->n_jobs > 0);

  self->n_jobs--;
  ent_sync_move (self);
}

/* FALSE with the reason while no request may be made. */
gboolean
ent_sync_may_ask (EntSync  *self,
                  GError  **error)
{
  if (self->context->stopping)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closing");
      return FALSE;
    }

  if (self->suspended)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }

  if (!ent_reachability_is_up (self->context->reachability))
    {
      g_set_error_literal (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE, "the network is down");
      return FALSE;
    }

  return TRUE;
}

/* ---- what happens around ---- */

static void
on_reachability_changed_cb (EntSync *self)
{
  if (ent_reachability_is_up (self->context->reachability))
    {
      ent_sync_line_forget (self);
      ent_sync_queue_wake (self);
    }
  else
    {
      ent_sync_line_stop (self);
      ent_sync_move (self);
    }
}

static void
on_signed_out_cb (EntSync      *self,
                  const GError *reason)
{
  ent_sync_suspend (self, reason);
}

static void
on_operation_changed_cb (EntSync    *self,
                         gint64      id,
                         const char *draft_uuid)
{
  g_signal_emit (self, signals[SIGNAL_OPERATION_CHANGED], 0, id, draft_uuid);
}

static void
on_draft_settled_cb (EntSync    *self,
                     const char *draft_uuid)
{
  g_signal_emit (self, signals[SIGNAL_DRAFT_SETTLED], 0, draft_uuid);
}

/**
 * ent_sync_new:
 * @db: the account's database
 * @client: the door to its ENT, with a session
 * @account: whose work it is; what the ENT says of it is noted in it
 * @clock: what time it is here
 * @reachability: whether requests may be made
 *
 * Returns: (transfer full): an engine at rest; stop it before it goes
 */
EntSync *
ent_sync_new (EntDatabase     *db,
              EntClient       *client,
              EntAccount      *account,
              EntClock        *clock,
              EntReachability *reachability)
{
  EntSync *self;

  g_return_val_if_fail (ENT_IS_DATABASE (db), NULL);
  g_return_val_if_fail (ENT_IS_CLIENT (client), NULL);
  g_return_val_if_fail (ENT_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (ENT_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (ENT_IS_REACHABILITY (reachability), NULL);

  self = g_object_new (ENT_TYPE_SYNC, NULL);
  self->context = ent_sync_context_new (db, client, account, clock, reachability);
  g_signal_connect_object (self->context, "operation-changed", G_CALLBACK (on_operation_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "draft-settled", G_CALLBACK (on_draft_settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (reachability, "changed", G_CALLBACK (on_reachability_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "signed-out", G_CALLBACK (on_signed_out_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * ent_sync_start:
 * @self: an engine
 *
 * From now on the queue moves by itself. What was being sent when the program ended is looked for
 * on the ENT first.
 */
void
ent_sync_start (EntSync *self)
{
  g_return_if_fail (ENT_IS_SYNC (self));

  if (self->started)
    return;

  self->started = TRUE;
  ent_sync_pulls_restart_timer (self);
  ent_sync_queue_wake (self);
}

/**
 * ent_sync_stop_async:
 * @self: an engine
 * @callback: called in the main context when no request is under way any more
 * @user_data: given to @callback
 *
 * Lets the request under way end, notes its answer, and starts nothing else. For good.
 */
void
ent_sync_stop_async (EntSync             *self,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (self->stopping == NULL);

  self->stopping = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->stopping, ent_sync_stop_async);
  ent_sync_context_stop (self->context);
  ent_sync_line_stop (self);
  ent_sync_queue_stop (self);
  ent_sync_pulls_stop (self);
  if (self->pull_cancellable != NULL)
    g_cancellable_cancel (self->pull_cancellable);
  ent_sync_move (self);
}

/**
 * ent_sync_stop_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: not used so far
 *
 * Returns: %TRUE
 */
gboolean
ent_sync_stop_finish (EntSync       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_sync_stop_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_sync_get_state:
 * @self: an engine
 *
 * Returns: where the link with the ENT stands
 */
EntSyncState
ent_sync_get_state (EntSync *self)
{
  g_return_val_if_fail (ENT_IS_SYNC (self), ENT_SYNC_OFFLINE);

  return work_out_state (self);
}

/**
 * ent_sync_get_error:
 * @self: an engine
 *
 * Returns: (transfer none) (nullable): why it is offline or signed out
 */
const GError *
ent_sync_get_error (EntSync *self)
{
  g_return_val_if_fail (ENT_IS_SYNC (self), NULL);

  return self->error;
}

static gint64
read_moment (EntSync    *self,
             const char *resource)
{
  g_autofree char *value = ent_cursor_store_get (self->context->db, resource, NULL);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

/**
 * ent_sync_get_pulled_at:
 * @self: an engine
 *
 * Returns: µs UTC of the last pull that ended well, 0 for never
 */
gint64
ent_sync_get_pulled_at (EntSync *self)
{
  g_return_val_if_fail (ENT_IS_SYNC (self), 0);

  return read_moment (self, ENT_CURSOR_PULLED_AT);
}

/**
 * ent_sync_get_sent_at:
 * @self: an engine
 *
 * Returns: µs UTC of the last thing that arrived on the ENT, 0 for never
 */
gint64
ent_sync_get_sent_at (EntSync *self)
{
  g_return_val_if_fail (ENT_IS_SYNC (self), 0);

  return read_moment (self, ENT_CURSOR_SENT_AT);
}

/**
 * ent_sync_is_idle:
 * @self: an engine
 *
 * Returns: %TRUE when nothing is under way and nothing can move right now
 */
gboolean
ent_sync_is_idle (EntSync *self)
{
  g_return_val_if_fail (ENT_IS_SYNC (self), TRUE);

  return self->running->len == 0 && self->n_jobs == 0 && self->n_fetches == 0 &&
         self->pull == NULL && self->line != ENT_LINE_TRYING;
}

/**
 * ent_sync_get_next_try_at:
 * @self: an engine
 *
 * Returns: µs UTC of the next try that nobody has to ask for, 0 for none; a sending deferred by the
 *   teacher is none
 */
gint64
ent_sync_get_next_try_at (EntSync *self)
{
  g_autoptr (GPtrArray) rows = NULL;
  gint64 now;
  gint64 next = 0;

  g_return_val_if_fail (ENT_IS_SYNC (self), 0);

  now = ent_clock_get_now (self->context->clock);
  rows = ent_outbox_store_list (self->context->db, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const EntOperationRow *row = rows->pdata[i];
      gint64 try_at = MAX (row->next_try_at, MAX (self->line_retry_at, now));

      if ((row->state == ENT_OPERATION_WAITING || row->state == ENT_OPERATION_SENDING) &&
          row->depends_on == 0 && row->not_before <= now && (next == 0 || try_at < next))
        next = try_at;
    }

  return next;
}

/**
 * ent_sync_resume:
 * @self: an engine
 *
 * The ENT has what it wanted: everything goes on.
 */
void
ent_sync_resume (EntSync *self)
{
  g_return_if_fail (ENT_IS_SYNC (self));

  self->suspended = FALSE;
  ent_sync_line_forget (self);
  ent_sync_queue_wake (self);
}

/**
 * ent_sync_suspend:
 * @self: an engine
 * @error: what the ENT wants: %ENT_API_ERROR_SIGNED_OUT and its like
 *
 * Everything waits for ent_sync_resume(); no text is touched.
 */
void
ent_sync_suspend (EntSync      *self,
                  const GError *error)
{
  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (error != NULL);

  keep_error (self, error);
  self->suspended = TRUE;
  ent_sync_move (self);
}
