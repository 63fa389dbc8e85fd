/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-sync-private.h"

#include "ent-backoff.h"
#include "ent-operation-runner.h"
#include "ent-outbox-store.h"
#include "ent-verb.h"

/* Enough that an upload does not hold a message back, few enough for a school's line. */
#define MAX_RUNNING 3

static gboolean
ring_cb (gpointer user_data)
{
  EntSync *self = user_data;

  self->due_timer = 0;
  ent_sync_move (self);

  return G_SOURCE_REMOVE;
}

static void
set_timer (EntSync *self,
           gint64   delay)
{
  ent_sync_queue_stop (self);
  self->due_timer = ent_clock_add_timer (self->context->clock, MAX (delay, 0), ring_cb, self);
}

static void
ran_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (EntSync) self = user_data;
  EntOperation *operation = ENT_OPERATION (object);
  g_autoptr (GError) error = NULL;
  EntVerdict verdict = ent_operation_run_finish (operation, result, &error);

  ent_sync_meet (self, error);
  g_ptr_array_remove (self->running, operation);

  /* The outbox could not be written, so its row still says that it is due: not at once again. */
  if (verdict == ENT_VERDICT_STORE && !self->context->stopping)
    {
      set_timer (self, ENT_BACKOFF_FIRST);
      ent_sync_tell (self);
      return;
    }

  ent_sync_move (self);
}

static gboolean
block_row (EntDatabase  *db,
           gpointer      data,
           GError      **error)
{
  return ent_outbox_store_update (db, data, error);
}

static void
row_blocked_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EntSync) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_database_run_finish (ENT_DATABASE (object), result, &error))
    g_warning ("Cannot set a row aside: %s", error->message);

  ent_sync_end_job (self);
}

static void
free_row (gpointer data)
{
  ent_operation_row_free (data);
}

/* A row this program cannot read does not hold the others back. */
static void
set_aside (EntSync               *self,
           const EntOperationRow *row,
           const GError          *reason)
{
  EntOperationRow *blocked = ent_operation_row_copy (row);

  g_warning ("Operation %" G_GINT64_FORMAT " cannot run: %s", row->id, reason->message);
  blocked->state = ENT_OPERATION_BLOCKED;
  g_free (blocked->error_code);
  blocked->error_code = g_strdup ("store/failed");
  ent_sync_begin_job (self);
  ent_database_run_async (self->context->db, block_row, blocked, free_row, row_blocked_cb,
                          g_object_ref (self));
}

static gboolean
is_free (EntSync               *self,
         const EntOperationRow *row)
{
  g_autofree char *lane = ent_verb_dup_lane (row);

  for (guint i = 0; i < self->running->len; i++)
    {
      const EntOperationRow *other = ent_operation_get_row (self->running->pdata[i]);
      g_autofree char *other_lane = ent_verb_dup_lane (other);

      if (other->id == row->id || g_str_equal (other_lane, lane))
        return FALSE;
    }

  return TRUE;
}

/* Something of its unit has left: readers see less than before until it is over. */
static gboolean
is_half_done (const EntOperationRow *row)
{
  return row->unit != 0 && (row->id != row->unit || row->attempted_at != 0);
}

static void
run (EntSync               *self,
     const EntOperationRow *row)
{
  g_autoptr (GError) error = NULL;
  EntOperation *operation = ent_verb_create_operation (self->context, row, &error);

  if (operation == NULL)
    {
      set_aside (self, row, error);
      return;
    }

  g_ptr_array_add (self->running, operation);
  ent_operation_run_async (operation, ran_cb, g_object_ref (self));
}

static gboolean
runs_half_done (EntSync *self)
{
  for (guint i = 0; i < self->running->len; i++)
    if (is_half_done (ent_operation_get_row (self->running->pdata[i])))
      return TRUE;

  return FALSE;
}

static void
run_due (EntSync   *self,
         GPtrArray *rows)
{
  for (guint i = 0; i < rows->len && self->running->len < MAX_RUNNING; i++)
    {
      const EntOperationRow *row = rows->pdata[i];

      if (runs_half_done (self))
        return;

      if (!is_free (self, row))
        continue;

      run (self, row);
    }
}

static void
wait_for_next (EntSync *self,
               gint64   now)
{
  gint64 next = ent_outbox_store_next_due (self->context->db, now, NULL);

  if (next > now)
    set_timer (self, next - now);
}

/* Starts what is due and may run, sets the timer for what comes next. */
void
ent_sync_queue_move (EntSync *self)
{
  gint64 now = ent_clock_get_now (self->context->clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  ent_sync_queue_stop (self);
  if (!ent_sync_may_ask (self, NULL))
    return;

  rows = ent_outbox_store_due (self->context->db, now, &error);
  if (rows == NULL)
    {
      g_warning ("Cannot read the outbox: %s", error->message);
      set_timer (self, ENT_BACKOFF_FIRST);
      return;
    }

  if (rows->len > 0 && self->line == ENT_LINE_UNKNOWN)
    ent_sync_line_try (self);
  else if (self->line == ENT_LINE_GOOD)
    run_due (self, rows);

  wait_for_next (self, now);
}

void
ent_sync_queue_stop (EntSync *self)
{
  if (self->due_timer != 0)
    ent_clock_remove_timer (self->context->clock, self->due_timer);

  self->due_timer = 0;
}

static gboolean
wake (EntDatabase  *db,
      gpointer      data,
      GError      **error)
{
  return ent_outbox_store_wake (db, error);
}

static void
woken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EntSync) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_database_run_finish (ENT_DATABASE (object), result, &error))
    g_warning ("Cannot wake the outbox: %s", error->message);

  ent_sync_end_job (self);
}

/* What waits for another try is due now. */
void
ent_sync_queue_wake (EntSync *self)
{
  ent_sync_begin_job (self);
  ent_database_run_async (self->context->db, wake, NULL, NULL, woken_cb, g_object_ref (self));
  ent_sync_tell (self);
}
