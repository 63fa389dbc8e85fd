/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-editor-buffer.h"
#include "ent-document.h"
#include "ent-draft.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntEditor: a rich text shown and written; the same widget, not editable, is the reader. It scrolls by itself: do not put it
 * in a GtkScrolledWindow. It takes the height it is given (vexpand), or, with ent_editor_set_max_height (), grows with its text.
 *
 * Properties, notifying: "editable", "n-words", "can-undo", "can-redo".
 * Signal "changed" (self): the text or its marks changed by typing, a command, an undo.
 * Signal "style-changed" (self): what stands at the cursor changed (marks, kind of line): for a toolbar.
 * Actions: "editor.link", "editor.undo", "editor.redo", and those that format, in a group of their own that a bar shares:
 * ent_editor_get_format (), "format.bold" and so on; their states are what stands at the cursor. */

#define ENT_TYPE_EDITOR (ent_editor_get_type ())
G_DECLARE_FINAL_TYPE (EntEditor, ent_editor, ENT, EDITOR, GtkWidget)

GtkWidget      *ent_editor_new            (void);

/* Shows @document (nullable: empty); the undo history starts anew. */
void            ent_editor_set_document   (EntEditor    *self,
                                           EntDocument  *document);
/* (transfer none): what is shown now, kept until the next change. */
EntDocument    *ent_editor_get_document   (EntEditor    *self);
/* (transfer full) */
EntDocument    *ent_editor_dup_snapshot   (EntEditor    *self);
/* Shows the draft's document and keeps the two together: typing touches the draft, which asks for the text when it is
 * time to save; when the draft is replaced underneath, the text is shown again (one step of undo). NULL: lets go (saves first). */
void            ent_editor_set_draft      (EntEditor    *self,
                                           EntDraft     *draft);
EntDraft       *ent_editor_get_draft      (EntEditor    *self);
void            ent_editor_set_workspace  (EntEditor    *self,
                                           EntWorkspace *workspace);
gboolean        ent_editor_get_editable   (EntEditor    *self);
void            ent_editor_set_editable   (EntEditor    *self,
                                           gboolean      editable);
/* As high as its text, up to @max_height pixels; -1 (default): as high as its place. */
void            ent_editor_set_max_height (EntEditor    *self,
                                           int           max_height);
/* Among other things: small margins, no ground of its own, as high as its text. */
void            ent_editor_make_compact   (EntEditor    *self);
/* Shown, greyed, while there is no text. */
void            ent_editor_set_placeholder (EntEditor   *self,
                                           const char   *words);
/* The name screen readers say; default "Text". */
void            ent_editor_set_label      (EntEditor    *self,
                                           const char   *label);
guint           ent_editor_get_n_words    (EntEditor    *self);
gboolean        ent_editor_get_can_undo   (EntEditor    *self);
gboolean        ent_editor_get_can_redo   (EntEditor    *self);
void            ent_editor_undo           (EntEditor    *self);
void            ent_editor_redo           (EntEditor    *self);
/* Puts the cursor before the first word and takes the focus. */
void            ent_editor_focus_start    (EntEditor    *self);

GActionGroup   *ent_editor_get_format     (EntEditor    *self);
/* (transfer full) (nullable): the address of the link at the cursor. */
char           *ent_editor_dup_link       (EntEditor    *self);
/* Links the selection, the link at the cursor, or inserts @href as text; NULL takes the link away. */
void            ent_editor_set_link       (EntEditor    *self,
                                           const char   *href);

void            ent_editor_insert_block   (EntEditor    *self,
                                           EntBlock     *block);
void            ent_editor_insert_table   (EntEditor    *self,
                                           guint         n_rows,
                                           guint         n_columns);
void            ent_editor_set_pane       (EntEditor    *self,
                                           const char   *pane_type);

/* The popover that asks for an address. */
void            ent_editor_ask_link       (EntEditor    *self);

/* What is written in: the text, or a cell of one of its tables. */
EntEditorBuffer *ent_editor_get_active_buffer (EntEditor *self);

/* For the tests and the programs that drive the window: the inner view. */
GtkTextView    *ent_editor_get_view       (EntEditor    *self);

G_END_DECLS
