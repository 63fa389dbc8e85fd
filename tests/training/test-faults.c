/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training-tests"

#include <glib/gstdio.h>
#include <string.h>

#include "training-client.h"

#define PATH "/userbook/preference/essai"

static char *
dup_preference (TrainingClient *client,
                const char     *login)
{
  return ent_training_db_dup_text (ent_training_server_get_db (client->server),
                                   "SELECT value FROM preference x JOIN person p ON p.id = "
                                   "x.person_id"
                                   " WHERE p.login = ?1 AND x.name = 'essai'", "s", login);
}

static TrainingClient *
new_signed_in (void)
{
  TrainingClient *client = training_client_new ();

  training_client_login (client, "camille.durand");
  return client;
}

static void
test_drop (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  g_autoptr (TrainingReply) before = NULL;
  g_autoptr (TrainingReply) after = NULL;
  g_autoptr (TrainingReply) fine = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *done = NULL;

  training_client_add_fault (client,
                         "{\"method\":\"PUT\",\"path\":\"/userbook/*\",\"fault\":\"drop-before\"}");
  before = training_client_json (client, "PUT", PATH, "1");
  nothing = dup_preference (client, "camille.durand");
  g_assert_cmpuint (before->status, ==, 0);
  g_assert_null (nothing);

  training_client_add_fault (client, "{\"method\":\"PUT\",\"fault\":\"drop-after-commit\"}");
  after = training_client_json (client, "PUT", PATH, "2");
  done = dup_preference (client, "camille.durand");
  g_assert_cmpuint (after->status, ==, 0);
  g_assert_cmpstr (done, ==, "2");

  fine = training_client_json (client, "PUT", PATH, "3");
  g_assert_cmpuint (fine->status, ==, 200);
}

/* Half of the body arrives, then the connection is gone: no whole answer. */
static void
test_cut_body (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  g_autoptr (TrainingReply) cut = NULL;
  g_autoptr (TrainingReply) fine = NULL;

  training_client_add_fault (client, "{\"path\":\"/communication/*\",\"fault\":\"cut-body\"}");
  cut = training_client_get (client, "/communication/visible/search");
  g_assert_nonnull (cut->error);
  fine = training_client_get (client, "/communication/visible/search");
  g_assert_cmpuint (fine->status, ==, 200);
}

static void
test_skip_and_times (void)
{
  static const guint expected[] = { 200, 503, 503, 200 };
  g_autoptr (TrainingClient) client = new_signed_in ();

  training_client_add_fault (client,
                "{\"path\":\"/theme\",\"fault\":\"status\",\"status\":503,\"skip\":1,\"times\":2}");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (TrainingReply) reply = training_client_get (client, "/theme");

      g_assert_cmpuint (reply->status, ==, expected[i]);
    }
}

static void
test_wrong_answers (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  g_autoptr (TrainingReply) page = NULL;
  g_autoptr (TrainingReply) login = NULL;
  g_autoptr (TrainingReply) quota = NULL;

  training_client_add_fault (client, "{\"path\":\"/theme\",\"fault\":\"html\"}");
  page = training_client_get (client, "/theme");
  g_assert_cmpuint (page->status, ==, 200);
  g_assert_cmpstr (page->type, ==, "text/html");

  training_client_add_fault (client, "{\"path\":\"/theme\",\"fault\":\"redirect\"}");
  login = training_client_get (client, "/theme");
  g_assert_cmpuint (login->status, ==, 302);
  g_assert_nonnull (strstr (login->location, "/auth/login"));

  training_client_add_fault (client,
       "{\"fault\":\"status\",\"status\":509,\"body\":\"{\\\"error\\\":\\\"quota_overflow\\\"}\"}");
  quota = training_client_get (client, "/theme");
  g_assert_cmpuint (quota->status, ==, 509);
  g_assert_cmpstr (json_object_get_string_member (training_reply_get_object (quota), "error"), ==,
                   "quota_overflow");
}

