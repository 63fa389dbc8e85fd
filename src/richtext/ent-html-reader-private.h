/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-block.h"
#include "ent-markup-private.h"
#include "ent-source-private.h"

G_BEGIN_DECLS

GPtrArray *ent_html_read (EntSource *source);

/* Inside the reader. */
typedef struct
{
  EntBlockType   type;         /* what bare text here is: PARAGRAPH, HEADING or ALERT */
  guint          level;
  EntAlign       align;
  EntAlign       outer_align;  /* what blocks inside start from */
  EntMarks      *marks;        /* (unowned) (nullable) */
  EntContainer  *container;    /* (unowned) (nullable) */
  const EntNode *owner;        /* (unowned) (nullable): the element the text belongs to */
  const char    *alert_class;  /* (unowned) (nullable) */
} EntReadContext;

typedef struct
{
  EntMarkup      *markup;      /* (unowned) */
  EntSource      *source;      /* (unowned) */
  GPtrArray      *blocks;      /* (owned) (element-type EntBlock): what was read so far */
  const EntNode  *lump_node;   /* (unowned) (nullable): the lump being read, if one element */
  gsize           glue_start;  /* where the last lump ended */
  gboolean        has_empty_glue;  /* an element without content stands in the glue since */

  /* The block of text being read. */
  GPtrArray      *runs;        /* (owned) (nullable) (element-type EntRun): NULL if none is open */
  EntReadContext  opened;      /* where it was opened */
  gsize           text_start;
  gsize           text_end;
  const EntNode  *last_owner;  /* (unowned) (nullable): owner of the last text finished */
} EntReader;

void       ent_reader_walk          (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *context);
void       ent_reader_walk_children (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *context);
gboolean   ent_reader_is_in_line    (EntReader            *self,
                                     const EntNode        *node);
void       ent_reader_flush         (EntReader            *self);
void       ent_reader_take_block    (EntReader            *self,
                                     EntBlock             *block,
                                     const EntNode        *node,
                                     gboolean              is_own);
void       ent_reader_add_empty     (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *context);
void       ent_reader_claim         (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *around,
                                     guint                 n_before);
gboolean   ent_reader_is_sendable   (EntReader            *self,
                                     const EntNode        *node);

gboolean   ent_reader_begins_well   (EntReader            *self,
                                     const EntNode        *item);

/* Text and inline objects. */
void       ent_reader_walk_inline   (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *context);
void       ent_reader_add_text      (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *context);
void       ent_reader_add_run       (EntReader            *self,
                                     EntRun               *run,
                                     const EntNode        *node,
                                     const EntReadContext *context);
void       ent_reader_add_attachments (EntReader            *self,
                                       const EntNode        *node,
                                       const EntReadContext *context);
gboolean   ent_reader_has_text      (EntReader            *self,
                                     const EntNode        *node);
char      *ent_reader_dup_content   (EntReader            *self,
                                     const EntNode        *node);
gboolean   ent_reader_has_class     (EntReader            *self,
                                     const EntNode        *node,
                                     const char           *name);
gboolean   ent_reader_is_class      (EntReader            *self,
                                     const EntNode        *node,
                                     const char           *name);
EntAlign   ent_reader_get_align     (EntReader            *self,
                                     const EntNode        *node);

/* Object blocks. */
void       ent_reader_add_media     (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *context);
void       ent_reader_add_table     (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *context);
void       ent_reader_add_columns   (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *context);
void       ent_reader_add_code      (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *context);
gboolean   ent_reader_add_opaque    (EntReader            *self,
                                     const EntNode        *node,
                                     const EntReadContext *context);
gboolean   ent_reader_is_columns    (EntReader            *self,
                                     const EntNode        *node);

G_END_DECLS
