/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-db.h"

#include <gio/gio.h>
#include <sqlite3.h>
#include <stdarg.h>

#include "ent-training-directory.h"

/* A thin hand over SQLite. The statements are ours and their values bound, so a statement that does
 * not compile is a bug of this program and stops it; a statement that fails while running (disk
 * full) is logged and counts as no row.
 *
 * "types" describes the values that follow, one letter each: s text (may be NULL), i gint64, n int,
 * b GBytes (may be NULL). */

struct _EntTrainingDb
{
  sqlite3    *handle;      /* (owned) */
  GHashTable *statements;  /* (owned) (element-type utf8 sqlite3_stmt): idle ones by text */
};

struct _EntTrainingRows
{
  EntTrainingDb *db;         /* (unowned): outlives the rows */
  sqlite3_stmt  *statement;  /* (owned): goes back to the idle ones */
};

static sqlite3_stmt *
take_statement (EntTrainingDb *self,
                const char    *sql)
{
  gpointer statement = NULL;
  gpointer key = NULL;

  if (g_hash_table_steal_extended (self->statements, sql, &key, &statement))
    {
      g_free (key);
      return statement;
    }

  if (sqlite3_prepare_v2 (self->handle, sql, -1, (sqlite3_stmt **) &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->handle));

  return statement;
}

static void
give_back (EntTrainingDb *self,
           sqlite3_stmt  *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  g_hash_table_replace (self->statements, g_strdup (sqlite3_sql (statement)), statement);
}

