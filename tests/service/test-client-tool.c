/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-test.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "ent-training-server.h"

/* The whole path by JSON lines, against the training server of this process: sign in, lose the
 * network, write the three kinds of work, kill -9, start again, send. CLIENT_TOOL is the program's
 * path. */

#define MARK "Le héron de l'étang"

typedef struct
{
  char              *dir;     /* (owned) */
  EntTrainingServer *server;  /* (owned) */
  gboolean           oauth;
  GSubprocess       *tool;    /* (owned) (nullable) */
  GOutputStream     *input;   /* (unowned): of the tool */
  GDataInputStream  *output;  /* (owned) (nullable): of the tool */
} Fixture;

/* ---- the tool ---- */

static void
start_tool (Fixture *fixture)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (arguments, (gpointer) g_getenv ("CLIENT_TOOL"));
  g_ptr_array_add (arguments, (gpointer) "--data");
  g_ptr_array_add (arguments, fixture->dir);
  g_ptr_array_add (arguments, (gpointer) "--server");
  g_ptr_array_add (arguments, (gpointer) ent_training_server_get_uri (fixture->server));
  g_ptr_array_add (arguments, (gpointer) "--login");
  g_ptr_array_add (arguments, (gpointer) "camille.durand");
  g_ptr_array_add (arguments, (gpointer) "--password");
  g_ptr_array_add (arguments, (gpointer) "encrier");
  if (fixture->oauth)
    {
      g_ptr_array_add (arguments, (gpointer) "--oauth");
      g_ptr_array_add (arguments, (gpointer) "encrier-demo:encrier-secret");
    }
  g_ptr_array_add (arguments, NULL);

  fixture->tool = g_subprocess_newv ((const char * const *) arguments->pdata,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                     &error);
  g_assert_no_error (error);
  fixture->input = g_subprocess_get_stdin_pipe (fixture->tool);
  fixture->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->tool));
}

