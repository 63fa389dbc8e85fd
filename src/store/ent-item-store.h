/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"
#include "ent-item.h"
#include "ent-query.h"

G_BEGIN_DECLS

/* The mirror of the ENT. Functions run in a job; those marked (read) also on the main thread. */

/* What became of a row. */
typedef enum { ENT_PUT_SAME, ENT_PUT_NEW, ENT_PUT_CHANGED } EntPutResult;

/* Inserts or replaces what the ENT says; local work on it is never touched. An item whose html is NULL keeps the html stored before if
 * modified_at did not move. @plain (nullable) is the text for the search and the excerpt. */
gboolean   ent_item_store_put        (EntDatabase *db, EntItem *item, const char *plain, EntPutResult *result, GError **error);
gboolean   ent_item_store_remove     (EntDatabase *db, EntKind kind, const char *id, GError **error);
/* Removes the rows of @kind under @parent_id (NULL: all) that are not in @ids (element-type utf8); a row with local work stays and its drafts are
 * kept. @n_gone (out) (optional). For messages @since bounds it: only rows with sort_at >= @since are considered (0: all). */
gboolean   ent_item_store_keep_only  (EntDatabase *db, EntKind kind, const char *parent_id, GPtrArray *ids, gint64 since, guint *n_gone, GError **error);
/* (read) NULL without error: not there. As the ENT has it, with its html; the local state is set on the item, the texts of a draft are not. */
EntItem   *ent_item_store_get        (EntDatabase *db, EntKind kind, const char *id, GError **error);
/* (read) */
gboolean   ent_item_store_count      (EntDatabase *db, const EntQuery *query, guint *count, GError **error);
/* (read) (transfer full) (element-type EntItem): at most @n rows, overlaid with the local work. Their html is NULL but for entries: a list shows
 * excerpts, ent_item_store_get () has the text. */
GPtrArray *ent_item_store_window     (EntDatabase *db, const EntQuery *query, guint offset, guint n, GError **error);

/* (read) (transfer full): the subjects of the entries of every notebook, most used first, at most @max; NULL-terminated. */
char     **ent_item_store_dup_subjects (EntDatabase *db, guint max, GError **error);

/* Where a pull stands. (read) for get. */
char      *ent_cursor_store_get      (EntDatabase *db, const char *resource, GError **error);
gboolean   ent_cursor_store_set      (EntDatabase *db, const char *resource, const char *value, GError **error);

/* One search hit. */
typedef struct
{
  EntKind kind;
  char   *id;          /* (owned) (nullable) */
  char   *draft_uuid;  /* (owned) (nullable) */
  char   *title;       /* (owned) */
  char   *snippet;     /* (owned): with no markup */
} EntSearchHit;
void       ent_search_hit_free       (EntSearchHit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSearchHit, ent_search_hit_free)
/* (read) (transfer full) (element-type EntSearchHit): best first. */
GPtrArray *ent_search_store_find     (EntDatabase *db, const char *words, guint max, GError **error);

G_END_DECLS
