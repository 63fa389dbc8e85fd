/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"
#include "ent-draft-row.h"

G_BEGIN_DECLS

/* What is being written on this computer. Functions run in a job; those marked (read) also on the main thread. */

/* Inserts or updates by uuid, adds a history row at most every minute; @plain feeds the search and the excerpt.
 * On a row that is there, only what the teacher changes is written (parent, title, html, date, people, attachments, revision,
 * updated_at): item_id, base, theirs and sent_revision belong to the functions below, so that a save that took its copy before a
 * sending ended cannot undo what the sending noted. A revision older than the stored one goes to the history only. Words saved after
 * their draft left (mark_sent) make a draft on the item it became, or a new message; a revision that left already, none. */
gboolean     ent_draft_store_save          (EntDatabase *db, const EntDraftRow *row, const char *plain, GError **error);
/* (read) NULL without error: not there. */
EntDraftRow *ent_draft_store_get           (EntDatabase *db, const char *uuid, GError **error);
/* (read) the draft on an item of the ENT, if any. */
EntDraftRow *ent_draft_store_get_for_item  (EntDatabase *db, EntKind kind, const char *item_id, GError **error);
/* (read) (element-type EntDraftRow): last touched first. */
GPtrArray   *ent_draft_store_list          (EntDatabase *db, GError **error);
/* The text stays in the history. */
gboolean     ent_draft_store_remove        (EntDatabase *db, const char *uuid, GError **error);
/* The ENT has it: remembers its id, the revision it took and the new base. The draft row goes away if nothing was typed since
 * (revision == sent_revision), else it stays as a draft on the new base. @remains (out) (optional). */
gboolean     ent_draft_store_mark_sent     (EntDatabase *db, const char *uuid, const char *item_id, guint64 sent_revision,
                                            const char *base, gboolean *remains, GError **error);
/* (read) (transfer full): what a draft that left became on the ENT; NULL without error: not known (any more). */
char        *ent_draft_store_dup_sent_item_id (EntDatabase *db, const char *uuid, GError **error);
/* Remembers the server's id (message draft, post) before anything else is done with it; NULL when the ENT has it no more. */
gboolean     ent_draft_store_set_item_id   (EntDatabase *db, const char *uuid, const char *item_id, GError **error);
/* "Deux versions": the ENT's version beside mine (JSON of the item), or NULL once settled. */
gboolean     ent_draft_store_set_theirs    (EntDatabase *db, const char *uuid, const char *theirs, GError **error);

/* What was merged or chosen was made from @base (JSON of the item). */
gboolean     ent_draft_store_set_base      (EntDatabase *db, const char *uuid, const char *base, GError **error);

G_END_DECLS
