/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a text of the ENT, changed by two at once: merged with every choice, written, read
 * again. */

#include "fuzz.h"

#include <string.h>

#include "ent-merge.h"

#define N_CHANGES 6

static EntBlock *
pick (GRand       *dice,
      EntDocument *document)
{
  guint n_blocks = ent_document_get_n_blocks (document);

  return ent_document_get_block (document, (guint) g_rand_int_range (dice, 0, (gint32) n_blocks));
}

static EntBlock *
rewrite (GRand       *dice,
         EntDocument *document,
         EntBlock    *block)
{
  static const char * const texts[] = { "un mot", "deux  mots ", "", "\302\240" };
  g_autoptr (EntRun) run =
    ent_run_new_text (texts[g_rand_int_range (dice, 0, G_N_ELEMENTS (texts))], NULL);

  switch (g_rand_int_range (dice, 0, 3))
    {
    case 0:
      return ent_block_with_container (block, ent_block_get_container (pick (dice, document)));
    case 1:
      return ent_block_has_runs (block) ? ent_block_with_runs (block, &run, 1)
                                        : ent_block_ref (block);
    default:
      return ent_block_touch (pick (dice, document));
    }
}

/* Another version: blocks go, come, move, and say something else. */
static EntDocument *
change (GRand       *dice,
        EntDocument *base)
{
  EntDocument *document = ent_document_ref (base);

  for (guint i = 0; i < N_CHANGES && ent_document_get_n_blocks (document) > 0; i++)
    {
      guint n_blocks = ent_document_get_n_blocks (document);
      guint at = (guint) g_rand_int_range (dice, 0, (gint32) n_blocks);
      guint n_removed = (guint) g_rand_int_range (dice, 0, 2);
      guint n_added = (guint) g_rand_int_range (dice, 0, 2);
      g_autoptr (EntBlock) added =
        rewrite (dice, document, ent_document_get_block (document, at));
      EntDocument *changed = ent_document_splice (document, at, n_removed, &added, n_added);

      ent_document_unref (document);
      document = changed;
    }

  return document;
}

/* As it comes from the ENT: read apart, with containers and bytes of its own. */
static EntDocument *
read_again (EntDocument *document)
{
  g_autofree char *html = ent_document_to_canonical_html (document);

  return ent_document_new_from_html (html);
}

static void
check_choice (EntMerge       *merge,
              EntMergeChoice  choice)
{
  guint n_questions = ent_merge_get_n_questions (merge);
  g_autofree EntMergeChoice *choices = g_new (EntMergeChoice, n_questions);
  g_autoptr (EntDocument) merged = NULL;
  g_autoptr (EntDocument) again = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *read = NULL;

  for (guint i = 0; i < n_questions; i++)
    choices[i] = choice;
  merged = ent_merge_dup_document (merge, choices, n_questions);
  canonical = ent_document_to_canonical_html (merged);
  again = ent_document_new_from_html (canonical);
  read = ent_document_to_canonical_html (again);
  g_assert_cmpstr (read, ==, canonical);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GRand) dice = g_rand_new_with_seed (g_str_hash (text));
  g_autoptr (EntDocument) base = ent_document_new_from_html (text);
  g_autoptr (EntDocument) of_mine = change (dice, base);
  g_autoptr (EntDocument) of_theirs = change (dice, base);
  g_autoptr (EntDocument) theirs = read_again (of_theirs);
  g_autoptr (EntMerge) merge = ent_merge_new (base, of_mine, theirs);

  for (guint i = 0; i < ent_merge_get_n_questions (merge); i++)
    {
      g_autoptr (EntDocument) shown = ent_merge_dup_version (merge, i, ENT_MERGE_BASE);

      g_assert_cmpuint (ent_document_get_n_blocks (shown), ==, 1);
    }
  check_choice (merge, ENT_MERGE_TAKE_MINE);
  check_choice (merge, ENT_MERGE_TAKE_THEIRS);
  check_choice (merge, ENT_MERGE_TAKE_BOTH);

  return 0;
}
