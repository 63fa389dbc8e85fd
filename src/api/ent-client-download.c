/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

/* The part of EntClient that fetches what is no JSON. */

#include "ent-client.h"

static void
downloaded_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  EntResponse *response = ent_client_send_finish (ENT_CLIENT (object), result, &error);

  if (response != NULL)
    g_task_return_pointer (task, response, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ent_client_download_async:
 * @self: a client
 * @path: an escaped path of the ENT, with or without a query
 * @target: (nullable): a file to replace; %NULL for memory
 * @progress: (nullable): called in the caller's main context while it lasts
 * @progress_data: given to @progress; must live until the callback
 * @callback: called in the caller's main context
 *
 * Fetches something that is no JSON.
 */
void
ent_client_download_async (EntClient           *self,
                           const char          *path,
                           GFile               *target,
                           EntProgressFunc      progress,
                           gpointer             progress_data,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (EntRequest) request = NULL;

  g_return_if_fail (ENT_IS_CLIENT (self));
  g_return_if_fail (path != NULL && path[0] == '/');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_client_download_async);
  g_task_set_check_cancellable (task, FALSE);

  request = ent_request_new_for_path ("GET", path);
  ent_request_set_header (request, "Accept", "*/*");
  ent_request_set_flags (request, ENT_REQUEST_ANY_TYPE);
  ent_request_set_progress (request, progress, progress_data, NULL);
  if (target != NULL)
    ent_request_set_target (request, target);
  ent_client_send_async (self, request, cancellable, downloaded_cb, g_steal_pointer (&task));
}

/**
 * ent_client_download_finish:
 * @self: a client
 * @result: what the callback got
 * @media_type: (out) (optional) (nullable): what it is
 *
 * Returns: (transfer full) (nullable): the bytes, empty when they went to a file
 */
GBytes *
ent_client_download_finish (EntClient     *self,
                            GAsyncResult  *result,
                            char         **media_type,
                            GError       **error)
{
  g_autoptr (EntResponse) response = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_client_download_async), NULL);

  response = g_task_propagate_pointer (G_TASK (result), error);
  if (response == NULL)
    return NULL;

  if (media_type != NULL)
    *media_type = g_strdup (ent_response_get_media_type (response));
  return g_bytes_ref (ent_response_get_bytes (response));
}
