/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-operation-runner.h"

#include "ent-auto-merge.h"
#include "ent-backoff.h"
#include "ent-draft-store.h"
#include "ent-item-store.h"
#include "ent-mirror-page.h"
#include "ent-outbox-store.h"
#include "ent-settle.h"
#include "ent-verb.h"

/* Drives one operation from its row to the end of its turn. Before each step the outbox says which
 * one it is, so whatever kills the program, the next start knows how far this may have come; and it
 * always begins by looking. */

#define REPLICA_LAG (1 * G_TIME_SPAN_SECOND)

typedef struct
{
  EntVerdict  verdict;
  GError     *error;   /* (owned) (nullable): why, unless it is done */
} Turn;

static void
turn_free (Turn *turn)
{
  g_clear_error (&turn->error);
  g_free (turn);
}

/* ---- what is written between the steps ---- */

/* Runs on the database's thread; @data is the operation. */
static gboolean
write_row (EntDatabase  *db,
           gpointer      data,
           GError      **error)
{
  return ent_outbox_store_update (db, ent_operation_get_row (data), error);
}

static gboolean
write_merged (EntDatabase  *db,
              gpointer      data,
              GError      **error)
{
  return ent_auto_merge_keep (data, db, error) && write_row (db, data, error);
}

static gboolean
write_answer (EntDatabase  *db,
              gpointer      data,
              GError      **error)
{
  return ent_operation_record (data, db, error) && write_row (db, data, error);
}

static gboolean
write_end (EntDatabase  *db,
           gpointer      data,
           GError      **error)
{
  return ent_operation_commit (data, db, error) && ent_settle_row (data, db, error);
}

/* A deletion has no text of its own: it waits as the deletion of what the ENT holds now, for the
 * teacher to look at it. */
static gboolean
write_two_versions (EntDatabase  *db,
                    gpointer      data,
                    GError      **error)
{
  EntOperationRow *row = ent_operation_get_row (data);
  EntItem *item = ent_operation_get_theirs (data);
  g_autofree char *theirs = ent_item_to_json (item);
  g_autofree char *plain = NULL;
  EntPutResult put;
  gboolean has;

  if (!ent_settle_has_draft (db, row->draft_uuid, &has, error))
    return FALSE;

  if (has)
    return ent_draft_store_set_theirs (db, row->draft_uuid, theirs, error) && write_row (db, data,
                                                                                         error);

  g_free (row->base);
  row->base = g_steal_pointer (&theirs);
  plain = ent_mirror_dup_plain (item);

  return ent_item_store_put (db, item, plain, &put, error) && write_row (db, data, error);
}

static gboolean
write_gone (EntDatabase  *db,
            gpointer      data,
            GError      **error)
{
  return ent_settle_gone (data, db, error) && write_row (db, data, error);
}

static void
emit_changed (EntOperation *operation)
{
  const EntOperationRow *row = ent_operation_get_row (operation);

  ent_sync_context_emit_operation_changed (ent_operation_get_context (operation), row->id,
                                           row->draft_uuid);
}

static void
write_async (GTask               *task,
             EntDatabaseJob       job,
             GAsyncReadyCallback  callback)
{
  EntOperation *operation = g_task_get_source_object (task);

  ent_database_run_async (ent_operation_get_context (operation)->db, job, g_object_ref (operation),
                          g_object_unref, callback, task);
}

/* ---- the end of a turn ---- */

static void
end_turn (GTask *task)
{
  Turn *turn = g_task_get_task_data (task);
  g_autoptr (GTask) ending = task;

  if (turn->error != NULL)
    g_debug ("%s: %s", ent_operation_get_row (g_task_get_source_object (task))->verb,
             turn->error->message);

  g_task_return_int (ending, turn->verdict);
}

static void
end_with_store_error (GTask  *task,
                      GError *error)
{
  Turn *turn = g_task_get_task_data (task);

  g_clear_error (&turn->error);
  turn->error = error;
  /* Its row was taken out while it waited for its turn: a newer text replaces it. */
  turn->verdict = g_error_matches (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND) ?
                  ENT_VERDICT_STOPPED : ENT_VERDICT_STORE;
  end_turn (task);
}

