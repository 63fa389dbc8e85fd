/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor.h"

G_BEGIN_DECLS

/* EntEditorLinkPopover: the popover that asks for the address of a link at the cursor. */

#define ENT_TYPE_EDITOR_LINK_POPOVER (ent_editor_link_popover_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorLinkPopover, ent_editor_link_popover, ENT, EDITOR_LINK_POPOVER, GtkPopover)

GtkWidget *ent_editor_link_popover_new              (EntEditor            *editor);
void       ent_editor_link_popover_ask              (EntEditorLinkPopover *self);
/* What is typed as an address, made one; NULL if it is none: empty, with a space, or of a kind that runs something. */
char      *ent_editor_link_popover_complete_address (const char           *typed);

G_END_DECLS
