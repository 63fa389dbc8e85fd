/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-table.h"

#include <glib/gi18n.h>

#include "ent-editor-cell.h"
#include "ent-editor-cell-colors.h"
#include "ent-unparent.h"

struct _EntEditorTable
{
  GtkWidget           parent_instance;

  GtkWidget          *content;
  GtkGrid            *grid;
  GtkWidget          *bar;
  GtkPopover         *color_popover;

  EntEditorView      *outer;       /* (unowned): the text it stands in, which owns it */
  GtkTextChildAnchor *anchor;      /* (owned) */
  EntTable           *table;       /* (owned) (nullable): what is shown */
  GPtrArray          *cells;       /* (owned) (element-type EntEditorCell): in the order of reading */
  GSimpleActionGroup *actions;     /* (owned) */
  EntEditorCell      *active;      /* (unowned) (nullable): the one written in */
  EntTableArea        selection;   /* at least the active cell */
  guint               serial;      /* of the active cell's last step */
  gboolean            typed;       /* something, in the active cell since it was entered */
  gboolean            writing;     /* the block is being changed by what was typed */
  int                 width;       /* pixels of the text's column */
};

G_DEFINE_FINAL_TYPE (EntEditorTable, ent_editor_table, GTK_TYPE_WIDGET)

static EntBlock *
get_block (EntEditorTable *self)
{
  return ent_editor_anchor_get_block (self->anchor);
}

static gboolean
is_editable (EntEditorTable *self)
{
  return gtk_text_view_get_editable (GTK_TEXT_VIEW (self->outer));
}

/* (nullable) */
static EntEditorCell *
find_cell (EntEditorTable *self,
           guint           row,
           guint           column)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      EntEditorCell *cell = g_ptr_array_index (self->cells, i);
      const EntTableArea *area = ent_editor_cell_get_area (cell);

      if (row >= area->row && row < area->row + area->n_rows &&
          column >= area->column && column < area->column + area->n_columns)
        return cell;
    }
  return NULL;
}

/* ---- selection ---- */

static void
show_selection (EntEditorTable *self)
{
  guint n = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      EntEditorCell *cell = g_ptr_array_index (self->cells, i);
      const EntTableArea *area = ent_editor_cell_get_area (cell);
      gboolean selected = self->active != NULL &&
                          area->row >= self->selection.row && area->column >= self->selection.column &&
                          area->row < self->selection.row + self->selection.n_rows &&
                          area->column < self->selection.column + self->selection.n_columns;

      n += selected;
      if (selected)
        gtk_widget_add_css_class (GTK_WIDGET (cell), "selected");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (cell), "selected");
    }
  if (n == 1)
    gtk_widget_remove_css_class (GTK_WIDGET (self->active), "selected");
}

static void
set_enabled (EntEditorTable *self,
             const char     *name,
             gboolean        enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (EntEditorTable *self)
{
  GAction *header = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "header-row");
  const EntTableArea *area = self->active != NULL ? ent_editor_cell_get_area (self->active) : NULL;
  gboolean several = area != NULL && (self->selection.n_rows > area->n_rows || self->selection.n_columns > area->n_columns);

  g_simple_action_set_state (G_SIMPLE_ACTION (header),
                             g_variant_new_boolean (self->table != NULL && ent_table_has_header_row (self->table)));
  set_enabled (self, "merge", several);
  set_enabled (self, "merge-next", area != NULL && !several &&
               find_cell (self, area->row, area->column + area->n_columns) != NULL);
  set_enabled (self, "merge-below", area != NULL && !several &&
               find_cell (self, area->row + area->n_rows, area->column) != NULL);
  set_enabled (self, "split", area != NULL && (area->n_rows > 1 || area->n_columns > 1));
  gtk_widget_set_visible (self->bar, self->active != NULL);
}

/* From the active cell to @row and @column, whole cells. */
static void
select_to (EntEditorTable *self,
           guint           row,
           guint           column)
{
  const EntTableArea *area;

  if (self->active == NULL)
    return;

  area = ent_editor_cell_get_area (self->active);
  self->selection.row = MIN (area->row, row);
  self->selection.column = MIN (area->column, column);
  self->selection.n_rows = MAX (area->row + area->n_rows, row + 1) - self->selection.row;
  self->selection.n_columns = MAX (area->column + area->n_columns, column + 1) - self->selection.column;
  ent_table_extend_area (self->table, &self->selection);
  show_selection (self);
  update_actions (self);
}

