/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-cookie-session.h"

#include <string.h>

#include "ent-client.h"
#include "ent-json.h"
#include "ent-login-page.h"
#include "ent-response-private.h"

#define SESSION_COOKIE "oneSessionId"
#define XSRF_COOKIE "XSRF-TOKEN"

struct _EntCookieSession
{
  EntSession     parent_instance;

  SoupCookieJar *jar;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (EntCookieSession, ent_cookie_session, ENT_TYPE_SESSION)

/* The jar names what goes to an address: of one host, in date, the longest path first. */
static SoupCookie *
find_cookie_for (EntCookieSession *self,
                 const char       *name,
                 GUri             *uri)
{
  GSList *cookies = soup_cookie_jar_get_cookie_list (self->jar, uri, TRUE);
  SoupCookie *found = NULL;

  for (GSList *link = cookies; link != NULL; link = link->next)
    if (found == NULL && strcmp (soup_cookie_get_name (link->data), name) == 0 &&
        soup_cookie_get_value (link->data)[0] != '\0')
      found = soup_cookie_copy (link->data);

  g_slist_free_full (cookies, (GDestroyNotify) soup_cookie_free);
  return found;
}

/* What goes to any page of the ENT. */
static SoupCookie *
find_cookie (EntCookieSession *self,
             const char       *name)
{
  g_autoptr (GUri) server = g_uri_parse (ent_session_get_server (ENT_SESSION (self)),
                                         SOUP_HTTP_URI_FLAGS, NULL);

  return server != NULL ? find_cookie_for (self, name, server) : NULL;
}

static gboolean
ent_cookie_session_is_alive (EntSession *session)
{
  g_autoptr (SoupCookie) cookie = find_cookie (ENT_COOKIE_SESSION (session), SESSION_COOKIE);

  return cookie != NULL;
}

/* The header must equal the token the ENT stored or, before it stored one, the cookie of the same
 * message: both are sent. */
static void
ent_cookie_session_dress (EntSession  *session,
                          SoupMessage *message)
{
  EntCookieSession *self = ENT_COOKIE_SESSION (session);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *cookies = soup_cookie_jar_get_cookies (self->jar, soup_message_get_uri (message),
                                                          TRUE);
  g_autoptr (SoupCookie) xsrf = find_cookie_for (self, XSRF_COOKIE, soup_message_get_uri (message));

  if (cookies != NULL)
    soup_message_headers_replace (headers, "Cookie", cookies);
  if (xsrf != NULL && strcmp (soup_message_get_method (message), "GET") != 0)
    soup_message_headers_replace (headers, "X-XSRF-TOKEN", soup_cookie_get_value (xsrf));
}

/* With the 302 to a dead session the ENT takes the cookies back. They are not given: that answer
 * may come after another one brought a new session, and a dead one is found dead anyway. */
static gboolean
is_removal (SoupCookie *cookie)
{
  GDateTime *expires = soup_cookie_get_expires (cookie);

  return soup_cookie_get_value (cookie)[0] == '\0' ||
         (expires != NULL && g_date_time_to_unix (expires) <= g_get_real_time () / G_USEC_PER_SEC);
}

static void
ent_cookie_session_take (EntSession  *session,
                         SoupMessage *message)
{
  EntCookieSession *self = ENT_COOKIE_SESSION (session);
  GUri *uri = soup_message_get_uri (message);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      SoupCookie *cookie = NULL;

      if (g_ascii_strcasecmp (name, "Set-Cookie") == 0)
        cookie = soup_cookie_parse (value, uri);
      if (cookie != NULL && !is_removal (cookie))
        soup_cookie_jar_add_cookie_full (self->jar, g_steal_pointer (&cookie), uri, NULL);
      g_clear_pointer (&cookie, soup_cookie_free);
    }
}

