/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-test.h"

#include "ent-entry.h"
#include "ent-reprise.h"

static EntSchoolCalendar *
load_calendar (void)
{
  const char *paths[] = { g_getenv ("ENT_SCHOOL_HOLIDAYS"), NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EntSchoolCalendar *calendar;

  ent_school_calendar_load_async (paths, NULL, service_test_result_cb, &result);
  service_test_wait_result (&result);
  calendar = ent_school_calendar_load_finish (result, &error);
  g_assert_no_error (error);
  return calendar;
}

static GListModel *
make_week (const char * const *dates)
{
  GListStore *store = g_list_store_new (ENT_TYPE_ITEM);

  for (int i = 0; dates[i] != NULL; i++)
    {
      g_autoptr (EntEntry) entry = ent_entry_new ();

      ent_item_set_id (ENT_ITEM (entry), dates[i]);
      ent_entry_set_date (entry, dates[i]);
      g_list_store_append (store, entry);
    }

  return G_LIST_MODEL (store);
}

static void
assert_line (GPtrArray  *lines,
             guint       position,
             const char *date,
             gboolean    ticked,
             const char *off_name)
{
  EntRepriseLine *line = lines->pdata[position];

  g_assert_cmpstr (line->date, ==, date);
  g_assert_cmpint (line->ticked, ==, ticked);
  g_assert_cmpstr (line->off_name, ==, off_name);
  g_assert_cmpint (line->reason == ENT_DAY_OFF_NONE, ==, ticked);
}

/* The week before All Saints' holidays on the one after them: the same days of the week. */
static void
test_over_holidays (void)
{
  const char *dates[] = { "2026-10-12", "2026-10-13", "2026-10-13", "", "2026-10-16", "2026-10-17", NULL };
  const char *expected[] = { "2026-11-02", "2026-11-03", "2026-11-03", "2026-11-06", "2026-11-07" };
  g_autoptr (EntSchoolCalendar) calendar = load_calendar ();
  g_autoptr (GListModel) week = make_week (dates);
  g_autofree char *source = ent_reprise_find_source (calendar, ENT_SCHOOL_ZONE_C, "2026-11-02");
  g_autoptr (GPtrArray) lines = ent_reprise_plan (week, calendar, ENT_SCHOOL_ZONE_C, "2026-11-02");

  g_assert_cmpstr (source, ==, "2026-10-12");
  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < lines->len; i++)
    assert_line (lines, i, expected[i], TRUE, NULL);
}

/* A public holiday: its homework is proposed on the next school day, for the teacher to tick. */
static void
test_public_holiday (void)
{
  const char *dates[] = { "2026-11-03", "2026-11-04", "2026-11-05", NULL };
  g_autoptr (EntSchoolCalendar) calendar = load_calendar ();
  g_autoptr (GListModel) week = make_week (dates);
  g_autoptr (GPtrArray) lines = ent_reprise_plan (week, calendar, ENT_SCHOOL_ZONE_A, "2026-11-09");

  assert_line (lines, 0, "2026-11-10", TRUE, NULL);
  assert_line (lines, 1, "2026-11-12", FALSE, "Armistice de 1918");
  g_assert_cmpstr (((EntRepriseLine *) lines->pdata[1])->off_date, ==, "2026-11-11");
  assert_line (lines, 2, "2026-11-12", TRUE, NULL);
}

/* Ascension and its bridge leave no school day after them; holidays leave none at all. */
static void
test_no_day_left (void)
{
  const char *dates[] = { "2026-05-05", "2026-05-07", NULL };
  g_autoptr (EntSchoolCalendar) calendar = load_calendar ();
  g_autoptr (GListModel) week = make_week (dates);
  g_autoptr (GPtrArray) lines = ent_reprise_plan (week, calendar, ENT_SCHOOL_ZONE_B, "2026-05-11");
  g_autoptr (GPtrArray) none = ent_reprise_plan (week, calendar, ENT_SCHOOL_ZONE_B, "2026-12-21");

  assert_line (lines, 0, "2026-05-12", TRUE, NULL);
  assert_line (lines, 1, NULL, FALSE, "Ascension");
  assert_line (none, 0, NULL, FALSE, "Noël");
}

static void
test_source (void)
{
  g_autoptr (EntSchoolCalendar) calendar = load_calendar ();
  g_autofree char *plain = ent_reprise_find_source (calendar, ENT_SCHOOL_ZONE_A, "2026-11-23");
  g_autofree char *summer = ent_reprise_find_source (calendar, ENT_SCHOOL_ZONE_A, "2026-09-07");
  g_autofree char *september = ent_reprise_find_source (calendar, ENT_SCHOOL_ZONE_A, "2026-08-31");
  g_autofree char *blind = ent_reprise_find_source (NULL, ENT_SCHOOL_ZONE_A, "2026-11-02");

  g_assert_cmpstr (plain, ==, "2026-11-16");
  g_assert_cmpstr (summer, ==, "2026-08-31");
  g_assert_cmpstr (september, ==, "2026-06-29");
  g_assert_cmpstr (blind, ==, "2026-10-26");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reprise/over-holidays", test_over_holidays);
  g_test_add_func ("/reprise/public-holiday", test_public_holiday);
  g_test_add_func ("/reprise/no-day-left", test_no_day_left);
  g_test_add_func ("/reprise/source", test_source);

  return g_test_run ();
}