static void
wait_tool (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_async (fixture->tool, NULL, service_test_result_cb, &result);
  g_subprocess_wait_finish (fixture->tool, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
forget_tool (Fixture *fixture)
{
  g_clear_object (&fixture->output);
  g_clear_object (&fixture->tool);
}

static void
kill_tool (Fixture *fixture)
{
  g_subprocess_force_exit (fixture->tool);
  wait_tool (fixture);
  g_assert_true (g_subprocess_get_if_signaled (fixture->tool));
  forget_tool (fixture);
}

/* (transfer full): the answer to one line, whatever it says. */
static JsonObject *
ask_any (Fixture    *fixture,
         const char *line)
{
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  g_autofree char *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (fixture->input, text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  g_data_input_stream_read_line_async (fixture->output, G_PRIORITY_DEFAULT, NULL,
                                       service_test_result_cb, &result);
  answer = g_data_input_stream_read_line_finish (fixture->output,
                                                 service_test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  {
    g_autofree char *words = g_utf8_make_valid (line, -1);

    g_test_message ("%s → %.300s", words, answer);
  }
  node = json_from_string (answer, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));

  return json_node_dup_object (node);
}

static JsonObject *
ask (Fixture    *fixture,
     const char *format,
     ...) G_GNUC_PRINTF (2, 3);

static JsonObject *
ask (Fixture    *fixture,
     const char *format,
     ...)
{
  g_autofree char *line = NULL;
  JsonObject *answer;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  answer = ask_any (fixture, line);
  g_assert_true (json_object_get_boolean_member (answer, "ok"));

  return answer;
}

static void
tell (Fixture    *fixture,
      const char *line)
{
  g_autoptr (JsonObject) answer = ask (fixture, "%s", line);

  g_assert_nonnull (answer);
}

static void
assert_refused (Fixture    *fixture,
                const char *line,
                const char *code)
{
  g_autoptr (JsonObject) answer = ask_any (fixture, line);

  g_assert_false (json_object_get_boolean_member (answer, "ok"));
  g_assert_cmpstr (json_object_get_string_member (answer, "error"), ==, code);
  g_assert_true (json_object_has_member (answer, "message"));
}

/* (transfer full): a member of the first item of a list for which @filter_member is @filter_value
 * (NULL: any). */
static char *
find_in_list (Fixture    *fixture,
              const char *line,
              const char *filter_member,
              const char *filter_value,
              const char *member)
{
  g_autoptr (JsonObject) answer = ask (fixture, "%s", line);
  JsonArray *items = json_object_get_array_member (answer, "items");

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      if (filter_member == NULL ||
          g_strcmp0 (json_object_get_string_member_with_default (item, filter_member, NULL),
                     filter_value) == 0)
        return g_strdup (json_object_get_string_member_with_default (item, member, NULL));
    }

  return NULL;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = service_test_make_dir ();
  fixture->oauth = GPOINTER_TO_INT (data);
  fixture->server = ent_training_server_new (NULL, 1, ENT_TRAINING_SCALE_SCHOOL);
  ent_training_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
  start_tool (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tell (fixture, "{\"cmd\":\"quit\"}");
  wait_tool (fixture);
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->tool), ==, 0);
  forget_tool (fixture);
  ent_training_server_stop (fixture->server);
  service_test_settle ();
  g_clear_object (&fixture->server);
  service_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
}

/* ---- the path ---- */

static gint64
count_on_server (Fixture    *fixture,
                 const char *sql,
                 const char *value)
{
  return ent_training_db_get_int (ent_training_server_get_db (fixture->server), sql, "s", value);
}

static void
assert_on_server (Fixture    *fixture,
                  const char *state,
                  gint64      expected)
{
  g_assert_cmpint (count_on_server (fixture,
                                    "SELECT count (*) FROM post WHERE title = ?1"
                                    " AND state = 'PUBLISHED' AND content LIKE '%<strong>%'",
                                    MARK " (billet)"),
                   ==, expected);
  g_assert_cmpint (count_on_server (fixture, "SELECT count (*) FROM post WHERE title = ?1",
                                    MARK " (billet)"),
                   ==, expected);
  g_assert_cmpint (count_on_server (fixture, "SELECT count (*) FROM entry WHERE title = ?1",
                                    MARK " (devoir)"),
                   ==, expected);
  g_assert_cmpint (count_on_server (fixture, "SELECT count (*) FROM message WHERE subject = ?1",
                                    MARK " (message)"),
                   ==, expected);
  g_assert_cmpint (ent_training_db_get_int (ent_training_server_get_db (fixture->server),
                                            "SELECT count (*) FROM message WHERE subject = ?1"
                                            " AND state = ?2",
                                            "ss", MARK " (message)", state),
                   ==, expected);
}

static void
save_and_send (Fixture    *fixture,
               const char *kind,
               const char *fields,
               const char *how)
{
  g_autoptr (JsonObject) saved = NULL;
  g_autoptr (JsonObject) sent = NULL;
  const char *uuid;

  saved = ask (fixture, "{\"cmd\":\"save-draft\",\"kind\":\"%s\",%s}", kind, fields);
  uuid = json_object_get_string_member (saved, "draft");
  g_assert_nonnull (uuid);
  sent = ask (fixture, "{\"cmd\":\"send\",\"draft\":\"%s\",\"how\":\"%s\"}", uuid, how);
  g_assert_cmpint (json_object_get_int_member (sent, "operations"), >, 0);
}

static void
write_three (Fixture *fixture)
{
  g_autofree char *blog = NULL;
  g_autofree char *notebook = NULL;
  g_autofree char *group = NULL;
  g_autofree char *post_fields = NULL;
  g_autofree char *entry_fields = NULL;
  g_autofree char *message_fields = NULL;

  blog = find_in_list (fixture, "{\"cmd\":\"list\",\"kind\":\"blogs\"}", "author",
                       "Durand Camille", "id");
  notebook = find_in_list (fixture, "{\"cmd\":\"list\",\"kind\":\"notebooks\"}", NULL, NULL, "id");
  group = find_in_list (fixture, "{\"cmd\":\"list\",\"kind\":\"recipients\"}", "type", "group",
                        "id");
  g_assert_nonnull (blog);
  g_assert_nonnull (notebook);
  g_assert_nonnull (group);

  post_fields = g_strdup_printf ("\"parent\":\"%s\",\"title\":\"" MARK " (billet)\","
                                 "\"html\":\"<p>Vu <strong>hier</strong> matin.</p>\"", blog);
  save_and_send (fixture, "post", post_fields, "publish");
  entry_fields = g_strdup_printf ("\"parent\":\"%s\",\"title\":\"" MARK " (devoir)\","
                                  "\"date\":\"2026-12-01\",\"html\":\"<p>Lire page 12.</p>\"",
                                  notebook);
  save_and_send (fixture, "entries", entry_fields, "save");
  message_fields = g_strdup_printf ("\"to\":[\"%s\"],\"title\":\"" MARK " (message)\","
                                    "\"html\":\"<p>Bonjour à tous.</p>\"", group);
  save_and_send (fixture, "messages", message_fields, "send");
}

static void
test_path (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (JsonObject) signed_in = NULL;
  g_autoptr (JsonObject) pulled = NULL;
  g_autoptr (JsonObject) cut_off = NULL;
  g_autoptr (JsonObject) flushed = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *local = NULL;

  signed_in = ask (fixture, "{\"cmd\":\"sign-in\"}");
  g_assert_cmpstr (json_object_get_string_member (signed_in, "user"), ==, "Durand Camille");
  g_assert_cmpstr (json_object_get_string_member (signed_in, "role"), ==, "Teacher");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (signed_in, "demands")),
                    ==, 0);
  pulled = ask (fixture, "{\"cmd\":\"pull\"}");
  g_assert_cmpint (json_object_get_int_member (pulled, "new"), >, 100);

  /* Without a network: everything is accepted and waits. */
  tell (fixture, "{\"cmd\":\"reachable\",\"up\":false}");
  write_three (fixture);
  cut_off = ask (fixture, "{\"cmd\":\"flush\",\"timeout_s\":10}");
  g_assert_cmpint (json_object_get_int_member (cut_off, "waiting"), ==, 3);
  assert_on_server (fixture, "SENT", 0);
  kill_tool (fixture);

  /* Started again while the ENT is down: all of it is there. */
  ent_training_server_stop (fixture->server);
  start_tool (fixture);
  uuid = find_in_list (fixture, "{\"cmd\":\"list\",\"kind\":\"drafts\"}", "title", MARK " (billet)",
                       "draft");
  g_assert_nonnull (uuid);
  local = find_in_list (fixture,
                        "{\"cmd\":\"list\",\"kind\":\"messages\",\"parent\":\"LOCAL_OUTBOX\"}",
                        "title", MARK " (message)", "local");
  g_assert_cmpstr (local, ==, "waiting");

  {
    g_autoptr (GError) error = NULL;

    ent_training_server_start (fixture->server, ent_training_server_get_port (fixture->server),
                               &error);
    g_assert_no_error (error);
  }
  tell (fixture, "{\"cmd\":\"sign-in\"}");
  flushed = ask (fixture, "{\"cmd\":\"flush\",\"timeout_s\":25}");
  g_assert_cmpint (json_object_get_int_member (flushed, "waiting"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (flushed, "blocked"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (flushed, "changed"), ==, 0);
  assert_on_server (fixture, "SENT", 1);
  {
    g_autoptr (JsonObject) found = ask (fixture, "{\"cmd\":\"search\",\"words\":\"heron etang\"}");

    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (found, "items")), >=, 3);
  }
}

