/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"
#include "ent-statement.h"

G_BEGIN_DECLS

/* An EntItem in the table item: what every kind has in columns, which a list of a hundred rows
 * reads at no cost, the rest in JSON. The long texts, html and json-content, are columns of their
 * own, read apart; the parents are memberships. */

#define ENT_ITEM_COLUMNS \
  "item.id, item.title, item.excerpt, item.state, item.author_id, item.author_name," \
  " item.created_at, item.modified_at, item.sort_at, item.base_json"
#define ENT_ITEM_N_COLUMNS 10

/* The item at @column and after, whose first may not be null. */
EntItem  *ent_item_row_read (EntStatement  *statement,
                             int            column,
                             EntKind        kind,
                             GError       **error);
/* Binds the ENT_ITEM_N_COLUMNS at @index and after. */
gboolean  ent_item_row_bind (EntStatement  *statement,
                             int            index,
                             EntItem       *item,
                             GError       **error);

G_END_DECLS
