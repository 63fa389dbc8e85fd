/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "ent-auth-api.h"
#include "ent-cookie-session.h"
#include "ent-login-page.h"
#include "ent-oauth-session.h"

static const struct
{
  const char *login;
  const char *password;
  int         code;
} refusals[] = {
  { TEACHER, "wrong", ENT_API_ERROR_BAD_PASSWORD },
  { "nobody.at.all", "wrong", ENT_API_ERROR_BAD_PASSWORD },
  { "marc.renard", PASSWORD, ENT_API_ERROR_ACCOUNT_BLOCKED },
  { "nora.petit", "h4nbx7rk", ENT_API_ERROR_ACTIVATION_NEEDED },
  { "louis.marchand", "r8kvt3nw", ENT_API_ERROR_RESET_NEEDED },
};

static void
test_refusals (Fixture       *fixture,
               gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", refusals[i].login);
      fixture_use_login (fixture, refusals[i].login, NULL);
      g_assert_false (sign_in (fixture, refusals[i].password, &error));
      g_assert_error (error, ENT_API_ERROR, refusals[i].code);
    }
}

static void
test_refusals_oauth (Fixture       *fixture,
                     gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntSession) session =
        ent_oauth_session_new (ent_client_get_server (fixture->client),
                                                              refusals[i].login, fixture->credentials,
                                                              "encrier-demo", "encrier-secret", NULL);

      g_test_message ("%s", refusals[i].login);
      ent_client_set_session (fixture->client, session);
      g_assert_false (sign_in (fixture, refusals[i].password, &error));
      g_assert_error (error, ENT_API_ERROR, refusals[i].code);
    }
}

/* Once banned, even the right password is refused; and we do not go on trying. */
static void
test_banned (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  ent_training_server_set_max_failures (fixture->server, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (sign_in (fixture, "wrong", &error));
      g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_BAD_PASSWORD);
      g_clear_error (&error);
    }
  g_assert_false (sign_in (fixture, PASSWORD, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_BANNED);
  g_clear_error (&error);

  for (guint i = 0; i < 3; i++)
    {
      guint64 n = ent_client_get_n_requests (fixture->client);

      g_assert_null (get_and_wait (fixture, "/directory/myclasses", &error));
      g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_BANNED);
      g_clear_error (&error);
      g_assert_cmpuint (ent_client_get_n_requests (fixture->client), ==, n);
    }
}

/* As typed: capitals and spaces around are not part of a login. */
static void
test_login_normalized (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture_use_login (fixture, "  Camille.DURAND ", NULL);
  g_assert_cmpstr (ent_session_get_login (ent_client_get_session (fixture->client)), ==, TEACHER);
  g_assert_true (sign_in (fixture, PASSWORD, &error));
  g_assert_no_error (error);
}

static const struct
{
  const char *id;
  const char *secret;
  const char *scope;
} bad_clients[] = {
  { "unknown", "encrier-secret", NULL },
  { "encrier-demo", "wrong", NULL },
  { "encrier-demo", "encrier-secret", "userinfo everything" },
};

static void
test_bad_client (Fixture       *fixture,
                 gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_clients); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture_use_oauth (fixture, bad_clients[i].id, bad_clients[i].secret, bad_clients[i].scope,
                         NULL);
      g_assert_false (sign_in (fixture, PASSWORD, &error));
      g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_BAD_CLIENT);
    }
}

