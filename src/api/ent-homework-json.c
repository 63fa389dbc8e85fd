/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-homework-json.h"

#include <string.h>

#include "ent-entry.h"
#include "ent-json.h"
#include "ent-notebook.h"
#include "ent-rights.h"

/* Ends of the keys of `shared` (ent-api/05 §0). Which one makes a manager is not public: changing
 * the notebook itself, or sharing it, is what only a manager may do on this platform. */
static const EntActionRights notebook_actions[] = {
  { "HomeworksController|getHomework", ENT_RIGHTS_READ },
  { "HomeworksController|modifyEntry", ENT_RIGHTS_CONTRIB },
  { "HomeworksController|updateHomework", ENT_RIGHTS_MANAGE },
  { "HomeworksController|shareResource", ENT_RIGHTS_MANAGE },
  { "HomeworksController|shareJson", ENT_RIGHTS_MANAGE },
  { NULL, 0 },
};

gpointer
ent_notebook_read (JsonObject  *object,
                   gpointer     reader_id,
                   GError     **error)
{
  const char *id = ent_json_get_string (object, "_id", error);
  JsonObject *owner;
  EntNotebook *notebook;
  EntItem *item;
  gint64 modified, entries_modified;

  if (id == NULL)
    return NULL;

  notebook = ent_notebook_new ();
  item = ENT_ITEM (notebook);
  ent_item_set_id (item, id);
  ent_item_set_title (item,
                      ent_json_string_or (object, "title",
                                          ent_json_string_or (object, "name", "")));
  if (ent_json_bool_or (object, "trashed", FALSE))
    ent_item_set_state (item, "TRASHED");

  owner = ent_json_opt_object (object, "owner");
  if (owner != NULL)
    {
      ent_item_set_author_id (item, ent_json_opt_string (owner, "userId"));
      ent_item_set_author_name (item, ent_json_opt_string (owner, "displayName"));
    }

  modified = ent_json_date (object, "modified");
  entries_modified = ent_json_date (object, "entriesModified");
  ent_item_set_created_at (item, ent_json_date (object, "created"));
  ent_item_set_modified_at (item, modified);
  ent_item_set_sort_at (item, MAX (modified, entries_modified));
  ent_notebook_set_entries_modified_at (notebook, entries_modified);
  ent_notebook_set_rights (notebook,
                           ent_rights_read (object, ent_item_get_author_id (item), reader_id,
                                                      notebook_actions));
  return notebook;
}

/* An entry with a member we do not know (a recurring one, say) would lose it if it were written. */
static gboolean
is_plain (JsonObject *object)
{
  static const char * const known[] = { "_id", "title", "value", "date", NULL };
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *link = members; link != NULL; link = link->next)
    if (!g_strv_contains (known, link->data))
      return FALSE;

  return TRUE;
}

/* Old entries have no id. The mirror wants one: it is made of what the entry says, so that it stays
 * the same as long as the entry does, and can never be taken for a UUID of the ENT's. */
static char *
make_id (const char *date,
         guint       position,
         const char *title,
         const char *html)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *where = g_strdup_printf ("%s\n%u\n", date, position);

  g_checksum_update (checksum, (const guchar *) where, -1);
  g_checksum_update (checksum, (const guchar *) title, strlen (title) + 1);
  g_checksum_update (checksum, (const guchar *) html, -1);
  return g_strdup_printf ("without-id:%.32s", g_checksum_get_string (checksum));
}

static EntEntry *
read_entry (JsonObject *object,
            const char *notebook_id,
            const char *date,
            guint       position)
{
  const char *id = ent_json_opt_string (object, "_id");
  const char *title = ent_json_string_or (object, "title", "");
  const char *html = ent_json_string_or (object, "value", "");
  g_autofree char *made_id = NULL;
  EntEntry *entry = ent_entry_new ();

  if (id == NULL || id[0] == '\0')
    made_id = make_id (date, position, title, html);
  ent_item_set_id (ENT_ITEM (entry), made_id != NULL ? made_id : id);
  ent_item_set_parent_id (ENT_ITEM (entry), notebook_id);
  ent_item_set_title (ENT_ITEM (entry), title);
  ent_item_set_html (ENT_ITEM (entry), html);
  ent_entry_set_date (entry, date);
  ent_entry_set_position (entry, position);
  ent_entry_set_read_only (entry, made_id != NULL || !is_plain (object));
  return entry;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  EntEntry *first = *(EntEntry **) a;
  EntEntry *second = *(EntEntry **) b;
  int order = strcmp (ent_entry_get_date (first), ent_entry_get_date (second));

  if (order != 0)
    return order;

  return (ent_entry_get_position (first) > ent_entry_get_position (second)) -
         (ent_entry_get_position (first) < ent_entry_get_position (second));
}

static void
read_day (JsonObject *day,
          const char *notebook_id,
          GHashTable *positions,
          GPtrArray  *entries)
{
  const char *date = ent_json_opt_string (day, "date");
  JsonArray *array = ent_json_opt_array (day, "entries");
  guint position;

  if (date == NULL || array == NULL)
    return;

  /* Two objects of one day are one day. */
  position = GPOINTER_TO_UINT (g_hash_table_lookup (positions, date));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = ent_json_element_object (array, i);

      if (object != NULL)
        g_ptr_array_add (entries, read_entry (object, notebook_id, date, position++));
    }
  g_hash_table_replace (positions, (gpointer) date, GUINT_TO_POINTER (position));
}

/* The entries of a notebook's `data`, which may be absent: by day, then in the order of the ENT. An
 * ENT that appends where it should replace gives several of one id, the newest last: whoever wrote
 * must see them all. */
GPtrArray *
ent_entries_read (JsonObject *object,
                  const char *notebook_id)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *days = ent_json_opt_array (object, "data");

  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    {
      JsonObject *day = ent_json_element_object (days, i);

      if (day != NULL)
        read_day (day, notebook_id, positions, entries);
    }

  g_ptr_array_sort (entries, compare_entries);
  return entries;
}
