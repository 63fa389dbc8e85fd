/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-entry-card.h"
#include "ent-entry.h"

G_BEGIN_DECLS

/* EntDayColumn: one day of the week view: its name, its cards in order, a place to add one.
 * Signals "open" (self, EntEntry *entry), "add" (self, const char *date), "remove" (self, EntEntry *entry), "move" (self, EntEntry
 * *entry, const char *date): a card was dropped on this day. */

#define ENT_TYPE_DAY_COLUMN (ent_day_column_get_type ())
G_DECLARE_FINAL_TYPE (EntDayColumn, ent_day_column, ENT, DAY_COLUMN, GtkWidget)

GtkWidget  *ent_day_column_new        (void);
/* @entries: (nullable): the live list of the day. @writable: whether I may add to this notebook. */
void        ent_day_column_set_day    (EntDayColumn *self, const char *date, GListModel *entries, gboolean today, gboolean writable);
void        ent_day_column_set_off    (EntDayColumn *self, const char *words);
const char *ent_day_column_get_date   (EntDayColumn *self);
gboolean    ent_day_column_take_focus (EntDayColumn *self);
gboolean    ent_day_column_has_focus_inside (EntDayColumn *self);
EntEntryCard *ent_day_column_get_focused (EntDayColumn *self);

G_END_DECLS
