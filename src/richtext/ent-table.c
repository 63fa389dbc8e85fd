/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-table.h"

#include <string.h>

#include "ent-block.h"

struct _EntCell
{
  gboolean   is_header;
  guint      colspan;     /* at least 1 */
  guint      rowspan;     /* at least 1 */
  char      *widths;      /* (owned) (nullable): pixels of each column, "100" or "100,120" */
  char      *background;  /* (owned) (nullable): css colour */
  GPtrArray *blocks;      /* (owned) (element-type EntBlock): at least one when written */
};

struct _EntTable
{
  GPtrArray *rows;        /* (owned) (element-type GPtrArray): each holds EntCell */
};

G_DEFINE_BOXED_TYPE (EntCell, ent_cell, ent_cell_ref, ent_cell_unref)
G_DEFINE_BOXED_TYPE (EntTable, ent_table, ent_table_ref, ent_table_unref)

static void
clear_cell (gpointer data)
{
  EntCell *self = data;

  g_free (self->widths);
  g_free (self->background);
  g_ptr_array_unref (self->blocks);
}

static void
clear_table (gpointer data)
{
  EntTable *self = data;

  g_ptr_array_unref (self->rows);
}

/**
 * ent_cell_new:
 * @is_header: whether it is a header cell
 * @colspan: columns it covers
 * @rowspan: rows it covers
 * @widths: (nullable): widths of its columns in pixels, separated by commas
 * @background: (nullable): css colour
 * @blocks: (array length=n_blocks): what it holds
 * @n_blocks: how many
 *
 * Returns: (transfer full): a cell
 */
EntCell *
ent_cell_new (gboolean     is_header,
              guint        colspan,
              guint        rowspan,
              const char  *widths,
              const char  *background,
              EntBlock   **blocks,
              guint        n_blocks)
{
  EntCell *self = g_atomic_rc_box_new0 (EntCell);

  self->is_header = is_header;
  self->colspan = MAX (colspan, 1);
  self->rowspan = MAX (rowspan, 1);
  self->widths = widths != NULL && widths[0] != '\0' ? g_strdup (widths) : NULL;
  if (background != NULL && strcspn (background, ";:") > 0)   /* as far as the ENT reads it */
    self->background = g_strstrip (g_strndup (background, strcspn (background, ";:")));
  self->blocks = g_ptr_array_new_full (n_blocks, (GDestroyNotify) ent_block_unref);
  for (guint i = 0; i < n_blocks; i++)
    g_ptr_array_add (self->blocks, ent_block_ref (blocks[i]));

  return self;
}

EntCell *
ent_cell_ref (EntCell *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_cell_unref (EntCell *self)
{
  g_atomic_rc_box_release_full (self, clear_cell);
}

gboolean
ent_cell_is_header (EntCell *self)
{
  return self->is_header;
}

guint
ent_cell_get_colspan (EntCell *self)
{
  return self->colspan;
}

guint
ent_cell_get_rowspan (EntCell *self)
{
  return self->rowspan;
}

const char *
ent_cell_get_widths (EntCell *self)
{
  return self->widths;
}

const char *
ent_cell_get_background (EntCell *self)
{
  return self->background;
}

guint
ent_cell_get_n_blocks (EntCell *self)
{
  return self->blocks->len;
}

EntBlock *
ent_cell_get_block (EntCell *self,
                    guint    index)
{
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}

/**
 * ent_cell_with_blocks:
 * @self: a cell
 * @blocks: (array length=n_blocks): what it is to hold
 * @n_blocks: how many
 *
 * Returns: (transfer full): the same cell with another content
 */
EntCell *
ent_cell_with_blocks (EntCell   *self,
                      EntBlock **blocks,
                      guint      n_blocks)
{
  return ent_cell_new (self->is_header, self->colspan, self->rowspan, self->widths,
                       self->background, blocks, n_blocks);
}

/**
 * ent_table_new:
 * @rows: (element-type GPtrArray): rows of #EntCell, copied; one without a cell is kept, as the
 *   ENT keeps it
 *
 * Returns: (transfer full): a table
 */
EntTable *
ent_table_new (GPtrArray *rows)
{
  EntTable *self;

  g_return_val_if_fail (rows != NULL, NULL);

  self = g_atomic_rc_box_new0 (EntTable);
  self->rows = g_ptr_array_new_full (rows->len, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *from = g_ptr_array_index (rows, i);
      GPtrArray *row = g_ptr_array_new_full (from->len, (GDestroyNotify) ent_cell_unref);

      for (guint j = 0; j < from->len; j++)
        g_ptr_array_add (row, ent_cell_ref (g_ptr_array_index (from, j)));
      g_ptr_array_add (self->rows, row);
    }

  return self;
}

EntTable *
ent_table_ref (EntTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_table_unref (EntTable *self)
{
  g_atomic_rc_box_release_full (self, clear_table);
}

guint
ent_table_get_n_rows (EntTable *self)
{
  return self->rows->len;
}

guint
ent_table_get_n_cells (EntTable *self,
                       guint     row)
{
  g_return_val_if_fail (row < self->rows->len, 0);

  return ((GPtrArray *) g_ptr_array_index (self->rows, row))->len;
}

/**
 * ent_table_get_cell:
 * @self: a table
 * @row: from 0
 * @index: which cell of the row, as written: cells covered by a span are not counted
 *
 * Returns: (transfer none): the cell
 */
EntCell *
ent_table_get_cell (EntTable *self,
                    guint     row,
                    guint     index)
{
  g_return_val_if_fail (index < ent_table_get_n_cells (self, row), NULL);

  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (self->rows, row), index);
}
