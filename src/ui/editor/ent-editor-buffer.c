/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-buffer-private.h"

#include "ent-plain.h"

enum
{
  EDITED,
  PLACE_CHANGED,
  OBJECT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntEditorBuffer, ent_editor_buffer, GTK_TYPE_TEXT_BUFFER)

void
ent_editor_line_clear (gpointer data)
{
  EntEditorLine *line = data;

  g_clear_pointer (&line->block, ent_block_unref);
  g_clear_pointer (&line->origin, ent_block_unref);
}

EntEditorLine
ent_editor_line_make (EntBlock *block,
                      gboolean  dirty)
{
  return (EntEditorLine) { ent_block_ref (block), ent_block_ref (block), dirty, -1 };
}

/* ---- for the other files of the buffer ---- */

EntEditorLine *
ent_editor_buffer_line (EntEditorBuffer *self,
                        guint            line)
{
  g_assert (line < self->lines->len);

  return &g_array_index (self->lines, EntEditorLine, line);
}

/**
 * ent_editor_buffer_touch:
 * @self: a buffer
 *
 * What is shown is no longer the document last given out.
 */
void
ent_editor_buffer_touch (EntEditorBuffer *self)
{
  g_clear_pointer (&self->document, ent_document_unref);
  if (self->actions > 0 || self->commands > 0)
    self->edited = TRUE;
  else
    g_signal_emit (self, signals[EDITED], 0);
}

void
ent_editor_buffer_forget_pending (EntEditorBuffer *self)
{
  g_clear_pointer (&self->pending, ent_marks_unref);
  self->has_pending = FALSE;
}

EntEditorPlace
ent_editor_buffer_get_place (EntEditorBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return (EntEditorPlace) { gtk_text_iter_get_line (&iter), gtk_text_iter_get_line_offset (&iter) };
}

/* Reads the line again if its words changed. A line whose words are those it was made from again gives that block back. */
static EntEditorLine *
flush_line (EntEditorBuffer *self,
            guint            index)
{
  EntEditorLine *line = ent_editor_buffer_line (self, index);
  g_autoptr (EntBlock) block = NULL;

  if (!line->dirty)
    return line;

  block = ent_editor_lines_read (self, index, line->block);
  if (ent_block_get_container (block) == ent_block_get_container (line->origin) &&
      ent_block_equal (block, line->origin))
    {
      ent_block_unref (block);
      block = ent_block_ref (line->origin);
    }
  ent_block_unref (line->block);
  line->block = g_steal_pointer (&block);
  line->dirty = FALSE;
  line->n_words = -1;
  return line;
}

/**
 * ent_editor_buffer_set_block:
 * @self: a buffer
 * @line: a line whose words were read
 * @block: the same words, in another kind or place
 *
 * Changes what a line is, and shows it so.
 */
void
ent_editor_buffer_set_block (EntEditorBuffer *self,
                             guint            line,
                             EntBlock        *block)
{
  EntEditorLine *here = ent_editor_buffer_line (self, line);

  g_assert (!here->dirty);

  if (here->block == block)
    return;

  ent_block_ref (block);
  ent_block_unref (here->block);
  here->block = block;
  if (ent_editor_lines_is_object (block))
    ent_editor_anchor_set_block (ent_editor_blocks_get_anchor (self, line), block);
  g_array_set_size (self->markers, 0);
  ent_editor_lines_dress (self, line);
}

/* (transfer full): the blocks as they are now. */
GPtrArray *
ent_editor_buffer_dup_blocks (EntEditorBuffer *self)
{
  GPtrArray *blocks = g_ptr_array_new_full (self->lines->len, (GDestroyNotify) ent_block_unref);

  for (guint i = 0; i < self->lines->len; i++)
    g_ptr_array_add (blocks, ent_block_ref (flush_line (self, i)->block));
  return blocks;
}

/* ---- the cursor, the user's actions ---- */

