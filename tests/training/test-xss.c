/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-training-cleaner.h"
#include "ent-training-xss.h"

#include <gio/gio.h>
#include <string.h>

static GPtrArray *
load_corpus (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("ENT_CORPUS"), "send-safe.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      {
        g_ptr_array_add (corpus, json_from_string (lines[i], &error));
        g_assert_no_error (error);
      }
  g_assert_cmpuint (corpus->len, >, 0);

  return corpus;
}

static const char *
get_text (JsonObject *line,
          const char *member)
{
  return json_object_get_string_member_with_default (line, member, NULL);
}

static void
add_member (GString    *body,
            const char *name,
            const char *value)
{
  g_string_append_printf (body, "%s\"%s\":\"", body->len > 1 ? "," : "", name);
  for (; *value != '\0'; value++)
    switch (*value)
      {
      case '"':
      case '\\':
        g_string_append_c (body, '\\');
        g_string_append_c (body, *value);
        break;
      case '\n':
        g_string_append (body, "\\n");
        break;
      case '\t':
        g_string_append (body, "\\t");
        break;
      default:
        g_string_append_c (body, *value);
      }
  g_string_append_c (body, '"');
}

static void
add_paragraph (GString    *body,
               const char *text)
{
  g_autoptr (GString) html = g_string_new (text);
  g_autofree char *paragraph = NULL;

  g_string_replace (html, "&", "&amp;", 0);
  g_string_replace (html, "<", "&lt;", 0);
  g_string_replace (html, ">", "&gt;", 0);
  paragraph = g_strdup_printf ("<p>%s</p>", html->str);
  add_member (body, "content", paragraph);
}

/* The request a line speaks of, with @text, or the line's HTML, in its place. */
static char *
build_body (JsonObject *line,
            const char *title,
            const char *text)
{
  const char *where = get_text (line, "in");
  GString *body = g_string_new ("{");

  if (title != NULL)
    add_member (body, "title", title);

  if (json_object_has_member (line, "html"))
    {
      add_member (body, "content", text);
    }
  else if (g_strcmp0 (where, "title") == 0)
    {
      add_member (body, "title", text);
      add_member (body, "content", "<p></p>");
    }
  else if (g_strcmp0 (where, "comment") == 0)
    {
      add_member (body, "comment", text);
    }
  else
    {
      add_paragraph (body, text);
    }
  g_string_append_c (body, '}');

  return g_string_free (body, FALSE);
}

static void
check_lost_members (JsonObject *line,
                    JsonObject *request)
{
  JsonArray *lost;

  if (!json_object_has_member (line, "lost_members"))
    return;
  lost = json_object_get_array_member (line, "lost_members");
  for (guint i = 0; i < json_array_get_length (lost); i++)
    g_assert_false (json_object_has_member (request, json_array_get_string_element (lost, i)));
}

static void
check_stored (JsonObject *line,
              const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (body, &error);
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;
  JsonObject *request;
  const char *where = get_text (line, "in");

  if (json_object_get_boolean_member_with_default (line, "breaks_json", FALSE))
    {
      g_assert_true (node == NULL || !JSON_NODE_HOLDS_OBJECT (node));
      return;
    }
  g_assert_no_error (error);
  request = json_node_get_object (node);
  check_lost_members (line, request);

  if (json_object_has_member (line, "stored_title"))
    g_assert_cmpstr (get_text (request, "title"), ==, get_text (line, "stored_title"));
  if (where != NULL)
    {
      g_assert_cmpstr (get_text (request, where), ==, get_text (line, "stored"));
      return;
    }
  if (!json_object_has_member (request, "content"))
    return;

  ent_training_clean (get_text (request, "content"), &html, NULL, &plain, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plain, ==, get_text (line, "stored"));
  if (json_object_has_member (line, "stored_html"))
    g_assert_cmpstr (html, ==, get_text (line, "stored_html"));
}

static void
test_corpus (void)
{
  g_autoptr (GPtrArray) corpus = load_corpus ();

  for (guint i = 0; i < corpus->len; i++)
    {
      JsonObject *line = json_node_get_object (g_ptr_array_index (corpus, i));
      const char *text = get_text (line, json_object_has_member (line, "html") ? "html" : "text");
      g_autofree char *body = build_body (line, get_text (line, "title"), text);
      g_autofree char *filtered = NULL;
      gboolean altered;

      g_test_message ("%s", body);
      filtered = ent_training_xss_filter (body, &altered);
      g_assert_cmpint (altered, ==, json_object_get_boolean_member (line, "altered"));
      if (altered)
        check_stored (line, filtered);
      else
        g_assert_cmpstr (filtered, ==, body);
    }
}

/* What was made safe passes as it is. */
static void
test_defused (void)
{
  g_autoptr (GPtrArray) corpus = load_corpus ();
  guint count = 0;

  for (guint i = 0; i < corpus->len; i++)
    {
      JsonObject *line = json_node_get_object (g_ptr_array_index (corpus, i));
      g_autofree char *body = NULL;
      g_autofree char *filtered = NULL;
      gboolean altered;

      if (!json_object_has_member (line, "defused"))
        continue;
      body = build_body (line, get_text (line, "defused_title"), get_text (line, "defused"));
      filtered = ent_training_xss_filter (body, &altered);
      g_assert_false (altered);
      g_assert_cmpstr (filtered, ==, body);
      count++;
    }
  g_assert_cmpuint (count, >, 0);
}

static void
check_filter (const char *body,
              const char *expected)
{
  gboolean altered;
  g_autofree char *filtered = ent_training_xss_filter (body, &altered);

  g_assert_cmpstr (filtered, ==, expected);
  g_assert_cmpint (altered, ==, strcmp (body, expected) != 0);
}

static void
test_decoding (void)
{
  check_filter ("&eacute;&nbsp;&quot; eval&lpar;1)", "é\u00a0\" ");
  check_filter ("\\u00e9\\u00e8 javascript:", "éé ");
  check_filter ("\\u00e9\\u00e8 &quot; &#233;", "\\u00e9\\u00e8 &quot; &#233;");
  check_filter ("a &#101;val(x) b", "a b");
  check_filter ("a &#x65;val(x) b", "a b");
  check_filter ("e\\nv a\\\\l ( x ) b", "b");
  check_filter ("[[ $x$ ]] [[1]]", "[[1]]");
  check_filter ("x data:text/html;base64,PHNjcmlwdD5hPC9zY3JpcHQ+) y", "x data:text/html;) y");
  check_filter ("x data:text/html;base64,PHNjcmlwdD5hPC9zY3JpcHQ+ y",
                "x data:text/html;base64,PHNjcmlwdD5hPC9zY3JpcHQ+ y");
  check_filter ("x data:image/png;base64,aVZCT1I= y", "x data:image/png;base64,aVZCT1I= y");
  check_filter ("animation = 1, bonanimation=2", "animation = 1, bonanimation=2");
  check_filter ("eval(1)", "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/training/xss/corpus", test_corpus);
  g_test_add_func ("/training/xss/defused", test_defused);
  g_test_add_func ("/training/xss/decoding", test_decoding);

  return g_test_run ();
}
