/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

/* Windows of the lists: a few rows of an index (place), joined with what they show. The statements
 * are literals, one for each index a list may be read by; what a query leaves open is a
 * parameter. */

#include "ent-item-store.h"

#include "ent-database-private.h"
#include "ent-draft-store-private.h"
#include "ent-item-row-private.h"
#include "ent-message.h"
#include "ent-store-text-private.h"

/* Parameters: ?1 kind, ?2 parent, (?3, ?4, ?5) first place, (?6, ?7) end, ?8 states, ?9 takes
 * drafts, ?10 unread only, ?11 local only, ?12 profile, ?13 words, ?14 limit, ?15 offset. */
#define FIRST " AND (rank, sort_text, shown) >= (?3, ?4, ?5)"
#define FILTERS \
  FIRST \
  " AND (rank, sort_text) < (?6, ?7)" \
  " AND (?8 IS NULL OR instr (?8, ',' || state || ',') > 0" \
  "      OR (?9 AND (local_state = 'draft' OR (state = '' AND local_state <> 'none'))))" \
  " AND (NOT ?10 OR unread = 1)" \
  " AND (NOT ?11 OR local_state <> 'none')" \
  " AND (?12 IS NULL OR profile = ?12)"
#define WORDS " AND shown IN (SELECT rowid FROM search WHERE search MATCH ?13)"

#define OF_PARENT " FROM place WHERE kind = ?1 AND parent_id = ?2"
#define OF_PARENT_UNREAD \
  " FROM place INDEXED BY place_unread WHERE kind = ?1 AND parent_id = ?2 AND unread = 1" FILTERS
#define OF_PARENT_LOCAL \
  " FROM place INDEXED BY place_local WHERE kind = ?1 AND parent_id = ?2" \
  " AND local_state <> 'none'" FILTERS
#define OF_ALL " FROM place INDEXED BY place_all WHERE kind = ?1 AND main = 1"
#define OF_PARENT_WORDS " FROM place WHERE kind = ?1 AND parent_id = ?2" FILTERS WORDS
#define OF_ALL_WORDS " FROM place WHERE kind = ?1 AND main = 1" FILTERS WORDS

#define COUNT(source) "SELECT count (*)" source
#define SEEK(source) \
  "SELECT rank, sort_text, shown" source " ORDER BY rank, sort_text, shown LIMIT 1 OFFSET ?15"
#define WINDOW(source) \
  "SELECT w.parent_id, w.unread, s.local_state, s.local_error," \
  "       CASE WHEN s.kind = 'entry' THEN item.html END, draft.excerpt, " ENT_ITEM_COLUMNS "," \
  "       " ENT_DRAFT_SHORT_COLUMNS "," \
  "       CASE WHEN s.kind = 'entry' THEN draft.html ELSE '' END, NULL, NULL" \
  "  FROM (SELECT rank, sort_text, shown, parent_id, unread" source \
  "         ORDER BY rank, sort_text, shown LIMIT ?14 OFFSET ?15) AS w" \
  "  JOIN shown AS s ON s.id = w.shown" \
  "  LEFT JOIN item ON item.kind = s.kind AND item.id = s.item_id" \
  "  LEFT JOIN draft ON draft.uuid = s.draft_uuid" \
  " ORDER BY w.rank, w.sort_text, w.shown"
#define PLAIN(source) { COUNT (source), SEEK (source FIRST), WINDOW (source FIRST), FALSE }
#define FILTERED(source) { COUNT (source), SEEK (source), WINDOW (source), TRUE }

#define PARAMETER_LIMIT 14
#define PARAMETER_OFFSET 15

enum
{
  COLUMN_PARENT,
  COLUMN_UNREAD,
  COLUMN_LOCAL_STATE,
  COLUMN_LOCAL_ERROR,
  COLUMN_HTML,
  COLUMN_EXCERPT,
  COLUMN_ITEM,
  COLUMN_DRAFT = COLUMN_ITEM + ENT_ITEM_N_COLUMNS,
};

typedef struct
{
  const char *count;    /* (unowned): literals */
  const char *seek;
  const char *window;
  gboolean    has_filters;
} Source;

static const Source of_parent = PLAIN (OF_PARENT);
static const Source of_parent_filtered = FILTERED (OF_PARENT FILTERS);
static const Source of_parent_unread = FILTERED (OF_PARENT_UNREAD);
static const Source of_parent_local = FILTERED (OF_PARENT_LOCAL);
static const Source of_all = PLAIN (OF_ALL);
static const Source of_all_filtered = FILTERED (OF_ALL FILTERS);
static const Source of_parent_words = FILTERED (OF_PARENT_WORDS);
static const Source of_all_words = FILTERED (OF_ALL_WORDS);

/* A query as it is bound. */
typedef struct
{
  const EntQuery *query;       /* (unowned) */
  const Source   *source;      /* (unowned) */
  char           *states;      /* (owned) (nullable): ",DRAFT,SUBMITTED," */
  gboolean        takes_drafts;
  char           *match;       /* (owned) (nullable) */
  EntAnchor       first;       /* its text is owned */
  gint64          end_rank;
  char           *end_text;    /* (owned) */
} Reading;

