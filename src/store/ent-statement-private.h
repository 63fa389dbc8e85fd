/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-sqlite-private.h"
#include "ent-statement.h"

G_BEGIN_DECLS

EntStatement *ent_statement_new (EntSqlite   *connection,
                                 const char  *sql,
                                 GError     **error);

G_END_DECLS