/* By keyboard: the side away from the active cell moves. */
static void
extend (EntEditorTable *self,
        int             rows,
        int             columns)
{
  const EntTableArea *area = ent_editor_cell_get_area (self->active);
  EntTableArea *chosen = &self->selection;
  int row = chosen->row < area->row ? (int) chosen->row : (int) (chosen->row + chosen->n_rows) - 1;
  int column = chosen->column < area->column ? (int) chosen->column : (int) (chosen->column + chosen->n_columns) - 1;

  row = CLAMP (row + rows, 0, (int) ent_table_get_n_rows (self->table) - 1);
  column = CLAMP (column + columns, 0, (int) ent_table_get_n_columns (self->table) - 1);
  select_to (self, (guint) row, (guint) column);
}

/* ---- writing in a cell ---- */

static void
on_cell_edited_cb (EntEditorTable  *self,
                   EntEditorBuffer *buffer)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  const EntTableArea *area = ent_editor_cell_get_area (self->active);
  guint serial = ent_editor_buffer_get_step_serial (buffer);
  EntDocument *document = ent_editor_buffer_get_document (buffer);
  g_autoptr (EntTable) table = NULL;
  g_autoptr (EntBlock) block = NULL;

  for (guint i = 0; i < ent_document_get_n_blocks (document); i++)
    g_ptr_array_add (blocks, ent_document_get_block (document, i));
  table = ent_table_with_blocks (self->table, area->row, area->column, (EntBlock **) blocks->pdata, blocks->len);
  block = ent_block_with_table (get_block (self), table);

  self->writing = TRUE;
  ent_editor_buffer_change_block (ent_editor_view_get_buffer (self->outer), self->anchor, block,
                                  self->typed && serial == self->serial);
  self->writing = FALSE;
  self->typed = TRUE;
  self->serial = serial;
}

static void
stop_writing (EntEditorTable *self)
{
  EntEditorCell *cell = self->active;
  EntEditorView *view;

  if (cell == NULL)
    return;

  self->active = NULL;
  view = ent_editor_cell_get_view (cell);
  g_signal_handlers_disconnect_by_data (ent_editor_view_get_buffer (view), self);
  ent_editor_cell_stop_editing (cell);
  show_selection (self);
  update_actions (self);
}

/* The text's cursor waits after the table: what undo and the insert menu go by. */
static void
put_outer_cursor (EntEditorTable *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->outer));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_child_anchor (buffer, &iter, self->anchor);
  gtk_text_iter_forward_char (&iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

static void
start_writing (EntEditorTable *self,
               EntEditorCell  *cell)
{
  EntEditorView *view;
  GtkTextBuffer *buffer;
  GtkTextIter end;

  if (self->active != cell)
    {
      stop_writing (self);
      self->active = cell;
      self->typed = FALSE;
      view = ent_editor_cell_start_editing (cell);
      buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
      g_signal_connect_object (buffer, "edited", G_CALLBACK (on_cell_edited_cb), self, G_CONNECT_SWAPPED);
      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_buffer_place_cursor (buffer, &end);
    }

  put_outer_cursor (self);
  self->selection = *ent_editor_cell_get_area (cell);
  show_selection (self);
  update_actions (self);
  view = ent_editor_cell_get_view (cell);
  ent_editor_view_set_inner (self->outer, view);
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

static void
on_inner_changed_cb (EntEditorTable *self)
{
  if (self->active != NULL &&
      !gtk_widget_is_ancestor (GTK_WIDGET (ent_editor_view_get_active (self->outer)), GTK_WIDGET (self)))
    stop_writing (self);
}

static void
on_cell_pressed_cb (EntEditorTable  *self,
                    int              n_press,
                    double           x,
                    double           y,
                    GtkGestureClick *gesture)
{
  EntEditorCell *cell = ENT_EDITOR_CELL (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (!is_editable (self))
    return;

  if (state & GDK_SHIFT_MASK && self->active != NULL && self->active != cell)
    {
      const EntTableArea *area = ent_editor_cell_get_area (cell);

      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      select_to (self, area->row, area->column);
    }
  else if (self->active != cell)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      start_writing (self, cell);
    }
}

/* ---- showing the table ---- */

static void
add_cell (EntEditorTable      *self,
          const EntTablePlace *place)
{
  GtkWidget *cell = ent_editor_cell_new (place->cell, &place->area, ent_editor_view_get_workspace (self->outer));
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (on_cell_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));
  gtk_grid_attach (self->grid, cell, (int) place->area.column, (int) place->area.row,
                   (int) place->area.n_columns, (int) place->area.n_rows);
  g_ptr_array_add (self->cells, cell);
}

static gboolean
has_same_shape (EntEditorTable *self,
                GArray         *places)
{
  if (places->len != self->cells->len)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      const EntTableArea *old_area = ent_editor_cell_get_area (g_ptr_array_index (self->cells, i));
      const EntTableArea *area = &g_array_index (places, EntTablePlace, i).area;

      if (old_area->row != area->row || old_area->column != area->column ||
          old_area->n_rows != area->n_rows || old_area->n_columns != area->n_columns)
        return FALSE;
    }
  return TRUE;
}

