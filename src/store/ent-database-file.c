/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-database-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "ent-error.h"
#include "ent-schema-private.h"

#define DATABASE_NAME "store.sqlite"
#define LOCK_NAME "store.lock"
/* There while the file is to be checked at the next opening. */
#define DOUBT_NAME "store.doubt"

static gboolean
set_system_error (int          saved_errno,
                  const char  *doing,
                  GError     **error)
{
  EntStoreError code = ENT_STORE_ERROR_FAILED;

  if (saved_errno == EACCES || saved_errno == EPERM || saved_errno == EROFS)
    code = ENT_STORE_ERROR_READ_ONLY;
  else if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    code = ENT_STORE_ERROR_FULL;

  g_set_error (error, ENT_STORE_ERROR, code, "%s: %s", doing, g_strerror (saved_errno));

  return FALSE;
}

static gboolean
make_private_folder (const char  *path,
                     GError     **error)
{
  if (g_mkdir_with_parents (path, 0700) != 0 || g_chmod (path, 0700) != 0)
    return set_system_error (errno, "making the account's folder", error);

  return TRUE;
}

/* One Encrier a folder: the lock goes away with the process, however it ends. */
static gboolean
take_lock (EntDatabaseFile  *self,
           const char       *folder,
           GError          **error)
{
  g_autofree char *path = g_build_filename (folder, LOCK_NAME, NULL);

  self->lock_fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (self->lock_fd < 0)
    return set_system_error (errno, "opening the lock", error);

  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  if (errno != EWOULDBLOCK)
    return set_system_error (errno, "taking the lock", error);

  g_set_error_literal (error, ENT_STORE_ERROR, ENT_STORE_ERROR_BUSY,
                       "another program holds this account");

  return FALSE;
}

/* Parts of files that were being copied in when the program ended. */
static void
remove_parts (const char *files)
{
  g_autoptr (GDir) dir = g_dir_open (files, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ENT_STORE_PART))
      {
        g_autofree char *path = g_build_filename (files, name, NULL);

        g_unlink (path);
      }
}

static gboolean
has_bytes (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_size > 0;
}

/* Looks at an existing file through a read-only connection: a file we refuse must stay as it
 * was. */
static gboolean
look_first (const char  *path,
            GPtrArray   *steps,
            GError     **error)
{
  g_autoptr (EntSqlite) connection = ent_sqlite_open (path, SQLITE_OPEN_READONLY, error);
  gint64 version;
  gint64 n_tables;

  return connection != NULL &&
         ent_schema_check (connection, steps, &version, error) &&
         ent_sqlite_query_int64 (connection, "SELECT count (*) FROM sqlite_schema", &n_tables,
                                 error);
}

/* SQLite creates files with the common mode; ours is there before it. */
static gboolean
create_private_file (const char  *path,
                     GError     **error)
{
  int fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return set_system_error (errno, "creating the database", error);

  if (fchmod (fd, 0600) != 0)
    {
      int saved_errno = errno;

      close (fd);
      return set_system_error (saved_errno, "keeping the database private", error);
    }

  close (fd);

  return TRUE;
}

static gboolean
check_integrity (EntSqlite  *connection,
                 GError    **error)
{
  g_autofree char *verdict = ent_sqlite_query_text (connection, "PRAGMA quick_check (1)", error);

  if (verdict == NULL)
    return FALSE;
  if (g_str_equal (verdict, "ok"))
    return TRUE;

  g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT,
               "checking the database: %s", verdict);

  return FALSE;
}

static gboolean
configure_writer (EntSqlite  *connection,
                  GError    **error)
{
  g_autofree char *mode = ent_sqlite_query_text (connection, "PRAGMA journal_mode = WAL", error);

  if (mode == NULL)
    return FALSE;
  if (!g_str_equal (mode, "wal"))
    {
      g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED,
                   "this folder does not let the database keep a journal (%s)", mode);
      return FALSE;
    }

  /* A teacher's sentence is worth an fsync: FULL waits for the disk at each commit. */
  return ent_sqlite_exec (connection,
                          "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                          " PRAGMA temp_store = MEMORY", error);
}

static gboolean
open_connections (EntDatabaseFile  *self,
                  const char       *folder,
                  GError          **error)
{
  g_autofree char *path = g_build_filename (folder, DATABASE_NAME, NULL);
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GPtrArray) steps = ent_schema_dup_steps ();
  g_autofree char *doubt = g_build_filename (folder, DOUBT_NAME, NULL);
  gboolean is_doubtful = has_bytes (journal) || g_file_test (doubt, G_FILE_TEST_EXISTS);

  if (has_bytes (path) ? !look_first (path, steps, error) : !create_private_file (path, error))
    return FALSE;

  self->writer = ent_sqlite_open (path, SQLITE_OPEN_READWRITE, error);
  if (self->writer == NULL ||
      !configure_writer (self->writer, error) ||
      (is_doubtful && !check_integrity (self->writer, error)) ||
      !ent_schema_upgrade (self->writer, path, steps, error))
    return FALSE;

  self->reader = ent_sqlite_open (path, SQLITE_OPEN_READONLY, error);

  return self->reader != NULL;
}

static void
close_connections (EntDatabaseFile *self)
{
  g_clear_pointer (&self->reader, ent_sqlite_close);
  g_clear_pointer (&self->writer, ent_sqlite_close);
}

/* A damaged file is set aside, and what could be read of it opened in its place. */
static gboolean
open_or_salvage (EntDatabaseFile  *self,
                 const char       *folder,
                 GError          **error)
{
  g_autofree char *path = g_build_filename (folder, DATABASE_NAME, NULL);
  g_autoptr (GPtrArray) steps = ent_schema_dup_steps ();
  g_autoptr (GError) damage = NULL;

  if (open_connections (self, folder, &damage))
    return TRUE;

  if (!g_error_matches (damage, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&damage));
      return FALSE;
    }

  g_message ("The database is damaged: %s", damage->message);
  close_connections (self);
  self->salvage = ent_salvage_run (path, steps, error);

  return self->salvage != NULL && open_connections (self, folder, error);
}

/* Opens all or nothing. The caller's thread becomes the writer's. */
gboolean
ent_database_file_open (EntDatabaseFile  *self,
                        const char       *folder,
                        GError          **error)
{
  g_autofree char *files = g_build_filename (folder, ENT_STORE_FILES, NULL);

  self->lock_fd = -1;

  if (make_private_folder (folder, error) &&
      take_lock (self, folder, error) &&
      make_private_folder (files, error) &&
      open_or_salvage (self, folder, error))
    {
      g_autofree char *doubt = g_build_filename (folder, DOUBT_NAME, NULL);

      g_unlink (doubt);
      remove_parts (files);
      return TRUE;
    }

  ent_database_file_close (self);

  return FALSE;
}

/* Something in it could not be read: the whole file is checked, and mended, when it is next opened. */
void
ent_database_file_doubt (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, DOUBT_NAME, NULL);
  int fd = g_open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

  if (fd >= 0)
    close (fd);
}

/* The writer last: the last to close folds the journal into the file. */
void
ent_database_file_close (EntDatabaseFile *self)
{
  close_connections (self);
  g_clear_pointer (&self->salvage, ent_salvage_free);

  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
}
