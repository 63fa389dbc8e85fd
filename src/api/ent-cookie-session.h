/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-session.h"

G_BEGIN_DECLS

/* EntCookieSession: the web's form login; needs nothing but a login and a password. */

#define ENT_TYPE_COOKIE_SESSION (ent_cookie_session_get_type ())
G_DECLARE_FINAL_TYPE (EntCookieSession, ent_cookie_session, ENT, COOKIE_SESSION, EntSession)

EntSession *ent_cookie_session_new       (const char       *server,
                                          const char       *login,
                                          EntCredentials   *credentials);
char       *ent_cookie_session_dup_xsrf  (EntCookieSession *self);   /* (nullable): value of the XSRF-TOKEN cookie */
void        ent_cookie_session_drop_xsrf (EntCookieSession *self);
void        ent_cookie_session_make_xsrf (EntCookieSession *self,
                                          const char       *server);

G_END_DECLS
