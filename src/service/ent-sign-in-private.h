/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-auth-api.h"
#include "ent-credentials.h"
#include "ent-sign-in.h"

G_BEGIN_DECLS

/* NULL: secrets do not outlive the run. */
void            ent_sign_in_set_keyring (EntSignIn      *self,
                                         EntCredentials *keyring);
/* All that the ENT wanted at the last sign-in, also when it does not stop us. */
EntRequirements ent_sign_in_get_demands (EntSignIn      *self);
/* (nullable) (transfer none): who the last sign-in was for, as far as the ENT said. */
EntAccount     *ent_sign_in_get_account (EntSignIn      *self);

G_END_DECLS
