/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"

G_BEGIN_DECLS

void ent_training_userinfo_answer (EntTrainingRequest *request);

G_END_DECLS
