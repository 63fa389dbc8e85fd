/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-editor-anchor.h"

G_BEGIN_DECLS

/* EntEditorCard: what the editor shows and does not change: a sound, a frame, files. It says what it is, shows its words,
 * and can be deleted as a whole. Signal "delete" (self): the button was pressed. */

#define ENT_TYPE_EDITOR_CARD (ent_editor_card_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorCard, ent_editor_card, ENT, EDITOR_CARD, GtkWidget)

GtkWidget          *ent_editor_card_new          (GtkTextChildAnchor *anchor);
GtkTextChildAnchor *ent_editor_card_get_anchor   (EntEditorCard      *self);
void                ent_editor_card_update       (EntEditorCard      *self);
void                ent_editor_card_set_editable (EntEditorCard      *self,
                                                  gboolean            editable);
void                ent_editor_card_set_width    (EntEditorCard      *self,
                                                  int                 width);

G_END_DECLS
