/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-message.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntAttachmentBar: the files of a message that was received, to open and to save; hidden when it has none. */

#define ENT_TYPE_ATTACHMENT_BAR (ent_attachment_bar_get_type ())
G_DECLARE_FINAL_TYPE (EntAttachmentBar, ent_attachment_bar, ENT, ATTACHMENT_BAR, GtkWidget)

void ent_attachment_bar_set_workspace (EntAttachmentBar *self, EntWorkspace *workspace);
void ent_attachment_bar_set_message   (EntAttachmentBar *self, EntMessage *message);

G_END_DECLS
