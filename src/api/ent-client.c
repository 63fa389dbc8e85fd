/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

/* The web service layer. EntClient is the door: an *Api class prepares an EntRequest, the client
 * turns it into a SoupMessage, lets the EntSession dress it, sends it by ent-exchange, and hands
 * the EntResponse back once ent_response_check () found that it is one. A request that meets a dead
 * session waits for EntRenewal, which everybody shares. Nothing is known here of what the answers
 * mean: that is for the *Api classes, which make model objects of them. */

#include "ent-client-private.h"

#include <string.h>

#include "ent-exchange.h"
#include "ent-renewal.h"
#include "ent-request-private.h"
#include "ent-response-private.h"

struct _EntClient
{
  GObject          parent_instance;

  char            *server;        /* (owned): "https://ent.example.org" */
  GUri            *base;          /* (owned): the same */
  SoupSession     *soup;          /* (owned) */
  EntSession      *session;       /* (owned) (nullable) */
  EntRenewal      *renewal;       /* (owned) */
  GTlsCertificate *refused;       /* (owned) (nullable): the last certificate that was refused */

  guint            generation;    /* counts sessions: a request of an older one goes again */
  gboolean         told;          /* "signed-out" was emitted and no sign-in worked since */
  gint64           time_offset;   /* µs: the ENT's clock less ours */
  guint64          n_requests;
  guint64          n_bytes;
  guint64          n_renewals;
};

G_DEFINE_FINAL_TYPE (EntClient, ent_client, G_TYPE_OBJECT)

enum
{
  SIGNED_OUT,
  SIGNED_IN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A request is sent at most so many times: it was refused for its session each time but the last.
 * */
#define MAX_TRIES 3

typedef struct
{
  EntRequest  *request;      /* (owned) */
  SoupMessage *message;      /* (owned) (nullable): of the current try */
  EntSession  *session;      /* (owned) (nullable): it was dressed by */
  guint        epoch;        /* of @session */
  guint        generation;   /* of the session it was sent under */
  guint        n_tries;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *self = data;

  g_object_unref (self->request);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_free (self);
}

static void send_once (GTask *task);

static gboolean
may_renew (EntClient  *self,
           EntRequest *request)
{
  return self->session != NULL &&
         !(ent_request_get_flags (request) & (ENT_REQUEST_ANONYMOUS | ENT_REQUEST_NO_RENEWAL));
}

static void mended_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data);

static void
start (GTask *task)
{
  EntClient *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);

  if (may_renew (self, sending->request) && !ent_session_is_alive (self->session))
    ent_renewal_async (self->renewal, ENT_MEND_RENEW, NULL, mended_cb, g_object_ref (task));
  else
    send_once (task);
}

static void
mended_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_renewal_finish (ENT_RENEWAL (object), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!g_task_return_error_if_cancelled (task))
    send_once (task);
}

/* The ENT refused the request for its session, so it did nothing: it may be sent again. */
static void
answer_signed_out (GTask       *task,
                   EntResponse *response,
                   GError      *error)
{
  EntClient *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  const char *path = ent_request_get_path (sending->request);
  EntMend mend;

  if (!ent_session_covers (self->session, path))
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN,
                               "%s: not in what the session was granted for", path);
    }
  else if (sending->n_tries >= MAX_TRIES ||
           (sending->n_tries > 1 && sending->generation == self->generation))
    {
      /* The session was mended and found alive, and yet: a matter of the ENT's, which passes. */
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                               "%s, though the session is alive", error->message);
    }
  else if (sending->generation != self->generation)
    {
      start (task);
    }
  else
    {
      mend = ent_response_is_xsrf (response) ? ENT_MEND_XSRF : ENT_MEND_RENEW;
      ent_renewal_async (self->renewal, mend, NULL, mended_cb, g_object_ref (task));
    }
}

