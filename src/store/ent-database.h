/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ent-error.h"
#include "ent-kind.h"
#include "ent-statement.h"

G_BEGIN_DECLS

/* EntDatabase: one account's SQLite file, one thread, one transaction a job. */

#define ENT_TYPE_DATABASE (ent_database_get_type ())
G_DECLARE_FINAL_TYPE (EntDatabase, ent_database, ENT, DATABASE, GObject)

/* Runs on the database's thread inside one transaction: TRUE commits, FALSE (with an error) rolls back. */
typedef gboolean (*EntDatabaseJob) (EntDatabase *db, gpointer data, GError **error);

/* @folder: the account's folder; created 0700 with store.sqlite in it. */
void          ent_database_open_async   (const char *folder, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
EntDatabase  *ent_database_open_finish  (GAsyncResult *result, GError **error);
/* Waits for the jobs queued before, then closes both connections and frees the lock. */
void          ent_database_close_async  (EntDatabase *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean      ent_database_close_finish (EntDatabase *self, GAsyncResult *result, GError **error);

/* Not cancellable: what was asked to be written is written. The job's data is freed on the main thread. */
void          ent_database_run_async    (EntDatabase *self, EntDatabaseJob job, gpointer data, GDestroyNotify data_free,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean      ent_database_run_finish   (EntDatabase *self, GAsyncResult *result, GError **error);

/* In a job: signal "changed" (self, guint mask of 1 << EntKind) is emitted on the main thread after the commit. */
void          ent_database_note_change  (EntDatabase *self, EntKind kind);
/* Bits beside the kinds in the mask of "changed". */
#define ENT_CHANGE_DRAFTS     (1u << 24)
#define ENT_CHANGE_OPERATIONS (1u << 25)
void          ent_database_note_bits    (EntDatabase *self, guint bits);

/* The writer in a job, the read-only connection on the main thread (bounded reads only). @sql is a literal. */
EntStatement *ent_database_prepare      (EntDatabase *self, const char *sql, GError **error);

/* On the main thread: whether it can still be read. */
gboolean      ent_database_is_open      (EntDatabase *self);
/* TRUE: the file was damaged; it is kept under @kept_name beside the new one, which has @n_drafts texts of it. */
gboolean      ent_database_get_salvage  (EntDatabase *self, guint *n_drafts, const char **kept_name);
const char   *ent_database_get_folder   (EntDatabase *self);

G_END_DECLS
