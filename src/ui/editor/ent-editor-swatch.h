/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* EntEditorSwatch: a spot of colour. It says nothing to a screen reader: what holds it does. */

#define ENT_TYPE_EDITOR_SWATCH (ent_editor_swatch_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorSwatch, ent_editor_swatch, ENT, EDITOR_SWATCH, GtkWidget)

GtkWidget *ent_editor_swatch_new       (int              width,
                                        int              height);
void       ent_editor_swatch_set_color (EntEditorSwatch *self,
                                        const char      *color);

G_END_DECLS
