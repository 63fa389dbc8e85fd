/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ENT_BACKOFF_FIRST (30 * G_TIME_SPAN_SECOND)
#define ENT_BACKOFF_LAST (G_TIME_SPAN_DAY)

gint64 ent_backoff_get_delay (guint attempts);

G_END_DECLS
