/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-outbox-store.h"

#include "ent-operation-row-private.h"
#include "ent-shown-private.h"

#define COLUMNS \
  "id, verb, kind, draft_uuid, item_id, parent_id, title, coalesce (depends_on, 0), unit," \
  " revision," \
  " payload, base, state, step, attempts, created_at, attempted_at, next_try_at, not_before," \
  " bytes_done, bytes_total, error_code, error_detail"

/* A unit of which something has left is not over: its first operation is gone, or was tried. */
#define IN_OPEN_UNIT \
  "(o.unit <> 0 AND (NOT EXISTS (SELECT 1 FROM operation AS f WHERE f.id = o.unit)" \
  "  OR EXISTS (SELECT 1 FROM operation AS f" \
  "              WHERE (f.unit = o.unit OR f.id = o.unit) AND f.attempted_at > 0)))"

static EntOperationRow *
read_row (EntStatement *statement)
{
  EntOperationRow *row;
  EntKind kind;

  if (!ent_kind_from_string (ent_statement_get_text (statement, 2), &kind))
    return NULL;

  row = g_new0 (EntOperationRow, 1);
  row->id = ent_statement_get_int64 (statement, 0);
  row->verb = g_strdup (ent_statement_get_text (statement, 1));
  row->kind = kind;
  row->draft_uuid = g_strdup (ent_statement_get_text (statement, 3));
  row->item_id = g_strdup (ent_statement_get_text (statement, 4));
  row->parent_id = g_strdup (ent_statement_get_text (statement, 5));
  row->title = g_strdup (ent_statement_get_text (statement, 6));
  row->depends_on = ent_statement_get_int64 (statement, 7);
  row->unit = ent_statement_get_int64 (statement, 8);
  row->revision = ent_statement_get_int64 (statement, 9);
  row->payload = g_strdup (ent_statement_get_text (statement, 10));
  row->base = g_strdup (ent_statement_get_text (statement, 11));
  row->state = ent_operation_state_from_string (ent_statement_get_text (statement, 12));
  row->step = ent_operation_step_from_string (ent_statement_get_text (statement, 13));
  row->attempts = ent_statement_get_int64 (statement, 14);
  row->created_at = ent_statement_get_int64 (statement, 15);
  row->attempted_at = ent_statement_get_int64 (statement, 16);
  row->next_try_at = ent_statement_get_int64 (statement, 17);
  row->not_before = ent_statement_get_int64 (statement, 18);
  row->bytes_done = ent_statement_get_int64 (statement, 19);
  row->bytes_total = ent_statement_get_int64 (statement, 20);
  row->error_code = g_strdup (ent_statement_get_text (statement, 21));
  row->error_detail = g_strdup (ent_statement_get_text (statement, 22));

  return row;
}

/* Takes @statement to its end. */
static GPtrArray *
read_rows (EntStatement  *statement,
           GError       **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ent_operation_row_free);
  GError *local_error = NULL;

  while (ent_statement_next (statement, &local_error))
    {
      EntOperationRow *row = read_row (statement);

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&rows);
}

/* The draft and the item of an operation show where it stands. */
static gboolean
refresh (EntDatabase            *db,
         const EntOperationRow  *row,
         GError                **error)
{
  ent_database_note_bits (db, ENT_CHANGE_OPERATIONS);

  if (row->draft_uuid != NULL)
    {
      ent_database_note_bits (db, ENT_CHANGE_DRAFTS);
      if (!ent_shown_refresh_draft (db, row->draft_uuid, error))
        return FALSE;
    }

  ent_database_note_change (db, row->kind);

  return row->item_id == NULL || row->kind == ENT_KIND_DOCUMENT ||
         ent_shown_refresh_item (db, row->kind, row->item_id, error);
}

