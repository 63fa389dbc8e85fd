/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "ent-json.h"

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static gint64
usec (const char *iso)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (iso, utc);

  return g_date_time_to_unix (date) * G_USEC_PER_SEC;
}

static void
test_required (void)
{
  g_autoptr (JsonObject) object =
    parse ("{\"a\":\"x\",\"n\":1,\"nul\":null,\"o\":{},\"l\":[],\"e\":\"\"}");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (ent_json_get_string (object, "a", &error), ==, "x");
  g_assert_cmpstr (ent_json_get_string (object, "e", &error), ==, "");
  g_assert_nonnull (ent_json_get_object (object, "o", &error));
  g_assert_nonnull (ent_json_get_array (object, "l", &error));
  g_assert_no_error (error);

  for (const char * const *member = (const char * const []) { "n", "nul", "o", "l", "missing",
                                                              NULL };
       *member != NULL; member++)
    {
      g_assert_null (ent_json_get_string (object, *member, &error));
      g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, *member));
      g_clear_error (&error);
    }
  g_assert_null (ent_json_get_object (object, "l", &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_null (ent_json_get_array (object, "o", &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL);
}

static void
test_optional (void)
{
  g_autoptr (JsonObject) object =
    parse ("{\"n\":7,\"f\":7.9,\"t\":\"42\",\"w\":\"seven\",\"nul\":null,\"yes\":true,"
                                         "\"one\":1,\"zero\":0,\"words\":\"true\",\"l\":[\"a\",1,null,\"b\"]}");
  g_auto (GStrv) strings = ent_json_dup_strings (ent_json_opt_array (object, "l"));
  g_auto (GStrv) none = ent_json_dup_strings (ent_json_opt_array (object, "n"));

  g_assert_cmpint (ent_json_int_or (object, "n", -1), ==, 7);
  g_assert_cmpint (ent_json_int_or (object, "f", -1), ==, 7);
  g_assert_cmpint (ent_json_int_or (object, "t", -1), ==, 42);
  g_assert_cmpint (ent_json_int_or (object, "w", -1), ==, -1);
  g_assert_cmpint (ent_json_int_or (object, "nul", -1), ==, -1);
  g_assert_cmpint (ent_json_int_or (object, "l", -1), ==, -1);
  g_assert_true (ent_json_bool_or (object, "yes", FALSE));
  g_assert_true (ent_json_bool_or (object, "one", FALSE));
  g_assert_false (ent_json_bool_or (object, "zero", TRUE));
  g_assert_true (ent_json_bool_or (object, "words", FALSE));
  g_assert_true (ent_json_bool_or (object, "nul", TRUE));
  g_assert_cmpstr (ent_json_string_or (object, "nul", "x"), ==, "x");
  g_assert_null (ent_json_opt_string (object, "n"));
  g_assert_null (ent_json_opt_object (object, "l"));
  g_assert_true (g_strv_equal ((const char * const *) strings,
                               (const char * const []) { "a", "b", NULL }));
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static const struct
{
  const char *json;
  const char *iso;   /* NULL: unreadable */
  gint64      ms;
} dates[] = {
  { "{\"d\":{\"$date\":\"2026-09-03T08:12:01Z\"}}", "2026-09-03T08:12:01Z", 0 },
  { "{\"d\":{\"$date\":\"2026-09-03T08:12:01.5Z\"}}", "2026-09-03T08:12:01Z", 500 },
  { "{\"d\":{\"$date\":\"2026-09-03T08:12:01.75Z\"}}", "2026-09-03T08:12:01Z", 750 },
  { "{\"d\":{\"$date\":\"2026-09-03T08:12:01.021Z\"}}", "2026-09-03T08:12:01Z", 21 },
  { "{\"d\":{\"$date\":\"2026-09-03T08:12:01.0219Z\"}}", "2026-09-03T08:12:01Z", 21 },
  { "{\"d\":{\"$date\":\"2026-09-03T08:12:01.021999Z\"}}", "2026-09-03T08:12:01Z", 21 },
  { "{\"d\":{\"$date\":\"2026-09-03T08:12:01.021999999Z\"}}", "2026-09-03T08:12:01Z", 21 },
  { "{\"d\":{\"$date\":\"2026-09-03T10:12:01.5+02:00\"}}", "2026-09-03T08:12:01Z", 500 },
  { "{\"d\":{\"$date\":\"2026-09-03T08:12:01.5\"}}", "2026-09-03T08:12:01Z", 500 },
  { "{\"d\":{\"$date\":\"2026-09-03T08:12Z\"}}", "2026-09-03T08:12:00Z", 0 },
  { "{\"d\":\"2026-09-03T10:12+02:00\"}", "2026-09-03T08:12:00Z", 0 },
  { "{\"d\":\"2026-09-03T08:12\"}", "2026-09-03T08:12:00Z", 0 },
  { "{\"d\":\"2026-09-03T08\"}", NULL, 0 },
  { "{\"d\":\"2026-09-03T08:12:01.5Z\"}", "2026-09-03T08:12:01Z", 500 },
  { "{\"d\":{\"$date\":1788423121500}}", "2026-09-03T08:12:01Z", 500 },
  { "{\"d\":1788423121500}", "2026-09-03T08:12:01Z", 500 },
  { "{\"d\":1788423121500.0}", "2026-09-03T08:12:01Z", 500 },
  { "{\"d\":\"1788423121500\"}", "2026-09-03T08:12:01Z", 500 },
  { "{\"d\":{\"$date\":{\"$numberLong\":\"1\"}}}", NULL, 0 },
  { "{\"d\":\"yesterday\"}", NULL, 0 },
  { "{\"d\":\"\"}", NULL, 0 },
  { "{\"d\":-5}", NULL, 0 },
  { "{\"d\":9223372036854775807}", NULL, 0 },
  { "{\"d\":null}", NULL, 0 },
  { "{\"d\":[]}", NULL, 0 },
  { "{}", NULL, 0 },
};

static void
test_dates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (JsonObject) object = parse (dates[i].json);
      gint64 expected = dates[i].iso != NULL ? usec (dates[i].iso) + dates[i].ms * 1000 : 0;

      g_test_message ("%s", dates[i].json);
      g_assert_cmpint (ent_json_date (object, "d"), ==, expected);
    }
}

/* A create answers with nanoseconds, a read with milliseconds: they must be equal. */
static void
test_dates_compare (void)
{
  g_autoptr (JsonObject) created = parse ("{\"d\":{\"$date\":\"2026-09-03T08:12:01.123987654Z\"}}");
  g_autoptr (JsonObject) read = parse ("{\"d\":{\"$date\":\"2026-09-03T08:12:01.123Z\"}}");

  g_assert_cmpint (ent_json_date (created, "d"), ==, ent_json_date (read, "d"));
}

/* Paris, summer and winter. */
static void
test_workspace_dates (void)
{
  g_autoptr (JsonObject) object =
    parse ("{\"s\":\"2026-09-03 10:12.01.500\",\"w\":\"2026-12-03 10:12.01.005\","
                                         "\"m\":{\"$date\":\"2026-09-03T08:12:01.5Z\"},\"bad\":\"2026-13-03 10:12.01.500\"}");

  g_assert_cmpint (ent_json_workspace_date (object, "s"), ==,
                   usec ("2026-09-03T08:12:01Z") + 500000);
  g_assert_cmpint (ent_json_workspace_date (object, "w"), ==, usec ("2026-12-03T09:12:01Z") + 5000);
  g_assert_cmpint (ent_json_workspace_date (object, "m"), ==,
                   usec ("2026-09-03T08:12:01Z") + 500000);
  g_assert_cmpint (ent_json_workspace_date (object, "bad"), ==, 0);
  g_assert_cmpint (ent_json_date (object, "s"), ==, usec ("2026-09-03T08:12:01Z") + 500000);
}

/* What the send-safe check looks at is this very text. */
static void
test_text (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, "Été « à 3 € » \"ok\" \\ <p>\n🙂");
  json_builder_set_member_name (builder, "to");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "a");
  json_builder_add_string_value (builder, "b");
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "noReply");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  text = ent_json_to_text (node);

  g_assert_cmpstr (text, ==,
                   "{\"title\":\"Été « à 3 € » \\\"ok\\\" \\\\ <p>\\n🙂\",\"to\":[\"a\",\"b\"],\"noReply\":false}");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/json/required", test_required);
  g_test_add_func ("/api/json/optional", test_optional);
  g_test_add_func ("/api/json/dates", test_dates);
  g_test_add_func ("/api/json/dates-compare", test_dates_compare);
  g_test_add_func ("/api/json/workspace-dates", test_workspace_dates);
  g_test_add_func ("/api/json/text", test_text);

  return g_test_run ();
}
