/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-buffer-private.h"

/* Objects that come in and are changed in their place, and the panes lines stand in. */

/* ---- changed in place ---- */

/**
 * ent_editor_blocks_get_anchor:
 * @self: a buffer
 * @line: the line of an object
 *
 * Returns: (transfer none): the object
 */
GtkTextChildAnchor *
ent_editor_blocks_get_anchor (EntEditorBuffer *self,
                              guint            line)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &iter, (int) line);
  return gtk_text_iter_get_child_anchor (&iter);
}

/**
 * ent_editor_blocks_show_again:
 * @self: a buffer
 * @line: a line
 * @block: what it becomes
 *
 * Shows another block in the widget that is there, if the line is an object of the same kind.
 *
 * Returns: %FALSE if the line is to be written anew
 */
gboolean
ent_editor_blocks_show_again (EntEditorBuffer *self,
                              guint            line,
                              EntBlock        *block)
{
  EntEditorLine *here = ent_editor_buffer_line (self, line);
  GtkTextChildAnchor *anchor;

  if (!ent_editor_lines_is_object (here->block) ||
      ent_block_get_type_of (here->block) != ent_block_get_type_of (block))
    return FALSE;

  if (here->block == block)
    return TRUE;

  ent_editor_line_clear (here);
  *here = ent_editor_line_make (block, FALSE);
  g_array_set_size (self->markers, 0);
  ent_editor_lines_dress (self, line);
  anchor = ent_editor_blocks_get_anchor (self, line);
  g_return_val_if_fail (anchor != NULL, FALSE);
  ent_editor_anchor_set_block (anchor, block);
  ent_editor_buffer_say_object (self, anchor);
  return TRUE;
}

/**
 * ent_editor_buffer_change_block:
 * @self: a buffer
 * @anchor: an object of this text, alone on its line
 * @block: the same object, changed
 * @goes_on: whether undo takes this change and the last one of the same object back together
 *
 * Shows @block in place of what the anchor stood for; does nothing if the object is gone. Emits "object-changed".
 */
void
ent_editor_buffer_change_block (EntEditorBuffer    *self,
                                GtkTextChildAnchor *anchor,
                                EntBlock           *block,
                                gboolean            goes_on)
{
  GtkTextIter iter;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (ent_editor_anchor_get_block (anchor) != NULL);
  g_return_if_fail (block != NULL);

  if (gtk_text_child_anchor_get_deleted (anchor) || ent_editor_anchor_get_block (anchor) == block)
    return;

  ent_editor_buffer_before_object (self, anchor, goes_on);
  gtk_text_buffer_get_iter_at_child_anchor (GTK_TEXT_BUFFER (self), &iter, anchor);
  ent_editor_blocks_show_again (self, (guint) gtk_text_iter_get_line (&iter), block);
  ent_editor_buffer_after_change (self, gtk_text_iter_get_offset (&iter), FALSE);
}

/**
 * ent_editor_buffer_change_run:
 * @self: a buffer
 * @anchor: an object of this text, among the words of a line
 * @run: the same object, changed
 * @goes_on: whether undo takes this change and the last one of the same object back together
 *
 * Shows @run in place of what the anchor stood for; does nothing if the object is gone. Emits "object-changed".
 */
void
ent_editor_buffer_change_run (EntEditorBuffer    *self,
                              GtkTextChildAnchor *anchor,
                              EntRun             *run,
                              gboolean            goes_on)
{
  GtkTextIter iter;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (ent_editor_anchor_get_run (anchor) != NULL);
  g_return_if_fail (run != NULL);

  if (gtk_text_child_anchor_get_deleted (anchor) ||
      ent_run_equal (ent_editor_anchor_get_run (anchor), run))
    return;

  ent_editor_buffer_before_object (self, anchor, goes_on);
  gtk_text_buffer_get_iter_at_child_anchor (GTK_TEXT_BUFFER (self), &iter, anchor);
  ent_editor_buffer_line (self, (guint) gtk_text_iter_get_line (&iter))->dirty = TRUE;
  ent_editor_anchor_set_run (anchor, run);
  ent_editor_buffer_say_object (self, anchor);
  ent_editor_buffer_after_change (self, gtk_text_iter_get_offset (&iter), FALSE);
}

/* ---- coming in ---- */

/* What an object that comes in at @block stands in: no list, since an item of the ENT holds words only. */
EntContainer *
ent_editor_blocks_find_place (EntBlock *block)
{
  EntContainer *place = ent_block_get_container (block);

  while (ent_container_get_list (place) != NULL)
    place = ent_container_get_parent (ent_container_get_list (place));
  return place;
}

/* Where a new line is to come, the line of the cursor being cut in two if the cursor is amid its words. @n_old: 1 if the line of
 * the cursor is empty and gives its place. */
guint
ent_editor_blocks_open_line (EntEditorBuffer *self,
                             guint           *n_old)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  EntBlock *block;
  GtkTextIter here;
  guint line;

  gtk_text_buffer_get_iter_at_mark (buffer, &here, gtk_text_buffer_get_insert (buffer));
  ent_editor_edits_leave_last_line (self, &here);
  line = (guint) gtk_text_iter_get_line (&here);
  block = ent_editor_buffer_get_block (self, line);
  *n_old = 0;

  if (gtk_text_iter_starts_line (&here))
    {
      *n_old = gtk_text_iter_ends_line (&here) ? 1 : 0;
      return line;
    }
  if (!gtk_text_iter_ends_line (&here) && !ent_editor_lines_is_object (block))
    gtk_text_buffer_insert (buffer, &here, "\n", 1);
  return line + 1;
}

