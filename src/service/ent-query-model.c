/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-query-model-private.h"

#include "ent-item-store.h"
#include "ent-item.h"

/* How a refresh stays small. The model cannot compare 100 000 rows, but nobody has seen them
 * all: what matters is the rows somebody holds. "shown" tells which object was given out at
 * which place. After a change only the windows that cover those places, before and after the
 * shift of the length, are read again; the change announced is the smallest range outside of
 * which every object given out is still where its holder believes it. */

#define WINDOW_ROWS 100
#define MAX_WINDOWS 4
#define REFRESH_DELAY_MS 40

struct _EntQueryModel
{
  GObject      parent_instance;

  EntDatabase *db;              /* (owned) */
  EntQuery    *query;           /* (owned) */
  guint        n_items;
  GHashTable  *windows;         /* (owned) (element-type guint GPtrArray): by number */
  GQueue       recent;          /* numbers of the windows, last used first */
  GHashTable  *live;            /* (owned) (element-type utf8 EntItem): by key, weak */
  GHashTable  *shown;           /* (owned) (element-type guint EntItem): by place, weak */
  guint        n_placeholders;  /* made so far, to name them apart */
  guint        refresh_source;
  gint64       refreshed_at;    /* monotonic µs */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntQueryModel, ent_query_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static gboolean
is_item (gpointer place,
         gpointer item,
         gpointer gone)
{
  return item == gone;
}

static void
item_gone_cb (gpointer  user_data,
              GObject  *gone)
{
  EntQueryModel *self = user_data;

  g_hash_table_foreach_remove (self->live, is_item, gone);
  g_hash_table_foreach_remove (self->shown, is_item, gone);
}

static void
watch_item (EntQueryModel *self,
            const char    *key,
            EntItem       *item)
{
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  g_hash_table_replace (self->live, g_strdup (key), item);
}

static void
forget_item (EntQueryModel *self,
             EntItem       *item)
{
  g_object_weak_unref (G_OBJECT (item), item_gone_cb, self);
  item_gone_cb (self, G_OBJECT (item));
}

/* Writes into the object everybody holds what the store says now. */
static void
update_item (EntItem *item,
             EntItem *fresh)
{
  g_object_freeze_notify (G_OBJECT (item));
  if (!ent_item_equal (item, fresh))
    {
      g_autofree GParamSpec **specs = NULL;
      guint n_specs;

      specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (item), &n_specs);
      for (guint i = 0; i < n_specs; i++)
        {
          g_auto (GValue) value = G_VALUE_INIT;

          if ((specs[i]->flags & G_PARAM_READWRITE) != G_PARAM_READWRITE ||
              (specs[i]->flags & G_PARAM_CONSTRUCT_ONLY) != 0)
            continue;

          g_value_init (&value, specs[i]->value_type);
          g_object_get_property (G_OBJECT (fresh), specs[i]->name, &value);
          g_object_set_property (G_OBJECT (item), specs[i]->name, &value);
        }
    }
  ent_item_set_draft_uuid (item, ent_item_get_draft_uuid (fresh));
  ent_item_set_local_state (item, ent_item_get_local_state (fresh));
  ent_item_set_local_at (item, ent_item_get_local_at (fresh));
  ent_item_set_local_error (item, ent_item_get_local_error (fresh));
  g_object_thaw_notify (G_OBJECT (item));
}

/* The object already given out for this row, or NULL. A text that has just got its id on the ENT
 * was known by its draft. */
static EntItem *
find_live (EntQueryModel *self,
           EntItem       *fresh)
{
  const char *draft_uuid = ent_item_get_draft_uuid (fresh);
  EntItem *item = g_hash_table_lookup (self->live, ent_item_get_key (fresh));

  if (item == NULL && draft_uuid != NULL)
    item = g_hash_table_lookup (self->live, draft_uuid);

  return item;
}

/* Reads one window and puts the objects already given out in it; never shorter than asked, as a
 * place below the length must always hold something: when the store is ahead of us, what is
 * missing is empty until the refresh that is on its way. */
static GPtrArray *
read_window (EntQueryModel *self,
             guint          number,
             guint          n_items)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint start = number * WINDOW_ROWS;
  guint n = MIN (WINDOW_ROWS, n_items - start);

  g_assert (start < n_items);

  rows = ent_item_store_window (self->db, self->query, start, n, &error);
  if (rows == NULL)
    {
      g_warning ("Cannot read a list: %s", error->message);
      rows = g_ptr_array_new ();
    }
  g_ptr_array_set_free_func (rows, g_object_unref);

  return g_steal_pointer (&rows);
}

