/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-connection.h"

G_BEGIN_DECLS

/* EntConnectionCard: what the link with the ENT does, in a sentence; the one place that tells of a lost network. */

#define ENT_TYPE_CONNECTION_CARD (ent_connection_card_get_type ())
G_DECLARE_FINAL_TYPE (EntConnectionCard, ent_connection_card, ENT, CONNECTION_CARD, GtkWidget)

void ent_connection_card_set_connection (EntConnectionCard *self, EntConnection *connection);

G_END_DECLS
