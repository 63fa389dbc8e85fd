/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-entry-operation.h"

#include "ent-draft-store.h"
#include "ent-mirror-page.h"
#include "ent-notebook-cursor.h"

typedef struct
{
  EntNotebook *notebook;  /* (owned) (nullable): as last read */
  GPtrArray   *entries;   /* (owned) (nullable) (element-type EntEntry): all of it */
  GPtrArray   *before;    /* (owned) (nullable) (element-type EntEntry): as first read */
} EntEntryOperationPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (EntEntryOperation, ent_entry_operation, ENT_TYPE_OPERATION)

static EntEntryOperationPrivate *
get_private (gpointer self)
{
  return ent_entry_operation_get_instance_private (self);
}

static void
ent_entry_operation_finalize (GObject *object)
{
  EntEntryOperationPrivate *priv = get_private (object);

  g_clear_object (&priv->notebook);
  g_clear_pointer (&priv->entries, g_ptr_array_unref);
  g_clear_pointer (&priv->before, g_ptr_array_unref);

  G_OBJECT_CLASS (ent_entry_operation_parent_class)->finalize (object);
}

static void
ent_entry_operation_class_init (EntEntryOperationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_entry_operation_finalize;
}

static void
ent_entry_operation_init (EntEntryOperation *self)
{
}

static void
notebook_read_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  gpointer self = g_task_get_source_object (task);
  EntEntryOperationPrivate *priv = get_private (self);
  const EntOperationRow *row = ent_operation_get_row (self);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (EntNotebook) notebook = NULL;
  GPtrArray *found;
  GError *error = NULL;

  notebook = ent_homework_api_get_notebook_finish (ENT_HOMEWORK_API (object), result, &entries,
                                                   &error);
  if (notebook == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  found = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < entries->len; i++)
    if (g_strcmp0 (ent_item_get_id (entries->pdata[i]), row->item_id) == 0)
      g_ptr_array_add (found, g_object_ref (entries->pdata[i]));

  g_set_object (&priv->notebook, notebook);
  g_clear_pointer (&priv->entries, g_ptr_array_unref);
  priv->entries = g_steal_pointer (&entries);
  if (priv->before == NULL)
    priv->before = g_ptr_array_ref (priv->entries);
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * ent_entry_operation_read_async:
 * @self: an operation
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Reads the notebook as the ENT holds it now.
 */
void
ent_entry_operation_read_async (EntEntryOperation   *self,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  EntOperation *operation = ENT_OPERATION (self);
  GTask *task;

  g_return_if_fail (ENT_IS_ENTRY_OPERATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_entry_operation_read_async);
  ent_homework_api_get_notebook_async (ent_operation_get_context (operation)->homework,
                                       ent_operation_get_row (operation)->parent_id, NULL,
                                       notebook_read_cb, task);
}

/**
 * ent_entry_operation_read_finish:
 * @self: an operation
 * @result: given to the callback
 * @error: %ENT_API_ERROR
 *
 * Returns: (transfer full) (element-type EntEntry): the entries with the row's id: none, one, or
 *   several where the ENT appended instead of replacing; %NULL with @error
 */
GPtrArray *
ent_entry_operation_read_finish (EntEntryOperation  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_entry_operation_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
has_id (GPtrArray  *entries,
        const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_strcmp0 (ent_item_get_id (entries->pdata[i]), id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
keep_as_draft (EntDatabase  *db,
               const char   *notebook_id,
               EntItem      *entry,
               GError      **error)
{
  g_autoptr (EntDraftRow) draft = ent_draft_row_new (ENT_KIND_ENTRY);
  g_autofree char *plain = ent_mirror_dup_plain (entry);

  draft->parent_id = g_strdup (notebook_id);
  draft->date = g_strdup (ent_entry_get_date (ENT_ENTRY (entry)));
  g_free (draft->title);
  draft->title = g_strdup (ent_item_get_title (entry));
  g_free (draft->html);
  draft->html = g_strdup (ent_item_get_html (entry));
  draft->revision = 1;

  return ent_draft_store_save (db, draft, plain, error);
}

/* Writing one entry must leave the others alone; how the ENT writes is told nowhere. If others went
 * in the same moment, either a colleague deleted them or the write did: what they said is kept as
 * drafts here, and nothing is put back unasked. */
static gboolean
keep_vanished (EntEntryOperation  *self,
               EntDatabase        *db,
               GError            **error)
{
  EntEntryOperationPrivate *priv = get_private (self);
  const EntOperationRow *row = ent_operation_get_row (ENT_OPERATION (self));

  for (guint i = 0; i < priv->before->len; i++)
    {
      EntItem *entry = priv->before->pdata[i];

      if (g_strcmp0 (ent_item_get_id (entry), row->item_id) != 0 &&
          ent_item_get_html (entry) != NULL &&
          !has_id (priv->entries, ent_item_get_id (entry)) &&
          !keep_as_draft (db, row->parent_id, entry, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ent_entry_operation_mirror:
 * @self: an operation that has read the notebook
 * @db: the database, in a job
 * @error: %ENT_STORE_ERROR
 *
 * The notebook was read whole: the mirror takes all of it, and the next pull needs not ask again.
 * What other entries said that were there when the operation first looked is not lost with them.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_entry_operation_mirror (EntEntryOperation  *self,
                            EntDatabase        *db,
                            GError            **error)
{
  EntEntryOperationPrivate *priv = get_private (self);
  g_autoptr (EntMirrorPage) page = NULL;

  if (!keep_vanished (self, db, error))
    return FALSE;

  page = ent_notebook_page_new (priv->notebook, priv->entries);

  return ent_mirror_page_write (page, db, error);
}
