/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include "ent-comment.h"
#include "ent-draft-store.h"
#include "ent-history-store.h"
#include "ent-texts.h"

/* As many as somebody scrolls through; the search finds the others. */
#define MAX_TEXTS 300

typedef struct
{
  char           *words;       /* (owned) (nullable) */
  EntPastText    *text;        /* (owned) (nullable) */
  EntPastVersion *version;     /* (owned) (nullable) */
  EntDraft       *draft;       /* (owned) (nullable) */
  GPtrArray      *found;       /* (owned) (nullable) */
  EntDocument    *document;    /* (owned) (nullable) */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->words);
  g_clear_pointer (&look->text, ent_past_text_free);
  g_clear_pointer (&look->version, ent_past_version_free);
  g_clear_object (&look->draft);
  g_clear_pointer (&look->found, g_ptr_array_unref);
  g_clear_pointer (&look->document, ent_document_unref);
  g_free (look);
}

static EntPastText *
copy_text (const EntPastText *text)
{
  EntPastText *copy = g_memdup2 (text, sizeof *text);

  copy->draft_uuid = g_strdup (text->draft_uuid);
  copy->item_id = g_strdup (text->item_id);
  copy->parent_id = g_strdup (text->parent_id);
  copy->title = g_strdup (text->title);

  return copy;
}

static EntPastVersion *
version_new (gint64      id,
             const char *title)
{
  EntPastVersion *version = g_new0 (EntPastVersion, 1);

  version->id = id;
  version->title = g_strdup (title);

  return version;
}

/* A read in the store's thread; what it found is the task's. */
static GTask *
begin (EntWorkspace        *self,
       GCancellable        *cancellable,
       gpointer             tag,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_new0 (Look, 1), look_free);

  return task;
}

static void
list_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&look->found), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* ---- texts ---- */

static gboolean
list_texts_job (EntDatabase  *db,
                gpointer      data,
                GError      **error)
{
  Look *look = data;

  look->found = ent_history_store_list_texts (db, look->words, ent_texts_dup_plain, MAX_TEXTS, error);

  return look->found != NULL;
}

/**
 * ent_workspace_list_past_async:
 * @self: a workspace
 * @words: (nullable): words a version must hold
 * @cancellable: (nullable): drops the answer
 * @callback: called with the texts
 * @user_data: for @callback
 *
 * Lists what has a history, texts that were thrown away included.
 */
void
ent_workspace_list_past_async (EntWorkspace        *self,
                               const char          *words,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;
  Look *look;

  g_return_if_fail (ENT_IS_WORKSPACE (self));

  task = begin (self, cancellable, ent_workspace_list_past_async, callback, user_data);
  look = g_task_get_task_data (task);
  look->words = g_strdup (words);
  ent_database_run_async (self->db, list_texts_job, look, NULL, list_read_cb, task);
}

/**
 * ent_workspace_list_past_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type EntPastText): last changed first
 */
GPtrArray *
ent_workspace_list_past_finish (EntWorkspace  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_list_past_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- versions ---- */

static gboolean
list_versions_job (EntDatabase  *db,
                   gpointer      data,
                   GError      **error)
{
  Look *look = data;

  look->found = ent_history_store_list_versions (db, look->text, error);

  return look->found != NULL;
}

/**
 * ent_workspace_list_versions_async:
 * @self: a workspace
 * @text: a text
 * @callback: called with its versions
 * @user_data: for @callback
 *
 * Lists the versions of a text, without reading them.
 */
void
ent_workspace_list_versions_async (EntWorkspace        *self,
                                   const EntPastText   *text,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;
  Look *look;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (text != NULL);

  task = begin (self, NULL, ent_workspace_list_versions_async, callback, user_data);
  look = g_task_get_task_data (task);
  look->text = copy_text (text);
  ent_database_run_async (self->db, list_versions_job, look, NULL, list_read_cb, task);
}

/**
 * ent_workspace_list_versions_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*
 *
 * Returns: (transfer full) (element-type EntPastVersion): newest first
 */
GPtrArray *
ent_workspace_list_versions_finish (EntWorkspace  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_list_versions_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
load_version_job (EntDatabase  *db,
                  gpointer      data,
                  GError      **error)
{
  Look *look = data;
  g_autofree char *html = ent_history_store_dup_html (db, look->version->id, error);

  if (html != NULL)
    look->document = ent_document_new_from_html (html);

  return html != NULL;
}

static void
version_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&look->document), (GDestroyNotify) ent_document_unref);
  else
    g_task_return_error (task, error);
}

/**
 * ent_workspace_load_version_async:
 * @self: a workspace
 * @version: which, by its id
 * @cancellable: (nullable): drops the answer
 * @callback: called with its text
 * @user_data: for @callback
 *
 * Reads the text of a version off the main thread.
 */
