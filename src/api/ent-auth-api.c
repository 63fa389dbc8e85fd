/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-auth-api.h"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-api-private.h"
#include "ent-json.h"
#include "ent-response-private.h"

struct _EntAuthApi
{
  GObject    parent_instance;

  EntClient *client;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (EntAuthApi, ent_auth_api, G_TYPE_OBJECT)

static void
ent_auth_api_finalize (GObject *object)
{
  g_object_unref (ENT_AUTH_API (object)->client);

  G_OBJECT_CLASS (ent_auth_api_parent_class)->finalize (object);
}

static void
ent_auth_api_class_init (EntAuthApiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_auth_api_finalize;
}

static void
ent_auth_api_init (EntAuthApi *self)
{
}

/**
 * ent_auth_api_new:
 * @client: the client to send with
 *
 * Returns: (transfer full): an authentication API
 */
EntAuthApi *
ent_auth_api_new (EntClient *client)
{
  EntAuthApi *self;

  g_return_val_if_fail (ENT_IS_CLIENT (client), NULL);

  self = g_object_new (ENT_TYPE_AUTH_API, NULL);
  self->client = g_object_ref (client);
  return self;
}

static const char *
pick_words (JsonObject *object)
{
  JsonObject *words = ent_json_opt_object (object, "passwordRegexI18n");

  return words != NULL ? ent_json_opt_string (words, "fr") : NULL;
}

/* No other site answers JSON with `passwordRegex` there. */
static gpointer
read_context (EntResponse  *response,
              gpointer      data,
              GError      **error)
{
  guint status = ent_response_get_status (response);
  JsonObject *object = status == SOUP_STATUS_OK ? ent_response_get_object (response, NULL) : NULL;
  const char *regex = object != NULL ? ent_json_opt_string (object, "passwordRegex") : NULL;
  JsonObject *mandatory;
  EntAuthContext *context;

  if (regex == NULL)
    {
      gboolean later = status >= 500 || status == 429 || status == 408;

      g_set_error (error, ENT_API_ERROR,
                   later ? ENT_API_ERROR_UNAVAILABLE
                         : status == SOUP_STATUS_PROXY_UNAUTHORIZED ? ENT_API_ERROR_PROXY
                                                                    : ENT_API_ERROR_NOT_AN_ENT,
                   "HTTP %u without an ENT's answer", status);
      return NULL;
    }

  mandatory = ent_json_opt_object (object, "mandatory");
  context = g_new0 (EntAuthContext, 1);
  context->password_regex = g_strdup (regex);
  context->password_words = g_strdup (pick_words (object));
  context->terms = ent_json_bool_or (object, "cgu", FALSE);
  context->needs_mail = mandatory != NULL && ent_json_bool_or (mandatory, "mail", FALSE);
  context->needs_phone = mandatory != NULL && ent_json_bool_or (mandatory, "phone", FALSE);
  return context;
}

/**
 * ent_auth_api_get_context_async:
 * @self: an authentication API
 * @callback: called in the caller's main context
 *
 * Asks whether an ENT answers there, and what it wants of passwords. Needs no session.
 *
 * Source: entcore aa39df08, AuthController.java (ent-api/01 §7, §10).
 */
void
ent_auth_api_get_context_async (EntAuthApi          *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_AUTH_API (self));

  request = ent_request_new ("GET", "/auth/context", NULL);
  ent_request_set_flags (request, ENT_REQUEST_ANONYMOUS | ENT_REQUEST_ANY_STATUS);
  ent_api_send (self, self->client, request,
                (EntReader) { .read = read_context,
                              .free_result = (GDestroyNotify) ent_auth_context_free },
                ent_auth_api_get_context_async, cancellable, callback, user_data);
}

/**
 * ent_auth_api_get_context_finish:
 * @self: an authentication API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): what the ENT says of itself; fails with
 *   %ENT_API_ERROR_NOT_AN_ENT when something else answers, _OFFLINE, _TLS, _PROXY, _UNAVAILABLE
 */
EntAuthContext *
ent_auth_api_get_context_finish (EntAuthApi    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ent_api_finish (self, result, ent_auth_api_get_context_async, error);
}

static const struct
{
  const char      *member;
  EntRequirements  requirement;
} requirements_members[] = {
  { "forceChangePassword", ENT_REQUIREMENT_PASSWORD },
  { "needRevalidateTerms", ENT_REQUIREMENT_TERMS },
  { "needRevalidateMobile", ENT_REQUIREMENT_MOBILE },
  { "needRevalidateEmail", ENT_REQUIREMENT_EMAIL },
  { "needMfa", ENT_REQUIREMENT_MFA },
};