static void
ent_cookie_session_forget (EntSession *session)
{
  EntCookieSession *self = ENT_COOKIE_SESSION (session);
  GSList *cookies = soup_cookie_jar_all_cookies (self->jar);

  for (GSList *link = cookies; link != NULL; link = link->next)
    soup_cookie_jar_delete_cookie (self->jar, link->data);
  g_slist_free_full (cookies, (GDestroyNotify) soup_cookie_free);
}

static void
messages_received_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *words = g_task_get_task_data (task);
  g_autoptr (EntResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *messages;

  response = ent_client_send_finish (ENT_CLIENT (object), result, &error);
  if (response == NULL)
    g_debug ("The ENT's messages are unknown: %s", error->message);

  messages = response != NULL ? ent_response_get_object (response, NULL) : NULL;
  g_task_return_new_error (task, ENT_API_ERROR, ent_login_page_get_code (words, messages),
                           "POST /auth/login: HTTP 200: %s", words);
}

/* The page says why in the user's language; the bundle of the same language tells which key it is.
 * */
static void
explain_page (GTask       *task,
              EntClient   *client,
              EntResponse *response)
{
  g_autofree char *page = ent_response_dup_text (response);
  g_autoptr (EntRequest) request = NULL;
  char *words;

  if (ent_login_page_is_activation (page))
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_ACTIVATION_NEEDED,
                               "POST /auth/login: the password is an activation code");
      return;
    }

  words = ent_login_page_dup_words (page);
  if (words == NULL)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL,
                               "POST /auth/login: HTTP 200 without session nor reason");
      return;
    }

  g_task_set_task_data (task, words, g_free);
  request = ent_request_new ("GET", "/auth/i18n", NULL);
  ent_request_set_flags (request, ENT_REQUEST_ANONYMOUS);
  ent_client_send_async (client, request, g_task_get_cancellable (task), messages_received_cb,
                         g_object_ref (task));
}

static void
form_answered_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntCookieSession *self = g_task_get_source_object (task);
  g_autoptr (EntResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  guint status;

  response = ent_client_send_finish (ENT_CLIENT (object), result, &error);
  if (response == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* A 302 is no proof: a reset code gets one too, without the cookie. */
  status = ent_response_get_status (response);
  if (ent_cookie_session_is_alive (ENT_SESSION (self)))
    g_task_return_boolean (task, TRUE);
  else if (SOUP_STATUS_IS_REDIRECTION (status) && ent_response_get_location (response) != NULL &&
           strstr (ent_response_get_location (response), "/auth/reset/") != NULL)
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_RESET_NEEDED,
                             "POST /auth/login: the password is a reset code");
  else if (status == SOUP_STATUS_OK)
    explain_page (task, ENT_CLIENT (object), response);
  else if (SOUP_STATUS_IS_CLIENT_ERROR (status) || SOUP_STATUS_IS_SERVER_ERROR (status))
    g_task_return_new_error (task, ENT_API_ERROR, ent_response_get_code (response),
                             "POST /auth/login: HTTP %u", status);
  else
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL,
                             "POST /auth/login: HTTP %u without session", status);
}

static void
ent_cookie_session_sign_in_async (EntSession          *session,
                                  EntClient           *client,
                                  const char          *password,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (EntRequest) request = ent_request_new ("POST", "/auth/login", NULL);

  g_task_set_source_tag (task, ent_cookie_session_sign_in_async);
  g_task_set_check_cancellable (task, FALSE);

  /* Only the cookie of this very answer shall count. */
  ent_session_forget (session);
  ent_request_add_form_field (request, "email", ent_session_get_login (session));
  ent_request_add_form_field (request, "password", password);
  ent_request_set_header (request, "Accept", "text/html, application/json");
  ent_request_set_flags (request,
                         ENT_REQUEST_NO_RENEWAL | ENT_REQUEST_ANY_TYPE | ENT_REQUEST_ANY_STATUS);
  ent_client_send_async (client, request, cancellable, form_answered_cb, g_steal_pointer (&task));
}

