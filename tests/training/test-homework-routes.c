/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-steps.h"

#include <string.h>

#include "ent-training-homework.h"

#define ENTRY(id, day, title, value)                                                               \
  "{\"date\":\"" day "\",\"entryid\":\"" id "\",\"title\":\"" title "\",\"value\":\"" value "\"}"

typedef struct
{
  TrainingClient *client;    /* (owned): camille.durand */
  char           *notebook;  /* (owned): a new one of hers */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (TrainingReply) reply = NULL;

  fixture->client = training_client_new ();
  training_client_login (fixture->client, "camille.durand");
  reply = training_call (fixture->client, 200, "POST",
                         "{\"title\":\"Cahier\",\"description\":\"\"}", "/homeworks");
  fixture->notebook = training_dup_text (reply, "_id");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->notebook);
  training_client_free (fixture->client);
}

static void
put (Fixture    *fixture,
     guint       status,
     const char *body,
     const char *what)
{
  g_autoptr (TrainingReply) reply = training_call (fixture->client, status, "PUT", body,
                                                   "/homeworks/%s%s", fixture->notebook, what);

  g_assert_nonnull (reply);
}

static TrainingReply *
get (Fixture *fixture)
{
  return training_call (fixture->client, 200, "GET", NULL, "/homeworks/get/%s", fixture->notebook);
}

static JsonObject *
get_day (TrainingReply *reply,
         guint          index)
{
  return json_array_get_object_element (
    json_object_get_array_member (training_reply_get_object (reply), "data"), index);
}

static JsonObject *
get_entry (TrainingReply *reply,
           guint          day,
           guint          index)
{
  return json_array_get_object_element (
    json_object_get_array_member (get_day (reply, day), "entries"), index);
}

static guint
count_entries (TrainingReply *reply,
               guint          day)
{
  return json_array_get_length (json_object_get_array_member (get_day (reply, day), "entries"));
}

static char *
dup_stamp (Fixture *fixture)
{
  g_autoptr (TrainingReply) reply = get (fixture);

  return json_to_string (
    json_object_get_member (training_reply_get_object (reply), "entriesModified"), FALSE);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TrainingReply) reply =
    training_call (fixture->client, 200, "GET", NULL, "/homeworks/list");
  g_autoptr (TrainingReply) got = get (fixture);
  JsonObject *last = training_item (reply, training_length (reply) - 1);

  g_assert_cmpuint (training_length (reply), ==, 2);
  g_assert_cmpstr (training_text (last, "_id"), ==, fixture->notebook);
  g_assert_cmpstr (training_text (last, "name"), ==, "Cahier");
  g_assert_cmpint (json_object_get_int_member (last, "trashed"), ==, 0);
  g_assert_false (json_object_has_member (last, "data"));
  g_assert_false (json_object_has_member (last, "shared"));
  g_assert_false (json_object_has_member (training_reply_get_object (got), "name"));
  g_assert_false (json_object_has_member (training_reply_get_object (got), "data"));
  {
    g_autoptr (TrainingReply) gone =
      training_call (fixture->client, 401, "GET", NULL, "/homeworks/get/nothing");

    g_assert_cmpstr (gone->type, ==, "text/html");
  }
}

static void
test_entries (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *before = dup_stamp (fixture);
  g_autofree char *after = NULL;

  put (fixture, 200, ENTRY ("e1", "2026-09-22", "Lecture", "<div>Lire<div>"), "/entry");
  put (fixture, 200, ENTRY ("e2", "2026-09-21", "Dictée", "<p>Mots</p>"), "/entry");
  put (fixture, 200, ENTRY ("e1", "2026-09-22", "Lecture", "<p>Relire</p>"), "/entry");
  put (fixture, 400, ENTRY ("e3", "2026-13-21", "Dictée", "<p>Mots</p>"), "/entry");
  {
    g_autoptr (TrainingReply) reply = get (fixture);

    g_assert_cmpstr (training_text (get_day (reply, 0), "date"), ==, "2026-09-22");
    g_assert_cmpstr (training_text (get_day (reply, 1), "date"), ==, "2026-09-21");
    g_assert_cmpuint (count_entries (reply, 0), ==, 1);
    g_assert_cmpstr (training_text (get_entry (reply, 0, 0), "_id"), ==, "e1");
    g_assert_cmpstr (training_text (get_entry (reply, 0, 0), "value"), ==, "<p>Relire</p>");
  }
  after = dup_stamp (fixture);
  g_assert_cmpstr (before, !=, after);

  put (fixture, 200, "{\"date\":\"2026-09-21\",\"entryid\":\"e1\"}", "/entry/delete");
  put (fixture, 200, "{\"date\":\"2026-09-22\",\"entryid\":\"e1\"}", "/entry/delete");
  {
    g_autoptr (TrainingReply) reply = get (fixture);

    g_assert_cmpstr (training_text (get_entry (reply, 0, 0), "_id"), ==, "e2");
  }
}

