/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor-view.h"

G_BEGIN_DECLS

/* The widgets that stand for the objects of a text: what they are made of, how they take the keyboard and the mouse. Tab reaches
 * one, Enter opens it, Delete takes it out, the arrows go back to the words beside it. */

GtkWidget          *ent_editor_objects_make       (EntEditorView      *view,
                                                   GtkTextChildAnchor *anchor,
                                                   EntWorkspace       *workspace,
                                                   GHashTable         *textures);
GtkTextChildAnchor *ent_editor_objects_get_anchor (GtkWidget          *child);
void                ent_editor_objects_update     (GtkWidget          *child);
void                ent_editor_objects_fit        (GtkWidget          *child,
                                                   int                 width);
void                ent_editor_objects_open       (EntEditorView      *view,
                                                   GtkWidget          *child);

G_END_DECLS