static void
bind_values (sqlite3_stmt *statement,
             const char   *types,
             va_list       values)
{
  g_assert (sqlite3_bind_parameter_count (statement) == (int) strlen (types));

  for (int i = 0; types[i] != '\0'; i++)
    {
      GBytes *bytes;

      switch (types[i])
        {
        case 's':
          sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
          break;
        case 'i':
          sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
          break;
        case 'n':
          sqlite3_bind_int (statement, i + 1, va_arg (values, int));
          break;
        case 'b':
          bytes = va_arg (values, GBytes *);
          if (bytes == NULL)
            sqlite3_bind_null (statement, i + 1);
          else if (g_bytes_get_size (bytes) == 0)
            sqlite3_bind_zeroblob (statement, i + 1, 0);
          else
            sqlite3_bind_blob64 (statement, i + 1, g_bytes_get_data (bytes, NULL),
                                 g_bytes_get_size (bytes),
                                 SQLITE_TRANSIENT);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static EntTrainingRows *
query_valist (EntTrainingDb *self,
              const char    *sql,
              const char    *types,
              va_list        values)
{
  EntTrainingRows *rows = g_new0 (EntTrainingRows, 1);

  rows->db = self;
  rows->statement = take_statement (self, sql);
  bind_values (rows->statement, types, values);

  return rows;
}

static char *
fold_text (const char *text)
{
  g_autofree char *plain = g_str_to_ascii (text, "C");

  return g_ascii_strdown (plain, -1);
}

/* fold (text): without accents nor capitals, as the ENT compares names. */
static void
fold_cb (sqlite3_context  *context,
         int               count,
         sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_text (context, fold_text (text), -1, g_free);
}

/* group_label (name, type): the name of a group as a reader sees it. */
static void
group_label_cb (sqlite3_context  *context,
                int               count,
                sqlite3_value   **values)
{
  const char *name = (const char *) sqlite3_value_text (values[0]);
  const char *type = (const char *) sqlite3_value_text (values[1]);

  if (name == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_text (context, ent_training_group_dup_label (name, type), -1, g_free);
}

static void
add_functions (EntTrainingDb *self)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

  sqlite3_create_function (self->handle, "fold", 1, flags, NULL, fold_cb, NULL, NULL);
  sqlite3_create_function (self->handle, "group_label", 2, flags, NULL, group_label_cb, NULL, NULL);
}

/**
 * ent_training_db_open:
 * @path: (nullable): the file, or %NULL for a database that lives in memory only
 *
 * Opens the database; it may be empty. The SQL functions `fold (text)` (without accents nor
 * capitals) and `group_label (name, type)` are ours.
 *
 * Returns: (transfer full): the database, or %NULL with a G_IO_ERROR
 */
EntTrainingDb *
ent_training_db_open (const char  *path,
                      GError     **error)
{
  g_autoptr (EntTrainingDb) self = g_new0 (EntTrainingDb, 1);

  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) sqlite3_finalize);

  if (sqlite3_open_v2 (path != NULL ? path : ":memory:", &self->handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path,
                   sqlite3_errmsg (self->handle));
      return NULL;
    }

  add_functions (self);
  if (!ent_training_db_script (self,
                               "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA "
                               "foreign_keys = ON;",
                               error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ent_training_db_close:
 *
 * Closes the database. All rows must have been freed.
 */
void
ent_training_db_close (EntTrainingDb *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("The training database is still read by somebody");
  g_free (self);
}

/**
 * ent_training_db_script:
 * @script: statements separated by semicolons, without values
 *
 * Runs the statements in order until one fails.
 *
 * Returns: %FALSE with a G_IO_ERROR when one failed
 */
gboolean
ent_training_db_script (EntTrainingDb  *self,
                        const char     *script,
                        GError        **error)
{
  char *problem = NULL;

  if (sqlite3_exec (self->handle, script, NULL, NULL, &problem) == SQLITE_OK)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, problem);
  sqlite3_free (problem);
  return FALSE;
}

/**
 * ent_training_db_query:
 * @sql: one statement, with ?1, ?2… for the values
 * @types: a letter a value: s text, i gint64, n int, b GBytes
 * @...: the values
 *
 * Returns: (transfer full): the rows, before the first one
 */
EntTrainingRows *
ent_training_db_query (EntTrainingDb *self,
                       const char    *sql,
                       const char    *types,
                       ...)
{
  EntTrainingRows *rows;
  va_list values;

  va_start (values, types);
  rows = query_valist (self, sql, types, values);
  va_end (values);

  return rows;
}

/**
 * ent_training_db_run:
 *
 * Runs one statement that changes something; see ent_training_db_query() for the values.
 *
 * Returns: how many rows it changed, -1 when it failed
 */
int
ent_training_db_run (EntTrainingDb *self,
                     const char    *sql,
                     const char    *types,
                     ...)
{
  g_autoptr (EntTrainingRows) rows = NULL;
  va_list values;
  int status;

  va_start (values, types);
  rows = query_valist (self, sql, types, values);
  va_end (values);

  do
    status = sqlite3_step (rows->statement);
  while (status == SQLITE_ROW);

  if (status == SQLITE_DONE)
    return sqlite3_changes (self->handle);

  g_warning ("%s: %s", sql, sqlite3_errmsg (self->handle));
  return -1;
}

/**
 * ent_training_db_dup_text:
 *
 * Returns: (transfer full) (nullable): the first column of the first row, %NULL when there is none
 */
char *
ent_training_db_dup_text (EntTrainingDb *self,
                          const char    *sql,
                          const char    *types,
                          ...)
{
  g_autoptr (EntTrainingRows) rows = NULL;
  va_list values;

  va_start (values, types);
  rows = query_valist (self, sql, types, values);
  va_end (values);

  return ent_training_rows_next (rows) ? g_strdup (ent_training_rows_get_text (rows, 0)) : NULL;
}

/**
 * ent_training_db_get_int:
 *
 * Returns: the first column of the first row, 0 when there is none
 */
gint64
ent_training_db_get_int (EntTrainingDb *self,
                         const char    *sql,
                         const char    *types,
                         ...)
{
  g_autoptr (EntTrainingRows) rows = NULL;
  va_list values;

  va_start (values, types);
  rows = query_valist (self, sql, types, values);
  va_end (values);

  return ent_training_rows_next (rows) ? ent_training_rows_get_int (rows, 0) : 0;
}

/**
 * ent_training_db_dup_json:
 *
 * Returns: (transfer full) (nullable): the first column of the first row, read as JSON, %NULL when
 * there is none
 */
JsonNode *
ent_training_db_dup_json (EntTrainingDb *self,
                          const char    *sql,
                          const char    *types,
                          ...)
{
  g_autoptr (EntTrainingRows) rows = NULL;
  va_list values;

  va_start (values, types);
  rows = query_valist (self, sql, types, values);
  va_end (values);

  return ent_training_rows_next (rows) ? ent_training_rows_dup_json (rows, 0) : NULL;
}

/**
 * ent_training_db_dup_array:
 *
 * Gathers the first column of every row, read as JSON: the statement says `SELECT json_object (…)`.
 *
 * Returns: (transfer full): a node holding an array, empty when there is no row
 */
JsonNode *
ent_training_db_dup_array (EntTrainingDb *self,
                           const char    *sql,
                           const char    *types,
                           ...)
{
  g_autoptr (EntTrainingRows) rows = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  va_list values;

  va_start (values, types);
  rows = query_valist (self, sql, types, values);
  va_end (values);

  while (ent_training_rows_next (rows))
    json_array_add_element (array, ent_training_rows_dup_json (rows, 0));

  return json_node_init_array (json_node_alloc (), array);
}

/**
 * ent_training_rows_next:
 *
 * Returns: %TRUE when there is one more row, which the getters now read
 */
gboolean
ent_training_rows_next (EntTrainingRows *self)
{
  int status = sqlite3_step (self->statement);

  if (status != SQLITE_ROW && status != SQLITE_DONE)
    g_warning ("%s: %s", sqlite3_sql (self->statement), sqlite3_errmsg (self->db->handle));

  return status == SQLITE_ROW;
}

/**
 * ent_training_rows_get_text:
 *
 * Returns: (nullable): the column, valid until the next row; %NULL for SQL's NULL
 */
const char *
ent_training_rows_get_text (EntTrainingRows *self,
                            int              column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

/**
 * ent_training_rows_get_int:
 *
 * Returns: the column, 0 for SQL's NULL
 */
gint64
ent_training_rows_get_int (EntTrainingRows *self,
                           int              column)
{
  return sqlite3_column_int64 (self->statement, column);
}

/**
 * ent_training_rows_is_null:
 *
 * Returns: whether the column is SQL's NULL
 */
gboolean
ent_training_rows_is_null (EntTrainingRows *self,
                           int              column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}

/**
 * ent_training_rows_dup_bytes:
 *
 * Returns: (transfer full): the column's bytes, empty for SQL's NULL
 */
GBytes *
ent_training_rows_dup_bytes (EntTrainingRows *self,
                             int              column)
{
  return g_bytes_new (sqlite3_column_blob (self->statement, column),
                      (gsize) sqlite3_column_bytes (self->statement, column));
}

/**
 * ent_training_rows_dup_json:
 *
 * Returns: (transfer full): the column read as JSON, JSON's null for SQL's NULL
 */
JsonNode *
ent_training_rows_dup_json (EntTrainingRows *self,
                            int              column)
{
  g_autoptr (GError) error = NULL;
  const char *text = ent_training_rows_get_text (self, column);
  JsonNode *node;

  if (text == NULL)
    return json_node_init_null (json_node_alloc ());

  node = json_from_string (text, &error);
  if (error != NULL)
    g_error ("The training database holds JSON that cannot be read: %s", error->message);

  return node != NULL ? node : json_node_init_null (json_node_alloc ());
}

/**
 * ent_training_rows_free:
 *
 * Ends the reading.
 */
void
ent_training_rows_free (EntTrainingRows *self)
{
  give_back (self->db, self->statement);
  g_free (self);
}