static void
build (EntEditorTable *self,
       GArray         *places)
{
  EntTableArea area = { 0, 0, 1, 1 };
  gboolean was_active = self->active != NULL;
  EntEditorCell *cell;

  if (was_active)
    area = *ent_editor_cell_get_area (self->active);
  stop_writing (self);
  for (guint i = 0; i < self->cells->len; i++)
    gtk_grid_remove (self->grid, g_ptr_array_index (self->cells, i));
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < places->len; i++)
    add_cell (self, &g_array_index (places, EntTablePlace, i));

  if (!was_active)
    return;
  cell = find_cell (self, MIN (area.row, ent_table_get_n_rows (self->table) - 1),
                    MIN (area.column, ent_table_get_n_columns (self->table) - 1));
  if (cell != NULL)
    start_writing (self, cell);
}

static void
show_name (EntEditorTable *self)
{
  /* Translators: what a screen reader says of a table: its rows, its columns */
  g_autofree char *name = g_strdup_printf (_("Table, %u × %u"), ent_table_get_n_rows (self->table),
                                           ent_table_get_n_columns (self->table));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* ---- commands ---- */

/* @table: (transfer full) (nullable): what it becomes; %NULL: nothing is left. */
static void
change (EntEditorTable *self,
        EntTable       *table)
{
  EntEditorBuffer *buffer = ent_editor_view_get_buffer (self->outer);
  g_autoptr (GtkTextChildAnchor) anchor = g_object_ref (self->anchor);
  g_autoptr (EntBlock) block = NULL;

  if (table == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->outer));
      ent_editor_buffer_delete_object (buffer, anchor);
      return;
    }

  self->typed = FALSE;
  block = ent_block_with_table (get_block (self), table);
  ent_editor_buffer_change_block (buffer, anchor, block, FALSE);
  ent_table_unref (table);
}

static void
merge (EntEditorTable *self,
       EntTableArea    area)
{
  ent_table_extend_area (self->table, &area);
  change (self, ent_table_merge (self->table, &area));
}

static void
on_action_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  EntEditorTable *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  EntTableArea area = self->selection, cell;

  if (g_str_equal (name, "delete"))
    {
      change (self, NULL);
      return;
    }
  if (self->active == NULL || !is_editable (self))
    return;

  cell = *ent_editor_cell_get_area (self->active);
  if (g_str_equal (name, "row-above"))
    change (self, ent_table_insert_row (self->table, area.row));
  else if (g_str_equal (name, "row-below"))
    change (self, ent_table_insert_row (self->table, area.row + area.n_rows));
  else if (g_str_equal (name, "column-before"))
    change (self, ent_table_insert_column (self->table, area.column));
  else if (g_str_equal (name, "column-after"))
    change (self, ent_table_insert_column (self->table, area.column + area.n_columns));
  else if (g_str_equal (name, "delete-row"))
    change (self, ent_table_delete_rows (self->table, area.row, area.n_rows));
  else if (g_str_equal (name, "delete-column"))
    change (self, ent_table_delete_columns (self->table, area.column, area.n_columns));
  else if (g_str_equal (name, "header-row"))
    change (self, ent_table_with_header_row (self->table, !ent_table_has_header_row (self->table)));
  else if (g_str_equal (name, "merge"))
    merge (self, area);
  else if (g_str_equal (name, "merge-next"))
    merge (self, (EntTableArea) { cell.row, cell.column, cell.n_rows, cell.n_columns + 1 });
  else if (g_str_equal (name, "merge-below"))
    merge (self, (EntTableArea) { cell.row, cell.column, cell.n_rows + 1, cell.n_columns });
  else
    change (self, ent_table_split (self->table, cell.row, cell.column));
}

