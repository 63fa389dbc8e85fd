/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-salvage-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "ent-error.h"
#include "ent-schema-private.h"

#define WORK_SUFFIX ".work"
#define PAGE_BYTES 4096   /* SQLite's own default, which we keep */

/* What is nowhere else comes first; the ENT gives the rest anew. Of where a pull stands nothing is taken over, so that it
 * starts from the beginning. */
static const char * const tables[] = { "draft", "operation", "history", "sent_draft", "attachment", "item", "membership" };

/* A table read from both ends stops twice at the damage between them. */
static const char * const directions[] = { "ASC", "DESC" };

static const char * const suffixes[] = { "", "-wal", "-shm" };

void
ent_salvage_free (EntSalvage *self)
{
  g_free (self->kept_name);
  g_free (self);
}

static gboolean
set_system_error (const char  *doing,
                  GError     **error)
{
  int saved_errno = errno;

  g_set_error (error, ENT_STORE_ERROR,
               saved_errno == ENOSPC || saved_errno == EDQUOT ? ENT_STORE_ERROR_FULL : ENT_STORE_ERROR_FAILED,
               "%s: %s", doing, g_strerror (saved_errno));

  return FALSE;
}

/* ---- the files ---- */

static gboolean
move_all (const char  *from,
          const char  *to,
          GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *source = g_strconcat (from, suffixes[i], NULL);
      g_autofree char *target = g_strconcat (to, suffixes[i], NULL);

      if (g_rename (source, target) != 0 && (errno != ENOENT || i == 0))
        return set_system_error ("setting the damaged database aside", error);
    }

  return TRUE;
}

