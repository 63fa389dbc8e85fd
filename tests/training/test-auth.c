/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training-tests"

#include <string.h>

#include "training-client.h"

#define FORM "application/x-www-form-urlencoded"

static void
test_login (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) reply = training_client_try_login (client, "camille.durand", "encrier");
  g_autoptr (TrainingReply) info = NULL;

  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_cmpstr (reply->location, ==, ent_training_server_get_uri (client->server));
  g_assert_nonnull (strchr (client->cookie, ':'));
  g_assert_nonnull (strchr (client->cookie, '='));
  g_assert_nonnull (client->xsrf);

  client->accept = "application/json;version=2.0";
  info = training_client_get (client, "/auth/oauth2/userinfo");
  g_assert_cmpuint (info->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (training_reply_get_object (info), "login"), ==,
                   "camille.durand");
}

static void
test_login_multipart (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) reply =
    training_client_send (client, "POST", "/auth/login", "multipart/form-data; boundary=xx",
                          "--xx\r\nContent-Disposition: form-data; "
                          "name=\"EMAIL\"\r\n\r\ncamille.durand\r\n"
                          "--xx\r\nContent-Disposition: form-data; "
                          "name=\"password\"\r\n\r\nencrier\r\n"
                          "--xx\r\nContent-Disposition: form-data; "
                          "name=\"callBack\"\r\n\r\n/blog\r\n--xx--\r\n");

  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_true (g_str_has_suffix (reply->location, "/blog"));
  g_assert_nonnull (client->cookie);
}

/* A callback to somewhere else is not followed. */
static void
test_login_callback_outside (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) reply =
    training_client_send (client, "POST", "/auth/login", FORM,
           "email=camille.durand&password=encrier&callBack=https%3A%2F%2Felsewhere.example.org%2F");

  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_true (g_str_has_prefix (reply->location, ent_training_server_get_uri (client->server)));
}

static void
assert_failure (TrainingClient *client,
                const char     *login,
                const char     *password,
                const char     *words)
{
  g_autoptr (TrainingReply) reply = training_client_try_login (client, login, password);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->type, ==, "text/html");
  g_assert_null (client->cookie);
  g_assert_nonnull (strstr (reply->body, words));
}

static void
test_login_failures (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();

  assert_failure (client, "camille.durand", "faux",
                  "error = \"Identifiant ou mot de passe incorrect.\"");
  assert_failure (client, "Camille.Durand", "encrier", "mot de passe incorrect");
  assert_failure (client, "personne", "encrier", "mot de passe incorrect");
  assert_failure (client, "marc.renard", "encrier", "bloqu");
  assert_failure (client, "nora.petit", "h4nbx7rk", "ActivationController");
}

static void
test_login_reset_code (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) reply =
    training_client_try_login (client, "louis.marchand", "r8kvt3nw");

  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_true (g_str_has_suffix (reply->location, "/auth/reset/r8kvt3nw?login=louis.marchand"));
  g_assert_null (client->cookie);
}

/* While banned even the right password fails; another login is not concerned, and time ends it. */
static void
test_ban (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();

  ent_training_server_set_max_failures (client->server, 3);
  for (guint i = 0; i < 3; i++)
    assert_failure (client, "camille.durand", "faux", "mot de passe incorrect");
  assert_failure (client, "camille.durand", "encrier", "15 minutes");
  training_client_login (client, "anne.lefebvre");
  ent_training_server_set_clock_skew (client->server, 16 * 60 * 1000);
  training_client_login (client, "camille.durand");
}

static void
test_no_session (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) get = training_client_get (client, "/directory/myclasses?a=b");
  g_autoptr (TrainingReply) put =
    training_client_json (client, "PUT", "/userbook/preference/apps", "{}");
  g_autoptr (TrainingReply) bare = training_client_get (client, "/conf/public");
  g_autoptr (TrainingReply) none = training_client_get (client, "/nothing/here");

  g_assert_cmpuint (get->status, ==, 302);
  g_assert_nonnull (strstr (get->location, "/auth/login?callback=http%3A%2F%2F127.0.0.1"));
  g_assert_nonnull (strstr (get->location, "myclasses%3Fa%3Db"));
  g_assert_cmpuint (put->status, ==, 302);
  g_assert_cmpuint (bare->status, ==, 401);
  g_assert_cmpuint (bare->length, ==, 0);
  g_assert_cmpuint (none->status, ==, 404);
}

