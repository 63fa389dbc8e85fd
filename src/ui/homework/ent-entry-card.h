/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-entry.h"

G_BEGIN_DECLS

/* EntEntryCard: one line of the log in its day: subject with its colour, first words, where it stands. */

#define ENT_TYPE_ENTRY_CARD (ent_entry_card_get_type ())
G_DECLARE_FINAL_TYPE (EntEntryCard, ent_entry_card, ENT, ENTRY_CARD, GtkListBoxRow)

GtkWidget *ent_entry_card_new      (EntEntry *entry);
EntEntry  *ent_entry_card_get_entry (EntEntryCard *self);

G_END_DECLS
