/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-sqlite-private.h"

G_BEGIN_DECLS

/* The steps this program knows, in order: the texts of schema/NNN.sql. */
GPtrArray *ent_schema_dup_steps (void);

/* FALSE with ENT_STORE_ERROR_NEWER when the file was written by a program with more steps. */
gboolean   ent_schema_check     (EntSqlite   *connection,
                                 GPtrArray   *steps,
                                 gint64      *version,
                                 GError     **error);

/* Brings the file at @path to the last of @steps; a copy is kept beside it first, unless it is
 * new. */
gboolean   ent_schema_upgrade   (EntSqlite   *connection,
                                 const char  *path,
                                 GPtrArray   *steps,
                                 GError     **error);

G_END_DECLS