static void
test_sessions (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  g_autofree char *former = g_strdup (client->cookie);
  g_autoptr (TrainingReply) rotated = NULL;
  g_autoptr (TrainingReply) next = NULL;
  g_autoptr (TrainingReply) xsrf = NULL;
  g_autoptr (TrainingReply) expired = NULL;

  training_client_add_fault (client, "{\"path\":\"/theme\",\"fault\":\"rotate-session\"}");
  rotated = training_client_get (client, "/theme");
  g_assert_cmpuint (rotated->status, ==, 200);
  g_assert_cmpstr (client->cookie, !=, former);
  next = training_client_get (client, "/theme");
  g_assert_cmpuint (next->status, ==, 200);

  training_client_add_fault (client, "{\"method\":\"PUT\",\"fault\":\"xsrf\"}");
  xsrf = training_client_json (client, "PUT", PATH, "1");
  g_assert_cmpuint (xsrf->status, ==, 403);

  training_client_add_fault (client, "{\"path\":\"/theme\",\"fault\":\"expire-session\"}");
  expired = training_client_get (client, "/theme");
  g_assert_cmpuint (expired->status, ==, 302);
}

static void
test_first_call (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) first = NULL;
  g_autoptr (TrainingReply) second = NULL;

  training_client_add_fault (client, "{\"fault\":\"refuse-first-call\",\"times\":-1}");
  training_client_login (client, "camille.durand");
  first = training_client_get (client, "/auth/oauth2/userinfo");
  second = training_client_get (client, "/auth/oauth2/userinfo");
  g_assert_cmpuint (first->status, ==, 302);
  g_assert_cmpuint (second->status, ==, 200);
}

/* The colleague's work is there before mine is looked at. */
static void
test_colleague (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  g_autoptr (TrainingReply) reply = NULL;
  g_autofree char *theirs = NULL;

  training_client_add_fault (client,
           "{\"path\":\"/theme\",\"fault\":\"colleague\",\"colleague\":{\"user\":\"anne.lefebvre\","
                                   "\"method\":\"PUT\",\"path\":\"" PATH "\",\"body\":{\"a\":1}}}");
  reply = training_client_get (client, "/theme");
  theirs = dup_preference (client, "anne.lefebvre");
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (theirs, ==, "{\"a\":1}");
}

static void
other_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GBytes) bytes =
    soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  *(gboolean *) data = TRUE;
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
cancel_soon_cb (GCancellable *cancellable)
{
  g_timeout_add_full (G_PRIORITY_DEFAULT, 30, cancel_cb, g_object_ref (cancellable),
                      g_object_unref);
}

/* One slow answer holds nobody else up, and is still given. */
static void
test_delay (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  g_autofree char *uri = g_strconcat (ent_training_server_get_uri (client->server), "/skin", NULL);
  g_autoptr (SoupMessage) slow = soup_message_new ("GET", uri);
  g_autoptr (TrainingReply) fast = NULL;
  gboolean done = FALSE;

  training_client_add_fault (client, "{\"path\":\"/skin\",\"fault\":\"delay\",\"delay_ms\":300}");
  soup_session_send_and_read_async (client->session, slow, G_PRIORITY_DEFAULT, NULL, other_done_cb,
                                    &done);
  fast = training_client_get (client, "/theme");
  g_assert_cmpuint (fast->status, ==, 200);
  g_assert_false (done);
  training_client_wait (client, &done);
  g_assert_cmpuint (soup_message_get_status (slow), ==, 200);
}

