/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-image.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntEditorPicture: a picture of the ENT in a line of text. It is fetched through the workspace when it is first on screen; a
 * picture of another site is never fetched: its place says so. */

#define ENT_TYPE_EDITOR_PICTURE (ent_editor_picture_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorPicture, ent_editor_picture, ENT, EDITOR_PICTURE, GtkWidget)

GtkWidget *ent_editor_picture_new           (EntImage         *image,
                                             EntWorkspace     *workspace,
                                             GHashTable       *textures);
void       ent_editor_picture_set_max_width (EntEditorPicture *self,
                                             int               max_width);
void       ent_editor_picture_set_image      (EntEditorPicture *self,
                                              EntImage         *image);
int        ent_editor_picture_get_said_width (EntEditorPicture *self);
int        ent_editor_picture_get_height_for (EntEditorPicture *self,
                                              int               width);

G_END_DECLS
