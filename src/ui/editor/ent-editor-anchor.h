/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-block.h"

G_BEGIN_DECLS

/* EntEditorAnchor: the place of one object in the text: a whole block (a table, a sound…), or a piece of a line
 * (a picture, a chip). The object travels with its place and is given back as it came. */

#define ENT_TYPE_EDITOR_ANCHOR (ent_editor_anchor_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorAnchor, ent_editor_anchor, ENT, EDITOR_ANCHOR, GtkTextChildAnchor)

EntEditorAnchor *ent_editor_anchor_new_for_block (EntBlock        *block);
EntEditorAnchor *ent_editor_anchor_new_for_run   (EntRun          *run);
EntBlock        *ent_editor_anchor_get_block     (EntEditorAnchor *self);
EntRun          *ent_editor_anchor_get_run       (EntEditorAnchor *self);

G_END_DECLS
