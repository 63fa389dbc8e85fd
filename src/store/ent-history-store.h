/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"
#include "ent-item.h"
#include "ent-past.h"

G_BEGIN_DECLS

/* The versions of what was written here, and of what the ENT had before it became something else. */

/* What they may take together, in bytes of text. */
#define ENT_HISTORY_BUDGET (200 * 1024 * 1024)

/* (read) (element-type EntPastVersion): newest first, with their texts. @uuid of the draft. */
GPtrArray   *ent_history_store_list          (EntDatabase *db, const char *uuid, GError **error);

/* The plain text of a version, which the store cannot read by itself. */
typedef char *(*EntHistoryPlain) (const char *html);
/* (read) (element-type EntPastText): last changed first; @words (nullable): those of which a version holds every word,
 * accents and case folded. */
GPtrArray   *ent_history_store_list_texts    (EntDatabase *db, const char *words, EntHistoryPlain to_plain, guint max, GError **error);
/* (read) (element-type EntPastVersion): newest first, without their texts. */
GPtrArray   *ent_history_store_list_versions (EntDatabase *db, const EntPastText *text, GError **error);
/* (read) (transfer full): fails NOT_FOUND when it was thinned away meanwhile. */
char        *ent_history_store_dup_html      (EntDatabase *db, gint64 id, GError **error);

/* Records a version of a draft (the ENT's text before we replace it). */
gboolean     ent_history_store_add           (EntDatabase *db, const char *uuid, const char *author, const char *title, const char *html, GError **error);
/* Records what the ENT had. */
gboolean     ent_history_store_add_item      (EntDatabase *db, EntItem *item, const char *parent_id, const char *html, GError **error);
/* Takes the oldest away beyond @budget bytes; the last version of each text stays. */
gboolean     ent_history_store_trim          (EntDatabase *db, gint64 budget, GError **error);

G_END_DECLS
