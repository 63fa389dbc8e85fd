/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-draft-store.h"
#include "ent-file-store.h"
#include "ent-item-store.h"
#include "ent-network-reachability.h"
#include "ent-outbox-store.h"
#include "ent-sync.h"
#include "ent-training-server.h"
#include "test-clock.h"

G_BEGIN_DECLS

#define TEACHER "camille.durand"
#define COLLEAGUE "anne.lefebvre"
#define PASSWORD "encrier"

/* An engine, its file and the training server in one main context. */
typedef struct
{
  EntTrainingServer      *server;        /* (owned) */
  char                   *folder;        /* (owned): the account's */
  EntDatabase            *db;            /* (owned) (nullable) */
  EntClient              *client;        /* (owned) (nullable) */
  EntAccount             *account;       /* (owned) (nullable) */
  TestClock              *clock;         /* (owned) */
  EntNetworkReachability *reachability;  /* (owned) */
  EntSync                *sync;          /* (owned) (nullable) */
  char                   *blog;          /* (owned): the teacher's own */
  char                   *notebook;      /* (owned): the same */
  char                   *parents;       /* (owned): a group the teacher may write to */
  char                   *teacher;       /* (owned): user id */
} Fixture;

void       fixture_set_up         (Fixture       *fixture,
                                   gconstpointer  data);
void       fixture_tear_down      (Fixture       *fixture,
                                   gconstpointer  data);
/* The parts of the two: the program, without the server. */
void       fixture_open           (Fixture       *fixture,
                                   const char    *server_uri);
void       fixture_close          (Fixture       *fixture);
void       fixture_find_places    (Fixture       *fixture);

/* Iterates until the engine rests; then moves the clock to its next try, again and again, for two
 * days at most. */
void       fixture_rest           (Fixture       *fixture);
void       fixture_settle         (Fixture       *fixture);
void       fixture_add_fault      (Fixture       *fixture,
                                   const char    *rule);
gint64     fixture_ask            (Fixture       *fixture,
                                   const char    *sql,
                                   const char    *value);
char      *fixture_dup            (Fixture       *fixture,
                                   const char    *sql,
                                   const char    *value);

/* Each runs to its end. */
void       fixture_save           (Fixture       *fixture,
                                   EntDraftRow   *draft);
void       fixture_type           (Fixture       *fixture,
                                   const char    *draft_uuid,
                                   const char    *html);
guint      fixture_send           (Fixture       *fixture,
                                   const char    *draft_uuid,
                                   EntSendHow     how);
/* Returns how many operations that made. */
guint      fixture_file           (Fixture       *fixture,
                                   const char    *message_id,
                                   EntSyncFiling  filing,
                                   const char    *folder_id);
void       fixture_delete         (Fixture       *fixture,
                                   EntKind        kind,
                                   const char    *id);
void       fixture_choose         (Fixture       *fixture,
                                   const char    *draft_uuid,
                                   EntSyncSide    side);
void       fixture_retry          (Fixture       *fixture,
                                   const char    *draft_uuid);
gboolean   fixture_cancel         (Fixture       *fixture,
                                   const char    *draft_uuid);
gboolean   fixture_pull           (Fixture       *fixture,
                                   EntPullStats  *stats,
                                   GError       **error);
/* TRUE: it was unread. */
gboolean   fixture_fetch_message  (Fixture       *fixture,
                                   const char    *id);
void       fixture_pull_kind      (Fixture       *fixture,
                                   EntKind        kind,
                                   const char    *parent_id);
/* A draft saved, of @kind, under the fixture's blog, notebook or to its parents; its uuid. */
char      *fixture_new_draft      (Fixture       *fixture,
                                   EntKind        kind,
                                   const char    *title,
                                   const char    *html);
/* A draft on an item of the mirror. */
char      *fixture_edit           (Fixture       *fixture,
                                   EntKind        kind,
                                   const char    *id,
                                   const char    *html);
/* (transfer full): a file of that name and content, kept with the account's. */
EntAttachment *fixture_add_file    (Fixture       *fixture,
                                    const char    *name,
                                    const char    *content);
/* NULL: nothing is in the outbox for it. */
EntOperationRow *fixture_get_operation (Fixture  *fixture,
                                   const char    *draft_uuid);
guint      fixture_count_operations (Fixture     *fixture);

G_END_DECLS
