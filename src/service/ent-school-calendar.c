/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-school-calendar.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "ent-civil-day.h"

typedef struct
{
  char     *name;    /* (owned): "Toussaint" */
  gboolean  zones[ENT_SCHOOL_ZONE_C + 1];
  char     *from;    /* (owned): first day without school */
  char     *until;   /* (owned): the day school starts again */
} Period;

struct _EntSchoolCalendar
{
  GObject    parent_instance;

  GPtrArray *periods;   /* (owned) (element-type Period) */
  char      *updated;   /* (owned): "" when the file does not say */
  char      *first;     /* (owned) (nullable): first day the file speaks of */
  char      *end;       /* (owned) (nullable): the day after the last one */
};

G_DEFINE_FINAL_TYPE (EntSchoolCalendar, ent_school_calendar, G_TYPE_OBJECT)

/* School holidays are a few lines a year: a file beyond this is something else. */
#define MAX_SIZE (1024 * 1024)

static void
period_free (gpointer data)
{
  Period *period = data;

  g_free (period->name);
  g_free (period->from);
  g_free (period->until);
  g_free (period);
}

static void
ent_school_calendar_finalize (GObject *object)
{
  EntSchoolCalendar *self = ENT_SCHOOL_CALENDAR (object);

  g_ptr_array_unref (self->periods);
  g_free (self->updated);
  g_free (self->first);
  g_free (self->end);

  G_OBJECT_CLASS (ent_school_calendar_parent_class)->finalize (object);
}

static void
ent_school_calendar_class_init (EntSchoolCalendarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_school_calendar_finalize;
}

static void
ent_school_calendar_init (EntSchoolCalendar *self)
{
  self->periods = g_ptr_array_new_with_free_func (period_free);
  self->updated = g_strdup ("");
}

/* ---- the file ---- */

