/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-notebook-cursor.h"

/* The ENT dates the last change of a notebook's entries, and gives the notebook only whole: that
 * date is the cursor. */

static char *
dup_resource (EntNotebook *notebook)
{
  return g_strdup_printf ("entries %s", ent_item_get_id (ENT_ITEM (notebook)));
}

static char *
dup_moment (EntNotebook *notebook)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, ent_notebook_get_entries_modified_at (notebook));
}

/* Where the ENT appended instead of replacing, several entries have one id: the mirror shows the
 * newest, which comes last. */
static GPtrArray *
keep_newest (GPtrArray *entries)
{
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *newest = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_replace (last, (gpointer) ent_item_get_id (entries->pdata[i]), entries->pdata[i]);

  for (guint i = 0; i < entries->len; i++)
    if (g_hash_table_lookup (last, ent_item_get_id (entries->pdata[i])) == entries->pdata[i])
      g_ptr_array_add (newest, entries->pdata[i]);

  return newest;
}

/**
 * ent_notebook_page_new:
 * @notebook: a notebook
 * @entries: (element-type EntEntry): all its entries
 *
 * Returns: (transfer full): the page that makes the mirror the same
 */
EntMirrorPage *
ent_notebook_page_new (EntNotebook *notebook,
                       GPtrArray   *entries)
{
  g_autofree char *resource = NULL;
  g_autofree char *moment = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  EntMirrorPage *page;

  g_return_val_if_fail (ENT_IS_NOTEBOOK (notebook), NULL);
  g_return_val_if_fail (entries != NULL, NULL);

  newest = keep_newest (entries);
  resource = dup_resource (notebook);
  moment = dup_moment (notebook);
  page = ent_mirror_page_new (ENT_KIND_ENTRY, ent_item_get_id (ENT_ITEM (notebook)));
  ent_mirror_page_add_items (page, newest);
  ent_mirror_page_set_complete (page, 0);
  ent_mirror_page_set_cursor (page, resource, moment);

  return page;
}

/**
 * ent_notebook_has_moved:
 * @db: the database, on the main thread
 * @notebook: a notebook of a fresh list
 *
 * Returns: %TRUE when its entries may have changed since they were read
 */
gboolean
ent_notebook_has_moved (EntDatabase *db,
                        EntNotebook *notebook)
{
  g_autofree char *resource = NULL;
  g_autofree char *known = NULL;
  g_autofree char *moment = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (ENT_IS_DATABASE (db), TRUE);
  g_return_val_if_fail (ENT_IS_NOTEBOOK (notebook), TRUE);

  if (ent_notebook_get_entries_modified_at (notebook) == 0)
    return TRUE;

  resource = dup_resource (notebook);
  moment = dup_moment (notebook);
  known = ent_cursor_store_get (db, resource, &error);
  if (error != NULL)
    g_warning ("Cannot read a cursor: %s", error->message);

  return g_strcmp0 (known, moment) != 0;
}
