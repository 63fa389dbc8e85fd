/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-buffer-private.h"

/* A piece of a text taken out, and a piece of a text from anywhere put in: among the words of a line, or as lines between lines. */

/* ---- taken out ---- */

/**
 * ent_editor_buffer_dup_selection:
 * @self: a buffer
 *
 * Returns: (transfer full): what is selected; a part of one line is a plain paragraph
 */
EntDocument *
ent_editor_buffer_dup_selection (EntEditorBuffer *self)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;
  guint first, last;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), NULL);

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  ent_editor_edits_leave_last_line (self, &start);
  ent_editor_edits_leave_last_line (self, &end);
  first = (guint) gtk_text_iter_get_line (&start);
  last = (guint) gtk_text_iter_get_line (&end);
  for (guint i = first; i <= last && gtk_text_iter_compare (&start, &end) < 0; i++)
    {
      EntBlock *block = ent_editor_buffer_get_block (self, i);
      GtkTextIter stop = start;

      if (!gtk_text_iter_ends_line (&stop))
        gtk_text_iter_forward_to_line_end (&stop);
      if (gtk_text_iter_compare (&stop, &end) > 0)
        stop = end;
      if (gtk_text_iter_starts_line (&start) && gtk_text_iter_ends_line (&stop))
        g_ptr_array_add (blocks, ent_block_ref (block));
      else if (!ent_editor_lines_is_object (block))
        {
          g_autoptr (EntBlock) part = ent_editor_lines_read_part (self, &start, &stop, block);
          g_autoptr (EntBlock) free_part = ent_block_with_container (part, NULL);

          g_ptr_array_add (blocks, first < last ? g_steal_pointer (&part)
                                                : ent_block_with_type (free_part, ENT_BLOCK_PARAGRAPH, 0));
        }
      gtk_text_iter_forward_line (&start);
    }
  return ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
}

/* ---- put in ---- */

static gboolean
is_plain (EntBlock *block)
{
  return ent_block_get_type_of (block) == ENT_BLOCK_PARAGRAPH && ent_block_get_container (block) == NULL;
}

static EntContainer *
get_outermost (EntBlock *block)
{
  EntContainer *container = ent_block_get_container (block);

  return container != NULL ? ent_container_get_ancestor (container, 1) : NULL;
}

/* Whether all of it can stand in the items of one list. */
static gboolean
is_for_list (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      EntBlock *block = g_ptr_array_index (blocks, i);
      EntContainer *outermost = get_outermost (block);

      if (ent_block_get_type_of (block) != ENT_BLOCK_PARAGRAPH ||
          (outermost != NULL && ent_container_get_list (outermost) != outermost))
        return FALSE;
    }
  return TRUE;
}

/* (transfer full) (nullable): @container where it now stands. Known ones are in @made, so that two lines of one item stay in one. */
static EntContainer *
graft_container (GHashTable   *made,
                 EntContainer *container,
                 EntContainer *place)
{
  g_autoptr (EntContainer) parent = NULL;
  EntContainer *copy;

  if (container == NULL)
    return place != NULL ? ent_container_ref (place) : NULL;

  copy = g_hash_table_lookup (made, container);
  if (copy == NULL)
    {
      parent = graft_container (made, ent_container_get_parent (container), place);
      copy = ent_editor_outline_copy_into (container, parent);
      g_hash_table_insert (made, container, copy);
    }
  return ent_container_ref (copy);
}

/* (transfer full): the same lines in @place. @list: (nullable): the list whose items they become instead. */
static GPtrArray *
graft (GPtrArray    *blocks,
       EntContainer *place,
       EntContainer *list)
{
  g_autoptr (GHashTable) made = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) ent_container_unref);
  GPtrArray *grafted = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);

  for (guint i = 0; i < blocks->len; i++)
    {
      EntBlock *block = g_ptr_array_index (blocks, i);
      EntContainer *outermost = get_outermost (block);
      g_autoptr (EntContainer) container = NULL;

      if (list != NULL && outermost == NULL)
        container = ent_container_new (list, ENT_CONTAINER_ITEM);
      else
        {
          if (list != NULL)
            g_hash_table_insert (made, outermost, ent_container_ref (list));
          container = graft_container (made, ent_block_get_container (block), place);
        }
      g_ptr_array_add (grafted, ent_block_with_container (block, container));
    }
  return grafted;
}

static void
get_cursor (EntEditorBuffer *self,
            GtkTextIter     *here)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  gtk_text_buffer_get_iter_at_mark (buffer, here, gtk_text_buffer_get_insert (buffer));
  ent_editor_edits_leave_last_line (self, here);
}

static void
paste_words (EntEditorBuffer *self,
             EntBlock        *block)
{
  GtkTextIter here;

  get_cursor (self, &here);
  ent_editor_lines_insert_words (self, &here, block);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &here);
}

