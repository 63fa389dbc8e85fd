/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntMessageView: a message being read. Opening it fetches the text if this computer does not have it, which marks it
 * read on the ENT. */

#define ENT_TYPE_MESSAGE_VIEW (ent_message_view_get_type ())
G_DECLARE_FINAL_TYPE (EntMessageView, ent_message_view, ENT, MESSAGE_VIEW, GtkWidget)

void        ent_message_view_set_workspace (EntMessageView *self, EntWorkspace *workspace);
void        ent_message_view_show          (EntMessageView *self, EntMessage *message);
EntMessage *ent_message_view_get_message   (EntMessageView *self);

G_END_DECLS
