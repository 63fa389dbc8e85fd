/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor-buffer.h"
#include "ent-editor-history.h"
#include "ent-editor-tag.h"

G_BEGIN_DECLS

/* A line break inside a paragraph: the buffer keeps the line whole, Pango breaks it. */
#define ENT_EDITOR_BREAK 0x2028
#define ENT_EDITOR_BREAK_UTF8 "\342\200\250"
#define ENT_EDITOR_OBJECT 0xFFFC

typedef struct
{
  EntBlock *block;     /* (owned): what the line was when it was last read; its kind and place are always right */
  EntBlock *origin;    /* (owned): the block it was made from: given back if the words are the same again */
  gboolean  dirty;     /* the words changed since */
  int       n_words;   /* -1: not counted yet */
} EntEditorLine;

/* What a step of undo under way is made of. */
typedef enum
{
  ENT_EDITOR_STEP_NONE,
  ENT_EDITOR_STEP_TYPING,
  ENT_EDITOR_STEP_DELETING,
  ENT_EDITOR_STEP_OBJECT,     /* one object being changed: a table's cell, the size of a picture */
  ENT_EDITOR_STEP_OTHER,
} EntEditorStepKind;

struct _EntEditorBuffer
{
  GtkTextBuffer      parent_instance;

  GArray            *lines;          /* (owned) (element-type EntEditorLine): one a line, the last (unreachable) one left out */
  GPtrArray         *mark_tags;      /* (owned) (element-type EntEditorTag): those of the table that wear marks */
  GPtrArray         *line_tags;      /* (owned) (element-type GtkTextTag): those of the table that give a line its look */
  GArray            *markers;        /* (owned) (element-type int): see ent_editor_buffer_get_marker (); empty: to be counted */
  GdkRGBA            link_color;
  EntDocument       *opened;         /* (owned): as it was set */
  EntDocument       *document;       /* (owned) (nullable): what is shown now, until the next change */
  EntBlock          *blank;          /* (owned): the paragraph shown in a text without blocks; not part of it */
  guint              quiet;          /* > 0: the buffer is being written by ourselves */

  EntEditorHistory  *history;        /* (owned) */
  EntEditorStepKind  step;           /* the step under way */
  guint              step_serial;    /* how many steps were begun */
  gpointer           step_object;    /* only compared: the anchor of ENT_EDITOR_STEP_OBJECT */
  EntEditorPlace     step_before;    /* cursor */
  EntEditorPlace     step_after;
  int                step_offset;    /* where the next key goes on with it, in characters */
  gboolean           step_space;     /* the last character typed was a space */
  guint              commands;       /* depth of begin_command () */
  guint              actions;        /* in a user action of the text view */
  gboolean           action_begun;   /* its first change was seen */
  gboolean           edited;         /* to be said at the end of the action */

  EntMarks          *pending;        /* (owned) (nullable): marks of what is typed next … */
  gboolean           has_pending;    /* … if they were chosen */
};

/* ---- ent-editor-buffer.c ---- */
EntEditorLine   ent_editor_line_make             (EntBlock         *block,
                                                  gboolean          dirty);
void            ent_editor_line_clear            (gpointer          data);
void            ent_editor_buffer_touch          (EntEditorBuffer  *self);
EntEditorLine  *ent_editor_buffer_line           (EntEditorBuffer  *self,
                                                  guint             line);
void            ent_editor_buffer_set_block      (EntEditorBuffer  *self,
                                                  guint             line,
                                                  EntBlock         *block);
void            ent_editor_buffer_forget_pending (EntEditorBuffer  *self);
EntEditorPlace  ent_editor_buffer_get_place      (EntEditorBuffer  *self);
void            ent_editor_buffer_put_cursor     (EntEditorBuffer  *self,
                                                  const EntEditorPlace *place);
GPtrArray      *ent_editor_buffer_dup_blocks     (EntEditorBuffer  *self);
void            ent_editor_buffer_replace_lines  (EntEditorBuffer  *self,
                                                  guint             at,
                                                  guint             n_old,
                                                  GPtrArray        *blocks);
void            ent_editor_buffer_say_edited     (EntEditorBuffer  *self);
void            ent_editor_buffer_say_place      (EntEditorBuffer  *self);
void            ent_editor_buffer_say_object     (EntEditorBuffer  *self,
                                                  GtkTextChildAnchor *anchor);

/* ---- ent-editor-steps.c ---- */
void            ent_editor_buffer_begin_step     (EntEditorBuffer  *self,
                                                  EntEditorStepKind kind);
