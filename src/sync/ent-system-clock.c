/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-system-clock.h"

struct _EntSystemClock
{
  GObject  parent_instance;
};

static void ent_system_clock_iface_init (EntClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntSystemClock, ent_system_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_CLOCK, ent_system_clock_iface_init))

static gint64
ent_system_clock_get_now (EntClock *clock)
{
  return g_get_real_time ();
}

static guint
ent_system_clock_add_timer (EntClock    *clock,
                            gint64       delay,
                            GSourceFunc  callback,
                            gpointer     user_data)
{
  gint64 milliseconds = MIN ((delay + 999) / 1000, (gint64) G_MAXUINT);

  /* To the second where that is precise enough, so that several programs wake the computer
   * together. */
  if (milliseconds > 10 * 1000)
    return g_timeout_add_seconds ((guint) ((milliseconds + 999) / 1000), callback, user_data);

  return g_timeout_add ((guint) milliseconds, callback, user_data);
}

static void
ent_system_clock_remove_timer (EntClock *clock,
                               guint     timer)
{
  g_source_remove (timer);
}

static void
ent_system_clock_iface_init (EntClockInterface *iface)
{
  iface->get_now = ent_system_clock_get_now;
  iface->add_timer = ent_system_clock_add_timer;
  iface->remove_timer = ent_system_clock_remove_timer;
}

static void
ent_system_clock_class_init (EntSystemClockClass *klass)
{
}

static void
ent_system_clock_init (EntSystemClock *self)
{
}

/**
 * ent_system_clock_new:
 *
 * Returns: (transfer full): a clock of this computer
 */
EntClock *
ent_system_clock_new (void)
{
  return g_object_new (ENT_TYPE_SYSTEM_CLOCK, NULL);
}