void
ent_workspace_load_version_async (EntWorkspace        *self,
                                  gint64               version,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;
  Look *look;

  g_return_if_fail (ENT_IS_WORKSPACE (self));

  task = begin (self, cancellable, ent_workspace_load_version_async, callback, user_data);
  look = g_task_get_task_data (task);
  look->version = version_new (version, NULL);
  ent_database_run_async (self->db, load_version_job, look, NULL, version_read_cb, task);
}

/**
 * ent_workspace_load_version_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the text
 */
EntDocument *
ent_workspace_load_version_finish (EntWorkspace  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_load_version_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- the present ---- */

/* A message that left is no text to go on with: a version of it begins a new one. */
static EntItem *
dup_item (EntWorkspace      *self,
          const EntPastText *text)
{
  if (text->item_id == NULL || text->kind == ENT_KIND_MESSAGE || text->kind == ENT_N_KINDS)
    return NULL;

  return ent_workspace_dup_item (self, text->kind, text->item_id);
}

static const char *
get_text (EntItem *item)
{
  const char *text = ENT_IS_COMMENT (item) ? ent_comment_get_text (ENT_COMMENT (item)) : ent_item_get_html (item);

  return text != NULL ? text : "";
}

EntDocument *
ent_workspace_dup_present (EntWorkspace      *self,
                           const EntPastText *text)
{
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (EntItem) item = NULL;

  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  draft = ent_workspace_open_draft (self, text->draft_uuid);
  if (draft != NULL)
    {
      ent_draft_take_snapshot (draft);
      return ent_document_ref (ent_draft_get_document (draft));
    }

  item = dup_item (self, text);

  return item != NULL ? ent_document_new_from_html (get_text (item)) : NULL;
}

/* ---- bringing one back ---- */

static gboolean
restore_job (EntDatabase  *db,
             gpointer      data,
             GError      **error)
{
  Look *look = data;
  g_autoptr (EntDraftRow) row = NULL;
  GError *local_error = NULL;

  row = ent_draft_store_get (db, ent_draft_get_uuid (look->draft), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return (row == NULL || ent_history_store_add (db, row->uuid, ENT_PAST_ME, row->title, row->html, error)) &&
         load_version_job (db, look, error);
}

static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ent_database_run_finish (ENT_DATABASE (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (look->version->title != NULL && *look->version->title != '\0')
    ent_draft_set_title (look->draft, look->version->title);
  ent_draft_replace_document (look->draft, look->document);
  g_task_return_pointer (task, g_steal_pointer (&look->draft), g_object_unref);
}

static void
present_saved_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (ent_draft_save_finish (ENT_DRAFT (object), result, &error))
    {
      ent_database_run_async (self->db, restore_job, g_task_get_task_data (task), NULL, restored_cb, task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

static EntDraft *
open_text (EntWorkspace      *self,
           const EntPastText *text)
{
  EntDraft *draft = ent_workspace_open_draft (self, text->draft_uuid);
  g_autoptr (EntItem) item = NULL;

  if (draft != NULL)
    return draft;

  item = dup_item (self, text);
  if (item != NULL)
    return ent_workspace_edit_item (self, item);

  return text->kind != ENT_N_KINDS ? ent_workspace_new_draft (self, text->kind, text->parent_id) : NULL;
}

/**
 * ent_workspace_restore_version_async:
 * @self: a workspace
 * @text: a text
 * @version: one of its versions
 * @callback: called with the draft
 * @user_data: for @callback
 *
 * Makes @version the text again, as a new edit that is not sent yet; what it replaces goes to the history first. A text that
 * is nowhere any more begins anew.
 */
void
ent_workspace_restore_version_async (EntWorkspace         *self,
                                     const EntPastText    *text,
                                     const EntPastVersion *version,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data)
{
  GTask *task;
  Look *look;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (text != NULL && version != NULL);

  task = begin (self, NULL, ent_workspace_restore_version_async, callback, user_data);
  look = g_task_get_task_data (task);
  look->version = version_new (version->id, version->title);
  look->draft = open_text (self, text);
  if (look->draft != NULL)
    {
      ent_draft_save_async (look->draft, present_saved_cb, task);
      return;
    }

  g_task_return_new_error (task, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "It is not known what the text was");
  g_object_unref (task);
}

/**
 * ent_workspace_restore_version_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*
 *
 * Returns: (transfer full): the draft, with the version as its text
 */
EntDraft *
ent_workspace_restore_version_finish (EntWorkspace  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_restore_version_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- its size ---- */

static gboolean
trim_job (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  return ent_history_store_trim (db, ENT_HISTORY_BUDGET, error);
}

static void
trimmed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ent_database_run_finish (ENT_DATABASE (object), result, &error))
    g_message ("The history keeps its size: %s", error->message);
}

/* Once a run: a day of writing is far from the budget. */
void
ent_workspace_trim_history (EntWorkspace *self)
{
  ent_database_run_async (self->db, trim_job, NULL, NULL, trimmed_cb, NULL);
}