static void
adopt_window (EntQueryModel *self,
              guint          number,
              GPtrArray     *rows,
              guint          n_items)
{
  guint start = number * WINDOW_ROWS;
  guint n = MIN (WINDOW_ROWS, n_items - start);

  for (guint i = 0; i < rows->len; i++)
    {
      EntItem *fresh = rows->pdata[i];
      EntItem *item = find_live (self, fresh);

      if (item == NULL)
        {
          watch_item (self, ent_item_get_key (fresh), fresh);
        }
      else if (item != fresh)
        {
          g_autofree char *key = g_strdup (ent_item_get_key (fresh));

          update_item (item, fresh);
          if (g_hash_table_lookup (self->live, key) != item)
            {
              g_hash_table_foreach_remove (self->live, is_item, item);
              g_hash_table_replace (self->live, g_steal_pointer (&key), item);
            }
          rows->pdata[i] = g_object_ref (item);
          g_object_unref (fresh);
        }
      g_hash_table_replace (self->shown, GUINT_TO_POINTER (start + i), rows->pdata[i]);
    }

  while (rows->len < n)
    {
      g_autofree char *key = g_strdup_printf ("placeholder:%u", self->n_placeholders++);
      EntItem *item = ent_item_new (self->query->kind);

      watch_item (self, key, item);
      g_hash_table_replace (self->shown, GUINT_TO_POINTER (start + rows->len), item);
      g_ptr_array_add (rows, item);
    }
}

static void
use_window (EntQueryModel *self,
            guint          number)
{
  g_queue_remove (&self->recent, GUINT_TO_POINTER (number));
  g_queue_push_head (&self->recent, GUINT_TO_POINTER (number));

  while (g_queue_get_length (&self->recent) > MAX_WINDOWS)
    g_hash_table_remove (self->windows, g_queue_pop_tail (&self->recent));
}

/* ---- refresh ---- */

typedef struct
{
  GHashTable *rows;    /* (owned) (element-type guint GPtrArray): windows as they are now */
  guint       n_items; /* as the store has them now */
} Fresh;

static void
need_row (EntQueryModel *self,
          Fresh         *fresh,
          gint64         place)
{
  guint number = place / WINDOW_ROWS;

  if (place < 0 || place >= fresh->n_items ||
      g_hash_table_contains (fresh->rows, GUINT_TO_POINTER (number)))
    return;

  g_hash_table_insert (fresh->rows, GUINT_TO_POINTER (number),
                       read_window (self, number, fresh->n_items));
}

/* Is @item what the store has at @place now? */
static gboolean
is_at (EntQueryModel *self,
       Fresh         *fresh,
       EntItem       *item,
       gint64         place)
{
  GPtrArray *rows;
  guint index;

  need_row (self, fresh, place);
  if (place < 0 || place >= fresh->n_items)
    return FALSE;

  rows = g_hash_table_lookup (fresh->rows, GUINT_TO_POINTER ((guint) (place / WINDOW_ROWS)));
  index = place % WINDOW_ROWS;

  return index < rows->len && find_live (self, rows->pdata[index]) == item;
}

/* The smallest range outside of which every object given out keeps its place, or its place
 * shifted. */
static void
find_change (EntQueryModel *self,
             Fresh         *fresh,
             guint         *start,
             guint         *end)
{
  gint64 shift = (gint64) fresh->n_items - self->n_items;
  GHashTableIter iter;
  gpointer place;
  gpointer item;
  gint64 first = MIN (self->n_items, fresh->n_items);
  gint64 last = -1;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &place, &item))
    {
      gint64 at = GPOINTER_TO_UINT (place);

      if (at < first && !is_at (self, fresh, item, at))
        first = at;
    }

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &place, &item))
    {
      gint64 at = GPOINTER_TO_UINT (place);

      if (at >= first && at > last && !is_at (self, fresh, item, at + shift))
        last = at;
    }

  *start = first;
  *end = MAX (MAX (last + 1, first), first - shift);
}

/* Gives the objects outside of the change their new place; the others have none until they are
 * read again. */
static void
shift_shown (EntQueryModel *self,
             guint          start,
             guint          end,
             gint64         shift)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->shown);
  GHashTableIter iter;
  gpointer place;
  gpointer item;

  self->shown = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &place, &item))
    {
      guint at = GPOINTER_TO_UINT (place);

      if (at < start)
        g_hash_table_insert (self->shown, place, item);
      else if (at >= end)
        g_hash_table_insert (self->shown, GUINT_TO_POINTER ((guint) (at + shift)), item);
    }
}

static void
refresh (EntQueryModel *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) old_windows = NULL;
  g_autoptr (GHashTable) rows = NULL;
  Fresh fresh = { NULL, 0 };
  GList *recent;
  guint start;
  guint end;
  gint64 shift;

  self->refreshed_at = g_get_monotonic_time ();
  if (!ent_database_is_open (self->db))   /* the account was left; a toast may still hold its screen */
    return;
  if (!ent_item_store_count (self->db, self->query, &fresh.n_items, &error))
    {
      g_warning ("Cannot count a list: %s", error->message);
      return;
    }

  rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  fresh.rows = rows;
  shift = (gint64) fresh.n_items - self->n_items;
  find_change (self, &fresh, &start, &end);
  shift_shown (self, start, end, shift);

  /* The old windows keep their objects alive until the new ones took them over. */
  old_windows = g_steal_pointer (&self->windows);
  self->windows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->n_items = fresh.n_items;
  for (recent = self->recent.head; recent != NULL; )
    {
      GList *next = recent->next;
      guint number = GPOINTER_TO_UINT (recent->data);

      need_row (self, &fresh, (gint64) number * WINDOW_ROWS);
      if (g_hash_table_contains (rows, recent->data))
        {
          gpointer window = g_hash_table_lookup (rows, recent->data);

          adopt_window (self, number, window, self->n_items);
          g_hash_table_insert (self->windows, recent->data, g_ptr_array_ref (window));
        }
      else
        {
          g_queue_delete_link (&self->recent, recent);
        }
      recent = next;
    }

  if (end > start || shift != 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, end - start,
                                (guint) ((gint64) end - start + shift));
}

