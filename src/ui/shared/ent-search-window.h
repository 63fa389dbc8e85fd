/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntSearchWindow: Ctrl+K: one entry over everything on this computer. */

#define ENT_TYPE_SEARCH_WINDOW (ent_search_window_get_type ())
G_DECLARE_FINAL_TYPE (EntSearchWindow, ent_search_window, ENT, SEARCH_WINDOW, AdwWindow)

GtkWidget *ent_search_window_new (GtkWindow *parent, EntWorkspace *workspace);

G_END_DECLS
