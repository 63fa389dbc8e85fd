/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many posts of a blog are visible to me. */
typedef struct
{
  guint n_published;
  guint n_draft;
  guint n_submitted;
  guint n_all;
} EntBlogCounts;

G_END_DECLS
