/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor.h"

G_BEGIN_DECLS

/* The actions "editor.…" of EntEditor, and their keys. */
void ent_editor_actions_install       (GtkWidgetClass *widget_class);
void ent_editor_actions_add_shortcuts (EntEditor      *self);
void ent_editor_actions_update        (EntEditor      *self);

G_END_DECLS