static void
test_tampered_cookie (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) reply = NULL;

  training_client_login (client, "camille.durand");
  client->cookie[strlen (client->cookie) - 3] ^= 1;
  reply = training_client_json (client, "PUT", "/userbook/preference/apps", "{}");
  g_assert_cmpuint (reply->status, ==, 302);
}

static void
test_xsrf (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) good = NULL;
  g_autoptr (TrainingReply) bad = NULL;
  g_autoptr (TrainingReply) get = NULL;

  training_client_login (client, "camille.durand");
  good = training_client_json (client, "PUT", "/userbook/preference/apps", "{}");
  g_assert_cmpuint (good->status, ==, 200);

  g_free (client->xsrf);
  client->xsrf = g_strdup ("wrong");
  bad = training_client_json (client, "PUT", "/userbook/preference/apps", "{}");
  get = training_client_get (client, "/userbook/preference/apps");
  g_assert_cmpuint (bad->status, ==, 403);
  g_assert_cmpstr (json_object_get_string_member (training_reply_get_object (bad), "error"), ==,
                   "invalid.xsrf.token");
  g_assert_cmpuint (get->status, ==, 200);
}

/* Without a stored token, the cookie of the same request is what counts. */
static void
test_xsrf_without_token (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) reply = NULL;

  ent_training_server_set_option (client->server, "no-xsrf-cookie", "1");
  training_client_login (client, "camille.durand");
  g_assert_null (client->xsrf);
  client->xsrf = g_strdup ("mine");
  reply = training_client_json (client, "PUT", "/userbook/preference/apps", "{}");
  g_assert_cmpuint (reply->status, ==, 200);
}

/* GET says 302 and clears the cookies, a write says 403: the XSRF test comes first. */
static void
test_expired (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) put = NULL;
  g_autoptr (TrainingReply) get = NULL;

  training_client_login (client, "camille.durand");
  ent_training_server_expire_sessions (client->server);
  put = training_client_json (client, "PUT", "/userbook/preference/apps", "{}");
  g_assert_cmpuint (put->status, ==, 403);
  g_assert_nonnull (client->cookie);
  get = training_client_get (client, "/userbook/preference/apps");
  g_assert_cmpuint (get->status, ==, 302);
  g_assert_null (client->cookie);
}

static void
test_session_life (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) alive = NULL;
  g_autoptr (TrainingReply) dead = NULL;

  ent_training_server_set_session_life (client->server, 300);
  training_client_login (client, "camille.durand");
  ent_training_server_set_clock_skew (client->server, 290 * 1000);
  alive = training_client_get (client, "/theme");
  g_assert_cmpuint (alive->status, ==, 200);
  ent_training_server_set_clock_skew (client->server, 600 * 1000);
  dead = training_client_get (client, "/theme");
  g_assert_cmpuint (dead->status, ==, 302);
}

static void
test_forced_password (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) refused = NULL;
  g_autoptr (TrainingReply) wrong = NULL;
  g_autoptr (TrainingReply) changed = NULL;
  g_autoptr (TrainingReply) open = NULL;

  training_client_login (client, "ines.faure");
  refused = training_client_get (client, "/directory/myclasses");
  g_assert_cmpuint (refused->status, ==, 302);
  g_assert_nonnull (strstr (refused->location, "/auth/reset/forceChangePassword?callback="));
  open = training_client_get (client, "/auth/user/requirements");
  g_assert_true (json_object_get_boolean_member (training_reply_get_object (open),
                                                 "forceChangePassword"));

  wrong = training_client_send (client, "POST", "/auth/reset", FORM,
                       "login=ines.faure&oldPassword=encrier&password=court&confirmPassword=court");
  g_assert_cmpuint (wrong->status, ==, 200);
  g_assert_nonnull (json_object_get_member (training_reply_get_object (wrong), "error"));

  changed = training_client_send (client, "POST", "/auth/reset", FORM,
                                  "login=ines.faure&oldPassword=encrier&password=nouveau-mot&"
                                  "confirmPassword=nouveau-mot&forceChange=force");
  g_assert_cmpuint (changed->status, ==, 302);
  assert_failure (client, "ines.faure", "encrier", "mot de passe incorrect");
  g_clear_pointer (&changed, training_reply_free);
  changed = training_client_try_login (client, "ines.faure", "nouveau-mot");
  g_assert_cmpuint (changed->status, ==, 302);
}

