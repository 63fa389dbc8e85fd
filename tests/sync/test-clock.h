/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-clock.h"

G_BEGIN_DECLS

/* TestClock: a clock that moves when it is told. */

#define TEST_TYPE_CLOCK (test_clock_get_type ())
G_DECLARE_FINAL_TYPE (TestClock, test_clock, TEST, CLOCK, GObject)

TestClock *test_clock_new     (void);
/* Microseconds, may be negative; rings what falls in between, in order. */
void       test_clock_advance (TestClock *self,
                               gint64     delay);

G_END_DECLS