/* A rule that was not met yet would drop this request; one that was lets it be refused in words. */
static void
assert_fault_was_met (Fixture    *fixture,
                      const char *method,
                      const char *pattern)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *path = g_strdelimit (g_strdup (pattern), "*", 'x');
  g_autofree char *uri = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  uri = g_strconcat (ent_training_server_get_uri (fixture->server), path, NULL);
  message = soup_message_new (method, uri);
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, NULL, service_test_result_cb,
                           &result);
  stream = soup_session_send_finish (session, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (stream);
}

/* The answer to the one request that matters is lost after the server did it; each piece of work is
 * there once. */
static void
test_lost_answers (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    const char *method;
    const char *path;
  } writes[] = {
    { "POST", "/blog/post/*" },
    { "PUT", "/homeworks/*" },
    { "POST", "/conversation/send*" },
  };
  g_autoptr (JsonObject) flushed = NULL;

  tell (fixture, "{\"cmd\":\"sign-in\"}");
  tell (fixture, "{\"cmd\":\"pull\"}");
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_autoptr (JsonObject) rule = json_object_new ();

      json_object_set_string_member (rule, "method", writes[i].method);
      json_object_set_string_member (rule, "path", writes[i].path);
      json_object_set_string_member (rule, "fault", "drop-after-commit");
      json_object_set_int_member (rule, "times", 1);
      ent_training_server_add_fault (fixture->server, rule);
    }
  write_three (fixture);
  flushed = ask (fixture, "{\"cmd\":\"flush\",\"timeout_s\":25}");
  g_assert_cmpint (json_object_get_int_member (flushed, "waiting"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (flushed, "blocked"), ==, 0);
  assert_on_server (fixture, "SENT", 1);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    assert_fault_was_met (fixture, writes[i].method, writes[i].path);
}

/* ---- the protocol ---- */

static const char * const not_files[] = {
  "\"/tmp/liste.txt\"", "{\"path\":\"/tmp/liste.txt\"}", "[{\"path\":\"/tmp/liste.txt\"}]", "[1]",
  "[null]", "[\"\"]", "true", "7",
};

static const char * const not_times[] = {
  "\"tomorrow\"", "true", "[]", "-1", "1e300", "\"99999999999999999\"",
};

