/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntMessageComposer: a message being written: recipients, subject, text, files, where it stands.
 * Signals "done" (self): sent into the queue, or thrown away; "held-back" (self, const char *draft_uuid): taken back in time,
 * to be written on. */

#define ENT_TYPE_MESSAGE_COMPOSER (ent_message_composer_get_type ())
G_DECLARE_FINAL_TYPE (EntMessageComposer, ent_message_composer, ENT, MESSAGE_COMPOSER, GtkWidget)

void      ent_message_composer_set_workspace (EntMessageComposer *self, EntWorkspace *workspace);
/* (nullable): lets the one shown go, saved. */
void      ent_message_composer_set_draft     (EntMessageComposer *self, EntDraft *draft);
EntDraft *ent_message_composer_get_draft     (EntMessageComposer *self);

G_END_DECLS
