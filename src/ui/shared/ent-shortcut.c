/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-shortcut.h"

/**
 * ent_add_shortcut:
 * @widget: the widget around the text
 * @trigger: a key, as gtk_shortcut_trigger_parse_string() reads it
 * @action: a detailed action name, of @widget or of something above
 *
 * Runs @action on @trigger before what is inside @widget sees the key.
 */
void
ent_add_shortcut (GtkWidget  *widget,
                  const char *trigger,
                  const char *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                            gtk_named_action_new (action));

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (widget, controller);
}
