/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-clock.h"

G_BEGIN_DECLS

/* EntSystemClock: this computer's clock and main loop. */

#define ENT_TYPE_SYSTEM_CLOCK (ent_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (EntSystemClock, ent_system_clock, ENT, SYSTEM_CLOCK, GObject)

EntClock *ent_system_clock_new (void);

G_END_DECLS
