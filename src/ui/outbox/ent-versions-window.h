/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntVersionsWindow: "Deux versions": mine and the ENT's side by side; the teacher keeps one, or both. */

#define ENT_TYPE_VERSIONS_WINDOW (ent_versions_window_get_type ())
G_DECLARE_FINAL_TYPE (EntVersionsWindow, ent_versions_window, ENT, VERSIONS_WINDOW, AdwWindow)

GtkWidget *ent_versions_window_new (GtkWindow *parent, EntWorkspace *workspace, EntDraft *draft);

G_END_DECLS
