/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-anchor.h"

struct _EntEditorAnchor
{
  GtkTextChildAnchor parent_instance;

  EntBlock *block;   /* (owned) (nullable): the object block of this line, else … */
  EntRun   *run;     /* (owned) (nullable): … the inline object */
};

G_DEFINE_FINAL_TYPE (EntEditorAnchor, ent_editor_anchor, GTK_TYPE_TEXT_CHILD_ANCHOR)

static void
ent_editor_anchor_finalize (GObject *object)
{
  EntEditorAnchor *self = ENT_EDITOR_ANCHOR (object);

  g_clear_pointer (&self->block, ent_block_unref);
  g_clear_pointer (&self->run, ent_run_unref);

  G_OBJECT_CLASS (ent_editor_anchor_parent_class)->finalize (object);
}

static void
ent_editor_anchor_class_init (EntEditorAnchorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_editor_anchor_finalize;
}

static void
ent_editor_anchor_init (EntEditorAnchor *self)
{
}

/**
 * ent_editor_anchor_new_for_block:
 * @block: a block without runs
 *
 * Returns: (transfer full): a place for @block, alone on its line
 */
EntEditorAnchor *
ent_editor_anchor_new_for_block (EntBlock *block)
{
  EntEditorAnchor *self;

  g_return_val_if_fail (block != NULL, NULL);

  self = g_object_new (ENT_TYPE_EDITOR_ANCHOR, NULL);
  self->block = ent_block_ref (block);
  return self;
}

/**
 * ent_editor_anchor_new_for_run:
 * @run: a run that is not text
 *
 * Returns: (transfer full): a place for @run among the words of a line
 */
EntEditorAnchor *
ent_editor_anchor_new_for_run (EntRun *run)
{
  EntEditorAnchor *self;

  g_return_val_if_fail (run != NULL, NULL);

  self = g_object_new (ENT_TYPE_EDITOR_ANCHOR, NULL);
  self->run = ent_run_ref (run);
  return self;
}

/**
 * ent_editor_anchor_get_block:
 * @self: an anchor
 *
 * Returns: (transfer none) (nullable): the block shown here
 */
EntBlock *
ent_editor_anchor_get_block (EntEditorAnchor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_ANCHOR (self), NULL);

  return self->block;
}

/**
 * ent_editor_anchor_get_run:
 * @self: an anchor
 *
 * Returns: (transfer none) (nullable): the inline object shown here
 */
EntRun *
ent_editor_anchor_get_run (EntEditorAnchor *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_ANCHOR (self), NULL);

  return self->run;
}