static void
test_protocol (Fixture       *fixture,
               gconstpointer  data)
{
  assert_refused (fixture, "{\"cmd\":\"list\",\"kind\":\"blogs\"}", "api/signed-out");
  assert_refused (fixture, "{\"cmd\":\"fly\"}", "tool/unknown-command");
  assert_refused (fixture, "{}", "tool/unknown-command");
  assert_refused (fixture, "not JSON", "tool/bad-request");
  assert_refused (fixture, "[1]", "tool/bad-request");
  assert_refused (fixture, "\"\xff\"", "tool/bad-request");

  tell (fixture, "{\"cmd\":\"reachable\",\"up\":false}");
  assert_refused (fixture, "{\"cmd\":\"sign-in\"}", "api/offline");
  tell (fixture, "{\"cmd\":\"reachable\",\"up\":true}");
  tell (fixture, "{\"cmd\":\"sign-in\"}");
  assert_refused (fixture, "{\"cmd\":\"list\",\"kind\":\"cats\"}", "tool/bad-request");
  assert_refused (fixture, "{\"cmd\":\"get\",\"kind\":\"post\",\"id\":\"nowhere\"}",
                  "store/not-found");
  assert_refused (fixture, "{\"cmd\":\"send\",\"draft\":\"nowhere\",\"how\":\"send\"}",
                  "store/not-found");
  assert_refused (fixture, "{\"cmd\":\"send\",\"draft\":\"x\",\"how\":\"fly\"}",
                  "tool/bad-request");
  assert_refused (fixture, "{\"cmd\":\"choose\",\"draft\":\"x\",\"side\":\"up\"}",
                  "tool/bad-request");
  assert_refused (fixture, "{\"cmd\":\"save-draft\",\"kind\":\"blog\"}", "tool/bad-request");
  for (guint i = 0; i < G_N_ELEMENTS (not_files); i++)
    {
      g_autofree char *line =
        g_strdup_printf ("{\"cmd\":\"save-draft\",\"kind\":\"message\",\"title\":\"Sortie\","
                         "\"files\":%s}", not_files[i]);

      assert_refused (fixture, line, "tool/bad-request");
    }
  for (guint i = 0; i < G_N_ELEMENTS (not_times); i++)
    {
      g_autofree char *line =
        g_strdup_printf ("{\"cmd\":\"send\",\"draft\":\"x\",\"not_before\":%s}", not_times[i]);

      assert_refused (fixture, line, "tool/bad-request");
    }
}

static void
test_drafts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "liste.txt", NULL);
  g_autoptr (JsonObject) saved = NULL;
  g_autoptr (JsonObject) got = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) gone = NULL;
  g_autoptr (JsonObject) first = NULL;
  const char *uuid;
  JsonArray *files;

  tell (fixture, "{\"cmd\":\"sign-in\"}");
  g_assert_true (g_file_set_contents (path, "liste", -1, NULL));
  saved = ask (fixture, "{\"cmd\":\"save-draft\",\"kind\":\"message\",\"title\":\"Sortie\","
                        "\"html\":\"<p>Un</p>\",\"to\":[{\"id\":\"u1\",\"name\":\"Anne\","
                        "\"type\":\"user\"},"
                        "\"u2\"],"
                        "\"files\":[\"%s\"]}", path);
  uuid = json_object_get_string_member (saved, "draft");
  kill_tool (fixture);

  start_tool (fixture);
  got = ask (fixture, "{\"cmd\":\"get\",\"kind\":\"drafts\",\"id\":\"%s\"}", uuid);
  g_assert_cmpstr (json_object_get_string_member (got, "title"), ==, "Sortie");
  g_assert_cmpstr (json_object_get_string_member (got, "html"), ==, "<p>Un</p>");
  g_assert_cmpstr (json_object_get_string_member (got, "local"), ==, "draft");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (got, "to")), ==, 2);
  files = json_object_get_array_member (got, "attachments");
  g_assert_cmpuint (json_array_get_length (files), ==, 1);
  first = json_object_ref (json_array_get_object_element (files, 0));
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "liste.txt");

  /* What is not named again stays. */
  tell (fixture, "{\"cmd\":\"sign-in\"}");
  again = ask (fixture, "{\"cmd\":\"save-draft\",\"draft\":\"%s\",\"html\":\"<p>Deux</p>\"}", uuid);
  g_assert_cmpstr (json_object_get_string_member (again, "draft"), ==, uuid);
  g_clear_pointer (&got, json_object_unref);
  got = ask (fixture, "{\"cmd\":\"get\",\"kind\":\"messages\",\"id\":\"%s\"}", uuid);
  g_assert_cmpstr (json_object_get_string_member (got, "title"), ==, "Sortie");
  g_assert_cmpstr (json_object_get_string_member (got, "html"), ==, "<p>Deux</p>");

  gone = ask (fixture, "{\"cmd\":\"delete\",\"kind\":\"drafts\",\"id\":\"%s\"}", uuid);
  g_assert_cmpint (json_object_get_int_member (gone, "operations"), ==, 0);
  {
    g_autofree char *line =
      g_strdup_printf ("{\"cmd\":\"get\",\"kind\":\"drafts\",\"id\":\"%s\"}", uuid);

    assert_refused (fixture, line, "store/not-found");
  }
}

