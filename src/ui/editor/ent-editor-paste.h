/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor-view.h"

G_BEGIN_DECLS

/* The clipboard and the mouse's hand: pieces of texts that leave an EntEditorView and come into it. */

typedef enum
{
  ENT_EDITOR_PASTE_SHAPED,   /* with what shapes the ENT has */
  ENT_EDITOR_PASTE_WORDS,    /* words alone */
} EntEditorPasteKind;

void ent_editor_paste_install (EntEditorView      *view);
void ent_editor_paste_copy    (EntEditorView      *view);
void ent_editor_paste_from    (EntEditorView      *view,
                               GdkClipboard       *clipboard,
                               EntEditorPasteKind  kind);

G_END_DECLS
