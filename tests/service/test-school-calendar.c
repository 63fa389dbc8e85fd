/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "service-test.h"

#include "ent-civil-day.h"
#include "ent-school-calendar.h"

typedef struct
{
  char *dir;   /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = service_test_make_dir ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  service_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
}

static EntSchoolCalendar *
load (const char * const  *paths,
      GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ent_school_calendar_load_async (paths, NULL, service_test_result_cb, &result);
  service_test_wait_result (&result);
  return ent_school_calendar_load_finish (result, error);
}

static EntSchoolCalendar *
load_installed (void)
{
  const char *paths[] = { g_getenv ("ENT_SCHOOL_HOLIDAYS"), NULL };
  g_autoptr (GError) error = NULL;
  EntSchoolCalendar *calendar;

  g_assert_nonnull (paths[0]);
  calendar = load (paths, &error);
  g_assert_no_error (error);
  return calendar;
}

static char *
write_file (Fixture    *fixture,
            const char *name,
            const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->dir, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_off (EntSchoolCalendar *calendar,
            EntSchoolZone      zone,
            const char        *date,
            EntDayOff          expected,
            const char        *expected_name)
{
  const char *name = "nothing";

  g_assert_cmpint (ent_school_calendar_find (calendar, zone, date, &name), ==, expected);
  g_assert_cmpstr (name, ==, expected_name);
}

static void
test_civil_days (void)
{
  const char *wrong[] = { NULL, "", "2026-11-31", "2026-2-3", "2026-02-30", "26-11-24", "2026-11-24T10:00", "-026-11-24" };
  g_autofree char *leap = ent_civil_day_add ("2028-02-28", 1);
  g_autofree char *before = ent_civil_day_add ("2027-01-01", -1);
  /* The night the clocks go back must not give the same day twice. */
  g_autofree char *long_night = ent_civil_day_add ("2026-10-25", 1);
  GDate day;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (ent_civil_day_parse (wrong[i], &day));
  g_assert_true (ent_civil_day_parse ("2026-11-24", &day));
  g_assert_cmpstr (leap, ==, "2028-02-29");
  g_assert_cmpstr (before, ==, "2026-12-31");
  g_assert_cmpstr (long_night, ==, "2026-10-26");
  g_assert_cmpint (ent_civil_day_between ("2026-10-12", "2026-11-02"), ==, 21);
  g_assert_cmpint (ent_civil_day_get_weekday ("2026-11-24"), ==, G_DATE_TUESDAY);
}

static void
test_public_holidays (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EntSchoolCalendar) calendar = load_installed ();
  const struct { const char *date; const char *name; } days[] = {
    { "2030-01-01", "Jour de l’an" }, { "2027-03-29", "Lundi de Pâques" }, { "2027-05-01", "Fête du travail" },
    { "2027-05-06", "Ascension" }, { "2027-05-08", "Victoire de 1945" }, { "2027-05-17", "Lundi de Pentecôte" },
    { "2030-07-14", "Fête nationale" }, { "2030-08-15", "Assomption" }, { "2030-11-01", "Toussaint" },
    { "2026-11-11", "Armistice de 1918" }, { "2030-12-25", "Noël" },
    /* The earliest and the latest Easters, and the years in which simpler rules are wrong. */
    { "2285-03-23", "Lundi de Pâques" }, { "2038-04-26", "Lundi de Pâques" }, { "1954-04-19", "Lundi de Pâques" },
    { "1981-04-20", "Lundi de Pâques" }, { "2049-04-19", "Lundi de Pâques" }, { "2024-04-01", "Lundi de Pâques" },
    { "2008-05-01", "Fête du travail" },   /* also Ascension */
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    assert_off (calendar, ENT_SCHOOL_ZONE_UNKNOWN, days[i].date, ENT_DAY_OFF_PUBLIC_HOLIDAY, days[i].name);
  /* Good Friday and 26 December: Alsace and Moselle alone. */
  assert_off (calendar, ENT_SCHOOL_ZONE_B, "2027-03-26", ENT_DAY_OFF_NONE, NULL);
  assert_off (calendar, ENT_SCHOOL_ZONE_B, "2030-12-26", ENT_DAY_OFF_NONE, NULL);
}

static void
test_school_holidays (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EntSchoolCalendar) calendar = load_installed ();

  assert_off (calendar, ENT_SCHOOL_ZONE_C, "2026-10-16", ENT_DAY_OFF_NONE, NULL);
  assert_off (calendar, ENT_SCHOOL_ZONE_C, "2026-10-17", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Toussaint");
  assert_off (calendar, ENT_SCHOOL_ZONE_C, "2026-11-01", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Toussaint");
  assert_off (calendar, ENT_SCHOOL_ZONE_C, "2026-11-02", ENT_DAY_OFF_NONE, NULL);
  assert_off (calendar, ENT_SCHOOL_ZONE_C, "2026-11-08", ENT_DAY_OFF_SUNDAY, NULL);
  /* Winter begins in one zone after the other; who did not say theirs is off when all are. */
  assert_off (calendar, ENT_SCHOOL_ZONE_C, "2027-02-10", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Hiver");
  assert_off (calendar, ENT_SCHOOL_ZONE_A, "2027-02-10", ENT_DAY_OFF_NONE, NULL);
  assert_off (calendar, ENT_SCHOOL_ZONE_B, "2027-03-03", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Hiver");
  assert_off (calendar, ENT_SCHOOL_ZONE_UNKNOWN, "2027-02-10", ENT_DAY_OFF_NONE, NULL);
  assert_off (calendar, ENT_SCHOOL_ZONE_UNKNOWN, "2026-12-24", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Noël");
  assert_off (calendar, ENT_SCHOOL_ZONE_A, "2026-05-15", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Pont de l'Ascension");
  /* Both summers, the one without an end too; what comes after is not known. */
  assert_off (calendar, ENT_SCHOOL_ZONE_B, "2026-08-31", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Été");
  assert_off (calendar, ENT_SCHOOL_ZONE_B, "2026-09-01", ENT_DAY_OFF_NONE, NULL);
  assert_off (calendar, ENT_SCHOOL_ZONE_B, "2027-07-05", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Été");
  assert_off (calendar, ENT_SCHOOL_ZONE_B, "2027-08-31", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Été");
  assert_off (calendar, ENT_SCHOOL_ZONE_B, "2027-09-01", ENT_DAY_OFF_NONE, NULL);
  g_assert_false (ent_school_calendar_covers (calendar, "2025-08-31"));
  g_assert_true (ent_school_calendar_covers (calendar, "2025-09-01"));
  g_assert_true (ent_school_calendar_covers (calendar, "2027-08-31"));
  g_assert_false (ent_school_calendar_covers (calendar, "2027-09-01"));
}

#define FILE_OF(updated, day) \
  "{\"updated\": " updated ", \"years\": [{\"periods\": [{\"name\": \"Pont\", \"zones\": \"ABC\", " \
  "\"from\": \"2026-11-" day "\", \"to\": \"2026-11-28\"}]}]}"

/* The newest wins, wherever it lies: a file of the user that grew old does not hide the one of a newer program. */
static void
test_newest (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *old = write_file (fixture, "old.json", FILE_OF ("\"2026-01-01\"", "26"));
  g_autofree char *new = write_file (fixture, "new.json", FILE_OF ("\"2026-02-01\"", "27"));
  g_autofree char *undated = write_file (fixture, "undated.json", FILE_OF ("12", "25"));
  g_autofree char *missing = g_build_filename (fixture->dir, "missing.json", NULL);
  const char *paths[] = { undated, missing, new, old, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSchoolCalendar) calendar = load (paths, &error);

  g_assert_no_error (error);
  assert_off (calendar, ENT_SCHOOL_ZONE_A, "2026-11-27", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Pont");
  assert_off (calendar, ENT_SCHOOL_ZONE_A, "2026-11-26", ENT_DAY_OFF_NONE, NULL);
  assert_off (calendar, ENT_SCHOOL_ZONE_A, "2026-11-25", ENT_DAY_OFF_NONE, NULL);
}

/* Whatever the file holds, nothing warns, and what can be read is kept. */
static void
test_odd_files (Fixture       *fixture,
                gconstpointer  data)
{
  const char *wrong[] = {
    "", "[]", "null", "{", "{\"years\": 3}", "{\"years\": [1, null, {}, {\"periods\": {}}]}",
    "{\"years\": [{\"periods\": [{\"name\": 1, \"zones\": [], \"from\": {}, \"to\": 2}]}]}",
    "{\"years\": [{\"periods\": [{\"name\": \"x\", \"zones\": \"A\", \"from\": \"2026-11-09\", \"to\": \"2026-11-09\"}]}]}",
    "{\"years\": [{\"periods\": [{\"name\": \"x\", \"zones\": \"A\", \"from\": \"2026-11-09\", \"to\": \"later\"}]}]}",
  };
  g_autofree char *half = write_file (fixture, "half.json",
                                      "{\"years\": [{\"periods\": [5, {\"name\": \"Fête\", \"zones\": \"B\", "
                                      "\"from\": \"2026-11-09\", \"to\": \"2026-11-10\"}]}]}");
  const char *half_paths[] = { half, NULL };
  g_autoptr (EntSchoolCalendar) calendar = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = write_file (fixture, "wrong.json", wrong[i]);
      const char *paths[] = { path, NULL };
      g_autoptr (GError) refusal = NULL;

      g_assert_null (load (paths, &refusal));
      g_assert_error (refusal, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  calendar = load (half_paths, &error);
  g_assert_no_error (error);
  assert_off (calendar, ENT_SCHOOL_ZONE_B, "2026-11-09", ENT_DAY_OFF_SCHOOL_HOLIDAYS, "Fête");
  assert_off (calendar, ENT_SCHOOL_ZONE_A, "2026-11-09", ENT_DAY_OFF_NONE, NULL);
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *missing = g_build_filename (fixture->dir, "missing.json", NULL);
  const char *paths[] = { missing, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (load (paths, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/school-calendar/civil-days", test_civil_days);
#define ADD(name, function) g_test_add ("/school-calendar/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("public-holidays", test_public_holidays);
  ADD ("school-holidays", test_school_holidays);
  ADD ("newest", test_newest);
  ADD ("odd-files", test_odd_files);
  ADD ("no-file", test_no_file);
#undef ADD

  return g_test_run ();
}
