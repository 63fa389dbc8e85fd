/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-table-edit.h"

#include <string.h>

#include "ent-block.h"

/* The ENT's editor makes no larger one, and a cell that says it covers a million columns must not cost the memory for them. */
#define MAX_SPAN 100

/* A cell and what it covers. */
typedef struct
{
  EntCell      *cell;   /* (owned) */
  EntTableArea  area;
} Place;

/* A table as it is seen: which cell is at each row and column. */
typedef struct
{
  GPtrArray *places;      /* (owned) (element-type Place) */
  GPtrArray *at;          /* (owned) (element-type Place): n_rows × n_columns, row after row */
  guint      n_rows;
  guint      n_columns;
} Grid;

static void
free_place (gpointer data)
{
  Place *place = data;

  ent_cell_unref (place->cell);
  g_free (place);
}

static void
grid_free (Grid *grid)
{
  g_ptr_array_unref (grid->at);
  g_ptr_array_unref (grid->places);
  g_free (grid);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Grid, grid_free)

static Place *
add_place (Grid    *grid,
           EntCell *cell,
           guint    row,
           guint    column,
           guint    n_rows,
           guint    n_columns)
{
  Place *place = g_new0 (Place, 1);

  place->cell = ent_cell_ref (cell);
  place->area = (EntTableArea) { row, column, n_rows, n_columns };
  g_ptr_array_add (grid->places, place);
  return place;
}

static void
add_blank (Grid     *grid,
           guint     row,
           guint     column,
           gboolean  is_header)
{
  g_autoptr (EntCell) blank = ent_cell_new (is_header, 1, 1, NULL, NULL, NULL, 0);

  add_place (grid, blank, row, column, 1, 1);
}

/* Writes in @at which place covers what; where two do, the first keeps it. */
static void
lay_out (Grid *grid)
{
  g_ptr_array_set_size (grid->at, 0);
  g_ptr_array_set_size (grid->at, (int) (grid->n_rows * grid->n_columns));
  for (guint i = 0; i < grid->places->len; i++)
    {
      Place *place = g_ptr_array_index (grid->places, i);

      for (guint y = 0; y < place->area.n_rows; y++)
        for (guint x = 0; x < place->area.n_columns; x++)
          {
            guint index = (place->area.row + y) * grid->n_columns + place->area.column + x;

            if (g_ptr_array_index (grid->at, index) == NULL)
              g_ptr_array_index (grid->at, index) = place;
          }
    }
}

static Place *
place_at (const Grid *grid,
          guint       row,
          guint       column)
{
  return g_ptr_array_index (grid->at, row * grid->n_columns + column);
}

/* (transfer full): @table as it is seen. @fill: with an empty cell wherever there is none. */
static Grid *
grid_new (EntTable *table,
          gboolean  fill)
{
  Grid *grid = g_new0 (Grid, 1);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  grid->places = g_ptr_array_new_with_free_func (free_place);
  grid->at = g_ptr_array_new ();
  grid->n_rows = ent_table_get_n_rows (table);
  for (guint row = 0; row < grid->n_rows; row++)
    {
      guint column = 0;

      for (guint i = 0; i < ent_table_get_n_cells (table, row); i++)
        {
          EntCell *cell = ent_table_get_cell (table, row, i);
          guint width = MIN (ent_cell_get_colspan (cell), MAX_SPAN);
          guint height = MIN (ent_cell_get_rowspan (cell), grid->n_rows - row);

          while (g_hash_table_contains (taken, GSIZE_TO_POINTER (((gsize) column << 24) + row + 1)))
            column++;
          add_place (grid, cell, row, column, height, width);
          for (guint y = 0; y < height; y++)
            for (guint x = 0; x < width; x++)
              g_hash_table_add (taken, GSIZE_TO_POINTER (((gsize) (column + x) << 24) + row + y + 1));
          column += width;
          grid->n_columns = MAX (grid->n_columns, column);
        }
    }

  lay_out (grid);
  for (guint row = 0; fill && row < grid->n_rows; row++)
    for (guint column = 0; column < grid->n_columns; column++)
      if (place_at (grid, row, column) == NULL)
        add_blank (grid, row, column, FALSE);
  if (fill)
    lay_out (grid);
  return grid;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *x = *(Place *const *) a, *y = *(Place *const *) b;

  return x->area.row != y->area.row ? (x->area.row > y->area.row) - (x->area.row < y->area.row)
                                    : (x->area.column > y->area.column) - (x->area.column < y->area.column);
}

