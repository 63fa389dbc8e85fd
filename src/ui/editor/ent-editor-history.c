/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-history.h"

struct _EntEditorHistory
{
  GPtrArray *blocks;   /* (owned) (element-type EntBlock): as the last step left them */
  GPtrArray *undo;     /* (owned) (element-type EntEditorStep): the last done last */
  GPtrArray *redo;     /* (owned) (element-type EntEditorStep): the last undone last */
};

static void
free_step (gpointer data)
{
  EntEditorStep *step = data;

  g_ptr_array_unref (step->before);
  g_ptr_array_unref (step->after);
  g_free (step);
}

static GPtrArray *
copy_blocks (GPtrArray *blocks,
             guint      from,
             guint      n)
{
  GPtrArray *copy = g_ptr_array_new_full (n, (GDestroyNotify) ent_block_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (copy, ent_block_ref (g_ptr_array_index (blocks, from + i)));
  return copy;
}

static void
splice (EntEditorHistory *self,
        guint             at,
        guint             n_removed,
        GPtrArray        *added)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (self->blocks, at, n_removed);
  for (guint i = 0; i < added->len; i++)
    g_ptr_array_insert (self->blocks, at + i, ent_block_ref (g_ptr_array_index (added, i)));
}

/**
 * ent_editor_history_new:
 *
 * Returns: (transfer full): a history of an empty text, with no step
 */
EntEditorHistory *
ent_editor_history_new (void)
{
  EntEditorHistory *self = g_new0 (EntEditorHistory, 1);

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  self->undo = g_ptr_array_new_with_free_func (free_step);
  self->redo = g_ptr_array_new_with_free_func (free_step);
  return self;
}

void
ent_editor_history_free (EntEditorHistory *self)
{
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_free (self);
}

/**
 * ent_editor_history_reset:
 * @self: a history
 * @blocks: (element-type EntBlock): a text just opened
 *
 * Forgets every step and starts from @blocks.
 */
void
ent_editor_history_reset (EntEditorHistory *self,
                          GPtrArray        *blocks)
{
  g_ptr_array_unref (self->blocks);
  self->blocks = copy_blocks (blocks, 0, blocks->len);
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
}

/**
 * ent_editor_history_commit:
 * @self: a history
 * @blocks: (element-type EntBlock): the text now
 * @before: where the cursor was before the change
 * @after: where it is now
 *
 * Ends a step: what differs between the last step and @blocks, compared by pointer, since a block that was not touched
 * is the same block.
 *
 * Returns: %FALSE if nothing differs, and there is no step
 */
gboolean
ent_editor_history_commit (EntEditorHistory     *self,
                           GPtrArray            *blocks,
                           const EntEditorPlace *before,
                           const EntEditorPlace *after)
{
  guint head = 0, tail = 0, shortest = MIN (blocks->len, self->blocks->len);
  EntEditorStep *step;

  while (head < shortest &&
         g_ptr_array_index (blocks, head) == g_ptr_array_index (self->blocks, head))
    head++;
  while (tail < shortest - head &&
         g_ptr_array_index (blocks, blocks->len - 1 - tail) ==
         g_ptr_array_index (self->blocks, self->blocks->len - 1 - tail))
    tail++;

  if (head + tail == blocks->len && head + tail == self->blocks->len)
    return FALSE;

  step = g_new0 (EntEditorStep, 1);
  step->at = head;
  step->before = copy_blocks (self->blocks, head, self->blocks->len - head - tail);
  step->after = copy_blocks (blocks, head, blocks->len - head - tail);
  step->cursor_before = *before;
  step->cursor_after = *after;
  g_ptr_array_add (self->undo, step);
  splice (self, head, step->before->len, step->after);
  return TRUE;
}

gboolean
ent_editor_history_can_undo (EntEditorHistory *self)
{
  return self->undo->len > 0;
}

gboolean
ent_editor_history_can_redo (EntEditorHistory *self)
{
  return self->redo->len > 0;
}

/**
 * ent_editor_history_drop_redo:
 * @self: a history
 *
 * Something new was written: what had been undone cannot be redone any more.
 */
void
ent_editor_history_drop_redo (EntEditorHistory *self)
{
  g_ptr_array_set_size (self->redo, 0);
}

/**
 * ent_editor_history_undo:
 * @self: a history
 *
 * Takes the last step back.
 *
 * Returns: (transfer none) (nullable): the step, whose "before" is to be shown in place of its "after"; valid until the next call
 */
const EntEditorStep *
ent_editor_history_undo (EntEditorHistory *self)
{
  EntEditorStep *step;

  if (self->undo->len == 0)
    return NULL;

  step = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  g_ptr_array_add (self->redo, step);
  splice (self, step->at, step->after->len, step->before);
  return step;
}

/**
 * ent_editor_history_redo:
 * @self: a history
 *
 * Does again the last step taken back.
 *
 * Returns: (transfer none) (nullable): the step, whose "after" is to be shown in place of its "before"; valid until the next call
 */
const EntEditorStep *
ent_editor_history_redo (EntEditorHistory *self)
{
  EntEditorStep *step;

  if (self->redo->len == 0)
    return NULL;

  step = g_ptr_array_steal_index (self->redo, self->redo->len - 1);
  g_ptr_array_add (self->undo, step);
  splice (self, step->at, step->before->len, step->after);
  return step;
}