/* A text passes the request filter and nothing else. */
static void
test_raw_value (Fixture       *fixture,
                gconstpointer  data)
{
  put (fixture, 200,
       ENTRY ("e1", "2026-09-22", "Lecture", "<div>Lire<div> le cheval (brun) et l'<b>âne</b>"),
       "/entry");
  {
    g_autoptr (TrainingReply) reply = get (fixture);

    g_assert_cmpstr (training_text (get_entry (reply, 0, 0), "value"), ==,
                     "<div>Lire<div> le chet l'<b>âne</b>");
  }
}

static void
test_put_variants (Fixture       *fixture,
                   gconstpointer  data)
{
  EntTrainingServer *server = fixture->client->server;

  ent_training_homework_set_variant (server, ENT_TRAINING_HOMEWORK_PUT_DUPLICATES |
                                               ENT_TRAINING_HOMEWORK_PUT_EMPTY);
  put (fixture, 200, ENTRY ("e1", "2026-09-22", "Lecture", "<p>un</p>"), "/entry");
  {
    g_autoptr (TrainingReply) empty = training_call (
      fixture->client, 200, "PUT", ENTRY ("e1", "2026-09-22", "Lecture", "<p>deux</p>"),
      "/homeworks/%s/entry", fixture->notebook);
    g_autoptr (TrainingReply) reply = get (fixture);

    g_assert_cmpuint (empty->length, ==, 0);
    g_assert_cmpuint (count_entries (reply, 0), ==, 2);
    g_assert_cmpstr (training_text (get_entry (reply, 0, 1), "_id"), ==, "e1");
  }

  ent_training_homework_set_variant (server, ENT_TRAINING_HOMEWORK_PUT_CREATED |
                                               ENT_TRAINING_HOMEWORK_SPLIT_DAYS |
                                               ENT_TRAINING_HOMEWORK_NUMERIC_DATES);
  put (fixture, 201, ENTRY ("e2", "2026-09-22", "Lecture", "<p>trois</p>"), "/entry");
  {
    g_autoptr (TrainingReply) reply = get (fixture);
    JsonObject *created =
      json_object_get_object_member (training_reply_get_object (reply), "created");

    g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (training_reply_get_object (reply), "data")),
                      ==, 3);
    g_assert_cmpint (json_object_get_int_member (created, "$date"), >, 1600000000000);
  }
}

