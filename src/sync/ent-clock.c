/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-clock.h"

G_DEFINE_INTERFACE (EntClock, ent_clock, G_TYPE_OBJECT)

static void
ent_clock_default_init (EntClockInterface *iface)
{
}

/**
 * ent_clock_get_now:
 * @self: a clock
 *
 * Returns: the time, in microseconds UTC
 */
gint64
ent_clock_get_now (EntClock *self)
{
  g_return_val_if_fail (ENT_IS_CLOCK (self), 0);

  return ENT_CLOCK_GET_IFACE (self)->get_now (self);
}

/**
 * ent_clock_add_timer:
 * @self: a clock
 * @delay: microseconds from now, at least 0
 * @callback: called in the main context; %G_SOURCE_CONTINUE rings again after the same delay
 * @user_data: given to @callback
 *
 * Returns: a number for ent_clock_remove_timer(), never 0
 */
guint
ent_clock_add_timer (EntClock    *self,
                     gint64       delay,
                     GSourceFunc  callback,
                     gpointer     user_data)
{
  g_return_val_if_fail (ENT_IS_CLOCK (self), 0);
  g_return_val_if_fail (delay >= 0, 0);
  g_return_val_if_fail (callback != NULL, 0);

  return ENT_CLOCK_GET_IFACE (self)->add_timer (self, delay, callback, user_data);
}

/**
 * ent_clock_remove_timer:
 * @self: a clock
 * @timer: a timer that has not ended by itself
 *
 * Stops a timer of ent_clock_add_timer().
 */
void
ent_clock_remove_timer (EntClock *self,
                        guint     timer)
{
  g_return_if_fail (ENT_IS_CLOCK (self));
  g_return_if_fail (timer != 0);

  ENT_CLOCK_GET_IFACE (self)->remove_timer (self, timer);
}
