/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-account.h"
#include "ent-training-request-private.h"
#include "ent-training-routes.h"
#include "ent-training-session.h"

/* The login form and what surrounds it. A failed login is a page with 200, never an error status.
 *
 * Source: entcore AuthController, as told in ent-api 01 §2 and §7. */

static void
answer_page (EntTrainingRequest *request,
             const char         *controller,
             const char         *init)
{
  g_autofree char *page = g_strdup_printf ("<!doctype "
                                           "html>\n<html>\n<head><title>Connexion</title>\n"
                                           "<meta http-equiv=\"Content-Type\" content=\"text/html; "
                                           "charset=UTF-8\">"
                                           "</head>\n<body class=\"login\" ng-controller=\"%s\"\n"
                                           "  ng-init='%s'>\n</body>\n</html>\n", controller, init);
  g_autoptr (GBytes) bytes = g_bytes_new (page, strlen (page));

  ent_training_request_answer_bytes (request, SOUP_STATUS_OK, "text/html; charset=UTF-8", bytes);
}

static void
answer_login_page (EntTrainingRequest *request,
                   const char         *message,
                   const char         *callback)
{
  g_autofree char *error = g_markup_escape_text (message, -1);
  g_autofree char *back = g_markup_escape_text (callback != NULL ? callback : "", -1);
  g_autofree char *init = g_strdup_printf ("error = \"%s\"; callBack = \"%s\"; mainPage = \"\"",
                                           error, back);

  answer_page (request, "LoginController", init);
}

/* Hosts outside the platform fall back to its root. */
static void
redirect_back (EntTrainingRequest *request,
               const char         *callback,
               const char         *details)
{
  const char *root = ent_training_server_get_uri (request->server);
  g_autofree char *decoded = callback != NULL ? g_uri_unescape_string (callback, NULL) : NULL;
  g_autofree char *target = NULL;

  if (decoded == NULL || *decoded == '\0')
    {
      ent_training_request_redirect (request, root);
      return;
    }
  if (!g_str_has_prefix (decoded, root) && (decoded[0] != '/' || decoded[1] == '/'))
    {
      ent_training_request_redirect (request, "/");
      return;
    }

  target = details != NULL &&
  *details != '\0' ? g_strconcat (decoded, "#", details, NULL) : g_strdup (decoded);
  ent_training_request_redirect (request, target);
}

static void
show_activation (EntTrainingRequest *request,
                 const char         *login,
                 const char         *code)
{
  g_autofree char *safe_login = g_markup_escape_text (login, -1);
  g_autofree char *safe_code = g_markup_escape_text (code, -1);
  g_autofree char *init = g_strdup_printf ("activationCode = \"%s\"; login = \"%s\"; mail = \"\"; "
                                           "phone = \"\"",
                                           safe_code, safe_login);

  answer_page (request, "ActivationController", init);
}

static void
submit_login (EntTrainingRequest *request)
{
  const char *login = ent_training_request_get_form (request, "email");
  const char *password = ent_training_request_get_form (request, "password");
  const char *callback = ent_training_request_get_form (request, "callBack");
  g_autofree char *person = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *location = NULL;
  EntTrainingLogin outcome;

  login = login != NULL ? login : "";
  password = password != NULL ? password : "";
  outcome = ent_training_account_check (request, login, password, &person);

  switch (outcome)
    {
    case ENT_TRAINING_LOGIN_GOOD:
      ent_training_session_open (request, person,
                                 g_strcmp0 (ent_training_request_get_form (request, "rememberMe"),
                                            "true") == 0);
      redirect_back (request, callback, ent_training_request_get_form (request, "details"));
      break;
    case ENT_TRAINING_LOGIN_ACTIVATION:
      show_activation (request, login, password);
      break;
    case ENT_TRAINING_LOGIN_RESET:
      escaped = g_uri_escape_string (login, NULL, FALSE);
      location = g_strconcat ("/auth/reset/", password, "?login=", escaped, NULL);
      ent_training_request_redirect (request, location);
      break;
    case ENT_TRAINING_LOGIN_FAILED:
    case ENT_TRAINING_LOGIN_BANNED:
    case ENT_TRAINING_LOGIN_BLOCKED:
    default:
      answer_login_page (request,
                         ent_training_account_message (ent_training_account_error_key (outcome)),
                         callback);
      break;
    }
}