/**
 * ent_editor_buffer_insert_block:
 * @self: a buffer
 * @block: an object without a place
 *
 * Puts @block in place of the selection, on a line of its own, out of lists; the cursor then stands on the line after, which is
 * made if there is none to write on. One step of undo.
 */
void
ent_editor_buffer_insert_block (EntEditorBuffer *self,
                                EntBlock        *block)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  EntEditorPlace after = { 0, 0 };
  EntContainer *place;
  guint at, n_old, next;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (block != NULL && ent_editor_lines_is_object (block));

  ent_editor_buffer_begin_command (self);
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self), TRUE, TRUE);
  place = ent_editor_blocks_find_place (ent_editor_buffer_get_block_here (self));
  if (place != NULL)
    ent_container_ref (place);
  at = ent_editor_blocks_open_line (self, &n_old);
  g_ptr_array_add (added, ent_block_with_container (block, place));
  next = at + n_old;
  if (next >= self->lines->len ||
      ent_editor_lines_is_object (ent_editor_buffer_line (self, next)->block))
    g_ptr_array_add (added, ent_editor_outline_make_blank (place));
  ent_editor_buffer_replace_lines (self, at, n_old, added);
  ent_editor_outline_repair (self, at + added->len);
  after.line = (int) at + 1;
  ent_editor_buffer_put_cursor (self, &after);
  ent_editor_buffer_touch (self);
  ent_editor_buffer_end_command (self);
  g_clear_pointer (&place, ent_container_unref);
}

/* ---- panes ---- */

static EntContainer *
find_pane (EntContainer *container)
{
  for (; container != NULL; container = ent_container_get_parent (container))
    if (ent_container_get_kind (container) == ENT_CONTAINER_PANE)
      return container;
  return NULL;
}

/**
 * ent_editor_buffer_get_pane:
 * @self: a buffer
 *
 * Returns: (transfer none) (nullable): the kind of the pane the cursor is in: "info", "success", "warning"; %NULL if it is in none
 */
const char *
ent_editor_buffer_get_pane (EntEditorBuffer *self)
{
  EntContainer *pane;

  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), NULL);

  pane = find_pane (ent_block_get_container (ent_editor_buffer_get_block_here (self)));
  return pane != NULL ? ent_container_get_pane_type (pane) : NULL;
}

static void
move_line (EntEditorBuffer *self,
           guint            line,
           EntContainer    *container)
{
  g_autoptr (EntBlock) moved =
    ent_block_with_container (ent_editor_buffer_get_block (self, line), container);

  ent_editor_buffer_set_block (self, line, moved);
}

/* The line, with all that stands in the same list, quote or pane at the top of the text, goes into @pane, which is at the top too. */
static void
enter_pane (EntEditorBuffer *self,
            guint            line,
            EntContainer    *pane)
{
  EntContainer *container = ent_block_get_container (ent_editor_buffer_line (self, line)->block);
  EntContainer *outermost = ent_container_get_ancestor (container, MIN (ent_container_get_depth (container), 1));
  g_autoptr (EntContainer) inside = NULL;

  if (outermost == pane)
    return;
  if (outermost == NULL)
    {
      move_line (self, line, pane);
      return;
    }

  while (line > 0 &&
         ent_container_get_common (ent_block_get_container (ent_editor_buffer_line (self, line - 1)->block), container) > 0)
    line--;
  inside = ent_container_get_kind (outermost) == ENT_CONTAINER_PANE
           ? ent_container_ref (pane) : ent_editor_outline_copy_into (outermost, pane);
  ent_editor_outline_rebase (self, line, outermost, inside);
}

static void
leave_pane (EntEditorBuffer *self,
            guint            line)
{
  EntContainer *container = ent_block_get_container (ent_editor_buffer_line (self, line)->block);
  EntContainer *pane = find_pane (container);
  EntContainer *inner;
  g_autoptr (EntContainer) outside = NULL;

  if (pane == NULL)
    return;
  if (pane == container)
    {
      move_line (self, line, ent_container_get_parent (pane));
      return;
    }

  inner = ent_container_get_ancestor (container, ent_container_get_depth (pane) + 1);
  while (line > 0 &&
         ent_container_get_common (ent_block_get_container (ent_editor_buffer_line (self, line - 1)->block), container) >=
         ent_container_get_depth (inner))
    line--;
  outside = ent_editor_outline_copy_into (inner, ent_container_get_parent (pane));
  ent_editor_outline_rebase (self, line, inner, outside);
}

/**
 * ent_editor_buffer_set_pane:
 * @self: a buffer
 * @pane_type: (nullable): "info", "success" or "warning"; %NULL to take the lines out of their pane
 *
 * Puts the selected lines in one information pane, or makes the pane they are in one of this kind. One step of undo.
 */
void
ent_editor_buffer_set_pane (EntEditorBuffer *self,
                            const char      *pane_type)
{
  g_autoptr (EntContainer) pane = NULL;
  guint first, last;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));

  ent_editor_buffer_begin_command (self);
  ent_editor_outline_get_lines (self, &first, &last);
  if (pane_type != NULL)
    pane = ent_container_new_pane (NULL, pane_type);
  for (guint i = first; i <= last; i++)
    {
      if (pane != NULL)
        enter_pane (self, i, pane);
      else
        leave_pane (self, i);
    }
  g_array_set_size (self->markers, 0);
  ent_editor_buffer_touch (self);
  ent_editor_buffer_end_command (self);
}