static gboolean
refresh_all (EntDatabase  *db,
             GPtrArray    *rows,
             GError      **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!refresh (db, g_ptr_array_index (rows, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
bind_row (EntStatement           *statement,
          const EntOperationRow  *row,
          GError                **error)
{
  return ent_statement_bind_text (statement, 2, row->verb, error) &&
         ent_statement_bind_text (statement, 3, ent_kind_to_string (row->kind), error) &&
         ent_statement_bind_text (statement, 4, row->draft_uuid, error) &&
         ent_statement_bind_text (statement, 5, row->item_id, error) &&
         ent_statement_bind_text (statement, 6, row->parent_id, error) &&
         ent_statement_bind_text (statement, 7, row->title, error) &&
         ent_statement_bind_int64 (statement, 8, row->depends_on, error) &&
         ent_statement_bind_int64 (statement, 9, row->unit, error) &&
         ent_statement_bind_int64 (statement, 10, row->revision, error) &&
         ent_statement_bind_text (statement, 11, row->payload, error) &&
         ent_statement_bind_text (statement, 12, row->base, error) &&
         ent_statement_bind_text (statement, 13,
                                  ent_operation_state_to_string (row->state), error) &&
         ent_statement_bind_text (statement, 14,
                                  ent_operation_step_to_string (row->step), error) &&
         ent_statement_bind_int64 (statement, 15, row->attempts, error) &&
         ent_statement_bind_int64 (statement, 16, row->created_at, error) &&
         ent_statement_bind_int64 (statement, 17, row->attempted_at, error) &&
         ent_statement_bind_int64 (statement, 18, row->next_try_at, error) &&
         ent_statement_bind_int64 (statement, 19, row->not_before, error) &&
         ent_statement_bind_int64 (statement, 20, row->bytes_done, error) &&
         ent_statement_bind_int64 (statement, 21, row->bytes_total, error) &&
         ent_statement_bind_text (statement, 22, row->error_code, error) &&
         ent_statement_bind_text (statement, 23, row->error_detail, error);
}

/**
 * ent_outbox_store_add:
 * @db: a database, in a job
 * @row: an operation; its id is set
 * @error: return location
 *
 * Adds an operation at the end of the queue.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_outbox_store_add (EntDatabase      *db,
                      EntOperationRow  *row,
                      GError          **error)
{
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (row != NULL, FALSE);

  statement =
    ent_database_prepare (db,
                          "INSERT INTO operation (verb, kind, draft_uuid, item_id, parent_id,"
                          " title,"
                          "  depends_on, unit, revision, payload, base, state, step, attempts,"
                          "  created_at, attempted_at, next_try_at, not_before, bytes_done,"
                          "  bytes_total, error_code, error_detail)"
                          " VALUES (?2, ?3, ?4, ?5, ?6, ?7, nullif (?8, 0), ?9, ?10, ?11, ?12, ?13,"
                          "  ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)"
                          " RETURNING id",
                          error);
  if (statement == NULL ||
      !bind_row (statement, row, error) ||
      !ent_statement_next (statement, error))
    return FALSE;

  row->id = ent_statement_get_int64 (statement, 0);

  return refresh (db, row, error);
}

/**
 * ent_outbox_store_update:
 * @db: a database, in a job
 * @row: an operation that is in the queue
 * @error: return location
 *
 * Writes every member of the operation. Fails with %ENT_STORE_ERROR_NOT_FOUND when it is no
 * longer there.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_outbox_store_update (EntDatabase            *db,
                         const EntOperationRow  *row,
                         GError                **error)
{
  g_autoptr (EntOperationRow) old = NULL;
  g_autoptr (EntStatement) statement = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (row != NULL, FALSE);

  old = ent_outbox_store_get (db, row->id, &local_error);
  if (old == NULL)
    {
      if (local_error == NULL)
        g_set_error (&local_error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND,
                     "there is no operation %" G_GINT64_FORMAT, row->id);
      g_propagate_error (error, local_error);
      return FALSE;
    }

  statement =
    ent_database_prepare (db,
                          "UPDATE operation SET verb = ?2, kind = ?3, draft_uuid = ?4, item_id ="
                          " ?5,"
                          "  parent_id = ?6, title = ?7, depends_on = nullif (?8, 0), unit = ?9,"
                          "  revision = ?10, payload = ?11, base = ?12, state = ?13, step = ?14,"
                          "  attempts = ?15, created_at = ?16, attempted_at = ?17, next_try_at ="
                          " ?18,"
                          "  not_before = ?19, bytes_done = ?20, bytes_total = ?21, error_code ="
                          " ?22,"
                          "  error_detail = ?23 WHERE id = ?1",
                          error);

  return statement != NULL &&
         ent_statement_bind_int64 (statement, 1, row->id, error) &&
         bind_row (statement, row, error) &&
         ent_statement_run (statement, error) &&
         (g_strcmp0 (old->item_id, row->item_id) == 0 || refresh (db, old, error)) &&
         refresh (db, row, error);
}

/**
 * ent_outbox_store_remove:
 * @db: a database, in a job
 * @id: id of an operation
 * @error: return location
 *
 * Removes an operation; those that depended on it depend on nothing any more. Nothing happens if
 * there is none.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_outbox_store_remove (EntDatabase  *db,
                         gint64        id,
                         GError      **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "DELETE FROM operation WHERE id = ?1 RETURNING " COLUMNS, error);

  if (statement == NULL || !ent_statement_bind_int64 (statement, 1, id, error))
    return FALSE;

  rows = read_rows (statement, error);

  return rows != NULL && refresh_all (db, rows, error);
}

/**
 * ent_outbox_store_get:
 * @db: a database
 * @id: id of an operation
 * @error: return location
 *
 * Reads an operation; in a job or on the main thread.
 *
 * Returns: (transfer full) (nullable): the operation; %NULL without @error when there is none
 */
EntOperationRow *
ent_outbox_store_get (EntDatabase  *db,
                      gint64        id,
                      GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "SELECT " COLUMNS " FROM operation WHERE id = ?1", error);

  if (statement == NULL ||
      !ent_statement_bind_int64 (statement, 1, id, error) ||
      !ent_statement_next (statement, error))
    return NULL;

  return read_row (statement);
}

/**
 * ent_outbox_store_list:
 * @db: a database
 * @error: return location
 *
 * Reads the whole queue; in a job or on the main thread.
 *
 * Returns: (transfer full) (element-type EntOperationRow): the operations, oldest first
 */
GPtrArray *
ent_outbox_store_list (EntDatabase  *db,
                       GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "SELECT " COLUMNS " FROM operation ORDER BY id", error);

  return statement != NULL ? read_rows (statement, error) : NULL;
}

/**
 * ent_outbox_store_list_draft:
 * @db: a database
 * @draft_uuid: uuid of a draft
 * @error: return location
 *
 * Reads the operations that send a draft; in a job or on the main thread.
 *
 * Returns: (transfer full) (element-type EntOperationRow): the operations, oldest first
 */
GPtrArray *
ent_outbox_store_list_draft (EntDatabase  *db,
                             const char   *draft_uuid,
                             GError      **error)
{
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (draft_uuid != NULL, NULL);

  statement = ent_database_prepare (db,
                                    "SELECT " COLUMNS " FROM operation WHERE draft_uuid = ?1"
                                    " ORDER BY id",
                                    error);
  if (statement == NULL || !ent_statement_bind_text (statement, 1, draft_uuid, error))
    return NULL;

  return read_rows (statement, error);
}

/**
 * ent_outbox_store_due:
 * @db: a database
 * @now: µs UTC
 * @error: return location
 *
 * Reads the operations that may run at @now: waiting, or found sending after an interruption;
 * that depend on nothing; whose times have passed. In a job or on the main thread.
 *
 * Returns: (transfer full) (element-type EntOperationRow): those of units begun and not over
 *   first, then oldest first
 */
GPtrArray *
ent_outbox_store_due (EntDatabase  *db,
                      gint64        now,
                      GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT " COLUMNS " FROM operation AS o"
                          " WHERE state IN ('waiting', 'sending') AND depends_on IS NULL"
                          "   AND next_try_at <= ?1 AND not_before <= ?1"
                          " ORDER BY " IN_OPEN_UNIT " DESC, id",
                          error);

  if (statement == NULL || !ent_statement_bind_int64 (statement, 1, now, error))
    return NULL;

  return read_rows (statement, error);
}