static void
on_color_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  EntEditorTable *self = user_data;
  const char *css = g_variant_get_string (parameter, NULL);

  gtk_popover_popdown (self->color_popover);
  if (self->active != NULL && is_editable (self))
    change (self, ent_table_with_background (self->table, &self->selection, *css != '\0' ? css : NULL));
}

/* ---- keys ---- */

static void
go_to_cell (EntEditorTable *self,
            int             by)
{
  guint index = 0;

  g_ptr_array_find (self->cells, self->active, &index);
  if (by < 0 && index == 0)
    return;
  if (by > 0 && index + 1 == self->cells->len)
    {
      guint n_rows = ent_table_get_n_rows (self->table);

      change (self, ent_table_insert_row (self->table, n_rows));
      ent_editor_table_enter (self, n_rows, 0);
      return;
    }
  start_writing (self, g_ptr_array_index (self->cells, (guint) ((int) index + by)));
}

/* Up and down leave the cell from its first and last line only. */
static gboolean
go_up_or_down (EntEditorTable *self,
               gboolean        down)
{
  GtkTextView *view = GTK_TEXT_VIEW (ent_editor_cell_get_view (self->active));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  const EntTableArea *area = ent_editor_cell_get_area (self->active);
  EntEditorCell *cell;
  GtkTextIter here, end;

  gtk_text_buffer_get_iter_at_mark (buffer, &here, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_end_iter (buffer, &end);
  /* The last line of the buffer is never reached. */
  if (down ? gtk_text_view_forward_display_line (view, &here) && !gtk_text_iter_equal (&here, &end)
           : gtk_text_view_backward_display_line (view, &here))
    return GDK_EVENT_PROPAGATE;
  if (!down && area->row == 0)
    return GDK_EVENT_STOP;

  cell = find_cell (self, down ? area->row + area->n_rows : area->row - 1, area->column);
  if (cell != NULL)
    start_writing (self, cell);
  return GDK_EVENT_STOP;
}

static gboolean
on_key_pressed_cb (EntEditorTable        *self,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   GtkEventControllerKey *controller)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean extends = modifiers == (GDK_SHIFT_MASK | GDK_ALT_MASK);

  if (self->active == NULL || !gtk_widget_is_focus (GTK_WIDGET (ent_editor_cell_get_view (self->active))))
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      if (modifiers != 0)
        return GDK_EVENT_PROPAGATE;
      go_to_cell (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_ISO_Left_Tab:
      go_to_cell (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      gtk_widget_grab_focus (GTK_WIDGET (self));
      ent_editor_view_set_inner (self->outer, NULL);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_Down:
      if (extends)
        extend (self, keyval == GDK_KEY_Up ? -1 : 1, 0);
      return extends ? GDK_EVENT_STOP : modifiers == 0 && go_up_or_down (self, keyval == GDK_KEY_Down);

    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if (extends)
        extend (self, 0, keyval == GDK_KEY_Left ? -1 : 1);
      return extends;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- life ---- */

static GtkSizeRequestMode
ent_editor_table_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A text view gives its children their smallest size: ours is the width of the text. */
static void
ent_editor_table_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  EntEditorTable *self = ENT_EDITOR_TABLE (widget);
  int min_width;

  gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (self->width, min_width);
  else
    gtk_widget_measure (self->content, orientation, MAX (MAX (for_size, self->width), min_width),
                        minimum, natural, NULL, NULL);
}

static void
ent_editor_table_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  gtk_widget_allocate (ENT_EDITOR_TABLE (widget)->content, width, height, -1, NULL);
}

static void
ent_editor_table_dispose (GObject *object)
{
  EntEditorTable *self = ENT_EDITOR_TABLE (object);

  self->active = NULL;
  g_ptr_array_set_size (self->cells, 0);
  g_clear_object (&self->anchor);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_EDITOR_TABLE);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_editor_table_parent_class)->dispose (object);
}

static void
ent_editor_table_finalize (GObject *object)
{
  EntEditorTable *self = ENT_EDITOR_TABLE (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->table, ent_table_unref);

  G_OBJECT_CLASS (ent_editor_table_parent_class)->finalize (object);
}

