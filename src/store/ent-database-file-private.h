/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-salvage-private.h"
#include "ent-sqlite-private.h"

G_BEGIN_DECLS

/* EntDatabaseFile: the account's folder held open: the lock, the writer, the reader. */
typedef struct
{
  EntSqlite  *writer;   /* (owned) (nullable) */
  EntSqlite  *reader;   /* (owned) (nullable): read-only */
  int         lock_fd;  /* -1 when not held */
  EntSalvage *salvage;  /* (owned) (nullable): the file was damaged, and is another one now */
} EntDatabaseFile;

gboolean ent_database_file_open   (EntDatabaseFile  *self,
                                   const char       *folder,
                                   GError          **error);
void     ent_database_file_close  (EntDatabaseFile  *self);
void     ent_database_file_doubt  (const char       *folder);

/* What another file of the store needs of the folder. */
#define ENT_STORE_FILES "files"
#define ENT_STORE_PART ".part"

G_END_DECLS
