/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ent-account.h"
#include "ent-client.h"
#include "ent-clock.h"
#include "ent-database.h"
#include "ent-kind.h"
#include "ent-reachability.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_SYNC_OFFLINE,     /* no answer from the ENT, or no request may be made */
  ENT_SYNC_ONLINE,
  ENT_SYNC_BUSY,        /* pulling or sending */
  ENT_SYNC_SIGNED_OUT,  /* the ENT wants something first; everything waits for ent_sync_resume () */
} EntSyncState;

typedef enum
{
  ENT_SYNC_STEP_NONE,
  ENT_SYNC_STEP_SIGNING_IN,
  ENT_SYNC_STEP_NOTEBOOKS,
  ENT_SYNC_STEP_MESSAGES,
  ENT_SYNC_STEP_BLOGS,
  ENT_SYNC_STEP_CLASSES,
} EntSyncStep;

typedef enum
{
  ENT_SYNC_SIDE_MINE,
  ENT_SYNC_SIDE_THEIRS,
  ENT_SYNC_SIDE_BOTH,   /* theirs, then mine */
  ENT_SYNC_SIDE_APART,  /* theirs there; mine as a new draft here */
} EntSyncSide;

/* What a pull took and found. */
typedef struct
{
  guint   requests;
  guint64 bytes;      /* received */
  guint   n_new;
  guint   n_changed;
  guint   n_gone;
} EntPullStats;

/* EntSync: the engine of one account: the queue of what leaves and the pulls of what comes.
 * Everything in the main thread.
 *
 * Signal "state-changed" (self): state, error, sent-at, pulled-at or idleness changed: ask the
 *        getters.
 * Signal "progress" (self, guint step (EntSyncStep), double fraction): of the pull under way;
 *        STEP_NONE ends it.
 * Signal "operation-changed" (self, gint64 id, const char *draft_uuid (nullable)): a row of the
 *        outbox moved or is gone.
 * Signal "draft-settled" (self, const char *draft_uuid): an operation of a draft has arrived on the
 *        ENT, met another version, or took it: whoever shows it reads it again. */

#define ENT_TYPE_SYNC (ent_sync_get_type ())
G_DECLARE_FINAL_TYPE (EntSync, ent_sync, ENT, SYNC, GObject)

EntSync      *ent_sync_new                  (EntDatabase *db, EntClient *client,
                                             EntAccount *account, EntClock *clock,
                                             EntReachability *reachability);
