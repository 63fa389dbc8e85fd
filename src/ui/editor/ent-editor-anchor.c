/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-anchor.h"

/* GTK 4.8 makes its anchors itself: one of a class of ours has no replacement character, and crashes when it is inserted.
 * So what an anchor stands for is attached to it, here and nowhere else. */
static GQuark
anchor_block_quark (void)
{
  return g_quark_from_static_string ("ent-editor-anchor-block");
}

static GQuark
anchor_run_quark (void)
{
  return g_quark_from_static_string ("ent-editor-anchor-run");
}

/**
 * ent_editor_anchor_new_for_block:
 * @block: a block without runs
 *
 * Returns: (transfer full): a place for @block, alone on its line
 */
GtkTextChildAnchor *
ent_editor_anchor_new_for_block (EntBlock *block)
{
  GtkTextChildAnchor *anchor;

  g_return_val_if_fail (block != NULL, NULL);

  anchor = gtk_text_child_anchor_new ();
  g_object_set_qdata_full (G_OBJECT (anchor), anchor_block_quark (), ent_block_ref (block),
                           (GDestroyNotify) ent_block_unref);
  return anchor;
}

/**
 * ent_editor_anchor_new_for_run:
 * @run: a run that is not text
 *
 * Returns: (transfer full): a place for @run among the words of a line
 */
GtkTextChildAnchor *
ent_editor_anchor_new_for_run (EntRun *run)
{
  GtkTextChildAnchor *anchor;

  g_return_val_if_fail (run != NULL, NULL);

  anchor = gtk_text_child_anchor_new ();
  g_object_set_qdata_full (G_OBJECT (anchor), anchor_run_quark (), ent_run_ref (run),
                           (GDestroyNotify) ent_run_unref);
  return anchor;
}

/**
 * ent_editor_anchor_get_block:
 * @anchor: an anchor
 *
 * Returns: (transfer none) (nullable): the block shown here
 */
EntBlock *
ent_editor_anchor_get_block (GtkTextChildAnchor *anchor)
{
  g_return_val_if_fail (GTK_IS_TEXT_CHILD_ANCHOR (anchor), NULL);

  return g_object_get_qdata (G_OBJECT (anchor), anchor_block_quark ());
}

/**
 * ent_editor_anchor_get_run:
 * @anchor: an anchor
 *
 * Returns: (transfer none) (nullable): the inline object shown here
 */
EntRun *
ent_editor_anchor_get_run (GtkTextChildAnchor *anchor)
{
  g_return_val_if_fail (GTK_IS_TEXT_CHILD_ANCHOR (anchor), NULL);

  return g_object_get_qdata (G_OBJECT (anchor), anchor_run_quark ());
}

/**
 * ent_editor_anchor_set_block:
 * @anchor: an anchor of a block
 * @block: what it stands for from now on
 */
void
ent_editor_anchor_set_block (GtkTextChildAnchor *anchor,
                             EntBlock           *block)
{
  g_return_if_fail (GTK_IS_TEXT_CHILD_ANCHOR (anchor));
  g_return_if_fail (block != NULL);

  g_object_set_qdata_full (G_OBJECT (anchor), anchor_block_quark (), ent_block_ref (block),
                           (GDestroyNotify) ent_block_unref);
}

/**
 * ent_editor_anchor_set_run:
 * @anchor: an anchor of a run
 * @run: what it stands for from now on
 */
void
ent_editor_anchor_set_run (GtkTextChildAnchor *anchor,
                           EntRun             *run)
{
  g_return_if_fail (GTK_IS_TEXT_CHILD_ANCHOR (anchor));
  g_return_if_fail (run != NULL);

  g_object_set_qdata_full (G_OBJECT (anchor), anchor_run_quark (), ent_run_ref (run),
                           (GDestroyNotify) ent_run_unref);
}
