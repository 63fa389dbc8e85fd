/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-editor-buffer.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntEditorView: the text view of an EntEditorBuffer: a column of text, the bullets and numbers before items, the bars of quotes,
 * the widgets of objects, and the keys that mean something else in a list, a quote or beside an object. */

#define ENT_TYPE_EDITOR_VIEW (ent_editor_view_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorView, ent_editor_view, ENT, EDITOR_VIEW, GtkTextView)

EntEditorBuffer *ent_editor_view_get_buffer      (EntEditorView *self);
void             ent_editor_view_set_workspace   (EntEditorView *self,
                                                  EntWorkspace  *workspace);
void             ent_editor_view_set_placeholder (EntEditorView *self,
                                                  const char    *words);
GtkWidget       *ent_editor_view_find_object     (EntEditorView *self,
                                                  GtkTextChildAnchor *anchor);
GtkWidget       *ent_editor_view_ensure_popover  (EntEditorView *self,
                                                  GType          type);
EntWorkspace    *ent_editor_view_get_workspace   (EntEditorView *self);
void             ent_editor_view_make_compact    (EntEditorView *self);
gboolean         ent_editor_view_get_compact     (EntEditorView *self);
/* Of a paste under way: cancelled when the view goes. */
GCancellable    *ent_editor_view_get_cancellable (EntEditorView *self);
void             ent_editor_view_set_inner       (EntEditorView *self,
                                                  EntEditorView *inner);
EntEditorView   *ent_editor_view_get_active      (EntEditorView *self);

G_END_DECLS
