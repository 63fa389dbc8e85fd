/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-account.h"

#include <string.h>

#include "ent-training-request-private.h"
#include "ent-training-routes.h"
#include "ent-training-server-private.h"
#include "ent-training-session.h"

/* Passwords, codes, and what an account goes through in its life: activation, a forgotten password,
 * a new one.
 *
 * Source: entcore OAuthDataHandler, DefaultUserAuthAccount and AuthController, as told in ent-api
 * 01 §5 and §7. */

#define BAN_DELAY_MS (15 * 60 * 1000)
#define ITERATIONS 64

static const struct
{
  const char *key;
  const char *text;
} messages[] = {
  { "auth.error.authenticationFailed", "Identifiant ou mot de passe incorrect." },
  { "auth.error.ban", "Trop d'échecs de connexion. Réessayez dans 15 minutes." },
  { "auth.error.blockedUser", "Votre compte est bloqué. Adressez-vous à votre établissement." },
  { "auth.error.blockedProfileType", "La connexion est fermée pour votre profil." },
  { "auth.error.otpDisabled", "Les mots de passe à usage unique ne sont pas acceptés." },
  { "auth.error.global", "L'annuaire ne répond pas." },
  { "auth.charter", "/assets/cgu/charte.html" },
  { "project.name", "ENT d'entraînement" },
};

/* The French text of a key of the auth bundle, or the key itself. */
const char *
ent_training_account_message (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    if (strcmp (messages[i].key, key) == 0)
      return messages[i].text;

  return key;
}

const char *
ent_training_account_error_key (EntTrainingLogin outcome)
{
  switch (outcome)
    {
    case ENT_TRAINING_LOGIN_BANNED:
      return "auth.error.ban";
    case ENT_TRAINING_LOGIN_BLOCKED:
      return "auth.error.blockedUser";
    case ENT_TRAINING_LOGIN_ACTIVATION:
      return "auth.error.activation.code";
    case ENT_TRAINING_LOGIN_RESET:
      return "auth.error.password.reset";
    case ENT_TRAINING_LOGIN_GOOD:
    case ENT_TRAINING_LOGIN_FAILED:
    default:
      return "auth.error.authenticationFailed";
    }
}

/* PBKDF2 with HMAC-SHA256, one block; "iterations$salt$hex". Few iterations: the people are
 * invented, the tests many. */
