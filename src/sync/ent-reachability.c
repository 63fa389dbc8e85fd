/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-reachability.h"

G_DEFINE_INTERFACE (EntReachability, ent_reachability, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ent_reachability_default_init (EntReachabilityInterface *iface)
{
  /**
   * EntReachability::changed:
   * @self: the sender
   *
   * Whether requests may be tried changed, or the network moved and waiting requests deserve a try.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ENT_TYPE_REACHABILITY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * ent_reachability_is_up:
 * @self: a reachability
 *
 * Returns: %FALSE when no request may be made at all
 */
gboolean
ent_reachability_is_up (EntReachability *self)
{
  g_return_val_if_fail (ENT_IS_REACHABILITY (self), FALSE);

  return ENT_REACHABILITY_GET_IFACE (self)->is_up (self);
}

/**
 * ent_reachability_emit_changed:
 * @self: a reachability
 *
 * Emits #EntReachability::changed.
 */
void
ent_reachability_emit_changed (EntReachability *self)
{
  g_return_if_fail (ENT_IS_REACHABILITY (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
