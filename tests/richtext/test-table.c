/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-test"

#include <string.h>

#include <glib.h>

#include "ent-document.h"
#include "ent-table-edit.h"

/* A table is written as "a b/c d": "*" before a header cell, "(3x2)" after one that covers 3 columns and 2 rows, "-" for no words. */

static EntTable *
read_table (const char *shape)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_auto (GStrv) lines = g_strsplit (shape, "/", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_cell_unref);
      g_auto (GStrv) cells = g_strsplit (lines[i], " ", -1);

      for (guint j = 0; cells[j] != NULL; j++)
        {
          gboolean is_header = cells[j][0] == '*';
          char letter[2] = { cells[j][is_header], '\0' };
          const char *span = strchr (cells[j], '(');
          g_autoptr (EntRun) run = ent_run_new_text (letter, NULL);
          g_autoptr (EntBlock) block = ent_block_new_text (ENT_BLOCK_PARAGRAPH, 0, ENT_ALIGN_NONE, NULL, &run, 1);

          g_ptr_array_add (row, ent_cell_new (is_header, span != NULL ? (guint) (span[1] - '0') : 1,
                                              span != NULL ? (guint) (span[3] - '0') : 1, NULL, NULL,
                                              &block, *letter != '-'));
        }
      g_ptr_array_add (rows, row);
    }
  return ent_table_new (rows);
}

static char *
write_table (EntTable *table)
{
  GString *shape = g_string_new (NULL);

  for (guint row = 0; row < ent_table_get_n_rows (table); row++)
    for (guint i = 0; i < ent_table_get_n_cells (table, row); i++)
      {
        EntCell *cell = ent_table_get_cell (table, row, i);

        g_string_append (shape, row > 0 && i == 0 ? "/" : i > 0 ? " " : "");
        g_string_append (shape, ent_cell_is_header (cell) ? "*" : "");
        if (ent_cell_get_n_blocks (cell) == 0)
          g_string_append_c (shape, '-');
        for (guint j = 0; j < ent_cell_get_n_blocks (cell); j++)
          g_string_append (shape, ent_run_get_text (ent_block_get_run (ent_cell_get_block (cell, j), 0)));
        if (ent_cell_get_colspan (cell) > 1 || ent_cell_get_rowspan (cell) > 1)
          g_string_append_printf (shape, "(%ux%u)", ent_cell_get_colspan (cell), ent_cell_get_rowspan (cell));
      }
  return g_string_free (shape, FALSE);
}

typedef EntTable *(*Change) (EntTable *table,
                             guint     at,
                             guint     n);

static EntTable *
insert_row (EntTable *table,
            guint     at,
            guint     n)
{
  return ent_table_insert_row (table, at);
}

static EntTable *
insert_column (EntTable *table,
               guint     at,
               guint     n)
{
  return ent_table_insert_column (table, at);
}

static EntTable *
set_header (EntTable *table,
            guint     at,
            guint     n)
{
  return ent_table_with_header_row (table, at > 0);
}