/**
 * ent_outbox_store_next_due:
 * @db: a database
 * @now: µs UTC
 * @error: return location
 *
 * Tells when to look at the queue again; in a job or on the main thread.
 *
 * Returns: µs UTC, @now when something is due, 0 when nothing ever will be by itself, or with
 *   @error set
 */
gint64
ent_outbox_store_next_due (EntDatabase  *db,
                           gint64        now,
                           GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT coalesce (max (?1, min (max (next_try_at, not_before))), 0)"
                          "  FROM operation"
                          " WHERE state IN ('waiting', 'sending') AND depends_on IS NULL",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_int64 (statement, 1, now, error) ||
      !ent_statement_next (statement, error))
    return 0;

  return ent_statement_get_int64 (statement, 0);
}

/**
 * ent_outbox_store_wake:
 * @db: a database, in a job
 * @error: return location
 *
 * Makes what waits for another try due now; deferred sendings keep their hour.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_outbox_store_wake (EntDatabase  *db,
                       GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "UPDATE operation SET next_try_at = 0"
                          " WHERE state IN ('waiting', 'sending') AND next_try_at <> 0",
                          error);

  ent_database_note_bits (db, ENT_CHANGE_OPERATIONS);

  return statement != NULL && ent_statement_run (statement, error);
}

/**
 * ent_outbox_store_unblock:
 * @db: a database, in a job
 * @draft_uuid: uuid of a draft
 * @error: return location
 *
 * Makes what was refused of a draft wait again, due now, as if never refused.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_outbox_store_unblock (EntDatabase  *db,
                          const char   *draft_uuid,
                          GError      **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (draft_uuid != NULL, FALSE);

  statement = ent_database_prepare (db,
                                    "UPDATE operation SET state = 'waiting', attempts = 0,"
                                    "  next_try_at = 0, error_code = NULL, error_detail = NULL"
                                    " WHERE draft_uuid = ?1 AND state = 'blocked'"
                                    " RETURNING " COLUMNS,
                                    error);
  if (statement == NULL || !ent_statement_bind_text (statement, 1, draft_uuid, error))
    return FALSE;

  rows = read_rows (statement, error);

  return rows != NULL && refresh_all (db, rows, error);
}

/**
 * ent_outbox_store_hurry:
 * @db: a database, in a job
 * @draft_uuid: uuid of a draft
 * @error: return location
 *
 * Makes what waits of a draft due now, also what the teacher had deferred.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_outbox_store_hurry (EntDatabase  *db,
                        const char   *draft_uuid,
                        GError      **error)
{
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (draft_uuid != NULL, FALSE);

  statement = ent_database_prepare (db,
                                    "UPDATE operation SET next_try_at = 0, not_before = 0"
                                    " WHERE draft_uuid = ?1 AND state = 'waiting'",
                                    error);
  ent_database_note_bits (db, ENT_CHANGE_OPERATIONS);

  return statement != NULL && ent_statement_bind_text (statement, 1, draft_uuid, error) &&
         ent_statement_run (statement, error);
}

/* Something of @draft_uuid reached the ENT, may have, or is about to: part of its unit is done, or
 * an operation was tried and its fate is unknown. What the ENT refused has not. */