/* The client gives up; the work is done all the same. */
static void
test_delay_abandoned (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *uri = g_strconcat (ent_training_server_get_uri (client->server),
                                      "/auth/forgot-password", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"login\":\"hugo.blanc\",\"service\":\"mail\"}",
                                                39);
  g_autoptr (TrainingReply) later = NULL;
  g_autofree char *code = NULL;
  gboolean done = FALSE;

  training_client_add_fault (client, "{\"method\":\"POST\",\"fault\":\"delay\",\"delay_ms\":100}");
  training_client_add_fault (client, "{\"path\":\"/skin\",\"fault\":\"delay\",\"delay_ms\":300}");
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  g_signal_connect_swapped (message, "wrote-body", G_CALLBACK (cancel_soon_cb), cancellable);
  soup_session_send_and_read_async (client->session, message, G_PRIORITY_DEFAULT, cancellable,
                                    other_done_cb, &done);
  training_client_wait (client, &done);
  later = training_client_get (client, "/skin");
  g_assert_cmpuint (later->status, ==, 200);
  code = ent_training_db_dup_text (ent_training_server_get_db (client->server),
                                   "SELECT reset_code FROM person WHERE login = 'hugo.blanc'", "");
  g_assert_nonnull (code);
}

/* Stopped, it is unreachable; started again on the same port, it goes on with what it knew. */
static void
test_stop_and_start (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  guint port = ent_training_server_get_port (client->server);
  g_autoptr (TrainingReply) gone = NULL;
  g_autoptr (TrainingReply) back = NULL;
  g_autoptr (GError) error = NULL;

  ent_training_server_stop (client->server);
  gone = training_client_get (client, "/theme");
  g_assert_nonnull (gone->error);
  ent_training_server_start (client->server, port, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ent_training_server_get_port (client->server), ==, port);
  back = training_client_get (client, "/theme");
  g_assert_cmpuint (back->status, ==, 200);
}

static void
test_journal (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  g_autoptr (TrainingReply) put = training_client_json (client, "PUT", PATH, "1");
  g_autoptr (TrainingReply) get = training_client_get (client, PATH);
  g_autoptr (TrainingReply) surface = NULL;
  g_autoptr (JsonArray) journal = ent_training_server_dup_journal (client->server);
  JsonObject *line;

  g_assert_cmpuint (put->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (journal), ==, 2);
  line = json_array_get_object_element (journal, 1);
  g_assert_cmpstr (json_object_get_string_member (line, "method"), ==, "PUT");
  g_assert_cmpstr (json_object_get_string_member (line, "path"), ==, PATH);
  g_assert_cmpstr (json_object_get_string_member (line, "user"), ==, "camille.durand");
  g_assert_cmpint (json_object_get_int_member (line, "status"), ==, 200);
  g_assert_cmpuint (ent_training_server_get_requests (client->server), ==, 3);
  g_assert_cmpuint (ent_training_server_get_bytes_sent (client->server), >=, get->length);

  surface = training_client_get (client, "/atelier/journal");
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (surface), "requests"), ==,
                   3);
}

static void
test_surface (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  g_autoptr (TrainingReply) faults = NULL;
  g_autoptr (TrainingReply) wrong = NULL;
  g_autoptr (TrainingReply) hit = NULL;
  g_autoptr (TrainingReply) state = NULL;
  g_autoptr (TrainingReply) expired = NULL;
  g_autoptr (TrainingReply) dead = NULL;
  g_autoptr (TrainingReply) reset = NULL;
  g_autoptr (TrainingReply) put = training_client_json (client, "PUT", PATH, "1");
  g_autofree char *left = NULL;
  JsonArray *posts;

  faults = training_client_json (client, "POST", "/atelier/faults",
                        "{\"faults\":[{\"path\":\"/theme\",\"fault\":\"status\",\"status\":500}]}");
  g_assert_cmpuint (faults->status, ==, 200);
  wrong = training_client_json (client, "POST", "/atelier/faults", "{\"faults\":\"all\"}");
  g_assert_cmpuint (wrong->status, ==, 400);
  hit = training_client_get (client, "/theme");
  g_assert_cmpuint (hit->status, ==, 500);

  state = training_client_get (client, "/atelier/state");
  posts = json_object_get_array_member (training_reply_get_object (state), "posts");
  g_assert_cmpuint (json_array_get_length (posts), ==, 16);
  expired = training_client_json (client, "POST", "/atelier/expire", "{}");
  g_assert_cmpuint (expired->status, ==, 200);
  dead = training_client_get (client, "/theme");
  g_assert_cmpuint (dead->status, ==, 302);

  reset = training_client_send (client, "POST", "/atelier/reset", NULL, NULL);
  g_assert_cmpuint (reset->status, ==, 200);
  left = dup_preference (client, "camille.durand");
  g_assert_null (left);
  training_client_login (client, "camille.durand");
}

