/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks the window of @widget for the history of a thing of the ENT (@item_id), of a draft (@draft_uuid), or of both as one. */
void ent_open_history (GtkWidget *widget, const char *item_id, const char *draft_uuid);

G_END_DECLS
