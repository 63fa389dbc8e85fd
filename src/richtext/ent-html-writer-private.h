/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-block.h"
#include "ent-source-private.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_HTML_KEEP,       /* untouched blocks as they were read */
  ENT_HTML_SEND,       /* the same, unless the ENT's cleaner would lose words of them */
  ENT_HTML_CANONICAL,  /* every block in the shape the ENT's cleaner leaves as it is */
  ENT_HTML_STEADY,     /* canonical without what changes by itself: for fingerprints */
} EntHtmlMode;

void ent_html_write_block       (GString      *out,
                                 EntBlock     *block,
                                 EntHtmlMode   mode);
void ent_html_write_blocks      (GString      *out,
                                 GPtrArray    *blocks,
                                 EntHtmlMode   mode);

/* Inside the writer. */
void ent_html_append_escaped    (GString      *out,
                                 const char   *text);
void ent_html_append_attribute  (GString      *out,
                                 const char   *name,
                                 const char   *value);
void ent_html_write_runs        (GString      *out,
                                 GPtrArray    *runs,
                                 const char   *cell_color,
                                 EntHtmlMode   mode);
void ent_html_write_own         (GString      *out,
                                 EntBlock     *block,
                                 gboolean      as_paragraph,
                                 const char   *cell_color,
                                 EntHtmlMode   mode);
void ent_html_write_sequence    (GString      *out,
                                 EntBlock    **blocks,
                                 guint         n_blocks,
                                 const char   *cell_color,
                                 EntHtmlMode   mode);

G_END_DECLS
