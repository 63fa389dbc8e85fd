/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor.h"

G_BEGIN_DECLS

/* The actions that format, in a group that an editor and its bar share. States:
 * "bold", "italic", "underline", "strike", "code", "subscript", "superscript", "bullets", "numbers": boolean;
 * "color", "highlight": "#RRGGBB", "" for none; "size": "18px"; "font": "Lora"; "line-height": "1.5"; each "" for the usual one;
 * "bigger", "smaller" have none.
 * "style": "paragraph", "heading-1" to "heading-6", "quote", "code", or "other" for what no menu offers.
 * A bar adds "colors", which opens its palette. */

GActionGroup *ent_editor_format_new    (EntEditor    *editor);
void          ent_editor_format_update (GActionGroup *self,
                                        EntEditor    *editor);

G_END_DECLS
