/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-draft-store.h"
#include "ent-history-store.h"
#include "ent-item.h"

G_BEGIN_DECLS

/* The columns ent_draft_row_read () wants, in its order; the texts of unbounded size come last and
 * a list may put something shorter in their place. */
#define ENT_DRAFT_SHORT_COLUMNS \
  "draft.uuid, draft.kind, draft.item_id, draft.parent_id, draft.title, draft.date," \
  " draft.recipients_to, draft.recipients_cc, draft.recipients_cci, draft.in_reply_to," \
  " draft.attachments, draft.revision, draft.sent_revision, draft.created_at, draft.updated_at"
#define ENT_DRAFT_COLUMNS ENT_DRAFT_SHORT_COLUMNS ", draft.html, draft.base, draft.theirs"
#define ENT_DRAFT_N_COLUMNS 18

/* The row at @column and after; local state not set. NULL when the kind is none we know. */
EntDraftRow *ent_draft_row_read     (EntStatement       *statement,
                                     int                 column);
/* Puts what the draft says over what the ENT said. @excerpt: (nullable). */
void         ent_draft_row_overlay  (const EntDraftRow  *self,
                                     const char         *excerpt,
                                     EntItem            *item);

/* Adds a version now; @kind and @item_id let an item find its versions once its draft is gone. */
gboolean     ent_history_record     (EntDatabase        *db,
                                     const EntDraftRow  *row,
                                     const char         *author,
                                     GError            **error);
/* The same, at most every minute; then thins. */
gboolean     ent_history_record_now_and_then
                                    (EntDatabase        *db,
                                     const EntDraftRow  *row,
                                     GError            **error);
/* Keeps my versions each minute for an hour, each hour for a day, each day for a year before @now
 * (µs UTC); those of others for a year. */
gboolean     ent_history_thin       (EntDatabase        *db,
                                     const char         *uuid,
                                     gint64              now,
                                     GError            **error);

G_END_DECLS
