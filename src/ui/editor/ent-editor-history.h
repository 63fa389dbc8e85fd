/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "ent-block.h"

G_BEGIN_DECLS

/* A place of the cursor: a line and the characters before it on that line. */
typedef struct
{
  int line;
  int offset;
} EntEditorPlace;

/* One step of undo: the blocks that stood at a place before, and those that stand there after. Blocks are immutable, so a
 * step costs a reference for each block it really changed. */
typedef struct
{
  guint          at;             /* first block that differs */
  GPtrArray     *before;         /* (owned) (element-type EntBlock) */
  GPtrArray     *after;          /* (owned) (element-type EntBlock) */
  EntEditorPlace cursor_before;
  EntEditorPlace cursor_after;
} EntEditorStep;

/* EntEditorHistory: what can be undone and redone, and the blocks as the last step left them. */
typedef struct _EntEditorHistory EntEditorHistory;

EntEditorHistory    *ent_editor_history_new      (void);
void                 ent_editor_history_free     (EntEditorHistory     *self);
void                 ent_editor_history_reset    (EntEditorHistory     *self,
                                                  GPtrArray            *blocks);
gboolean             ent_editor_history_commit   (EntEditorHistory     *self,
                                                  GPtrArray            *blocks,
                                                  const EntEditorPlace *before,
                                                  const EntEditorPlace *after);
gboolean             ent_editor_history_can_undo (EntEditorHistory     *self);
gboolean             ent_editor_history_can_redo (EntEditorHistory     *self);
void                 ent_editor_history_drop_redo (EntEditorHistory    *self);
const EntEditorStep *ent_editor_history_undo     (EntEditorHistory     *self);
const EntEditorStep *ent_editor_history_redo     (EntEditorHistory     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntEditorHistory, ent_editor_history_free)

G_END_DECLS
