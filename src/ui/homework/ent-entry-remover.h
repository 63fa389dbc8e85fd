/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-entry.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* Asks whether @entry is to be deleted, and deletes it. */
void ent_entry_remover_ask (GtkWidget *widget, EntWorkspace *workspace, EntEntry *entry);

G_END_DECLS