static void
count (EntClient   *self,
       SoupMessage *message,
       EntResponse *response)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);

  if (metrics != NULL)
    self->n_bytes += soup_message_metrics_get_response_header_bytes_received (metrics) +
                     soup_message_metrics_get_response_body_bytes_received (metrics);

  if (response != NULL && ent_response_get_date (response) > 0)
    self->time_offset = ent_response_get_date (response) - g_get_real_time ();
}

static void
exchanged_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntClient *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = ent_exchange_finish (SOUP_SESSION (object), result, &error);

  count (self, sending->message, response);

  if (response == NULL)
    {
      if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_TLS))
        g_set_object (&self->refused, soup_message_get_tls_peer_certificate (sending->message));
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (ent_response_check (response, sending->request, &error))
    {
      g_task_return_pointer (task, g_steal_pointer (&response), g_object_unref);
    }
  else if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT) &&
           may_renew (self, sending->request))
    {
      answer_signed_out (task, response, error);
    }
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
got_headers_cb (SoupMessage *message,
                gpointer     user_data)
{
  Sending *sending = user_data;

  ent_session_take (sending->session, message, sending->epoch);
}

/* libsoup sends a PUT or DELETE again by itself when a kept connection breaks before the answer;
 * then families would be told twice. On a connection of its own a message is sent once. */
static void
send_once (GTask *task)
{
  EntClient *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  SoupMessageFlags soup_flags = SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS;

  if (sending->message != NULL)
    g_signal_handlers_disconnect_by_data (sending->message, sending);
  g_clear_object (&sending->message);
  sending->message = ent_request_create_message (sending->request, self->base);
  sending->generation = self->generation;
  sending->n_tries++;
  self->n_requests++;

  if (!ent_request_is_read (sending->request))
    soup_flags |= SOUP_MESSAGE_NEW_CONNECTION;
  soup_message_set_flags (sending->message, soup_flags);

  soup_message_headers_append (soup_message_get_request_headers (sending->message),
                               "Accept-Language", "fr");
  g_clear_object (&sending->session);
  if (self->session != NULL && !(ent_request_get_flags (sending->request) & ENT_REQUEST_ANONYMOUS))
    {
      sending->session = g_object_ref (self->session);
      sending->epoch = ent_session_get_epoch (self->session);
      ent_session_dress (self->session, sending->message);
      g_signal_connect (sending->message, "got-headers", G_CALLBACK (got_headers_cb), sending);
    }

  ent_exchange_async (self->soup, sending->message, sending->request, g_task_get_cancellable (task),
                      exchanged_cb, g_object_ref (task));
}

static void
ent_client_finalize (GObject *object)
{
  EntClient *self = ENT_CLIENT (object);

  soup_session_abort (self->soup);
  g_object_unref (self->renewal);
  g_clear_object (&self->session);
  g_object_unref (self->soup);
  g_clear_object (&self->refused);
  g_clear_pointer (&self->base, g_uri_unref);
  g_free (self->server);

  G_OBJECT_CLASS (ent_client_parent_class)->finalize (object);
}

