/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-cookie-session.h"
#include "ent-memory-credentials.h"

#define MYCLASSES "/directory/myclasses"

static void
assert_get (Fixture    *fixture,
            const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = get_and_wait (fixture, path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (ent_response_get_json (response, &error));
  g_assert_no_error (error);
}

static void
assert_get_fails (Fixture     *fixture,
                  const char  *path,
                  int          code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = get_and_wait (fixture, path, &error);

  g_assert_error (error, ENT_API_ERROR, code);
  g_assert_null (response);
}

/* Nobody asked to sign in: the first request does. */
static void
test_lazy (Fixture       *fixture,
           gconstpointer  data)
{
  assert_get (fixture, MYCLASSES);
  g_assert_cmpuint (fixture->n_signed_in, ==, 1);
  g_assert_cmpuint (ent_client_get_n_renewals (fixture->client), ==, 1);
  g_assert_cmpuint (ent_client_get_n_requests (fixture->client), ==, 3);
  g_assert_cmpuint (ent_client_get_n_bytes (fixture->client), >, 1000);
}

typedef struct
{
  Waiter waiters[5];
} Crowd;

static gboolean
crowd_is_done (gpointer data)
{
  Crowd *crowd = data;

  for (guint i = 0; i < G_N_ELEMENTS (crowd->waiters); i++)
    if (crowd->waiters[i].result == NULL)
      return FALSE;

  return TRUE;
}

static void
send_crowd (Fixture *fixture,
            Crowd   *crowd)
{
  for (guint i = 0; i < G_N_ELEMENTS (crowd->waiters); i++)
    {
      g_autoptr (EntRequest) request = ent_request_new ("GET", MYCLASSES, NULL);

      ent_client_send_async (fixture->client, request, NULL, waiter_cb, &crowd->waiters[i]);
    }
  wait_until (crowd_is_done, crowd);
}

/* The session expired: five requests at once, one sign-in, five answers. */
static void
test_expired_crowd (Fixture       *fixture,
                    gconstpointer  data)
{
  Crowd crowd = { { { NULL } } };

  assert_get (fixture, MYCLASSES);
  ent_training_server_expire_sessions (fixture->server);
  ent_training_server_expire_tokens (fixture->server);
  send_crowd (fixture, &crowd);

  for (guint i = 0; i < G_N_ELEMENTS (crowd.waiters); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntResponse) response = ent_client_send_finish (fixture->client,
                                                                 crowd.waiters[i].result, &error);

      g_assert_no_error (error);
      waiter_clear (&crowd.waiters[i]);
    }
  g_assert_cmpuint (ent_client_get_n_renewals (fixture->client), ==, 2);
  if (g_strcmp0 (data, "oauth") != 0)
    g_assert_cmpuint (fixture_count_calls (fixture, "POST", "/auth/login"), ==, 2);
  else
    g_assert_cmpuint (fixture_count_calls (fixture, "POST", "/auth/oauth2/token"), ==, 2);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* The refusal of the old session, which takes its cookies back, comes after the new session. */
static void
test_late_refusal (Fixture       *fixture,
                   gconstpointer  data)
{
  Waiter slow = { NULL };
  Waiter fast = { NULL };
  g_autoptr (EntRequest) request = ent_request_new ("GET", MYCLASSES, NULL);
  g_autoptr (EntResponse) slow_response = NULL;
  g_autoptr (EntResponse) fast_response = NULL;
  g_autoptr (GError) error = NULL;

  assert_get (fixture, MYCLASSES);
  ent_training_server_expire_sessions (fixture->server);
  fixture_add_fault (fixture, "{\"path\":\"" MYCLASSES "\",\"fault\":\"delay\",\"delay_ms\":600}");
  ent_client_send_async (fixture->client, request, NULL, waiter_cb, &slow);
  ent_client_send_async (fixture->client, request, NULL, waiter_cb, &fast);
  fast_response = ent_client_send_finish (fixture->client, waiter_wait (&fast), &error);
  g_assert_no_error (error);
  g_assert_null (slow.result);
  slow_response = ent_client_send_finish (fixture->client, waiter_wait (&slow), &error);
  g_assert_no_error (error);
  assert_get (fixture, MYCLASSES);
  g_assert_cmpuint (fixture_count_calls (fixture, "POST", "/auth/login"), ==, 2);
  waiter_clear (&slow);
  waiter_clear (&fast);
}

/* The password changed meanwhile: one try, one signal, the reason for everybody, and no second try. */
static void
test_expired_crowd_refused (Fixture       *fixture,
                            gconstpointer  data)
{
  Crowd crowd = { { { NULL } } };
  guint n_logins;

  assert_get (fixture, MYCLASSES);
  ent_training_server_expire_sessions (fixture->server);
  fixture_use_login (fixture, TEACHER, "not the password");
  n_logins = fixture_count_calls (fixture, "POST", "/auth/login");
  send_crowd (fixture, &crowd);

  for (guint i = 0; i < G_N_ELEMENTS (crowd.waiters); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ent_client_send_finish (fixture->client, crowd.waiters[i].result, &error));
      g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_BAD_PASSWORD);
      waiter_clear (&crowd.waiters[i]);
    }
  g_assert_cmpuint (fixture_count_calls (fixture, "POST", "/auth/login"), ==, n_logins + 1);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_cmpint (fixture->reason, ==, ENT_API_ERROR_BAD_PASSWORD);

  assert_get_fails (fixture, MYCLASSES, ENT_API_ERROR_BAD_PASSWORD);
  g_assert_cmpuint (fixture_count_calls (fixture, "POST", "/auth/login"), ==, n_logins + 1);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);

  /* The teacher types the right one. */
  g_assert_true (sign_in (fixture, PASSWORD, NULL));
  assert_get (fixture, MYCLASSES);
}

