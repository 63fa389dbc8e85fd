/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntHistoryWindow: what was written, version by version: of one text, or of all with a search in every version; compared with
 * now, brought back as a new edit. */

#define ENT_TYPE_HISTORY_WINDOW (ent_history_window_get_type ())
G_DECLARE_FINAL_TYPE (EntHistoryWindow, ent_history_window, ENT, HISTORY_WINDOW, AdwWindow)

GtkWidget *ent_history_window_new (GtkWindow *parent, EntWorkspace *workspace, const char *item_id, const char *draft_uuid);

G_END_DECLS