static void
reading_clear (Reading *self)
{
  g_free (self->states);
  g_free (self->match);
  g_free (self->first.sort_text);
  g_free (self->end_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
is_filtered (const EntQuery *query)
{
  return query->states != NULL || query->profile != NULL ||
         query->from_date != NULL || query->to_date != NULL ||
         query->unread_only || query->local_only;
}

static const Source *
choose_source (const EntQuery *query,
               const char     *match)
{
  if (query->parent_id == NULL)
    return match != NULL ? &of_all_words : is_filtered (query) ? &of_all_filtered : &of_all;
  if (match != NULL)
    return &of_parent_words;
  if (query->local_only)
    return &of_parent_local;
  if (query->unread_only)
    return &of_parent_unread;

  return is_filtered (query) ? &of_parent_filtered : &of_parent;
}

/* Days bound the places of entries: their order begins with the day. */
static void
set_bounds (Reading        *self,
            const EntQuery *query)
{
  self->first.rank = G_MININT64;
  self->first.sort_text = g_strdup ("");
  self->end_rank = G_MAXINT64;
  self->end_text = g_strdup ("");

  if (query->from_date != NULL)
    {
      self->first.rank = 0;
      g_free (self->first.sort_text);
      self->first.sort_text = g_strdup (query->from_date);
    }

  if (query->to_date != NULL)
    {
      self->end_rank = 0;
      g_free (self->end_text);
      /* After every place of that day. */
      self->end_text = g_strconcat (query->to_date, "~", NULL);
    }
}

static void
reading_init (Reading        *self,
              const EntQuery *query)
{
  self->query = query;
  self->match = query->words != NULL ? ent_store_text_match (query->words) : NULL;
  self->source = choose_source (query, self->match);

  if (query->states != NULL)
    {
      self->states = g_strconcat (",", query->states, ",", NULL);
      self->takes_drafts = strstr (self->states, ",DRAFT,") != NULL;
    }

  set_bounds (self, query);
}

static gboolean
bind_filters (const Reading  *self,
              EntStatement   *statement,
              GError        **error)
{
  return ent_statement_bind_int64 (statement, 6, self->end_rank, error) &&
         ent_statement_bind_text (statement, 7, self->end_text, error) &&
         ent_statement_bind_text (statement, 8, self->states, error) &&
         ent_statement_bind_int64 (statement, 9, self->takes_drafts, error) &&
         ent_statement_bind_int64 (statement, 10, self->query->unread_only, error) &&
         ent_statement_bind_int64 (statement, 11, self->query->local_only, error) &&
         ent_statement_bind_text (statement, 12, self->query->profile, error) &&
         (self->match == NULL || ent_statement_bind_text (statement, 13, self->match, error));
}

static gboolean
bind_first (EntStatement     *statement,
            const EntAnchor  *first,
            GError          **error)
{
  return ent_statement_bind_int64 (statement, 3, first->rank, error) &&
         ent_statement_bind_text (statement, 4, first->sort_text, error) &&
         ent_statement_bind_int64 (statement, 5, first->shown, error);
}

/* @sql, one of the source's, bound but for its limit and offset. @first: (nullable): it has no
 * first place. */
static EntStatement *
prepare (const Reading    *self,
         EntDatabase      *db,
         const char       *sql,
         const EntAnchor  *first,
         GError          **error)
{
  g_autoptr (EntStatement) statement = ent_database_prepare (db, sql, error);

  if (statement != NULL &&
      ent_statement_bind_text (statement, 1, ent_kind_to_string (self->query->kind), error) &&
      (self->query->parent_id == NULL ||
       ent_statement_bind_text (statement, 2, self->query->parent_id, error)) &&
      (first == NULL || bind_first (statement, first, error)) &&
      (!self->source->has_filters || bind_filters (self, statement, error)))
    return g_steal_pointer (&statement);

  return NULL;
}

/**
 * ent_item_store_count:
 * @db: a database
 * @query: which rows
 * @count: (out): how many there are
 * @error: return location
 *
 * Counts the rows of a list; in a job or on the main thread.
 *
 * Returns: %FALSE with an #EntStoreError
 */
gboolean
ent_item_store_count (EntDatabase     *db,
                      const EntQuery  *query,
                      guint           *count,
                      GError         **error)
{
  g_auto (Reading) reading = { 0 };
  g_autoptr (EntStatement) statement = NULL;

  g_return_val_if_fail (query != NULL && count != NULL, FALSE);

  reading_init (&reading, query);
  statement = prepare (&reading, db, reading.source->count,
                       reading.source->has_filters ? &reading.first : NULL, error);
  if (statement == NULL || !ent_statement_next (statement, error))
    return FALSE;

  *count = ent_statement_get_int64 (statement, 0);

  return TRUE;
}

/* Adds the anchor after the last one; FALSE without error at the end of the list. */
static gboolean
add_anchor (const Reading  *self,
            EntDatabase    *db,
            GArray         *anchors,
            GError        **error)
{
  const EntAnchor *last = &self->first;
  g_autoptr (EntStatement) statement = NULL;
  EntAnchor anchor;

  if (anchors->len > 0)
    last = &g_array_index (anchors, EntAnchor, anchors->len - 1);

  statement = prepare (self, db, self->source->seek, last, error);
  if (statement == NULL ||
      !ent_statement_bind_int64 (statement, PARAMETER_OFFSET, ENT_ANCHOR_STEP, error) ||
      !ent_statement_next (statement, error))
    return FALSE;

  anchor.rank = ent_statement_get_int64 (statement, 0);
  anchor.sort_text = g_strdup (ent_statement_get_text (statement, 1));
  anchor.shown = ent_statement_get_int64 (statement, 2);
  g_array_append_val (anchors, anchor);

  return TRUE;
}

/* Turns @offset into an offset from @first. @is_beyond: the list ends before. */
static gboolean
approach (const Reading     *self,
          EntDatabase       *db,
          guint             *offset,
          const EntAnchor  **first,
          gboolean          *is_beyond,
          GError           **error)
{
  EntAnchors *lists = ent_database_get_anchors (db);
  guint n_steps = *offset / ENT_ANCHOR_STEP;
  GError *local_error = NULL;
  GArray *anchors;

  *first = &self->first;
  *is_beyond = FALSE;
  if (lists == NULL || n_steps == 0 || self->match != NULL)
    return TRUE;

  anchors = ent_anchors_get (lists, self->query);
  while (anchors->len < n_steps && add_anchor (self, db, anchors, &local_error))
    ;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  *is_beyond = anchors->len < n_steps;
  if (!*is_beyond)
    {
      *first = &g_array_index (anchors, EntAnchor, n_steps - 1);
      *offset %= ENT_ANCHOR_STEP;
    }

  return TRUE;
}

static EntItem *
read_row (EntKind        kind,
          EntStatement  *statement,
          GError       **error)
{
  const char *parent_id = ent_statement_get_text (statement, COLUMN_PARENT);
  g_autoptr (EntItem) item = NULL;
  EntLocalState state = ENT_LOCAL_STATE_NONE;

  if (ent_statement_get_text (statement, COLUMN_ITEM) != NULL)
    item = ent_item_row_read (statement, COLUMN_ITEM, kind, error);
  else
    item = ent_item_new (kind);
  if (item == NULL)
    return NULL;

  ent_item_set_html (item, ent_statement_get_text (statement, COLUMN_HTML));
  if (*parent_id != '\0')
    ent_item_set_parent_id (item, parent_id);
  if (ENT_IS_MESSAGE (item))
    ent_message_set_unread (ENT_MESSAGE (item), ent_statement_get_int64 (statement, COLUMN_UNREAD));

  if (ent_statement_get_text (statement, COLUMN_DRAFT) != NULL)
    {
      g_autoptr (EntDraftRow) draft = ent_draft_row_read (statement, COLUMN_DRAFT);

      ent_draft_row_overlay (draft, ent_statement_get_text (statement, COLUMN_EXCERPT), item);
    }

  ent_local_state_from_string (ent_statement_get_text (statement, COLUMN_LOCAL_STATE), &state);
  ent_item_set_local_state (item, state);
  ent_item_set_local_error (item, ent_statement_get_text (statement, COLUMN_LOCAL_ERROR));

  return g_steal_pointer (&item);
}

/**
 * ent_item_store_window:
 * @db: a database
 * @query: which rows
 * @offset: number of the first row, from 0
 * @n: how many at most
 * @error: return location
 *
 * Reads part of a list, overlaid with the local work; in a job or on the main thread, where @n is
 * bounded by what a screen shows. The html of the items is %NULL but for entries, which a week
 * shows whole.
 *
 * Returns: (transfer full) (element-type EntItem): the rows in the order of the list,
 *   empty beyond its end
 */
GPtrArray *
ent_item_store_window (EntDatabase     *db,
                       const EntQuery  *query,
                       guint            offset,
                       guint            n,
                       GError         **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (Reading) reading = { 0 };
  g_autoptr (EntStatement) statement = NULL;
  GError *local_error = NULL;
  const EntAnchor *first;
  gboolean is_beyond;

  g_return_val_if_fail (query != NULL, NULL);

  reading_init (&reading, query);
  if (!approach (&reading, db, &offset, &first, &is_beyond, error))
    return NULL;
  if (is_beyond)
    return g_steal_pointer (&items);

  statement = prepare (&reading, db, reading.source->window, first, error);
  if (statement == NULL ||
      !ent_statement_bind_int64 (statement, PARAMETER_LIMIT, n, error) ||
      !ent_statement_bind_int64 (statement, PARAMETER_OFFSET, offset, error))
    return NULL;

  while (ent_statement_next (statement, &local_error))
    {
      EntItem *item = read_row (query->kind, statement, error);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&items);
}
