/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* EntDaysOff: the days without school, for the zone the teacher chose (setting "school-zone"); nothing until the calendar is
 * read, nor without one. A newer school-holidays.json in the user's own data folder takes the place of the installed one.
 *
 * Signal "changed" (self): other days are off. */

#define ENT_TYPE_DAYS_OFF (ent_days_off_get_type ())
G_DECLARE_FINAL_TYPE (EntDaysOff, ent_days_off, ENT, DAYS_OFF, GObject)

EntDaysOff *ent_days_off_new       (GSettings *settings);
/* (transfer full) (nullable): why there is no school that day, "Toussaint"; NULL: there is. */
char       *ent_days_off_dup_words (EntDaysOff *self, const char *date);

G_END_DECLS
