/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-civil-day.h"

#include <stdio.h>

/**
 * ent_civil_day_parse:
 * @text: (nullable): what should be "2026-11-24"
 * @day: (out): that day
 *
 * Returns: %FALSE when @text is no day of the calendar written that way
 */
gboolean
ent_civil_day_parse (const char *text,
                     GDate      *day)
{
  int y, m, d, length = 0;

  g_return_val_if_fail (day != NULL, FALSE);

  g_date_clear (day, 1);
  if (text == NULL || sscanf (text, "%4d-%2d-%2d%n", &y, &m, &d, &length) != 3 || length != 10 || text[10] != '\0' ||
      y < 1 || m < 1 || d < 1 || !g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y))
    return FALSE;

  g_date_set_dmy (day, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  return TRUE;
}

/**
 * ent_civil_day_format:
 * @day: a valid day
 *
 * Returns: (transfer full): "2026-11-24"
 */
char *
ent_civil_day_format (const GDate *day)
{
  g_return_val_if_fail (day != NULL && g_date_valid (day), NULL);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (day), g_date_get_month (day), g_date_get_day (day));
}

/**
 * ent_civil_day_add:
 * @text: a day, "2026-11-24"
 * @n_days: how many later; before it when negative
 *
 * Returns: (transfer full): that day
 */
char *
ent_civil_day_add (const char *text,
                   int         n_days)
{
  GDate day;
  gboolean valid = ent_civil_day_parse (text, &day);

  g_return_val_if_fail (valid, NULL);

  if (n_days >= 0)
    g_date_add_days (&day, (guint) n_days);
  else
    g_date_subtract_days (&day, (guint) -n_days);
  return ent_civil_day_format (&day);
}

/**
 * ent_civil_day_between:
 * @from: a day, "2026-11-24"
 * @to: another
 *
 * Returns: how many days @to is after @from; negative when it is before
 */
int
ent_civil_day_between (const char *from,
                       const char *to)
{
  GDate a, b;
  gboolean valid = ent_civil_day_parse (from, &a) && ent_civil_day_parse (to, &b);

  g_return_val_if_fail (valid, 0);

  return g_date_days_between (&a, &b);
}

/**
 * ent_civil_day_get_weekday:
 * @text: a day, "2026-11-24"
 *
 * Returns: its day of the week
 */
GDateWeekday
ent_civil_day_get_weekday (const char *text)
{
  GDate day;
  gboolean valid = ent_civil_day_parse (text, &day);

  g_return_val_if_fail (valid, G_DATE_BAD_WEEKDAY);

  return g_date_get_weekday (&day);
}