static void
ent_editor_table_class_init (EntEditorTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_editor_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_editor_table_finalize;
  widget_class->get_request_mode = ent_editor_table_get_request_mode;
  widget_class->measure = ent_editor_table_measure;
  widget_class->size_allocate = ent_editor_table_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/editor/ent-editor-table.ui");
  gtk_widget_class_bind_template_child (widget_class, EntEditorTable, content);
  gtk_widget_class_bind_template_child (widget_class, EntEditorTable, grid);
  gtk_widget_class_bind_template_child (widget_class, EntEditorTable, bar);
  gtk_widget_class_bind_template_child (widget_class, EntEditorTable, color_popover);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
add_actions (EntEditorTable *self)
{
  static const GActionEntry entries[] = {
    { "row-above", on_action_cb, NULL, NULL, NULL, { 0 } },
    { "row-below", on_action_cb, NULL, NULL, NULL, { 0 } },
    { "column-before", on_action_cb, NULL, NULL, NULL, { 0 } },
    { "column-after", on_action_cb, NULL, NULL, NULL, { 0 } },
    { "delete-row", on_action_cb, NULL, NULL, NULL, { 0 } },
    { "delete-column", on_action_cb, NULL, NULL, NULL, { 0 } },
    { "header-row", on_action_cb, NULL, "false", NULL, { 0 } },
    { "merge", on_action_cb, NULL, NULL, NULL, { 0 } },
    { "merge-next", on_action_cb, NULL, NULL, NULL, { 0 } },
    { "merge-below", on_action_cb, NULL, NULL, NULL, { 0 } },
    { "split", on_action_cb, NULL, NULL, NULL, { 0 } },
    { "color", on_color_cb, "s", NULL, NULL, { 0 } },
    { "delete", on_action_cb, NULL, NULL, NULL, { 0 } },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (self->actions));
}

static void
ent_editor_table_init (EntEditorTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
  gtk_popover_set_child (self->color_popover, ent_editor_cell_colors_new ("table.color"));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * ent_editor_table_new:
 * @view: a text
 * @anchor: a table of it
 *
 * Returns: what shows it
 */
GtkWidget *
ent_editor_table_new (EntEditorView      *view,
                      GtkTextChildAnchor *anchor)
{
  EntEditorTable *self;

  g_return_val_if_fail (ENT_IS_EDITOR_VIEW (view), NULL);
  g_return_val_if_fail (ent_editor_anchor_get_block (anchor) != NULL, NULL);

  self = g_object_new (ENT_TYPE_EDITOR_TABLE, NULL);
  self->outer = view;
  self->anchor = g_object_ref (anchor);
  g_signal_connect_object (view, "inner-changed", G_CALLBACK (on_inner_changed_cb), self, G_CONNECT_SWAPPED);
  ent_editor_table_update (self);
  return GTK_WIDGET (self);
}

/**
 * ent_editor_table_update:
 * @self: a table
 *
 * Shows what the block has become. Who writes in a cell goes on there.
 */
void
ent_editor_table_update (EntEditorTable *self)
{
  g_autoptr (GArray) places = NULL;
  EntTable *table;

  g_return_if_fail (ENT_IS_EDITOR_TABLE (self));

  table = ent_table_ref (ent_block_get_table (get_block (self)));
  g_clear_pointer (&self->table, ent_table_unref);
  self->table = table;
  places = ent_table_dup_places (table);
  if (has_same_shape (self, places))
    {
      for (guint i = 0; i < places->len; i++)
        ent_editor_cell_set_cell (g_ptr_array_index (self->cells, i), g_array_index (places, EntTablePlace, i).cell,
                                  self->writing);
      if (!self->writing)
        self->typed = FALSE;
    }
  else
    build (self, places);
  show_name (self);
  update_actions (self);
}

/**
 * ent_editor_table_set_width:
 * @self: a table
 * @width: of the text's column, in pixels
 */
void
ent_editor_table_set_width (EntEditorTable *self,
                            int             width)
{
  g_return_if_fail (ENT_IS_EDITOR_TABLE (self));

  if (self->width == width)
    return;

  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
ent_editor_table_enter (EntEditorTable *self,
                        guint           row,
                        guint           column)
{
  EntEditorCell *cell;

  g_return_if_fail (ENT_IS_EDITOR_TABLE (self));

  cell = is_editable (self) ? find_cell (self, row, column) : NULL;
  if (cell != NULL)
    start_writing (self, cell);
}
