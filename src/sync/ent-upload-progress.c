/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-upload-progress.h"

#include "ent-outbox-store.h"

/* The screen shows it move without the disk being asked at each packet: a step is a twentieth. */
#define N_STEPS 20

static gboolean
write_copy (EntDatabase  *db,
            gpointer      data,
            GError      **error)
{
  return ent_outbox_store_update (db, data, error);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EntOperation) operation = user_data;
  const EntOperationRow *row = ent_operation_get_row (operation);
  g_autoptr (GError) error = NULL;

  /* A figure on the screen: a disk that cannot take it will say so at the next step. */
  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    ent_sync_context_emit_operation_changed (ent_operation_get_context (operation), row->id,
                                             row->draft_uuid);
  else
    g_debug ("Progress is not written: %s", error->message);
}

static void
free_row (gpointer data)
{
  ent_operation_row_free (data);
}

/**
 * ent_upload_progress_cb:
 * @done: bytes that went out
 * @total: bytes in all, or -1
 * @operation: (type EntOperation): the upload
 *
 * Notes in the outbox how far an upload is. An #EntProgressFunc.
 */
void
ent_upload_progress_cb (goffset  done,
                        goffset  total,
                        gpointer operation)
{
  EntOperationRow *row = ent_operation_get_row (operation);
  guint64 step;

  if (total <= 0 || done < 0)
    return;

  step = (guint64) total / N_STEPS;
  if ((guint64) done != (guint64) total && (guint64) done < row->bytes_done + MAX (step, 1))
    return;

  row->bytes_done = (guint64) done;
  row->bytes_total = (guint64) total;
  ent_database_run_async (ent_operation_get_context (operation)->db, write_copy,
                          ent_operation_row_copy (row), free_row, written_cb,
                          g_object_ref (operation));
}
