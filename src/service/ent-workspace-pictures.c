/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include <string.h>

#include "ent-file-store.h"
#include "ent-workspace-api.h"

#define FILE_SCHEME "ent-file:"
#define DOCUMENTS "/workspace/"

/* What one picture needs on its way from the ENT to the disk. */
typedef struct
{
  EntWorkspaceApi *api;     /* (owned) (nullable) */
  char            *path;    /* (owned): on the ENT */
  GFile           *kept;    /* (owned): where it stays */
  GFile           *partial; /* (owned) (nullable): while it comes */
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_clear_object (&picture->api);
  g_clear_object (&picture->kept);
  g_clear_object (&picture->partial);
  g_free (picture->path);
  g_free (picture);
}

/* The path of a document of this ENT; NULL for any other address. An address in a text was
 * written by somebody: only documents are asked for, as a request of ours is signed in and some
 * addresses do things. */
static char *
to_document_path (EntWorkspace *self,
                  const char   *src)
{
  const char *server = ent_account_get_server (self->account);
  const char *path = src;

  if (g_str_has_prefix (src, server) && src[strlen (server)] == '/')
    path = src + strlen (server);
  if (!g_str_has_prefix (path, DOCUMENTS) || strstr (path, "..") != NULL ||
      strchr (path, '\\') != NULL || strchr (path, '%') != NULL)
    return NULL;

  return g_strdup (path);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GBytes *bytes;
  GError *error = NULL;

  bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &error);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_warning ("A picture that did not come whole stays: %s", error->message);
}

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Picture *picture = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_file_move_finish (G_FILE (object), result, &error))
    g_file_load_bytes_async (picture->kept, g_task_get_cancellable (task), loaded_cb,
                             g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
downloaded_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Picture *picture = g_task_get_task_data (task);
  GError *error = NULL;

  if (ent_workspace_api_download_finish (ENT_WORKSPACE_API (object), result, NULL, &error))
    {
      g_file_move_async (picture->partial, picture->kept, G_FILE_COPY_OVERWRITE,
                         G_PRIORITY_DEFAULT, NULL, NULL, NULL, moved_cb, g_steal_pointer (&task));
      return;
    }

  g_file_delete_async (picture->partial, G_PRIORITY_LOW, NULL, removed_cb, NULL);
  g_task_return_error (task, error);
}

static void
folder_made_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Picture *picture = g_task_get_task_data (task);
  g_autofree char *unique = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;

  if (!g_file_make_directory_finish (G_FILE (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  picture->partial = g_file_get_child (G_FILE (object), unique);
  ent_workspace_api_download_async (picture->api, picture->path, picture->partial, NULL, NULL,
                                    g_task_get_cancellable (task), downloaded_cb,
                                    g_object_ref (task));
}

static void
kept_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  Picture *picture = g_task_get_task_data (task);
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &error);
  if (bytes != NULL)
    {
      g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (self->cut)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_OFFLINE,
                               "The network is cut off");
      return;
    }

  picture->api = ent_workspace_api_new (self->client);
  folder = g_file_get_parent (picture->kept);
  g_file_make_directory_async (folder, G_PRIORITY_DEFAULT, NULL, folder_made_cb,
                               g_steal_pointer (&task));
}

/**
 * ent_workspace_load_picture_async:
 * @self: a workspace
 * @src: address of a picture as it stands in a text
 * @cancellable: (nullable): gives up
 * @callback: called with the bytes
 * @user_data: for @callback
 *
 * Loads a picture: attached here and not sent yet ("ent-file:<sha256>"), kept on the disk since it
 * was first seen, or from the ENT. Addresses outside the ENT's documents are refused: nobody learns
 * from a picture that a text was read.
 */
void
ent_workspace_load_picture_async (EntWorkspace        *self,
                                  const char          *src,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  Picture *picture;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (src != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_load_picture_async);
  if (g_str_has_prefix (src, FILE_SCHEME))
    {
      const char *sha256 = src + strlen (FILE_SCHEME);
      g_autoptr (GFile) file = NULL;

      if (strlen (sha256) == 64 && strspn (sha256, "0123456789abcdef") == 64)
        file = ent_file_store_get_file (self->db, sha256);
      if (file != NULL)
        g_file_load_bytes_async (file, cancellable, loaded_cb, g_steal_pointer (&task));
      else
        g_task_return_new_error (task, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND,
                                 "No such file on this computer");
      return;
    }

  path = to_document_path (self, src);
  if (path == NULL)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN,
                               "Pictures outside the ENT are not loaded");
      return;
    }

  picture = g_new0 (Picture, 1);
  name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  picture->path = g_steal_pointer (&path);
  picture->kept = g_file_new_build_filename (ent_database_get_folder (self->db), "files",
                                             "pictures", name, NULL);
  g_task_set_task_data (task, picture, picture_free);
  g_file_load_bytes_async (picture->kept, cancellable, kept_loaded_cb, g_steal_pointer (&task));
}

/**
 * ent_workspace_load_picture_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_API_ERROR_FORBIDDEN for an address outside the ENT, _OFFLINE when it was never seen,
 *   other ENT_API_ERROR_*, ENT_STORE_ERROR_NOT_FOUND, or a file's #GIOErrorEnum
 *
 * Returns: (transfer full): the picture's bytes, as the ENT has them
 */
GBytes *
ent_workspace_load_picture_finish (EntWorkspace  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_load_picture_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
