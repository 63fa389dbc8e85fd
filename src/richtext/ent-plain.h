/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint    ent_plain_count_words (const char *plain);
gboolean ent_plain_equal_words (const char *a,
                                const char *b);

G_END_DECLS
