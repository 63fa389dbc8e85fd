/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-file-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "ent-database-file-private.h"

#define CHUNK (64 * 1024)

/* A file being copied in; handed from the main thread to a worker and back. */
typedef struct
{
  GFile         *source;      /* (owned) */
  char          *folder;      /* (owned): files/ of the account */
  EntAttachment *attachment;  /* (owned): filled as it becomes known */
} Addition;

static void
addition_free (gpointer data)
{
  Addition *self = data;

  g_object_unref (self->source);
  g_free (self->folder);
  g_object_unref (self->attachment);
  g_free (self);
}

static gboolean
set_write_error (int      saved_errno,
                 GError **error)
{
  EntStoreError code = ENT_STORE_ERROR_FAILED;

  if (saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG)
    code = ENT_STORE_ERROR_FULL;
  else if (saved_errno == EACCES || saved_errno == EROFS)
    code = ENT_STORE_ERROR_READ_ONLY;

  g_set_error (error, ENT_STORE_ERROR, code, "keeping a file: %s", g_strerror (saved_errno));

  return FALSE;
}

static gboolean
write_all (int            fd,
           const guint8  *data,
           gsize          size,
           GError       **error)
{
  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return set_write_error (errno, error);

      data += n;
      size -= n;
    }

  return TRUE;
}

/* What the file is, from its name and its first bytes; "application/octet-stream" when nothing
 * tells. */
static void
guess_media_type (EntAttachment *attachment,
                  const guint8  *data,
                  gsize          size)
{
  const char *name = ent_attachment_get_name (attachment);
  g_autofree char *type = g_content_type_guess (name, data, size, NULL);
  g_autofree char *media_type = g_content_type_get_mime_type (type);

  ent_attachment_set_media_type (attachment, media_type);
}

static gboolean
copy_stream (Addition      *self,
             GInputStream  *stream,
             int            fd,
             GChecksum     *checksum,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gint64 size = 0;
  gsize n;

  do
    {
      if (!g_input_stream_read_all (stream, chunk, CHUNK, &n, cancellable, error) ||
          !write_all (fd, chunk, n, error))
        return FALSE;

      if (size == 0)
        guess_media_type (self->attachment, chunk, n);
      g_checksum_update (checksum, chunk, n);
      size += n;
    }
  while (n == CHUNK);

  ent_attachment_set_size (self->attachment, size);

  /* On the disk before anything says that it is kept. */
  if (fsync (fd) != 0)
    return set_write_error (errno, error);

  return TRUE;
}

static gboolean
sync_folder (const char  *path,
             GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    set_write_error (errno, error);
  if (fd >= 0)
    close (fd);

  return synced;
}

/* From @part to its own name, which is durable with its folder. */
static gboolean
settle (Addition    *self,
        const char  *part,
        GChecksum   *checksum,
        GError     **error)
{
  g_autofree char *path = g_build_filename (self->folder, g_checksum_get_string (checksum), NULL);

  ent_attachment_set_sha256 (self->attachment, g_checksum_get_string (checksum));
  if (g_rename (part, path) != 0)
    return set_write_error (errno, error);

  return sync_folder (self->folder, error);
}

