/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and saving a text of 1 MB, against gumbo reading it; and twice as much, to see the
 * cost grow with the length only. * Prints `name value unit` lines. */

#include <gumbo.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "ent-document.h"

#define ROUNDS 5

typedef void (*Work) (const char *html);

static void
parse_with_gumbo (const char *html)
{
  GumboOutput *output = gumbo_parse_with_options (&kGumboDefaultOptions, html, strlen (html));

  gumbo_destroy_output (&kGumboDefaultOptions, output);
}

static void
open_and_save (const char *html)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);
  g_autoptr (EntDocument) rebuilt = ent_document_splice (document, 0, 0, NULL, 0);
  g_autofree char *saved = ent_document_to_html (rebuilt);

  g_assert_true (g_str_equal (saved, html));
}

static void
open_and_send (const char *html)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);
  g_autofree char *sent = ent_document_to_send_html (document);

  g_assert_true (g_str_equal (sent, html));
}

static void
rewrite (const char *html)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);
  g_autofree char *canonical = ent_document_to_canonical_html (document);

  g_assert_true (g_str_equal (canonical, html));
}

/* The best of some rounds, in milliseconds. */
static double
measure (Work        work,
         const char *html)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      work (html);
      best = MIN (best, g_get_monotonic_time () - start);
    }

  return (double) best / 1000;
}

static char *
load_sample (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("ENT_CORPUS"), "rich-content.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "\"long-300-blocks\"") != NULL)
      {
        g_autoptr (JsonParser) parser = json_parser_new ();
        JsonObject *object;

        json_parser_load_from_data (parser, lines[i], -1, &error);
        g_assert_no_error (error);
        object = json_node_get_object (json_parser_get_root (parser));
        return g_strdup (json_object_get_string_member (object, "stored_html"));
      }

  g_assert_not_reached ();
}

static char *
repeat (const char *text,
        guint       times)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (out, text);

  return g_string_free (out, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    Work        work;
  } works[] = {
    { "open-save", open_and_save },
    { "open-send", open_and_send },
    { "open-rewrite", rewrite },
  };
  g_autofree char *sample = load_sample ();
  g_autofree char *once = repeat (sample, 28);
  g_autofree char *twice = repeat (sample, 56);
  double gumbo = measure (parse_with_gumbo, once);

  printf ("gumbo-parse-1MB %.1f ms\n", gumbo);
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    {
      double one = measure (works[i].work, once);
      double two = measure (works[i].work, twice);

      printf ("%s-1MB %.1f ms\n", works[i].name, one);
      printf ("%s-2MB %.1f ms\n", works[i].name, two);
      printf ("%s-to-gumbo %.2f ratio\n", works[i].name, one / gumbo);
    }

  return 0;
}
