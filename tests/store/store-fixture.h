/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"
#include "ent-draft-store.h"
#include "ent-item-store.h"
#include "ent-outbox-store.h"

G_BEGIN_DECLS

/* One store in a folder of its own. Each helper is one job, waited for. */
typedef struct
{
  char        *folder;    /* (owned) */
  EntDatabase *db;        /* (owned) (nullable): NULL while closed */
  guint        changes;   /* what "changed" said since it was last set to 0 */
} Fixture;

void             fixture_set_up      (Fixture *fixture, gconstpointer data);
void             fixture_tear_down   (Fixture *fixture, gconstpointer data);

/* (nullable): NULL with @error. */
EntDatabase     *fixture_open        (const char *folder, GError **error);
void             fixture_close       (EntDatabase *db);
void             fixture_reopen      (Fixture *fixture);
gboolean         fixture_run         (EntDatabase *db, EntDatabaseJob job, gpointer data, GError **error);
void             fixture_remove_tree (const char *path);

EntPutResult     put                 (Fixture *fixture, EntItem *item, const char *plain);
void             remove_item         (Fixture *fixture, EntKind kind, const char *id);
guint            keep_only           (Fixture *fixture, EntKind kind, const char *parent_id, const char *ids, gint64 since);
void             save                (Fixture *fixture, const EntDraftRow *row, const char *plain);
gboolean         mark_sent           (Fixture *fixture, const char *uuid, const char *item_id, guint64 revision, const char *base);
void             set_item_id         (Fixture *fixture, const char *uuid, const char *item_id);
void             set_base            (Fixture *fixture, const char *uuid, const char *base);
void             set_theirs          (Fixture *fixture, const char *uuid, const char *theirs);
void             remove_draft        (Fixture *fixture, const char *uuid);
void             add_operation       (Fixture *fixture, EntOperationRow *row);
void             update_operation    (Fixture *fixture, const EntOperationRow *row);
void             remove_operation    (Fixture *fixture, gint64 id);

/* The titles of a list, "a|b|c". */
char            *read_titles         (Fixture *fixture, const EntQuery *query);
char            *read_titles_of      (Fixture *fixture, EntKind kind, const char *parent_id);

EntItem         *make_item           (EntKind kind, const char *id, const char *parent_id, const char *title, gint64 sort_at);
EntDraftRow     *make_draft          (EntKind kind, const char *item_id, const char *parent_id, const char *title);

G_END_DECLS
