/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-unparent.h"

/**
 * ent_unparent_children:
 * @widget: a widget being disposed
 *
 * Lets every child of @widget go. gtk_widget_dispose_template() of GTK 4.8 lets go only of the children that were bound
 * by name.
 */
void
ent_unparent_children (GtkWidget *widget)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}
