/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* EntStatement: a prepared statement; values are bound, columns read by number from 0. */
typedef struct _EntStatement EntStatement;

gboolean    ent_statement_bind_text   (EntStatement *self, int index, const char *text, GError **error);   /* NULL binds null */
gboolean    ent_statement_bind_int64  (EntStatement *self, int index, gint64 value, GError **error);
gboolean    ent_statement_bind_bytes  (EntStatement *self, int index, GBytes *bytes, GError **error);
/* Runs to the end, reset for the next bind. */
gboolean    ent_statement_run         (EntStatement *self, GError **error);
/* TRUE: a row is there; FALSE without error: the end. */
gboolean    ent_statement_next        (EntStatement *self, GError **error);
const char *ent_statement_get_text    (EntStatement *self, int column);   /* borrowed until the next step; NULL for null */
gint64      ent_statement_get_int64   (EntStatement *self, int column);
GBytes     *ent_statement_dup_bytes   (EntStatement *self, int column);
void        ent_statement_reset       (EntStatement *self);
void        ent_statement_free        (EntStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntStatement, ent_statement_free)

G_END_DECLS
