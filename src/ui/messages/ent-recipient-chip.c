/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-recipient-chip.h"

#include <glib/gi18n.h>

struct _EntRecipientChip
{
  GtkWidget     parent_instance;

  GtkWidget    *label;       /* (owned) */
  GtkWidget    *button;      /* (owned) (nullable) */
  EntRecipient *recipient;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (EntRecipientChip, ent_recipient_chip, GTK_TYPE_WIDGET)

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_remove_cb (EntRecipientChip *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
ent_recipient_chip_dispose (GObject *object)
{
  EntRecipientChip *self = ENT_RECIPIENT_CHIP (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->recipient);

  G_OBJECT_CLASS (ent_recipient_chip_parent_class)->dispose (object);
}

static void
ent_recipient_chip_class_init (EntRecipientChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_recipient_chip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chip");

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_recipient_chip_init (EntRecipientChip *self)
{
}

static char *
make_text (EntRecipient *recipient)
{
  g_autofree char *name = ent_recipient_dup_short_name (recipient);
  guint n = ent_recipient_get_n_users (recipient);
  g_autofree char *people = NULL;

  if (n == 0)
    return g_steal_pointer (&name);

  people = g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  return g_strdup_printf ("%s · %s", name, people);
}

/**
 * ent_recipient_chip_new:
 * @recipient: a person or a group
 * @removable: whether there is a cross
 *
 * Returns: (transfer floating): a chip
 */
GtkWidget *
ent_recipient_chip_new (EntRecipient *recipient,
                        gboolean      removable)
{
  EntRecipientChip *self = g_object_new (ENT_TYPE_RECIPIENT_CHIP, NULL);
  g_autofree char *text = make_text (recipient);

  self->recipient = g_object_ref (recipient);
  self->label = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 40);
  gtk_widget_set_tooltip_text (self->label, ent_recipient_get_children (recipient));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  if (removable)
    {
      g_autofree char *name = ent_recipient_dup_short_name (recipient);
      /* Translators: %s is the name of a recipient. */
      g_autofree char *remove = g_strdup_printf (_("Remove %s"), name);

      self->button = gtk_button_new_from_icon_name ("window-close-symbolic");
      gtk_widget_set_tooltip_text (self->button, remove);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
      gtk_widget_add_css_class (self->button, "flat");
      gtk_widget_add_css_class (self->button, "circular");
      g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_remove_cb), self);
      gtk_widget_set_parent (self->button, GTK_WIDGET (self));
    }
  return GTK_WIDGET (self);
}

/**
 * ent_recipient_chip_get_recipient:
 * @self: a chip
 *
 * Returns: (transfer none): who it is
 */
EntRecipient *
ent_recipient_chip_get_recipient (EntRecipientChip *self)
{
  g_return_val_if_fail (ENT_IS_RECIPIENT_CHIP (self), NULL);

  return self->recipient;
}
