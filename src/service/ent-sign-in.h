/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntSignIn: a first sign-in: from an address and a password to an open workspace. */

#define ENT_TYPE_SIGN_IN (ent_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (EntSignIn, ent_sign_in, ENT, SIGN_IN, GObject)

EntSignIn    *ent_sign_in_new        (const char *data_dir);

typedef struct
{
  const char *server;         /* as typed: "ent.example.org" is completed to https; http only for loopback or if typed */
  const char *login;
  const char *password;
  const char *client_id;      /* (nullable): OAuth2 */
  const char *client_secret;  /* (nullable) */
  gboolean    remember;       /* password into the keyring */
} EntSignInForm;

/* Looks whether an ENT answers there, signs in, reads who I am, opens (or re-opens) the account's store: an account with the same
 * server and user keeps its folder. Fails with ENT_API_ERROR_* or ENT_STORE_ERROR_*; demands (TERMS, PASSWORD_CHANGE, VALIDATION,
 * ACTIVATION_NEEDED, RESET_NEEDED) come as errors with the session kept: answer them on @self, then call again with the same form. */
void          ent_sign_in_async      (EntSignIn *self, const EntSignInForm *form, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntWorkspace *ent_sign_in_finish     (EntSignIn *self, GAsyncResult *result, GError **error);
void          ent_sign_in_accept_terms_async     (EntSignIn *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      ent_sign_in_accept_terms_finish    (EntSignIn *self, GAsyncResult *result, GError **error);
void          ent_sign_in_change_password_async  (EntSignIn *self, const char *old_password, const char *new_password, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      ent_sign_in_change_password_finish (EntSignIn *self, GAsyncResult *result, GError **error);
void          ent_sign_in_activate_async         (EntSignIn *self, const char *new_password, const char *mail, gboolean accept_terms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      ent_sign_in_activate_finish        (EntSignIn *self, GAsyncResult *result, GError **error);

G_END_DECLS
