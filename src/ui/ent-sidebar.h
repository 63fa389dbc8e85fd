/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntSidebar: who I am, the activities with their badges, the connection card. */

#define ENT_TYPE_SIDEBAR (ent_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (EntSidebar, ent_sidebar, ENT, SIDEBAR, GtkWidget)

void ent_sidebar_set_workspace (EntSidebar *self, EntWorkspace *workspace);
void ent_sidebar_select        (EntSidebar *self, const char *page);

G_END_DECLS
