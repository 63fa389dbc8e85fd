/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-entry.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* Moves an entry to another day (the ENT knows no move: it is written there anew, then taken away here), with a toast that
 * takes it back. What was not asked to leave yet still waits for that. */
void ent_entry_mover_move (GtkWidget *widget, EntWorkspace *workspace, EntEntry *entry, const char *date);

G_END_DECLS
