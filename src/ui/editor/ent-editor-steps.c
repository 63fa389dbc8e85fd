/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-buffer-private.h"

/* What is one step of undo, and the way back and forth. */

void
ent_editor_buffer_commit_step (EntEditorBuffer *self)
{
  g_autoptr (GPtrArray) blocks = NULL;

  if (self->step == ENT_EDITOR_STEP_NONE)
    return;

  self->step = ENT_EDITOR_STEP_NONE;
  blocks = ent_editor_buffer_dup_blocks (self);
  ent_editor_history_commit (self->history, blocks, &self->step_before, &self->step_after);
}

void
ent_editor_buffer_begin_step (EntEditorBuffer   *self,
                              EntEditorStepKind  kind)
{
  ent_editor_buffer_commit_step (self);
  ent_editor_history_drop_redo (self->history);
  self->step = kind;
  self->step_serial++;
  self->step_object = NULL;
  self->step_before = ent_editor_buffer_get_place (self);
  self->step_after = self->step_before;
  self->step_space = FALSE;
}

static gboolean
goes_on (EntEditorBuffer   *self,
         EntEditorStepKind  kind,
         int                start,
         int                end,
         gboolean           is_space)
{
  if (self->step != kind || kind == ENT_EDITOR_STEP_OTHER || kind == ENT_EDITOR_STEP_OBJECT)
    return FALSE;

  if (kind == ENT_EDITOR_STEP_DELETING)
    return end == self->step_offset || start == self->step_offset;

  /* A step is a word with the spaces after it. */
  return start == self->step_offset && !(self->step_space && !is_space);
}

/* Before characters come or go: decides whether they belong to the step under way. */
void
ent_editor_buffer_before_change (EntEditorBuffer   *self,
                                 EntEditorStepKind  kind,
                                 int                start,
                                 int                end,
                                 gboolean           is_space)
{
  if (self->commands > 0 || (self->actions > 0 && self->action_begun))
    return;

  self->action_begun = self->actions > 0;
  if (!goes_on (self, kind, start, end, is_space))
    ent_editor_buffer_begin_step (self, kind);
}

/* Before an object is changed in its place. @goes_on: it is one with the last change of the same object. */
void
ent_editor_buffer_before_object (EntEditorBuffer    *self,
                                 GtkTextChildAnchor *anchor,
                                 gboolean            goes_on)
{
  if (self->commands > 0 ||
      (goes_on && self->step == ENT_EDITOR_STEP_OBJECT && self->step_object == anchor))
    return;

  ent_editor_buffer_begin_step (self, ENT_EDITOR_STEP_OBJECT);
  self->step_object = anchor;
}

void
ent_editor_buffer_after_change (EntEditorBuffer *self,
                                int              offset,
                                gboolean         is_space)
{
  self->step_after = ent_editor_buffer_get_place (self);
  self->step_offset = offset;
  self->step_space = is_space;
  ent_editor_buffer_touch (self);
}

/* ---- public ---- */

/**
 * ent_editor_buffer_get_step_serial:
 * @self: a buffer
 *
 * Returns: a number that changes when a change begins a new step of undo
 */
guint
ent_editor_buffer_get_step_serial (EntEditorBuffer *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), 0);

  return self->step_serial;
}

gboolean
ent_editor_buffer_can_undo (EntEditorBuffer *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), FALSE);

  return self->step != ENT_EDITOR_STEP_NONE || ent_editor_history_can_undo (self->history);
}

gboolean
ent_editor_buffer_can_redo (EntEditorBuffer *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_BUFFER (self), FALSE);

  return ent_editor_history_can_redo (self->history);
}

static void
show_step (EntEditorBuffer      *self,
           guint                 at,
           GPtrArray            *old_blocks,
           GPtrArray            *new_blocks,
           const EntEditorPlace *place)
{
  ent_editor_buffer_forget_pending (self);
  ent_editor_buffer_replace_lines (self, at, old_blocks->len, new_blocks);
  ent_editor_buffer_put_cursor (self, place);
  ent_editor_buffer_touch (self);
  ent_editor_buffer_say_place (self);
}

/**
 * ent_editor_buffer_undo:
 * @self: a buffer
 *
 * Takes back the last word or the last command; does nothing if there is none.
 */
void
ent_editor_buffer_undo (EntEditorBuffer *self)
{
  const EntEditorStep *step;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));

  ent_editor_buffer_commit_step (self);
  step = ent_editor_history_undo (self->history);
  if (step != NULL)
    show_step (self, step->at, step->after, step->before, &step->cursor_before);
}

/**
 * ent_editor_buffer_redo:
 * @self: a buffer
 *
 * Does again what was taken back; does nothing if there is none.
 */
void
ent_editor_buffer_redo (EntEditorBuffer *self)
{
  const EntEditorStep *step;

  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));

  ent_editor_buffer_commit_step (self);
  step = ent_editor_history_redo (self->history);
  if (step != NULL)
    show_step (self, step->at, step->before, step->after, &step->cursor_after);
}

void
ent_editor_buffer_begin_command (EntEditorBuffer *self)
{
  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));

  if (self->commands++ == 0)
    ent_editor_buffer_begin_step (self, ENT_EDITOR_STEP_OTHER);
}

void
ent_editor_buffer_end_command (EntEditorBuffer *self)
{
  g_return_if_fail (ENT_IS_EDITOR_BUFFER (self));
  g_return_if_fail (self->commands > 0);

  if (--self->commands > 0)
    return;

  self->step_after = ent_editor_buffer_get_place (self);
  ent_editor_buffer_commit_step (self);
  ent_editor_buffer_say_edited (self);
}
