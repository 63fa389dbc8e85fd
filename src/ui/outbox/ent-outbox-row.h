/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-connection.h"
#include "ent-outbox-entry.h"

G_BEGIN_DECLS

/* EntOutboxRow: one line of *Brouillons et envois*: what, where, since when, why it waits, and one button. */

#define ENT_TYPE_OUTBOX_ROW (ent_outbox_row_get_type ())
G_DECLARE_FINAL_TYPE (EntOutboxRow, ent_outbox_row, ENT, OUTBOX_ROW, GtkListBoxRow)

GtkWidget      *ent_outbox_row_new       (EntOutboxEntry *entry, EntConnection *connection);
EntOutboxEntry *ent_outbox_row_get_entry (EntOutboxRow *self);

G_END_DECLS