static gpointer
read_requirements (EntResponse  *response,
                   gpointer      data,
                   GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  EntRequirements *requirements;

  if (object == NULL)
    return NULL;

  requirements = g_new0 (EntRequirements, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (requirements_members); i++)
    if (ent_json_bool_or (object, requirements_members[i].member, FALSE))
      *requirements |= requirements_members[i].requirement;
  return requirements;
}

/**
 * ent_auth_api_get_requirements_async:
 * @self: an authentication API
 * @callback: called in the caller's main context
 *
 * Asks what the ENT demands before anything else.
 *
 * Source: entcore aa39df08, AuthController.java (ent-api/01 §7).
 */
void
ent_auth_api_get_requirements_async (EntAuthApi          *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (ENT_IS_AUTH_API (self));

  ent_api_send (self, self->client, ent_request_new ("GET", "/auth/user/requirements", NULL),
                (EntReader) { .read = read_requirements, .free_result = g_free },
                ent_auth_api_get_requirements_async, cancellable, callback, user_data);
}

/**
 * ent_auth_api_get_requirements_finish:
 * @self: an authentication API
 * @result: what the callback got
 * @requirements: (out): what must be answered first
 *
 * Returns: whether it could be asked
 */
gboolean
ent_auth_api_get_requirements_finish (EntAuthApi       *self,
                                      GAsyncResult     *result,
                                      EntRequirements  *requirements,
                                      GError          **error)
{
  g_autofree EntRequirements *answer =
    ent_api_finish (self, result, ent_auth_api_get_requirements_async, error);

  *requirements = answer != NULL ? *answer : ENT_REQUIREMENT_NONE;
  return answer != NULL;
}

/* Both spellings are met: English in version 2, French in version 1 (ent-api/01 §6). */
static const char * const profiles[][2] = {
  { "ENSEIGNANT", "Teacher" },
  { "ELEVE", "Student" },
  { "PERSRELELEVE", "Relative" },
  { "PERSEDUCNAT", "Personnel" },
  { "SUPERADMIN", "SuperAdmin" },
  { "", "Guest" },
};

static const char *
normalize_profile (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (strcmp (type, profiles[i][0]) == 0)
      return profiles[i][1];

  return type;
}

static char *
dup_first (JsonObject *object,
           const char *member)
{
  g_auto (GStrv) texts = ent_json_dup_strings (ent_json_opt_array (object, member));

  return g_strdup (texts[0]);
}

/* Real names are missing from version 1, which gives "externalId$name". */
static char *
dup_class_name (JsonObject *object)
{
  g_autofree char *name = dup_first (object, "realClassesNames");
  g_autofree char *external = dup_first (object, "classNames");

  if (name != NULL)
    return g_steal_pointer (&name);
  if (external == NULL)
    return NULL;

  return g_strdup (strrchr (external, '$') != NULL ? strrchr (external, '$') + 1 : external);
}

static char **
dup_actions (JsonObject *object)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *actions = ent_json_opt_array (object, "authorizedActions");
  guint n = actions != NULL ? json_array_get_length (actions) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *action = ent_json_element_object (actions, i);
      const char *name = action != NULL ? ent_json_opt_string (action, "name") : NULL;

      if (name != NULL)
        g_strv_builder_add (builder, name);
    }

  return g_strv_builder_end (builder);
}

static gpointer
read_userinfo (EntResponse  *response,
               gpointer      data,
               GError      **error)
{
  EntAccount *account = data;
  JsonObject *object = ent_response_get_object (response, error);
  const char *id = object != NULL ? ent_json_get_string (object, "userId", error) : NULL;
  g_autofree char *school = NULL;
  g_autofree char *class_name = NULL;
  g_auto (GStrv) groups = NULL;
  g_auto (GStrv) actions = NULL;

  if (id == NULL)
    return NULL;

  school = dup_first (object, "structureNames");
  class_name = dup_class_name (object);
  groups = ent_json_dup_strings (ent_json_opt_array (object, "groupsIds"));
  actions = dup_actions (object);

  ent_account_set_user_id (account, id);
  ent_account_set_display_name (account, ent_json_string_or (object, "username",
                                                             ent_json_opt_string (object,
                                                                                  "login")));
  ent_account_set_profile (account, normalize_profile (ent_json_string_or (object, "type", "")));
  ent_account_set_school (account,
                          school != NULL ? school : ent_json_opt_string (object, "schoolName"));
  ent_account_set_class_name (account, class_name);
  ent_account_set_group_ids (account, (const char * const *) groups);
  ent_account_set_actions (account, (const char * const *) actions);
  return NULL;
}

/**
 * ent_auth_api_get_userinfo_async:
 * @self: an authentication API
 * @account: whom to fill: user id, display name, profile, school, class, groups, actions
 * @callback: called in the caller's main context
 *
 * Asks who we are, as the ENT knew it when the session began.
 *
 * Source: libs 6.16.0, AuthManager.java; entcore adapters (ent-api/01 §6).
 */
