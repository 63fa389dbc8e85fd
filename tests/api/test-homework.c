/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "ent-auth-api.h"
#include "ent-homework-api.h"

typedef struct
{
  Fixture         base;
  EntHomeworkApi *api;           /* (owned) */
  char           *notebook_id;   /* (owned): one the teacher may write in */
} HomeworkFixture;

static void
set_up (HomeworkFixture *fixture,
        gconstpointer    data)
{
  g_autoptr (EntAuthApi) auth = NULL;
  g_autoptr (EntAccount) account = ent_account_new ();
  g_autoptr (GPtrArray) notebooks = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&fixture->base, data);
  auth = ent_auth_api_new (fixture->base.client);
  g_assert_true (WAIT (ent_auth_api_get_userinfo, auth, &error, account));
  fixture->api = ent_homework_api_new (fixture->base.client);
  ent_homework_api_set_reader (fixture->api, ent_account_get_user_id (account),
                               ent_account_get_group_ids (account));

  notebooks = WAIT (ent_homework_api_list_notebooks, fixture->api, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < notebooks->len && fixture->notebook_id == NULL; i++)
    if (ent_notebook_get_rights (g_ptr_array_index (notebooks, i)) & ENT_RIGHTS_OWNER)
      fixture->notebook_id = g_strdup (ent_item_get_id (g_ptr_array_index (notebooks, i)));
  g_assert_nonnull (fixture->notebook_id);
}

static void
tear_down (HomeworkFixture *fixture,
           gconstpointer    data)
{
  g_assert_finalize_object (fixture->api);
  g_free (fixture->notebook_id);
  fixture_tear_down (&fixture->base, data);
}

static EntEntry *
find (GPtrArray  *entries,
      const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    if (strcmp (ent_item_get_id (g_ptr_array_index (entries, i)), id) == 0)
      return g_ptr_array_index (entries, i);

  return NULL;
}

static EntNotebook *
read_notebook (HomeworkFixture  *fixture,
               GPtrArray       **entries)
{
  g_autoptr (GError) error = NULL;
  EntNotebook *notebook = WAIT_OUT (ent_homework_api_get_notebook, fixture->api, entries, &error,
                                    fixture->notebook_id);

  g_assert_no_error (error);
  return notebook;
}

static void
test_life (HomeworkFixture *fixture,
           gconstpointer    data)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) with = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (EntNotebook) first = read_notebook (fixture, &before);
  g_autoptr (EntNotebook) second = NULL;
  g_autoptr (EntNotebook) third = NULL;
  g_autoptr (EntNotebook) fourth = NULL;
  g_autoptr (GError) error = NULL;
  EntEntry *entry;

  g_assert_true (WAIT (ent_homework_api_put_entry, fixture->api, &error, fixture->notebook_id, id,
                       "2026-11-24",
                       "Français", "<p>Lire p. 12 « à voix haute »</p>"));
  g_assert_no_error (error);
  second = read_notebook (fixture, &with);
  g_assert_cmpuint (with->len, ==, before->len + 1);
  g_assert_cmpint (ent_notebook_get_entries_modified_at (second), >=,
                   ent_notebook_get_entries_modified_at (first));
  entry = find (with, id);
  g_assert_cmpstr (ent_entry_get_date (entry), ==, "2026-11-24");
  g_assert_cmpstr (ent_item_get_title (ENT_ITEM (entry)), ==, "Français");
  g_assert_cmpstr (ent_item_get_html (ENT_ITEM (entry)), ==, "<p>Lire p. 12 « à voix haute »</p>");
  g_assert_cmpstr (ent_item_get_parent_id (ENT_ITEM (entry)), ==, fixture->notebook_id);
  g_assert_false (ent_entry_get_read_only (entry));

  g_assert_true (WAIT (ent_homework_api_put_entry, fixture->api, &error, fixture->notebook_id, id,
                       "2026-11-24",
                       "Français", "<p>Lire p. 13</p>"));
  third = read_notebook (fixture, &changed);
  g_assert_cmpuint (changed->len, ==, with->len);
  g_assert_cmpstr (ent_item_get_html (ENT_ITEM (find (changed, id))), ==, "<p>Lire p. 13</p>");

  g_assert_true (WAIT (ent_homework_api_delete_entry, fixture->api, &error, fixture->notebook_id,
                       id, "2026-11-24"));
  g_assert_no_error (error);
  fourth = read_notebook (fixture, &without);
  g_assert_cmpuint (without->len, ==, before->len);
  g_assert_null (find (without, id));
}