static void
test_no_password (Fixture       *fixture,
                  gconstpointer  data)
{
  fixture_use_login (fixture, "somebody.else", NULL);
  assert_get_fails (fixture, MYCLASSES, ENT_API_ERROR_SIGNED_OUT);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_cmpuint (ent_client_get_n_requests (fixture->client), ==, 0);
}

static void
test_no_renewal (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (EntRequest) request = ent_request_new ("GET", MYCLASSES, NULL);
  g_autoptr (GError) error = NULL;

  assert_get (fixture, MYCLASSES);
  ent_training_server_expire_sessions (fixture->server);
  ent_training_server_expire_tokens (fixture->server);
  ent_request_set_flags (request, ENT_REQUEST_NO_RENEWAL);
  g_assert_null (send_and_wait (fixture, request, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT);
  g_assert_cmpuint (ent_client_get_n_renewals (fixture->client), ==, 1);
}

/* A new cookie may come with any answer. */
static void
test_rotated_cookie (Fixture       *fixture,
                     gconstpointer  data)
{
  assert_get (fixture, MYCLASSES);
  fixture_add_fault (fixture, "{\"path\":\"" MYCLASSES "\",\"fault\":\"rotate-session\"}");
  assert_get (fixture, MYCLASSES);
  assert_get (fixture, MYCLASSES);
  g_assert_cmpuint (ent_client_get_n_renewals (fixture->client), ==, 1);
}

static EntResponse *
put_preference (Fixture  *fixture,
                GError  **error)
{
  g_autoptr (EntRequest) request = ent_request_new ("PUT", "/userbook/preference", "encrier", NULL);
  g_autoptr (JsonNode) body = json_from_string ("{\"a\":1}", NULL);

  ent_request_set_json (request, body);
  return send_and_wait (fixture, request, error);
}

static void
assert_put (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = put_preference (fixture, &error);

  g_assert_no_error (error);
}

/* The token is stale and the session alive: refreshed, sent again once. */
static void
test_xsrf_stale (Fixture       *fixture,
                 gconstpointer  data)
{
  assert_put (fixture);
  fixture_add_fault (fixture, "{\"method\":\"PUT\",\"path\":\"/userbook/*\",\"fault\":\"xsrf\"}");
  assert_put (fixture);
  assert_put (fixture);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* A write meets a dead session as a 403 of the XSRF filter. */
static void
test_xsrf_dead (Fixture       *fixture,
                gconstpointer  data)
{
  assert_put (fixture);
  ent_training_server_expire_sessions (fixture->server);
  assert_put (fixture);
  g_assert_cmpuint (ent_client_get_n_renewals (fixture->client), ==, 2);
}

/* Some ENTs give no token: any cookie does, if the header is the same. */
static void
test_xsrf_without (Fixture       *fixture,
                   gconstpointer  data)
{
  ent_training_server_set_option (fixture->server, "no-xsrf-cookie", "");
  assert_put (fixture);
  assert_put (fixture);
  g_assert_cmpuint (ent_client_get_n_renewals (fixture->client), ==, 1);
}

/* A session that was just made is refused once. */
static void
test_first_call (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture_add_fault (fixture, "{\"fault\":\"refuse-first-call\",\"times\":-1}");
  assert_get (fixture, MYCLASSES);
  g_assert_cmpuint (fixture_count_calls (fixture, "POST", "/auth/login"), ==, 1);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* The ENT sends a living session to the login page, again and again: it passes. */
static void
test_bounced (Fixture       *fixture,
              gconstpointer  data)
{
  fixture_add_fault (fixture, "{\"path\":\"" MYCLASSES "\",\"fault\":\"redirect\",\"times\":-1}");
  assert_get_fails (fixture, MYCLASSES, ENT_API_ERROR_UNAVAILABLE);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  g_assert_cmpuint (ent_client_get_n_requests (fixture->client), <, 10);

  ent_training_server_clear_faults (fixture->server);
  assert_get (fixture, MYCLASSES);
}

static const struct
{
  guint        status;
  const char  *body;
  int          code;
  const char  *words;
} statuses[] = {
  { 400, "{\"error\":\"Validation error : invalids fields.\"}", ENT_API_ERROR_REJECTED,
    "Validation error : invalids fields." },
  { 400, "{\"error\":{\"message\":\"Trop court\"}}", ENT_API_ERROR_REJECTED, "Trop court" },
  { 400, " ", ENT_API_ERROR_REJECTED, NULL },
  { 400, "{\"error\":\"post.does.not.exist\"}", ENT_API_ERROR_NOT_FOUND, "post.does.not.exist" },
  { 400, "{\"error\":\"file.too.large\"}", ENT_API_ERROR_QUOTA, "file.too.large" },
  { 400, "{\"error\":\"Content transformation failed: x\"}", ENT_API_ERROR_UNAVAILABLE,
    "Content transformation failed: x" },
  { 400, "{\"error\":\"content.transformation.failed\"}", ENT_API_ERROR_UNAVAILABLE,
    "content.transformation.failed" },
  { 401, "<html></html>", ENT_API_ERROR_FORBIDDEN, NULL },
  { 403, "{\"error\":\"conversation.error.reply.not.allowed\"}", ENT_API_ERROR_FORBIDDEN,
    "conversation.error.reply.not.allowed" },
  { 404, " ", ENT_API_ERROR_NOT_FOUND, NULL },
  { 407, " ", ENT_API_ERROR_PROXY, NULL },
  { 408, " ", ENT_API_ERROR_UNAVAILABLE, NULL },
  { 409, " ", ENT_API_ERROR_REJECTED, NULL },
  { 413, " ", ENT_API_ERROR_QUOTA, NULL },
  { 429, " ", ENT_API_ERROR_UNAVAILABLE, NULL },
  { 500, "{\"error\":\"boom\"}", ENT_API_ERROR_UNAVAILABLE, "boom" },
  { 502, "<html>Bad gateway</html>", ENT_API_ERROR_UNAVAILABLE, NULL },
  { 509, " ", ENT_API_ERROR_UNAVAILABLE, NULL },
};

static void
test_statuses (Fixture       *fixture,
               gconstpointer  data)
{
  assert_get (fixture, MYCLASSES);

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      g_test_message ("%u %s", statuses[i].status, statuses[i].body);
      fixture_answer (fixture, MYCLASSES, statuses[i].status, statuses[i].body);
      g_assert_null (get_and_wait (fixture, MYCLASSES, &error));
      g_assert_error (error, ENT_API_ERROR, statuses[i].code);
      words = ent_client_dup_server_words (error);
      g_assert_cmpstr (words, ==, statuses[i].words);
      g_assert_nonnull (strstr (error->message, "GET " MYCLASSES));
    }
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  g_assert_cmpuint (ent_client_get_n_renewals (fixture->client), ==, 1);
}

static void
test_html (Fixture       *fixture,
           gconstpointer  data)
{
  assert_get (fixture, MYCLASSES);
  fixture_add_fault (fixture, "{\"path\":\"" MYCLASSES "\",\"fault\":\"html\"}");
  assert_get_fails (fixture, MYCLASSES, ENT_API_ERROR_PROTOCOL);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  assert_get (fixture, MYCLASSES);
  ent_training_server_stop (fixture->server);
  assert_get_fails (fixture, MYCLASSES, ENT_API_ERROR_OFFLINE);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);

  ent_training_server_start (fixture->server, ent_training_server_get_port (fixture->server),
                             &error);
  g_assert_no_error (error);
  assert_get (fixture, MYCLASSES);
}

/* No network is no reason to think that the session is lost. */
static void
test_offline_lazy (Fixture       *fixture,
                   gconstpointer  data)
{
  ent_training_server_stop (fixture->server);
  assert_get_fails (fixture, MYCLASSES, ENT_API_ERROR_OFFLINE);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

/* libsoup would send a PUT again on its own when the answer is lost: a publication told twice. */
static void
test_lost_answer (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint n;

  assert_put (fixture);
  n = fixture_count_calls (fixture, "PUT", "/userbook/*");
  fixture_add_fault (fixture, "{\"method\":\"PUT\",\"fault\":\"drop-after-commit\"}");
  g_assert_null (put_preference (fixture, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE);
  g_assert_cmpuint (fixture_count_calls (fixture, "PUT", "/userbook/*"), ==, n + 1);
}

static void
test_cut_body (Fixture       *fixture,
               gconstpointer  data)
{
  assert_get (fixture, MYCLASSES);
  fixture_add_fault (fixture, "{\"path\":\"" MYCLASSES "\",\"fault\":\"cut-body\"}");
  assert_get_fails (fixture, MYCLASSES, ENT_API_ERROR_OFFLINE);
}

static void
test_timeout (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EntRequest) request = ent_request_new ("GET", MYCLASSES, NULL);
  g_autoptr (GError) error = NULL;

  assert_get (fixture, MYCLASSES);
  fixture_add_fault (fixture, "{\"path\":\"" MYCLASSES "\",\"fault\":\"delay\",\"delay_ms\":5000}");
  ent_request_set_timeout (request, 1);
  g_assert_null (send_and_wait (fixture, request, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (EntRequest) request = ent_request_new ("GET", MYCLASSES, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Waiter) waiter = { NULL };

  assert_get (fixture, MYCLASSES);
  fixture_add_fault (fixture, "{\"path\":\"" MYCLASSES "\",\"fault\":\"delay\",\"delay_ms\":5000}");
  ent_client_send_async (fixture->client, request, cancellable, waiter_cb, &waiter);
  g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  g_assert_null (ent_client_send_finish (fixture->client, waiter_wait (&waiter), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static const struct
{
  const char  *login;
  int          code;
} demands[] = {
  { "ines.faure", ENT_API_ERROR_PASSWORD_CHANGE },
  { "hugo.blanc", ENT_API_ERROR_TERMS },
};

/* Demands leave the session alive: nobody is signed out. */
static void
test_demands (Fixture       *fixture,
              gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture_use_login (fixture, demands[i].login, PASSWORD);
      g_assert_true (sign_in (fixture, PASSWORD, &error));
      g_assert_no_error (error);
      assert_get_fails (fixture, MYCLASSES, demands[i].code);
    }
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

static void
test_tls_refused (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "certificate.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  g_autoptr (EntTrainingServer) server = ent_training_server_new (NULL, 1,
                                                                  ENT_TRAINING_SCALE_SCHOOL);
  g_autoptr (EntClient) client = NULL;
  g_autoptr (EntRequest) request = ent_request_new ("GET", "/auth/context", NULL);
  g_auto (Waiter) waiter = { NULL };

  g_assert_no_error (error);
  ent_training_server_set_certificate (server, certificate);
  ent_training_server_start (server, 0, &error);
  g_assert_no_error (error);
  client = ent_client_new (ent_training_server_get_uri (server), &error);
  g_assert_no_error (error);

  ent_client_send_async (client, request, NULL, waiter_cb, &waiter);
  g_assert_null (ent_client_send_finish (client, waiter_wait (&waiter), &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, "Personne"));
  g_assert_true (G_IS_TLS_CERTIFICATE (ent_client_get_refused_certificate (client)));
  ent_training_server_stop (server);
}

static void
test_server_time (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 hour = G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;

  ent_training_server_set_clock_skew (fixture->server, hour / 1000);
  assert_get (fixture, MYCLASSES);
  g_assert_cmpint (ABS (ent_client_get_server_time_offset (fixture->client) - hour), <,
                   5 * G_USEC_PER_SEC);
  g_assert_cmpint (ABS (ent_client_get_server_time (fixture->client) - g_get_real_time () - hour),
                   <,
                   5 * G_USEC_PER_SEC);
}

/* More writes at once than there are connections: each has one of its own, and all arrive. */
static void
test_many_writes (Fixture       *fixture,
                  gconstpointer  data)
{
  Waiter waiters[40] = { { NULL } };
  guint n;

  assert_put (fixture);
  n = fixture_count_calls (fixture, "PUT", "/userbook/*");
  for (gsize i = 0; i < G_N_ELEMENTS (waiters); i++)
    {
      g_autoptr (EntRequest) request = ent_request_new ("PUT", "/userbook/preference", "encrier",
                                                        NULL);
      g_autoptr (JsonNode) body = json_from_string ("{\"a\":1}", NULL);

      ent_request_set_json (request, body);
      ent_client_send_async (fixture->client, request, NULL, waiter_cb, &waiters[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (waiters); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntResponse) response = ent_client_send_finish (fixture->client,
                                                                 waiter_wait (&waiters[i]), &error);

      g_assert_no_error (error);
      waiter_clear (&waiters[i]);
    }
  g_assert_cmpuint (fixture_count_calls (fixture, "PUT", "/userbook/*"), ==,
                    n + G_N_ELEMENTS (waiters));
}

static void
test_addresses (void)
{
  static const char * const bad[] = { "", "ent.example.org", "ftp://ent.example.org", "https://",
                                      "https:///x", "mailto:a@b" };
  g_autoptr (EntClient) client = ent_client_new ("https://ENT.example.org:8443/auth/login?x=1#y",
                                                 NULL);

  g_assert_cmpstr (ent_client_get_server (client), ==, "https://ent.example.org:8443");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ent_client_new (bad[i], &error));
      g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_NOT_AN_ENT);
    }
}

static void
test_request (void)
{
  g_autoptr (EntRequest) request = ent_request_new ("GET", "/a", "x/y", "é ?", NULL);

  g_assert_cmpstr (ent_request_get_path (request), ==, "/a/x%2Fy/%C3%A9%20%3F");
  g_assert_cmpstr (ent_request_get_method (request), ==, "GET");
}

/* Only what would go to the ENT makes a session, and only what goes to an address is its token. */
static void
test_cookie_places (void)
{
  static const struct
  {
    const char *from;
    const char *cookie;
    gboolean    alive;
  } given[] = {
    { "https://ent.example.org/auth/login", "oneSessionId=a; Path=/", TRUE },
    { "https://ent.example.org/auth/login", "oneSessionId=a; Path=/; Secure; HttpOnly", TRUE },
    { "https://ent.example.org/auth/login", "oneSessionId=a; Path=/; Domain=example.org", TRUE },
    { "https://ent.example.org/auth/login", "oneSessionId=a; Path=/; Max-Age=3600", TRUE },
    { "https://ent.example.org/auth/login", "oneSessionId=a; Path=/elsewhere", FALSE },
    { "https://other.example.org/auth/login", "oneSessionId=a; Path=/", FALSE },
    { "https://ent.example.org/auth/login", "oneSessionId=a; Path=/; Domain=other.org", FALSE },
    { "https://ent.example.org/auth/login", "oneSessionId=a; Path=/; Max-Age=0", FALSE },
    { "https://ent.example.org/auth/login", "oneSessionId=; Path=/", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_autoptr (EntCredentials) credentials = ent_memory_credentials_new ();
      g_autoptr (EntSession) session = ent_cookie_session_new ("https://ent.example.org",
                                                               "camille.durand",
                                                               credentials);
      g_autoptr (SoupMessage) message = soup_message_new ("GET", given[i].from);

      g_test_message ("%s: %s", given[i].from, given[i].cookie);
      soup_message_headers_append (soup_message_get_response_headers (message), "Set-Cookie",
                                   given[i].cookie);
      ent_session_take (session, message, ent_session_get_epoch (session));
      g_assert_cmpint (ent_session_is_alive (session), ==, given[i].alive);
    }
}

/* Two tokens: a message says the one that goes with it. */
static void
test_cookie_paths (void)
{
  g_autoptr (EntCredentials) credentials = ent_memory_credentials_new ();
  g_autoptr (EntSession) session = ent_cookie_session_new ("https://ent.example.org",
                                                           "camille.durand",
                                                           credentials);
  g_autoptr (SoupMessage) answer = soup_message_new ("GET", "https://ent.example.org/");
  g_autoptr (SoupMessage) blog = soup_message_new ("PUT", "https://ent.example.org/blog/post/1");
  g_autoptr (SoupMessage) mail = soup_message_new ("PUT", "https://ent.example.org/mail/1");
  SoupMessageHeaders *headers = soup_message_get_response_headers (answer);

  soup_message_headers_append (headers, "Set-Cookie", "XSRF-TOKEN=blog; Path=/blog");
  soup_message_headers_append (headers, "Set-Cookie", "XSRF-TOKEN=all; Path=/");
  ent_session_take (session, answer, ent_session_get_epoch (session));

  ent_session_dress (session, blog);
  ent_session_dress (session, mail);
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_request_headers (blog),
                                                 "X-XSRF-TOKEN"), ==, "blog");
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_request_headers (mail),
                                                 "X-XSRF-TOKEN"), ==, "all");
}

#define ADD(name, data, function) \
  g_test_add ("/api/client/" name, Fixture, data, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("lazy", NULL, test_lazy);
  ADD ("lazy-oauth", "oauth", test_lazy);
  ADD ("expired-crowd", NULL, test_expired_crowd);
  ADD ("expired-crowd-oauth", "oauth", test_expired_crowd);
  ADD ("late-refusal", NULL, test_late_refusal);
  ADD ("expired-crowd-refused", NULL, test_expired_crowd_refused);
  ADD ("no-password", NULL, test_no_password);
  ADD ("no-renewal", NULL, test_no_renewal);
  ADD ("no-renewal-oauth", "oauth", test_no_renewal);
  ADD ("rotated-cookie", NULL, test_rotated_cookie);
  ADD ("xsrf-stale", NULL, test_xsrf_stale);
  ADD ("xsrf-dead", NULL, test_xsrf_dead);
  ADD ("xsrf-without", NULL, test_xsrf_without);
  ADD ("first-call", NULL, test_first_call);
  ADD ("bounced", NULL, test_bounced);
  ADD ("bounced-oauth", "oauth", test_bounced);
  ADD ("statuses", NULL, test_statuses);
  ADD ("statuses-oauth", "oauth", test_statuses);
  ADD ("html", NULL, test_html);
  ADD ("offline", NULL, test_offline);
  ADD ("offline-oauth", "oauth", test_offline);
  ADD ("offline-lazy", NULL, test_offline_lazy);
  ADD ("lost-answer", NULL, test_lost_answer);
  ADD ("lost-answer-oauth", "oauth", test_lost_answer);
  ADD ("cut-body", NULL, test_cut_body);
  ADD ("timeout", NULL, test_timeout);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("demands", NULL, test_demands);
  ADD ("tls-refused", NULL, test_tls_refused);
  ADD ("server-time", NULL, test_server_time);
  ADD ("many-writes", NULL, test_many_writes);
  g_test_add_func ("/api/client/addresses", test_addresses);
  g_test_add_func ("/api/client/cookie-places", test_cookie_places);
  g_test_add_func ("/api/client/cookie-paths", test_cookie_paths);
  g_test_add_func ("/api/client/request", test_request);

  return g_test_run ();
}
