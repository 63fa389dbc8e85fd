/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What this ENT allows in messages. */
typedef struct
{
  guint    max_depth;        /* of folders */
  guint    recall_minutes;   /* how long after sending a message may be recalled */
  gboolean filtered;         /* recipients must be searched on the ENT, there are too many to load */
} EntConversationLimits;

G_END_DECLS