/* What was being sent when the program ended goes on; from now on the queue moves by itself. */
void          ent_sync_start                (EntSync *self);
/* Lets the request under way end, starts no other. */
void          ent_sync_stop_async           (EntSync *self, GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean      ent_sync_stop_finish          (EntSync *self, GAsyncResult *result, GError **error);
/* Pulls by itself every @seconds; 0, the default: only when asked. */
void          ent_sync_set_pull_interval    (EntSync *self, guint seconds);

/* ---- state ---- */
EntSyncState  ent_sync_get_state            (EntSync *self);
/* nullable: why it is OFFLINE or SIGNED_OUT */
const GError *ent_sync_get_error            (EntSync *self);
/* µs UTC of the last pull that ended well, 0 never */
gint64        ent_sync_get_pulled_at        (EntSync *self);
/* µs UTC of the last thing that arrived, 0 never */
gint64        ent_sync_get_sent_at          (EntSync *self);
/* TRUE: nothing is under way and nothing can move right now (what is due waits for a time, for the
 * network or for a sign-in). */
gboolean      ent_sync_is_idle              (EntSync *self);
/* µs UTC of the next try by itself (not of a deferred sending), 0: none. Meaningful while idle. */
gint64        ent_sync_get_next_try_at      (EntSync *self);
/* After a new sign-in, or after what the ENT wanted was done: everything goes on. */
void          ent_sync_resume               (EntSync *self);
/* Somebody outside (the sign-in) met @error: the state follows, everything waits. */
void          ent_sync_suspend              (EntSync *self, const GError *error);

/* ---- the queue ---- */
/* One transaction freezes the draft into operations. @not_before: µs UTC, 0: at once. Not
 * cancellable. Fails with ENT_SYNC_ERROR_EMPTY, _NO_RECIPIENT, ENT_STORE_ERROR_*. */
void          ent_sync_enqueue_draft_async  (EntSync *self, const char *draft_uuid, EntSendHow how,
                                             gint64 not_before, GAsyncReadyCallback callback,
                                             gpointer user_data);
/* (transfer full) (element-type gint64): ids of the operations, in order. */
GArray       *ent_sync_enqueue_draft_finish (EntSync *self, GAsyncResult *result, GError **error);
/* Deletes an item of the ENT: POST, COMMENT, ENTRY, MESSAGE (to the trash; a draft for good). */
void          ent_sync_enqueue_delete_async (EntSync *self, EntKind kind, const char *id,
                                             GAsyncReadyCallback callback, gpointer user_data);
GArray       *ent_sync_enqueue_delete_finish (EntSync *self, GAsyncResult *result, GError **error);
/* Files messages, all in one transaction; one operation each, so that one that is gone sinks no other. What was asked
 * for one before and has not begun is replaced. @folder_id: of a move; NULL: out of the trash. */
typedef enum { ENT_SYNC_MOVE, ENT_SYNC_TRASH, ENT_SYNC_MARK_READ, ENT_SYNC_MARK_UNREAD } EntSyncFiling;
void          ent_sync_file_messages_async  (EntSync *self, const char * const *ids,
                                             EntSyncFiling filing, const char *folder_id,
                                             GAsyncReadyCallback callback, gpointer user_data);
GArray       *ent_sync_file_messages_finish (EntSync *self, GAsyncResult *result, GError **error);
/* Takes a draft out of the queue; it stays a draft. FALSE without error: too late, it is
 * leaving. */
void          ent_sync_cancel_async         (EntSync *self, const char *draft_uuid,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean      ent_sync_cancel_finish        (EntSync *self, GAsyncResult *result, GError **error);
/* What waits for a time (not for its not_before) is tried at once. */
void          ent_sync_send_now_async       (EntSync *self, GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean      ent_sync_send_now_finish      (EntSync *self, GAsyncResult *result, GError **error);
/* What was refused is tried again, what waits or was deferred leaves now. */
void          ent_sync_retry_async          (EntSync *self, const char *draft_uuid,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean      ent_sync_retry_finish         (EntSync *self, GAsyncResult *result, GError **error);
/* Settles "deux versions". MINE and BOTH leave again, against the ENT's version as the new base;
 * THEIRS gives the draft up (my text stays in the history). */
void          ent_sync_choose_async         (EntSync *self, const char *draft_uuid,
                                             EntSyncSide side, GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean      ent_sync_choose_finish        (EntSync *self, GAsyncResult *result, GError **error);
/* Settles them with a text made of both; one that is the ENT's gives the draft up. @date: of an entry. */
void          ent_sync_choose_text_async    (EntSync *self, const char *draft_uuid,
                                             const char *title, const char *date, const char *html,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean      ent_sync_choose_text_finish   (EntSync *self, GAsyncResult *result, GError **error);

/* ---- pulls ---- */
/* Everything; one at a time: a second call joins the one under way. @stats (out) (optional). */
void          ent_sync_pull_async           (EntSync *self, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean      ent_sync_pull_finish          (EntSync *self, GAsyncResult *result,
                                             EntPullStats *stats, GError **error);
/* One list, on demand: MESSAGE: the next page of the folder @parent_id; POST: the blog @parent_id
 * whole; COMMENT: those of the post @parent_id; ENTRY: those of the notebook @parent_id; RECIPIENT
 * (NULL): everybody one may write to. */
void          ent_sync_pull_kind_async      (EntSync *self, EntKind kind, const char *parent_id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
/* @more (out) (optional): the ENT has further pages. */
gboolean      ent_sync_pull_kind_finish     (EntSync *self, GAsyncResult *result, gboolean *more,
                                             GError **error);
/* The body of a message. Reading it marks it read on the ENT; @marked_read (out) (optional) says
 * that this call did. */
void          ent_sync_fetch_message_async  (EntSync *self, const char *id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean      ent_sync_fetch_message_finish (EntSync *self, GAsyncResult *result,
                                             gboolean *marked_read, GError **error);

G_END_DECLS
