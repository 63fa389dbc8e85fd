/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntRecipientsField: a line of recipients as chips, and an entry that completes over the people and groups kept on this
 * computer. Property "label" ("To"), "used-in" (EntUsedIn as uint). Signal "changed" (self). */

#define ENT_TYPE_RECIPIENTS_FIELD (ent_recipients_field_get_type ())
G_DECLARE_FINAL_TYPE (EntRecipientsField, ent_recipients_field, ENT, RECIPIENTS_FIELD, GtkWidget)

void       ent_recipients_field_set_workspace  (EntRecipientsField *self, EntWorkspace *workspace);
/* (transfer full) (element-type EntRecipient) */
GPtrArray *ent_recipients_field_dup_recipients (EntRecipientsField *self);
void       ent_recipients_field_set_recipients (EntRecipientsField *self, GPtrArray *recipients);
/* What was typed and stands for nobody yet; nullable. */
const char *ent_recipients_field_get_unknown  (EntRecipientsField *self);
void       ent_recipients_field_focus          (EntRecipientsField *self);

G_END_DECLS
