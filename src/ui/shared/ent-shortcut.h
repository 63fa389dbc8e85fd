/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Runs @action (of @widget or above) on @trigger ("<Control>Return"), before the text inside @widget sees the key: a
 * GtkTextView would take Ctrl+Return for a new line. */
void ent_add_shortcut (GtkWidget *widget, const char *trigger, const char *action);

G_END_DECLS
