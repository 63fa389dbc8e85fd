/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-attachment-chip.h"

#include <glib/gi18n.h>

#include "ent-unparent.h"
#include "ent-words.h"

struct _EntAttachmentChip
{
  GtkWidget      parent_instance;

  GtkWidget     *icon;         /* a GtkStack: what kind of file, or a spinner */
  GtkWidget     *spinner;
  EntAttachment *attachment;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (EntAttachmentChip, ent_attachment_chip, GTK_TYPE_WIDGET)

enum
{
  OPEN,
  SAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_open_cb (EntAttachmentChip *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

static void
on_save_cb (EntAttachmentChip *self)
{
  g_signal_emit (self, signals[SAVE], 0);
}

static void
ent_attachment_chip_dispose (GObject *object)
{
  EntAttachmentChip *self = ENT_ATTACHMENT_CHIP (object);

  ent_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->attachment);

  G_OBJECT_CLASS (ent_attachment_chip_parent_class)->dispose (object);
}

static void
ent_attachment_chip_class_init (EntAttachmentChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_attachment_chip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
ent_attachment_chip_init (EntAttachmentChip *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
}

static GtkWidget *
make_face (EntAttachmentChip *self)
{
  const char *type = ent_attachment_get_media_type (self->attachment);
  g_autofree char *content_type = type != NULL ? g_content_type_from_mime_type (type) : NULL;
  g_autoptr (GIcon) icon = g_content_type_get_symbolic_icon (content_type != NULL ? content_type
                                                             : "application/octet-stream");
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *size = ent_words_size (ent_attachment_get_size (self->attachment));
  GtkWidget *name = gtk_label_new (ent_attachment_get_name (self->attachment));
  GtkWidget *weight = gtk_label_new (size);

  self->icon = gtk_stack_new ();
  self->spinner = gtk_spinner_new ();
  gtk_stack_add_named (GTK_STACK (self->icon), gtk_image_new_from_gicon (icon), "icon");
  gtk_stack_add_named (GTK_STACK (self->icon), self->spinner, "busy");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 32);
  gtk_widget_add_css_class (weight, "dim-label");
  gtk_widget_add_css_class (weight, "numeric");
  gtk_box_append (GTK_BOX (face), self->icon);
  gtk_box_append (GTK_BOX (face), name);
  gtk_box_append (GTK_BOX (face), weight);
  return face;
}

/**
 * ent_attachment_chip_new:
 * @attachment: a file of a message
 *
 * Returns: (transfer floating): a chip
 */
GtkWidget *
ent_attachment_chip_new (EntAttachment *attachment)
{
  EntAttachmentChip *self = g_object_new (ENT_TYPE_ATTACHMENT_CHIP, NULL);
  const char *name = ent_attachment_get_name (attachment);
  /* Translators: %s is the name of a file. */
  g_autofree char *open = g_strdup_printf (_("Open %s"), name);
  /* Translators: %s is the name of a file. */
  g_autofree char *save = g_strdup_printf (_("Save %s As…"), name);
  GtkWidget *face = gtk_button_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("document-save-symbolic");

  self->attachment = g_object_ref (attachment);
  gtk_button_set_child (GTK_BUTTON (face), make_face (self));
  gtk_widget_set_tooltip_text (face, open);
  gtk_accessible_update_property (GTK_ACCESSIBLE (face), GTK_ACCESSIBLE_PROPERTY_LABEL, open, -1);
  gtk_widget_set_tooltip_text (button, save);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, save, -1);
  g_signal_connect_swapped (face, "clicked", G_CALLBACK (on_open_cb), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_save_cb), self);
  gtk_widget_set_parent (face, GTK_WIDGET (self));
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * ent_attachment_chip_get_attachment:
 * @self: a chip
 *
 * Returns: (transfer none): the file
 */
EntAttachment *
ent_attachment_chip_get_attachment (EntAttachmentChip *self)
{
  g_return_val_if_fail (ENT_IS_ATTACHMENT_CHIP (self), NULL);

  return self->attachment;
}

/**
 * ent_attachment_chip_set_busy:
 * @self: a chip
 * @busy: whether its file is on its way
 *
 * Shows that the file comes: asked for twice, it would come twice.
 */
void
ent_attachment_chip_set_busy (EntAttachmentChip *self,
                              gboolean           busy)
{
  g_return_if_fail (ENT_IS_ATTACHMENT_CHIP (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->icon), busy ? "busy" : "icon");
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !busy);
}