static void
show_login (EntTrainingRequest *request)
{
  const char *callback = ent_training_request_get_query (request, "callBack");

  if (ent_training_request_get_user (request) != NULL)
    redirect_back (request, callback, NULL);
  else
    answer_login_page (request, "", callback);
}

static void
show_reset (EntTrainingRequest *request)
{
  const char *code = ent_training_request_get_param (request, "code");
  g_autofree char *safe = g_markup_escape_text (code, -1);
  g_autofree char *init = g_strdup_printf ("resetCode = \"%s\"", safe);

  answer_page (request, "ResetController", init);
}

static void
show_terms (EntTrainingRequest *request)
{
  answer_page (request, "RevalidateTermsController", "");
}

/* Ends the cookie session only; a token is not looked at. */
static void
logout (EntTrainingRequest *request)
{
  const char *callback = ent_training_request_get_query (request, "callback");

  ent_training_session_close (request);
  redirect_back (request, callback, NULL);
}

static void
get_context (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK,
                                    "{\"callBack\":\"\",\"cgu\":true,\"passwordRegex\":\".{8}.*\","
                                    "\"mandatory\":{\"mail\":false,\"phone\":false},"
                                    "\"passwordRegexI18n\":{\"fr\":\"8 caractères au moins\"},"
                                    "\"passwordRegexI18nActivation\":{\"fr\":\"8 caractères au "
                                    "moins\"},"
                                    "\"mfaConfig\":[\"sms\"]}");
}

static void
get_texts (EntTrainingRequest *request)
{
  static const char *const keys[] = {
    "auth.error.authenticationFailed", "auth.error.ban", "auth.error.blockedUser",
    "auth.error.blockedProfileType",
    "auth.error.otpDisabled", "auth.error.global", "auth.charter", "project.name",
  };
  JsonObject *texts = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    json_object_set_string_member (texts, keys[i], ent_training_account_message (keys[i]));
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_object (json_node_alloc (), texts));
  json_object_unref (texts);
}

static void
get_channels (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{\"mobile\":false}");
}

static void
get_requirements (EntTrainingRequest *request)
{
  g_autoptr (JsonNode) node = NULL;

  node = ent_training_db_dup_json (ent_training_request_get_db (request),
                                   "SELECT json_object ('forceChangePassword', json (iif"
                                   " (force_change, 'true', 'false')), 'needRevalidateTerms', json"
                                   " (iif (revalidate_terms, 'true', 'false')),"
                                   " 'needRevalidateEmail', json ('false'), 'needRevalidateMobile',"
                                   " json ('false'), 'needMfa', json ('false')) FROM person WHERE"
                                   " id = ?1", "s",
                                   request->user->id);
  ent_training_request_answer (request, SOUP_STATUS_OK, g_steal_pointer (&node));
}

static void
accept_terms (EntTrainingRequest *request)
{
  ent_training_db_run (ent_training_request_get_db (request),
                       "UPDATE person SET revalidate_terms = 0 WHERE id = ?1", "s",
                       request->user->id);
  ent_training_request_answer_empty (request, SOUP_STATUS_NO_CONTENT);
}

/* Ends the other cookie sessions and every token, the calling one included. */
static void
drop_sessions (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);

  ent_training_session_drop_all (db, request->user->id, request->session_id);
  ent_training_db_run (db, "DELETE FROM oauth_grant WHERE person_id = ?1", "s", request->user->id);
  ent_training_request_answer_empty (request, SOUP_STATUS_OK);
}

const EntTrainingRoute ent_training_auth_routes[] = {
  { "POST", "/auth/login", submit_login,
    ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_FORM | ENT_TRAINING_ROUTE_KEEP, NULL },
  { "GET", "/auth/login", show_login, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/auth/logout", logout, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/auth/reset/:code", show_reset, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/auth/revalidate-terms", show_terms, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/auth/context", get_context, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/auth/i18n", get_texts, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/auth/password-channels", get_channels, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/auth/user/requirements", get_requirements, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "PUT", "/auth/cgu/revalidate", accept_terms, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "DELETE", "/auth/sessions", drop_sessions, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
