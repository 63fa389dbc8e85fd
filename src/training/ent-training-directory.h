/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"

G_BEGIN_DECLS

/* Questions about people that several modules ask. Ids name persons or groups. */
gboolean    ent_training_directory_may_write  (EntTrainingDb         *db,
                                               const EntTrainingUser *from,
                                               const char            *id);
GPtrArray  *ent_training_directory_expand     (EntTrainingDb         *db,
                                               JsonArray             *ids);
char       *ent_training_directory_dup_name   (EntTrainingDb         *db,
                                               const char            *id);
char       *ent_training_group_dup_label      (const char            *stored_name,
                                               const char            *type);
gboolean    ent_training_shared_allows        (EntTrainingDb         *db,
                                               const EntTrainingUser *user,
                                               JsonArray             *shared,
                                               const char            *action);
void        ent_training_notify               (EntTrainingRequest    *request,
                                               const char            *type,
                                               const char            *event_type,
                                               const char            *resource,
                                               const char            *sub_resource,
                                               JsonObject            *params,
                                               GPtrArray             *recipients);

G_END_DECLS
