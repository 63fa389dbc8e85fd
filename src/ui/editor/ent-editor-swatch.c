/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-swatch.h"

struct _EntEditorSwatch
{
  GtkWidget parent_instance;

  gboolean  is_set;
  GdkRGBA   color;
};

G_DEFINE_FINAL_TYPE (EntEditorSwatch, ent_editor_swatch, GTK_TYPE_WIDGET)

static void
ent_editor_swatch_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  EntEditorSwatch *self = ENT_EDITOR_SWATCH (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float radius = MIN (width, height) / 4.0f;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0.0f, 0.0f, width, height);
  const float line[4] = { 1.0f, 1.0f, 1.0f, 1.0f };
  GskRoundedRect shape;
  GdkRGBA edge;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &edge);
  /* A pale colour keeps an edge on white, a dark one on black. */
  edge.alpha = self->is_set ? 0.25f : 0.6f;
  gsk_rounded_rect_init_from_rect (&shape, &bounds, radius);
  if (self->is_set)
    {
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &self->color, &bounds);
      gtk_snapshot_pop (snapshot);
    }
  gtk_snapshot_append_border (snapshot, &shape, line, (const GdkRGBA[4]) { edge, edge, edge, edge });
}

static void
ent_editor_swatch_class_init (EntEditorSwatchClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = ent_editor_swatch_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ent_editor_swatch_init (EntEditorSwatch *self)
{
}

/**
 * ent_editor_swatch_new:
 * @width: pixels
 * @height: pixels
 *
 * Returns: a spot without a colour
 */
GtkWidget *
ent_editor_swatch_new (int width,
                       int height)
{
  return g_object_new (ENT_TYPE_EDITOR_SWATCH,
                       "width-request", width,
                       "height-request", height,
                       "halign", GTK_ALIGN_CENTER,
                       "valign", GTK_ALIGN_CENTER,
                       NULL);
}

/**
 * ent_editor_swatch_set_color:
 * @self: a spot
 * @color: a css colour; empty, or one that GTK does not know: only the edge is drawn
 */
void
ent_editor_swatch_set_color (EntEditorSwatch *self,
                             const char      *color)
{
  g_return_if_fail (ENT_IS_EDITOR_SWATCH (self));
  g_return_if_fail (color != NULL);

  self->is_set = gdk_rgba_parse (&self->color, color);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