/* json-glib warns when a member is of another type than the one asked for, and a file of the user may hold anything. */
static const char *
get_text (JsonObject *object,
          const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static const char *
get_day (JsonObject *object,
         const char *member)
{
  const char *text = get_text (object, member);
  GDate day;

  return ent_civil_day_parse (text, &day) ? text : NULL;
}

static JsonArray *
get_list (JsonObject *object,
          const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
stretch (EntSchoolCalendar *self,
         const char        *first,
         const char        *end)
{
  if (self->first == NULL || strcmp (first, self->first) < 0)
    {
      g_free (self->first);
      self->first = g_strdup (first);
    }
  if (self->end == NULL || strcmp (end, self->end) > 0)
    {
      g_free (self->end);
      self->end = g_strdup (end);
    }
}

static void
read_period (EntSchoolCalendar *self,
             JsonObject        *object)
{
  const char *name = get_text (object, "name");
  const char *zones = get_text (object, "zones");
  const char *from = get_day (object, "from");
  JsonNode *to = json_object_get_member (object, "to");
  g_autofree char *until = g_strdup (get_day (object, "to"));
  Period *period;

  /* A summer whose end is not decided yet: school never starts later than September. */
  if (until == NULL && from != NULL && (to == NULL || JSON_NODE_HOLDS_NULL (to)))
    until = g_strdup_printf ("%.4s-09-01", from);
  if (name == NULL || zones == NULL || from == NULL || until == NULL || strcmp (from, until) >= 0)
    {
      g_message ("A period of the school holidays cannot be read and is left out");
      return;
    }

  period = g_new0 (Period, 1);
  period->name = g_strdup (name);
  for (int i = 0; i < 3; i++)
    period->zones[ENT_SCHOOL_ZONE_A + i] = strchr (zones, 'A' + i) != NULL;
  period->zones[ENT_SCHOOL_ZONE_UNKNOWN] = period->zones[ENT_SCHOOL_ZONE_A] && period->zones[ENT_SCHOOL_ZONE_B] &&
                                           period->zones[ENT_SCHOOL_ZONE_C];
  period->from = g_strdup (from);
  period->until = g_steal_pointer (&until);
  stretch (self, period->from, period->until);
  g_ptr_array_add (self->periods, period);
}

static void
read_year (EntSchoolCalendar *self,
           JsonObject        *object)
{
  const char *starts = get_day (object, "starts");
  const char *ends = get_day (object, "ends");
  JsonArray *periods = get_list (object, "periods");

  if (starts != NULL && ends != NULL)
    stretch (self, starts, ends);
  for (guint i = 0; periods != NULL && i < json_array_get_length (periods); i++)
    {
      JsonNode *node = json_array_get_element (periods, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_period (self, json_node_get_object (node));
    }
}

static EntSchoolCalendar *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr (EntSchoolCalendar) self = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GFileInfo) info = NULL;
  JsonNode *root;
  JsonArray *years = NULL;

  if (stream != NULL)
    info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_SIZE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: too big for school holidays", path);
      return NULL;
    }
  if (!json_parser_load_from_stream (parser, G_INPUT_STREAM (stream), NULL, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    years = get_list (json_node_get_object (root), "years");
  self = g_object_new (ENT_TYPE_SCHOOL_CALENDAR, NULL);
  for (guint i = 0; years != NULL && i < json_array_get_length (years); i++)
    {
      JsonNode *node = json_array_get_element (years, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_year (self, json_node_get_object (node));
    }
  if (self->periods->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: no school holidays in it", path);
      return NULL;
    }
  if (get_day (json_node_get_object (root), "updated") != NULL)
    {
      g_free (self->updated);
      self->updated = g_strdup (get_day (json_node_get_object (root), "updated"));
    }

  return g_steal_pointer (&self);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  char **paths = task_data;
  g_autoptr (EntSchoolCalendar) newest = NULL;
  g_autoptr (GError) last = NULL;

  for (int i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntSchoolCalendar) one = read_file (paths[i], &error);

      if (one != NULL && (newest == NULL || strcmp (one->updated, newest->updated) > 0))
        g_set_object (&newest, one);
      if (error == NULL)
        continue;
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_message ("School holidays: %s", error->message);
      g_clear_error (&last);
      last = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
             ? g_steal_pointer (&error)
             : g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", paths[i], error->message);
    }

  if (newest != NULL)
    g_task_return_pointer (task, g_steal_pointer (&newest), g_object_unref);
  else if (last != NULL)
    g_task_return_error (task, g_steal_pointer (&last));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No file of school holidays");
}

/**
 * ent_school_calendar_load_async:
 * @paths: (array zero-terminated=1): where the files may be; the first wins among equally new ones
 * @cancellable: (nullable): a cancellable
 * @callback: called when one is read
 * @user_data: for @callback
 *
 * Reads the school holidays. The newest file counts, by the day it says it was made: the user's own takes the place of
 * the installed one, until a newer program brings a newer one.
 */
void
ent_school_calendar_load_async (const char * const  *paths,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (paths != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_school_calendar_load_async);
  g_task_set_task_data (task, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * ent_school_calendar_load_finish:
 * @result: what the callback got
 * @error: %G_IO_ERROR_NOT_FOUND, _INVALID_DATA
 *
 * Returns: (transfer full) (nullable): the calendar
 */
EntSchoolCalendar *
ent_school_calendar_load_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_school_calendar_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- public holidays ---- */

/* Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
static void
find_easter (int    year,
             GDate *easter)
{
  int a = year % 19, b = year / 100, c = year % 100;
  int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  int n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;

  g_date_clear (easter, 1);
  g_date_set_dmy (easter, (GDateDay) (n % 31 + 1), (GDateMonth) (n / 31), (GDateYear) year);
}

/* Code du travail, L3133-1. */
static const char *
find_public_holiday (const GDate *day)
{
  static const struct { int month, day; const char *name; } fixed[] = {
    { 1, 1, "Jour de l’an" }, { 5, 1, "Fête du travail" }, { 5, 8, "Victoire de 1945" }, { 7, 14, "Fête nationale" },
    { 8, 15, "Assomption" }, { 11, 1, "Toussaint" }, { 11, 11, "Armistice de 1918" }, { 12, 25, "Noël" },
  };
  static const struct { int after_easter; const char *name; } moving[] = {
    { 1, "Lundi de Pâques" }, { 39, "Ascension" }, { 50, "Lundi de Pentecôte" },
  };
  GDate easter;
  int after;

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if ((int) g_date_get_month (day) == fixed[i].month && g_date_get_day (day) == fixed[i].day)
      return fixed[i].name;

  find_easter (g_date_get_year (day), &easter);
  after = g_date_days_between (&easter, day);
  for (guint i = 0; i < G_N_ELEMENTS (moving); i++)
    if (after == moving[i].after_easter)
      return moving[i].name;

  return NULL;
}

/* ---- public ---- */

/**
 * ent_school_calendar_find:
 * @self: a calendar
 * @zone: the school's zone
 * @date: a day, "2026-11-24"
 * @name: (out) (optional) (transfer none) (nullable): what that day off is called in French; %NULL for a Sunday
 *
 * Tells whether there is no school on @date, and why. A public holiday within school holidays is named as these, which
 * tell more. Wednesdays and Saturdays are school days here or there: the teacher knows.
 *
 * Returns: why there is no school
 */
EntDayOff
ent_school_calendar_find (EntSchoolCalendar  *self,
                          EntSchoolZone       zone,
                          const char         *date,
                          const char        **name)
{
  const char *found = NULL;
  EntDayOff reason = ENT_DAY_OFF_NONE;
  GDate day;
  gboolean valid = ent_civil_day_parse (date, &day);

  g_return_val_if_fail (ENT_IS_SCHOOL_CALENDAR (self), ENT_DAY_OFF_NONE);
  g_return_val_if_fail (zone <= ENT_SCHOOL_ZONE_C, ENT_DAY_OFF_NONE);
  g_return_val_if_fail (valid, ENT_DAY_OFF_NONE);

  for (guint i = 0; found == NULL && i < self->periods->len; i++)
    {
      const Period *period = self->periods->pdata[i];

      if (period->zones[zone] && strcmp (date, period->from) >= 0 && strcmp (date, period->until) < 0)
        found = period->name;
    }
  if (found != NULL)
    reason = ENT_DAY_OFF_SCHOOL_HOLIDAYS;
  else if ((found = find_public_holiday (&day)) != NULL)
    reason = ENT_DAY_OFF_PUBLIC_HOLIDAY;
  else if (g_date_get_weekday (&day) == G_DATE_SUNDAY)
    reason = ENT_DAY_OFF_SUNDAY;

  if (name != NULL)
    *name = found;
  return reason;
}

/**
 * ent_school_calendar_covers:
 * @self: a calendar
 * @date: a day, "2026-11-24"
 *
 * Returns: %FALSE when the file does not speak of that day: it may be one of holidays all the same
 */
gboolean
ent_school_calendar_covers (EntSchoolCalendar *self,
                            const char        *date)
{
  g_return_val_if_fail (ENT_IS_SCHOOL_CALENDAR (self), FALSE);
  g_return_val_if_fail (date != NULL, FALSE);

  return self->first != NULL && strcmp (date, self->first) >= 0 && strcmp (date, self->end) < 0;
}
