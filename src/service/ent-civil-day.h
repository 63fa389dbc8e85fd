/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days of the wall calendar as the ENT writes them, "2026-11-24": no hour, no zone, never through UTC. */

gboolean      ent_civil_day_parse       (const char *text, GDate *day);
char         *ent_civil_day_format      (const GDate *day);
char         *ent_civil_day_add         (const char *text, int n_days);
int           ent_civil_day_between     (const char *from, const char *to);
GDateWeekday  ent_civil_day_get_weekday (const char *text);

G_END_DECLS
