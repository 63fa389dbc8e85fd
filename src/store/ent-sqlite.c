/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-sqlite-private.h"

#include <errno.h>

#include "ent-error.h"

/* Long enough for a checkpoint of our own other connection, short enough to be told. */
#define BUSY_TIMEOUT_MS 250

/* A write beyond a quota or a size limit is the same to the teacher as a full disk; SQLite itself
 * says FULL for ENOSPC only. */
static gboolean
lacks_room (int cause)
{
  return cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
}

static EntStoreError
get_error_code (int result,
                int cause)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return ENT_STORE_ERROR_FULL;
    case SQLITE_IOERR:
      return lacks_room (cause) ? ENT_STORE_ERROR_FULL : ENT_STORE_ERROR_FAILED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ENT_STORE_ERROR_CORRUPT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ENT_STORE_ERROR_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return ENT_STORE_ERROR_READ_ONLY;
    default:
      return ENT_STORE_ERROR_FAILED;
    }
}

/* SQLite's words name columns and causes, never a value: they may go to the log. */
void
ent_sqlite_set_error (sqlite3     *handle,
                      int          result,
                      const char  *doing,
                      GError     **error)
{
  int cause = errno;

  /* SQLite forgets it when a commit fails, where errno is still that of the write refused. */
  if (handle != NULL && sqlite3_system_errno (handle) != 0)
    cause = sqlite3_system_errno (handle);

  g_set_error (error, ENT_STORE_ERROR, get_error_code (result, cause), "%s: %s",
               doing, handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (result));
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

EntSqlite *
ent_sqlite_open (const char  *path,
                 int          flags,
                 GError     **error)
{
  sqlite3 *handle = NULL;
  EntSqlite *self;
  int result;

  /* NOMUTEX: each connection belongs to one thread, there is nothing to lock. */
  result = sqlite3_open_v2 (path, &handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (result != SQLITE_OK)
    {
      ent_sqlite_set_error (handle, result, "opening the database", error);
      sqlite3_close (handle);
      return NULL;
    }

  sqlite3_extended_result_codes (handle, TRUE);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);

  self = g_new0 (EntSqlite, 1);
  self->handle = handle;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);

  return self;
}

void
ent_sqlite_close (EntSqlite *self)
{
  int result;

  g_hash_table_unref (self->statements);
  result = sqlite3_close (self->handle);
  if (result != SQLITE_OK)   /* a statement was kept: our bug */
    g_warning ("closing the database: %s", sqlite3_errstr (result));
  g_free (self);
}

gboolean
ent_sqlite_exec (EntSqlite   *self,
                 const char  *sql,
                 GError     **error)
{
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    return TRUE;

  ent_sqlite_set_error (self->handle, result, "running a command", error);

  return FALSE;
}

static sqlite3_stmt *
run_to_first_row (EntSqlite   *self,
                  const char  *sql,
                  GError     **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    return statement;

  ent_sqlite_set_error (self->handle, result, "asking the database about itself", error);
  sqlite3_finalize (statement);

  return NULL;
}

gboolean
ent_sqlite_query_int64 (EntSqlite   *self,
                        const char  *sql,
                        gint64      *value,
                        GError     **error)
{
  sqlite3_stmt *statement = run_to_first_row (self, sql, error);

  if (statement == NULL)
    return FALSE;

  *value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return TRUE;
}

char *
ent_sqlite_query_text (EntSqlite   *self,
                       const char  *sql,
                       GError     **error)
{
  sqlite3_stmt *statement = run_to_first_row (self, sql, error);
  char *text;

  if (statement == NULL)
    return NULL;

  text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);

  return text;
}
