/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* EntWeekChooser: which week is shown, with its number; before, after, or any by a calendar.
 *
 * Signal "chosen" (self, const char *date): a civil date, "2026-11-24", of the week wanted. */

#define ENT_TYPE_WEEK_CHOOSER (ent_week_chooser_get_type ())
G_DECLARE_FINAL_TYPE (EntWeekChooser, ent_week_chooser, ENT, WEEK_CHOOSER, GtkWidget)

/* @monday: its first day; @n_days: how many are shown. */
void ent_week_chooser_set_week (EntWeekChooser *self, GDateTime *monday, int n_days);
/* Asks for the week @n_weeks after the one shown. */
void ent_week_chooser_step     (EntWeekChooser *self, int n_weeks);

G_END_DECLS
