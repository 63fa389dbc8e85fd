/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-link.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_MARK_NONE        = 0,
  ENT_MARK_BOLD        = 1 << 0,
  ENT_MARK_ITALIC      = 1 << 1,
  ENT_MARK_UNDERLINE   = 1 << 2,
  ENT_MARK_STRIKE      = 1 << 3,
  ENT_MARK_CODE        = 1 << 4,   /* excludes every other mark when written */
  ENT_MARK_SUBSCRIPT   = 1 << 5,
  ENT_MARK_SUPERSCRIPT = 1 << 6,
} EntMarkFlags;

typedef enum
{
  ENT_STYLE_COLOR,         /* css colour, as typed: "#FF3A55", "rgb(46, 97, 5)" */
  ENT_STYLE_HIGHLIGHT,     /* css colour behind the text */
  ENT_STYLE_FONT_SIZE,     /* "18px" */
  ENT_STYLE_LINE_HEIGHT,   /* "1.5" */
  ENT_STYLE_FONT_FAMILY,   /* "OpenDyslexic" */
  ENT_N_STYLES,
} EntStyle;

/* All that a run of text wears. Immutable, reference-counted; NULL everywhere means "no mark". */
typedef struct _EntMarks EntMarks;

#define ENT_TYPE_MARKS (ent_marks_get_type ())
GType         ent_marks_get_type   (void);

EntMarks     *ent_marks_new        (EntMarkFlags     flags);
EntMarks     *ent_marks_ref        (EntMarks        *self);
void          ent_marks_unref      (EntMarks        *self);

EntMarkFlags  ent_marks_get_flags  (const EntMarks  *self);
const char   *ent_marks_get_style  (const EntMarks  *self,
                                    EntStyle         style);
EntLink      *ent_marks_get_link   (const EntMarks  *self);
gboolean      ent_marks_equal      (const EntMarks  *a,
                                    const EntMarks  *b);

EntMarks     *ent_marks_with_flags (EntMarks        *self,
                                    EntMarkFlags     added,
                                    EntMarkFlags     removed);
EntMarks     *ent_marks_with_style (EntMarks        *self,
                                    EntStyle         style,
                                    const char      *value);
EntMarks     *ent_marks_with_link  (EntMarks        *self,
                                    EntLink         *link);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMarks, ent_marks_unref)

G_END_DECLS
