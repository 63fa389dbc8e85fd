/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-container.h"

G_BEGIN_DECLS

/* A stretch of HTML that gave one or more blocks and stands alone in its container: `<p>…</p>`,
 * an old wrapper `<div>` with paragraphs in it, bare text in an item. What lies between two
 * lumps is white space and the tags of lists, items, quotes and panes: the glue. */
typedef struct
{
  gsize         start;       /* bytes from the start of the text */
  gsize         end;
  guint         n_blocks;
  EntContainer *outer;       /* (owned) (nullable): what it stands in */
  guint         is_bare : 1;       /* part of a line: two of them side by side would run together */
  guint         is_sendable : 1;   /* the ENT's cleaner takes it as it is without losing words */
  guint         is_glue_sound : 1; /* so does the glue before it */
} EntLump;

/* An HTML text as it was read, shared by its blocks. */
typedef struct
{
  char     *text;           /* (owned) (not nullable) */
  gsize     length;
  GArray   *lumps;          /* (owned) (element-type EntLump) */
  gboolean  is_tail_sound;  /* what follows the last lump */
} EntSource;

EntSource *ent_source_new      (const char   *text);
EntSource *ent_source_ref      (EntSource    *self);
void       ent_source_unref    (EntSource    *self);
EntLump   *ent_source_get_lump (EntSource    *self,
                                guint         index);
EntLump   *ent_source_add_lump (EntSource    *self,
                                gsize         start,
                                gsize         end,
                                EntContainer *outer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSource, ent_source_unref)

G_END_DECLS
