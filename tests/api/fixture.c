/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "ent-cookie-session.h"
#include "ent-memory-credentials.h"
#include "ent-oauth-session.h"

#define LIMIT_USEC (20 * G_USEC_PER_SEC)

/* Keeps the main context turning, so that the limit is looked at. */
static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
wait_until (gboolean (* is_done) (gpointer),
            gpointer     data)
{
  gint64 limit = g_get_monotonic_time () + LIMIT_USEC;
  guint tick = g_timeout_add (50, tick_cb, NULL);

  while (!is_done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

void
waiter_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Waiter *waiter = user_data;

  g_assert_null (waiter->result);
  waiter->result = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return ((Waiter *) data)->result != NULL;
}

GAsyncResult *
waiter_wait (Waiter *waiter)
{
  wait_until (has_result, waiter);
  return waiter->result;
}

void
waiter_clear (Waiter *waiter)
{
  g_clear_object (&waiter->result);
}

static void
signed_out_cb (EntClient *client,
               GError    *reason,
               gpointer   user_data)
{
  Fixture *fixture = user_data;

  fixture->n_signed_out++;
  g_assert_true (reason->domain == ENT_API_ERROR);
  fixture->reason = reason->code;
}

static void
signed_in_cb (EntClient *client,
              gpointer   user_data)
{
  ((Fixture *) user_data)->n_signed_in++;
}

static void
keep_secret (Fixture       *fixture,
             const char    *login,
             EntSecretKind  kind,
             const char    *secret)
{
  g_auto (Waiter) waiter = { NULL };
  g_autoptr (GError) error = NULL;

  ent_credentials_store_async (fixture->credentials, ent_client_get_server (fixture->client), login,
                               kind, secret,
                               NULL, waiter_cb, &waiter);
  ent_credentials_store_finish (fixture->credentials, waiter_wait (&waiter), &error);
  g_assert_no_error (error);
}

void
fixture_use_login (Fixture    *fixture,
                   const char *login,
                   const char *password)
{
  g_autoptr (EntSession) session = ent_cookie_session_new (ent_client_get_server (fixture->client),
                                                           login,
                                                           fixture->credentials);

  if (password != NULL)
    keep_secret (fixture, ent_session_get_login (session), ENT_SECRET_PASSWORD, password);
  ent_client_set_session (fixture->client, session);
}

void
fixture_use_oauth (Fixture    *fixture,
                   const char *client_id,
                   const char *client_secret,
                   const char *scope,
                   const char *password)
{
  g_autoptr (EntSession) session = ent_oauth_session_new (ent_client_get_server (fixture->client),
                                                          TEACHER,
                                                          fixture->credentials, client_id, NULL, scope);

  keep_secret (fixture, TEACHER, ENT_SECRET_CLIENT, client_secret);
  if (password != NULL)
    keep_secret (fixture, TEACHER, ENT_SECRET_PASSWORD, password);
  ent_client_set_session (fixture->client, session);
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->reason = -1;
  fixture->server = ent_training_server_new (NULL, 1, ENT_TRAINING_SCALE_SCHOOL);
  ent_training_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);

  fixture->credentials = ent_memory_credentials_new ();
  fixture->client = ent_client_new (ent_training_server_get_uri (fixture->server), &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->client, "signed-out", G_CALLBACK (signed_out_cb), fixture);
  g_signal_connect (fixture->client, "signed-in", G_CALLBACK (signed_in_cb), fixture);

  if (g_strcmp0 (data, "oauth") == 0)
    fixture_use_oauth (fixture, "encrier-demo", "encrier-secret", NULL, PASSWORD);
  else
    fixture_use_login (fixture, data != NULL ? data : TEACHER, PASSWORD);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  ent_training_server_stop (fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->credentials);
  g_assert_finalize_object (fixture->server);
}

void
fixture_add_fault (Fixture    *fixture,
                   const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (rule, &error);

  g_assert_no_error (error);
  ent_training_server_add_fault (fixture->server, json_node_get_object (node));
}

/* Lets the next call of @path get this answer, for what the training server never says. */
void
fixture_answer (Fixture    *fixture,
                const char *path,
                guint       status,
                const char *body)
{
  g_autoptr (JsonObject) rule = json_object_new ();

  json_object_set_string_member (rule, "path", path);
  json_object_set_string_member (rule, "fault", "status");
  json_object_set_int_member (rule, "status", status);
  json_object_set_string_member (rule, "body", body);
  ent_training_server_add_fault (fixture->server, rule);
}

/* Writes the server has done: method and path as in its journal. */
guint
fixture_count_calls (Fixture    *fixture,
                     const char *method,
                     const char *path)
{
  g_autoptr (JsonArray) journal = ent_training_server_dup_journal (fixture->server);
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (journal); i++)
    {
      JsonObject *entry = json_array_get_object_element (journal, i);

      if (strcmp (json_object_get_string_member (entry, "method"), method) == 0 &&
          g_pattern_match_simple (path, json_object_get_string_member (entry, "path")))
        n++;
    }

  return n;
}

gboolean
sign_in (Fixture     *fixture,
         const char  *password,
         GError     **error)
{
  g_auto (Waiter) waiter = { NULL };

  ent_client_sign_in_async (fixture->client, password, NULL, waiter_cb, &waiter);
  return ent_client_sign_in_finish (fixture->client, waiter_wait (&waiter), error);
}

EntResponse *
send_and_wait (Fixture     *fixture,
               EntRequest  *request,
               GError     **error)
{
  g_auto (Waiter) waiter = { NULL };

  ent_client_send_async (fixture->client, request, NULL, waiter_cb, &waiter);
  return ent_client_send_finish (fixture->client, waiter_wait (&waiter), error);
}

EntResponse *
get_and_wait (Fixture     *fixture,
              const char  *path,
              GError     **error)
{
  g_autoptr (EntRequest) request = ent_request_new_for_path ("GET", path);

  return send_and_wait (fixture, request, error);
}
