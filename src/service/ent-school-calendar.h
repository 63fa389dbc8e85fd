/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* EntSchoolCalendar: on which days there is no school in metropolitan France, and why. Public holidays are computed for
 * any year; school holidays come from a file that says its source and its years, so that a newer one replaces it without a
 * newer program. Local days off (Alsace-Moselle, a bridge) are periods of that file. Never changes once loaded. */

typedef enum
{
  ENT_SCHOOL_ZONE_UNKNOWN,   /* nobody said: only what the three zones share is off */
  ENT_SCHOOL_ZONE_A,
  ENT_SCHOOL_ZONE_B,
  ENT_SCHOOL_ZONE_C,
} EntSchoolZone;

typedef enum
{
  ENT_DAY_OFF_NONE,             /* a school day */
  ENT_DAY_OFF_SUNDAY,
  ENT_DAY_OFF_PUBLIC_HOLIDAY,
  ENT_DAY_OFF_SCHOOL_HOLIDAYS,
} EntDayOff;

#define ENT_TYPE_SCHOOL_CALENDAR (ent_school_calendar_get_type ())
G_DECLARE_FINAL_TYPE (EntSchoolCalendar, ent_school_calendar, ENT, SCHOOL_CALENDAR, GObject)

/* The newest of the files at @paths (%NULL-terminated); one that is missing or not readable is passed over. */
void               ent_school_calendar_load_async  (const char * const *paths, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
/* Fails G_IO_ERROR_NOT_FOUND or _INVALID_DATA when none of them can be read. */
EntSchoolCalendar *ent_school_calendar_load_finish (GAsyncResult *result, GError **error);

/* @name (out) (optional) (transfer none) (nullable): in French, "Toussaint", as the law or the file calls it. */
EntDayOff          ent_school_calendar_find        (EntSchoolCalendar *self, EntSchoolZone zone, const char *date, const char **name);
/* FALSE: the file says nothing of that day, it may be off all the same. */
gboolean           ent_school_calendar_covers      (EntSchoolCalendar *self, const char *date);

G_END_DECLS
