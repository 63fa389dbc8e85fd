/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-pull.h"
#include "ent-sync.h"

G_BEGIN_DECLS

/* Whether the ENT answers me. */
typedef enum
{
  ENT_LINE_UNKNOWN,
  ENT_LINE_TRYING,
  ENT_LINE_GOOD,
  ENT_LINE_BAD,      /* until the timer rings */
} EntLine;

struct _EntSync
{
  GObject         parent_instance;

  EntSyncContext *context;        /* (owned) */
  EntSyncState    state;          /* as last told */
  gboolean        was_idle;       /* as last told */
  GError         *error;          /* (owned) (nullable): why offline or signed out */
  gboolean        started;
  gboolean        suspended;      /* the ENT wants something first */

  EntLine         line;
  guint           line_failures;  /* in a row */
  gint64          line_retry_at;  /* µs UTC, 0: by itself never */
  guint           line_timer;     /* of the clock, 0: none */

  GPtrArray      *running;        /* (owned) (element-type EntOperation) */
  guint           due_timer;      /* of the clock, 0: none */
  guint           n_jobs;         /* writes asked for and not over */

  EntPull        *pull;           /* (owned) (nullable): asked for or under way */
  GCancellable   *pull_cancellable; /* (owned) (nullable): its own */
  gboolean        pull_runs;
  GPtrArray      *pull_waiters;   /* (owned) (element-type GTask) */
  guint           n_fetches;      /* single lists and messages under way */
  guint           pull_interval;  /* seconds, 0: none */
  guint           pull_timer;     /* of the clock, 0: none */

  GTask          *stopping;       /* (owned) (nullable): ends when nothing is under way */
};

/* ent-sync.c */
void     ent_sync_move         (EntSync      *self);
void     ent_sync_tell         (EntSync      *self);
void     ent_sync_meet         (EntSync      *self,
                                const GError *error);
void     ent_sync_begin_job    (EntSync      *self);
void     ent_sync_end_job      (EntSync      *self);
gboolean ent_sync_may_ask      (EntSync      *self,
                                GError      **error);

/* ent-sync-line.c */
void     ent_sync_line_try     (EntSync      *self);
void     ent_sync_line_forget  (EntSync      *self);
void     ent_sync_line_stop    (EntSync      *self);

/* ent-sync-queue.c */
void     ent_sync_queue_move   (EntSync      *self);
void     ent_sync_queue_stop   (EntSync      *self);
void     ent_sync_queue_wake   (EntSync      *self);

/* ent-sync-pulls.c */
void     ent_sync_pulls_move   (EntSync      *self);
void     ent_sync_pulls_stop   (EntSync      *self);
void     ent_sync_pulls_restart_timer (EntSync *self);

G_END_DECLS
