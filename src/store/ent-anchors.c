/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-anchors-private.h"

/* A few lists are on the screen at once; beyond that, start again. */
#define MAX_LISTS 16

typedef struct
{
  EntKind  kind;
  GArray  *anchors;   /* (owned) (element-type EntAnchor) */
} List;

struct _EntAnchors
{
  GHashTable *lists;   /* (owned) (element-type utf8 List): by the text of the query */
};

static void
list_free (gpointer data)
{
  List *list = data;

  g_array_unref (list->anchors);
  g_free (list);
}

static void
anchor_clear (gpointer data)
{
  EntAnchor *anchor = data;

  g_free (anchor->sort_text);
}

EntAnchors *
ent_anchors_new (void)
{
  EntAnchors *self = g_new0 (EntAnchors, 1);

  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);

  return self;
}

void
ent_anchors_free (EntAnchors *self)
{
  g_hash_table_unref (self->lists);
  g_free (self);
}

static void
append_text (GString    *key,
             const char *text)
{
  /* The length tells "a" + "bc" from "ab" + "c", and NULL from "". */
  if (text == NULL)
    g_string_append_c (key, '-');
  else
    g_string_append_printf (key, "%" G_GSIZE_FORMAT ":%s", strlen (text), text);
}

static char *
build_key (const EntQuery *query)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%d.%d.%d.", query->kind, !!query->unread_only, !!query->local_only);
  append_text (key, query->parent_id);
  append_text (key, query->states);
  append_text (key, query->from_date);
  append_text (key, query->to_date);
  append_text (key, query->words);
  append_text (key, query->profile);

  return g_string_free (key, FALSE);
}

GArray *
ent_anchors_get (EntAnchors     *self,
                 const EntQuery *query)
{
  g_autofree char *key = build_key (query);
  List *list = g_hash_table_lookup (self->lists, key);

  if (list == NULL)
    {
      if (g_hash_table_size (self->lists) >= MAX_LISTS)
        g_hash_table_remove_all (self->lists);

      list = g_new0 (List, 1);
      list->kind = query->kind;
      list->anchors = g_array_new (FALSE, FALSE, sizeof (EntAnchor));
      g_array_set_clear_func (list->anchors, anchor_clear);
      g_hash_table_insert (self->lists, g_steal_pointer (&key), list);
    }

  return list->anchors;
}

void
ent_anchors_forget (EntAnchors *self,
                    guint       mask)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      List *list = value;

      if ((mask & (1u << list->kind)) != 0)
        g_hash_table_iter_remove (&iter);
    }
}
