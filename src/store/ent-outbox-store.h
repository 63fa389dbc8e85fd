/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"
#include "ent-operation-row.h"

G_BEGIN_DECLS

/* The queue is this table; there is no list in memory beside it. Functions run in a job; those marked (read) also on the main thread. */

/* Adds a row; returns its id in row->id. */
gboolean         ent_outbox_store_add        (EntDatabase *db, EntOperationRow *row, GError **error);
gboolean         ent_outbox_store_update     (EntDatabase *db, const EntOperationRow *row, GError **error);
gboolean         ent_outbox_store_remove     (EntDatabase *db, gint64 id, GError **error);   /* rows that depended on it are released */
/* (read) */
EntOperationRow *ent_outbox_store_get        (EntDatabase *db, gint64 id, GError **error);
/* (read) (element-type EntOperationRow): oldest first. */
GPtrArray       *ent_outbox_store_list       (EntDatabase *db, GError **error);
/* (read) (element-type EntOperationRow) */
GPtrArray       *ent_outbox_store_list_draft (EntDatabase *db, const char *draft_uuid, GError **error);
/* (read) (element-type EntOperationRow): those that may run at @now (µs UTC): WAITING or SENDING, depends on nothing, next_try_at and not_before
 * passed; unfinished units first, then oldest first. */
GPtrArray       *ent_outbox_store_due        (EntDatabase *db, gint64 now, GError **error);
/* (read) When the next one becomes due, 0 if none ever will by itself. */
gint64           ent_outbox_store_next_due   (EntDatabase *db, gint64 now, GError **error);
/* The network came back, or the teacher asks: what waits for a time (not for not_before) is due now. */
gboolean         ent_outbox_store_wake       (EntDatabase *db, GError **error);
/* What waits for a right password again: nothing to do; what was BLOCKED on @draft_uuid waits again. */
gboolean         ent_outbox_store_unblock    (EntDatabase *db, const char *draft_uuid, GError **error);
/* What of it waits, also for an hour the teacher chose, is due now. */
gboolean         ent_outbox_store_hurry      (EntDatabase *db, const char *draft_uuid, GError **error);
/* Takes the draft out of the queue, if nothing of it has left yet. @removed (out). */
gboolean         ent_outbox_store_cancel     (EntDatabase *db, const char *draft_uuid, gboolean *removed, GError **error);
/* (read) */
gboolean         ent_outbox_store_count      (EntDatabase *db, guint *waiting, guint *blocked, guint *changed, GError **error);

G_END_DECLS
