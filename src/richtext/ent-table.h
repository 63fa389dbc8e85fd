/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _EntBlock EntBlock;

/* A table: rows of cells, each cell holds blocks. Immutable once built, reference-counted. */
typedef struct _EntTable EntTable;
typedef struct _EntCell EntCell;

#define ENT_TYPE_TABLE (ent_table_get_type ())
GType       ent_table_get_type          (void);
#define ENT_TYPE_CELL (ent_cell_get_type ())
GType       ent_cell_get_type           (void);

EntCell    *ent_cell_new                (gboolean        is_header,
                                         guint           colspan,
                                         guint           rowspan,
                                         const char     *widths,
                                         const char     *background,
                                         EntBlock      **blocks,
                                         guint           n_blocks);
EntCell    *ent_cell_ref                (EntCell        *self);
void        ent_cell_unref              (EntCell        *self);
gboolean    ent_cell_is_header          (EntCell        *self);
guint       ent_cell_get_colspan        (EntCell        *self);
guint       ent_cell_get_rowspan        (EntCell        *self);
const char *ent_cell_get_widths         (EntCell        *self);
const char *ent_cell_get_background     (EntCell        *self);
guint       ent_cell_get_n_blocks       (EntCell        *self);
EntBlock   *ent_cell_get_block          (EntCell        *self,
                                         guint           index);
EntCell    *ent_cell_with_blocks        (EntCell        *self,
                                         EntBlock      **blocks,
                                         guint           n_blocks);

/* @rows: array of arrays of EntCell. */
EntTable   *ent_table_new               (GPtrArray      *rows);
EntTable   *ent_table_ref               (EntTable       *self);
void        ent_table_unref             (EntTable       *self);
guint       ent_table_get_n_rows        (EntTable       *self);
guint       ent_table_get_n_cells       (EntTable       *self,
                                         guint           row);
EntCell    *ent_table_get_cell          (EntTable       *self,
                                         guint           row,
                                         guint           index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntCell, ent_cell_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTable, ent_table_unref)

G_END_DECLS