static void
test_lines (void)
{
  static const struct { const char *before; Change change; guint at; guint n; const char *after; } cases[] = {
    { "a b/c d", insert_row, 0, 1, "- -/a b/c d" },
    { "a b/c d", insert_row, 1, 1, "a b/- -/c d" },
    { "*a *b/c d", insert_row, 9, 1, "*a *b/c d/- -" },
    { "*a b/*c d", insert_row, 2, 1, "*a b/*c d/*- -" },
    { "a(1x2) b/c", insert_row, 1, 1, "a(1x3) b/-/c" },
    { "a b/c", insert_row, 1, 1, "a b/- -/c -" },
    { "*a *b/c d", insert_column, 1, 1, "*a *- *b/c - d" },
    { "a(2x1)/b c", insert_column, 1, 1, "a(3x1)/b - c" },
    { "a(2x1)/b c", insert_column, 2, 1, "a(2x1) -/b c -" },
    { "a b/c d", ent_table_delete_rows, 0, 1, "c d" },
    { "a(1x2) b/c/d e", ent_table_delete_rows, 0, 1, "a c/d e" },
    { "a(1x2) b/c/d e", ent_table_delete_rows, 1, 1, "a b/d e" },
    { "a b/c d", ent_table_delete_rows, 0, 2, NULL },
    { "a b c/d e f", ent_table_delete_columns, 1, 1, "a c/d f" },
    { "a(2x1) b/c d e", ent_table_delete_columns, 0, 1, "a b/d e" },
    { "a b/c d", ent_table_delete_columns, 0, 9, NULL },
    { "a b/c d", set_header, 1, 0, "*a *b/c d" },
    { "*a *b/*c d", set_header, 0, 0, "a b/*c d" },
    /* It says it covers more than there is. */
    { "a(1x9) b/c", ent_table_delete_rows, 1, 1, "a b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntTable) before = read_table (cases[i].before);
      g_autoptr (EntTable) after = cases[i].change (before, cases[i].at, cases[i].n);
      g_autofree char *shape = after != NULL ? write_table (after) : NULL;

      g_test_message ("%s", cases[i].before);
      g_assert_cmpstr (shape, ==, cases[i].after);
    }
}

static void
test_merge_and_split (void)
{
  static const struct { const char *before; EntTableArea area; const char *merged; const char *split; } cases[] = {
    { "a b/c d", { 0, 0, 1, 2 }, "ab(2x1)/c d", "ab -/c d" },
    { "a b c/d e f/g h i", { 1, 1, 2, 2 }, "a b c/d efhi(2x2)/g", "a b c/d efhi -/g - -" },
    /* A cell half in it is taken whole. */
    { "a(2x1) b/c d e", { 0, 1, 2, 1 }, "acd(2x2) b/e", "acd - b/- - e" },
    /* All of a row: no row of HTML is left without a cell. */
    { "a b/c d", { 0, 0, 2, 1 }, "ac(1x2) b/d", "ac b/- d" },
    { "a b/c d/e f", { 0, 0, 2, 2 }, "abcd(2x1)/e f", "abcd -/e f" },
    { "- -/- a", { 0, 0, 2, 2 }, "a(2x1)", "a -" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntTable) before = read_table (cases[i].before);
      EntTableArea area = cases[i].area;
      g_autoptr (EntTable) merged = NULL;
      g_autoptr (EntTable) split = NULL;
      g_autofree char *merged_shape = NULL;
      g_autofree char *split_shape = NULL;

      ent_table_extend_area (before, &area);
      merged = ent_table_merge (before, &area);
      merged_shape = write_table (merged);
      g_assert_cmpstr (merged_shape, ==, cases[i].merged);
      split = ent_table_split (merged, area.row, area.column);
      split_shape = write_table (split);
      g_assert_cmpstr (split_shape, ==, cases[i].split);
    }
}

/* The cells that are not meant are the very same, and the others keep what is not changed of them. */
static void
test_cells (void)
{
  g_autoptr (EntDocument) document =
    ent_document_new_from_html ("<table><tbody><tr><th><p>a</p></th><td colwidth=\"100\" style=\"background-color: #FFECEE\"><p><mark style=\"background-color: #FFECEE\">b</mark></p></td></tr>"
                                "<tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table>");
  EntBlock *block = ent_document_get_block (document, 0);
  EntTable *table = ent_block_get_table (block);
  g_autoptr (EntRun) run = ent_run_new_text ("z", NULL);
  g_autoptr (EntBlock) words = ent_block_new_text (ENT_BLOCK_PARAGRAPH, 0, ENT_ALIGN_NONE, NULL, &run, 1);
  g_autoptr (EntTable) other = ent_table_with_blocks (table, 0, 1, &words, 1);
  g_autoptr (EntTable) coloured = ent_table_with_background (other, &(EntTableArea) { 0, 0, 2, 1 }, "#B9E3F8");
  g_autoptr (EntTable) bare = NULL;
  EntTableArea area;

  g_assert_true (ent_table_get_cell (other, 0, 0) == ent_table_get_cell (table, 0, 0));
  g_assert_true (ent_table_get_cell (other, 1, 1) == ent_table_get_cell (table, 1, 1));
  g_assert_cmpstr (ent_cell_get_background (ent_table_get_cell (other, 0, 1)), ==, "#FFECEE");
  g_assert_cmpstr (ent_cell_get_widths (ent_table_get_cell (other, 0, 1)), ==, "100");
  /* No header cell is coloured. */
  g_assert_true (ent_table_get_cell (coloured, 0, 0) == ent_table_get_cell (table, 0, 0));
  g_assert_cmpstr (ent_cell_get_background (ent_table_get_cell (coloured, 1, 0)), ==, "#B9E3F8");


  /* The highlight by which the ENT repeats the colour of a cell goes with it. */
  bare = ent_table_with_background (table, &(EntTableArea) { 0, 0, 2, 2 }, NULL);
  g_assert_null (ent_run_get_marks (ent_block_get_run (ent_cell_get_block (ent_table_get_cell (bare, 0, 1), 0), 0)));

  g_assert_true (ent_table_find_cell (coloured, 1, 1, &area) == ent_table_get_cell (table, 1, 1));
  g_assert_cmpuint (area.row, ==, 1);
  g_assert_cmpuint (area.column, ==, 1);
  g_assert_null (ent_table_find_cell (coloured, 1, 2, &area));
  g_assert_cmpuint (ent_table_get_n_columns (coloured), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/lines", test_lines);
  g_test_add_func ("/table/merge-and-split", test_merge_and_split);
  g_test_add_func ("/table/cells", test_cells);
  return g_test_run ();
}
