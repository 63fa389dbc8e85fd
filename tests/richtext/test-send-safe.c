/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <json-glib/json-glib.h>

#include "ent-send-safe.h"

/* The lines of tests/corpus/send-safe.jsonl, whose README says what each member means. */
static void
for_each_line (void (*check) (JsonObject *line))
{
  g_autofree char *path = g_build_filename (g_getenv ("ENT_CORPUS"), "send-safe.jsonl", NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = NULL;

      if (*lines[i] == '\0')
        continue;
      node = json_from_string (lines[i], &error);
      g_assert_no_error (error);
      check (json_node_get_object (node));
      n++;
    }
  g_test_message ("%u lines", n);
  g_assert_cmpuint (n, >=, 83);
}

static char *
wrap (const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *amp = NULL;
  g_autofree char *lt = NULL;
  g_autofree char *gt = NULL;

  parts = g_strsplit (text, "&", -1);
  amp = g_strjoinv ("&amp;", parts);
  g_strfreev (parts);
  parts = g_strsplit (amp, "<", -1);
  lt = g_strjoinv ("&lt;", parts);
  g_strfreev (parts);
  parts = g_strsplit (lt, ">", -1);
  gt = g_strjoinv ("&gt;", parts);
  return g_strdup_printf ("<p>%s</p>", gt);
}

static JsonNode *
make_request (JsonObject *line,
              const char *text_member,
              const char *title_member)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *in = json_object_get_string_member_with_default (line, "in", "content");
  const char *text = json_object_get_string_member_with_default (line, text_member, NULL);
  g_autofree char *wrapped = NULL;

  json_builder_begin_object (builder);
  if (json_object_has_member (line, "html"))
    {
      json_builder_set_member_name (builder, "content");
      json_builder_add_string_value (builder, text);
    }
  else if (g_str_equal (in, "title"))
    {
      json_builder_set_member_name (builder, "title");
      json_builder_add_string_value (builder, text);
      json_builder_set_member_name (builder, "content");
      json_builder_add_string_value (builder, "<p></p>");
    }
  else if (g_str_equal (in, "comment"))
    {
      json_builder_set_member_name (builder, "comment");
      json_builder_add_string_value (builder, text);
    }
  else
    {
      if (json_object_has_member (line, title_member))
        {
          json_builder_set_member_name (builder, "title");
          json_builder_add_string_value (builder, json_object_get_string_member (line, title_member));
        }
      wrapped = wrap (text);
      json_builder_set_member_name (builder, "content");
      json_builder_add_string_value (builder, wrapped);
    }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* Spaces of every kind, taken away, and one percent-encoded letter put back. */
static char *
squeeze (JsonNode *request)
{
  g_autofree char *text = json_to_string (request, FALSE);
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          c = (gunichar) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));
          p += 2;
        }
      if (c != ' ' && c != 0xa0)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static void
check_line (JsonObject *line)
{
  const char *member = json_object_has_member (line, "html") ? "html" : "text";
  g_autoptr (JsonNode) request = make_request (line, member, "title");
  g_autoptr (JsonNode) safe = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gboolean expected = json_object_get_boolean_member (line, "altered");
  gboolean altered;

  g_test_message ("%s", json_object_get_string_member (line, member));
  g_assert_cmpint (ent_send_safe_is_altered (request), ==, expected);

  safe = ent_send_safe_defuse (request, &altered);
  g_assert_cmpint (altered, ==, expected);
  g_assert_false (ent_send_safe_is_altered (safe));
  before = squeeze (request);
  after = squeeze (safe);
  g_assert_cmpstr (before, ==, after);
  if (!expected)
    g_assert_true (json_node_equal (request, safe));

  if (expected)
    {
      g_autoptr (JsonNode) theirs = make_request (line, "defused", "defused_title");

      g_assert_false (ent_send_safe_is_altered (theirs));
    }
}

static void
test_corpus (void)
{
  for_each_line (check_line);
}

static void
check (const char *json,
       const char *expected)
{
  g_autoptr (JsonNode) request = json_from_string (json, NULL);
  g_autoptr (JsonNode) wanted = json_from_string (expected, NULL);
  g_autoptr (JsonNode) safe = ent_send_safe_defuse (request, NULL);
  g_autofree char *text = json_to_string (safe, FALSE);

  g_test_message ("%s", text);
  g_assert_true (json_node_equal (safe, wanted));
}

static void
test_places (void)
{
  /* A quote and a newline before the match: the place is found behind their escapes. */
  check ("{\"comment\":\"\\\"a\\\"\\n cheval (b)\"}", "{\"comment\":\"\\\"a\\\"\\n cheval\u00a0(b)\"}");
  /* An address keeps no space. */
  check ("{\"content\":\"<p><a href=\\\"https://x.example/?sessiontime=10\\\">x</a></p>\"}",
         "{\"content\":\"<p><a href=\\\"https://x.example/?session%74ime=10\\\">x</a></p>\"}");
  /* Members that are no text are left alone, whatever their depth. */
  check ("{\"to\":[\"a\",\"b\"],\"noReply\":false,\"n\":3,\"subject\":\"eval(1)\"}",
         "{\"to\":[\"a\",\"b\"],\"noReply\":false,\"n\":3,\"subject\":\"eval\u00a0(1)\"}");
  /* Two matches in one text. */
  check ("{\"comment\":\"cheval (a) et cheval (b)\"}", "{\"comment\":\"cheval\u00a0(a) et cheval\u00a0(b)\"}");
  check ("{\"comment\":\"data:text/html;base64,PHNjcmlwdD5hPC9zY3JpcHQ+\"}",
         "{\"comment\":\"data:text/html;base64\u00a0,PHNjcmlwdD5hPC9zY3JpcHQ+\"}");
}

/* Long texts with nothing but half matches: the scan stays linear, or this test would never end. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("{\"content\":\"");
  g_autoptr (JsonNode) request = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "on eval( on");
  g_string_append (text, "\"}");
  request = json_from_string (text->str, NULL);
  g_assert_false (ent_send_safe_is_altered (request));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/richtext/send-safe/corpus", test_corpus);
  g_test_add_func ("/richtext/send-safe/places", test_places);
  g_test_add_func ("/richtext/send-safe/long", test_long);

  return g_test_run ();
}