/* The file is read again when it changes, and its former rules go. */
static void
test_faults_file (void)
{
  g_autoptr (TrainingClient) client = new_signed_in ();
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "faults.jsonl", NULL);
  g_autoptr (TrainingReply) hit = NULL;
  g_autoptr (TrainingReply) fine = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_file_set_contents (path,
                       "# "
     "rules\n{\"path\":\"/theme\",\"fault\":\"status\",\"status\":502,\"times\":-1}\n", -1, &error);
  g_assert_no_error (error);
  ent_training_server_set_faults_file (client->server, path);
  hit = training_client_get (client, "/theme");
  g_assert_cmpuint (hit->status, ==, 502);

  g_file_set_contents (path, "\n", -1, &error);
  g_assert_no_error (error);
  fine = training_client_get (client, "/theme");
  g_assert_cmpuint (fine->status, ==, 200);
  g_remove (path);
}

/* The server's clock shows in its Date header. */
static void
test_clock_skew (void)
{
  g_autoptr (TrainingClient) client = training_client_new ();
  g_autoptr (TrainingReply) reply = NULL;
  g_autoptr (GDateTime) date = NULL;
  gint64 ahead;

  ent_training_server_set_clock_skew (client->server, 3600 * 1000);
  reply = training_client_get (client, "/skin");
  date =
    soup_date_time_new_from_http_string (soup_message_headers_get_one (reply->headers, "Date"));
  ahead = g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC;
  g_assert_cmpint (ABS (ahead - 3600), <, 60);
}

/* What a file database holds is there for the next server. */
static void
test_database_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ent-training-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "school.sqlite", NULL);
  char *ids[2] = { NULL };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (EntTrainingServer) server =
        ent_training_server_new (path, 7 + i, ENT_TRAINING_SCALE_SCHOOL);
      g_autoptr (GError) error = NULL;

      ent_training_server_start (server, 0, &error);
      g_assert_no_error (error);
      ids[i] = ent_training_db_dup_text (ent_training_server_get_db (server),
                                         "SELECT id FROM person WHERE login = 'camille.durand'",
                                         "");
      ent_training_server_stop (server);
    }

  g_assert_cmpstr (ids[0], ==, ids[1]);
  g_free (ids[0]);
  g_free (ids[1]);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/training/faults/drop", test_drop);
  g_test_add_func ("/training/faults/cut-body", test_cut_body);
  g_test_add_func ("/training/faults/skip-and-times", test_skip_and_times);
  g_test_add_func ("/training/faults/wrong-answers", test_wrong_answers);
  g_test_add_func ("/training/faults/sessions", test_sessions);
  g_test_add_func ("/training/faults/first-call", test_first_call);
  g_test_add_func ("/training/faults/colleague", test_colleague);
  g_test_add_func ("/training/faults/delay", test_delay);
  g_test_add_func ("/training/faults/delay/abandoned", test_delay_abandoned);
  g_test_add_func ("/training/faults/stop-and-start", test_stop_and_start);
  g_test_add_func ("/training/faults/journal", test_journal);
  g_test_add_func ("/training/faults/surface", test_surface);
  g_test_add_func ("/training/faults/file", test_faults_file);
  g_test_add_func ("/training/faults/clock-skew", test_clock_skew);
  g_test_add_func ("/training/faults/database-file", test_database_file);

  return g_test_run ();
}
