/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-credentials.h"

G_BEGIN_DECLS

/* EntRunCredentials: secrets for as long as the account is open, on top of a keyring. What was
 * typed is kept in memory, so that a session that ends is renewed without a question; the
 * keyring gets it only when the teacher said so. Without a keyring on this computer, nothing is
 * known: the password is asked. */

#define ENT_TYPE_RUN_CREDENTIALS (ent_run_credentials_get_type ())
G_DECLARE_FINAL_TYPE (EntRunCredentials, ent_run_credentials, ENT, RUN_CREDENTIALS, GObject)

EntRunCredentials *ent_run_credentials_new          (EntCredentials    *keyring);
EntCredentials    *ent_run_credentials_get_keyring  (EntRunCredentials *self);
void               ent_run_credentials_set_remember (EntRunCredentials *self,
                                                     gboolean           remember);
void               ent_run_credentials_keep         (EntRunCredentials *self,
                                                     const char        *server,
                                                     const char        *login,
                                                     EntSecretKind      kind,
                                                     const char        *secret);

G_END_DECLS
