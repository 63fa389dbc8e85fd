/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-item-store.h"

#include "ent-store-text-private.h"

/**
 * ent_search_hit_free:
 * @self: (transfer full): a hit
 *
 * Frees a hit and its texts.
 */
void
ent_search_hit_free (EntSearchHit *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_free (self->draft_uuid);
  g_free (self->title);
  g_free (self->snippet);
  g_free (self);
}

static EntSearchHit *
read_hit (EntStatement *statement)
{
  EntSearchHit *hit;
  EntKind kind;

  if (!ent_kind_from_string (ent_statement_get_text (statement, 0), &kind))
    return NULL;

  hit = g_new0 (EntSearchHit, 1);
  hit->kind = kind;
  hit->id = g_strdup (ent_statement_get_text (statement, 1));
  hit->draft_uuid = g_strdup (ent_statement_get_text (statement, 2));
  hit->title = g_strdup (ent_statement_get_text (statement, 3));
  hit->snippet = g_strdup (ent_statement_get_text (statement, 4));

  return hit;
}

/**
 * ent_search_store_find:
 * @db: a database
 * @words: what was typed; each word must begin a word of the title, the text or the names
 * @max: how many hits at most
 * @error: return location
 *
 * Searches everything the lists show, accents and case folded; in a job or on the main thread.
 * Titles weigh more than names, names more than texts. Nothing but spaces and signs finds
 * nothing.
 *
 * Returns: (transfer full) (element-type EntSearchHit): the hits, best first
 */
GPtrArray *
ent_search_store_find (EntDatabase  *db,
                       const char   *words,
                       guint         max,
                       GError      **error)
{
  g_autoptr (GPtrArray) hits =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ent_search_hit_free);
  g_autofree char *match = NULL;
  g_autoptr (EntStatement) statement = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (words != NULL, NULL);

  match = ent_store_text_match (words);
  if (match == NULL)
    return g_steal_pointer (&hits);

  /* Ordered by FTS5 itself: the snippets of the rows beyond the limit are never made. */
  statement = ent_database_prepare (db,
                                    "SELECT s.kind, s.item_id, s.draft_uuid, s.title,"
                                    "       snippet (search, 1, '', '', '…', 24)"
                                    "  FROM search CROSS JOIN shown AS s ON s.id = search.rowid"
                                    " WHERE search MATCH ?1 AND rank MATCH 'bm25(4.0, 1.0, 2.0)'"
                                    " ORDER BY rank LIMIT ?2",
                                    error);
  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, match, error) ||
      !ent_statement_bind_int64 (statement, 2, max, error))
    return NULL;

  while (ent_statement_next (statement, &local_error))
    {
      EntSearchHit *hit = read_hit (statement);

      if (hit != NULL)
        g_ptr_array_add (hits, hit);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&hits);
}
