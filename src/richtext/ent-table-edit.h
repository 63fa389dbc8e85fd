/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-table.h"

G_BEGIN_DECLS

/* Tables changed: each function gives a new table that shares the cells it did not touch. Rows and columns are counted as they are
 * seen: a cell that covers several has several. Places that no cell covers get an empty one. */

/* What a cell covers, or a rectangle of cells. */
typedef struct
{
  guint row;
  guint column;
  guint n_rows;      /* at least 1 */
  guint n_columns;   /* at least 1 */
} EntTableArea;

typedef struct
{
  EntTableArea  area;
  EntCell      *cell;   /* (unowned): the table's */
} EntTablePlace;

EntTable *ent_table_new_blank       (guint               n_rows,
                                     guint               n_columns,
                                     gboolean            has_header);
guint     ent_table_get_n_columns   (EntTable           *self);
GArray   *ent_table_dup_places      (EntTable           *self);
EntCell  *ent_table_find_cell       (EntTable           *self,
                                     guint               row,
                                     guint               column,
                                     EntTableArea       *area);
/* Makes @area whole: no cell is half in it. */
void      ent_table_extend_area     (EntTable           *self,
                                     EntTableArea       *area);
gboolean  ent_table_has_header_row  (EntTable           *self);

EntTable *ent_table_with_blocks     (EntTable           *self,
                                     guint               row,
                                     guint               column,
                                     EntBlock          **blocks,
                                     guint               n_blocks);
EntTable *ent_table_with_background (EntTable           *self,
                                     const EntTableArea *area,
                                     const char         *background);
EntTable *ent_table_with_header_row (EntTable           *self,
                                     gboolean            has_header);
EntTable *ent_table_insert_row      (EntTable           *self,
                                     guint               at);
EntTable *ent_table_insert_column   (EntTable           *self,
                                     guint               at);
EntTable *ent_table_delete_rows     (EntTable           *self,
                                     guint               at,
                                     guint               n_rows);
EntTable *ent_table_delete_columns  (EntTable           *self,
                                     guint               at,
                                     guint               n_columns);
EntTable *ent_table_merge           (EntTable           *self,
                                     const EntTableArea *area);
EntTable *ent_table_split           (EntTable           *self,
                                     guint               row,
                                     guint               column);

G_END_DECLS
