/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntDemandWindow: what the ENT wants before the work goes on: the password again, its terms, a new password, a check in the
 * browser. Closing it leaves everything as it is: the queue waits, writing goes on. */

#define ENT_TYPE_DEMAND_WINDOW (ent_demand_window_get_type ())
G_DECLARE_FINAL_TYPE (EntDemandWindow, ent_demand_window, ENT, DEMAND_WINDOW, AdwWindow)

GtkWidget *ent_demand_window_new (EntWorkspace *workspace, const GError *error);

G_END_DECLS
