/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* EntEditorPalette: the popover with the colours that the ENT offers for words and behind them. Its buttons are the actions
 * "format.color" and "format.highlight" of what it is shown over. */

#define ENT_TYPE_EDITOR_PALETTE (ent_editor_palette_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorPalette, ent_editor_palette, ENT, EDITOR_PALETTE, GtkPopover)

GtkWidget *ent_editor_palette_new (void);

G_END_DECLS
