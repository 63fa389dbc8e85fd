/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor.h"

G_BEGIN_DECLS

/* EntEditorBar: the buttons over an EntEditor: kind of line, marks, lists, link, undo, redo. Those that format
 * are the editor's own "format.…" actions: their states are what the buttons show.
 * Property "editor"; hidden while the editor is not editable. */

#define ENT_TYPE_EDITOR_BAR (ent_editor_bar_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorBar, ent_editor_bar, ENT, EDITOR_BAR, GtkWidget)

GtkWidget *ent_editor_bar_new        (void);
EntEditor *ent_editor_bar_get_editor (EntEditorBar *self);
void       ent_editor_bar_set_editor (EntEditorBar *self,
                                      EntEditor    *editor);

G_END_DECLS
