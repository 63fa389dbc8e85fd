/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor.h"

G_BEGIN_DECLS

/* EntEditorTablePopover: how many rows and columns a new table has: squares to point at, or to choose from with the arrows. */

#define ENT_TYPE_EDITOR_TABLE_POPOVER (ent_editor_table_popover_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorTablePopover, ent_editor_table_popover, ENT, EDITOR_TABLE_POPOVER, GtkPopover)

/* Shows it at the cursor of @editor. */
void ent_editor_table_popover_ask    (EntEditor             *editor);
/* As a click on a square does. */
void ent_editor_table_popover_choose (EntEditorTablePopover *self,
                                      guint                  n_rows,
                                      guint                  n_columns);

G_END_DECLS
