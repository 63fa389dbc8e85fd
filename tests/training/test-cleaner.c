/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-training-cleaner.h"

#include <gio/gio.h>
#include <string.h>

/* How many lines of the corpus the cleaner agrees with. It may only grow. All that is missing is
 * the line made by a newer version of the service. */
#define LINES_THAT_AGREE 133

static GPtrArray *
load_corpus (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("ENT_CORPUS"), "rich-content.jsonl", NULL);
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

static gboolean
agrees (JsonObject *line)
{
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (GError) error = NULL;

  if (!ent_training_clean (get_text (line, "sent"), &html, &json, &plain, &error))
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_null (html);
      return json_object_get_boolean_member_with_default (line, "refused", FALSE);
    }

  return g_strcmp0 (html, get_text (line, "stored_html")) == 0 &&
         g_strcmp0 (plain, get_text (line, "plain")) == 0 &&
         json_node_equal (json, json_object_get_member (line, "json"));
}

static void
test_corpus (void)
{
  g_autoptr (GPtrArray) corpus = load_corpus ();
  guint count = 0;

  for (guint i = 0; i < corpus->len; i++)
    {
      JsonObject *line = json_node_get_object (g_ptr_array_index (corpus, i));

      if (agrees (line))
        count++;
      else
        g_test_message ("differs: %s", get_text (line, "name"));
    }
  g_test_message ("%u of %u lines agree", count, corpus->len);
  g_assert_cmpuint (count, >=, LINES_THAT_AGREE);
}

/* Cleaning what is stored gives the same bytes, or those the corpus says. */
static void
test_again (void)
{
  g_autoptr (GPtrArray) corpus = load_corpus ();

  for (guint i = 0; i < corpus->len; i++)
    {
      JsonObject *line = json_node_get_object (g_ptr_array_index (corpus, i));
      const char *stored = get_text (line, "stored_html");
      const char *expected = stored;
      g_autofree char *html = NULL;

      if (stored == NULL || g_strcmp0 (get_text (line, "by"), "pane") == 0)
        continue;
      if (!json_object_get_boolean_member (line, "stable"))
        expected = get_text (line, "again");
      ent_training_clean (stored, &html, NULL, NULL, NULL);
      g_test_message ("%s", get_text (line, "name"));
      g_assert_cmpstr (html, ==, expected);
    }
}

static double
time_cleaning (const char *stored,
               guint       times)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;
  double seconds;

  for (guint i = 0; i < times; i++)
    g_string_append (text, stored);

  start = g_get_monotonic_time ();
  ent_training_clean (text->str, &html, &json, &plain, &error);
  seconds = (g_get_monotonic_time () - start) / 1e6;
  g_assert_no_error (error);
  g_assert_cmpstr (html, ==, text->str);
  g_test_message ("%" G_GSIZE_FORMAT " bytes in %.3f s", text->len, seconds);

  return seconds;
}

/* Twice the text may not take much more than twice the time. */
static void
test_long (void)
{
  g_autoptr (GPtrArray) corpus = load_corpus ();
  const char *stored = NULL;
  double half;
  double whole;

  for (guint i = 0; i < corpus->len; i++)
    {
      JsonObject *line = json_node_get_object (g_ptr_array_index (corpus, i));

      if (g_strcmp0 (get_text (line, "name"), "long-300-blocks") == 0)
        stored = get_text (line, "stored_html");
    }
  g_assert_nonnull (stored);
  g_assert_cmpuint (strlen (stored) * 28, ==, 1037400);

  time_cleaning (stored, 1);
  half = time_cleaning (stored, 14);
  whole = time_cleaning (stored, 28);
  g_assert_cmpfloat (whole, <, half * 8);
}

static void
check_refused (const char *html)
{
  g_autofree char *clean = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (ent_training_clean (html, &clean, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_null (clean);
}

static void
test_refused (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<div>");

  check_refused ("");
  check_refused ("<div class=\"attachments\"><a>plan.pdf</a></div>");
  check_refused ("<table template=\"50%,50%\"><tr><td>a</td></tr></table>");
  check_refused (deep->str);
}

static void
check_clean (const char *html,
             const char *expected)
{
  g_autofree char *clean = NULL;
  g_autoptr (GError) error = NULL;

  ent_training_clean (html, &clean, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (clean, ==, expected);
}

/* What the parser makes of texts that are not well formed, as the service does. */
static void
test_broken (void)
{
  check_clean ("un</p>deux", "<p>un</p>");
  check_clean ("5 < 7 et <3", "<p>5 &lt; 7 et &lt;3</p>");
  check_clean ("<p>a < b\n<p>c</p>", "<p>a c</p>");
  check_clean ("<p>a </ b\n</p>c", "<p>a</p><p>c</p>");
  check_clean ("<p title=\"a>b\" class='x y'>c</p>", "<p>c</p>");
  check_clean ("<p title=\"a>b>c</p>", "<p>b&gt;c</p>");
  check_clean ("<script><p>un</p>", "<p></p>");
  check_clean ("&eacute;&notit;&#233;&amp;lt;", "<p>é¬it;é&amp;lt;</p>");
  check_clean ("<!-- a --><p>b</p><!-- c", "<p>b</p><p>&lt;!-- c</p>");
  check_clean ("<p style=\"TEXT-ALIGN : right;;x\">a</p>", "<p style=\"text-align: right\">a</p>");
}

/* Which addresses a link may keep. */
static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    gboolean    kept;
  } cases[] = {
    { "https://ecole.example", TRUE }, { "mailto:a@b.example", TRUE }, { "/blog/id/1", TRUE },
    { "#haut", TRUE },                 { "accueil", TRUE },            { "page.html", TRUE },
    { "page-2", TRUE },                { "note1", FALSE },             { "dossier/page", FALSE },
    { "data:text/html,x", FALSE },     { "JavaScript:x", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *html = g_strdup_printf ("<p><a href=\"%s\">x</a></p>", cases[i].address);
      g_autofree char *expected =
        g_strdup_printf ("<p><a rel=\"noopener noreferrer nofollow\" href=\"%s\">x</a></p>",
                         cases[i].kept ? cases[i].address : "");

      check_clean (html, expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/training/cleaner/corpus", test_corpus);
  g_test_add_func ("/training/cleaner/again", test_again);
  g_test_add_func ("/training/cleaner/long", test_long);
  g_test_add_func ("/training/cleaner/refused", test_refused);
  g_test_add_func ("/training/cleaner/broken", test_broken);
  g_test_add_func ("/training/cleaner/addresses", test_addresses);

  return g_test_run ();
}