static void
ent_editor_buffer_mark_set (GtkTextBuffer     *buffer,
                            const GtkTextIter *location,
                            GtkTextMark       *mark)
{
  EntEditorBuffer *self = ENT_EDITOR_BUFFER (buffer);
  GtkTextIter inside = *location;

  GTK_TEXT_BUFFER_CLASS (ent_editor_buffer_parent_class)->mark_set (buffer, location, mark);

  if (self->quiet > 0 || (mark != gtk_text_buffer_get_insert (buffer) &&
                          mark != gtk_text_buffer_get_selection_bound (buffer)))
    return;

  ent_editor_edits_leave_last_line (self, &inside);
  if (!gtk_text_iter_equal (&inside, location))
    {
      gtk_text_buffer_move_mark (buffer, mark, &inside);
      return;
    }

  if (mark == gtk_text_buffer_get_insert (buffer))
    ent_editor_buffer_forget_pending (self);
  g_signal_emit (self, signals[PLACE_CHANGED], 0);
}

void
ent_editor_buffer_say_edited (EntEditorBuffer *self)
{
  if (self->actions == 0 && self->commands == 0 && self->edited)
    {
      self->edited = FALSE;
      g_signal_emit (self, signals[EDITED], 0);
      g_signal_emit (self, signals[PLACE_CHANGED], 0);
    }
}

static void
ent_editor_buffer_begin_user_action (GtkTextBuffer *buffer)
{
  EntEditorBuffer *self = ENT_EDITOR_BUFFER (buffer);

  self->actions++;
  self->action_begun = FALSE;
}

static void
ent_editor_buffer_end_user_action (GtkTextBuffer *buffer)
{
  EntEditorBuffer *self = ENT_EDITOR_BUFFER (buffer);

  g_assert (self->actions > 0);
  self->actions--;
  ent_editor_buffer_say_edited (self);
}

void
ent_editor_buffer_say_place (EntEditorBuffer *self)
{
  g_signal_emit (self, signals[PLACE_CHANGED], 0);
}

void
ent_editor_buffer_say_object (EntEditorBuffer    *self,
                              GtkTextChildAnchor *anchor)
{
  g_signal_emit (self, signals[OBJECT_CHANGED], 0, anchor);
}

/* ---- life ---- */

/* Shows @blocks in place of @n_old lines from @at. An object that stays one of its kind keeps its place, and whoever works in it. */
void
ent_editor_buffer_replace_lines (EntEditorBuffer *self,
                                 guint            at,
                                 guint            n_old,
                                 GPtrArray       *blocks)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  guint first = 0, end_new = blocks->len;
  GtkTextIter start, end;

  for (; n_old > 0 && first < end_new &&
         ent_editor_blocks_show_again (self, at, g_ptr_array_index (blocks, first)); at++, n_old--)
    first++;
  for (; n_old > 0 && first < end_new &&
         ent_editor_blocks_show_again (self, at + n_old - 1, g_ptr_array_index (blocks, end_new - 1)); n_old--)
    end_new--;

  self->quiet++;
  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) at);
  gtk_text_buffer_get_iter_at_line (buffer, &end, (int) (at + n_old));
  gtk_text_buffer_delete (buffer, &start, &end);
  if (n_old > 0)
    g_array_remove_range (self->lines, at, n_old);

  for (guint i = first; i < end_new; i++)
    {
      EntEditorLine line = ent_editor_line_make (g_ptr_array_index (blocks, i), FALSE);

      ent_editor_lines_render (self, &start, line.block);
      g_array_insert_val (self->lines, at + i - first, line);
    }
  g_array_set_size (self->markers, 0);
  self->quiet--;
}

