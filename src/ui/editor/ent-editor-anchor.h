/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-block.h"

G_BEGIN_DECLS

/* The place of one object in the text: a whole block (a table, a sound…), or a piece of a line (a picture, a chip). The object
 * travels with its place and is given back as it came. */

GtkTextChildAnchor *ent_editor_anchor_new_for_block (EntBlock           *block);
GtkTextChildAnchor *ent_editor_anchor_new_for_run   (EntRun             *run);
EntBlock           *ent_editor_anchor_get_block     (GtkTextChildAnchor *anchor);
EntRun             *ent_editor_anchor_get_run       (GtkTextChildAnchor *anchor);
void                ent_editor_anchor_set_block     (GtkTextChildAnchor *anchor,
                                                     EntBlock           *block);
void                ent_editor_anchor_set_run       (GtkTextChildAnchor *anchor,
                                                     EntRun             *run);

G_END_DECLS