void            ent_editor_buffer_commit_step    (EntEditorBuffer  *self);
void            ent_editor_buffer_before_change  (EntEditorBuffer  *self,
                                                  EntEditorStepKind kind,
                                                  int               start,
                                                  int               end,
                                                  gboolean          is_space);
void            ent_editor_buffer_before_object  (EntEditorBuffer  *self,
                                                  GtkTextChildAnchor *anchor,
                                                  gboolean          goes_on);
void            ent_editor_buffer_after_change   (EntEditorBuffer  *self,
                                                  int               offset,
                                                  gboolean          is_space);

/* ---- ent-editor-blocks.c ---- */
GtkTextChildAnchor *ent_editor_blocks_get_anchor (EntEditorBuffer  *self,
                                                  guint             line);
gboolean        ent_editor_blocks_show_again     (EntEditorBuffer  *self,
                                                  guint             line,
                                                  EntBlock         *block);

EntContainer   *ent_editor_blocks_find_place     (EntBlock         *block);
guint           ent_editor_blocks_open_line      (EntEditorBuffer  *self,
                                                  guint            *n_old);

/* ---- ent-editor-edits.c: handlers of GtkTextBuffer ---- */
void            ent_editor_edits_dress_words     (EntEditorBuffer  *self,
                                                  int               start,
                                                  int               end,
                                                  EntMarks         *marks);
void            ent_editor_edits_leave_last_line (EntEditorBuffer  *self,
                                                  GtkTextIter      *iter);
void            ent_editor_edits_insert_text     (GtkTextBuffer    *buffer,
                                                  GtkTextIter      *pos,
                                                  const char       *new_text,
                                                  int               new_text_length);
void            ent_editor_edits_delete_range    (GtkTextBuffer    *buffer,
                                                  GtkTextIter      *start,
                                                  GtkTextIter      *end);
void            ent_editor_edits_insert_child_anchor (GtkTextBuffer      *buffer,
                                                  GtkTextIter        *iter,
                                                  GtkTextChildAnchor *anchor);
void            ent_editor_edits_insert_paintable (GtkTextBuffer   *buffer,
                                                  GtkTextIter      *iter,
                                                  GdkPaintable     *paintable);
void            ent_editor_edits_apply_tag       (GtkTextBuffer    *buffer,
                                                  GtkTextTag       *tag,
                                                  const GtkTextIter *start,
                                                  const GtkTextIter *end);

/* ---- ent-editor-lines.c: blocks to characters and back ---- */
gboolean        ent_editor_lines_is_object       (EntBlock         *block);
EntEditorTag   *ent_editor_lines_ensure_tag      (EntEditorBuffer  *self,
                                                  EntMarks         *marks);
EntMarks       *ent_editor_lines_get_marks       (const GtkTextIter *iter);
void            ent_editor_lines_render          (EntEditorBuffer  *self,
                                                  GtkTextIter      *iter,
                                                  EntBlock         *block);
void            ent_editor_lines_dress           (EntEditorBuffer  *self,
                                                  guint             line);
void            ent_editor_lines_insert_words    (EntEditorBuffer  *self,
                                                  GtkTextIter      *iter,
                                                  EntBlock         *block);
EntBlock       *ent_editor_lines_read_part       (EntEditorBuffer  *self,
                                                  const GtkTextIter *from,
                                                  const GtkTextIter *to,
                                                  EntBlock         *like);
EntBlock       *ent_editor_lines_read            (EntEditorBuffer  *self,
                                                  guint             line,
                                                  EntBlock         *like);

/* ---- ent-editor-marks.c ---- */
EntMarks       *ent_editor_marks_dup_inherited   (EntEditorBuffer  *self,
                                                  const GtkTextIter *at);

/* ---- ent-editor-outline.c ---- */
EntBlock       *ent_editor_outline_make_blank    (EntContainer     *container);
EntContainer   *ent_editor_outline_copy_into     (EntContainer     *self,
                                                  EntContainer     *parent);
void            ent_editor_outline_get_lines     (EntEditorBuffer  *self,
                                                  guint            *first,
                                                  guint            *last);
EntBlock       *ent_editor_outline_make_next     (EntEditorBuffer  *self,
                                                  EntBlock         *block);
void            ent_editor_outline_rebase        (EntEditorBuffer  *self,
                                                  guint             from,
                                                  EntContainer     *old_one,
                                                  EntContainer     *new_one);
void            ent_editor_outline_repair        (EntEditorBuffer  *self,
                                                  guint             line);

G_END_DECLS
