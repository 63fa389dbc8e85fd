/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-paste-private.h"
#include "ent-values-private.h"

#define MAX_SPAN 100

static guint
read_span (const GumboNode *node,
           const char      *name)
{
  const char *value = ent_paste_get_attribute (node, name);

  return value != NULL ? (guint) CLAMP (g_ascii_strtoll (value, NULL, 10), 1, MAX_SPAN) : 1;
}

static EntCell *
read_cell (EntPaste              *self,
           const GumboNode       *node,
           const EntPasteContext *context)
{
  EntPaste inside = { .is_office = self->is_office };
  EntPasteContext inner = *context;
  g_autofree char *css = ent_paste_dup_css (node, "background-color");
  const char *bgcolor = ent_paste_get_attribute (node, "bgcolor");
  g_autofree char *background = NULL;
  EntCell *cell;

  inside.blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  inner.container = NULL;
  inner.type = ENT_BLOCK_PARAGRAPH;
  inner.in_cell = TRUE;
  inner.depth += 3;
  ent_paste_walk_children (&inside, node, &inner);
  ent_paste_flush (&inside, &inner, inside.blocks->len == 0);

  if (self->is_office)
    background = ent_paste_clean_color (css != NULL ? css : bgcolor, TRUE);
  cell = ent_cell_new (node->v.element.tag == GUMBO_TAG_TH, read_span (node, "colspan"), read_span (node, "rowspan"),
                       NULL, background, (EntBlock **) inside.blocks->pdata, inside.blocks->len);
  g_ptr_array_unref (inside.blocks);
  g_clear_pointer (&inside.mso_item, ent_container_unref);
  return cell;
}

static GPtrArray *
read_row (EntPaste              *self,
          const GumboNode       *node,
          const EntPasteContext *context)
{
  GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_cell_unref);

  for (guint i = 0; i < node->v.element.children.length; i++)
    {
      const GumboNode *child = node->v.element.children.data[i];

      if (child->type == GUMBO_NODE_ELEMENT &&
          (child->v.element.tag == GUMBO_TAG_TD || child->v.element.tag == GUMBO_TAG_TH))
        g_ptr_array_add (row, read_cell (self, child, context));
    }
  return row;
}

static void
collect_rows (EntPaste              *self,
              const GumboNode       *node,
              const EntPasteContext *context,
              GPtrArray             *rows)
{
  for (guint i = 0; i < node->v.element.children.length; i++)
    {
      const GumboNode *child = node->v.element.children.data[i];

      if (child->type != GUMBO_NODE_ELEMENT || ent_paste_is_hidden (child))
        continue;
      if (child->v.element.tag == GUMBO_TAG_TR)
        {
          g_autoptr (GPtrArray) row = read_row (self, child, context);

          if (row->len > 0)
            g_ptr_array_add (rows, g_steal_pointer (&row));
        }
      else if (child->v.element.tag == GUMBO_TAG_TBODY || child->v.element.tag == GUMBO_TAG_THEAD ||
               child->v.element.tag == GUMBO_TAG_TFOOT)
        collect_rows (self, child, context, rows);
      else if (child->v.element.tag == GUMBO_TAG_CAPTION)
        {
          ent_paste_walk_children (self, child, context);
          ent_paste_flush (self, context, FALSE);
        }
    }
}

/* Reads a table: one of a single cell is a frame that a page is laid out with, and is only what it holds. */
void
ent_paste_walk_table (EntPaste              *self,
                      const GumboNode       *node,
                      const EntPasteContext *context)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (EntTable) table = NULL;

  collect_rows (self, node, context, rows);
  if (rows->len == 0)
    return;
  if (rows->len == 1 && ((GPtrArray *) g_ptr_array_index (rows, 0))->len == 1)
    {
      EntCell *cell = g_ptr_array_index ((GPtrArray *) g_ptr_array_index (rows, 0), 0);

      for (guint i = 0; i < ent_cell_get_n_blocks (cell); i++)
        g_ptr_array_add (self->blocks, ent_block_ref (ent_cell_get_block (cell, i)));
      return;
    }

  table = ent_table_new (rows);
  g_ptr_array_add (self->blocks, ent_block_new_table (context->container, table));
}
