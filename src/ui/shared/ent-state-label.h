/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-item.h"

G_BEGIN_DECLS

/* EntStateLabel: where a text stands, in a word and a colour; nothing when the ENT has it. */

#define ENT_TYPE_STATE_LABEL (ent_state_label_get_type ())
G_DECLARE_FINAL_TYPE (EntStateLabel, ent_state_label, ENT, STATE_LABEL, GtkWidget)

GtkWidget *ent_state_label_new       (void);
void       ent_state_label_set_state (EntStateLabel *self, EntLocalState state);

G_END_DECLS
