/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-oauth-session.h"

#include <string.h>

#include "ent-client.h"
#include "ent-json.h"
#include "ent-login-page.h"
#include "ent-response-private.h"

/* A token is prolonged this long before it ends, as the official app does. */
#define MARGIN_SECONDS (3 * 60)

struct _EntOauthSession
{
  EntSession  parent_instance;

  char       *client_id;       /* (owned) */
  char       *client_secret;   /* (owned) (nullable): until it was looked up */
  char       *scope;           /* (owned): what is asked for */
  char      **granted;         /* (owned) (nullable): what was granted, when the ENT said it */
  char       *access_token;    /* (owned) (nullable) */
  char       *refresh_token;   /* (owned) (nullable) */
  gint64      renew_at;        /* monotonic µs: end of the token less the margin */
  gint64      expires_at;      /* monotonic µs */
};

G_DEFINE_FINAL_TYPE (EntOauthSession, ent_oauth_session, ENT_TYPE_SESSION)

/* What a token request waits for: the client's secret first. */
typedef struct
{
  EntClient *client;      /* (owned) */
  char      *password;    /* (owned) (nullable): NULL to refresh */
} TokenData;

static void
token_data_free (gpointer data)
{
  TokenData *self = data;

  g_object_unref (self->client);
  g_free (self->password);
  g_free (self);
}

static gboolean
ent_oauth_session_is_alive (EntSession *session)
{
  EntOauthSession *self = ENT_OAUTH_SESSION (session);

  return self->access_token != NULL && g_get_monotonic_time () < self->renew_at;
}

/* Each word of the scope is a module's prefix; /userbook is served by the directory, and the
 * portal's routes are at the root (ent-api/01 §4.2). */
static gboolean
ent_oauth_session_covers (EntSession *session,
                          const char *path)
{
  EntOauthSession *self = ENT_OAUTH_SESSION (session);
  g_auto (GStrv) segments = g_strsplit (path, "/", 3);
  const char *module = g_strv_length (segments) == 3 ? segments[1] : "portal";

  if (self->granted == NULL)
    return TRUE;

  if (strcmp (module, "userbook") == 0)
    module = "directory";
  if (strcmp (path, "/auth/oauth2/userinfo") == 0 &&
      g_strv_contains ((const char * const *) self->granted, "userinfo"))
    return TRUE;

  return g_strv_contains ((const char * const *) self->granted, module);
}

