/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-account.h"
#include "ent-training-request-private.h"
#include "ent-training-routes.h"
#include "ent-training-userinfo.h"

/* OAuth2 with a registered client: password and refresh_token. The errors are those of the ENT's
 * library, word for word.
 *
 * Source: oauth2-server OAuthError and ClientCredentialFetcherImpl, entcore OAuthDataHandler,
 * ent-api 01 §4.2. */

#define TOKEN_LIFE_MS (3600 * 1000)

static void
answer_problem (EntTrainingRequest *request,
                guint               status,
                const char         *type,
                const char         *description)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_add_string_value (builder, type);
  if (description != NULL && *description != '\0')
    {
      json_builder_set_member_name (builder, "error_description");
      json_builder_add_string_value (builder, description);
    }
  json_builder_end_object (builder);
  ent_training_request_answer (request, status, json_builder_get_root (builder));
}

static const char *
require_field (EntTrainingRequest *request,
               const char         *name)
{
  const char *value = ent_training_request_get_form (request, name);
  g_autofree char *description = g_strdup_printf ("'%s' not found", name);

  if (value == NULL || *value == '\0')
    {
      answer_problem (request, SOUP_STATUS_BAD_REQUEST, "invalid_request", description);
      return NULL;
    }

  return value;
}

/* Basic when it decodes to something with a colon, else the body. */
static void
read_client (EntTrainingRequest  *request,
             char               **id,
             char               **secret)
{
  const char *header = ent_training_request_get_header (request, "Authorization");

  if (header != NULL && g_str_has_prefix (header, "Basic "))
    {
      gsize length;
      g_autofree guchar *bytes = g_base64_decode (header + strlen ("Basic "), &length);
      g_autofree char *text = g_strndup ((const char *) bytes, length);
      char *colon = strchr (text, ':');

      if (colon != NULL)
        {
          *id = g_strndup (text, (gsize) (colon - text));
          *secret = g_strdup (colon + 1);
          return;
        }
    }

  *id = g_strdup (ent_training_request_get_form (request, "client_id"));
  *secret = g_strdup (ent_training_request_get_form (request, "client_secret"));
}

/* A new access token for a grant; the refresh token stays the same for ever. */
static void
answer_token (EntTrainingRequest *request,
              const char         *refresh)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  g_autofree char *token = g_uuid_string_random ();
  g_autoptr (JsonNode) node = NULL;

  ent_training_db_run (db, "INSERT INTO access_token VALUES (?1, ?2, ?3)", "ssi", token, refresh,
                       ent_training_request_get_now (request) + TOKEN_LIFE_MS);
  node = ent_training_db_dup_json (db,
                                   "SELECT json_object ('token_type', 'Bearer', 'access_token', ?2,"
                                   " 'refresh_token', refresh, 'expires_in', 3600, 'scope', scope)"
                                   " FROM oauth_grant WHERE refresh = ?1", "ss", refresh,
                                       token);
  ent_training_request_answer (request, SOUP_STATUS_OK, g_steal_pointer (&node));
}

/* Every word asked must be registered; a double space makes an empty word, which is not. */
static gboolean
scope_is_registered (const char *asked,
                     const char *registered)
{
  g_auto (GStrv) words = g_strsplit (asked, " ", -1);
  g_auto (GStrv) known = g_strsplit (registered, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) known, words[i]))
      return FALSE;

  return TRUE;
}

static void
grant_password (EntTrainingRequest *request,
                const char         *client,
                const char         *registered)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *scope = ent_training_request_get_form (request, "scope");
  const char *login = require_field (request, "username");
  const char *password = login != NULL ? require_field (request, "password") : NULL;
  g_autofree char *person = NULL;
  g_autofree char *refresh = NULL;
  EntTrainingLogin outcome;
  guint status;

  if (password == NULL)
    return;

  outcome = ent_training_account_check (request, login, password, &person);
  if (outcome != ENT_TRAINING_LOGIN_GOOD)
    {
      status = outcome == ENT_TRAINING_LOGIN_ACTIVATION || outcome == ENT_TRAINING_LOGIN_RESET
                 ? SOUP_STATUS_FORBIDDEN : SOUP_STATUS_UNAUTHORIZED;
      answer_problem (request, status, "access_denied", ent_training_account_error_key (outcome));
      return;
    }
  if (scope != NULL && *scope != '\0' && !scope_is_registered (scope, registered))
    {
      answer_problem (request, SOUP_STATUS_UNAUTHORIZED, "invalid_grant", NULL);
      return;
    }

  refresh = g_uuid_string_random ();
  ent_training_db_run (db, "INSERT INTO oauth_grant VALUES (?1, ?2, ?3, ?4)", "ssss", refresh,
                       client, person,
                       scope != NULL ? scope : "");
  answer_token (request, refresh);
}

static void
grant_refresh (EntTrainingRequest *request,
               const char         *client)
{
  const char *refresh = require_field (request, "refresh_token");

  if (refresh == NULL)
    return;

  if (ent_training_db_get_int (ent_training_request_get_db (request),
                               "SELECT count(*) FROM oauth_grant g JOIN person p ON p.id ="
                               " g.person_id WHERE g.refresh = ?1 AND g.client_id = ?2 AND NOT"
                               " p.blocked", "ss",
                               refresh,
                               client) == 0)
    answer_problem (request, SOUP_STATUS_UNAUTHORIZED, "invalid_grant", NULL);
  else
    answer_token (request, refresh);
}

static void
issue_token (EntTrainingRequest *request)
{
  static const char *const known[] = {
    "password", "refresh_token", "authorization_code", "client_credentials", "saml2",
    "custom_token", NULL,
  };
  const char *grant = require_field (request, "grant_type");
  g_autofree char *client = NULL;
  g_autofree char *secret = NULL;
  g_autoptr (EntTrainingRows) rows = NULL;

  if (grant == NULL)
    return;
  if (!g_strv_contains (known, grant))
    {
      answer_problem (request, SOUP_STATUS_BAD_REQUEST, "unsupported_grant_type", NULL);
      return;
    }

  read_client (request, &client, &secret);
  if (client == NULL || *client == '\0')
    {
      answer_problem (request, SOUP_STATUS_BAD_REQUEST, "invalid_request", "'client_id' not found");
      return;
    }

  /* A client has one grant type, with refresh_token on top. */
  rows = ent_training_db_query (ent_training_request_get_db (request),
                                "SELECT scope FROM oauth_client WHERE id = ?1 AND secret = ?2 AND"
                                " (grant_type = ?3 OR ?3 = 'refresh_token')", "sss", client,
                                secret, grant);
  if (!ent_training_rows_next (rows))
    answer_problem (request, SOUP_STATUS_UNAUTHORIZED, "invalid_client", NULL);
  else if (strcmp (grant, "password") == 0)
    grant_password (request, client, ent_training_rows_get_text (rows, 0));
  else
    grant_refresh (request, client);
}

const EntTrainingRoute ent_training_oauth_routes[] = {
  { "POST", "/auth/oauth2/token", issue_token,
    ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_FORM | ENT_TRAINING_ROUTE_KEEP, NULL },
  { "GET", "/auth/oauth2/userinfo", ent_training_userinfo_answer, ENT_TRAINING_ROUTE_SESSION,
    NULL },
  { "POST", "/auth/oauth2/userinfo", ent_training_userinfo_answer, ENT_TRAINING_ROUTE_SESSION,
    NULL },
  { NULL, NULL, NULL, 0, NULL },
};
