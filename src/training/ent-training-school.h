/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-server.h"

G_BEGIN_DECLS

/* The invented school. Both run inside the caller's transaction. */
void      ent_training_school_build (EntTrainingDb     *db,
                                     guint64            seed,
                                     EntTrainingScale   scale,
                                     guint              participants,
                                     gint64             now);
gboolean  ent_training_school_clear (EntTrainingDb     *db,
                                     GError           **error);

G_END_DECLS
