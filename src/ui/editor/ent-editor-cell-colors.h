/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The colours the ENT offers for the ground of a cell, as buttons that activate @action with the css colour, "" for none. */
GtkWidget *ent_editor_cell_colors_new (const char *action);

G_END_DECLS
