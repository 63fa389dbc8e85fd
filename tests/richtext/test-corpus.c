/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The five rules of the corpus's page, on every line. */

#include <string.h>

#include "corpus.h"
#include "ent-document.h"
#include "ent-plain.h"

typedef struct
{
  GPtrArray *lines;  /* (owned) (element-type CorpusLine) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->lines = corpus_load ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->lines);
}

/* Text without any white space: the cleaner glues words that we keep apart. */
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_unichar (out, g_utf8_get_char (c));

  return g_string_free (out, FALSE);
}

/* Whether every sign of @needed stands in @text in the same order. */
static gboolean
holds_signs (const char *text,
             const char *needed)
{
  g_autofree char *all = squeeze (text);
  g_autofree char *wanted = squeeze (needed);
  const char *c = wanted;

  for (const char *there = all; *there != '\0' && *c != '\0'; there = g_utf8_next_char (there))
    if (g_utf8_get_char (there) == g_utf8_get_char (c))
      c = g_utf8_next_char (c);

  return *c == '\0';
}

static void
test_reads_every_word (Fixture       *fixture,
                       gconstpointer  data)
{
  for (guint i = 0; i < fixture->lines->len; i++)
    {
      CorpusLine *line = g_ptr_array_index (fixture->lines, i);
      g_autoptr (EntDocument) sent = ent_document_new_from_html (line->sent);
      g_autoptr (EntDocument) stored = NULL;
      g_autofree char *sent_plain = ent_document_to_plain (sent);
      g_autofree char *stored_plain = NULL;

      if (line->stored_html == NULL)
        continue;

      stored = ent_document_new_from_html (line->stored_html);
      stored_plain = ent_document_to_plain (stored);
      g_test_message ("%s", line->name);
      g_assert_true (holds_signs (sent_plain, line->plain));
      g_assert_true (holds_signs (stored_plain, line->plain));
    }

  g_test_message ("every word read: %u texts", fixture->lines->len);
}

static void
test_gives_back_untouched (Fixture       *fixture,
                           gconstpointer  data)
{
  for (guint i = 0; i < fixture->lines->len; i++)
    {
      CorpusLine *line = g_ptr_array_index (fixture->lines, i);
      const char *texts[] = { line->sent, line->stored_html };

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_autoptr (EntDocument) document = NULL;
          g_autoptr (EntDocument) made = NULL;
          g_autofree char *html = NULL;
          g_autofree char *of_blocks = NULL;

          if (texts[j] == NULL)
            continue;

          document = ent_document_new_from_html (texts[j]);
          html = ent_document_to_html (document);
          g_assert_cmpstr (html, ==, texts[j]);

          /* Block by block, too: nothing falls between two of them. */
          made = ent_document_splice (document, 0, 0, NULL, 0);
          of_blocks = ent_document_to_html (made);
          if (ent_document_get_n_blocks (document) > 0)
            g_assert_cmpstr (of_blocks, ==, texts[j]);
        }
    }

  g_test_message ("given back byte for byte: %u texts", fixture->lines->len);
}

static void
test_json_and_html_agree (Fixture       *fixture,
                          gconstpointer  data)
{
  guint count = 0;

  for (guint i = 0; i < fixture->lines->len; i++)
    {
      CorpusLine *line = g_ptr_array_index (fixture->lines, i);
      g_autoptr (EntDocument) of_html = NULL;
      g_autoptr (EntDocument) of_json = NULL;

      if (!line->is_stable)
        continue;

      g_test_message ("%s", line->name);
      of_html = ent_document_new_from_html (line->stored_html);
      of_json = ent_document_new_from_json (line->json);
      g_assert_true (ent_document_equal (of_html, of_json));
      count++;
    }

  g_assert_cmpuint (count, >, 100);
  g_test_message ("JSON and HTML agree: %u texts", count);
}

