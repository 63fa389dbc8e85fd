/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-plain-private.h"

#include <string.h>

#include "ent-block-private.h"

typedef struct
{
  GString  *out;       /* (unowned) */
  gboolean  is_begun;  /* the very first node puts no newlines before itself */
} Plain;

static void write_sequence (Plain     *plain,
                            EntBlock **blocks,
                            guint      n_blocks);

static void
begin_node (Plain *plain)
{
  if (plain->is_begun)
    g_string_append (plain->out, "\n\n");
  plain->is_begun = TRUE;
}

static void
write_runs (GString   *out,
            GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      EntRun *run = g_ptr_array_index (runs, i);

      if (ent_run_get_kind (run) == ENT_RUN_TEXT)
        g_string_append (out, ent_run_get_text (run));
      else if (ent_run_get_kind (run) == ENT_RUN_BREAK)
        g_string_append_c (out, '\n');
      else if (ent_run_get_kind (run) == ENT_RUN_LINKER)
        g_string_append (out, ent_linker_get_text (ent_run_get_linker (run)));
    }
}

static void
write_table (Plain    *plain,
             EntTable *table)
{
  for (guint row = 0; row < ent_table_get_n_rows (table); row++)
    {
      begin_node (plain);
      for (guint i = 0; i < ent_table_get_n_cells (table, row); i++)
        {
          EntCell *cell = ent_table_get_cell (table, row, i);
          g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

          begin_node (plain);
          for (guint j = 0; j < ent_cell_get_n_blocks (cell); j++)
            g_ptr_array_add (blocks, ent_cell_get_block (cell, j));
          write_sequence (plain, (EntBlock **) blocks->pdata, blocks->len);
        }
    }
}

static void
write_own (Plain    *plain,
           EntBlock *block)
{
  begin_node (plain);
  if (block->runs != NULL)
    write_runs (plain->out, block->runs);
  else if (block->table != NULL)
    write_table (plain, block->table);
  else if (block->opaque_plain != NULL)
    g_string_append (plain->out, block->opaque_plain);
}

static void
write_sequence (Plain     *plain,
                EntBlock **blocks,
                guint      n_blocks)
{
  EntContainer *current = NULL;

  for (guint i = 0; i < n_blocks; i++)
    {
      EntContainer *container = blocks[i]->container;
      guint common = ent_container_get_common (current, container);

      for (guint depth = common; depth < ent_container_get_depth (container); depth++)
        begin_node (plain);
      write_own (plain, blocks[i]);
      current = container;
    }
}

/* The words of one block alone. */
void
ent_plain_write_block (GString  *out,
                       EntBlock *block)
{
  Plain plain = { .out = out };

  write_own (&plain, block);
}

/* As the ENT computes contentPlain: every node, containers included, puts two newlines before
 * itself unless it is the first. */
void
ent_plain_write_blocks (GString   *out,
                        GPtrArray *blocks)
{
  Plain plain = { .out = out };

  write_sequence (&plain, (EntBlock **) blocks->pdata, blocks->len);
}

/* Moves @text to the next word; returns its length, 0 at the end. No-break spaces part words
 * too: they come and go when a text is made safe to send. */
static gsize
next_word (const char **text)
{
  const char *end;

  while (**text != '\0' && g_unichar_isspace (g_utf8_get_char (*text)))
    *text = g_utf8_next_char (*text);

  end = *text;
  while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);

  return end - *text;
}

/**
 * ent_plain_count_words:
 * @plain: a text
 *
 * Returns: how many words a teacher would count: lone signs as “:” are none
 */
guint
ent_plain_count_words (const char *plain)
{
  guint count = 0;
  gsize length;

  g_return_val_if_fail (plain != NULL, 0);

  while ((length = next_word (&plain)) > 0)
    {
      const char *end = plain + length;
      gboolean is_word = FALSE;

      for (; plain < end; plain = g_utf8_next_char (plain))
        is_word = is_word || g_unichar_isalnum (g_utf8_get_char (plain));
      count += is_word ? 1 : 0;
    }

  return count;
}

/**
 * ent_plain_equal_words:
 * @a: a text
 * @b: another
 *
 * Compares two texts of a teacher as the ENT may give one of them back: by their words, whatever
 * white space stands between.
 *
 * Returns: %TRUE if both have the same words in the same order
 */
gboolean
ent_plain_equal_words (const char *a,
                       const char *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (;;)
    {
      gsize length_a = next_word (&a);
      gsize length_b = next_word (&b);

      if (length_a != length_b || strncmp (a, b, length_a) != 0)
        return FALSE;
      if (length_a == 0)
        return TRUE;

      a += length_a;
      b += length_b;
    }
}