/* A row in which no cell begins is no row of HTML: what covers it covers one less. */
static void
drop_hollow_rows (Grid *grid)
{
  for (guint row = grid->n_rows; row-- > 0;)
    {
      gboolean begins = FALSE;

      for (guint i = 0; i < grid->places->len; i++)
        begins |= ((Place *) g_ptr_array_index (grid->places, i))->area.row == row;
      if (begins)
        continue;
      for (guint i = 0; i < grid->places->len; i++)
        {
          EntTableArea *area = &((Place *) g_ptr_array_index (grid->places, i))->area;

          if (area->row > row)
            area->row--;
          else if (area->row + area->n_rows > row)
            area->n_rows--;
        }
      grid->n_rows--;
    }
}

/* (transfer full): the cell as it is now; the very same if it was not touched. */
static EntCell *
make_cell (Place *place)
{
  EntCell *cell = place->cell;
  g_autoptr (GPtrArray) blocks = NULL;

  if (ent_cell_get_rowspan (cell) == place->area.n_rows && ent_cell_get_colspan (cell) == place->area.n_columns)
    return ent_cell_ref (cell);

  blocks = g_ptr_array_new ();
  for (guint i = 0; i < ent_cell_get_n_blocks (cell); i++)
    g_ptr_array_add (blocks, ent_cell_get_block (cell, i));
  /* Widths are said for each column covered: those of another number of columns are no longer true. */
  return ent_cell_new (ent_cell_is_header (cell), place->area.n_columns, place->area.n_rows,
                       ent_cell_get_colspan (cell) == place->area.n_columns ? ent_cell_get_widths (cell) : NULL,
                       ent_cell_get_background (cell), (EntBlock **) blocks->pdata, blocks->len);
}

/* (transfer full) */
static EntTable *
grid_to_table (Grid *grid)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  drop_hollow_rows (grid);
  g_ptr_array_sort (grid->places, compare_places);
  for (guint row = 0; row < grid->n_rows; row++)
    g_ptr_array_add (rows, g_ptr_array_new_with_free_func ((GDestroyNotify) ent_cell_unref));
  for (guint i = 0; i < grid->places->len; i++)
    {
      Place *place = g_ptr_array_index (grid->places, i);

      g_ptr_array_add (g_ptr_array_index (rows, place->area.row), make_cell (place));
    }
  return ent_table_new (rows);
}

static void
set_cell (Place   *place,
          EntCell *cell)
{
  ent_cell_unref (place->cell);
  place->cell = cell;
}

static EntCell *
copy_cell (EntCell    *cell,
           gboolean    is_header,
           const char *background)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  for (guint i = 0; i < ent_cell_get_n_blocks (cell); i++)
    g_ptr_array_add (blocks, ent_cell_get_block (cell, i));
  return ent_cell_new (is_header, ent_cell_get_colspan (cell), ent_cell_get_rowspan (cell),
                       ent_cell_get_widths (cell), background, (EntBlock **) blocks->pdata, blocks->len);
}

static gboolean
is_inside (const EntTableArea *inner,
           const EntTableArea *outer)
{
  return inner->row >= outer->row && inner->row + inner->n_rows <= outer->row + outer->n_rows &&
         inner->column >= outer->column && inner->column + inner->n_columns <= outer->column + outer->n_columns;
}

/* ---- public ---- */

