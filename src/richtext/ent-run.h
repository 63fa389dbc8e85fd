/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-file-link.h"
#include "ent-image.h"
#include "ent-linker.h"
#include "ent-marks.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_RUN_TEXT,
  ENT_RUN_BREAK,         /* a line break inside the paragraph */
  ENT_RUN_IMAGE,
  ENT_RUN_LINKER,
  ENT_RUN_FORMULA,       /* an old formula object; today's formulas are text between dollars */
  ENT_RUN_ATTACHMENTS,   /* a group of files standing inside a paragraph */
} EntRunKind;

/* A stretch of a paragraph with one set of marks: text, or one inline object. Immutable,
 * reference-counted. */
typedef struct _EntRun EntRun;

#define ENT_TYPE_RUN (ent_run_get_type ())
GType        ent_run_get_type        (void);

EntRun      *ent_run_new_text        (const char    *text,
                                      EntMarks      *marks);
EntRun      *ent_run_new_text_len    (const char    *text,
                                      gssize         length,
                                      EntMarks      *marks);
EntRun      *ent_run_new_break       (EntMarks      *marks);
EntRun      *ent_run_new_image       (EntImage      *image,
                                      EntMarks      *marks);
EntRun      *ent_run_new_linker      (EntLinker     *linker,
                                      EntMarks      *marks);
EntRun      *ent_run_new_formula     (const char    *latex,
                                      EntMarks      *marks);
EntRun      *ent_run_new_attachments (EntFileLink  **files,
                                      guint          n_files);
EntRun      *ent_run_ref             (EntRun        *self);
void         ent_run_unref           (EntRun        *self);

EntRunKind   ent_run_get_kind        (const EntRun  *self);
EntMarks    *ent_run_get_marks       (const EntRun  *self);
const char  *ent_run_get_text        (const EntRun  *self);
EntImage    *ent_run_get_image       (const EntRun  *self);
EntLinker   *ent_run_get_linker      (const EntRun  *self);
guint        ent_run_get_n_files     (const EntRun  *self);
EntFileLink *ent_run_get_file        (const EntRun  *self,
                                      guint          index);
EntRun      *ent_run_with_marks      (EntRun        *self,
                                      EntMarks      *marks);
EntRun      *ent_run_with_text       (EntRun        *self,
                                      const char    *text);
gboolean     ent_run_equal           (const EntRun  *a,
                                      const EntRun  *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntRun, ent_run_unref)

G_END_DECLS
