/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* EntSqlite: one connection with its prepared statements that rest between two uses. Used by one
 * thread at a time. */
typedef struct
{
  sqlite3    *handle;       /* (owned) */
  GHashTable *statements;   /* (owned) (element-type utf8 sqlite3_stmt): resting, by their SQL */
} EntSqlite;

EntSqlite *ent_sqlite_open        (const char  *path,
                                   int          flags,
                                   GError     **error);
void       ent_sqlite_close       (EntSqlite   *self);
gboolean   ent_sqlite_exec        (EntSqlite   *self,
                                   const char  *sql,
                                   GError     **error);
gboolean   ent_sqlite_query_int64 (EntSqlite   *self,
                                   const char  *sql,
                                   gint64      *value,
                                   GError     **error);
char      *ent_sqlite_query_text  (EntSqlite   *self,
                                   const char  *sql,
                                   GError     **error);
void       ent_sqlite_set_error   (sqlite3     *handle,
                                   int          result,
                                   const char  *doing,
                                   GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSqlite, ent_sqlite_close)

G_END_DECLS
