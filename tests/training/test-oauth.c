/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training-tests"

#include <string.h>

#include "training-client.h"

#define CLIENT "client_id=encrier-demo&client_secret=encrier-secret&"
#define LOGIN "username=camille.durand&password=encrier&"

static TrainingReply *
ask_token (TrainingClient *client,
           const char     *body)
{
  return training_client_send (client, "POST", "/auth/oauth2/token",
                               "application/x-www-form-urlencoded", body);
}

static char *
take_token (TrainingClient *client,
            const char     *scope)
{
  g_autofree char *body = g_strconcat (CLIENT LOGIN "grant_type=password&scope=", scope, NULL);
  g_autoptr (TrainingReply) reply = ask_token (client, body);
  JsonObject *token = training_reply_get_object (reply);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (token, "token_type"), ==, "Bearer");
  g_assert_cmpint (json_object_get_int_member (token, "expires_in"), ==, 3600);
  g_free (client->authorization);
  client->authorization = g_strconcat ("Bearer ",
                                       json_object_get_string_member (token, "access_token"), NULL);
  return g_strdup (json_object_get_string_member (token, "refresh_token"));
}

/* The table of errors, line by line. */
static void
test_errors (void)
{
  static const struct
  {
    const char *body;
    guint       status;
    const char *error;
    const char *description;
  } cases[] = {
    { CLIENT LOGIN "", 400, "invalid_request", "'grant_type' not found" },
    { LOGIN "grant_type=password", 400, "invalid_request", "'client_id' not found" },
    { CLIENT "grant_type=password&password=encrier", 400, "invalid_request",
      "'username' not found" },
    { CLIENT "grant_type=password&username=camille.durand", 400, "invalid_request",
      "'password' not found" },
    { CLIENT LOGIN "grant_type=magic", 400, "unsupported_grant_type", NULL },
    { "client_id=encrier-demo&client_secret=no&" LOGIN "grant_type=password", 401, "invalid_client",
      NULL },
    { "client_id=other&client_secret=encrier-secret&" LOGIN "grant_type=password", 401,
      "invalid_client", NULL },
    { CLIENT "grant_type=authorization_code&code=x", 401, "invalid_client", NULL },
    { CLIENT LOGIN "grant_type=password&scope=userinfo+unknown", 401, "invalid_grant", NULL },
    { CLIENT LOGIN "grant_type=password&scope=userinfo++auth", 401, "invalid_grant", NULL },
    { CLIENT "grant_type=refresh_token&refresh_token=unknown", 401, "invalid_grant", NULL },
    { CLIENT "grant_type=password&username=camille.durand&password=no", 401, "access_denied",
      "auth.error.authenticationFailed" },
    { CLIENT "grant_type=password&username=marc.renard&password=encrier", 401, "access_denied",
      "auth.error.blockedUser" },
    { CLIENT "grant_type=password&username=nora.petit&password=h4nbx7rk", 403, "access_denied",
      "auth.error.activation.code" },
    { CLIENT "grant_type=password&username=louis.marchand&password=r8kvt3nw", 403, "access_denied",
      "auth.error.password.reset" },
  };
  g_autoptr (TrainingClient) client = training_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TrainingReply) reply = ask_token (client, cases[i].body);
      JsonObject *object = training_reply_get_object (reply);
      const char *error = json_object_get_string_member (object, "error");
      const char *description =
        json_object_get_string_member_with_default (object, "error_description", NULL);

      g_test_message ("%s", cases[i].body);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
      g_assert_cmpstr (error, ==, cases[i].error);
      g_assert_cmpstr (description, ==, cases[i].description);
    }
}

/* Fields of the address are not looked at. */
static void
test_query_ignored (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) reply =
    training_client_send (client, "POST", "/auth/oauth2/token?" CLIENT LOGIN "grant_type=password",
                          "application/x-www-form-urlencoded", "");

  g_assert_cmpuint (reply->status, ==, 400);
}

static void
test_scope (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *refresh = take_token (client, "userinfo+blog");
  g_autoptr (TrainingReply) info = training_client_get (client, "/auth/oauth2/userinfo");
  g_autoptr (TrainingReply) directory = training_client_get (client, "/directory/myclasses");
  g_autoptr (TrainingReply) userbook = training_client_get (client, "/userbook/preference/apps");
  g_autoptr (TrainingReply) portal = training_client_get (client, "/theme");
  g_autoptr (TrainingReply) auth = training_client_get (client, "/auth/user/requirements");

  g_assert_cmpuint (info->status, ==, 200);
  g_assert_cmpuint (directory->status, ==, 302);
  g_assert_cmpuint (userbook->status, ==, 302);
  g_assert_cmpuint (portal->status, ==, 302);
  g_assert_cmpuint (auth->status, ==, 302);
}

static void
test_scope_empty (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *refresh = take_token (client, "");
  g_autoptr (TrainingReply) info = training_client_get (client, "/auth/oauth2/userinfo");

  g_assert_cmpuint (info->status, ==, 302);
}

/* No XSRF for a token; /userbook is the directory's. */
static void
test_write (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *refresh = take_token (client, "userinfo+directory");
  g_autoptr (TrainingReply) put =
    training_client_json (client, "PUT", "/userbook/preference/apps", "{\"a\":1}");
  g_autoptr (TrainingReply) get = training_client_get (client, "/userbook/preference/apps");

  g_assert_cmpuint (put->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (training_reply_get_object (get), "preference"),
                   ==, "{\"a\":1}");
}

