/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"

G_BEGIN_DECLS

/* What a login and a password turn out to be. */
typedef enum
{
  ENT_TRAINING_LOGIN_GOOD,
  ENT_TRAINING_LOGIN_FAILED,
  ENT_TRAINING_LOGIN_BANNED,
  ENT_TRAINING_LOGIN_BLOCKED,
  ENT_TRAINING_LOGIN_ACTIVATION,  /* the password is the activation code */
  ENT_TRAINING_LOGIN_RESET,       /* the password is the reset code */
} EntTrainingLogin;

EntTrainingLogin  ent_training_account_check        (EntTrainingRequest *request,
                                                     const char         *login,
                                                     const char         *password,
                                                     char              **person_id);
const char       *ent_training_account_error_key    (EntTrainingLogin    outcome);
const char       *ent_training_account_message      (const char         *key);
char             *ent_training_account_hash         (const char         *password,
                                                     const char         *salt,
                                                     guint               iterations);
void              ent_training_account_set_password (EntTrainingDb      *db,
                                                     const char         *person_id,
                                                     const char         *password);

G_END_DECLS
