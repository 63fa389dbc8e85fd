/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-recipient.h"

G_BEGIN_DECLS

/* EntRecipientChip: one recipient, with how many people a group is, and a cross to take it away.
 * Signal "removed" (self). */

#define ENT_TYPE_RECIPIENT_CHIP (ent_recipient_chip_get_type ())
G_DECLARE_FINAL_TYPE (EntRecipientChip, ent_recipient_chip, ENT, RECIPIENT_CHIP, GtkWidget)

GtkWidget    *ent_recipient_chip_new           (EntRecipient *recipient, gboolean removable);
EntRecipient *ent_recipient_chip_get_recipient (EntRecipientChip *self);

G_END_DECLS
