/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-kept-file-private.h"

#include "ent-error.h"

typedef struct
{
  EntKeptFileBegin   begin;
  EntKeptFileFinish  finish;
  gpointer           data;       /* (owned) */
  GDestroyNotify     free_data;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  if (fetch->free_data != NULL)
    fetch->free_data (fetch->data);
  g_free (fetch);
}

static void
begun_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  if (fetch->finish (object, result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* In a worker thread: a folder with those above it has no async call. */
static void
make_folder (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_make_directory_with_parents (G_FILE (source_object), cancellable, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
folder_made_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  fetch->begin (g_task_get_source_object (task), fetch->data, g_task_get_cancellable (task), begun_cb,
                g_object_ref (task));
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GTask) making = NULL;
  g_autoptr (GError) error = NULL;

  info = g_file_query_info_finish (G_FILE (object), result, &error);
  if (info != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (((Fetch *) g_task_get_task_data (task))->begin == NULL)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_OFFLINE,
                               "The network is cut off");
      return;
    }

  folder = g_file_get_parent (G_FILE (object));
  making = g_task_new (folder, g_task_get_cancellable (task), folder_made_cb, g_object_ref (task));
  g_task_set_source_tag (making, looked_cb);
  g_task_run_in_thread (making, make_folder);
}

/**
 * ent_kept_file_fetch_async:
 * @kept: where it stays
 * @begin: (nullable): asks for it, when it is not on the disk yet; %NULL: there is no network
 * @finish: ends what @begin began
 * @data: for @begin
 * @free_data: frees @data once nothing needs it any more
 * @cancellable: (nullable): gives up
 * @callback: called when @kept is on the disk
 * @user_data: for @callback
 *
 * Sees to it that @kept is on the disk, whole, in a folder that is made if need be.
 */
void
ent_kept_file_fetch_async (GFile               *kept,
                           EntKeptFileBegin     begin,
                           EntKeptFileFinish    finish,
                           gpointer             data,
                           GDestroyNotify       free_data,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (kept, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, ent_kept_file_fetch_async);
  fetch->begin = begin;
  fetch->finish = finish;
  fetch->data = data;
  fetch->free_data = free_data;
  g_task_set_task_data (task, fetch, fetch_free);
  g_file_query_info_async (kept, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, cancellable, looked_cb, g_steal_pointer (&task));
}

/**
 * ent_kept_file_fetch_finish:
 * @kept: where it stays
 * @result: what the callback got
 * @error: what @begin fails with, or a file's #GIOErrorEnum
 *
 * Returns: whether it is on the disk
 */
gboolean
ent_kept_file_fetch_finish (GFile         *kept,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, kept), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_kept_file_fetch_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