static void
remove_all (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

/* Reading may roll a journal into the file: what is set aside stays as it was found, a copy is read. */
static gboolean
copy_all (const char  *from,
          const char  *to,
          GError     **error)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *source_path = g_strconcat (from, suffixes[i], NULL);
      g_autofree char *target_path = g_strconcat (to, suffixes[i], NULL);
      g_autoptr (GFile) source = g_file_new_for_path (source_path);
      g_autoptr (GFile) target = g_file_new_for_path (target_path);

      if ((i == 0 || g_file_test (source_path, G_FILE_TEST_EXISTS)) &&
          !g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
create_private (const char  *path,
                GError     **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return set_system_error ("creating the database", error);

  close (fd);

  return TRUE;
}

/* The first page says where everything is. One of a new database of the same shape says the same, as the tables are made in
 * the same order: a file that lost its beginning is read through it. One that lost its end has its own still. In both,
 * the header's length in pages and list of free pages may be wrong: 0 makes SQLite count. */
static gboolean
mend_first_page (const char  *fresh,
                 const char  *path,
                 GError     **error)
{
  static const char magic[] = "SQLite format 3";
  char page[PAGE_BYTES] = { 0 };
  int file = g_open (path, O_RDWR | O_CLOEXEC, 0);
  int source = g_open (fresh, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = file >= 0 && source >= 0 && pread (file, page, sizeof page, 0) >= 0;

  if (done && memcmp (page, magic, sizeof magic) != 0)
    done = pread (source, page, sizeof page, 0) == sizeof page;
  if (done)
    {
      memset (page + 28, 0, 12);
      page[18] = page[19] = 2;   /* as we write it: with a journal beside it, which may have more */
      done = pwrite (file, page, sizeof page, 0) == sizeof page;
    }
  if (!done)
    set_system_error ("mending the first page", error);
  if (source >= 0)
    close (source);
  if (file >= 0)
    close (file);

  return done;
}

/* ---- the rows ---- */

typedef struct
{
  EntSqlite *damaged;   /* (owned) (nullable) */
  EntSqlite *writer;    /* (owned) */
} Salvage;

static void
salvage_clear (Salvage *self)
{
  g_clear_pointer (&self->damaged, ent_sqlite_close);
  g_clear_pointer (&self->writer, ent_sqlite_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Salvage, salvage_clear)

/* The columns of a table; an older file has fewer than we write. */
static char *
list_columns (EntSqlite  *connection,
              const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT group_concat (name) FROM pragma_table_info ('%s')", table);

  return ent_sqlite_query_text (connection, sql, NULL);
}

static sqlite3_stmt *
prepare (EntSqlite  *connection,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  return sqlite3_prepare_v2 (connection->handle, sql, -1, &statement, NULL) == SQLITE_OK ? statement : NULL;
}

/* A row of which something cannot be read has a NULL too many, and is left out by what its table demands. */
static void
insert_row (sqlite3_stmt *insert,
            sqlite3_stmt *row)
{
  for (int i = 0; i < sqlite3_column_count (row); i++)
    sqlite3_bind_value (insert, i + 1, sqlite3_column_value (row, i));
  sqlite3_step (insert);
  sqlite3_reset (insert);
}

/* By its row ids, so that one row whose text is lost does not hide those after it. */
static void
copy_by_row_id (Salvage      *self,
                const char   *table,
                const char   *columns,
                const char   *direction,
                sqlite3_stmt *insert)
{
  g_autofree char *list_sql = g_strdup_printf ("SELECT rowid FROM %s ORDER BY rowid %s", table, direction);
  g_autofree char *row_sql = g_strdup_printf ("SELECT %s FROM %s WHERE rowid = ?1", columns, table);
  sqlite3_stmt *ids = prepare (self->damaged, list_sql);
  sqlite3_stmt *row = prepare (self->damaged, row_sql);

  while (ids != NULL && row != NULL && sqlite3_step (ids) == SQLITE_ROW)
    {
      sqlite3_bind_int64 (row, 1, sqlite3_column_int64 (ids, 0));
      if (sqlite3_step (row) == SQLITE_ROW)
        insert_row (insert, row);
      sqlite3_reset (row);
    }
  sqlite3_finalize (ids);
  sqlite3_finalize (row);
}

static void
copy_in_order (Salvage      *self,
               const char   *table,
               const char   *columns,
               sqlite3_stmt *insert)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s", columns, table);
  sqlite3_stmt *row = prepare (self->damaged, sql);

  while (row != NULL && sqlite3_step (row) == SQLITE_ROW)
    insert_row (insert, row);
  sqlite3_finalize (row);
}

static gboolean
has_row_ids (EntSqlite  *connection,
             const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = '%s'", table);
  gint64 without = 0;

  return ent_sqlite_query_int64 (connection, sql, &without, NULL) && without == 0;
}

static char *
make_insert (const char *table,
             const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ",", -1);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT OR IGNORE INTO %s (%s) VALUES (", table, columns);
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append (sql, i == 0 ? "?" : ", ?");
  g_string_append_c (sql, ')');

  return g_strdup (sql->str);
}

static void
copy_table (Salvage    *self,
            const char *table)
{
  g_autofree char *columns = list_columns (self->damaged, table);
  g_autofree char *sql = NULL;
  sqlite3_stmt *insert;

  if (columns == NULL)
    return;

  sql = make_insert (table, columns);
  insert = prepare (self->writer, sql);
  if (insert == NULL)
    return;

  if (!has_row_ids (self->writer, table))
    copy_in_order (self, table, columns, insert);
  else
    for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
      copy_by_row_id (self, table, columns, directions[i], insert);
  sqlite3_finalize (insert);
}

/* Keys to rows that are gone are mended once all is copied. */
static gboolean
fill (Salvage  *self,
      GError  **error)
{
  if (!ent_sqlite_exec (self->writer, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    copy_table (self, tables[i]);

  return ent_sqlite_exec (self->writer,
                          "UPDATE operation SET depends_on = NULL"
                          "  WHERE depends_on NOT IN (SELECT id FROM operation);"
                          "DELETE FROM membership WHERE NOT EXISTS"
                          "  (SELECT 1 FROM item WHERE item.kind = membership.kind AND item.id = membership.id);"
                          "COMMIT", error);
}

static EntSqlite *
open_if_readable (const char  *path,
                  GError     **error)
{
  g_autoptr (EntSqlite) connection = ent_sqlite_open (path, SQLITE_OPEN_READWRITE, error);

  return connection != NULL && ent_sqlite_exec (connection, "SELECT uuid FROM draft LIMIT 0", error)
         ? g_steal_pointer (&connection) : NULL;
}

/* A file whose first page is whole is read as it is; else it is mended. */
static EntSqlite *
open_damaged (const char  *work,
              const char  *fresh,
              GError     **error)
{
  EntSqlite *connection = open_if_readable (work, NULL);

  if (connection != NULL)
    return connection;

  return mend_first_page (fresh, work, error) ? open_if_readable (work, error) : NULL;
}

static EntSalvage *
make_anew (const char  *path,
           const char  *kept,
           const char  *work,
           GPtrArray   *steps,
           GError     **error)
{
  g_auto (Salvage) self = { NULL, NULL };
  g_autoptr (GError) unreadable = NULL;
  EntSalvage *salvage;
  gint64 n_drafts = 0;

  if (!copy_all (kept, work, error) || !create_private (path, error))
    return NULL;

  self.writer = ent_sqlite_open (path, SQLITE_OPEN_READWRITE, error);
  if (self.writer == NULL || !ent_schema_upgrade (self.writer, path, steps, error))
    return NULL;

  self.damaged = open_damaged (work, path, &unreadable);
  if (self.damaged == NULL)
    g_message ("Nothing can be read in the damaged database: %s", unreadable->message);
  else if (!fill (&self, error) ||
           !ent_sqlite_query_int64 (self.writer, "SELECT count (*) FROM draft", &n_drafts, error))
    return NULL;

  salvage = g_new0 (EntSalvage, 1);
  salvage->kept_name = g_path_get_basename (kept);
  salvage->n_drafts = (guint) n_drafts;

  return salvage;
}

/*
 * ent_salvage_run:
 * @path: a database that cannot be used
 * @steps: (element-type GBytes): the schema
 * @error: %ENT_STORE_ERROR_FULL or _FAILED; @path is then as it was
 *
 * Sets the damaged file aside, under a name with the day and the hour, and makes a new one with what can still be read: drafts
 * and what waits to be sent first. What the lists show is left to be worked out by whoever opens it.
 *
 * Returns: (transfer full): what became of it
 */
EntSalvage *
ent_salvage_run (const char  *path,
                 GPtrArray   *steps,
                 GError     **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *kept = g_strdup_printf ("%s.damaged-%s", path, day);
  g_autofree char *work = g_strconcat (kept, WORK_SUFFIX, NULL);
  EntSalvage *salvage;

  if (!move_all (path, kept, error))
    return NULL;

  salvage = make_anew (path, kept, work, steps, error);
  remove_all (work);
  if (salvage == NULL)
    {
      remove_all (path);
      move_all (kept, path, NULL);
    }

  return salvage;
}