static void
ent_client_class_init (EntClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_client_finalize;

  /**
   * EntClient::signed-out:
   * @self: the client
   * @reason: why the session could not be renewed
   *
   * The session is dead and stays so until somebody signs in. Told once.
   */
  signals[SIGNED_OUT] = g_signal_new ("signed-out", ENT_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * EntClient::signed-in:
   * @self: the client
   *
   * A sign-in or a renewal worked.
   */
  signals[SIGNED_IN] = g_signal_new ("signed-in", ENT_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL,
                                     G_TYPE_NONE, 0);
}

static void
ent_client_init (EntClient *self)
{
  self->renewal = ent_renewal_new (self);
  /* Cookies are the session's own matter, and the time limit ent-exchange's: it counts from the
   * last byte, whatever the message does. */
  self->soup = soup_session_new_with_options ("user-agent", "Encrier/" ENT_VERSION " (Linux)",
                                              "max-conns", 2 * ENT_CLIENT_MAX_PARALLEL,
                                              "max-conns-per-host", ENT_CLIENT_MAX_PARALLEL,
                                              "timeout", 0,
                                              "idle-timeout", 60,
                                              NULL);
  /* A 401 of the ENT is "no right", not a question for a password. */
  soup_session_remove_feature_by_type (self->soup, SOUP_TYPE_AUTH_MANAGER);
}

/**
 * ent_client_new:
 * @server: address of the ENT, "https://ent.example.org"; a path after it is left out
 *
 * Returns: (transfer full) (nullable): a client without session; %NULL with
 *   %ENT_API_ERROR_NOT_AN_ENT when @server is no http(s) address
 */
EntClient *
ent_client_new (const char  *server,
                GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  EntClient *self;

  g_return_val_if_fail (server != NULL, NULL);

  uri = g_uri_parse (server, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0' ||
      (strcmp (g_uri_get_scheme (uri), "https") != 0 &&
       strcmp (g_uri_get_scheme (uri), "http") != 0))
    {
      g_set_error_literal (error, ENT_API_ERROR, ENT_API_ERROR_NOT_AN_ENT,
                           "The address is not one of the web");
      return NULL;
    }

  self = g_object_new (ENT_TYPE_CLIENT, NULL);
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  self->base = soup_uri_copy (uri,
                              SOUP_URI_HOST, host,
                              SOUP_URI_USER, NULL,
                              SOUP_URI_PASSWORD, NULL,
                              SOUP_URI_PATH, "/",
                              SOUP_URI_QUERY, NULL,
                              SOUP_URI_FRAGMENT, NULL,
                              SOUP_URI_NONE);
  self->server = g_uri_to_string (self->base);
  self->server[strlen (self->server) - 1] = '\0';
  return self;
}

/**
 * ent_client_get_server:
 * @self: a client
 *
 * Returns: (transfer none): address of the ENT, without a slash at the end
 */
const char *
ent_client_get_server (EntClient *self)
{
  g_return_val_if_fail (ENT_IS_CLIENT (self), NULL);

  return self->server;
}

/**
 * ent_client_set_session:
 * @self: a client
 * @session: (nullable): how to be known to the ENT from now on
 *
 * Sets the session; it needs not be signed in: the first request lets it.
 */
void
ent_client_set_session (EntClient  *self,
                        EntSession *session)
{
  g_return_if_fail (ENT_IS_CLIENT (self));
  g_return_if_fail (session == NULL || ENT_IS_SESSION (session));

  if (self->session == session)
    return;

  g_set_object (&self->session, session);
  self->generation++;
  self->told = FALSE;
}

/**
 * ent_client_get_session:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): the session
 */
EntSession *
ent_client_get_session (EntClient *self)
{
  g_return_val_if_fail (ENT_IS_CLIENT (self), NULL);

  return self->session;
}

void
ent_client_session_alive (EntClient *self,
                          gboolean   renewed)
{
  self->generation++;
  self->told = FALSE;
  if (renewed)
    self->n_renewals++;
  g_signal_emit (self, signals[SIGNED_IN], 0);
}

void
ent_client_session_lost (EntClient    *self,
                         const GError *reason)
{
  ent_session_forget (self->session);
  if (self->told)
    return;

  self->told = TRUE;
  g_signal_emit (self, signals[SIGNED_OUT], 0, reason);
}

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_renewal_finish (ENT_RENEWAL (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ent_client_sign_in_async:
 * @self: a client with a session
 * @password: the password as typed
 * @callback: called in the caller's main context
 *
 * Signs in; other requests wait meanwhile. The password is not kept: give it to the session's
 * credentials once the ENT said yes, so that the session can be renewed.
 */
void
ent_client_sign_in_async (EntClient           *self,
                          const char          *password,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_CLIENT (self));
  g_return_if_fail (self->session != NULL);
  g_return_if_fail (password != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_client_sign_in_async);
  ent_renewal_async (self->renewal, ENT_MEND_SIGN_IN, password, signed_in_cb,
                     g_steal_pointer (&task));
}

/**
 * ent_client_sign_in_finish:
 * @self: a client
 * @result: what the callback got
 *
 * Returns: whether the session lives: the ENT answered a call with it. Fails with _BAD_PASSWORD,
 *   _BANNED, _ACCOUNT_BLOCKED, _ACTIVATION_NEEDED, _RESET_NEEDED, _BAD_CLIENT, or as any request
 */
gboolean
ent_client_sign_in_finish (EntClient     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_client_sign_in_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_client_send_async:
 * @self: a client
 * @request: what to send
 * @cancellable: (nullable): stops waiting; whether the ENT did it is then unknown
 * @callback: called in the caller's main context
 *
 * Sends a request, once the session lives. At most %ENT_CLIENT_MAX_PARALLEL are under way.
 */
void
ent_client_send_async (EntClient           *self,
                       EntRequest          *request,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Sending *sending;

  g_return_if_fail (ENT_IS_CLIENT (self));
  g_return_if_fail (ENT_IS_REQUEST (request));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_client_send_async);
  g_task_set_check_cancellable (task, FALSE);
  sending = g_new0 (Sending, 1);
  sending->request = g_object_ref (request);
  g_task_set_task_data (task, sending, sending_free);

  start (task);
}

/**
 * ent_client_send_finish:
 * @self: a client
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the answer; fails with %ENT_API_ERROR. The message ends with
 *   the ENT's words when it gave some
 */
EntResponse *
ent_client_send_finish (EntClient     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_client_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ent_client_get_server_time_offset:
 * @self: a client
 *
 * Returns: the ENT's clock less ours, µs, by the last answer (to the second); 0 before the first
 */
gint64
ent_client_get_server_time_offset (EntClient *self)
{
  g_return_val_if_fail (ENT_IS_CLIENT (self), 0);

  return self->time_offset;
}

/**
 * ent_client_get_server_time:
 * @self: a client
 *
 * Returns: now by the ENT's clock, µs UTC
 */
gint64
ent_client_get_server_time (EntClient *self)
{
  return g_get_real_time () + ent_client_get_server_time_offset (self);
}

/**
 * ent_client_get_n_requests:
 * @self: a client
 *
 * Returns: how many messages left, those sent again included
 */
guint64
ent_client_get_n_requests (EntClient *self)
{
  g_return_val_if_fail (ENT_IS_CLIENT (self), 0);

  return self->n_requests;
}

/**
 * ent_client_get_n_bytes:
 * @self: a client
 *
 * Returns: how many bytes came, headers and bodies as they are on the wire
 */
guint64
ent_client_get_n_bytes (EntClient *self)
{
  g_return_val_if_fail (ENT_IS_CLIENT (self), 0);

  return self->n_bytes;
}

/**
 * ent_client_get_n_renewals:
 * @self: a client
 *
 * Returns: how many times a session was made for requests that waited
 */
guint64
ent_client_get_n_renewals (EntClient *self)
{
  g_return_val_if_fail (ENT_IS_CLIENT (self), 0);

  return self->n_renewals;
}

/**
 * ent_client_get_refused_certificate:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): the certificate behind the last %ENT_API_ERROR_TLS
 */
GTlsCertificate *
ent_client_get_refused_certificate (EntClient *self)
{
  g_return_val_if_fail (ENT_IS_CLIENT (self), NULL);

  return self->refused;
}

/**
 * ent_client_dup_server_words:
 * @error: an error of this layer
 *
 * Returns: (transfer full) (nullable): what the ENT itself said, often in French, sometimes a key
 */
char *
ent_client_dup_server_words (const GError *error)
{
  const char *status, *words;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != ENT_API_ERROR)
    return NULL;

  status = strstr (error->message, ": HTTP ");
  words = status != NULL ? strstr (status + strlen (": HTTP "), ": ") : NULL;
  return words != NULL ? g_strdup (words + strlen (": ")) : NULL;
}