/**
 * ent_table_new_blank:
 * @n_rows: at least 1
 * @n_columns: at least 1
 * @has_header: whether the first row is one of header cells
 *
 * Returns: (transfer full): a table of empty cells
 */
EntTable *
ent_table_new_blank (guint    n_rows,
                     guint    n_columns,
                     gboolean has_header)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  g_return_val_if_fail (n_rows > 0 && n_columns > 0, NULL);

  for (guint i = 0; i < n_rows; i++)
    {
      GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_cell_unref);

      for (guint j = 0; j < n_columns; j++)
        g_ptr_array_add (row, ent_cell_new (has_header && i == 0, 1, 1, NULL, NULL, NULL, 0));
      g_ptr_array_add (rows, row);
    }
  return ent_table_new (rows);
}

guint
ent_table_get_n_columns (EntTable *self)
{
  g_autoptr (Grid) grid = NULL;

  g_return_val_if_fail (self != NULL, 0);

  grid = grid_new (self, FALSE);
  return grid->n_columns;
}

/**
 * ent_table_dup_places:
 * @self: a table
 *
 * Returns: (transfer full) (element-type EntTablePlace): its cells in the order of reading, and what each covers
 */
GArray *
ent_table_dup_places (EntTable *self)
{
  g_autoptr (Grid) grid = NULL;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (EntTablePlace));

  g_return_val_if_fail (self != NULL, places);

  grid = grid_new (self, FALSE);
  for (guint i = 0; i < grid->places->len; i++)
    {
      Place *place = g_ptr_array_index (grid->places, i);
      EntTablePlace copy = { place->area, place->cell };

      g_array_append_val (places, copy);
    }
  return places;
}

/**
 * ent_table_find_cell:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @area: (out) (optional): all that the cell covers
 *
 * Returns: (transfer none) (nullable): the cell that covers this place
 */
EntCell *
ent_table_find_cell (EntTable     *self,
                     guint         row,
                     guint         column,
                     EntTableArea *area)
{
  g_autoptr (Grid) grid = NULL;
  Place *place;

  g_return_val_if_fail (self != NULL, NULL);

  grid = grid_new (self, FALSE);
  if (row >= grid->n_rows || column >= grid->n_columns)
    return NULL;

  place = place_at (grid, row, column);
  if (place != NULL && area != NULL)
    *area = place->area;
  return place != NULL ? place->cell : NULL;
}

void
ent_table_extend_area (EntTable     *self,
                       EntTableArea *area)
{
  g_autoptr (Grid) grid = NULL;
  gboolean grew = TRUE;

  g_return_if_fail (self != NULL);

  grid = grid_new (self, FALSE);
  while (grew)
    {
      grew = FALSE;
      for (guint i = 0; i < grid->places->len; i++)
        {
          const EntTableArea *other = &((Place *) g_ptr_array_index (grid->places, i))->area;
          guint bottom = MAX (area->row + area->n_rows, other->row + other->n_rows);
          guint right = MAX (area->column + area->n_columns, other->column + other->n_columns);

          if (other->row >= area->row + area->n_rows || other->row + other->n_rows <= area->row ||
              other->column >= area->column + area->n_columns || other->column + other->n_columns <= area->column ||
              is_inside (other, area))
            continue;
          area->row = MIN (area->row, other->row);
          area->column = MIN (area->column, other->column);
          area->n_rows = bottom - area->row;
          area->n_columns = right - area->column;
          grew = TRUE;
        }
    }
}

gboolean
ent_table_has_header_row (EntTable *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (ent_table_get_n_rows (self) == 0)
    return FALSE;
  for (guint i = 0; i < ent_table_get_n_cells (self, 0); i++)
    if (!ent_cell_is_header (ent_table_get_cell (self, 0, i)))
      return FALSE;
  return TRUE;
}

/**
 * ent_table_with_blocks:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @blocks: (array length=n_blocks): what the cell there is to hold
 * @n_blocks: how many
 *
 * Returns: (transfer full): the table with other words in one cell
 */
