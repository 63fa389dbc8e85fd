/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-account.h"
#include "ent-auth-api.h"
#include "ent-blog-api.h"
#include "ent-clock.h"
#include "ent-conversation-api.h"
#include "ent-database.h"
#include "ent-directory-api.h"
#include "ent-homework-api.h"
#include "ent-reachability.h"
#include "ent-workspace-api.h"

G_BEGIN_DECLS

/* EntSyncContext: what operations and pulls of one account work with. Its members are read only.
 *
 * Signal "operation-changed" (self, gint64 id, const char *draft_uuid): a row of the outbox moved
 * or is gone. Signal "draft-settled" (self, const char *draft_uuid): a draft has arrived, or has
 * two versions. */

#define ENT_TYPE_SYNC_CONTEXT (ent_sync_context_get_type ())
G_DECLARE_FINAL_TYPE (EntSyncContext, ent_sync_context, ENT, SYNC_CONTEXT, GObject)

struct _EntSyncContext
{
  GObject             parent_instance;

  EntDatabase        *db;            /* (owned) */
  EntClient          *client;        /* (owned) */
  EntAccount         *account;       /* (owned) */
  EntClock           *clock;         /* (owned) */
  EntReachability    *reachability;  /* (owned) */
  EntAuthApi         *auth;          /* (owned) */
  EntBlogApi         *blog;          /* (owned) */
  EntHomeworkApi     *homework;      /* (owned) */
  EntConversationApi *conversation;  /* (owned) */
  EntDirectoryApi    *directory;     /* (owned) */
  EntWorkspaceApi    *workspace;     /* (owned) */
  gboolean            stopping;      /* nothing new begins */
  guint               n_arrivals;    /* things of ours the mirror took: an older answer is stale */
};

EntSyncContext *ent_sync_context_new                    (EntDatabase     *db,
                                                         EntClient       *client,
                                                         EntAccount      *account,
                                                         EntClock        *clock,
                                                         EntReachability *reachability);
void            ent_sync_context_stop                   (EntSyncContext  *self);
void            ent_sync_context_note_arrival           (EntSyncContext  *self);
void            ent_sync_context_account_known          (EntSyncContext  *self);
void            ent_sync_context_emit_operation_changed (EntSyncContext  *self,
                                                         gint64           id,
                                                         const char      *draft_uuid);
void            ent_sync_context_emit_draft_settled     (EntSyncContext  *self,
                                                         const char      *draft_uuid);

G_END_DECLS
