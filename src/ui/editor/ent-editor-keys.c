/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-buffer-private.h"

/* What keys do in a list, a quote, a piece of code or beside an object, and what comes in or goes as a whole. */

static void
select_line (EntEditorBuffer *self,
             guint            line)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start, (int) line);
  end = start;
  gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (self), &end, &start);
}

static gboolean
get_cursor (EntEditorBuffer *self,
            GtkTextIter     *here,
            EntBlock       **block)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  gtk_text_buffer_get_iter_at_mark (buffer, here, gtk_text_buffer_get_insert (buffer));
  *block = ent_editor_buffer_get_block_here (self);
  return !gtk_text_buffer_get_has_selection (buffer);
}

/* The line becomes one step less of what it is: an item a level up, a quote's line a plain one, an empty heading a paragraph. */
static gboolean
step_out (EntEditorBuffer *self,
          guint            line,
          gboolean         is_empty)
{
  EntBlock *block = ent_editor_buffer_line (self, line)->block;
  EntContainer *container = ent_block_get_container (block);
  EntBlock *previous = line > 0 ? ent_editor_buffer_line (self, line - 1)->block : NULL;

  if (ent_container_get_list (container) != NULL)
    {
      if (!is_empty && !ent_block_starts_item (block, previous))
        return FALSE;
      return ent_editor_buffer_indent (self, -1);
    }
  if (is_empty && ent_editor_buffer_get_pane (self) != NULL)
    {
      ent_editor_buffer_set_pane (self, NULL);
      return TRUE;
    }
  if (ent_block_get_quote_depth (block) == 0 &&
      !(is_empty && ent_block_get_type_of (block) != ENT_BLOCK_PARAGRAPH))
    return FALSE;

  ent_editor_buffer_set_type (self, ENT_BLOCK_PARAGRAPH, 0);
  return TRUE;
}

static gboolean
press_enter_in_code (EntEditorBuffer   *self,
                     const GtkTextIter *here)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter before = *here, end = *here;

  gtk_text_iter_backward_char (&before);
  if (!gtk_text_iter_ends_line (here) || gtk_text_iter_starts_line (here) ||
      gtk_text_iter_get_char (&before) != ENT_EDITOR_BREAK)
    {
      ent_editor_buffer_insert_break (self);
      return TRUE;
    }

  /* A second Enter at the end leaves the code. */
  ent_editor_buffer_begin_command (self);
  gtk_text_buffer_delete (buffer, &before, &end);
  gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
  ent_editor_buffer_set_type (self, ENT_BLOCK_PARAGRAPH, 0);
  ent_editor_buffer_end_command (self);
  return TRUE;
}

/**
 * ent_editor_buffer_press_enter:
 * @self: a buffer
 *
 * Returns: %FALSE if a new line is to be made in the usual way
 */
gboolean
ent_editor_buffer_press_enter (EntEditorBuffer *self)
{
  GtkTextIter here;
  EntBlock *block;
  gboolean is_empty;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), FALSE);

  if (!get_cursor (self, &here, &block) || ent_editor_lines_is_object (block))
    return FALSE;
  if (ent_block_get_type_of (block) == ENT_BLOCK_CODE)
    return press_enter_in_code (self, &here);

  is_empty = gtk_text_iter_starts_line (&here) && gtk_text_iter_ends_line (&here);
  return is_empty && step_out (self, (guint) gtk_text_iter_get_line (&here), TRUE);
}

/**
 * ent_editor_buffer_press_backspace:
 * @self: a buffer
 *
 * Returns: %FALSE if a character is to be deleted in the usual way
 */
gboolean
ent_editor_buffer_press_backspace (EntEditorBuffer *self)
{
  GtkTextIter here;
  EntBlock *block;
  gboolean is_empty;
  guint line;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), FALSE);

  if (!get_cursor (self, &here, &block))
    return FALSE;

  line = (guint) gtk_text_iter_get_line (&here);
  if (ent_editor_lines_is_object (block) && !gtk_text_iter_starts_line (&here))
    {
      select_line (self, line);
      return TRUE;
    }
  if (!gtk_text_iter_starts_line (&here))
    return FALSE;

  is_empty = gtk_text_iter_ends_line (&here);
  if (!ent_editor_lines_is_object (block) && step_out (self, line, is_empty))
    return TRUE;
  if (line == 0 || !ent_editor_lines_is_object (ent_editor_buffer_line (self, line - 1)->block))
    return FALSE;

  if (is_empty && line + 1 < self->lines->len)
    {
      GtkTextIter next = here;

      gtk_text_iter_forward_line (&next);
      gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &here, &next);
    }
  select_line (self, line - 1);
  return TRUE;
}

/**
 * ent_editor_buffer_press_delete:
 * @self: a buffer
 *
 * Returns: %FALSE if a character is to be deleted in the usual way
 */
gboolean
ent_editor_buffer_press_delete (EntEditorBuffer *self)
{
  GtkTextIter here;
  EntBlock *block;
  guint line;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), FALSE);

  if (!get_cursor (self, &here, &block))
    return FALSE;

  line = (guint) gtk_text_iter_get_line (&here);
  if (ent_editor_lines_is_object (block))
    {
      if (gtk_text_iter_starts_line (&here))
        select_line (self, line);
      return TRUE;
    }
  if (!gtk_text_iter_ends_line (&here) || gtk_text_iter_starts_line (&here) ||
      line + 1 >= self->lines->len ||
      !ent_editor_lines_is_object (ent_editor_buffer_line (self, line + 1)->block))
    return FALSE;

  select_line (self, line + 1);
  return TRUE;
}

/**
 * ent_editor_buffer_insert_break:
 * @self: a buffer
 *
 * Breaks the line without ending the paragraph.
 */
void
ent_editor_buffer_insert_break (EntEditorBuffer *self)
{
  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));

  ent_editor_buffer_begin_command (self);
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self), TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (self), ENT_EDITOR_BREAK_UTF8, -1);
  ent_editor_buffer_end_command (self);
}

/**
 * ent_editor_buffer_paste:
 * @self: a buffer
 * @text: words from elsewhere
 *
 * Puts @text in place of the selection, each of its lines a paragraph (or an item), in one step of undo.
 */
void
ent_editor_buffer_paste (EntEditorBuffer *self,
                         const char      *text)
{
  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (text != NULL);

  ent_editor_buffer_begin_command (self);
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self), TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (self), text, -1);
  ent_editor_buffer_end_command (self);
}

/**
 * ent_editor_buffer_delete_object:
 * @self: a buffer
 * @anchor: an object of this text
 *
 * Takes the object out, and its line if it had one for itself; does nothing if it is gone already.
 */
void
ent_editor_buffer_delete_object (EntEditorBuffer    *self,
                                 GtkTextChildAnchor *anchor)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (GTK_IS_TEXT_CHILD_ANCHOR (anchor));

  if (gtk_text_child_anchor_get_deleted (anchor))
    return;

  ent_editor_buffer_begin_command (self);
  gtk_text_buffer_get_iter_at_child_anchor (buffer, &start, anchor);
  end = start;
  gtk_text_iter_forward_char (&end);
  if (ent_editor_anchor_get_block (anchor) != NULL &&
      gtk_text_iter_get_line (&end) + 1 < (int) self->lines->len)
    gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, &start, &end);
  ent_editor_buffer_end_command (self);
}