static gboolean
refresh_timeout_cb (gpointer user_data)
{
  EntQueryModel *self = user_data;

  self->refresh_source = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* Pulls commit page after page; a list follows them a few times a second, not at every page. */
static void
on_changed_cb (EntQueryModel *self,
               guint          mask)
{
  guint bits = 1u << self->query->kind;
  gint64 waited;

  if (self->query->kind == ENT_KIND_POST || self->query->kind == ENT_KIND_ENTRY ||
      self->query->kind == ENT_KIND_MESSAGE || self->query->kind == ENT_KIND_COMMENT)
    bits |= ENT_CHANGE_DRAFTS | ENT_CHANGE_OPERATIONS;

  if ((mask & bits) == 0 || self->refresh_source != 0)
    return;

  waited = (g_get_monotonic_time () - self->refreshed_at) / 1000;
  self->refresh_source = g_timeout_add (waited >= REFRESH_DELAY_MS ? 0 : REFRESH_DELAY_MS - waited,
                                        refresh_timeout_cb, self);
}

/* ---- GListModel ---- */

static GType
get_item_type (GListModel *model)
{
  return ENT_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return ENT_QUERY_MODEL (model)->n_items;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  EntQueryModel *self = ENT_QUERY_MODEL (model);
  guint number = position / WINDOW_ROWS;
  GPtrArray *rows;

  if (position >= self->n_items)
    return NULL;

  rows = g_hash_table_lookup (self->windows, GUINT_TO_POINTER (number));
  if (rows == NULL)
    {
      rows = read_window (self, number, self->n_items);
      g_hash_table_insert (self->windows, GUINT_TO_POINTER (number), rows);
      adopt_window (self, number, rows, self->n_items);
    }
  use_window (self, number);

  return g_object_ref (rows->pdata[position % WINDOW_ROWS]);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
ent_query_model_dispose (GObject *object)
{
  EntQueryModel *self = ENT_QUERY_MODEL (object);
  g_autoptr (GList) items = g_hash_table_get_values (self->live);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  for (GList *l = items; l != NULL; l = l->next)
    forget_item (self, l->data);
  g_hash_table_remove_all (self->windows);
  g_queue_clear (&self->recent);
  g_clear_object (&self->db);

  G_OBJECT_CLASS (ent_query_model_parent_class)->dispose (object);
}

static void
ent_query_model_finalize (GObject *object)
{
  EntQueryModel *self = ENT_QUERY_MODEL (object);

  g_hash_table_unref (self->windows);
  g_hash_table_unref (self->live);
  g_hash_table_unref (self->shown);
  ent_query_free (self->query);

  G_OBJECT_CLASS (ent_query_model_parent_class)->finalize (object);
}

static void
ent_query_model_class_init (EntQueryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ent_query_model_dispose;
  object_class->finalize = ent_query_model_finalize;
}

static void
ent_query_model_init (EntQueryModel *self)
{
  self->windows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->live = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->shown = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->recent);
}

/*
 * ent_query_model_new:
 * @db: the account's store; must outlive nothing, a reference is kept
 * @query: which rows, in the store's order; copied
 *
 * Makes a list over rows of the store that follows the store's changes. Its length is read at once.
 *
 * Returns: (transfer full): the list
 */
EntQueryModel *
ent_query_model_new (EntDatabase    *db,
                     const EntQuery *query)
{
  EntQueryModel *self;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (ENT_IS_DATABASE (db), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  self = g_object_new (ENT_TYPE_QUERY_MODEL, NULL);
  self->db = g_object_ref (db);
  self->query = ent_query_copy (query);
  if (ent_database_is_open (db) && !ent_item_store_count (db, query, &self->n_items, &error))
    g_warning ("Cannot count a list: %s", error->message);
  g_signal_connect_object (db, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/*
 * ent_query_model_get_n_windows:
 * @self: a list
 *
 * Returns: how many windows of 100 rows are in memory
 */
guint
ent_query_model_get_n_windows (EntQueryModel *self)
{
  g_return_val_if_fail (ENT_IS_QUERY_MODEL (self), 0);

  return g_hash_table_size (self->windows);
}

/**
 * ent_query_model_get_query:
 * @self: a list
 *
 * Returns: (transfer none): what it lists
 */
const EntQuery *
ent_query_model_get_query (EntQueryModel *self)
{
  g_return_val_if_fail (ENT_IS_QUERY_MODEL (self), NULL);

  return self->query;
}
