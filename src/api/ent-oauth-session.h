/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-session.h"

G_BEGIN_DECLS

/* EntOauthSession: password and refresh grants of a client that the school registered. No cookie is kept. */

#define ENT_TYPE_OAUTH_SESSION (ent_oauth_session_get_type ())
G_DECLARE_FINAL_TYPE (EntOauthSession, ent_oauth_session, ENT, OAUTH_SESSION, EntSession)

/* What we ask for: the modules we call, nothing more. All of it must be registered with the client,
 * or the ENT refuses the whole sign-in; where "userbook" is not (the directory serves it), we ask again without it. */
#define ENT_OAUTH_SCOPE \
  "auth userinfo directory userbook blog homeworks conversation communication workspace"
#define ENT_OAUTH_SCOPE_CORE \
  "auth userinfo directory blog homeworks conversation communication workspace"

/* @client_secret NULL: looked up in @credentials; @scope NULL: ENT_OAUTH_SCOPE. */
EntSession *ent_oauth_session_new           (const char      *server,
                                             const char      *login,
                                             EntCredentials  *credentials,
                                             const char      *client_id,
                                             const char      *client_secret,
                                             const char      *scope);
const char *ent_oauth_session_get_client_id (EntOauthSession *self);
gint64      ent_oauth_session_get_expires_at (EntOauthSession *self);   /* monotonic µs; 0: no token */

G_END_DECLS
