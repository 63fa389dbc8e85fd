/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-picture-popover.h"

/* Pixels: the widths the ENT's own editor offers. */
#define SMALL_WIDTH 250
#define MEDIUM_WIDTH 350
#define LARGE_WIDTH 500

struct _EntEditorPicturePopover
{
  GtkPopover          parent_instance;

  GtkToggleButton    *small_button;
  GtkToggleButton    *medium_button;
  GtkToggleButton    *large_button;
  GtkSpinButton      *width;
  GtkEntry           *alt;
  GtkEntry           *legend;

  EntEditorView      *view;      /* (unowned): owns this popover */
  EntEditorPicture   *picture;   /* (owned) */
  GtkTextChildAnchor *anchor;    /* (owned) */
  gboolean            changed;   /* something, since it was opened */
  gboolean            filling;   /* the fields are being written by ourselves */
};

G_DEFINE_FINAL_TYPE (EntEditorPicturePopover, ent_editor_picture_popover, GTK_TYPE_POPOVER)

static EntImage *
get_image (EntEditorPicturePopover *self)
{
  return ent_run_get_image (ent_editor_anchor_get_run (self->anchor));
}

static void
show_size (EntEditorPicturePopover *self)
{
  int width = gtk_spin_button_get_value_as_int (self->width);

  gtk_toggle_button_set_active (self->small_button, width == SMALL_WIDTH);
  gtk_toggle_button_set_active (self->medium_button, width == MEDIUM_WIDTH);
  gtk_toggle_button_set_active (self->large_button, width == LARGE_WIDTH);
}

/* An empty field is one that says nothing, unless the picture said "" before. */
static const char *
get_words (GtkEntry   *entry,
           const char *before)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (entry));

  return *words != '\0' || (before != NULL && *before == '\0') ? words : NULL;
}

static void
apply (EntEditorPicturePopover *self)
{
  EntRun *run = ent_editor_anchor_get_run (self->anchor);
  EntImage *image = get_image (self);
  int width = gtk_spin_button_get_value_as_int (self->width);
  int height = ent_image_get_height (image);
  g_autoptr (EntImage) changed = NULL;
  g_autoptr (EntRun) changed_run = NULL;

  if (width == ent_editor_picture_get_said_width (self->picture))
    width = ent_image_get_width (image);
  else
    height = ent_editor_picture_get_height_for (self->picture, width);
  changed = ent_image_new (ent_image_get_src (image),
                           get_words (self->alt, ent_image_get_alt (image)),
                           get_words (self->legend, ent_image_get_title (image)), width, height);
  changed_run = ent_run_new_image (changed, ent_run_get_marks (run));
  if (ent_run_equal (run, changed_run))
    return;

  ent_editor_buffer_change_run (ent_editor_view_get_buffer (self->view), self->anchor, changed_run, self->changed);
  self->changed = TRUE;
}

static void
on_changed_cb (EntEditorPicturePopover *self)
{
  if (self->filling || self->anchor == NULL || gtk_text_child_anchor_get_deleted (self->anchor))
    return;

  apply (self);
  show_size (self);
}

static void
on_size_clicked_cb (EntEditorPicturePopover *self,
                    GtkToggleButton         *button)
{
  gtk_spin_button_set_value (self->width, button == self->small_button ? SMALL_WIDTH :
                                          button == self->medium_button ? MEDIUM_WIDTH : LARGE_WIDTH);
  show_size (self);
}

static void
on_done_cb (EntEditorPicturePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
on_delete_cb (EntEditorPicturePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  ent_editor_buffer_delete_object (ent_editor_view_get_buffer (self->view), self->anchor);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
ent_editor_picture_popover_closed (GtkPopover *popover)
{
  EntEditorPicturePopover *self = ENT_EDITOR_PICTURE_POPOVER (popover);

  if (gtk_text_child_anchor_get_deleted (self->anchor))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->picture));
}

static void
ent_editor_picture_popover_dispose (GObject *object)
{
  EntEditorPicturePopover *self = ENT_EDITOR_PICTURE_POPOVER (object);

  g_clear_object (&self->picture);
  g_clear_object (&self->anchor);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_EDITOR_PICTURE_POPOVER);

  G_OBJECT_CLASS (ent_editor_picture_popover_parent_class)->dispose (object);
}

static void
ent_editor_picture_popover_class_init (EntEditorPicturePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_editor_picture_popover_dispose;
  GTK_POPOVER_CLASS (klass)->closed = ent_editor_picture_popover_closed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/editor/ent-editor-picture-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicturePopover, small_button);
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicturePopover, medium_button);
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicturePopover, large_button);
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicturePopover, width);
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicturePopover, alt);
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicturePopover, legend);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_size_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_cb);
}

static void
ent_editor_picture_popover_init (EntEditorPicturePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (EntEditorPicturePopover *self)
{
  EntImage *image = get_image (self);
  const char *alt = ent_image_get_alt (image), *legend = ent_image_get_title (image);

  self->filling = TRUE;
  self->changed = FALSE;
  gtk_spin_button_set_value (self->width, ent_editor_picture_get_said_width (self->picture));
  gtk_widget_set_sensitive (GTK_WIDGET (self->width), !ent_image_is_smiley (image));
  gtk_editable_set_text (GTK_EDITABLE (self->alt), alt != NULL ? alt : "");
  gtk_editable_set_text (GTK_EDITABLE (self->legend), legend != NULL ? legend : "");
  show_size (self);
  self->filling = FALSE;
}

/**
 * ent_editor_picture_popover_ask:
 * @view: a view
 * @picture: one of its pictures
 * @anchor: the object it shows
 *
 * Returns: (transfer none): the popover, which is shown and goes away by itself with @view
 */
GtkWidget *
ent_editor_picture_popover_ask (EntEditorView      *view,
                                EntEditorPicture   *picture,
                                GtkTextChildAnchor *anchor)
{
  EntEditorPicturePopover *self;
  graphene_rect_t bounds;

  g_return_val_if_fail (ENT_IS_EDITOR_VIEW (view), NULL);
  g_return_val_if_fail (ENT_IS_EDITOR_PICTURE (picture), NULL);
  g_return_val_if_fail (ent_editor_anchor_get_run (anchor) != NULL, NULL);

  self = ENT_EDITOR_PICTURE_POPOVER (ent_editor_view_ensure_popover (view, ENT_TYPE_EDITOR_PICTURE_POPOVER));
  self->view = view;
  g_set_object (&self->picture, picture);
  g_set_object (&self->anchor, anchor);
  fill (self);

  if (gtk_widget_compute_bounds (GTK_WIDGET (picture), GTK_WIDGET (view), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self),
                                 &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                   (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self));
  return GTK_WIDGET (self);
}
