/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-statement-private.h"

#include "ent-error.h"

struct _EntStatement
{
  EntSqlite    *connection;   /* (unowned): outlives its statements */
  sqlite3_stmt *handle;       /* (owned): given back to the connection when freed */
  gboolean      has_row;
};

/* Takes the prepared form from @connection when it rests there: preparing costs more than a small
 * query. */
EntStatement *
ent_statement_new (EntSqlite   *connection,
                   const char  *sql,
                   GError     **error)
{
  sqlite3_stmt *handle = NULL;
  gpointer key = NULL;
  gpointer resting = NULL;
  EntStatement *self;

  if (g_hash_table_steal_extended (connection->statements, sql, &key, &resting))
    {
      g_free (key);
      handle = resting;
    }
  else
    {
      int result = sqlite3_prepare_v3 (connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                       &handle, NULL);

      if (result != SQLITE_OK)
        {
          ent_sqlite_set_error (connection->handle, result, "preparing a statement", error);
          return NULL;
        }
    }

  self = g_new0 (EntStatement, 1);
  self->connection = connection;
  self->handle = handle;

  return self;
}

static gboolean
check (EntStatement  *self,
       int            result,
       const char    *doing,
       GError       **error)
{
  if (result == SQLITE_OK)
    return TRUE;

  ent_sqlite_set_error (self->connection->handle, result, doing, error);

  return FALSE;
}

/**
 * ent_statement_bind_text:
 * @self: a statement, not run yet or reset
 * @index: number of the parameter, from 1
 * @text: (nullable): UTF-8, copied; %NULL binds null
 * @error: return location
 *
 * Returns: %FALSE with @error set when @index does not exist or memory lacks
 */
gboolean
ent_statement_bind_text (EntStatement  *self,
                         int            index,
                         const char    *text,
                         GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return check (self, sqlite3_bind_text (self->handle, index, text, -1, SQLITE_TRANSIENT),
                "binding a text", error);
}

/**
 * ent_statement_bind_int64:
 * @self: a statement, not run yet or reset
 * @index: number of the parameter, from 1
 * @value: a number
 * @error: return location
 *
 * Returns: %FALSE with @error set when @index does not exist
 */
gboolean
ent_statement_bind_int64 (EntStatement  *self,
                          int            index,
                          gint64         value,
                          GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return check (self, sqlite3_bind_int64 (self->handle, index, value), "binding a number", error);
}

/**
 * ent_statement_bind_bytes:
 * @self: a statement, not run yet or reset
 * @index: number of the parameter, from 1
 * @bytes: (nullable): copied; %NULL binds null
 * @error: return location
 *
 * Returns: %FALSE with @error set when @index does not exist or memory lacks
 */
gboolean
ent_statement_bind_bytes (EntStatement  *self,
                          int            index,
                          GBytes        *bytes,
                          GError       **error)
{
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (self != NULL, FALSE);

  if (bytes == NULL)
    return check (self, sqlite3_bind_null (self->handle, index), "binding null", error);

  data = g_bytes_get_data (bytes, &size);
  if (size == 0)
    return check (self, sqlite3_bind_zeroblob (self->handle, index, 0), "binding bytes", error);

  return check (self, sqlite3_bind_blob64 (self->handle, index, data, size, SQLITE_TRANSIENT),
                "binding bytes", error);
}

/**
 * ent_statement_run:
 * @self: a statement with its values bound
 * @error: return location
 *
 * Runs the statement to its end, whatever rows it gives, and resets it; bound values stay.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_statement_run (EntStatement  *self,
                   GError       **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);

  do
    result = sqlite3_step (self->handle);
  while (result == SQLITE_ROW);

  if (result != SQLITE_DONE)
    ent_sqlite_set_error (self->connection->handle, result, "running a statement", error);

  ent_statement_reset (self);

  return result == SQLITE_DONE;
}

/**
 * ent_statement_next:
 * @self: a statement with its values bound
 * @error: return location
 *
 * Goes to the first or next row.
 *
 * Returns: %TRUE when a row is there; %FALSE at the end, or with @error set on a failure
 */
gboolean
ent_statement_next (EntStatement  *self,
                    GError       **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);

  result = sqlite3_step (self->handle);
  self->has_row = result == SQLITE_ROW;
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    ent_sqlite_set_error (self->connection->handle, result, "reading a row", error);

  return self->has_row;
}

/**
 * ent_statement_get_text:
 * @self: a statement on a row
 * @column: number of the column, from 0
 *
 * Returns: (transfer none) (nullable): the text, valid until the next step; %NULL for null
 */
const char *
ent_statement_get_text (EntStatement *self,
                        int           column)
{
  g_return_val_if_fail (self != NULL && self->has_row, NULL);

  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * ent_statement_get_int64:
 * @self: a statement on a row
 * @column: number of the column, from 0
 *
 * Returns: the number, 0 for null
 */
gint64
ent_statement_get_int64 (EntStatement *self,
                         int           column)
{
  g_return_val_if_fail (self != NULL && self->has_row, 0);

  return sqlite3_column_int64 (self->handle, column);
}

/**
 * ent_statement_dup_bytes:
 * @self: a statement on a row
 * @column: number of the column, from 0
 *
 * Returns: (transfer full) (nullable): a copy of the bytes; %NULL for null
 */
GBytes *
ent_statement_dup_bytes (EntStatement *self,
                         int           column)
{
  g_return_val_if_fail (self != NULL && self->has_row, NULL);

  if (sqlite3_column_type (self->handle, column) == SQLITE_NULL)
    return NULL;

  return g_bytes_new (sqlite3_column_blob (self->handle, column),
                      sqlite3_column_bytes (self->handle, column));
}

/**
 * ent_statement_reset:
 * @self: a statement
 *
 * Goes back before the first row; bound values stay.
 */
void
ent_statement_reset (EntStatement *self)
{
  g_return_if_fail (self != NULL);

  /* Its result repeats the error of the last step, which was told then. */
  sqlite3_reset (self->handle);
  self->has_row = FALSE;
}

/**
 * ent_statement_free:
 * @self: (transfer full): a statement
 *
 * Ends the statement; what it prepared rests in the connection for the next one with the same SQL.
 */
void
ent_statement_free (EntStatement *self)
{
  g_return_if_fail (self != NULL);

  ent_statement_reset (self);
  sqlite3_clear_bindings (self->handle);
  g_hash_table_replace (self->connection->statements,
                        g_strdup (sqlite3_sql (self->handle)), self->handle);
  g_free (self);
}