EntTable *
ent_table_with_blocks (EntTable  *self,
                       guint      row,
                       guint      column,
                       EntBlock **blocks,
                       guint      n_blocks)
{
  g_autoptr (Grid) grid = NULL;
  Place *place;

  g_return_val_if_fail (self != NULL, NULL);

  grid = grid_new (self, FALSE);
  g_return_val_if_fail (row < grid->n_rows && column < grid->n_columns, NULL);
  place = place_at (grid, row, column);
  g_return_val_if_fail (place != NULL, NULL);
  set_cell (place, ent_cell_with_blocks (place->cell, blocks, n_blocks));
  return grid_to_table (grid);
}

/* The ENT's cleaner puts the colour of a cell on its words too, as a highlight: it goes with the colour. */
static EntBlock *
drop_highlight (EntBlock   *block,
                const char *color)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);
  gboolean found = FALSE;

  for (guint i = 0; color != NULL && i < ent_block_get_n_runs (block); i++)
    {
      EntRun *run = ent_block_get_run (block, i);
      EntMarks *marks = ent_run_get_marks (run);

      if (marks != NULL && g_strcmp0 (ent_marks_get_style (marks, ENT_STYLE_HIGHLIGHT), color) == 0)
        {
          g_autoptr (EntMarks) plain = ent_marks_with_style (marks, ENT_STYLE_HIGHLIGHT, NULL);

          g_ptr_array_add (runs, ent_run_with_marks (run, plain));
          found = TRUE;
        }
      else
        g_ptr_array_add (runs, ent_run_ref (run));
    }
  return found ? ent_block_with_runs (block, (EntRun **) runs->pdata, runs->len) : ent_block_ref (block);
}

static EntCell *
recolor_cell (EntCell    *cell,
              const char *background)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);

  for (guint i = 0; i < ent_cell_get_n_blocks (cell); i++)
    g_ptr_array_add (blocks, drop_highlight (ent_cell_get_block (cell, i), ent_cell_get_background (cell)));
  return ent_cell_new (FALSE, ent_cell_get_colspan (cell), ent_cell_get_rowspan (cell), ent_cell_get_widths (cell),
                       background, (EntBlock **) blocks->pdata, blocks->len);
}

/**
 * ent_table_with_background:
 * @self: a table
 * @area: some of its cells
 * @background: (nullable): css colour
 *
 * Returns: (transfer full): the table with cells of another colour; the ENT colours no header cell
 */
EntTable *
ent_table_with_background (EntTable           *self,
                           const EntTableArea *area,
                           const char         *background)
{
  g_autoptr (Grid) grid = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  grid = grid_new (self, FALSE);
  for (guint i = 0; i < grid->places->len; i++)
    {
      Place *place = g_ptr_array_index (grid->places, i);

      if (is_inside (&place->area, area) && !ent_cell_is_header (place->cell) &&
          g_strcmp0 (ent_cell_get_background (place->cell), background) != 0)
        set_cell (place, recolor_cell (place->cell, background));
    }
  return grid_to_table (grid);
}

/**
 * ent_table_with_header_row:
 * @self: a table
 * @has_header: whether the cells of its first row are header cells
 *
 * Returns: (transfer full): the table so
 */
EntTable *
ent_table_with_header_row (EntTable *self,
                           gboolean  has_header)
{
  g_autoptr (Grid) grid = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  grid = grid_new (self, FALSE);
  for (guint i = 0; i < grid->places->len; i++)
    {
      Place *place = g_ptr_array_index (grid->places, i);

      if (place->area.row == 0 && ent_cell_is_header (place->cell) != has_header)
        set_cell (place, copy_cell (place->cell, has_header, has_header ? NULL : ent_cell_get_background (place->cell)));
    }
  return grid_to_table (grid);
}

