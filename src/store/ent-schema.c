/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-schema-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "ent-error.h"
#include "ent-store-resource.h"

static const char * const step_paths[] = {
  "/encrier/store/schema/001.sql",
  "/encrier/store/schema/002.sql",
};

GPtrArray *
ent_schema_dup_steps (void)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GResource *resource = ent_store_get_resource ();

  for (guint i = 0; i < G_N_ELEMENTS (step_paths); i++)
    {
      GBytes *step = g_resource_lookup_data (resource, step_paths[i], G_RESOURCE_LOOKUP_FLAGS_NONE,
                                             NULL);

      g_assert (step != NULL);   /* built in */
      g_ptr_array_add (steps, step);
    }

  return steps;
}

gboolean
ent_schema_check (EntSqlite  *connection,
                  GPtrArray  *steps,
                  gint64     *version,
                  GError    **error)
{
  if (!ent_sqlite_query_int64 (connection, "PRAGMA user_version", version, error))
    return FALSE;

  if (*version > steps->len)
    {
      g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NEWER,
                   "the database has version %" G_GINT64_FORMAT ", this program knows %u",
                   *version, steps->len);
      return FALSE;
    }

  return TRUE;
}

static gboolean
set_copy_error (sqlite3     *handle,
                int          result,
                GError     **error)
{
  ent_sqlite_set_error (handle, result, "copying the database before the upgrade", error);

  return FALSE;
}

static gboolean
copy_pages (EntSqlite   *connection,
            const char  *path,
            GError     **error)
{
  g_autoptr (EntSqlite) copy = NULL;
  sqlite3_backup *backup;
  int result;
  int fd;

  /* Ours before SQLite sees it, so that nobody else may ever read it. */
  fd = g_open (path, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    close (fd);

  copy = ent_sqlite_open (path, SQLITE_OPEN_READWRITE, error);
  if (copy == NULL)
    return FALSE;

  backup = sqlite3_backup_init (copy->handle, "main", connection->handle, "main");
  if (backup == NULL)
    return set_copy_error (copy->handle, sqlite3_errcode (copy->handle), error);

  result = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  if (result != SQLITE_DONE)
    return set_copy_error (copy->handle, result, error);

  return TRUE;
}

/* store.sqlite at version 3 is kept as store.sqlite.v3; made aside, so that it is never half a
 * copy. */
static gboolean
keep_copy (EntSqlite   *connection,
           const char  *path,
           gint64       version,
           GError     **error)
{
  g_autofree char *kept = g_strdup_printf ("%s.v%" G_GINT64_FORMAT, path, version);
  g_autofree char *part = g_strconcat (kept, ".part", NULL);

  if (!copy_pages (connection, part, error))
    {
      g_unlink (part);
      return FALSE;
    }

  if (g_rename (part, kept) == 0)
    return TRUE;

  g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED,
               "keeping a copy of the database: %s", g_strerror (errno));

  return FALSE;
}

static gboolean
run_step (EntSqlite   *connection,
          GBytes      *step,
          gint64       number,
          GError     **error)
{
  const char *sql = g_bytes_get_data (step, NULL);
  gint64 version;

  if (ent_sqlite_exec (connection, "BEGIN IMMEDIATE", error) &&
      ent_sqlite_exec (connection, sql, error) &&
      ent_sqlite_query_int64 (connection, "PRAGMA user_version", &version, error))
    {
      g_assert (version == number);   /* each step says which one it is */
      if (ent_sqlite_exec (connection, "COMMIT", error))
        return TRUE;
    }

  if (!sqlite3_get_autocommit (connection->handle))
    ent_sqlite_exec (connection, "ROLLBACK", NULL);
  g_prefix_error (error, "schema step %" G_GINT64_FORMAT ": ", number);

  return FALSE;
}

gboolean
ent_schema_upgrade (EntSqlite   *connection,
                    const char  *path,
                    GPtrArray   *steps,
                    GError     **error)
{
  gint64 version;

  if (!ent_schema_check (connection, steps, &version, error))
    return FALSE;

  if (version > 0 && version < steps->len && !keep_copy (connection, path, version, error))
    return FALSE;

  for (; version < steps->len; version++)
    if (!run_step (connection, g_ptr_array_index (steps, version), version + 1, error))
      return FALSE;

  return TRUE;
}
