/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include <string.h>

#include "ent-block-private.h"
#include "ent-html-reader-private.h"
#include "ent-values-private.h"

static char *
dup_src (EntReader     *self,
         const EntNode *node)
{
  char *src = ent_markup_dup_attribute (self->markup, node, "src");

  for (const EntNode *child = node->first; child != NULL && src == NULL; child = child->next)
    if (child->tag == ENT_TAG_SOURCE)
      src = ent_markup_dup_attribute (self->markup, child, "src");

  return src;
}

static char *
dup_or (EntReader     *self,
        const EntNode *node,
        const char    *name,
        const char    *otherwise)
{
  char *value = ent_markup_dup_attribute (self->markup, node, name);

  return value != NULL ? value : g_strdup (otherwise);
}

static void
fill_video (EntReader     *self,
            const EntNode *node,
            EntBlock      *block)
{
  g_autofree char *controls = ent_markup_dup_attribute (self->markup, node, "controls");
  g_autofree char *id = dup_or (self, node, "data-document-id", "");
  g_autofree char *captation =
    ent_markup_dup_attribute (self->markup, node, "data-document-is-captation");
  g_autofree char *resolution = dup_or (self, node, "data-video-resolution", "404x720");
  /* What the ENT's own editor gives a video; without sizes the cleaner would make "NaN" of them. */
  g_autofree char *width = dup_or (self, node, "width", "350");
  g_autofree char *height = dup_or (self, node, "height", "197");
  g_autofree char *printed_width = ent_values_print_size (width);
  g_autofree char *printed_height = ent_values_print_size (height);

  if (g_strcmp0 (controls, "") == 0)
    ent_block_set_bare_attribute (block, "controls");
  else
    ent_block_set_attribute (block, "controls", controls);
  ent_block_set_attribute (block, "data-document-id", id);
  ent_block_set_attribute (block, "data-document-is-captation", captation);
  ent_block_set_attribute (block, "data-video-resolution", resolution);
  ent_block_set_attribute (block, "width", printed_width);
  ent_block_set_attribute (block, "height", printed_height);
}

static void
fill_frame (EntReader     *self,
            const EntNode *node,
            EntBlock      *block)
{
  g_autofree char *border = dup_or (self, node, "frameborder", "0");
  g_autofree char *width = ent_markup_dup_attribute (self->markup, node, "width");
  g_autofree char *height = ent_markup_dup_attribute (self->markup, node, "height");
  g_autofree char *style = ent_markup_dup_attribute (self->markup, node, "style");
  g_autofree char *printed_width =
    width != NULL && width[0] != '\0' ? ent_values_print_size (width) : NULL;
  g_autofree char *printed_height =
    height != NULL && height[0] != '\0' ? ent_values_print_size (height) : NULL;

  ent_block_set_attribute (block, "frameborder", border);
  ent_block_set_bare_attribute (block, "allowfullscreen");
  ent_block_set_attribute (block, "width",
                           g_strcmp0 (width, "100%") == 0 ? width : printed_width);
  ent_block_set_attribute (block, "height", printed_height);
  ent_block_set_attribute (block, "style", style != NULL && style[0] != '\0' ? style : NULL);
}

/* A sound, a video or a frame. */
void
ent_reader_add_media (EntReader            *self,
                      const EntNode        *node,
                      const EntReadContext *context)
{
  g_autofree char *src = dup_src (self, node);
  EntBlock *block;

  if (node->tag == ENT_TAG_AUDIO)
    {
      g_autofree char *id = dup_or (self, node, "data-document-id", "");

      block = ent_block_new_bare (ENT_BLOCK_AUDIO, context->container);
      ent_block_set_attribute (block, "src", src);
      ent_block_set_attribute (block, "data-document-id", id);
    }
  else if (node->tag == ENT_TAG_VIDEO)
    {
      block = ent_block_new_bare (ENT_BLOCK_VIDEO, context->container);
      ent_block_set_attribute (block, "src", src);
      fill_video (self, node, block);
    }
  else
    {
      block = ent_block_new_bare (ENT_BLOCK_EMBED, context->container);
      ent_block_set_attribute (block, "src", src);
      fill_frame (self, node, block);
    }

  ent_reader_take_block (self, block, node, TRUE);

  /* A player left open has swallowed what follows it. */
  if (!node->is_closed)
    ent_reader_walk_children (self, node, context);
}

static guint
parse_span (EntReader     *self,
            const EntNode *node,
            const char    *name)
{
  g_autofree char *value = ent_markup_dup_attribute (self->markup, node, name);
  int span = ent_values_parse_size (value);

  return CLAMP (span, 1, 1000);
}

/* The blocks in @node, read apart from those around. */
static GPtrArray *
read_apart (EntReader     *self,
            const EntNode *node)
{
  EntAlign align = ent_reader_get_align (self, node);
  EntReadContext context = { .type = ENT_BLOCK_PARAGRAPH, .align = align, .outer_align = align };
  GPtrArray *outside = self->blocks;
  GPtrArray *inside = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);

  self->blocks = inside;
  ent_reader_walk_children (self, node, &context);
  ent_reader_flush (self);
  if (inside->len == 0)
    ent_reader_add_empty (self, node, &context);
  self->blocks = outside;

  return inside;
}