/* Signing in again would give the same scope: nobody tries. */
static void
test_scope_too_small (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint64 n;

  fixture_use_oauth (fixture, "encrier-demo", "encrier-secret", "userinfo auth", PASSWORD);
  g_assert_true (sign_in (fixture, PASSWORD, &error));
  g_assert_no_error (error);
  n = ent_client_get_n_requests (fixture->client);
  g_assert_null (get_and_wait (fixture, "/directory/myclasses", &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN);
  g_assert_cmpuint (ent_client_get_n_requests (fixture->client), ==, n + 1);
}

/* The refresh token is enough: the password is not asked for. */
static void
test_refresh (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = NULL;

  fixture_use_oauth (fixture, "encrier-demo", "encrier-secret", NULL, NULL);
  g_assert_true (sign_in (fixture, PASSWORD, &error));
  ent_training_server_expire_tokens (fixture->server);
  response = get_and_wait (fixture, "/directory/myclasses", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ent_client_get_n_renewals (fixture->client), ==, 1);
}

/* How long a token lasts, and what it was granted for when the ENT does not say it. */
static void
test_token_life (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  EntSession *session = ent_client_get_session (fixture->client);

  fixture_answer (fixture, "/auth/oauth2/token", 200,
                  "{\"token_type\":\"Bearer\",\"access_token\":\"short\",\"refresh_token\":\"r\",\"expires_in\":3600,"
                  "\"scope\":\"userinfo directory\"}");
  fixture_answer (fixture, "/auth/oauth2/userinfo", 200, "{\"userId\":\"u\"}");
  g_assert_true (sign_in (fixture, PASSWORD, &error));
  g_assert_no_error (error);
  g_assert_true (ent_session_is_alive (session));
  g_assert_cmpint ((ent_oauth_session_get_expires_at (ENT_OAUTH_SESSION (session)) - g_get_monotonic_time ()) /
                     G_USEC_PER_SEC, >, 3590);

  fixture_answer (fixture, "/auth/oauth2/token", 200,
                  "{\"token_type\":\"Bearer\",\"access_token\":\"shorter\",\"expires_in\":1}");
  fixture_answer (fixture, "/auth/oauth2/userinfo", 200, "{\"userId\":\"u\"}");
  g_assert_true (sign_in (fixture, PASSWORD, &error));
  g_assert_true (ent_session_covers (session, "/anything/at/all"));
}

static void
test_covers (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  EntSession *session = ent_client_get_session (fixture->client);

  g_assert_true (sign_in (fixture, PASSWORD, &error));
  g_assert_no_error (error);
  g_assert_true (ent_session_covers (session, "/userbook/api/person"));
  g_assert_true (ent_session_covers (session, "/auth/oauth2/userinfo"));
  g_assert_true (ent_session_covers (session, "/blog/list/all"));
  g_assert_false (ent_session_covers (session, "/presences/x"));
  g_assert_false (ent_session_covers (session, "/theme"));
}

static void
test_context (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EntAuthApi) api = ent_auth_api_new (fixture->client);
  g_autoptr (EntAuthContext) context = NULL;
  g_autoptr (EntAuthContext) copy = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Waiter) waiter = { NULL };

  ent_auth_api_get_context_async (api, NULL, waiter_cb, &waiter);
  context = ent_auth_api_get_context_finish (api, waiter_wait (&waiter), &error);
  g_assert_no_error (error);
  copy = ent_auth_context_copy (context);
  g_assert_cmpstr (copy->password_regex, ==, context->password_regex);
  g_assert_cmpuint (ent_client_get_n_requests (fixture->client), ==, 1);
}

static const struct
{
  guint       status;
  const char *body;
  int         code;
} strangers[] = {
  { 200, "<html>Bienvenue</html>", ENT_API_ERROR_NOT_AN_ENT },
  { 200, "{\"version\":\"1\"}", ENT_API_ERROR_NOT_AN_ENT },
  { 200, "[]", ENT_API_ERROR_NOT_AN_ENT },
  { 404, "not here", ENT_API_ERROR_NOT_AN_ENT },
  { 401, "who", ENT_API_ERROR_NOT_AN_ENT },
  { 503, "later", ENT_API_ERROR_UNAVAILABLE },
  { 407, "proxy", ENT_API_ERROR_PROXY },
};

static void
test_not_an_ent (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (EntAuthApi) api = ent_auth_api_new (fixture->client);

  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Waiter) waiter = { NULL };

      g_test_message ("%u %s", strangers[i].status, strangers[i].body);
      fixture_answer (fixture, "/auth/context", strangers[i].status, strangers[i].body);
      ent_auth_api_get_context_async (api, NULL, waiter_cb, &waiter);
      g_assert_null (ent_auth_api_get_context_finish (api, waiter_wait (&waiter), &error));
      g_assert_error (error, ENT_API_ERROR, strangers[i].code);
    }
}

static void
test_userinfo (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (EntAuthApi) api = ent_auth_api_new (fixture->client);
  g_autoptr (EntAccount) account = ent_account_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Waiter) waiter = { NULL };

  ent_auth_api_get_userinfo_async (api, account, NULL, waiter_cb, &waiter);
  g_assert_true (ent_auth_api_get_userinfo_finish (api, waiter_wait (&waiter), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ent_account_get_profile (account), ==, "Teacher");
  g_assert_nonnull (strstr (ent_account_get_display_name (account), "Camille"));
  g_assert_nonnull (ent_account_get_user_id (account));
  g_assert_nonnull (ent_account_get_school (account));
  g_assert_nonnull (strstr (ent_account_get_class_name (account), "CE1"));
  g_assert_cmpuint (g_strv_length ((char **) ent_account_get_group_ids (account)), >, 0);
  g_assert_true (ent_account_may (account, "org.entcore.blog.controllers.BlogController|create"));
}