static gboolean
copy_in (Addition      *self,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (uuid, ENT_STORE_PART, NULL);
  g_autofree char *part = g_build_filename (self->folder, name, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GFileInputStream) stream = g_file_read (self->source, cancellable, error);
  gboolean is_kept;
  int fd;

  if (stream == NULL)
    return FALSE;

  fd = g_open (part, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    return set_write_error (errno, error);

  is_kept = copy_stream (self, G_INPUT_STREAM (stream), fd, checksum, cancellable, error);
  if (close (fd) != 0 && is_kept)
    is_kept = set_write_error (errno, error);

  if (is_kept && settle (self, part, checksum, error))
    return TRUE;

  g_unlink (part);

  return FALSE;
}

static void
copy_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (copy_in (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
record (EntDatabase  *db,
        gpointer      data,
        GError      **error)
{
  EntAttachment *attachment = data;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "INSERT INTO attachment (sha256, name, media_type, size, added_at)"
                          " VALUES (?1, ?2, ?3, ?4, ?5)"
                          " ON CONFLICT (sha256) DO UPDATE SET name = ?2, media_type = ?3",
                          error);

  return statement != NULL &&
         ent_statement_bind_text (statement, 1, ent_attachment_get_sha256 (attachment), error) &&
         ent_statement_bind_text (statement, 2, ent_attachment_get_name (attachment), error) &&
         ent_statement_bind_text (statement, 3,
                                  ent_attachment_get_media_type (attachment), error) &&
         ent_statement_bind_int64 (statement, 4, ent_attachment_get_size (attachment), error) &&
         ent_statement_bind_int64 (statement, 5, g_get_real_time (), error) &&
         ent_statement_run (statement, error);
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Addition *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    g_task_return_pointer (task, g_object_ref (self->attachment), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntDatabase *db = ENT_DATABASE (object);
  Addition *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  ent_database_run_async (db, record, g_object_ref (self->attachment), g_object_unref,
                          recorded_cb, g_steal_pointer (&task));
}

/**
 * ent_file_store_add_async:
 * @db: a database
 * @source: a file to attach
 * @cancellable: (nullable): heeded while the file is copied
 * @callback: called in the caller's main context
 * @user_data: data for @callback
 *
 * Copies @source into the account's folder, under its SHA-256, then records it: it may vanish
 * afterwards. The same bytes twice are kept once. Fails with a #GIOErrorEnum when @source cannot
 * be read, with %ENT_STORE_ERROR_FULL, _READ_ONLY or _FAILED when it cannot be kept.
 */
void
ent_file_store_add_async (EntDatabase         *db,
                          GFile               *source,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) copying = NULL;
  g_autofree char *name = NULL;
  Addition *self;

  g_return_if_fail (ENT_IS_DATABASE (db));
  g_return_if_fail (G_IS_FILE (source));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  name = g_file_get_basename (source);
  self = g_new0 (Addition, 1);
  self->source = g_object_ref (source);
  self->folder = g_build_filename (ent_database_get_folder (db), ENT_STORE_FILES, NULL);
  self->attachment = ent_attachment_new ();
  if (name != NULL)
    {
      g_autofree char *shown_name = g_filename_display_name (name);

      ent_attachment_set_name (self->attachment, shown_name);
    }

  task = g_task_new (db, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_file_store_add_async);
  g_task_set_task_data (task, self, addition_free);
  /* Once recorded it is there, whoever cancels. */
  g_task_set_check_cancellable (task, FALSE);

  copying = g_task_new (db, cancellable, copied_cb, g_steal_pointer (&task));
  g_task_set_task_data (copying, self, NULL);
  g_task_run_in_thread (copying, copy_in_thread);
}

/**
 * ent_file_store_add_finish:
 * @db: a database
 * @result: the result given to the callback
 * @error: return location
 *
 * Returns: (transfer full): the file kept: sha256, name, media type, size
 */
EntAttachment *
ent_file_store_add_finish (EntDatabase   *db,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, db), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_file_store_add_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ent_file_store_get_file:
 * @db: a database
 * @sha256: hexadecimal sum of a file kept
 *
 * Returns: (transfer full): where the file is, whether it is there or not
 */
GFile *
ent_file_store_get_file (EntDatabase *db,
                         const char  *sha256)
{
  g_return_val_if_fail (ENT_IS_DATABASE (db), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  return g_file_new_build_filename (ent_database_get_folder (db), ENT_STORE_FILES, sha256, NULL);
}

/**
 * ent_file_store_set_id:
 * @db: a database, in a job
 * @sha256: hexadecimal sum of a file kept
 * @document_id: (nullable): what it is on the ENT
 * @error: return location
 *
 * Remembers the document a file became, before anything else uses it. Fails with
 * %ENT_STORE_ERROR_NOT_FOUND when no such file is kept.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_file_store_set_id (EntDatabase  *db,
                       const char   *sha256,
                       const char   *document_id,
                       GError      **error)
{
  GError *local_error = NULL;
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (sha256 != NULL, FALSE);

  statement = ent_database_prepare (db,
                                    "UPDATE attachment SET document_id = ?2 WHERE sha256 = ?1"
                                    " RETURNING 1",
                                    error);
  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, sha256, error) ||
      !ent_statement_bind_text (statement, 2, document_id, error))
    return FALSE;

  if (ent_statement_next (statement, &local_error))
    return TRUE;

  if (local_error == NULL)
    g_set_error (&local_error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND,
                 "no file %s is kept", sha256);
  g_propagate_error (error, local_error);

  return FALSE;
}

/**
 * ent_file_store_get:
 * @db: a database
 * @sha256: hexadecimal sum of a file
 * @error: return location
 *
 * Reads what is known of a file; in a job or on the main thread.
 *
 * Returns: (transfer full) (nullable): the file; %NULL without @error when it is not kept
 */
EntAttachment *
ent_file_store_get (EntDatabase  *db,
                    const char   *sha256,
                    GError      **error)
{
  EntAttachment *attachment;
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (sha256 != NULL, NULL);

  statement = ent_database_prepare (db,
                                    "SELECT name, media_type, size, document_id FROM attachment"
                                    " WHERE sha256 = ?1",
                                    error);
  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, sha256, error) ||
      !ent_statement_next (statement, error))
    return NULL;

  attachment = ent_attachment_new ();
  ent_attachment_set_sha256 (attachment, sha256);
  ent_attachment_set_name (attachment, ent_statement_get_text (statement, 0));
  ent_attachment_set_media_type (attachment, ent_statement_get_text (statement, 1));
  ent_attachment_set_size (attachment, ent_statement_get_int64 (statement, 2));
  ent_attachment_set_id (attachment, ent_statement_get_text (statement, 3));

  return attachment;
}