static EntCell *
read_cell (EntReader     *self,
           const EntNode *node)
{
  g_autofree char *style = ent_markup_dup_attribute (self->markup, node, "style");
  g_autofree char *background = ent_css_dup_value (style, "background-color");
  g_autofree char *colwidth = ent_markup_dup_attribute (self->markup, node, "colwidth");
  g_autofree char *widths = ent_values_clean_widths (colwidth);
  g_autoptr (GPtrArray) blocks = read_apart (self, node);

  return ent_cell_new (node->tag == ENT_TAG_HEADER, parse_span (self, node, "colspan"),
                       parse_span (self, node, "rowspan"), widths, background,
                       (EntBlock **) blocks->pdata, blocks->len);
}

static GPtrArray *
new_row (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ent_cell_unref);
}

/* Reads the rows in @node; what stands beside the cells (a caption, lost words) comes before the
 * table, as in a browser. */
static void
read_rows (EntReader            *self,
           const EntNode        *node,
           const EntReadContext *context,
           GPtrArray            *rows,
           gboolean             *has_strays)
{
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    {
      guint n_before = self->blocks->len;

      if (child->tag == ENT_TAG_ROW)
        {
          g_ptr_array_add (rows, new_row ());
          read_rows (self, child, context, rows, has_strays);
        }
      else if (child->tag == ENT_TAG_ROWS)
        {
          read_rows (self, child, context, rows, has_strays);
        }
      else if (child->tag == ENT_TAG_CELL || child->tag == ENT_TAG_HEADER)
        {
          if (rows->len == 0)
            g_ptr_array_add (rows, new_row ());
          g_ptr_array_add (g_ptr_array_index (rows, rows->len - 1), read_cell (self, child));
        }
      else
        {
          ent_reader_walk (self, child, context);
          ent_reader_flush (self);
          *has_strays = *has_strays || self->blocks->len > n_before;
        }
    }
}

static void
take_table (EntReader            *self,
            const EntNode        *node,
            const EntReadContext *context,
            GPtrArray            *rows,
            gboolean              is_own)
{
  g_autoptr (EntTable) table = NULL;

  table = ent_table_new (rows);
  if (ent_table_get_n_rows (table) == 0)
    return;

  ent_reader_take_block (self, ent_block_new_table (context->container, table), node, is_own);
}

void
ent_reader_add_table (EntReader            *self,
                      const EntNode        *node,
                      const EntReadContext *context)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gboolean has_strays = FALSE;

  read_rows (self, node, context, rows, &has_strays);
  take_table (self, node, context, rows, !has_strays);
}

static gboolean
is_column (EntReader     *self,
           const EntNode *node)
{
  return node->is_block &&
         (ent_reader_has_class (self, node, "cell") || ent_reader_has_class (self, node, "column"));
}

/* Whether @node is a line of an old page template, which the ENT makes a table of. */
gboolean
ent_reader_is_columns (EntReader     *self,
                       const EntNode *node)
{
  gboolean has_columns = FALSE;

  if (!node->has_block || !ent_reader_has_class (self, node, "row"))
    return FALSE;

  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (is_column (self, child))
      has_columns = TRUE;
    else if (child->tag != ENT_TAG_TEXT || !ent_markup_is_space (self->markup, child))
      return FALSE;

  return has_columns;
}

void
ent_reader_add_columns (EntReader            *self,
                        const EntNode        *node,
                        const EntReadContext *context)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *row = new_row ();

  g_ptr_array_add (rows, row);
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (child->tag != ENT_TAG_TEXT)
      {
        g_autoptr (GPtrArray) blocks = read_apart (self, child);

        g_ptr_array_add (row, ent_cell_new (FALSE, 1, 1, NULL, NULL,
                                            (EntBlock **) blocks->pdata, blocks->len));
      }
  take_table (self, node, context, rows, TRUE);
}

static gboolean
has_objects (const EntNode *node)
{
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (child->tag == ENT_TAG_IMG || child->tag == ENT_TAG_AUDIO || child->tag == ENT_TAG_VIDEO ||
        child->tag == ENT_TAG_IFRAME || child->tag == ENT_TAG_TABLE || has_objects (child))
      return TRUE;

  return FALSE;
}

/* Text whose white space counts. With pictures in it, it is no code. */
void
ent_reader_add_code (EntReader            *self,
                     const EntNode        *node,
                     const EntReadContext *context)
{
  g_autofree char *text = NULL;
  EntBlock *block;
  GPtrArray *runs;

  if (has_objects (node))
    {
      ent_reader_walk_children (self, node, context);
      ent_reader_flush (self);
      return;
    }

  text = ent_reader_dup_content (self, node);
  runs = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);
  if (text[0] != '\0')
    g_ptr_array_add (runs, ent_run_new_text (text, NULL));
  block = ent_block_new_bare (ENT_BLOCK_CODE, context->container);
  ent_block_take_runs (block, runs);
  ent_reader_take_block (self, block, node, TRUE);
}

/* What the editor cannot show is kept as it is. Only what the ENT takes as it is can be: the words
 * of others are read as text. */
gboolean
ent_reader_add_opaque (EntReader            *self,
                       const EntNode        *node,
                       const EntReadContext *context)
{
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;

  if (!ent_reader_is_sendable (self, node))
    return FALSE;

  ent_reader_flush (self);
  html = g_strndup (ent_markup_get_text (self->markup) + node->start, node->end - node->start);
  plain = ent_reader_dup_content (self, node);
  g_strstrip (plain);
  ent_reader_take_block (self, ent_block_new_opaque (context->container, html, plain), node,
                         TRUE);

  return TRUE;
}