static gboolean
ent_cookie_session_sign_in_finish (EntSession    *session,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ent_cookie_session_finalize (GObject *object)
{
  g_object_unref (ENT_COOKIE_SESSION (object)->jar);

  G_OBJECT_CLASS (ent_cookie_session_parent_class)->finalize (object);
}

static void
ent_cookie_session_class_init (EntCookieSessionClass *klass)
{
  EntSessionClass *session_class = ENT_SESSION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ent_cookie_session_finalize;
  session_class->sign_in_async = ent_cookie_session_sign_in_async;
  session_class->sign_in_finish = ent_cookie_session_sign_in_finish;
  session_class->is_alive = ent_cookie_session_is_alive;
  session_class->dress = ent_cookie_session_dress;
  session_class->take = ent_cookie_session_take;
  session_class->forget = ent_cookie_session_forget;
}

static void
ent_cookie_session_init (EntCookieSession *self)
{
  self->jar = soup_cookie_jar_new ();
}

/**
 * ent_cookie_session_new:
 * @server: the ENT's address, key of the secrets
 * @login: the login or its alias
 * @credentials: where the password is looked up when the session must be renewed
 *
 * The form login of the web page: no registration of the program is needed. Cookies are kept and
 * sent back byte for byte; any later answer may replace them.
 *
 * Returns: (transfer full): a session that is not signed in
 *
 * Source: entcore aa39df08, AuthController.java, loginSubmit and createSession (ent-api/01 §2).
 */
EntSession *
ent_cookie_session_new (const char     *server,
                        const char     *login,
                        EntCredentials *credentials)
{
  g_return_val_if_fail (server != NULL && login != NULL, NULL);
  g_return_val_if_fail (ENT_IS_CREDENTIALS (credentials), NULL);

  return g_object_new (ENT_TYPE_COOKIE_SESSION,
                       "server", server,
                       "login", login,
                       "credentials", credentials,
                       NULL);
}

/**
 * ent_cookie_session_dup_xsrf:
 * @self: a session
 *
 * Returns: (transfer full) (nullable): the token that goes with each write, as the ENT gave it
 */
char *
ent_cookie_session_dup_xsrf (EntCookieSession *self)
{
  g_autoptr (SoupCookie) cookie = NULL;

  g_return_val_if_fail (ENT_IS_COOKIE_SESSION (self), NULL);

  cookie = find_cookie (self, XSRF_COOKIE);
  return cookie != NULL ? g_strdup (soup_cookie_get_value (cookie)) : NULL;
}

/**
 * ent_cookie_session_drop_xsrf:
 * @self: a session
 *
 * Forgets the token, so that the next page the ENT renders brings the one it stored.
 */
void
ent_cookie_session_drop_xsrf (EntCookieSession *self)
{
  g_autoptr (SoupCookie) cookie = NULL;

  g_return_if_fail (ENT_IS_COOKIE_SESSION (self));

  cookie = find_cookie (self, XSRF_COOKIE);
  if (cookie != NULL)
    soup_cookie_jar_delete_cookie (self->jar, cookie);
}

/**
 * ent_cookie_session_make_xsrf:
 * @self: a session
 * @server: the address messages go to
 *
 * Makes a token of our own. The ENT compares the header with the token it stored or, where it
 * stored none, with the cookie of the same request.
 *
 * Source: libs 6.16.0, CsrfFilter.java (ent-api/01 §3).
 */
void
ent_cookie_session_make_xsrf (EntCookieSession *self,
                              const char       *server)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *token = g_uuid_string_random ();

  g_return_if_fail (ENT_IS_COOKIE_SESSION (self));

  uri = g_uri_parse (server, SOUP_HTTP_URI_FLAGS, NULL);
  g_return_if_fail (uri != NULL);

  soup_cookie_jar_add_cookie (self->jar,
                              soup_cookie_new (XSRF_COOKIE, token, g_uri_get_host (uri), "/", -1));
}