static void
paste_lines (EntEditorBuffer *self,
             GPtrArray       *blocks)
{
  EntBlock *here = ent_editor_buffer_get_block_here (self);
  g_autoptr (EntContainer) place = NULL;
  g_autoptr (EntContainer) list = NULL;
  g_autoptr (GPtrArray) grafted = NULL;
  EntBlock *last = g_ptr_array_index (blocks, blocks->len - 1);
  EntEditorPlace end;
  GtkTextIter iter;
  gboolean is_split;
  guint at, n_old;

  if (ent_container_get_list (ent_block_get_container (here)) != NULL && is_for_list (blocks))
    list = ent_container_ref (ent_container_get_list (ent_block_get_container (here)));
  if (ent_editor_blocks_find_place (here) != NULL)
    place = ent_container_ref (ent_editor_blocks_find_place (here));

  get_cursor (self, &iter);
  is_split = !gtk_text_iter_starts_line (&iter) && !gtk_text_iter_ends_line (&iter) &&
             !ent_editor_lines_is_object (here);
  at = ent_editor_blocks_open_line (self, &n_old);
  grafted = graft (blocks, place, list);
  if (ent_editor_lines_is_object (last) &&
      (at + n_old >= self->lines->len ||
       ent_editor_lines_is_object (ent_editor_buffer_line (self, at + n_old)->block)))
    g_ptr_array_add (grafted, ent_editor_outline_make_blank (place));
  ent_editor_buffer_replace_lines (self, at, n_old, grafted);
  for (guint i = 0; i <= grafted->len; i++)
    ent_editor_outline_repair (self, at + i);

  end.line = (int) (at + blocks->len - (ent_editor_lines_is_object (last) ? 0 : 1));
  end.offset = ent_editor_lines_is_object (last) ? 0 : G_MAXINT;
  ent_editor_buffer_put_cursor (self, &end);
  if (!is_split || !ent_block_has_runs (last) || ent_block_get_type_of (last) != ENT_BLOCK_PARAGRAPH ||
      (list == NULL && !is_plain (last)))
    return;

  /* What followed the cursor goes on in the last line. */
  get_cursor (self, &iter);
  {
    GtkTextIter next = iter;

    gtk_text_iter_forward_char (&next);
    gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &iter, &next);
  }
}

/* In code there are only letters and breaks. */
static void
paste_in_code (EntEditorBuffer *self,
               EntDocument     *document)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  g_autofree char *broken = NULL;

  for (guint i = 0; i < ent_document_get_n_blocks (document); i++)
    {
      g_autofree char *plain = ent_block_to_plain (ent_document_get_block (document, i));

      if (i > 0)
        g_string_append_c (words, '\n');
      g_string_append (words, plain);
    }
  lines = g_strsplit (words->str, "\n", -1);
  broken = g_strjoinv (ENT_EDITOR_BREAK_UTF8, lines);
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (self), broken, -1);
}

/**
 * ent_editor_buffer_paste_document:
 * @self: a buffer
 * @document: a piece of a text
 *
 * Puts @document in place of the selection. A piece of one line goes among the words of the line that is there; of several, the
 * first goes on with the words before the cursor, and the words after it go on after the last. In a list, paragraphs and items
 * become items of that list. One step of undo.
 */
void
ent_editor_buffer_paste_document (EntEditorBuffer *self,
                                  EntDocument     *document)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  GtkTextIter here;
  EntBlock *first, *block;
  gboolean is_blank;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (document != NULL);

  if (ent_document_get_n_blocks (document) == 0)
    return;

  ent_editor_buffer_begin_command (self);
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self), TRUE, TRUE);
  for (guint i = 0; i < ent_document_get_n_blocks (document); i++)
    g_ptr_array_add (blocks, ent_block_ref (ent_document_get_block (document, i)));
  first = g_ptr_array_index (blocks, 0);
  get_cursor (self, &here);
  block = ent_editor_buffer_get_block (self, (guint) gtk_text_iter_get_line (&here));
  is_blank = gtk_text_iter_starts_line (&here) && gtk_text_iter_ends_line (&here);

  if (ent_block_get_type_of (block) == ENT_BLOCK_CODE)
    {
      paste_in_code (self, document);
      g_ptr_array_set_size (blocks, 0);
    }
  else if (!ent_editor_lines_is_object (block) && ent_block_has_runs (first) &&
           (is_blank || blocks->len > 1 ? is_plain (first) : TRUE) &&
           (blocks->len == 1 || !gtk_text_iter_starts_line (&here)))
    {
      paste_words (self, first);
      g_ptr_array_remove_index (blocks, 0);
    }
  if (blocks->len > 0)
    paste_lines (self, blocks);
  ent_editor_buffer_forget_pending (self);
  ent_editor_buffer_touch (self);
  ent_editor_buffer_end_command (self);
}
