/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor-view.h"
#include "ent-table-edit.h"

G_BEGIN_DECLS

/* EntEditorCell: a cell of a table: a label with its words, a view if it holds more than words, and a view to write in while it is
 * the one written in. */

#define ENT_TYPE_EDITOR_CELL (ent_editor_cell_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorCell, ent_editor_cell, ENT, EDITOR_CELL, GtkWidget)

GtkWidget          *ent_editor_cell_new           (EntCell            *cell,
                                                   const EntTableArea *area,
                                                   EntWorkspace       *workspace);
void                ent_editor_cell_set_cell      (EntEditorCell      *self,
                                                   EntCell            *cell,
                                                   gboolean            is_own);
EntCell            *ent_editor_cell_get_cell      (EntEditorCell      *self);
const EntTableArea *ent_editor_cell_get_area      (EntEditorCell      *self);
EntEditorView      *ent_editor_cell_start_editing (EntEditorCell      *self);
void                ent_editor_cell_stop_editing  (EntEditorCell      *self);
EntEditorView      *ent_editor_cell_get_view      (EntEditorCell      *self);

G_END_DECLS