static void
test_terms (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) refused = NULL;
  g_autoptr (TrainingReply) accepted = NULL;
  g_autoptr (TrainingReply) open = NULL;

  training_client_login (client, "hugo.blanc");
  refused = training_client_get (client, "/directory/myclasses");
  g_assert_cmpuint (refused->status, ==, 302);
  g_assert_true (g_str_has_suffix (refused->location, "/auth/revalidate-terms"));
  accepted = training_client_send (client, "PUT", "/auth/cgu/revalidate", NULL, NULL);
  g_assert_cmpuint (accepted->status, ==, 204);
  open = training_client_get (client, "/directory/myclasses");
  g_assert_cmpuint (open->status, ==, 200);
}

static void
test_activation (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) match = NULL;
  g_autoptr (TrainingReply) refused = NULL;
  g_autoptr (TrainingReply) done = NULL;

  match = training_client_json (client, "POST", "/auth/activation/match",
                                "{\"login\":\"nora.petit\",\"password\":\"h4nbx7rk\"}");
  g_assert_true (json_object_get_boolean_member (training_reply_get_object (match), "match"));
  refused = training_client_send (client, "POST", "/auth/activation", FORM,
             "login=nora.petit&activationCode=h4nbx7rk&password=encrier1&confirmPassword=encrier1");
  g_assert_cmpuint (refused->status, ==, 200);
  g_assert_nonnull (strstr (refused->body, "invalid.cgu"));
  done = training_client_send (client, "POST", "/auth/activation", FORM,
               "login=nora.petit&activationCode=h4nbx7rk&password=encrier1&confirmPassword=encrier1"
                               "&acceptCGU=true");
  g_assert_cmpuint (done->status, ==, 302);
  g_assert_nonnull (client->cookie);
}

static void
test_logout (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *cookie = NULL;
  g_autoptr (TrainingReply) reply = NULL;
  g_autoptr (TrainingReply) after = NULL;

  training_client_login (client, "camille.durand");
  cookie = g_strdup (client->cookie);
  reply = training_client_get (client, "/auth/logout");
  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_null (client->cookie);
  client->cookie = g_steal_pointer (&cookie);
  after = training_client_get (client, "/theme");
  g_assert_cmpuint (after->status, ==, 302);
}

/* The message of a failed login is the value of a key of the public texts. */
static void
test_texts (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) texts = training_client_get (client, "/auth/i18n");
  g_autoptr (TrainingReply) context = training_client_get (client, "/auth/context");

  g_assert_cmpstr (json_object_get_string_member (training_reply_get_object (texts),
                                                  "auth.error.authenticationFailed"),
                   ==, "Identifiant ou mot de passe incorrect.");
  g_assert_true (json_object_has_member (training_reply_get_object (context), "passwordRegex"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/training/auth/login", test_login);
  g_test_add_func ("/training/auth/login/multipart", test_login_multipart);
  g_test_add_func ("/training/auth/login/callback-outside", test_login_callback_outside);
  g_test_add_func ("/training/auth/login/failures", test_login_failures);
  g_test_add_func ("/training/auth/login/reset-code", test_login_reset_code);
  g_test_add_func ("/training/auth/ban", test_ban);
  g_test_add_func ("/training/auth/no-session", test_no_session);
  g_test_add_func ("/training/auth/tampered-cookie", test_tampered_cookie);
  g_test_add_func ("/training/auth/xsrf", test_xsrf);
  g_test_add_func ("/training/auth/xsrf/without-token", test_xsrf_without_token);
  g_test_add_func ("/training/auth/expired", test_expired);
  g_test_add_func ("/training/auth/session-life", test_session_life);
  g_test_add_func ("/training/auth/forced-password", test_forced_password);
  g_test_add_func ("/training/auth/terms", test_terms);
  g_test_add_func ("/training/auth/activation", test_activation);
  g_test_add_func ("/training/auth/logout", test_logout);
  g_test_add_func ("/training/auth/texts", test_texts);

  return g_test_run ();
}
