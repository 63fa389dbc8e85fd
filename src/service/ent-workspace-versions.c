/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include "ent-draft-store.h"
#include "ent-versions-private.h"

static void
merge (GTask        *task,
       gpointer      source_object,
       gpointer      task_data,
       GCancellable *cancellable)
{
  GError *error = NULL;
  EntVersions *versions = ent_versions_new (task_data, &error);

  if (versions != NULL)
    g_task_return_pointer (task, versions, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
load (EntWorkspace *self,
      GTask        *task,
      const char   *draft_uuid)
{
  GError *error = NULL;
  EntDraftRow *row = ent_draft_store_get (self->db, draft_uuid, &error);

  if (row == NULL)
    {
      if (error == NULL)
        g_set_error (&error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "%s is gone", draft_uuid);
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, row, (GDestroyNotify) ent_draft_row_free);
  g_task_run_in_thread (task, merge);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_draft_save_finish (ENT_DRAFT (object), result, &error))
    load (g_task_get_source_object (task), task, ent_draft_get_uuid (ENT_DRAFT (object)));
  else
    g_task_return_error (task, error);
}

/**
 * ent_workspace_load_versions_async:
 * @self: a workspace
 * @draft_uuid: a draft with two versions
 * @callback: called when they are compared
 * @user_data: for @callback
 *
 * Saves what was typed, then compares both versions with the one they were made from, off the main
 * thread.
 */
void
ent_workspace_load_versions_async (EntWorkspace        *self,
                                   const char          *draft_uuid,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  EntDraft *draft;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (draft_uuid != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_load_versions_async);
  draft = g_hash_table_lookup (self->drafts, draft_uuid);
  if (draft != NULL)
    ent_draft_save_async (draft, saved_cb, g_steal_pointer (&task));
  else
    load (self, task, draft_uuid);
}

/**
 * ent_workspace_load_versions_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*
 *
 * Returns: (transfer full): both versions
 */
EntVersions *
ent_workspace_load_versions_finish (EntWorkspace  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_load_versions_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_sync_choose_text_finish (ENT_SYNC (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ent_workspace_keep_versions_async:
 * @self: a workspace
 * @versions: both versions, every question answered
 * @callback: called when it is settled here
 * @user_data: for @callback
 *
 * The result takes the place of the draft's text and leaves again. Both originals stay in the
 * history.
 */
void
ent_workspace_keep_versions_async (EntWorkspace        *self,
                                   EntVersions         *versions,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;
  g_autofree char *html = NULL;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (ENT_IS_VERSIONS (versions) && ent_versions_get_n_open (versions) == 0);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_keep_versions_async);
  html = ent_versions_dup_html (versions);
  ent_sync_choose_text_async (self->sync, ent_versions_get_draft_uuid (versions),
                              ent_versions_get_title (versions), ent_versions_get_date (versions),
                              html, kept_cb, task);
}

/**
 * ent_workspace_keep_versions_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*
 *
 * Returns: %TRUE when there is one version again
 */
gboolean
ent_workspace_keep_versions_finish (EntWorkspace  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_keep_versions_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
