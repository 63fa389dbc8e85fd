/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-document.h"
#include "ent-editor-anchor.h"

G_BEGIN_DECLS

/* EntEditorBuffer: an EntDocument as a text buffer. One line a block; a block that is no text is one anchor alone on its line;
 * line breaks inside a paragraph are U+2028. The line after the last block is always there, empty, and cannot be reached: so
 * every block's line ends with a character that can wear its look, the last one too.
 * Each line remembers the block it came from: if it is not touched it gives that block back, bytes and all.
 *
 * Signal "edited" (self): something changed; once for a whole user action or command.
 * Signal "place-changed" (self): the cursor, the selection, or what stands there changed.
 * Signal "object-changed" (self, GtkTextChildAnchor): the object of this anchor was changed in its place. */

#define ENT_TYPE_EDITOR_BUFFER (ent_editor_buffer_get_type ())
G_DECLARE_FINAL_TYPE (EntEditorBuffer, ent_editor_buffer, ENT, EDITOR_BUFFER, GtkTextBuffer)

EntEditorBuffer *ent_editor_buffer_new              (void);
void             ent_editor_buffer_set_document     (EntEditorBuffer  *self,
                                                     EntDocument      *document);
void             ent_editor_buffer_replace_document (EntEditorBuffer  *self,
                                                     EntDocument      *document);
EntDocument     *ent_editor_buffer_get_document     (EntEditorBuffer  *self);
guint            ent_editor_buffer_get_n_lines      (EntEditorBuffer  *self);
EntBlock        *ent_editor_buffer_get_block        (EntEditorBuffer  *self,
                                                     guint             line);
guint            ent_editor_buffer_count_words      (EntEditorBuffer  *self);
/* What is drawn before a line: 0 nothing, -1 a bullet, else the number of the item. */
int              ent_editor_buffer_get_marker       (EntEditorBuffer  *self,
                                                     guint             line);
void             ent_editor_buffer_set_link_color   (EntEditorBuffer  *self,
                                                     const GdkRGBA    *color);

/* ---- steps ---- */
gboolean         ent_editor_buffer_can_undo         (EntEditorBuffer  *self);
gboolean         ent_editor_buffer_can_redo         (EntEditorBuffer  *self);
void             ent_editor_buffer_undo             (EntEditorBuffer  *self);
void             ent_editor_buffer_redo             (EntEditorBuffer  *self);
/* What happens in between is one step of undo. */
void             ent_editor_buffer_begin_command    (EntEditorBuffer  *self);
void             ent_editor_buffer_end_command      (EntEditorBuffer  *self);
guint            ent_editor_buffer_get_step_serial  (EntEditorBuffer  *self);

/* ---- marks (ent-editor-marks.c) ---- */
EntMarks        *ent_editor_buffer_dup_marks        (EntEditorBuffer  *self);
void             ent_editor_buffer_toggle_flag      (EntEditorBuffer  *self,
                                                     EntMarkFlags      flag);
void             ent_editor_buffer_set_mark_style   (EntEditorBuffer  *self,
                                                     EntStyle          style,
                                                     const char       *value);
char            *ent_editor_buffer_dup_link         (EntEditorBuffer  *self);
void             ent_editor_buffer_set_link         (EntEditorBuffer  *self,
                                                     const char       *href);

/* ---- lines (ent-editor-outline.c) ---- */
EntBlock        *ent_editor_buffer_get_block_here   (EntEditorBuffer  *self);
void             ent_editor_buffer_set_type         (EntEditorBuffer  *self,
                                                     EntBlockType      type,
                                                     guint             level);
void             ent_editor_buffer_set_quote        (EntEditorBuffer  *self);
void             ent_editor_buffer_toggle_list      (EntEditorBuffer  *self,
                                                     EntContainerKind  kind);
gboolean         ent_editor_buffer_indent           (EntEditorBuffer  *self,
                                                     int               by);
/* ---- keys (ent-editor-keys.c) ---- */
/* They mean something else in a list, a quote or beside an object; FALSE: the text view's own way is right. */
gboolean         ent_editor_buffer_press_enter      (EntEditorBuffer  *self);
gboolean         ent_editor_buffer_press_backspace  (EntEditorBuffer  *self);
gboolean         ent_editor_buffer_press_delete     (EntEditorBuffer  *self);
void             ent_editor_buffer_insert_break     (EntEditorBuffer  *self);
void             ent_editor_buffer_paste            (EntEditorBuffer  *self,
                                                     const char       *text);
void             ent_editor_buffer_delete_object    (EntEditorBuffer  *self,
                                                     GtkTextChildAnchor *anchor);

/* ---- pieces of texts (ent-editor-graft.c) ---- */
void             ent_editor_buffer_paste_document   (EntEditorBuffer  *self,
                                                     EntDocument      *document);
EntDocument     *ent_editor_buffer_dup_selection    (EntEditorBuffer  *self);

/* ---- objects (ent-editor-blocks.c) ---- */
void             ent_editor_buffer_insert_block     (EntEditorBuffer  *self,
                                                     EntBlock         *block);
void             ent_editor_buffer_change_block     (EntEditorBuffer  *self,
                                                     GtkTextChildAnchor *anchor,
                                                     EntBlock         *block,
                                                     gboolean          goes_on);
void             ent_editor_buffer_change_run       (EntEditorBuffer  *self,
                                                     GtkTextChildAnchor *anchor,
                                                     EntRun           *run,
                                                     gboolean          goes_on);
void             ent_editor_buffer_set_pane         (EntEditorBuffer  *self,
                                                     const char       *pane_type);
const char      *ent_editor_buffer_get_pane         (EntEditorBuffer  *self);

G_END_DECLS
