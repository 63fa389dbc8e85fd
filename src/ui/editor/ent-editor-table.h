/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor-view.h"

G_BEGIN_DECLS

/* EntEditorTable: a table of a text, whose cells are written in where they stand. Every change makes another block of the text, in
 * one step of undo; typing is undone word by word as in the text. */

#define ENT_TYPE_EDITOR_TABLE (ent_editor_table_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorTable, ent_editor_table, ENT, EDITOR_TABLE, GtkWidget)

GtkWidget *ent_editor_table_new       (EntEditorView      *view,
                                       GtkTextChildAnchor *anchor);
void       ent_editor_table_update    (EntEditorTable     *self);
void       ent_editor_table_set_width (EntEditorTable     *self,
                                       int                 width);
/* Starts to write in the cell that covers this place. */
void       ent_editor_table_enter     (EntEditorTable     *self,
                                       guint               row,
                                       guint               column);

G_END_DECLS
