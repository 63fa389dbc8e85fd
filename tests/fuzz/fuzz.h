/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The door libFuzzer knocks at, by its own name and signature; the replay program comes through
 * it too. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);