static void
ent_oauth_session_dress (EntSession  *session,
                         SoupMessage *message)
{
  EntOauthSession *self = ENT_OAUTH_SESSION (session);
  g_autofree char *value = NULL;

  if (self->access_token == NULL)
    return;

  value = g_strconcat ("Bearer ", self->access_token, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
}

static void
ent_oauth_session_forget (EntSession *session)
{
  EntOauthSession *self = ENT_OAUTH_SESSION (session);

  g_clear_pointer (&self->access_token, g_free);
  g_clear_pointer (&self->refresh_token, g_free);
  g_clear_pointer (&self->granted, g_strfreev);
  self->renew_at = 0;
  self->expires_at = 0;
}

static gboolean
take_token (EntOauthSession  *self,
            EntResponse      *response,
            GError          **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  const char *token = object != NULL ? ent_json_get_string (object, "access_token", error) : NULL;
  const char *scope, *refresh_token;
  gint64 life;

  if (token == NULL)
    return FALSE;

  life = CLAMP (ent_json_int_or (object, "expires_in", 3600), 1, 365 * 24 * 3600);
  scope = ent_json_opt_string (object, "scope");
  refresh_token = ent_json_opt_string (object, "refresh_token");

  g_free (self->access_token);
  self->access_token = g_strdup (token);
  g_clear_pointer (&self->granted, g_strfreev);
  if (scope != NULL && scope[0] != '\0')
    self->granted = g_strsplit (scope, " ", -1);
  /* A refresh answers the same refresh token, or none. */
  if (refresh_token != NULL)
    {
      g_free (self->refresh_token);
      self->refresh_token = g_strdup (refresh_token);
    }
  self->expires_at = g_get_monotonic_time () + life * G_USEC_PER_SEC;
  self->renew_at = self->expires_at - MIN (MARGIN_SECONDS, life / 4) * G_USEC_PER_SEC;
  return TRUE;
}

/* What the token endpoint's answer means (ent-api/01 §4.2, table of errors). */
static EntApiError
read_refusal (EntResponse *response,
              const char  *type,
              const char  *detail)
{
  guint status = ent_response_get_status (response);

  if (status >= 500 || status == 429 || status == 408 || g_strcmp0 (type, "quota_overflow") == 0)
    return ENT_API_ERROR_UNAVAILABLE;
  if (g_strcmp0 (type, "access_denied") == 0)
    return ent_login_page_code_of_key (detail);
  if (g_strcmp0 (type, "invalid_client") == 0 || g_strcmp0 (type, "invalid_grant") == 0 ||
      g_strcmp0 (type, "unsupported_grant_type") == 0 || g_strcmp0 (type, "invalid_request") == 0)
    return ENT_API_ERROR_BAD_CLIENT;
  if (status >= 400 && status != 401)
    return ent_response_get_code (response);

  return ENT_API_ERROR_PROTOCOL;
}

static void send_token_request (GTask *task);

/* With a password, invalid_grant is about the scope alone: the password was not looked at. */
static gboolean
ask_for_less (EntOauthSession *self,
              TokenData       *data,
              const char      *type)
{
  if (data->password == NULL || strcmp (type, "invalid_grant") != 0 ||
      strcmp (self->scope, ENT_OAUTH_SCOPE) != 0)
    return FALSE;

  g_free (self->scope);
  self->scope = g_strdup (ENT_OAUTH_SCOPE_CORE);
  return TRUE;
}

static void
token_answered_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOauthSession *self = g_task_get_source_object (task);
  TokenData *data = g_task_get_task_data (task);
  g_autoptr (EntResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *answer;
  const char *type, *detail;
  EntApiError code;

  response = ent_client_send_finish (ENT_CLIENT (object), result, &error);
  if (response == NULL ||
      (ent_response_get_status (response) == SOUP_STATUS_OK &&
       !take_token (self, response, &error)))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (ent_response_get_status (response) == SOUP_STATUS_OK)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  answer = ent_response_get_object (response, NULL);
  type = answer != NULL ? ent_json_string_or (answer, "error", "") : "";
  detail = answer != NULL ? ent_json_string_or (answer, "error_description", "") : "";
  code = read_refusal (response, type, detail);
  if (ask_for_less (self, data, type))
    {
      send_token_request (task);
      return;
    }

  /* A refresh token the ENT no longer knows only means that the password is needed. */
  if (data->password == NULL && ent_response_get_status (response) < 500 &&
      code != ENT_API_ERROR_UNAVAILABLE)
    {
      g_clear_pointer (&self->refresh_token, g_free);
      code = ENT_API_ERROR_SIGNED_OUT;
    }

  g_task_return_new_error (task, ENT_API_ERROR, code, "POST /auth/oauth2/token: HTTP %u: %s %s",
                           ent_response_get_status (response), type, detail);
}

/* The client names itself in the body and, for servers that read only that, by Basic
 * authentication. */
static void
send_token_request (GTask *task)
{
  EntOauthSession *self = g_task_get_source_object (task);
  TokenData *data = g_task_get_task_data (task);
  g_autoptr (EntRequest) request = ent_request_new ("POST", "/auth/oauth2/token", NULL);
  g_autofree char *pair = g_strconcat (self->client_id, ":", self->client_secret, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *basic = g_strconcat ("Basic ", encoded, NULL);

  ent_request_set_header (request, "Authorization", basic);
  ent_request_add_form_field (request, "client_id", self->client_id);
  ent_request_add_form_field (request, "client_secret", self->client_secret);
  if (data->password != NULL)
    {
      ent_request_add_form_field (request, "grant_type", "password");
      ent_request_add_form_field (request, "username", ent_session_get_login (ENT_SESSION (self)));
      ent_request_add_form_field (request, "password", data->password);
      ent_request_add_form_field (request, "scope", self->scope);
    }
  else
    {
      ent_request_add_form_field (request, "grant_type", "refresh_token");
      ent_request_add_form_field (request, "refresh_token", self->refresh_token);
    }

  ent_request_set_flags (request, ENT_REQUEST_ANONYMOUS | ENT_REQUEST_ANY_STATUS);
  ent_client_send_async (data->client, request, g_task_get_cancellable (task), token_answered_cb,
                         g_object_ref (task));
}

static void
client_secret_found_cb (GObject      *object,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOauthSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  self->client_secret = ent_credentials_lookup_finish (ENT_CREDENTIALS (object), result, &error);
  if (self->client_secret != NULL)
    send_token_request (task);
  else
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_BAD_CLIENT,
                             "No client secret is known%s%s",
                             error != NULL ? ": " : "", error != NULL ? error->message : "");
}

static void
get_token (EntOauthSession     *self,
           EntClient           *client,
           const char          *password,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data,
           gpointer             source_tag)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  TokenData *data = g_new0 (TokenData, 1);

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  data->client = g_object_ref (client);
  data->password = g_strdup (password);
  g_task_set_task_data (task, data, token_data_free);

  if (self->client_secret != NULL)
    send_token_request (task);
  else
    ent_credentials_lookup_async (ent_session_get_credentials (ENT_SESSION (self)),
                                  ent_session_get_server (ENT_SESSION (self)),
                                  ent_session_get_login (ENT_SESSION (self)), ENT_SECRET_CLIENT,
                                  cancellable, client_secret_found_cb, g_object_ref (task));
}

