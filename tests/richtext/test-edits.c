/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of random edits over the corpus: what is written is read as the same document, and
 * what was not touched keeps its bytes. */

#include <string.h>

#include "corpus.h"
#include "ent-document.h"

#define EDITS_A_LINE 12

/* The same edits at every run; ENT_SEED gives others. */
static GRand *dice;

static EntBlock *
pick (GPtrArray *blocks)
{
  return g_ptr_array_index (blocks, g_rand_int_range (dice, 0, (gint32) blocks->len));
}

/* Takes the block at @index apart and puts something like it in its place. */
static void
edit_one (GPtrArray *blocks,
          guint      index)
{
  EntBlock *block = g_ptr_array_index (blocks, index);
  g_autoptr (EntRun) run = ent_run_new_text ("un  mot neuf & <vif> ", NULL);
  g_autoptr (EntContainer) container = NULL;
  EntBlock *made;

  switch (g_rand_int_range (dice, 0, 6))
    {
    case 0:
      if (!ent_block_has_runs (block))
        return;
      made = ent_block_with_runs (block, &run, 1);
      break;
    case 1:
      made = ent_block_touch (block);
      break;
    case 2:
      made = ent_block_with_container (block, NULL);
      break;
    case 3:
      container = ent_container_new_item_at (ent_block_get_container (pick (blocks)),
                                             ENT_CONTAINER_ORDERED_LIST,
                                             (guint) g_rand_int_range (dice, 1, 4));
      made = ent_block_with_container (block, container);
      break;
    case 4:
      container =
        ent_container_new (ent_block_get_container (pick (blocks)), ENT_CONTAINER_QUOTE);
      made = ent_block_with_container (block, container);
      break;
    default:
      made = ent_block_with_container (block, ent_block_get_container (pick (blocks)));
      break;
    }

  g_ptr_array_index (blocks, index) = made;
  ent_block_unref (block);
}

static void
edit (GPtrArray *blocks)
{
  guint index = (guint) g_rand_int_range (dice, 0, (gint32) blocks->len);

  switch (g_rand_int_range (dice, 0, 4))
    {
    case 0:
      if (blocks->len > 1)
        g_ptr_array_remove_index (blocks, index);
      break;
    case 1:
      g_ptr_array_insert (blocks, (int) index, ent_block_ref (pick (blocks)));
      break;
    default:
      edit_one (blocks, index);
      break;
    }
}

static GPtrArray *
list_blocks (EntDocument *document)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);

  for (guint i = 0; i < ent_document_get_n_blocks (document); i++)
    g_ptr_array_add (blocks, ent_block_ref (ent_document_get_block (document, i)));

  return blocks;
}

/* A container whose blocks are no longer neighbours is written twice, and an item must start
 * with a paragraph: so the words and the bytes are compared, and the form a second writing
 * has. */
static void
check (EntDocument *document)
{
  g_autofree char *html = ent_document_to_html (document);
  g_autofree char *sent = ent_document_to_send_html (document);
  g_autoptr (EntDocument) read = ent_document_new_from_html (html);
  g_autoptr (EntDocument) read_sent = ent_document_new_from_html (sent);
  g_autofree char *canonical = ent_document_to_canonical_html (document);
  g_autofree char *again = ent_document_to_canonical_html (read);
  g_autofree char *again_sent = ent_document_to_canonical_html (read_sent);
  g_autofree char *sent_twice = ent_document_to_send_html (read_sent);

  g_assert_cmpstr (again, ==, canonical);
  g_assert_cmpstr (again_sent, ==, canonical);
  g_assert_cmpstr (sent_twice, ==, sent);

  for (guint i = 0; i < ent_document_get_n_blocks (document); i++)
    {
      EntBlock *block = ent_document_get_block (document, i);
      g_autofree char *source = ent_block_dup_source (block);

      /* Bare text is written as a paragraph where it would run into other text. */
      if (!ent_block_is_touched (block) && source[0] == '<' &&
          g_str_has_prefix (source, "<p") && g_str_has_suffix (source, "</p>") &&
          ent_block_get_align (block) == ENT_ALIGN_NONE &&
          ent_block_get_container (block) == NULL)
        g_assert_nonnull (strstr (html, source));
    }
}

static void
test_random_edits (void)
{
  g_autoptr (GPtrArray) lines = corpus_load ();

  for (guint i = 0; i < lines->len; i++)
    {
      CorpusLine *line = g_ptr_array_index (lines, i);
      const char *texts[] = { line->sent, line->stored_html };

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_autoptr (EntDocument) document = NULL;
          g_autoptr (GPtrArray) blocks = NULL;

          if (texts[j] == NULL || strstr (texts[j], "data:") != NULL)
            continue;

          g_test_message ("%s", line->name);
          document = ent_document_new_from_html (texts[j]);
          blocks = list_blocks (document);
          for (guint n = 0; n < EDITS_A_LINE && blocks->len > 0; n++)
            {
              g_autoptr (EntDocument) changed = NULL;

              edit (blocks);
              changed = ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
              check (changed);
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  const char *seed = g_getenv ("ENT_SEED");
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dice = g_rand_new_with_seed (seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : 1);

  g_test_add_func ("/richtext/edits/random", test_random_edits);

  result = g_test_run ();
  g_rand_free (dice);

  return result;
}
