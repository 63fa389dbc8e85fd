/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-account.h"
#include "ent-auth-context.h"
#include "ent-client.h"

G_BEGIN_DECLS

/* EntAuthApi: is it an ENT, who am I, what does it want first. */

#define ENT_TYPE_AUTH_API (ent_auth_api_get_type ())
G_DECLARE_FINAL_TYPE (EntAuthApi, ent_auth_api, ENT, AUTH_API, GObject)

typedef enum
{
  ENT_REQUIREMENT_NONE     = 0,
  ENT_REQUIREMENT_PASSWORD = 1 << 0,   /* the order to answer them in */
  ENT_REQUIREMENT_TERMS    = 1 << 1,
  ENT_REQUIREMENT_MOBILE   = 1 << 2,
  ENT_REQUIREMENT_EMAIL    = 1 << 3,
  ENT_REQUIREMENT_MFA      = 1 << 4,   /* only when a protected action is used */
} EntRequirements;

EntAuthApi      *ent_auth_api_new                  (EntClient *client);
/* Fails with ENT_API_ERROR_NOT_AN_ENT when something else answers. Needs no session. */
void             ent_auth_api_get_context_async    (EntAuthApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntAuthContext  *ent_auth_api_get_context_finish   (EntAuthApi *self, GAsyncResult *result, GError **error);
void             ent_auth_api_get_requirements_async  (EntAuthApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         ent_auth_api_get_requirements_finish (EntAuthApi *self, GAsyncResult *result, EntRequirements *requirements, GError **error);
/* Fills @account (user id, names, profile, school, class, groups, actions). */
void             ent_auth_api_get_userinfo_async   (EntAuthApi *self, EntAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         ent_auth_api_get_userinfo_finish  (EntAuthApi *self, GAsyncResult *result, GError **error);
void             ent_auth_api_accept_terms_async   (EntAuthApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         ent_auth_api_accept_terms_finish  (EntAuthApi *self, GAsyncResult *result, GError **error);
/* The imposed change: all sessions die, sign in again with the new password. REJECTED with the ENT's words when it says no. */
void             ent_auth_api_change_password_async  (EntAuthApi *self, const char *login, const char *old_password, const char *new_password, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         ent_auth_api_change_password_finish (EntAuthApi *self, GAsyncResult *result, GError **error);
/* A new password by the reset code given as password (ENT_API_ERROR_RESET_NEEDED). */
void             ent_auth_api_reset_password_async   (EntAuthApi *self, const char *login, const char *reset_code, const char *new_password, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         ent_auth_api_reset_password_finish  (EntAuthApi *self, GAsyncResult *result, GError **error);
/* @mail and @phone may be NULL where the context does not want them. */
void             ent_auth_api_activate_async       (EntAuthApi *self, const char *login, const char *code, const char *password, const char *mail, const char *phone, gboolean accept_terms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         ent_auth_api_activate_finish      (EntAuthApi *self, GAsyncResult *result, GError **error);
/* Ends the cookie session on the ENT and forgets it here. */
void             ent_auth_api_sign_out_async       (EntAuthApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean         ent_auth_api_sign_out_finish      (EntAuthApi *self, GAsyncResult *result, GError **error);

G_END_DECLS