static void
conclusion_written_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  GTask *task = user_data;
  EntOperation *operation = g_task_get_source_object (task);
  const Turn *turn = g_task_get_task_data (task);
  const EntOperationRow *row = ent_operation_get_row (operation);
  GError *error = NULL;

  if (!ent_database_run_finish (ENT_DATABASE (object), result, &error))
    {
      end_with_store_error (task, error);
      return;
    }

  emit_changed (operation);
  if (row->draft_uuid != NULL &&
      (turn->verdict == ENT_VERDICT_NONE || turn->verdict == ENT_VERDICT_CHANGED ||
       turn->verdict == ENT_VERDICT_GONE))
    ent_sync_context_emit_draft_settled (ent_operation_get_context (operation), row->draft_uuid);

  end_turn (task);
}

/* The words the screen shows: the ENT's own where it gave some. */
static char *
dup_detail (const GError *error)
{
  char *words = NULL;

  if (error->domain == ENT_API_ERROR)
    words = ent_client_dup_server_words (error);
  else if (error->domain == ENT_SYNC_ERROR)
    words = g_strdup (error->message);

  return words;
}

/* A copy of the ENT's database may not know yet what another just took: once, a refusal is asked
 * again. */
static gboolean
may_be_replica_lag (const EntOperationRow *row,
                    const GError          *error)
{
  const EntVerb *verb = ent_verb_find (row->verb);

  return verb != NULL && (verb->flags & ENT_VERB_REPLICA) != 0 &&
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN) &&
         g_strcmp0 (row->error_code, "api/forbidden") != 0;
}

static void
set_waiting (EntOperationRow *row,
             gint64           next_try_at)
{
  row->state = ENT_OPERATION_WAITING;
  row->attempts++;
  row->next_try_at = next_try_at;
}

/* The one place where a failure decides what becomes of the row. Takes @error. */
static void
conclude (GTask  *task,
          GError *error)
{
  EntOperation *operation = g_task_get_source_object (task);
  EntOperationRow *row = ent_operation_get_row (operation);
  Turn *turn = g_task_get_task_data (task);
  gint64 now = ent_clock_get_now (ent_operation_get_context (operation)->clock);
  EntDatabaseJob job = write_row;
  gboolean lag = may_be_replica_lag (row, error);

  turn->error = error;
  turn->verdict = lag ? ENT_VERDICT_LATER : ent_verdict_of (error, row->attempts);

  g_free (row->error_code);
  row->error_code = ent_error_to_code (error);
  g_free (row->error_detail);
  row->error_detail = dup_detail (error);

  switch (turn->verdict)
    {
    case ENT_VERDICT_NETWORK:
    case ENT_VERDICT_LATER:
      set_waiting (row, now + (lag ? REPLICA_LAG : ent_backoff_get_delay (row->attempts + 1)));
      break;

    case ENT_VERDICT_SUSPEND:
    case ENT_VERDICT_STOPPED:
      row->state = ENT_OPERATION_WAITING;
      row->next_try_at = 0;
      break;

    case ENT_VERDICT_CHANGED:
      row->state = ENT_OPERATION_CHANGED;
      job = write_two_versions;
      break;

    case ENT_VERDICT_GONE:
      row->state = ENT_OPERATION_BLOCKED;
      job = write_gone;
      break;

    case ENT_VERDICT_STORE:
      end_turn (task);
      return;

    case ENT_VERDICT_NONE:
    case ENT_VERDICT_BLOCK:
      row->state = ENT_OPERATION_BLOCKED;
      break;

    default:
      g_assert_not_reached ();
    }

  write_async (task, job, conclusion_written_cb);
}

static gboolean
stop_here (GTask *task)
{
  EntOperation *operation = g_task_get_source_object (task);

  if (!ent_operation_get_context (operation)->stopping)
    return FALSE;

  conclude (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "closing"));

  return TRUE;
}

/* ---- commit ---- */

static void
verify_done_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!ent_operation_verify_finish (ENT_OPERATION (object), result, &error))
    {
      conclude (task, error);
      return;
    }

  ent_sync_context_note_arrival (ent_operation_get_context (ENT_OPERATION (object)));
  write_async (task, write_end, conclusion_written_cb);
}

/* ---- verify ---- */

static void
answer_written_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  EntOperation *operation = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ent_database_run_finish (ENT_DATABASE (object), result, &error))
    {
      end_with_store_error (task, error);
      return;
    }

  emit_changed (operation);
  if (!stop_here (task))
    ent_operation_verify_async (operation, verify_done_cb, task);
}