/* Expired is 302, never 401; the refresh token stays the same, the former access token lives on. */
static void
test_refresh (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *refresh = take_token (client, "userinfo");
  g_autofree char *body = g_strconcat (CLIENT "grant_type=refresh_token&refresh_token=", refresh,
                                       NULL);
  g_autoptr (TrainingReply) renewed = ask_token (client, body);
  g_autoptr (TrainingReply) former = training_client_get (client, "/auth/oauth2/userinfo");
  g_autoptr (TrainingReply) dead = NULL;
  g_autoptr (TrainingReply) again = NULL;

  g_assert_cmpuint (renewed->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (training_reply_get_object (renewed),
                                                  "refresh_token"), ==, refresh);
  g_assert_cmpuint (former->status, ==, 200);

  ent_training_server_expire_tokens (client->server);
  dead = training_client_get (client, "/auth/oauth2/userinfo");
  g_assert_cmpuint (dead->status, ==, 302);
  again = ask_token (client, body);
  g_assert_cmpuint (again->status, ==, 200);
}

static void
test_basic (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *basic = g_base64_encode ((const guchar *) "encrier-demo:encrier-secret", 27);
  g_autoptr (TrainingReply) reply = NULL;

  client->authorization = g_strconcat ("Basic ", basic, NULL);
  reply = ask_token (client, LOGIN "grant_type=password&scope=userinfo");
  g_assert_cmpuint (reply->status, ==, 200);
}

static void
test_drop_sessions (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *refresh = take_token (client, "userinfo+auth");
  g_autofree char *body = g_strconcat (CLIENT "grant_type=refresh_token&refresh_token=", refresh,
                                       NULL);
  g_autoptr (TrainingReply) dropped =
    training_client_send (client, "DELETE", "/auth/sessions", NULL, NULL);
  g_autoptr (TrainingReply) dead = training_client_get (client, "/auth/oauth2/userinfo");
  g_autoptr (TrainingReply) refused = ask_token (client, body);

  g_assert_cmpuint (dropped->status, ==, 200);
  g_assert_cmpuint (dead->status, ==, 302);
  g_assert_cmpuint (refused->status, ==, 401);
}

static JsonObject *
get_userinfo (TrainingClient  *client,
              const char      *path,
              const char      *accept,
              TrainingReply  **reply)
{
  client->accept = accept;
  *reply = training_client_get (client, path);
  g_assert_cmpuint ((*reply)->status, ==, 200);
  return training_reply_get_object (*reply);
}

/* 2.0 is whole in both modes; without a version it is 1.0, French, and poor for a token. */
static void
test_userinfo (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autofree char *refresh = take_token (client, "userinfo");
  g_autoptr (TrainingReply) bearer_two = NULL;
  g_autoptr (TrainingReply) bearer_one = NULL;
  g_autoptr (TrainingReply) cookie_one = NULL;
  g_autoptr (TrainingReply) cookie_two = NULL;
  JsonObject *info;
  JsonArray *names;

  info = get_userinfo (client, "/auth/oauth2/userinfo", "application/json;version=2.0",
                       &bearer_two);
  g_assert_cmpstr (json_object_get_string_member (info, "type"), ==, "Teacher");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (info, "apps")), >, 3);
  names = json_object_get_array_member (info, "realClassesNames");
  g_assert_cmpstr (json_array_get_string_element (names, 0), ==, "CE1");

  info = get_userinfo (client, "/auth/oauth2/userinfo", NULL, &bearer_one);
  g_assert_cmpstr (json_object_get_string_member (info, "type"), ==, "ENSEIGNANT");
  g_assert_false (json_object_has_member (info, "groupsIds"));
  g_assert_false (json_object_has_member (info, "apps"));
  g_assert_true (json_object_has_member (info, "classId"));

  training_client_login (client, "anne.lefebvre");
  info = get_userinfo (client, "/auth/oauth2/userinfo", NULL, &cookie_one);
  g_assert_cmpstr (json_object_get_string_member (info, "type"), ==, "ENSEIGNANT");
  g_assert_true (json_object_has_member (info, "groupsIds"));
  g_assert_false (json_object_has_member (info, "realClassesNames"));

  info = get_userinfo (client, "/auth/oauth2/userinfo?version=v2.0", NULL, &cookie_two);
  g_assert_cmpstr (json_object_get_string_member (info, "type"), ==, "Teacher");
  g_assert_true (json_object_has_member (json_object_get_object_member (info, "functions"),
                                         "ADMIN_LOCAL"));
}

static void
test_userinfo_family (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) mother = NULL;
  g_autoptr (TrainingReply) away = NULL;
  JsonObject *info;

  training_client_login (client, "julie.moreau");
  info = get_userinfo (client, "/auth/oauth2/userinfo", "application/json;version=2.0", &mother);
  g_assert_cmpstr (json_object_get_string_member (info, "type"), ==, "Relative");
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (info, "children")), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (info, "classes")), ==, 2);
  g_assert_true (json_object_get_boolean_member (info, "hasApp"));

  training_client_login (client, "lucie.perrin");
  info = get_userinfo (client, "/auth/oauth2/userinfo", "application/json;version=2.0", &away);
  g_assert_false (json_object_get_boolean_member (info, "hasApp"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/training/oauth/errors", test_errors);
  g_test_add_func ("/training/oauth/query-ignored", test_query_ignored);
  g_test_add_func ("/training/oauth/scope", test_scope);
  g_test_add_func ("/training/oauth/scope/empty", test_scope_empty);
  g_test_add_func ("/training/oauth/write", test_write);
  g_test_add_func ("/training/oauth/refresh", test_refresh);
  g_test_add_func ("/training/oauth/basic", test_basic);
  g_test_add_func ("/training/oauth/drop-sessions", test_drop_sessions);
  g_test_add_func ("/training/oauth/userinfo", test_userinfo);
  g_test_add_func ("/training/oauth/userinfo/family", test_userinfo_family);

  return g_test_run ();
}