static gboolean
has_left (EntDatabase  *db,
          const char   *draft_uuid,
          gboolean     *left,
          GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT EXISTS (SELECT 1 FROM operation AS o WHERE draft_uuid = ?1 AND"
                          " (state = 'sending'"
                          "  OR (state <> 'blocked' AND step IN ('apply', 'verify'))"
                          "  OR (state = 'waiting' AND attempted_at > 0)"
                          "  OR (unit <> 0 AND NOT EXISTS"
                          "      (SELECT 1 FROM operation AS f WHERE f.id = o.unit))))",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, draft_uuid, error) ||
      !ent_statement_next (statement, error))
    return FALSE;

  *left = ent_statement_get_int64 (statement, 0);

  return TRUE;
}

/**
 * ent_outbox_store_cancel:
 * @db: a database, in a job
 * @draft_uuid: uuid of a draft
 * @removed: (out): %TRUE if nothing of it had left, and nothing is queued any more
 * @error: return location
 *
 * Takes a draft out of the queue; it is a draft again. When something of it has left, or may
 * have, nothing changes.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_outbox_store_cancel (EntDatabase  *db,
                         const char   *draft_uuid,
                         gboolean     *removed,
                         GError      **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (EntStatement) statement = NULL;
  gboolean left;

  g_return_val_if_fail (draft_uuid != NULL && removed != NULL, FALSE);

  if (!has_left (db, draft_uuid, &left, error))
    return FALSE;

  *removed = !left;
  if (left)
    return TRUE;

  statement = ent_database_prepare (db,
                                    "DELETE FROM operation WHERE draft_uuid = ?1"
                                    " RETURNING " COLUMNS,
                                    error);
  if (statement == NULL || !ent_statement_bind_text (statement, 1, draft_uuid, error))
    return FALSE;

  rows = read_rows (statement, error);

  return rows != NULL && refresh_all (db, rows, error);
}

/**
 * ent_outbox_store_count:
 * @db: a database
 * @waiting: (out) (optional): waiting or being sent
 * @blocked: (out) (optional): refused
 * @changed: (out) (optional): with two versions
 * @error: return location
 *
 * Counts what the teacher sees as one thing: all the operations of a draft together, in the most
 * pressing of their states. In a job or on the main thread.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_outbox_store_count (EntDatabase  *db,
                        guint        *waiting,
                        guint        *blocked,
                        guint        *changed,
                        GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "SELECT count (*) FILTER (WHERE press = 0),"
                          "       count (*) FILTER (WHERE press = 1),"
                          "       count (*) FILTER (WHERE press = 2)"
                          "  FROM (SELECT max (press) AS press FROM"
                          "    (SELECT coalesce (draft_uuid, id) AS thing,"
                          "            CASE state WHEN 'changed' THEN 2 WHEN 'blocked' THEN 1"
                          "                       ELSE 0 END AS press FROM operation"
                          "     UNION ALL"
                          "     SELECT uuid, 2 FROM draft WHERE theirs IS NOT NULL)"
                          "   GROUP BY thing)",
                          error);

  if (statement == NULL || !ent_statement_next (statement, error))
    return FALSE;

  if (waiting != NULL)
    *waiting = ent_statement_get_int64 (statement, 0);
  if (blocked != NULL)
    *blocked = ent_statement_get_int64 (statement, 1);
  if (changed != NULL)
    *changed = ent_statement_get_int64 (statement, 2);

  return TRUE;
}