static void
begin_verify (GTask *task)
{
  ent_operation_get_row (g_task_get_source_object (task))->step = ENT_STEP_VERIFY;
  write_async (task, write_answer, answer_written_cb);
}

/* ---- apply ---- */

static void
apply_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (ent_operation_apply_finish (ENT_OPERATION (object), result, &error))
    begin_verify (task);
  else
    conclude (task, error);
}

static void
apply_written_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  EntOperation *operation = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ent_database_run_finish (ENT_DATABASE (object), result, &error))
    {
      end_with_store_error (task, error);
      return;
    }

  emit_changed (operation);
  if (!stop_here (task))
    ent_operation_apply_async (operation, apply_done_cb, task);
}

static void
begin_apply (GTask *task)
{
  EntOperation *operation = g_task_get_source_object (task);
  EntOperationRow *row = ent_operation_get_row (operation);

  /* The ENT's clock, not ours: what it created is looked for by its own dates. The first try
   * counts: any of them may have landed. */
  if (row->attempted_at == 0)
    row->attempted_at = ent_client_get_server_time (ent_operation_get_context (operation)->client);

  row->step = ENT_STEP_APPLY;
  write_async (task, write_row, apply_written_cb);
}

/* ---- probe ---- */

static void
merged_written_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    begin_apply (task);
  else
    end_with_store_error (task, error);
}

static void
probe_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  EntProbe probe;
  GError *error = NULL;

  if (!ent_operation_probe_finish (ENT_OPERATION (object), result, &probe, &error))
    {
      conclude (task, error);
      return;
    }

  if (stop_here (task))
    return;

  switch (probe)
    {
    case ENT_PROBE_READY:
      begin_apply (task);
      break;

    case ENT_PROBE_MERGED:
      write_async (task, write_merged, merged_written_cb);
      break;

    case ENT_PROBE_LANDED:
      begin_verify (task);
      break;

    case ENT_PROBE_CHANGED:
      conclude (task, g_error_new_literal (ENT_SYNC_ERROR, ENT_SYNC_ERROR_CHANGED,
                                           "the ENT holds another version"));
      break;

    case ENT_PROBE_GONE:
      conclude (task, g_error_new_literal (ENT_SYNC_ERROR, ENT_SYNC_ERROR_GONE,
                                           "deleted on the ENT"));
      break;

    case ENT_PROBE_UNKNOWN:
      conclude (task, g_error_new_literal (ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                                           "the ENT cannot tell yet"));
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
probe_written_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  EntOperation *operation = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ent_database_run_finish (ENT_DATABASE (object), result, &error))
    {
      end_with_store_error (task, error);
      return;
    }

  emit_changed (operation);
  if (!stop_here (task))
    ent_operation_probe_async (operation, probe_done_cb, task);
}

/**
 * ent_operation_run_async:
 * @operation: an operation that is due
 * @callback: called in the main context when its turn has ended and the outbox says so
 * @user_data: given to @callback
 *
 * Gives an operation its turn: look, do, read back, remember.
 */
void
ent_operation_run_async (EntOperation        *operation,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  EntOperationRow *row;
  GTask *task;

  g_return_if_fail (ENT_IS_OPERATION (operation));

  task = g_task_new (operation, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_operation_run_async);
  g_task_set_task_data (task, g_new0 (Turn, 1), (GDestroyNotify) turn_free);

  row = ent_operation_get_row (operation);
  row->state = ENT_OPERATION_SENDING;
  row->step = ENT_STEP_PROBE;
  write_async (task, write_row, probe_written_cb);
}

/**
 * ent_operation_run_finish:
 * @operation: an operation
 * @result: given to the callback
 * @error: (optional): why it did not arrive
 *
 * Returns: %ENT_VERDICT_NONE when it arrived, else what was decided
 */
EntVerdict
ent_operation_run_finish (EntOperation  *operation,
                          GAsyncResult  *result,
                          GError       **error)
{
  const Turn *turn;

  g_return_val_if_fail (g_task_is_valid (result, operation), ENT_VERDICT_BLOCK);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_operation_run_async),
                        ENT_VERDICT_BLOCK);

  turn = g_task_get_task_data (G_TASK (result));
  if (turn->error != NULL && error != NULL)
    *error = g_error_copy (turn->error);

  return (EntVerdict) g_task_propagate_int (G_TASK (result), NULL);
}