/* Days in disorder, one twice, entries without id, doubled or with members we do not know. */
static void
test_tolerance (HomeworkFixture *fixture,
                gconstpointer    data)
{
  static const char answer[] =
    "{\"_id\":\"n\",\"title\":\"Cahier\",\"trashed\":0,\"owner\":{\"userId\":\"x\",\"displayName\":\"X\"},"
    "\"modified\":{\"$date\":1788423121500},\"entriesModified\":{\"$date\":\"2026-09-03T08:12:01.5Z\"},\"data\":["
    "{\"date\":\"2026-09-22\",\"entries\":[{\"_id\":\"c\",\"title\":\"C\",\"value\":\"<p>c</p>\"}]},"
    "{\"date\":\"2026-09-21\",\"entries\":[{\"_id\":\"a\",\"title\":\"A\",\"value\":\"<p>a</p>\"},"
    "{\"title\":\"Old\",\"value\":\"<div>old\"}]},"
    "{\"date\":\"2026-09-23\",\"entries\":[]},{\"date\":\"2026-09-24\"},\"?\","
    "{\"date\":\"2026-09-21\",\"entries\":[{\"_id\":\"b\",\"title\":\"B\",\"value\":\"<p>b</p>\",\"repeatId\":\"r\"},"
    "{\"_id\":\"a\",\"title\":\"A\",\"value\":\"<p>newer</p>\"}]}]}";
  static const char * const titles[] = { "A", "Old", "B", "A", "C" };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (EntNotebook) notebook = NULL;
  g_autoptr (EntNotebook) same = NULL;

  fixture_answer (&fixture->base, "/homeworks/get/*", 200, answer);
  notebook = read_notebook (fixture, &entries);
  g_assert_cmpint (ent_item_get_modified_at (ENT_ITEM (notebook)), ==,
                   ent_notebook_get_entries_modified_at (notebook));
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (titles));
  for (guint i = 0; i < entries->len; i++)
    g_assert_cmpstr (ent_item_get_title (g_ptr_array_index (entries, i)), ==, titles[i]);
  g_assert_true (ent_entry_get_read_only (g_ptr_array_index (entries, 1)));
  g_assert_true (ent_entry_get_read_only (g_ptr_array_index (entries, 2)));
  g_assert_false (ent_entry_get_read_only (g_ptr_array_index (entries, 3)));
  g_assert_cmpstr (ent_item_get_html (g_ptr_array_index (entries, 3)), ==, "<p>newer</p>");

  fixture_answer (&fixture->base, "/homeworks/get/*", 200, answer);
  same = read_notebook (fixture, &again);
  g_assert_cmpstr (ent_item_get_id (g_ptr_array_index (again, 1)), ==,
                   ent_item_get_id (g_ptr_array_index (entries, 1)));
}

static void
test_new_notebook (HomeworkFixture *fixture,
                   gconstpointer    data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (EntNotebook) notebook = NULL;

  fixture_answer (&fixture->base, "/homeworks/get/*", 200, "{\"_id\":\"n\",\"title\":\"Neuf\"}");
  notebook = read_notebook (fixture, &entries);
  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_trashed (HomeworkFixture *fixture,
              gconstpointer    data)
{
  g_autoptr (GPtrArray) notebooks = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (&fixture->base, "/homeworks/list", 200,
                  "[{\"_id\":\"1\",\"title\":\"A\",\"trashed\":1},{\"_id\":\"2\",\"name\":\"B\",\"trashed\":0,\"shared\":null}]");
  notebooks = WAIT (ent_homework_api_list_notebooks, fixture->api, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notebooks->len, ==, 1);
  g_assert_cmpstr (ent_item_get_title (g_ptr_array_index (notebooks, 0)), ==, "B");
}

/* Changing the notebook itself makes a manager, as sharing it does. */
static void
test_rights (HomeworkFixture *fixture,
             gconstpointer    data)
{
  static const char * const actions[] = { "updateHomework", "shareResource", "shareJson", };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *answer =
        g_strdup_printf ("[{\"_id\":\"1\",\"title\":\"A\",\"owner\":{\"userId\":\"u-2\"},\"shared\":["
                         "{\"userId\":\"u-1\",\"fr-wseduc-homeworks-controllers-"
                         "HomeworksController|%s\":true}]}]", actions[i]);
      g_autoptr (GPtrArray) notebooks = NULL;
      g_autoptr (GError) error = NULL;

      ent_homework_api_set_reader (fixture->api, "u-1", NULL);
      fixture_answer (&fixture->base, "/homeworks/list", 200, answer);
      notebooks = WAIT (ent_homework_api_list_notebooks, fixture->api, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ent_notebook_get_rights (g_ptr_array_index (notebooks, 0)), ==,
                       ENT_RIGHTS_MANAGE);
    }
}

static void
test_lost_answer (HomeworkFixture *fixture,
                  gconstpointer    data)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (EntNotebook) first = read_notebook (fixture, &before);
  g_autoptr (EntNotebook) second = NULL;
  g_autoptr (GError) error = NULL;

  fixture_add_fault (&fixture->base,
                     "{\"method\":\"PUT\",\"path\":\"/homeworks/*\",\"fault\":\"drop-after-commit\"}");
  g_assert_false (WAIT (ent_homework_api_put_entry, fixture->api, &error, fixture->notebook_id, id,
                        "2026-11-24",
                        "Maths", "<p>x</p>"));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE);
  second = read_notebook (fixture, &after);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  g_assert_nonnull (find (after, id));
  g_assert_cmpuint (fixture_count_calls (&fixture->base, "PUT", "/homeworks/*"), ==, 1);
}

#define ADD(name, data, function) \
  g_test_add ("/api/homework/" name, HomeworkFixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("life", NULL, test_life);
  ADD ("life-oauth", "oauth", test_life);
  ADD ("tolerance", NULL, test_tolerance);
  ADD ("new-notebook", NULL, test_new_notebook);
  ADD ("trashed", NULL, test_trashed);
  ADD ("rights", NULL, test_rights);
  ADD ("lost-answer", NULL, test_lost_answer);

  return g_test_run ();
}
