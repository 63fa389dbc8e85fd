/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-mirror-page.h"

#include "ent-comment.h"
#include "ent-texts.h"

struct _EntMirrorPage
{
  grefcount  ref_count;
  EntKind    kind;
  char      *parent_id;  /* (owned) (nullable): NULL: every parent */
  GPtrArray *items;      /* (owned) (element-type EntItem) */
  /* (owned) (element-type utf8): ids of the same list that other pages hold */
  GPtrArray *others;
  gboolean   complete;   /* what is not in it is gone from the ENT */
  gint64     since;      /* µs UTC: only what is that young; 0: all */
  char      *resource;   /* (owned) (nullable) */
  char      *cursor;     /* (owned) (nullable) */
  guint      n_new;
  guint      n_changed;
  guint      n_gone;
};

/**
 * ent_mirror_page_new:
 * @kind: kind of its items
 * @parent_id: (nullable): the list it is a page of; %NULL for the list of all
 *
 * Returns: (transfer full): an empty page
 */
EntMirrorPage *
ent_mirror_page_new (EntKind     kind,
                     const char *parent_id)
{
  EntMirrorPage *self = g_new0 (EntMirrorPage, 1);

  g_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->parent_id = g_strdup (parent_id);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->others = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * ent_mirror_page_ref:
 * @self: a page
 *
 * Returns: (transfer full): @self
 */
EntMirrorPage *
ent_mirror_page_ref (EntMirrorPage *self)
{
  g_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * ent_mirror_page_unref:
 * @self: a page
 *
 * Frees the page with its last reference.
 */
void
ent_mirror_page_unref (EntMirrorPage *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_free (self->parent_id);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->others);
  g_free (self->resource);
  g_free (self->cursor);
  g_free (self);
}

/**
 * ent_mirror_page_add_items:
 * @self: a page
 * @items: (element-type EntItem): what the ENT gave
 *
 * Takes a reference on each item.
 */
void
ent_mirror_page_add_items (EntMirrorPage *self,
                           GPtrArray     *items)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (items != NULL);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->items, g_object_ref (items->pdata[i]));
}

/**
 * ent_mirror_page_add_others:
 * @self: a page
 * @items: (element-type EntItem): what other pages of the same list hold
 *
 * For a complete list that was read page by page.
 */
void
ent_mirror_page_add_others (EntMirrorPage *self,
                            GPtrArray     *items)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (items != NULL);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->others, g_strdup (ent_item_get_id (items->pdata[i])));
}

/**
 * ent_mirror_page_set_complete:
 * @self: a page
 * @since: µs UTC: the page holds all that is that young; 0: the whole list
 *
 * What the mirror has and the page has not is gone from the ENT.
 */
void
ent_mirror_page_set_complete (EntMirrorPage *self,
                              gint64         since)
{
  g_return_if_fail (self != NULL);

  self->complete = TRUE;
  self->since = since;
}

/**
 * ent_mirror_page_set_cursor:
 * @self: a page
 * @resource: name of the cursor
 * @value: where it stands once the page is written
 *
 * The cursor moves with the page or not at all.
 */
void
ent_mirror_page_set_cursor (EntMirrorPage *self,
                            const char    *resource,
                            const char    *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (resource != NULL);
  g_return_if_fail (value != NULL);

  g_free (self->resource);
  self->resource = g_strdup (resource);
  g_free (self->cursor);
  self->cursor = g_strdup (value);
}

/**
 * ent_mirror_page_get_n_news:
 * @self: a page that was written
 *
 * Returns: how many of its items were new or had changed
 */
guint
ent_mirror_page_get_n_news (EntMirrorPage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_new + self->n_changed;
}

/**
 * ent_mirror_page_add_counts:
 * @self: a page that was written
 * @stats: (inout): what a pull found so far
 *
 * Adds what this page brought.
 */
void
ent_mirror_page_add_counts (EntMirrorPage *self,
                            EntPullStats  *stats)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (stats != NULL);

  stats->n_new += self->n_new;
  stats->n_changed += self->n_changed;
  stats->n_gone += self->n_gone;
}

/**
 * ent_mirror_dup_plain:
 * @item: what the ENT holds
 *
 * Returns: (transfer full) (nullable): its text for the search and the excerpt; %NULL when the ENT
 *   did not give it this time
 */
char *
ent_mirror_dup_plain (EntItem *item)
{
  const char *html;

  g_return_val_if_fail (ENT_IS_ITEM (item), NULL);

  html = ent_item_get_html (item);
  if (ENT_IS_COMMENT (item))
    return g_strdup (ent_comment_get_text (ENT_COMMENT (item)));

  return html != NULL ? ent_texts_dup_plain (html) : NULL;
}

static gboolean
put_items (EntMirrorPage  *self,
           EntDatabase    *db,
           GPtrArray      *ids,
           GError        **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      EntItem *item = self->items->pdata[i];
      g_autofree char *plain = ent_mirror_dup_plain (item);
      EntPutResult put;

      if (!ent_item_store_put (db, item, plain, &put, error))
        return FALSE;

      self->n_new += put == ENT_PUT_NEW;
      self->n_changed += put == ENT_PUT_CHANGED;
      g_ptr_array_add (ids, (gpointer) ent_item_get_id (item));
    }

  return TRUE;
}

/**
 * ent_mirror_page_write:
 * @self: a page
 * @db: the database, in a job
 * @error: %ENT_STORE_ERROR
 *
 * Writes the page. Long texts are read on the database's thread, never on the main one. Local work
 * is not touched.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_mirror_page_write (EntMirrorPage  *self,
                       EntDatabase    *db,
                       GError        **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->others->len; i++)
    g_ptr_array_add (ids, self->others->pdata[i]);

  self->n_new = self->n_changed = self->n_gone = 0;

  return put_items (self, db, ids, error) &&
         (!self->complete || ent_item_store_keep_only (db, self->kind, self->parent_id, ids,
                                                       self->since, &self->n_gone, error)) &&
         (self->resource == NULL || ent_cursor_store_set (db, self->resource, self->cursor, error));
}

static gboolean
write_job (EntDatabase  *db,
           gpointer      data,
           GError      **error)
{
  return ent_mirror_page_write (data, db, error);
}

static void
unref_page (gpointer data)
{
  ent_mirror_page_unref (data);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    g_task_return_pointer (task, ent_mirror_page_ref (g_task_get_task_data (task)), unref_page);
  else
    g_task_return_error (task, error);
}

/**
 * ent_mirror_page_write_async:
 * @self: a page; left alone until @callback
 * @db: the database
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Writes the page in one transaction.
 */
void
ent_mirror_page_write_async (EntMirrorPage       *self,
                             EntDatabase         *db,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (self != NULL);
  g_return_if_fail (ENT_IS_DATABASE (db));

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_mirror_page_write_async);
  g_task_set_task_data (task, ent_mirror_page_ref (self), unref_page);
  ent_database_run_async (db, write_job, ent_mirror_page_ref (self), unref_page, written_cb, task);
}

/**
 * ent_mirror_page_write_finish:
 * @result: given to the callback
 * @error: %ENT_STORE_ERROR
 *
 * Returns: (transfer full): the page with its counts, or %NULL with @error
 */
EntMirrorPage *
ent_mirror_page_write_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_mirror_page_write_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
