/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-account.h"
#include "ent-auth-api.h"

G_BEGIN_DECLS

/* Signing in with a password typed now: the session, what the ENT wants first, who I am. Shared
 * by the first sign-in and by the later ones. */
void     ent_identify_async  (EntAuthApi           *auth,
                              EntClient            *client,
                              EntAccount           *account,
                              const char           *password,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
gboolean ent_identify_finish (EntAuthApi           *auth,
                              GAsyncResult         *result,
                              EntRequirements      *demands,
                              GError              **error);

G_END_DECLS
