/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gumbo.h>

#include "ent-document.h"

G_BEGIN_DECLS

/* Where a paste stands: what the elements around say of the next piece. Copied at each element. */
typedef struct
{
  EntMarks     *marks;       /* (unowned) (nullable) */
  EntContainer *container;   /* (unowned) (nullable) */
  EntBlockType  type;
  guint         level;       /* of a heading */
  EntAlign      align;
  guint         depth;       /* elements around */
  gboolean      in_cell;     /* a table inside a table is only its words */
} EntPasteContext;

/* A paste being read. */
typedef struct
{
  GPtrArray    *blocks;      /* (owned) (element-type EntBlock) */
  GPtrArray    *runs;        /* (owned) (nullable) (element-type EntRun): the line under way */
  gboolean      is_office;   /* from a word processor: colours and empty lines were meant */
  EntContainer *mso_item;    /* (owned) (nullable): Word's list item of the block before */
} EntPaste;

/* Deeper elements are read as if they stood here: no text needs more, and the stack is not endless. */
#define ENT_PASTE_MAX_DEPTH 200

const char *ent_paste_get_attribute (const GumboNode       *node,
                                     const char            *name);
char       *ent_paste_dup_css       (const GumboNode       *node,
                                     const char            *property);
gboolean    ent_paste_is_hidden     (const GumboNode       *node);
EntMarks   *ent_paste_make_marks    (EntPaste              *self,
                                     const GumboNode       *node,
                                     EntMarks              *outer);
EntImage   *ent_paste_read_image    (const GumboNode       *node);
char       *ent_paste_clean_color   (const char            *value,
                                     gboolean               is_behind);

void        ent_paste_walk_children (EntPaste              *self,
                                     const GumboNode       *node,
                                     const EntPasteContext *context);
void        ent_paste_flush         (EntPaste              *self,
                                     const EntPasteContext *context,
                                     gboolean               keep_empty);
gboolean    ent_paste_walk_mso_item (EntPaste              *self,
                                     const GumboNode       *node,
                                     const EntPasteContext *context);
void        ent_paste_walk_list     (EntPaste              *self,
                                     const GumboNode       *node,
                                     const EntPasteContext *context);
void        ent_paste_walk_table    (EntPaste              *self,
                                     const GumboNode       *node,
                                     const EntPasteContext *context);

G_END_DECLS
