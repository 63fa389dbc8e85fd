/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ent-reachability.h"

G_BEGIN_DECLS

/* EntNetworkReachability: GNetworkMonitor as a hint, and a switch that wins over it. */

#define ENT_TYPE_NETWORK_REACHABILITY (ent_network_reachability_get_type ())
G_DECLARE_FINAL_TYPE (EntNetworkReachability, ent_network_reachability, ENT, NETWORK_REACHABILITY,
                      GObject)

EntNetworkReachability *ent_network_reachability_new     (GNetworkMonitor        *monitor);
void                    ent_network_reachability_set_cut (EntNetworkReachability *self,
                                                          gboolean                cut);

G_END_DECLS
