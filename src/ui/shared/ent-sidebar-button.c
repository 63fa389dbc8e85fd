/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-sidebar-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EntSidebarButton
{
  GtkWidget  parent_instance;

  GtkWidget *button;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (EntSidebarButton, ent_sidebar_button, GTK_TYPE_WIDGET)

static void
ent_sidebar_button_root (GtkWidget *widget)
{
  EntSidebarButton *self = ENT_SIDEBAR_BUTTON (widget);
  GtkWidget *flap;

  GTK_WIDGET_CLASS (ent_sidebar_button_parent_class)->root (widget);

  flap = gtk_widget_get_ancestor (widget, ADW_TYPE_FLAP);
  if (flap == NULL)
    return;

  g_object_bind_property (flap, "folded", self, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (flap, "reveal-flap", self->button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
ent_sidebar_button_dispose (GObject *object)
{
  EntSidebarButton *self = ENT_SIDEBAR_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (ent_sidebar_button_parent_class)->dispose (object);
}

static void
ent_sidebar_button_class_init (EntSidebarButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_sidebar_button_dispose;
  widget_class->root = ent_sidebar_button_root;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ent_sidebar_button_init (EntSidebarButton *self)
{
  self->button = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->button), "sidebar-show-symbolic");
  gtk_widget_set_tooltip_text (self->button, _("Show the Sidebar"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}
