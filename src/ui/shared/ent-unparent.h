/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In dispose: lets every child of @widget go, those of its template and those added since. */
void ent_unparent_children (GtkWidget *widget);

G_END_DECLS
