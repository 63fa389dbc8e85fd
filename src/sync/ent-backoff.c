/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-backoff.h"

/* A tenth of the delay is left to chance: a whole school whose ENT comes back must not knock at the
 * same second. */
#define CHANCE 0.1

/**
 * ent_backoff_get_delay:
 * @attempts: tries that failed so far, at least 1
 *
 * Returns: microseconds to wait before the next try: 30 s, four times longer each time, a day at
 *   most, give or take a tenth
 */
gint64
ent_backoff_get_delay (guint attempts)
{
  gint64 delay = ENT_BACKOFF_FIRST;

  g_return_val_if_fail (attempts > 0, ENT_BACKOFF_FIRST);

  for (guint i = 1; i < attempts && delay < ENT_BACKOFF_LAST; i++)
    delay *= 4;

  delay = MIN (delay, ENT_BACKOFF_LAST);

  return (gint64) ((double) delay * g_random_double_range (1 - CHANCE, 1 + CHANCE));
}
