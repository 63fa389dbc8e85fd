/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* EntClock: what time it is and what rings later. An interface, so that tests own the time. */

#define ENT_TYPE_CLOCK (ent_clock_get_type ())
G_DECLARE_INTERFACE (EntClock, ent_clock, ENT, CLOCK, GObject)

struct _EntClockInterface
{
  GTypeInterface  parent_interface;

  gint64        (*get_now)      (EntClock    *self);
  guint         (*add_timer)    (EntClock    *self,
                                 gint64       delay,
                                 GSourceFunc  callback,
                                 gpointer     user_data);
  void          (*remove_timer) (EntClock    *self,
                                 guint        timer);
};

gint64 ent_clock_get_now      (EntClock    *self);
guint  ent_clock_add_timer    (EntClock    *self,
                               gint64       delay,
                               GSourceFunc  callback,
                               gpointer     user_data);
void   ent_clock_remove_timer (EntClock    *self,
                               guint        timer);

G_END_DECLS
