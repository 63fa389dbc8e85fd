/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"

G_BEGIN_DECLS

/* Whose turn it is to see a message: a list, which counts, or the reader of one. */
JsonObject *ent_training_message_read_summary (EntTrainingRequest *request,
                                               const char         *id);
gboolean    ent_training_message_is_in_box    (EntTrainingRequest *request,
                                               const char         *id);
gboolean    ent_training_message_is_my_draft  (EntTrainingRequest *request,
                                               const char         *id);
gboolean    ent_training_message_check_batch  (EntTrainingRequest *request,
                                               JsonArray          *ids);
JsonArray  *ent_training_message_get_ids      (EntTrainingRequest *request);
gboolean    ent_training_folder_is_mine       (EntTrainingRequest *request,
                                               const char         *id);
void        ent_training_message_touch        (EntTrainingRequest *request,
                                               const char         *id);

G_END_DECLS
