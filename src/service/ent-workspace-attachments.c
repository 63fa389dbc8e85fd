/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include <string.h>

#include "ent-conversation-api.h"
#include "ent-kept-file-private.h"

/* What file systems take for one name. */
#define MAX_NAME_BYTES 200

/* An attachment on its way from the ENT. */
typedef struct
{
  EntConversationApi *api;             /* (owned) */
  char               *message_id;      /* (owned) */
  char               *attachment_id;   /* (owned) */
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_clear_object (&fetch->api);
  g_free (fetch->message_id);
  g_free (fetch->attachment_id);
  g_free (fetch);
}

static void
begin_attachment (GFile               *kept,
                  gpointer             data,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  Fetch *fetch = data;

  ent_conversation_api_get_attachment_async (fetch->api, fetch->message_id, fetch->attachment_id,
                                             kept, NULL, NULL, cancellable, callback, user_data);
}

static gboolean
finish_attachment (GObject       *api,
                   GAsyncResult  *result,
                   GError       **error)
{
  return ent_conversation_api_get_attachment_finish (ENT_CONVERSATION_API (api), result, error);
}

static void
attachment_kept_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_kept_file_fetch_finish (G_FILE (object), result, &error))
    g_task_return_pointer (task, g_object_ref (object), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* The name somebody gave to a file, as a name of one file here: no folder, not hidden, not too long. What it ends
 * with tells what it is, and stays. */
static char *
to_file_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  char *letter;
  gsize length;

  g_strdelimit (valid, "/\\:*?\"<>|\r\n\t", '_');
  for (letter = valid; *letter == '.' || *letter == ' '; letter++)
    *letter = '_';
  length = strlen (valid);
  if (length == 0)
    return g_strdup ("_");
  if (length <= MAX_NAME_BYTES)
    return g_steal_pointer (&valid);

  letter = valid + length - MAX_NAME_BYTES;
  while ((*letter & 0xc0) == 0x80)
    letter++;
  return g_strdup (letter);
}

/**
 * ent_workspace_load_attachment_async:
 * @self: a workspace
 * @message_id: the message it is a file of
 * @attachment: the file
 * @cancellable: (nullable): gives up
 * @callback: called with the file
 * @user_data: for @callback
 *
 * Loads a file of a message: from the disk if it was asked for before, else from the
 * ENT. It stays on the disk, to be opened again without a network.
 */
void
ent_workspace_load_attachment_async (EntWorkspace        *self,
                                     const char          *message_id,
                                     EntAttachment       *attachment,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GFile) kept = NULL;
  g_autofree char *key = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  Fetch *fetch;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (message_id != NULL && ENT_IS_ATTACHMENT (attachment));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_load_attachment_async);
  if (ent_attachment_get_id (attachment) == NULL)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_NOT_FOUND,
                               "The ENT gives no id for this file");
      return;
    }

  key = g_strconcat (message_id, "/", ent_attachment_get_id (attachment), NULL);
  folder = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  name = to_file_name (ent_attachment_get_name (attachment));
  kept = g_file_new_build_filename (ent_database_get_folder (self->db), "files", "attachments",
                                    folder, name, NULL);
  fetch = g_new0 (Fetch, 1);
  fetch->api = ent_conversation_api_new (self->client);
  fetch->message_id = g_strdup (message_id);
  fetch->attachment_id = g_strdup (ent_attachment_get_id (attachment));
  ent_kept_file_fetch_async (kept, self->cut ? NULL : begin_attachment, finish_attachment, fetch,
                             fetch_free, cancellable, attachment_kept_cb, g_steal_pointer (&task));
}

/**
 * ent_workspace_load_attachment_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_API_ERROR_OFFLINE when it was never asked for before, other ENT_API_ERROR_*, or a
 *   file's #GIOErrorEnum
 *
 * Returns: (transfer full): where it is, to be read and not changed
 */
GFile *
ent_workspace_load_attachment_finish (EntWorkspace  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_load_attachment_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
