/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor-view.h"

G_BEGIN_DECLS

/* What is drawn beside and behind the text of a view: bullets and numbers, bars of quotes, grounds of panes, the placeholder. */

int  ent_editor_drawing_get_width (EntEditorView *self);
void ent_editor_drawing_snapshot  (EntEditorView *self,
                                   GtkSnapshot   *snapshot,
                                   const char    *placeholder);

G_END_DECLS
