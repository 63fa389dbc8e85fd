/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* EntReachability: may a request be tried at all? While it is down none is made.
 *
 * Signal "changed" (self): try again, or stop trying. It may ring with nothing else changed: a hint
 * that the network moved. */

#define ENT_TYPE_REACHABILITY (ent_reachability_get_type ())
G_DECLARE_INTERFACE (EntReachability, ent_reachability, ENT, REACHABILITY, GObject)

struct _EntReachabilityInterface
{
  GTypeInterface  parent_interface;

  gboolean      (*is_up) (EntReachability *self);
};

gboolean ent_reachability_is_up        (EntReachability *self);
/* For those who implement it. */
void     ent_reachability_emit_changed (EntReachability *self);

G_END_DECLS
