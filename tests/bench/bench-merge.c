/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The merge of three versions of a long text, of two sizes: one in which a few blocks changed, one
 * in which all did, and one turned back to front, the worst there is for whoever compares all with
 * all. Prints "name value unit" lines; the times are those of the thread, the best of several runs.
 * */

#include <stdio.h>
#include <time.h>

#include "ent-merge.h"

#define N_RUNS 7

typedef enum
{
  FEW,
  ALL,
  REVERSED,
} Shape;

static const char * const shapes[] = { "few", "all", "reversed" };

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* @side: 0 for the base, 1 for mine, 2 for theirs */
static EntDocument *
make_version (guint n_blocks,
              Shape shape,
              guint side)
{
  g_autoptr (GString) html = g_string_new (NULL);

  for (guint i = 0; i < n_blocks; i++)
    {
      guint number = shape == REVERSED && side == 1 ? n_blocks - 1 - i : i;
      guint word = side == 1 ? 3 : 14;
      gboolean is_changed = side > 0 && (shape == ALL || number % 20 == side);

      g_string_append (html, "<p>");
      for (guint j = 0; j < 16; j++)
        g_string_append_printf (html, "%smot%u", j > 0 ? " " : "",
                                is_changed && j == word
                                ? 900000 + number : (number * 7 + j * j) % 5000);
      g_string_append (html, "</p>");
      if (side > 0 && number % 50 == 10 + side)
        g_string_append_printf (html, "<p>nouveau %u %u</p>", side, number);
    }

  return ent_document_new_from_html (html->str);
}

static double
measure (guint n_blocks,
         Shape shape)
{
  double best = G_MAXDOUBLE;

  for (guint run = 0; run < N_RUNS; run++)
    {
      /* Read anew each time: blocks remember their fingerprints. */
      g_autoptr (EntDocument) base = make_version (n_blocks, shape, 0);
      g_autoptr (EntDocument) mine = make_version (n_blocks, shape, 1);
      g_autoptr (EntDocument) theirs = make_version (n_blocks, shape, 2);
      double start = now_ms ();
      g_autoptr (EntMerge) merge = ent_merge_new (base, mine, theirs);
      g_autoptr (EntDocument) merged = ent_merge_dup_document (merge, NULL, 0);
      g_autofree char *html = ent_document_to_html (merged);

      best = MIN (best, now_ms () - start);
    }

  return best;
}

int
main (void)
{
  static const guint sizes[] = { 500, 5000 };

  for (guint shape = 0; shape < G_N_ELEMENTS (shapes); shape++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      printf ("merge_%s_%u %.2f ms\n", shapes[shape], sizes[i], measure (sizes[i], shape));

  return 0;
}
