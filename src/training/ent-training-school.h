/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-people.h"
#include "ent-training-server.h"

G_BEGIN_DECLS

/* The invented school. All active accounts have the password "encrier":
 *
 *   camille.durand     teacher of the CE1, the usual one
 *   anne.lefebvre      director: teacher of the CM2, direction group, local administrator
 *   paul.mercier       teacher of the CM1, direction group, no administrator
 *   sylvie.garnier     staff, local administrator
 *   julie.moreau       mother of two pupils, CE1 and CM1
 *   lea.moreau         pupil of the CE1
 *   nora.petit         teacher, not activated: activation code "h4nbx7rk"
 *   marc.renard        teacher, blocked
 *   louis.marchand     teacher with a reset code: "r8kvt3nw"
 *   ines.faure         teacher who must change the password
 *   hugo.blanc         teacher who must accept the terms
 *   lucie.perrin       teacher of a school without the mobile application (hasApp false)
 *   participant.1…     teachers of a workshop, each with a class, when some were asked for
 *
 * OAuth2 client: "encrier-demo", secret "encrier-secret". All functions run inside the caller's
 * transaction. */
void      ent_training_school_build (EntTrainingDb          *db,
                                     guint64                 seed,
                                     EntTrainingScale        scale,
                                     guint                   participants,
                                     gint64                  now);
gboolean  ent_training_school_clear (EntTrainingDb          *db,
                                     GError                **error);

G_END_DECLS
