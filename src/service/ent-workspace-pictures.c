/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include <string.h>

#include "ent-file-store.h"
#include "ent-kept-file-private.h"
#include "ent-workspace-api.h"

#define FILE_SCHEME "ent-file:"
#define DOCUMENTS "/workspace/"

/* A picture on its way from the ENT. */
typedef struct
{
  EntWorkspaceApi *api;     /* (owned) */
  char            *path;    /* (owned): on the ENT */
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_clear_object (&picture->api);
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
begin_picture (GFile               *kept,
               gpointer             data,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  Picture *picture = data;

  ent_workspace_api_download_async (picture->api, picture->path, kept, NULL, NULL, cancellable,
                                    callback, user_data);
}

static gboolean
finish_picture (GObject       *api,
                GAsyncResult  *result,
                GError       **error)
{
  return ent_workspace_api_download_finish (ENT_WORKSPACE_API (api), result, NULL, error);
}

static void
picture_kept_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GFile *kept = G_FILE (object);
  GError *error = NULL;

  if (ent_kept_file_fetch_finish (kept, result, &error))
    g_file_load_bytes_async (kept, g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
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
  g_autoptr (GFile) kept = NULL;
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
  picture->api = ent_workspace_api_new (self->client);
  picture->path = g_steal_pointer (&path);
  kept = g_file_new_build_filename (ent_database_get_folder (self->db), "files", "pictures", name,
                                    NULL);
  ent_kept_file_fetch_async (kept, self->cut ? NULL : begin_picture, finish_picture, picture,
                             picture_free, cancellable, picture_kept_cb, g_steal_pointer (&task));
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