/* A new cell of a row (or column) is a header if all the others are. */
static gboolean
is_header_line (Grid     *grid,
                guint     index,
                gboolean  is_row)
{
  guint n = is_row ? grid->n_columns : grid->n_rows;

  for (guint i = 0; i < n; i++)
    if (!ent_cell_is_header ((is_row ? place_at (grid, index, i) : place_at (grid, i, index))->cell))
      return FALSE;
  return n > 1;
}

/**
 * ent_table_insert_row:
 * @self: a table
 * @at: before which row; past the last one for a row at the end
 *
 * Cells that cover what is above and below cover the new row too.
 *
 * Returns: (transfer full): the table with an empty row more
 */
EntTable *
ent_table_insert_row (EntTable *self,
                      guint     at)
{
  g_autoptr (Grid) grid = NULL;
  guint n_places;

  g_return_val_if_fail (self != NULL, NULL);

  grid = grid_new (self, TRUE);
  at = MIN (at, grid->n_rows);
  n_places = grid->places->len;
  for (guint column = 0; column < grid->n_columns; column++)
    if (at == 0 || at == grid->n_rows || place_at (grid, at - 1, column) != place_at (grid, at, column))
      add_blank (grid, at, column, is_header_line (grid, column, FALSE));
  for (guint i = 0; i < n_places; i++)
    {
      EntTableArea *area = &((Place *) g_ptr_array_index (grid->places, i))->area;

      if (area->row >= at)
        area->row++;
      else if (area->row + area->n_rows > at)
        area->n_rows++;
    }
  grid->n_rows++;
  return grid_to_table (grid);
}

/**
 * ent_table_insert_column:
 * @self: a table
 * @at: before which column; past the last one for a column at the end
 *
 * Cells that cover what is left and right cover the new column too.
 *
 * Returns: (transfer full): the table with an empty column more
 */
EntTable *
ent_table_insert_column (EntTable *self,
                         guint     at)
{
  g_autoptr (Grid) grid = NULL;
  guint n_places;

  g_return_val_if_fail (self != NULL, NULL);

  grid = grid_new (self, TRUE);
  at = MIN (at, grid->n_columns);
  n_places = grid->places->len;
  for (guint row = 0; row < grid->n_rows; row++)
    if (at == 0 || at == grid->n_columns || place_at (grid, row, at - 1) != place_at (grid, row, at))
      add_blank (grid, row, at, is_header_line (grid, row, TRUE));
  for (guint i = 0; i < n_places; i++)
    {
      EntTableArea *area = &((Place *) g_ptr_array_index (grid->places, i))->area;

      if (area->column >= at)
        area->column++;
      else if (area->column + area->n_columns > at)
        area->n_columns++;
    }
  grid->n_columns++;
  return grid_to_table (grid);
}

/* What is left of @n from @start when @n_gone from @at go; *@start is where it then begins. */
static guint
shorten (guint *start,
         guint  n,
         guint  at,
         guint  n_gone)
{
  guint end = *start + n, gone_end = at + n_gone;
  guint before = *start < at ? MIN (end, at) - *start : 0;
  guint after = end > gone_end ? end - MAX (*start, gone_end) : 0;

  if (*start >= gone_end)
    *start -= n_gone;
  else if (*start > at)
    *start = at;
  return before + after;
}

static EntTable *
delete_lines (EntTable *self,
              guint     at,
              guint     n,
              gboolean  rows)
{
  g_autoptr (Grid) grid = grid_new (self, FALSE);

  n = MIN (n, (rows ? grid->n_rows : grid->n_columns) - at);
  for (guint i = grid->places->len; i-- > 0;)
    {
      EntTableArea *area = &((Place *) g_ptr_array_index (grid->places, i))->area;
      guint left = rows ? shorten (&area->row, area->n_rows, at, n)
                        : shorten (&area->column, area->n_columns, at, n);

      if (left == 0)
        g_ptr_array_remove_index (grid->places, i);
      else if (rows)
        area->n_rows = left;
      else
        area->n_columns = left;
    }
  if (rows)
    grid->n_rows -= n;
  return grid->places->len > 0 ? grid_to_table (grid) : NULL;
}