static void
test_delete_variants (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  put (fixture, 200, ENTRY ("e1", "2026-09-22", "Lecture", "<p>un</p>"), "/entry");
  before = dup_stamp (fixture);
  ent_training_homework_set_variant (fixture->client->server,
                                     ENT_TRAINING_HOMEWORK_DELETE_FAILS |
                                       ENT_TRAINING_HOMEWORK_DELETE_KEEPS_STAMP);
  put (fixture, 400, "{\"date\":\"2026-09-22\",\"entryid\":\"nothing\"}", "/entry/delete");
  put (fixture, 200, "{\"date\":\"2026-09-22\",\"entryid\":\"e1\"}", "/entry/delete");
  after = dup_stamp (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
test_update (Fixture       *fixture,
             gconstpointer  data)
{
  put (fixture, 200, "{\"title\":\"Nouveau\",\"thumbnail\":null,\"description\":\"Le nôtre\"}", "");
  put (fixture, 200, "{\"thumbnail\":\"/workspace/document/x\"}", "");
  {
    g_autoptr (TrainingReply) reply = get (fixture);

    g_assert_cmpstr (training_text (training_reply_get_object (reply), "title"), ==, "Nouveau");
    g_assert_cmpstr (training_text (training_reply_get_object (reply), "description"), ==,
                     "Le nôtre");
    g_assert_cmpstr (training_text (training_reply_get_object (reply), "thumbnail"), ==,
                     "/workspace/document/x");
  }
}

/* A colleague reads once it is shared, writes with the right to, and each writing tells the
 * families. */
static void
test_share (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *anne = training_dup_person (fixture->client, "anne.lefebvre");
  g_autofree char *read =
    g_strdup_printf ("{\"users\":{\"%s\":["
                     "\"fr-wseduc-homeworks-controllers-HomeworksController|getHomework\"]}}",
                     anne);
  g_autofree char *write =
    g_strdup_printf ("{\"users\":{\"%s\":["
                     "\"fr-wseduc-homeworks-controllers-HomeworksController|getHomework\","
                     "\"fr-wseduc-homeworks-controllers-HomeworksController|modifyEntry\"]}}",
                     anne);
  g_autofree char *share = g_strconcat ("/homeworks/share/resource/", fixture->notebook, NULL);
  g_autoptr (TrainingReply) roles =
    training_call (fixture->client, 200, "GET", NULL, "/homeworks/rights/sharing");
  g_autoptr (TrainingReply) reader = training_call (fixture->client, 200, "PUT", read, "%s", share);

  g_assert_true (json_object_has_member (training_reply_get_object (roles), "homeworks.contrib"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (
                      training_reply_get_object (reader), "notify-timeline-array")),
                    ==, 1);
  training_client_login (fixture->client, "anne.lefebvre");
  put (fixture, 401, ENTRY ("e1", "2026-09-22", "Lecture", "<p>un</p>"), "/entry");

  training_client_login (fixture->client, "camille.durand");
  {
    g_autoptr (TrainingReply) writer =
      training_call (fixture->client, 200, "PUT", write, "%s", share);

    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (
                        training_reply_get_object (writer), "notify-timeline-array")),
                      ==, 0);
  }
  put (fixture, 200, ENTRY ("e2", "2026-09-22", "Lecture", "<p>deux</p>"), "/entry");
  g_assert_cmpint (training_count (fixture->client, "SELECT count(*) FROM notification"
                                                    " WHERE event_type = 'ENTRIES.MODIFIED'"),
                   ==, 1);
  training_client_login (fixture->client, "anne.lefebvre");
  put (fixture, 200, ENTRY ("e1", "2026-09-22", "Lecture", "<p>un</p>"), "/entry");
  put (fixture, 401, "{\"date\":\"2026-09-22\",\"entryid\":\"e1\"}", "/entry/delete");
  put (fixture, 401, "{\"title\":\"À moi\"}", "");
}

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  put (fixture, 200, ENTRY ("e1", "2026-09-22", "Lecture", "<p>un</p>"), "/entry");
  put (fixture, 200, "{\"entryid\":\"e1\",\"finished\":true}", "/entry/status");
  {
    g_autoptr (TrainingReply) reply =
      training_call (fixture->client, 200, "GET", NULL, "/homeworks/%s/entry/status?entryid=e1",
                     fixture->notebook);

    g_assert_cmpuint (training_length (reply), ==, 1);
    g_assert_cmpstr (training_text (training_item (reply, 0), "entryId"), ==, "e1");
    g_assert_true (json_object_get_boolean_member (training_item (reply, 0), "finished"));
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/training/homework/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/training/homework/entries", Fixture, NULL, set_up, test_entries, tear_down);
  g_test_add ("/training/homework/raw-value", Fixture, NULL, set_up, test_raw_value, tear_down);
  g_test_add ("/training/homework/put-variants", Fixture, NULL, set_up, test_put_variants,
              tear_down);
  g_test_add ("/training/homework/delete-variants", Fixture, NULL, set_up, test_delete_variants,
              tear_down);
  g_test_add ("/training/homework/update", Fixture, NULL, set_up, test_update, tear_down);
  g_test_add ("/training/homework/share", Fixture, NULL, set_up, test_share, tear_down);
  g_test_add ("/training/homework/status", Fixture, NULL, set_up, test_status, tear_down);

  return g_test_run ();
}