/* Version 1 of the answer, as a server that does not know better gives it. */
static void
test_userinfo_french (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EntAuthApi) api = ent_auth_api_new (fixture->client);
  g_autoptr (EntAccount) account = ent_account_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Waiter) waiter = { NULL };

  g_assert_true (sign_in (fixture, PASSWORD, &error));
  fixture_answer (fixture, "/auth/oauth2/userinfo", 200,
                  "{\"userId\":\"u-1\",\"login\":\"c.d\",\"username\":\"DURAND Camille\",\"type\":\"ENSEIGNANT\","
                  "\"classNames\":[\"990001$CE1 B\"],\"schoolName\":\"Les Tilleuls\",\"structureNames\":null}");
  ent_auth_api_get_userinfo_async (api, account, NULL, waiter_cb, &waiter);
  g_assert_true (ent_auth_api_get_userinfo_finish (api, waiter_wait (&waiter), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ent_account_get_profile (account), ==, "Teacher");
  g_assert_cmpstr (ent_account_get_class_name (account), ==, "CE1 B");
  g_assert_cmpstr (ent_account_get_school (account), ==, "Les Tilleuls");
  g_assert_cmpuint (g_strv_length ((char **) ent_account_get_group_ids (account)), ==, 0);
}

static EntRequirements
get_requirements (EntAuthApi *api)
{
  g_autoptr (GError) error = NULL;
  g_auto (Waiter) waiter = { NULL };
  EntRequirements requirements;

  ent_auth_api_get_requirements_async (api, NULL, waiter_cb, &waiter);
  g_assert_true (ent_auth_api_get_requirements_finish (api, waiter_wait (&waiter), &requirements,
                                                       &error));
  g_assert_no_error (error);
  return requirements;
}

