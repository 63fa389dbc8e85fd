/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor-picture.h"
#include "ent-editor-view.h"

G_BEGIN_DECLS

/* EntEditorPicturePopover: the width of a picture, what it shows in words for who does not see it, its legend. What is changed while
 * it is open is one step of undo. */

#define ENT_TYPE_EDITOR_PICTURE_POPOVER (ent_editor_picture_popover_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorPicturePopover, ent_editor_picture_popover, ENT, EDITOR_PICTURE_POPOVER, GtkPopover)

/* Shows it at @picture, the widget of @anchor in @view. */
GtkWidget *ent_editor_picture_popover_ask (EntEditorView      *view,
                                           EntEditorPicture   *picture,
                                           GtkTextChildAnchor *anchor);

G_END_DECLS