/* What is sent later waits for the same moment however it is written, and a person is an id however
 * that is written. */
static void
test_later (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const moments[] = {
    "4102444800", "4102444800000", "4102444800.0", "\"4102444800\"", "\"4102444800000\"",
    "\"2100-01-01T00:00:00Z\"", "\"2100-01-01T01:00:00+01:00\"",
  };

  tell (fixture, "{\"cmd\":\"sign-in\"}");
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (JsonObject) saved =
        ask (fixture, "{\"cmd\":\"save-draft\",\"kind\":\"message\",\"title\":\"Plus tard %u\","
                      "\"html\":\"<p>Un</p>\",\"to\":[%u, \"u2\", {\"id\":7}]}", i, 1000 + i);
      const char *uuid = json_object_get_string_member (saved, "draft");
      g_autoptr (JsonObject) sent =
        ask (fixture, "{\"cmd\":\"send\",\"draft\":\"%s\",\"not_before\":%s}", uuid, moments[i]);
      g_autoptr (JsonObject) got = ask (fixture, "{\"cmd\":\"get\",\"kind\":\"drafts\",\"id\":\"%s\"}",
                                        uuid);
      g_autofree char *moment = find_in_list (fixture,
                                              "{\"cmd\":\"list\",\"kind\":\"operations\"}",
                                              "draft", uuid, "not_before");

      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (got, "to")), ==, 3);
      g_assert_cmpint (json_object_get_int_member (sent, "operations"), >, 0);
      g_assert_cmpstr (moment, ==, "2100-01-01T00:00:00Z");
    }
}

/* Two tools on one account: the second is refused each time it asks, and says nothing unasked. */
static void
test_taken (Fixture       *fixture,
            gconstpointer  data)
{
  Fixture second = { .dir = fixture->dir, .server = fixture->server };

  tell (fixture, "{\"cmd\":\"sign-in\"}");
  start_tool (&second);
  assert_refused (&second, "not JSON", "tool/bad-request");
  assert_refused (&second, "{\"cmd\":\"list\",\"kind\":\"drafts\"}", "store/busy");
  assert_refused (&second, "{\"cmd\":\"sign-in\"}", "store/busy");
  tell (&second, "{\"cmd\":\"quit\"}");
  wait_tool (&second);
  g_assert_true (g_subprocess_get_successful (second.tool));
  forget_tool (&second);
}

/* Closing the input is as good as "quit". */
static void
test_end_of_input (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  tell (fixture, "{\"cmd\":\"sign-in\"}");
  g_output_stream_close (fixture->input, NULL, &error);
  g_assert_no_error (error);
  wait_tool (fixture);
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->tool), ==, 0);
  forget_tool (fixture);
  start_tool (fixture);
}

int
main (int    argc,
      char **argv)
{
  gpointer cookies = GINT_TO_POINTER (FALSE);
  gpointer oauth = GINT_TO_POINTER (TRUE);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_nonnull (g_getenv ("CLIENT_TOOL"));

  g_test_add ("/client-tool/protocol", Fixture, cookies, set_up, test_protocol, tear_down);
  g_test_add ("/client-tool/drafts", Fixture, cookies, set_up, test_drafts, tear_down);
  g_test_add ("/client-tool/later", Fixture, cookies, set_up, test_later, tear_down);
  g_test_add ("/client-tool/taken", Fixture, cookies, set_up, test_taken, tear_down);
  g_test_add ("/client-tool/end-of-input", Fixture, cookies, set_up, test_end_of_input, tear_down);
  g_test_add ("/client-tool/path", Fixture, cookies, set_up, test_path, tear_down);
  g_test_add ("/client-tool/path-oauth", Fixture, oauth, set_up, test_path, tear_down);
  g_test_add ("/client-tool/lost-answers", Fixture, cookies, set_up, test_lost_answers, tear_down);

  return g_test_run ();
}
