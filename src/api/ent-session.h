/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ent-credentials.h"
#include "ent-error.h"

G_BEGIN_DECLS

typedef struct _EntClient EntClient;   /* sessions and the client know each other */

/* EntSession: how we are known to the ENT: cookies of a form login, or an OAuth2 token. EntClient asks it to sign in and to dress
 * each message; nobody else does. Only the session lives in it: passwords stay with EntCredentials.
 *
 * A password the ENT refused is remembered as refused: it is never tried again by itself, for each try counts for the ban. */

#define ENT_TYPE_SESSION (ent_session_get_type ())
G_DECLARE_DERIVABLE_TYPE (EntSession, ent_session, ENT, SESSION, GObject)

struct _EntSessionClass
{
  GObjectClass parent_class;

  /* Gets a new session or token with @password; called one at a time. */
  void           (* sign_in_async)  (EntSession          *self,
                                     EntClient           *client,
                                     const char          *password,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
  gboolean       (* sign_in_finish) (EntSession          *self,
                                     GAsyncResult        *result,
                                     GError             **error);
  /* Prolongs without a password; NULL where it is not possible. */
  void           (* refresh_async)  (EntSession          *self,
                                     EntClient           *client,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
  gboolean       (* refresh_finish) (EntSession          *self,
                                     GAsyncResult        *result,
                                     GError             **error);
  /* Whether a message sent now has a chance. */
  gboolean       (* is_alive)       (EntSession          *self);
  /* Whether the session was granted for this path at all. */
  gboolean       (* covers)         (EntSession          *self,
                                     const char          *path);
  /* Adds the headers that say who we are. */
  void           (* dress)          (EntSession          *self,
                                     SoupMessage         *message);
  /* Keeps what an answer brings for the next messages. */
  void           (* take)           (EntSession          *self,
                                     SoupMessage         *message);
  /* Forgets cookies or tokens. */
  void           (* forget)         (EntSession          *self);
};

const char     *ent_session_get_server         (EntSession           *self);
const char     *ent_session_get_login          (EntSession           *self);
EntCredentials *ent_session_get_credentials    (EntSession           *self);
gboolean        ent_session_is_alive           (EntSession           *self);
gboolean        ent_session_covers             (EntSession           *self,
                                                const char           *path);
void            ent_session_dress              (EntSession           *self,
                                                SoupMessage          *message);
void            ent_session_take               (EntSession           *self,
                                                SoupMessage          *message,
                                                guint                 epoch);
guint           ent_session_get_epoch          (EntSession           *self);
void            ent_session_forget             (EntSession           *self);

void            ent_session_sign_in_async      (EntSession           *self,
                                                EntClient            *client,
                                                const char           *password,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        ent_session_sign_in_finish     (EntSession           *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void            ent_session_renew_async        (EntSession           *self,
                                                EntClient            *client,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        ent_session_renew_finish       (EntSession           *self,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