static void
test_writes_what_stays (Fixture       *fixture,
                        gconstpointer  data)
{
  guint count = 0;

  for (guint i = 0; i < fixture->lines->len; i++)
    {
      CorpusLine *line = g_ptr_array_index (fixture->lines, i);
      g_autoptr (EntDocument) of_html = NULL;
      g_autoptr (EntDocument) of_json = NULL;
      g_autofree char *html = NULL;
      g_autofree char *json = NULL;
      g_autofree char *sent = NULL;

      if (!line->is_stable)
        continue;

      g_test_message ("%s", line->name);
      of_html = ent_document_new_from_html (line->stored_html);
      of_json = ent_document_new_from_json (line->json);
      html = ent_document_to_canonical_html (of_html);
      json = ent_document_to_canonical_html (of_json);
      sent = ent_document_to_send_html (of_html);
      g_assert_cmpstr (html, ==, line->stored_html);
      g_assert_cmpstr (json, ==, line->stored_html);
      g_assert_cmpstr (sent, ==, line->stored_html);
      count++;
    }

  g_test_message ("canonical form equal to the stored one: %u texts", count);
}

static void
test_same_plain_text (Fixture       *fixture,
                      gconstpointer  data)
{
  guint count = 0;

  for (guint i = 0; i < fixture->lines->len; i++)
    {
      CorpusLine *line = g_ptr_array_index (fixture->lines, i);
      g_autoptr (EntDocument) document = NULL;
      g_autofree char *plain = NULL;

      if (line->json == NULL)
        continue;

      document = ent_document_new_from_json (line->json);
      plain = ent_document_to_plain (document);
      g_assert_cmpstr (plain, ==, line->plain);
      count++;
    }

  g_assert_cmpuint (count, >, 100);
  g_test_message ("same plain text: %u texts", count);
}

/* What is written in the canonical form is read and written the same, whatever it came from. */
static void
test_canonical_is_fixed (Fixture       *fixture,
                         gconstpointer  data)
{
  for (guint i = 0; i < fixture->lines->len; i++)
    {
      CorpusLine *line = g_ptr_array_index (fixture->lines, i);
      g_autoptr (EntDocument) document = ent_document_new_from_html (line->sent);
      g_autofree char *once = ent_document_to_canonical_html (document);
      g_autoptr (EntDocument) again = ent_document_new_from_html (once);
      g_autofree char *twice = ent_document_to_canonical_html (again);
      g_autofree char *sent = ent_document_to_send_html (again);

      g_test_message ("%s", line->name);
      g_assert_cmpstr (twice, ==, once);
      g_assert_cmpstr (sent, ==, once);
    }
}

/* A megabyte of blocks: nothing lost, nothing moved. */
static void
test_megabyte (Fixture       *fixture,
               gconstpointer  data)
{
  CorpusLine *line = corpus_find (fixture->lines, "long-300-blocks");
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (EntDocument) document = NULL;
  g_autofree char *written = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < 28; i++)
    {
      g_string_append (html, line->stored_html);
      g_string_append_printf (plain, "%s%s", i > 0 ? "\n\n" : "", line->plain);
    }

  document = ent_document_new_from_html (html->str);
  written = ent_document_to_canonical_html (document);
  words = ent_document_to_plain (document);
  g_assert_cmpuint (html->len, ==, 1037400);
  g_assert_cmpuint (ent_document_get_n_blocks (document), >, 8400);
  g_assert_true (g_str_equal (written, html->str));
  g_assert_true (g_str_equal (words, plain->str));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/richtext/corpus/reads-every-word", test_reads_every_word);
  ADD ("/richtext/corpus/gives-back-untouched", test_gives_back_untouched);
  ADD ("/richtext/corpus/json-and-html-agree", test_json_and_html_agree);
  ADD ("/richtext/corpus/writes-what-stays", test_writes_what_stays);
  ADD ("/richtext/corpus/same-plain-text", test_same_plain_text);
  ADD ("/richtext/corpus/canonical-is-fixed", test_canonical_is_fixed);
  ADD ("/richtext/corpus/megabyte", test_megabyte);

  return g_test_run ();
}