/**
 * ent_table_delete_rows:
 * @self: a table
 * @at: the first row to go
 * @n_rows: how many
 *
 * A cell that goes on below keeps its words.
 *
 * Returns: (transfer full) (nullable): the table without them, %NULL if nothing is left
 */
EntTable *
ent_table_delete_rows (EntTable *self,
                       guint     at,
                       guint     n_rows)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (at < ent_table_get_n_rows (self), NULL);

  return delete_lines (self, at, n_rows, TRUE);
}

/**
 * ent_table_delete_columns:
 * @self: a table
 * @at: the first column to go
 * @n_columns: how many
 *
 * Returns: (transfer full) (nullable): the table without them, %NULL if nothing is left
 */
EntTable *
ent_table_delete_columns (EntTable *self,
                          guint     at,
                          guint     n_columns)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (at < ent_table_get_n_columns (self), NULL);

  return delete_lines (self, at, n_columns, FALSE);
}

static gboolean
is_blank_cell (EntCell *cell)
{
  for (guint i = 0; i < ent_cell_get_n_blocks (cell); i++)
    {
      EntBlock *block = ent_cell_get_block (cell, i);

      if (!ent_block_has_runs (block) || ent_block_get_n_runs (block) > 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * ent_table_merge:
 * @self: a table
 * @area: a whole rectangle of its cells, see ent_table_extend_area ()
 *
 * Returns: (transfer full): the table with one cell there, which holds what they held, in the order of reading
 */
EntTable *
ent_table_merge (EntTable           *self,
                 const EntTableArea *area)
{
  g_autoptr (Grid) grid = NULL;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  Place *first = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  grid = grid_new (self, TRUE);
  g_ptr_array_sort (grid->places, compare_places);
  for (guint i = 0; i < grid->places->len;)
    {
      Place *place = g_ptr_array_index (grid->places, i);

      if (!is_inside (&place->area, area))
        {
          i++;
          continue;
        }
      for (guint j = 0; !is_blank_cell (place->cell) && j < ent_cell_get_n_blocks (place->cell); j++)
        g_ptr_array_add (blocks, ent_block_ref (ent_cell_get_block (place->cell, j)));
      if (first == NULL)
        {
          first = place;
          i++;
        }
      else
        g_ptr_array_remove_index (grid->places, i);
    }
  g_return_val_if_fail (first != NULL, NULL);
  first->area = *area;
  set_cell (first, ent_cell_with_blocks (first->cell, (EntBlock **) blocks->pdata, blocks->len));
  return grid_to_table (grid);
}

/**
 * ent_table_split:
 * @self: a table
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer full): the table with a cell for each place the cell there covered; the first keeps the words
 */
EntTable *
ent_table_split (EntTable *self,
                 guint     row,
                 guint     column)
{
  g_autoptr (Grid) grid = NULL;
  EntTableArea area;
  Place *place;

  g_return_val_if_fail (self != NULL, NULL);

  grid = grid_new (self, FALSE);
  g_return_val_if_fail (row < grid->n_rows && column < grid->n_columns, NULL);
  place = place_at (grid, row, column);
  g_return_val_if_fail (place != NULL, NULL);

  area = place->area;
  place->area.n_rows = place->area.n_columns = 1;
  for (guint y = 0; y < area.n_rows; y++)
    for (guint x = 0; x < area.n_columns; x++)
      if (x + y > 0)
        {
          g_autoptr (EntCell) blank = ent_cell_new (ent_cell_is_header (place->cell), 1, 1, NULL,
                                                    ent_cell_get_background (place->cell), NULL, 0);

          add_place (grid, blank, area.row + y, area.column + x, 1, 1);
        }
  return grid_to_table (grid);
}
