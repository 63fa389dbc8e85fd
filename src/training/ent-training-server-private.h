/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"

G_BEGIN_DECLS

gint64   ent_training_server_get_session_life (EntTrainingServer  *self);
guint    ent_training_server_get_max_failures (EntTrainingServer  *self);
void     ent_training_server_record           (EntTrainingServer  *self,
                                               EntTrainingRequest *request,
                                               gboolean            lost);

G_END_DECLS