char *
ent_training_account_hash (const char *password,
                           const char *salt,
                           guint       iterations)
{
  static const guint8 first_block[4] = { 0, 0, 0, 1 };
  g_autoptr (GString) text = NULL;
  guint8 round[32];
  guint8 result[32];

  for (guint i = 0; i < iterations; i++)
    {
      g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) password,
                                           strlen (password));
      gsize length = sizeof round;

      if (i == 0)
        {
          g_hmac_update (hmac, (const guchar *) salt, -1);
          g_hmac_update (hmac, first_block, sizeof first_block);
        }
      else
        g_hmac_update (hmac, round, sizeof round);
      g_hmac_get_digest (hmac, round, &length);

      for (guint j = 0; j < sizeof result; j++)
        result[j] = i == 0 ? round[j] : result[j] ^ round[j];
    }

  text = g_string_new (NULL);
  g_string_printf (text, "%u$%s$", iterations, salt);
  for (guint j = 0; j < sizeof result; j++)
    g_string_append_printf (text, "%02x", result[j]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
password_matches (const char *stored,
                  const char *password)
{
  g_auto (GStrv) parts = g_strsplit (stored != NULL ? stored : "", "$", 3);
  g_autofree char *hash = NULL;

  if (g_strv_length (parts) != 3)
    return FALSE;

  hash = ent_training_account_hash (password, parts[1],
                                    (guint) g_ascii_strtoull (parts[0], NULL, 10));
  return strcmp (hash, stored) == 0;
}

void
ent_training_account_set_password (EntTrainingDb *db,
                                   const char    *person_id,
                                   const char    *password)
{
  g_autofree char *salt = g_uuid_string_random ();
  g_autofree char *hash = ent_training_account_hash (password, salt, ITERATIONS);

  ent_training_db_run (db,
                       "UPDATE person SET password = ?2, activation_code = NULL, reset_code = NULL,"
                       " force_change = 0 WHERE id = ?1", "ss", person_id, hash);
}

/* Banned while the maxRetry-th most recent failure of this login, as typed, is younger than the
 * delay. */
static gboolean
is_banned (EntTrainingRequest *request,
           const char         *login)
{
  int allowed = (int) ent_training_server_get_max_failures (request->server);
  gint64 at = ent_training_db_get_int (ent_training_request_get_db (request),
                                       "SELECT at FROM login_failure WHERE login = ?1 ORDER BY at"
                                       " DESC, rowid DESC LIMIT 1 OFFSET ?2", "sn",
                                       login, allowed - 1);

  return at != 0 && at > ent_training_request_get_now (request) - BAN_DELAY_MS;
}

static void
count_failure (EntTrainingRequest *request,
               const char         *login)
{
  ent_training_db_run (ent_training_request_get_db (request),
                       "INSERT INTO login_failure VALUES (?1, ?2)", "si",
                       login, ent_training_request_get_now (request));
}

/* Compares exactly; an unknown login fails like a wrong password but is not counted. */
EntTrainingLogin
ent_training_account_check (EntTrainingRequest  *request,
                            const char          *login,
                            const char          *password,
                            char               **person_id)
{
  g_autoptr (EntTrainingRows) rows = NULL;

  rows = ent_training_db_query (ent_training_request_get_db (request),
                                "SELECT id, password, activation_code, reset_code, blocked FROM"
                                " person WHERE login = ?1 OR alias = ?1", "s", login);
  if (!ent_training_rows_next (rows))
    return ENT_TRAINING_LOGIN_FAILED;
  if (is_banned (request, login))
    return ENT_TRAINING_LOGIN_BANNED;

  *person_id = g_strdup (ent_training_rows_get_text (rows, 0));
  if (g_strcmp0 (ent_training_rows_get_text (rows, 2), password) == 0)
    return ENT_TRAINING_LOGIN_ACTIVATION;
  if (g_strcmp0 (ent_training_rows_get_text (rows, 3), password) == 0)
    return ENT_TRAINING_LOGIN_RESET;

  if (!password_matches (ent_training_rows_get_text (rows, 1), password))
    {
      count_failure (request, login);
      return ENT_TRAINING_LOGIN_FAILED;
    }
  if (ent_training_rows_get_int (rows, 4) != 0)
    {
      count_failure (request, login);
      return ENT_TRAINING_LOGIN_BLOCKED;
    }

  return ENT_TRAINING_LOGIN_GOOD;
}

static void
answer_match (EntTrainingRequest *request,
              EntTrainingLogin    wanted)
{
  JsonObject *body = ent_training_request_get_json (request);
  const char *login = json_object_get_string_member_with_default (body, "login", "");
  const char *password = json_object_get_string_member_with_default (body, "password", "");
  g_autofree char *id = NULL;
  EntTrainingLogin outcome;

  outcome = ent_training_account_check (request, login, password, &id);
  ent_training_request_answer_text (request, SOUP_STATUS_OK,
                                    outcome == wanted ? "{\"match\":true}" : "{\"match\":false}");
}

static void
match_activation (EntTrainingRequest *request)
{
  answer_match (request, ENT_TRAINING_LOGIN_ACTIVATION);
}

static void
match_reset (EntTrainingRequest *request)
{
  answer_match (request, ENT_TRAINING_LOGIN_RESET);
}

/* A refusal here is 200 with JSON; success is 302. */
static void
answer_refusal (EntTrainingRequest *request,
                const char         *message,
                const char         *code_name,
                const char         *code)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "message");
  json_builder_add_string_value (builder, message);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, code_name);
  json_builder_add_string_value (builder, code != NULL ? code : "");
  if (strcmp (code_name, "activationCode") == 0)
    {
      const char *login = ent_training_request_get_form (request, "login");

      json_builder_set_member_name (builder, "login");
      json_builder_add_string_value (builder, login != NULL ? login : "");
      json_builder_set_member_name (builder, "cgu");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
  ent_training_request_answer (request, SOUP_STATUS_OK, json_builder_get_root (builder));
}

static const char *
check_new_password (EntTrainingRequest *request)
{
  const char *password = ent_training_request_get_form (request, "password");
  const char *again = ent_training_request_get_form (request, "confirmPassword");

  if (password == NULL || g_strcmp0 (password, again) != 0)
    return "Les deux mots de passe ne sont pas identiques.";
  if (g_utf8_strlen (password, -1) < 8)
    return "Le mot de passe doit avoir 8 caractères au moins.";

  return NULL;
}

static gboolean
do_activate (EntTrainingRequest  *request,
             char               **id)
{
  const char *login = ent_training_request_get_form (request, "login");
  const char *code = ent_training_request_get_form (request, "activationCode");
  const char *problem = check_new_password (request);
  EntTrainingLogin outcome;

  outcome = ent_training_account_check (request, login != NULL ? login : "",
                                        code != NULL ? code : "", id);
  if (g_strcmp0 (ent_training_request_get_form (request, "acceptCGU"), "true") != 0)
    problem = "invalid.cgu";
  else if (outcome != ENT_TRAINING_LOGIN_ACTIVATION)
    problem = "Le code d'activation n'est pas le bon.";

  if (problem != NULL)
    {
      answer_refusal (request, problem, "activationCode", code);
      return FALSE;
    }

  ent_training_account_set_password (ent_training_request_get_db (request), *id,
                                     ent_training_request_get_form (request, "password"));
  /* Activation overwrites both, empty when absent. */
  ent_training_db_run (ent_training_request_get_db (request),
                       "UPDATE person SET email = ?2, mobile = ?3 WHERE id = ?1", "sss", *id,
                       ent_training_request_get_form (request, "mail"),
                       ent_training_request_get_form (request, "phone"));
  return TRUE;
}