void
ent_editor_buffer_put_cursor (EntEditorBuffer      *self,
                              const EntEditorPlace *place)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, MIN (place->line, (int) self->lines->len - 1));
  gtk_text_iter_set_line_offset (&iter, MIN (place->offset, gtk_text_iter_get_chars_in_line (&iter) - 1));
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/* (transfer full): its blocks, or the blank paragraph. */
static GPtrArray *
dup_blocks_of (EntEditorBuffer *self,
               EntDocument     *document)
{
  guint n = ent_document_get_n_blocks (document);
  GPtrArray *blocks = g_ptr_array_new_full (n + 1, (GDestroyNotify) ent_block_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (blocks, ent_block_ref (ent_document_get_block (document, i)));
  if (n == 0)
    g_ptr_array_add (blocks, ent_block_ref (self->blank));
  return blocks;
}

static void
ent_editor_buffer_finalize (GObject *object)
{
  EntEditorBuffer *self = ENT_EDITOR_BUFFER (object);

  g_array_unref (self->lines);
  g_array_unref (self->markers);
  g_ptr_array_unref (self->mark_tags);
  g_ptr_array_unref (self->line_tags);
  g_clear_pointer (&self->opened, ent_document_unref);
  g_clear_pointer (&self->document, ent_document_unref);
  g_clear_pointer (&self->blank, ent_block_unref);
  g_clear_pointer (&self->history, ent_editor_history_free);
  g_clear_pointer (&self->pending, ent_marks_unref);

  G_OBJECT_CLASS (ent_editor_buffer_parent_class)->finalize (object);
}

static void
ent_editor_buffer_class_init (EntEditorBufferClass *klass)
{
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ent_editor_buffer_finalize;
  buffer_class->insert_text = ent_editor_edits_insert_text;
  buffer_class->insert_child_anchor = ent_editor_edits_insert_child_anchor;
  buffer_class->insert_paintable = ent_editor_edits_insert_paintable;
  buffer_class->delete_range = ent_editor_edits_delete_range;
  buffer_class->apply_tag = ent_editor_edits_apply_tag;
  buffer_class->mark_set = ent_editor_buffer_mark_set;
  buffer_class->begin_user_action = ent_editor_buffer_begin_user_action;
  buffer_class->end_user_action = ent_editor_buffer_end_user_action;

  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PLACE_CHANGED] = g_signal_new ("place-changed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OBJECT_CHANGED] = g_signal_new ("object-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_TEXT_CHILD_ANCHOR);
}

static void
ent_editor_buffer_init (EntEditorBuffer *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (EntEditorLine));
  g_array_set_clear_func (self->lines, ent_editor_line_clear);
  self->markers = g_array_new (FALSE, FALSE, sizeof (int));
  self->mark_tags = g_ptr_array_new_with_free_func (g_object_unref);
  self->line_tags = g_ptr_array_new_with_free_func (g_object_unref);
  self->history = ent_editor_history_new ();
  self->blank = ent_editor_outline_make_blank (NULL);
  gdk_rgba_parse (&self->link_color, "#1c71d8");
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self), FALSE);
}

/**
 * ent_editor_buffer_new:
 *
 * Returns: (transfer full): an empty text
 */
EntEditorBuffer *
ent_editor_buffer_new (void)
{
  g_autoptr (EntDocument) empty = ent_document_new_empty ();
  EntEditorBuffer *self = g_object_new (ENT_TYPE_EDITOR_BUFFER, NULL);

  ent_editor_buffer_set_document (self, empty);
  return self;
}

/**
 * ent_editor_buffer_set_document:
 * @self: a buffer
 * @document: a text
 *
 * Shows @document, the cursor before its first word; there is nothing to undo. "edited" is not emitted.
 */
void
ent_editor_buffer_set_document (EntEditorBuffer *self,
                                EntDocument     *document)
{
  g_autoptr (GPtrArray) blocks = NULL;
  EntEditorPlace start = { 0, 0 };

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (document != NULL);

  blocks = dup_blocks_of (self, document);
  ent_document_ref (document);
  g_clear_pointer (&self->opened, ent_document_unref);
  g_clear_pointer (&self->document, ent_document_unref);
  self->opened = document;
  self->step = ENT_EDITOR_STEP_NONE;
  ent_editor_buffer_forget_pending (self);
  ent_editor_buffer_replace_lines (self, 0, self->lines->len, blocks);
  ent_editor_history_reset (self->history, blocks);
  ent_editor_buffer_put_cursor (self, &start);
}

/**
 * ent_editor_buffer_replace_document:
 * @self: a buffer
 * @document: the text as it is from now on
 *
 * Shows @document as one step that can be undone: lines that are the same stay as they are, and so does the cursor.
 * "edited" is not emitted: whoever replaces the text knows.
 */