static void
test_terms (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (EntAuthApi) api = ent_auth_api_new (fixture->client);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = NULL;
  g_auto (Waiter) waiter = { NULL };

  g_assert_cmpint (get_requirements (api), ==, ENT_REQUIREMENT_TERMS);
  ent_auth_api_accept_terms_async (api, NULL, waiter_cb, &waiter);
  g_assert_true (ent_auth_api_accept_terms_finish (api, waiter_wait (&waiter), &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_requirements (api), ==, ENT_REQUIREMENT_NONE);
  response = get_and_wait (fixture, "/directory/myclasses", &error);
  g_assert_no_error (error);
}

static gboolean
change_password (EntAuthApi  *api,
                 const char  *old_password,
                 const char  *new_password,
                 GError     **error)
{
  g_auto (Waiter) waiter = { NULL };

  ent_auth_api_change_password_async (api, "ines.faure", old_password, new_password, NULL,
                                      waiter_cb, &waiter);
  return ent_auth_api_change_password_finish (api, waiter_wait (&waiter), error);
}

static void
test_change_password (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EntAuthApi) api = ent_auth_api_new (fixture->client);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = NULL;
  g_autofree char *words = NULL;

  g_assert_cmpint (get_requirements (api), ==, ENT_REQUIREMENT_PASSWORD);
  g_assert_false (change_password (api, "wrong", "Nouveau-mot-2026", &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_REJECTED);
  words = ent_client_dup_server_words (error);
  g_assert_nonnull (words);
  g_clear_error (&error);

  g_assert_true (change_password (api, PASSWORD, "Nouveau-mot-2026", &error));
  g_assert_no_error (error);
  g_assert_false (ent_session_is_alive (ent_client_get_session (fixture->client)));
  g_assert_true (sign_in (fixture, "Nouveau-mot-2026", &error));
  response = get_and_wait (fixture, "/directory/myclasses", &error);
  g_assert_no_error (error);
}

static gboolean
activate (EntAuthApi  *api,
          const char  *code,
          GError     **error)
{
  g_auto (Waiter) waiter = { NULL };

  ent_auth_api_activate_async (api, "nora.petit", code, "Premier-mot-2026", "nora@example.org",
                               NULL, TRUE, NULL,
                               waiter_cb, &waiter);
  return ent_auth_api_activate_finish (api, waiter_wait (&waiter), error);
}

static void
test_activate (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (EntAuthApi) api = ent_auth_api_new (fixture->client);
  g_autoptr (GError) error = NULL;

  fixture_use_login (fixture, "nora.petit", NULL);
  g_assert_false (activate (api, "wrong", &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_REJECTED);
  g_clear_error (&error);

  g_assert_true (activate (api, "h4nbx7rk", &error));
  g_assert_no_error (error);
  g_assert_true (sign_in (fixture, "Premier-mot-2026", &error));
  g_assert_no_error (error);
}

static void
test_reset (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (EntAuthApi) api = ent_auth_api_new (fixture->client);
  g_autoptr (GError) error = NULL;
  g_auto (Waiter) waiter = { NULL };

  ent_auth_api_reset_password_async (api, "louis.marchand", "r8kvt3nw", "Second-mot-2026", NULL,
                                     waiter_cb, &waiter);
  g_assert_true (ent_auth_api_reset_password_finish (api, waiter_wait (&waiter), &error));
  g_assert_no_error (error);
  fixture_use_login (fixture, "louis.marchand", NULL);
  g_assert_true (sign_in (fixture, "Second-mot-2026", &error));
  g_assert_no_error (error);
}

static void
test_sign_out (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (EntAuthApi) api = ent_auth_api_new (fixture->client);
  g_autoptr (GError) error = NULL;
  g_auto (Waiter) waiter = { NULL };

  g_assert_true (sign_in (fixture, PASSWORD, &error));
  g_assert_true (ent_session_is_alive (ent_client_get_session (fixture->client)));
  ent_auth_api_sign_out_async (api, NULL, waiter_cb, &waiter);
  g_assert_true (ent_auth_api_sign_out_finish (api, waiter_wait (&waiter), &error));
  g_assert_no_error (error);
  g_assert_false (ent_session_is_alive (ent_client_get_session (fixture->client)));
}

static void
test_login_page (void)
{
  static const char page[] =
    "<body ng-init='error = &quot;L&#39;identifiant ou le mot de passe est incorrect.&quot;; x = 1'>";
  g_autofree char *words = ent_login_page_dup_words (page);
  g_autoptr (JsonNode) node =
    json_from_string ("{\"auth.error.authenticationFailed\":\"L’identifiant ou le mot de passe est incorrect.\","
                                                "\"auth.error.ban\":\"Trop d'essais. R&eacute;essayez dans 15 minutes.\"}", NULL);
  JsonObject *messages = json_node_get_object (node);

  g_assert_cmpstr (words, ==, "L'identifiant ou le mot de passe est incorrect.");
  g_assert_cmpint (ent_login_page_get_code (words, messages), ==, ENT_API_ERROR_BAD_PASSWORD);
  g_assert_cmpint (ent_login_page_get_code ("Trop d'essais. Réessayez dans 15 minutes.", messages),
                   ==,
                   ENT_API_ERROR_BANNED);
  g_assert_cmpint (ent_login_page_get_code ("auth.error.blockedUser", NULL), ==,
                   ENT_API_ERROR_ACCOUNT_BLOCKED);
  g_assert_cmpint (ent_login_page_get_code ("Autre chose", messages), ==,
                   ENT_API_ERROR_BAD_PASSWORD);
  g_assert_null (ent_login_page_dup_words ("<body ng-init='error = \"\"; callBack = \"/\"'>"));
  g_assert_null (ent_login_page_dup_words ("<html>maintenance</html>"));
}

#define ADD(name, data, function) \
  g_test_add ("/api/auth/" name, Fixture, data, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("refusals", NULL, test_refusals);
  ADD ("refusals-oauth", "oauth", test_refusals_oauth);
  ADD ("banned", NULL, test_banned);
  ADD ("banned-oauth", "oauth", test_banned);
  ADD ("login-normalized", NULL, test_login_normalized);
  ADD ("bad-client", "oauth", test_bad_client);
  ADD ("scope-too-small", "oauth", test_scope_too_small);
  ADD ("refresh", "oauth", test_refresh);
  ADD ("token-life", "oauth", test_token_life);
  ADD ("covers", "oauth", test_covers);
  ADD ("context", NULL, test_context);
  ADD ("not-an-ent", NULL, test_not_an_ent);
  ADD ("userinfo", NULL, test_userinfo);
  ADD ("userinfo-oauth", "oauth", test_userinfo);
  ADD ("userinfo-french", NULL, test_userinfo_french);
  ADD ("terms", "hugo.blanc", test_terms);
  ADD ("change-password", "ines.faure", test_change_password);
  ADD ("activate", NULL, test_activate);
  ADD ("reset", NULL, test_reset);
  ADD ("sign-out", NULL, test_sign_out);
  ADD ("sign-out-oauth", "oauth", test_sign_out);
  g_test_add_func ("/api/auth/login-page", test_login_page);

  return g_test_run ();
}