static void
activate (EntTrainingRequest *request)
{
  g_autofree char *id = NULL;

  if (!do_activate (request, &id))
    return;

  ent_training_session_open (request, id, FALSE);
  ent_training_request_redirect (request, "/");
}

static void
activate_without_login (EntTrainingRequest *request)
{
  g_autofree char *id = NULL;

  if (do_activate (request, &id))
    ent_training_request_redirect (request, "/auth/login");
}

/* Serves /auth/reset (by reset code or old password) and /auth/changePassword. */
static void
reset_password (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *login = ent_training_request_get_form (request, "login");
  const char *code = ent_training_request_get_form (request, "resetCode");
  const char *old = ent_training_request_get_form (request, "oldPassword");
  const char *callback = ent_training_request_get_form (request, "callback");
  gboolean forced = g_strcmp0 (ent_training_request_get_form (request, "forceChange"),
                               "force") == 0;
  const char *problem = check_new_password (request);
  g_autofree char *id = NULL;
  EntTrainingLogin outcome;

  outcome = ent_training_account_check (request, login != NULL ? login : "",
                                        code != NULL ? code : (old != NULL ? old : ""),
                                        &id);
  if (problem == NULL && code != NULL && outcome != ENT_TRAINING_LOGIN_RESET)
    problem = "Le code de renouvellement n'est pas le bon.";
  else if (problem == NULL && code == NULL && outcome != ENT_TRAINING_LOGIN_GOOD)
    problem = "L'ancien mot de passe n'est pas le bon.";
  else if (problem == NULL &&
           g_strcmp0 (old, ent_training_request_get_form (request, "password")) == 0)
    problem = "Le nouveau mot de passe doit être différent de l'ancien.";

  if (problem != NULL)
    {
      answer_refusal (request, problem, "resetCode", code);
      return;
    }

  ent_training_account_set_password (db, id, ent_training_request_get_form (request, "password"));
  ent_training_session_drop_all (db, id, forced ? NULL : request->session_id);
  ent_training_db_run (db, "DELETE FROM oauth_grant WHERE person_id = ?1 AND refresh IS NOT (SELECT"
                           " refresh FROM access_token WHERE token = ?2)", "ss", id,
                       forced ? NULL : request->token);
  ent_training_request_redirect (request, callback != NULL &&
                                 *callback != '\0' ? callback : "/auth/login");
}

/* Says yes whether or not the login exists, so that nobody can ask who has an account. */
static void
forgot_password (EntTrainingRequest *request)
{
  static const char letters[] = "abcdefghjkmnprstvwxyz3456789";
  JsonObject *body = ent_training_request_get_json (request);
  char code[9] = "";
  const char *login = json_object_get_string_member_with_default (body, "login", "");
  const char *service = json_object_get_string_member_with_default (body, "service", "");

  if (*login == '\0')
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "invalid.login");
      return;
    }
  if (strcmp (service, "mail") != 0 && strcmp (service, "mobile") != 0)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "invalid.service");
      return;
    }

  for (guint i = 0; i < sizeof code - 1; i++)
    code[i] = letters[g_random_int_range (0, (gint32) strlen (letters))];
  ent_training_db_run (ent_training_request_get_db (request),
                       "UPDATE person SET reset_code = ?2 WHERE login = ?1 AND activation_code IS"
                       " NULL", "ss", login,
                       code);
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

const EntTrainingRoute ent_training_account_routes[] = {
  { "POST", "/auth/activation/match", match_activation,
    ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_JSON, NULL },
  { "POST", "/auth/activation/no-login", activate_without_login,
    ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_FORM, NULL },
  { "POST", "/auth/activation", activate, ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_FORM,
    NULL },
  { "POST", "/auth/reset/match", match_reset, ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_JSON,
    NULL },
  { "POST", "/auth/reset", reset_password, ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_FORM,
    NULL },
  { "POST", "/auth/changePassword", reset_password, ENT_TRAINING_ROUTE_FORM, NULL },
  { "POST", "/auth/forgot-password", forgot_password,
    ENT_TRAINING_ROUTE_PUBLIC | ENT_TRAINING_ROUTE_JSON, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
