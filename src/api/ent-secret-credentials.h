/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-credentials.h"

G_BEGIN_DECLS

/* EntSecretCredentials: the desktop's keyring, by libsecret. */

#define ENT_TYPE_SECRET_CREDENTIALS (ent_secret_credentials_get_type ())
G_DECLARE_FINAL_TYPE (EntSecretCredentials, ent_secret_credentials, ENT, SECRET_CREDENTIALS, GObject)

EntCredentials *ent_secret_credentials_new (void);

G_END_DECLS
