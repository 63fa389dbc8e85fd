/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-network-reachability.h"

struct _EntNetworkReachability
{
  GObject          parent_instance;

  GNetworkMonitor *monitor;    /* (owned) (nullable) */
  gboolean         available;  /* what the monitor said last */
  gboolean         cut;        /* the switch: as if the cable were out */
};

static void ent_network_reachability_iface_init (EntReachabilityInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntNetworkReachability, ent_network_reachability, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_REACHABILITY,
                                                      ent_network_reachability_iface_init))

/* The monitor looks for a default route: a school's server on the local network needs none. So what
 * it says never forbids a request, it only tells when to try again; the request is the proof. */
static gboolean
ent_network_reachability_is_up (EntReachability *reachability)
{
  return !ENT_NETWORK_REACHABILITY (reachability)->cut;
}

static void
ent_network_reachability_iface_init (EntReachabilityInterface *iface)
{
  iface->is_up = ent_network_reachability_is_up;
}

static void
on_network_changed_cb (EntNetworkReachability *self,
                       gboolean                available,
                       GNetworkMonitor        *monitor)
{
  gboolean came_back = available && !self->available;

  self->available = available;

  if (came_back && !self->cut)
    ent_reachability_emit_changed (ENT_REACHABILITY (self));
}

static void
ent_network_reachability_dispose (GObject *object)
{
  EntNetworkReachability *self = ENT_NETWORK_REACHABILITY (object);

  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (ent_network_reachability_parent_class)->dispose (object);
}

static void
ent_network_reachability_class_init (EntNetworkReachabilityClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_network_reachability_dispose;
}

static void
ent_network_reachability_init (EntNetworkReachability *self)
{
}

/**
 * ent_network_reachability_new:
 * @monitor: (nullable): who knows when the network comes back, usually
 *   g_network_monitor_get_default(); %NULL for nobody
 *
 * Returns: (transfer full): a reachability that is up
 */
EntNetworkReachability *
ent_network_reachability_new (GNetworkMonitor *monitor)
{
  EntNetworkReachability *self;

  g_return_val_if_fail (monitor == NULL || G_IS_NETWORK_MONITOR (monitor), NULL);

  self = g_object_new (ENT_TYPE_NETWORK_REACHABILITY, NULL);

  if (monitor != NULL)
    {
      self->monitor = g_object_ref (monitor);
      self->available = g_network_monitor_get_network_available (monitor);
      g_signal_connect_object (monitor, "network-changed", G_CALLBACK (on_network_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  return self;
}

/**
 * ent_network_reachability_set_cut:
 * @self: a reachability
 * @cut: %TRUE: no request at all from now on
 *
 * Takes the cable out, or puts it back.
 */
void
ent_network_reachability_set_cut (EntNetworkReachability *self,
                                  gboolean                cut)
{
  g_return_if_fail (ENT_IS_NETWORK_REACHABILITY (self));

  cut = !!cut;
  if (self->cut == cut)
    return;

  self->cut = cut;
  ent_reachability_emit_changed (ENT_REACHABILITY (self));
}
