/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-message.h"

G_BEGIN_DECLS

/* EntMessageRow: a message in a list: who, when, about what, where it stands. */

#define ENT_TYPE_MESSAGE_ROW (ent_message_row_get_type ())
G_DECLARE_FINAL_TYPE (EntMessageRow, ent_message_row, ENT, MESSAGE_ROW, GtkWidget)

GtkWidget *ent_message_row_new         (void);
/* @show_recipients: of a message of mine, whom it is for instead of who wrote it. @message (nullable): lets go. */
void       ent_message_row_set_message (EntMessageRow *self, EntMessage *message, gboolean show_recipients);

G_END_DECLS
