/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-container.h"
#include "ent-run.h"
#include "ent-table.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_BLOCK_PARAGRAPH,
  ENT_BLOCK_HEADING,       /* level 1 to 6 */
  ENT_BLOCK_CODE,          /* lines in one text run, no marks */
  ENT_BLOCK_ALERT,         /* old coloured line, text only; attribute "class" is info or warning */
  ENT_BLOCK_ATTACHMENTS,   /* a paragraph made of nothing but files */
  ENT_BLOCK_RULE,
  ENT_BLOCK_TABLE,
  ENT_BLOCK_AUDIO,         /* attributes: src, data-document-id */
  ENT_BLOCK_VIDEO,         /* attributes: src, data-document-id, width, height… */
  ENT_BLOCK_EMBED,         /* attributes: src, width, height, style */
  ENT_BLOCK_OPAQUE,        /* what the editor cannot show; kept byte for byte */
} EntBlockType;

typedef enum
{
  ENT_ALIGN_NONE,
  ENT_ALIGN_LEFT,
  ENT_ALIGN_CENTER,
  ENT_ALIGN_RIGHT,
  ENT_ALIGN_JUSTIFY,
} EntAlign;

#define ENT_TYPE_BLOCK (ent_block_get_type ())
GType         ent_block_get_type        (void);

/* Blocks made here (by an editor, a paste, a merge) have no source. */
EntBlock     *ent_block_new_text        (EntBlockType    type,
                                         guint           level,
                                         EntAlign        align,
                                         EntContainer   *container,
                                         EntRun        **runs,
                                         guint           n_runs);
EntBlock     *ent_block_new_attachments (EntContainer   *container,
                                         EntFileLink   **files,
                                         guint           n_files);
EntBlock     *ent_block_new_rule        (EntContainer   *container);
EntBlock     *ent_block_new_table       (EntContainer   *container,
                                         EntTable       *table);
EntBlock     *ent_block_new_object      (EntBlockType    type,
                                         EntContainer   *container,
                                         const char     *first_name,
                                         ...) G_GNUC_NULL_TERMINATED;
EntBlock     *ent_block_new_opaque      (EntContainer   *container,
                                         const char     *html,
                                         const char     *plain);
EntBlock     *ent_block_ref             (EntBlock       *self);
void          ent_block_unref           (EntBlock       *self);

/* A changed copy that keeps its place, so that what surrounds it in the source is kept. */
EntBlock     *ent_block_with_runs       (EntBlock       *self,
                                         EntRun        **runs,
                                         guint           n_runs);
EntBlock     *ent_block_with_type       (EntBlock       *self,
                                         EntBlockType    type,
                                         guint           level);
EntBlock     *ent_block_with_align      (EntBlock       *self,
                                         EntAlign        align);
EntBlock     *ent_block_with_table      (EntBlock       *self,
                                         EntTable       *table);
/* Does not touch the block's own bytes, only what it stands in. */
EntBlock     *ent_block_with_container  (EntBlock       *self,
                                         EntContainer   *container);
EntBlock     *ent_block_touch           (EntBlock       *self);

EntBlockType  ent_block_get_type_of     (const EntBlock *self);
gboolean      ent_block_has_runs        (const EntBlock *self);
guint         ent_block_get_level       (const EntBlock *self);
EntAlign      ent_block_get_align       (const EntBlock *self);
EntContainer *ent_block_get_container   (const EntBlock *self);
guint         ent_block_get_n_runs      (const EntBlock *self);
EntRun       *ent_block_get_run         (const EntBlock *self,
                                         guint           index);
EntTable     *ent_block_get_table       (const EntBlock *self);
const char   *ent_block_get_attribute   (const EntBlock *self,
                                         const char     *name);
gboolean      ent_block_is_touched      (const EntBlock *self);

guint         ent_block_get_list_level  (const EntBlock *self);
guint         ent_block_get_quote_depth (const EntBlock *self);
gboolean      ent_block_starts_item     (const EntBlock *self,
                                         const EntBlock *previous);

char         *ent_block_dup_source      (EntBlock       *self);
char         *ent_block_to_html         (EntBlock       *self);
char         *ent_block_to_plain        (EntBlock       *self);
const char   *ent_block_get_fingerprint (EntBlock       *self);
gboolean      ent_block_equal           (EntBlock       *a,
                                         EntBlock       *b);

const char   *ent_block_type_to_string  (EntBlockType    type);
const char   *ent_align_to_string       (EntAlign        align);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntBlock, ent_block_unref)

G_END_DECLS
