/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-table-popover.h"

#include <glib/gi18n.h>

#include "ent-editor-view.h"

#define MAX_ROWS 8
#define MAX_COLUMNS 8

/* Pixels. */
#define SQUARE 22
#define GAP 3

struct _EntEditorTablePopover
{
  GtkPopover  parent_instance;

  GtkWidget  *squares;
  GtkLabel   *label;

  EntEditor  *editor;      /* (unowned): owns the view that owns this popover */
  guint       n_rows;      /* chosen */
  guint       n_columns;
};

G_DEFINE_FINAL_TYPE (EntEditorTablePopover, ent_editor_table_popover, GTK_TYPE_POPOVER)

static void
set_size (EntEditorTablePopover *self,
          int                    n_rows,
          int                    n_columns)
{
  g_autofree char *words = NULL;

  self->n_rows = (guint) CLAMP (n_rows, 1, MAX_ROWS);
  self->n_columns = (guint) CLAMP (n_columns, 1, MAX_COLUMNS);
  /* Translators: the size of a table to insert */
  words = g_strdup_printf (_("Rows: %u, columns: %u"), self->n_rows, self->n_columns);
  gtk_label_set_label (self->label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->squares), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (self->squares);
}

static void
draw_squares (GtkDrawingArea *area,
              cairo_t        *cr,
              int             width,
              int             height,
              gpointer        user_data)
{
  EntEditorTablePopover *self = user_data;
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (area));
  GdkRGBA color, chosen;

  gtk_style_context_get_color (context, &color);
  color.alpha = 0.15f;
  if (!gtk_style_context_lookup_color (context, "accent_bg_color", &chosen))
    chosen = color;

  for (guint row = 0; row < MAX_ROWS; row++)
    for (guint column = 0; column < MAX_COLUMNS; column++)
      {
        gdk_cairo_set_source_rgba (cr, row < self->n_rows && column < self->n_columns ? &chosen : &color);
        cairo_rectangle (cr, column * (SQUARE + GAP), row * (SQUARE + GAP), SQUARE, SQUARE);
        cairo_fill (cr);
      }
}

static void
on_motion_cb (EntEditorTablePopover *self,
              double                 x,
              double                 y)
{
  set_size (self, (int) (y / (SQUARE + GAP)) + 1, (int) (x / (SQUARE + GAP)) + 1);
}

static void
on_released_cb (EntEditorTablePopover *self,
                int                    n_press,
                double                 x,
                double                 y)
{
  on_motion_cb (self, x, y);
  ent_editor_table_popover_choose (self, self->n_rows, self->n_columns);
}

static gboolean
on_key_pressed_cb (EntEditorTablePopover *self,
                   guint                  keyval)
{
  int rows = (int) self->n_rows, columns = (int) self->n_columns;

  switch (keyval)
    {
    case GDK_KEY_Up:
      set_size (self, rows - 1, columns);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      set_size (self, rows + 1, columns);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
      set_size (self, rows, columns - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      set_size (self, rows, columns + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      ent_editor_table_popover_choose (self, self->n_rows, self->n_columns);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
ent_editor_table_popover_class_init (EntEditorTablePopoverClass *klass)
{
}

static void
ent_editor_table_popover_init (EntEditorTablePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->squares = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_GRID, NULL);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->squares), MAX_COLUMNS * (SQUARE + GAP) - GAP);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->squares), MAX_ROWS * (SQUARE + GAP) - GAP);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->squares), draw_squares, self, NULL);
  gtk_widget_set_focusable (self->squares, TRUE);
  self->label = GTK_LABEL (gtk_label_new (NULL));

  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->squares, motion);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->squares, keys);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->squares, GTK_EVENT_CONTROLLER (click));

  gtk_box_append (GTK_BOX (box), self->squares);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * ent_editor_table_popover_ask:
 * @editor: an editor
 *
 * Asks for the size of a table, at the cursor.
 */
void
ent_editor_table_popover_ask (EntEditor *editor)
{
  EntEditorTablePopover *self;
  EntEditorView *view;
  GtkTextBuffer *buffer;
  GdkRectangle place;
  GtkTextIter iter;

  g_return_if_fail (ENT_IS_EDITOR (editor));

  view = ENT_EDITOR_VIEW (ent_editor_get_view (editor));
  self = ENT_EDITOR_TABLE_POPOVER (ent_editor_view_ensure_popover (view, ENT_TYPE_EDITOR_TABLE_POPOVER));
  self->editor = editor;
  set_size (self, 3, 3);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &iter, &place);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (view), GTK_TEXT_WINDOW_WIDGET, place.x, place.y,
                                         &place.x, &place.y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->squares);
}

void
ent_editor_table_popover_choose (EntEditorTablePopover *self,
                                 guint                  n_rows,
                                 guint                  n_columns)
{
  g_return_if_fail (ENT_IS_EDITOR_TABLE_POPOVER (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  ent_editor_insert_table (self->editor, n_rows, n_columns);
}