void
ent_auth_api_get_userinfo_async (EntAuthApi          *self,
                                 EntAccount          *account,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_AUTH_API (self));
  g_return_if_fail (ENT_IS_ACCOUNT (account));

  request = ent_request_new ("GET", "/auth/oauth2/userinfo", NULL);
  ent_request_set_header (request, "Accept", "application/json;version=2.0");
  ent_api_send (self, self->client, request,
                (EntReader) { .read = read_userinfo, .data = g_object_ref (account),
                              .free_data = g_object_unref },
                ent_auth_api_get_userinfo_async, cancellable, callback, user_data);
}

/**
 * ent_auth_api_get_userinfo_finish:
 * @self: an authentication API
 * @result: what the callback got
 *
 * Returns: whether the account was filled; it is untouched otherwise
 */
gboolean
ent_auth_api_get_userinfo_finish (EntAuthApi    *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return ent_api_finish_done (self, result, ent_auth_api_get_userinfo_async, error);
}

/**
 * ent_auth_api_accept_terms_async:
 * @self: an authentication API
 * @callback: called in the caller's main context
 *
 * Accepts the terms of use for the person signed in.
 *
 * Source: entcore aa39df08, AuthController.java (ent-api/01 §7).
 */
void
ent_auth_api_accept_terms_async (EntAuthApi          *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (ENT_IS_AUTH_API (self));

  ent_api_send (self, self->client, ent_request_new ("PUT", "/auth/cgu/revalidate", NULL),
                ENT_READ_DONE,
                ent_auth_api_accept_terms_async, cancellable, callback, user_data);
}

/**
 * ent_auth_api_accept_terms_finish:
 * @self: an authentication API
 * @result: what the callback got
 *
 * Returns: whether the ENT noted it
 */
gboolean
ent_auth_api_accept_terms_finish (EntAuthApi    *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return ent_api_finish_done (self, result, ent_auth_api_accept_terms_async, error);
}

/* These routes answer 302 for yes and 200 with words for no. */
static gpointer
read_form_answer (EntResponse  *response,
                  gpointer      data,
                  GError      **error)
{
  guint status = ent_response_get_status (response);
  g_autofree char *words = NULL;

  if (SOUP_STATUS_IS_REDIRECTION (status))
    return NULL;

  words = ent_response_dup_words (response);
  g_set_error (error, ENT_API_ERROR,
               SOUP_STATUS_IS_SUCCESSFUL (status)
                 ? (words != NULL ? ENT_API_ERROR_REJECTED : ENT_API_ERROR_PROTOCOL)
                 : ent_response_get_code (response),
               "HTTP %u%s%s", status, words != NULL ? ": " : "", words != NULL ? words : "");
  return NULL;
}

static void
send_form (EntAuthApi          *self,
           EntRequest          *request,
           gpointer             source_tag,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  ent_request_set_flags (request,
                         ENT_REQUEST_ANONYMOUS | ENT_REQUEST_ANY_STATUS | ENT_REQUEST_ANY_TYPE);
  ent_api_send (self, self->client, request, (EntReader) { .read = read_form_answer }, source_tag,
                cancellable,
                callback, user_data);
}

static EntRequest *
new_reset_request (const char *login,
                   const char *password)
{
  EntRequest *request = ent_request_new ("POST", "/auth/reset", NULL);

  ent_request_add_form_field (request, "login", login);
  ent_request_add_form_field (request, "password", password);
  ent_request_add_form_field (request, "confirmPassword", password);
  return request;
}

/**
 * ent_auth_api_change_password_async:
 * @self: an authentication API
 * @login: the login
 * @old_password: the password that was accepted, and must be changed
 * @new_password: the new one, which matches the context's regular expression
 * @callback: called in the caller's main context
 *
 * Changes a password as the ENT demands. Every session dies then: sign in with the new one.
 *
 * Source: entcore aa39df08, DefaultUserAuthAccount.java, updatePassword (ent-api/01 §7).
 */
void
ent_auth_api_change_password_async (EntAuthApi          *self,
                                    const char          *login,
                                    const char          *old_password,
                                    const char          *new_password,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_AUTH_API (self));

  request = new_reset_request (login, new_password);
  ent_request_add_form_field (request, "oldPassword", old_password);
  ent_request_add_form_field (request, "forceChange", "force");
  send_form (self, request, ent_auth_api_change_password_async, cancellable, callback, user_data);
}

/**
 * ent_auth_api_change_password_finish:
 * @self: an authentication API
 * @result: what the callback got
 *
 * Returns: whether the password is changed; fails with %ENT_API_ERROR_REJECTED and the ENT's words
 *   when it does not like the new one, or the old one is wrong
 */
