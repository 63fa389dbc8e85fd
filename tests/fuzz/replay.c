/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a fuzzer's target the texts of the corpus and many broken copies of them, the same at
 * every run; or the files named on the command line, to see again what a fuzzer found. */

#include "fuzz.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define COPIES 60
#define LONGEST 6000   /* broken copies of the longest texts say nothing more */

static const char * const pieces[] = {
  "<p>", "</p>", "<div>", "</div>", "<b>", "</li>", "<ul><li>", "<td>", "</table>", "<", ">", "</",
  "<!--", "\"", "'", "&", "&amp", "<br/>", "<hr>", "<script>", "\n", "  ", "{", "}", "[", "null",
  ":", "\\u00e9",
};

static void
run (const char *text)
{
  LLVMFuzzerTestOneInput ((const guint8 *) text, strlen (text));
}

static void
break_one (GRand   *dice,
           GString *text)
{
  gsize at = (gsize) g_rand_int_range (dice, 0, (gint32) text->len + 1);
  gsize length = (gsize) g_rand_int_range (dice, 1, 12);

  if (g_rand_boolean (dice) && at < text->len)
    g_string_erase (text, (gssize) at, (gssize) MIN (length, text->len - at));
  else
    g_string_insert (text, (gssize) at,
                     pieces[g_rand_int_range (dice, 0, G_N_ELEMENTS (pieces))]);
}

static void
run_broken (GRand      *dice,
            const char *text)
{
  run (text);
  if (strlen (text) > LONGEST)
    return;

  for (guint i = 0; i < COPIES; i++)
    {
      g_autoptr (GString) copy = g_string_new (text);
      guint wounds = (guint) g_rand_int_range (dice, 1, 5);

      for (guint j = 0; j < wounds; j++)
        break_one (dice, copy);
      run (copy->str);
    }
}

static void
run_line (GRand      *dice,
          const char *line)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *object;
  JsonNode *json;

  json_parser_load_from_data (parser, line, -1, &error);
  g_assert_no_error (error);
  object = json_node_get_object (json_parser_get_root (parser));

  json = json_object_get_member (object, "json");
  if (json != NULL && JSON_NODE_HOLDS_OBJECT (json))
    {
      g_autofree char *text = json_to_string (json, FALSE);

      run_broken (dice, text);
    }
  run_broken (dice, json_object_get_string_member (object, "sent"));
}

static void
test_corpus (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);
  g_autofree char *path =
    g_build_filename (g_getenv ("ENT_CORPUS"), "rich-content.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      run_line (dice, lines[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (int i = 1; i < argc; i++)
    {
      g_autofree char *text = NULL;
      gsize length = 0;
      g_autoptr (GError) error = NULL;

      g_file_get_contents (argv[i], &text, &length, &error);
      g_assert_no_error (error);
      LLVMFuzzerTestOneInput ((const guint8 *) text, length);
    }
  if (argc > 1)
    return 0;

  g_test_add_func ("/fuzz/replay", test_corpus);
  return g_test_run ();
}