static void
ent_oauth_session_sign_in_async (EntSession          *session,
                                 EntClient           *client,
                                 const char          *password,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  get_token (ENT_OAUTH_SESSION (session), client, password, cancellable, callback, user_data,
             ent_oauth_session_sign_in_async);
}

static void
ent_oauth_session_refresh_async (EntSession          *session,
                                 EntClient           *client,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  EntOauthSession *self = ENT_OAUTH_SESSION (session);

  if (self->refresh_token != NULL)
    get_token (self, client, NULL, cancellable, callback, user_data,
               ent_oauth_session_refresh_async);
  else
    g_task_report_new_error (self, callback, user_data, ent_oauth_session_refresh_async,
                             ENT_API_ERROR,
                             ENT_API_ERROR_SIGNED_OUT, "There is no refresh token");
}

static gboolean
ent_oauth_session_token_finish (EntSession    *session,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ent_oauth_session_finalize (GObject *object)
{
  EntOauthSession *self = ENT_OAUTH_SESSION (object);

  ent_oauth_session_forget (ENT_SESSION (self));
  g_free (self->client_id);
  g_free (self->client_secret);
  g_free (self->scope);

  G_OBJECT_CLASS (ent_oauth_session_parent_class)->finalize (object);
}

static void
ent_oauth_session_class_init (EntOauthSessionClass *klass)
{
  EntSessionClass *session_class = ENT_SESSION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ent_oauth_session_finalize;
  session_class->sign_in_async = ent_oauth_session_sign_in_async;
  session_class->sign_in_finish = ent_oauth_session_token_finish;
  session_class->refresh_async = ent_oauth_session_refresh_async;
  session_class->refresh_finish = ent_oauth_session_token_finish;
  session_class->is_alive = ent_oauth_session_is_alive;
  session_class->covers = ent_oauth_session_covers;
  session_class->dress = ent_oauth_session_dress;
  session_class->forget = ent_oauth_session_forget;
}

static void
ent_oauth_session_init (EntOauthSession *self)
{
}

/**
 * ent_oauth_session_new:
 * @server: the ENT's address, key of the secrets
 * @login: the login or its alias
 * @credentials: where the password and the client's secret are looked up
 * @client_id: name of the client as the school registered it
 * @client_secret: (nullable): its secret; %NULL to look it up when it is needed
 * @scope: (nullable): modules to ask for, one space between them; %NULL for %ENT_OAUTH_SCOPE
 *
 * Returns: (transfer full): a session without token
 *
 * Source: entcore aa39df08, OAuthDataHandler.java; oauth2-server 1.5.0 (ent-api/01 §4).
 */
EntSession *
ent_oauth_session_new (const char     *server,
                       const char     *login,
                       EntCredentials *credentials,
                       const char     *client_id,
                       const char     *client_secret,
                       const char     *scope)
{
  EntOauthSession *self = NULL;

  g_return_val_if_fail (server != NULL && login != NULL && client_id != NULL, NULL);
  g_return_val_if_fail (ENT_IS_CREDENTIALS (credentials), NULL);

  self = g_object_new (ENT_TYPE_OAUTH_SESSION,
                       "server", server,
                       "login", login,
                       "credentials", credentials,
                       NULL);
  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);
  self->scope = g_strdup (scope != NULL ? scope : ENT_OAUTH_SCOPE);
  return ENT_SESSION (self);
}

/**
 * ent_oauth_session_get_client_id:
 * @self: a session
 *
 * Returns: (transfer none): name of the client
 */
const char *
ent_oauth_session_get_client_id (EntOauthSession *self)
{
  g_return_val_if_fail (ENT_IS_OAUTH_SESSION (self), NULL);

  return self->client_id;
}

/**
 * ent_oauth_session_get_expires_at:
 * @self: a session
 *
 * Returns: when the token ends, monotonic µs; 0 when there is none
 */
gint64
ent_oauth_session_get_expires_at (EntOauthSession *self)
{
  g_return_val_if_fail (ENT_IS_OAUTH_SESSION (self), 0);

  return self->expires_at;
}
