/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-clock.h"

struct _TestClock
{
  GObject  parent_instance;

  gint64   now;     /* µs UTC */
  GArray  *timers;  /* (owned) (element-type Timer) */
  guint    last_id;
};

typedef struct
{
  guint        id;
  gint64       at;     /* µs UTC */
  gint64       delay;
  GSourceFunc  callback;
  gpointer     user_data;
} Timer;

static void test_clock_iface_init (EntClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestClock, test_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_CLOCK, test_clock_iface_init))

static gint64
test_clock_get_now (EntClock *clock)
{
  return TEST_CLOCK (clock)->now;
}

static guint
test_clock_add_timer (EntClock    *clock,
                      gint64       delay,
                      GSourceFunc  callback,
                      gpointer     user_data)
{
  TestClock *self = TEST_CLOCK (clock);
  Timer timer = { ++self->last_id, self->now + delay, delay, callback, user_data };

  g_array_append_val (self->timers, timer);

  return timer.id;
}

static void
test_clock_remove_timer (EntClock *clock,
                         guint     id)
{
  TestClock *self = TEST_CLOCK (clock);

  for (guint i = 0; i < self->timers->len; i++)
    if (g_array_index (self->timers, Timer, i).id == id)
      {
        g_array_remove_index (self->timers, i);
        return;
      }

  g_assert_not_reached ();
}

static void
test_clock_iface_init (EntClockInterface *iface)
{
  iface->get_now = test_clock_get_now;
  iface->add_timer = test_clock_add_timer;
  iface->remove_timer = test_clock_remove_timer;
}

static void
test_clock_finalize (GObject *object)
{
  TestClock *self = TEST_CLOCK (object);

  g_assert_cmpuint (self->timers->len, ==, 0);   /* everybody cleaned up */
  g_array_unref (self->timers);

  G_OBJECT_CLASS (test_clock_parent_class)->finalize (object);
}

static void
test_clock_class_init (TestClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_clock_finalize;
}

static void
test_clock_init (TestClock *self)
{
  self->now = g_get_real_time ();
  self->timers = g_array_new (FALSE, FALSE, sizeof (Timer));
}

TestClock *
test_clock_new (void)
{
  return g_object_new (TEST_TYPE_CLOCK, NULL);
}

static gboolean
take_next (TestClock *self,
           gint64     until,
           Timer     *next)
{
  guint found = G_MAXUINT;

  for (guint i = 0; i < self->timers->len; i++)
    if (g_array_index (self->timers, Timer, i).at <= until &&
        (found == G_MAXUINT ||
         g_array_index (self->timers, Timer, i).at < g_array_index (self->timers, Timer, found).at))
      found = i;

  if (found == G_MAXUINT)
    return FALSE;

  *next = g_array_index (self->timers, Timer, found);

  return TRUE;
}

static void
ring (TestClock *self,
      Timer     *timer)
{
  gboolean again = timer->callback (timer->user_data);

  for (guint i = 0; i < self->timers->len; i++)
    {
      Timer *same = &g_array_index (self->timers, Timer, i);

      if (same->id != timer->id)
        continue;

      if (again)
        same->at += same->delay;
      else
        g_array_remove_index (self->timers, i);

      return;
    }
}

void
test_clock_advance (TestClock *self,
                    gint64     delay)
{
  gint64 until = self->now + delay;
  Timer timer;

  while (take_next (self, until, &timer))
    {
      self->now = MAX (self->now, timer.at);
      ring (self, &timer);
    }

  self->now = until;
}
