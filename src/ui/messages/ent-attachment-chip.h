/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-attachment.h"

G_BEGIN_DECLS

/* EntAttachmentChip: a file of a message that was received: pressed, it is opened; beside it, a button saves it elsewhere.
 * Signals "open" and "save". */

#define ENT_TYPE_ATTACHMENT_CHIP (ent_attachment_chip_get_type ())
G_DECLARE_FINAL_TYPE (EntAttachmentChip, ent_attachment_chip, ENT, ATTACHMENT_CHIP, GtkWidget)

GtkWidget     *ent_attachment_chip_new            (EntAttachment     *attachment);
EntAttachment *ent_attachment_chip_get_attachment (EntAttachmentChip *self);
/* While its file is on its way. */
void           ent_attachment_chip_set_busy       (EntAttachmentChip *self, gboolean busy);

G_END_DECLS
