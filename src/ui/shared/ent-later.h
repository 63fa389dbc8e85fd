/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* When a text leaves that is not to leave now: the mornings one usually means, or a day and an hour one picks. Times are in
 * µs UTC. */

/* (transfer full): @action takes a time (x), @ask_action asks for one. */
GMenu  *ent_later_make_menu  (GDateTime *now, const char *action, const char *ask_action);
/* Asks for a day and an hour. Finishes with 0, without error: the user cancelled. */
void    ent_later_ask_async  (GtkWidget *parent, GAsyncReadyCallback callback, gpointer user_data);
gint64  ent_later_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