gboolean
ent_auth_api_change_password_finish (EntAuthApi    *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  EntSession *session = ent_client_get_session (self->client);

  if (!ent_api_finish_done (self, result, ent_auth_api_change_password_async, error))
    return FALSE;

  if (session != NULL)
    ent_session_forget (session);
  return TRUE;
}

/**
 * ent_auth_api_reset_password_async:
 * @self: an authentication API
 * @login: the login
 * @reset_code: what was given as password and is a reset code
 * @new_password: the new password
 * @callback: called in the caller's main context
 *
 * Chooses a new password with a reset code.
 *
 * Source: entcore aa39df08, AuthController.java (ent-api/01 §7).
 */
void
ent_auth_api_reset_password_async (EntAuthApi          *self,
                                   const char          *login,
                                   const char          *reset_code,
                                   const char          *new_password,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_AUTH_API (self));

  request = new_reset_request (login, new_password);
  ent_request_add_form_field (request, "resetCode", reset_code);
  send_form (self, request, ent_auth_api_reset_password_async, cancellable, callback, user_data);
}

/**
 * ent_auth_api_reset_password_finish:
 * @self: an authentication API
 * @result: what the callback got
 *
 * Returns: whether the password is set; fails with %ENT_API_ERROR_REJECTED and the ENT's words
 */
gboolean
ent_auth_api_reset_password_finish (EntAuthApi    *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return ent_api_finish_done (self, result, ent_auth_api_reset_password_async, error);
}

/**
 * ent_auth_api_activate_async:
 * @self: an authentication API
 * @login: the login
 * @code: the activation code, case-sensitive
 * @password: the password to have
 * @mail: (nullable): an e-mail address, needed where the context says so
 * @phone: (nullable): a mobile number, needed where the context says so
 * @accept_terms: whether the terms of use are accepted
 * @callback: called in the caller's main context
 *
 * Activates an account. It does not sign in: do it next, with @password.
 *
 * Source: entcore aa39df08, AuthController.java (ent-api/01 §7).
 */
void
ent_auth_api_activate_async (EntAuthApi          *self,
                             const char          *login,
                             const char          *code,
                             const char          *password,
                             const char          *mail,
                             const char          *phone,
                             gboolean             accept_terms,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_AUTH_API (self));

  request = ent_request_new ("POST", "/auth/activation/no-login", NULL);
  ent_request_add_form_field (request, "login", login);
  ent_request_add_form_field (request, "activationCode", code);
  ent_request_add_form_field (request, "password", password);
  ent_request_add_form_field (request, "confirmPassword", password);
  if (mail != NULL)
    ent_request_add_form_field (request, "mail", mail);
  if (phone != NULL)
    ent_request_add_form_field (request, "phone", phone);
  if (accept_terms)
    ent_request_add_form_field (request, "acceptCGU", "true");
  send_form (self, request, ent_auth_api_activate_async, cancellable, callback, user_data);
}

/**
 * ent_auth_api_activate_finish:
 * @self: an authentication API
 * @result: what the callback got
 *
 * Returns: whether the account is active; fails with %ENT_API_ERROR_REJECTED and the ENT's words
 */
gboolean
ent_auth_api_activate_finish (EntAuthApi    *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ent_api_finish_done (self, result, ent_auth_api_activate_async, error);
}

/**
 * ent_auth_api_sign_out_async:
 * @self: an authentication API
 * @callback: called in the caller's main context
 *
 * Ends the session on the ENT and forgets it here. There is nothing to end on the ENT for a token:
 * it has no route for it.
 *
 * Source: entcore aa39df08, AuthController.java (ent-api/01 §4.7).
 */
void
ent_auth_api_sign_out_async (EntAuthApi          *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_AUTH_API (self));

  request = ent_request_new ("GET", "/auth/logout", NULL);
  ent_request_set_flags (request,
                         ENT_REQUEST_NO_RENEWAL | ENT_REQUEST_ANY_STATUS | ENT_REQUEST_ANY_TYPE);
  ent_api_send (self, self->client, request, ENT_READ_DONE, ent_auth_api_sign_out_async,
                cancellable, callback,
                user_data);
}

/**
 * ent_auth_api_sign_out_finish:
 * @self: an authentication API
 * @result: what the callback got
 *
 * Returns: whether the ENT was told; the session is forgotten here in any case
 */
gboolean
ent_auth_api_sign_out_finish (EntAuthApi    *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  EntSession *session = ent_client_get_session (self->client);

  if (session != NULL)
    ent_session_forget (session);
  return ent_api_finish_done (self, result, ent_auth_api_sign_out_async, error);
}
