/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"

G_BEGIN_DECLS

/* Cookie sessions: "oneSessionId" is an id and its signature. */
void      ent_training_session_open       (EntTrainingRequest *request,
                                           const char         *person_id,
                                           gboolean            remember);
void      ent_training_session_close      (EntTrainingRequest *request);
void      ent_training_session_rotate     (EntTrainingRequest *request);
void      ent_training_session_drop_all   (EntTrainingDb      *db,
                                           const char         *person_id,
                                           const char         *but_session_id);
char     *ent_training_session_verify     (EntTrainingServer  *server,
                                           const char         *cookie);
void      ent_training_session_clear      (EntTrainingRequest *request);
gboolean  ent_training_session_load       (EntTrainingRequest *request);
gboolean  ent_training_session_xsrf_holds (EntTrainingRequest *request);

G_END_DECLS
