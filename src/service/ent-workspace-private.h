/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-account-list-private.h"
#include "ent-auth-api.h"
#include "ent-clock.h"
#include "ent-connection-private.h"
#include "ent-database.h"
#include "ent-draft-private.h"
#include "ent-network-reachability.h"
#include "ent-run-credentials.h"
#include "ent-sync.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntWorkspace is one object in several files:
 *   ent-workspace.c           its life: made, opened, closed
 *   ent-workspace-session.c   signing in again, what the ENT demands
 *   ent-workspace-status.c    following the engine and the store: the card, the outbox, "changed"
 *   ent-workspace-read.c      lists and bounded reads
 *   ent-workspace-fetch.c     what is asked from the ENT to be read, pulls, flush
 *   ent-workspace-pictures.c  pictures of texts
 *   ent-workspace-attachments.c  files of messages
 *   ent-workspace-filing.c    messages moved, marked, thrown away
 *   ent-workspace-drafts.c    drafts: new, of an item, an answer
 *   ent-workspace-send.c      sending, deleting, cancelling, choosing
 *   ent-workspace-versions.c  choosing passage by passage
 *   ent-workspace-history.c   what was written before
 */

struct _EntWorkspace
{
  GObject                 parent_instance;

  char                   *data_dir;       /* (owned) */
  EntAccount             *account;        /* (owned) */
  EntRunCredentials      *credentials;    /* (owned) */
  EntDatabase            *db;             /* (owned) */
  EntClient              *client;         /* (owned) */
  EntAuthApi             *auth;           /* (owned) */
  EntClock               *clock;          /* (owned) */
  EntNetworkReachability *reachability;   /* (owned) */
  EntSync                *sync;           /* (owned) */
  EntConnection          *connection;     /* (owned) */
  GListStore             *outbox;         /* (owned) (element-type EntOutboxEntry) */
  GHashTable             *drafts;         /* (owned) (element-type utf8 EntDraft): by uuid, weak */
  GPtrArray              *class_figures;  /* (owned) (nullable) (element-type EntTodayClass) */
  GCancellable           *cancellable;    /* (owned): of what runs in the background */
  EntRequirements         demands;        /* of the last sign-in */

  gboolean                automatic;      /* pulls by itself */
  gboolean                started;
  gboolean                active;         /* its window has the focus */
  gboolean                closing;
  gboolean                is_signing_in;  /* the teacher is answering a demand */
  gboolean                cut;            /* the network card is simulated off */
  guint                   status_source;
};

/* ---- for the layer and its tools ---- */
EntWorkspace *ent_workspace_new_opened           (const char          *data_dir,
                                                  EntAccount          *account,
                                                  EntRunCredentials   *credentials,
                                                  EntDatabase         *db,
                                                  EntClient           *client);
void          ent_workspace_open_with_async      (const char          *data_dir,
                                                  EntAccount          *account,
                                                  EntRunCredentials   *credentials,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
EntSession   *ent_workspace_make_session         (EntAccount          *account,
                                                  EntRunCredentials   *credentials);
EntDatabase  *ent_workspace_get_database         (EntWorkspace        *self);
/* FALSE before the start: it pulls only when asked. */
void          ent_workspace_set_automatic        (EntWorkspace        *self,
                                                  gboolean             automatic);
EntRequirements ent_workspace_get_demands        (EntWorkspace        *self);

/* ---- between the files ---- */
void          ent_workspace_watch                (EntWorkspace        *self);
void          ent_workspace_update_status        (EntWorkspace        *self);
void          ent_workspace_set_pull_interval    (EntWorkspace        *self);
void          ent_workspace_save_account         (EntWorkspace        *self);
void          ent_workspace_emit_demand          (EntWorkspace        *self,
                                                  const GError        *error);
GPtrArray    *ent_workspace_dup_live_drafts      (EntWorkspace        *self);
EntDraft     *ent_workspace_adopt_draft          (EntWorkspace        *self,
                                                  const EntDraftRow   *row,
                                                  gboolean             stored);
void          ent_workspace_trim_history         (EntWorkspace        *self);

G_END_DECLS