void
ent_editor_buffer_replace_document (EntEditorBuffer *self,
                                    EntDocument     *document)
{
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (GPtrArray) middle = NULL;
  EntEditorPlace place;
  guint head = 0, tail = 0, shortest;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (document != NULL);

  blocks = dup_blocks_of (self, document);
  ent_editor_buffer_begin_step (self, ENT_EDITOR_STEP_OTHER);
  place = self->step_before;
  shortest = MIN (blocks->len, self->lines->len);
  while (head < shortest &&
         ent_editor_buffer_line (self, head)->block == g_ptr_array_index (blocks, head))
    head++;
  while (tail < shortest - head &&
         ent_editor_buffer_line (self, self->lines->len - 1 - tail)->block ==
         g_ptr_array_index (blocks, blocks->len - 1 - tail))
    tail++;

  middle = g_ptr_array_new ();
  for (guint i = head; i < blocks->len - tail; i++)
    g_ptr_array_add (middle, g_ptr_array_index (blocks, i));
  ent_editor_buffer_replace_lines (self, head, self->lines->len - head - tail, middle);
  ent_editor_buffer_put_cursor (self, &place);
  ent_editor_buffer_commit_step (self);

  ent_document_ref (document);
  ent_document_unref (self->opened);
  self->opened = document;
  g_clear_pointer (&self->document, ent_document_unref);
  g_signal_emit (self, signals[PLACE_CHANGED], 0);
}

static gboolean
is_as_opened (EntEditorBuffer *self,
              GPtrArray       *blocks)
{
  guint n = ent_document_get_n_blocks (self->opened);

  if (n == 0)
    return blocks->len == 1 && g_ptr_array_index (blocks, 0) == self->blank;
  if (n != blocks->len)
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (g_ptr_array_index (blocks, i) != ent_document_get_block (self->opened, i))
      return FALSE;
  return TRUE;
}

/**
 * ent_editor_buffer_get_document:
 * @self: a buffer
 *
 * Only lines touched since the last call are read again; a text that is as it was opened gives the very document it was opened with.
 *
 * Returns: (transfer none): what is shown now, kept until the next change
 */
EntDocument *
ent_editor_buffer_get_document (EntEditorBuffer *self)
{
  g_autoptr (GPtrArray) blocks = NULL;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), NULL);

  if (self->document != NULL)
    return self->document;

  blocks = ent_editor_buffer_dup_blocks (self);
  self->document = is_as_opened (self, blocks)
                   ? ent_document_ref (self->opened)
                   : ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
  return self->document;
}

/**
 * ent_editor_buffer_get_n_lines:
 * @self: a buffer
 *
 * Returns: how many lines stand for a block; at least one
 */
guint
ent_editor_buffer_get_n_lines (EntEditorBuffer *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), 0);

  return self->lines->len;
}

/**
 * ent_editor_buffer_get_block:
 * @self: a buffer
 * @line: a line below ent_editor_buffer_get_n_lines ()
 *
 * Returns: (transfer none): the block of this line as it is now
 */
EntBlock *
ent_editor_buffer_get_block (EntEditorBuffer *self,
                             guint            line)
{
  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), NULL);
  g_return_val_if_fail (line < self->lines->len, NULL);

  return flush_line (self, line)->block;
}

/**
 * ent_editor_buffer_count_words:
 * @self: a buffer
 *
 * Only lines that changed are counted again.
 *
 * Returns: how many words are shown
 */
guint
ent_editor_buffer_count_words (EntEditorBuffer *self)
{
  guint n = 0;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), 0);

  for (guint i = 0; i < self->lines->len; i++)
    {
      EntEditorLine *line = flush_line (self, i);

      if (line->n_words < 0)
        {
          g_autofree char *plain = ent_block_to_plain (line->block);

          line->n_words = (int) ent_plain_count_words (plain);
        }
      n += (guint) line->n_words;
    }
  return n;
}

/**
 * ent_editor_buffer_set_link_color:
 * @self: a buffer
 * @color: the colour of links in the present style
 */
void
ent_editor_buffer_set_link_color (EntEditorBuffer *self,
                                  const GdkRGBA   *color)
{
  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (color != NULL);

  if (gdk_rgba_equal (&self->link_color, color))
    return;

  self->link_color = *color;
  for (guint i = 0; i < self->mark_tags->len; i++)
    ent_editor_tag_set_link_color (g_ptr_array_index (self->mark_tags, i), color);
}
