/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-block.h"

G_BEGIN_DECLS

/* EntEditorTag: how a run of text wears its marks on the screen. A character has at most one, and it stands for all its
 * marks at once: what the toolbar does not offer (a colour, a size, a subscript) is carried along with the rest. */

#define ENT_TYPE_EDITOR_TAG (ent_editor_tag_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorTag, ent_editor_tag, ENT, EDITOR_TAG, GtkTextTag)

EntEditorTag *ent_editor_tag_new            (EntMarks      *marks);
EntMarks     *ent_editor_tag_get_marks      (EntEditorTag  *self);
void          ent_editor_tag_set_link_color (EntEditorTag  *self,
                                             const GdkRGBA *color);

/* The look of a whole line: margins, size, alignment. @name says everything that decides of it. */
char         *ent_editor_dup_line_tag_name  (EntBlock      *block);
GtkTextTag   *ent_editor_make_line_tag      (const char    *name,
                                             EntBlock      *block);
/* Pixels from the text's margin to where the words of @block begin. */
int           ent_editor_get_indent         (EntBlock      *block);
const char   *ent_editor_get_pane_type      (EntBlock     *block);

G_END_DECLS
