/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-steps.h"

#include <string.h>

typedef struct
{
  TrainingClient *client;  /* (owned): camille.durand */
  char           *camille; /* (owned): her id */
  char           *anne;    /* (owned): the director's id */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->client = training_client_new ();
  fixture->camille = training_dup_person (fixture->client, "camille.durand");
  fixture->anne = training_dup_person (fixture->client, "anne.lefebvre");
  training_client_login (fixture->client, "camille.durand");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->camille);
  g_free (fixture->anne);
  training_client_free (fixture->client);
}

/* A body to one person, or to nobody. */
static char *
dup_body (const char *subject,
          const char *html,
          const char *to)
{
  return g_strdup_printf (
    "{\"subject\":\"%s\",\"body\":\"%s\",\"to\":[%s%s%s],\"cc\":[],\"cci\":[],\"noReply\":false}",
    subject, html, to != NULL ? "\"" : "", to != NULL ? to : "", to != NULL ? "\"" : "");
}

static char *
create_draft (Fixture    *fixture,
              const char *subject,
              const char *to)
{
  g_autofree char *body = dup_body (subject, "<div>Bonjour</div>", to);
  g_autoptr (TrainingReply) reply =
    training_call (fixture->client, 201, "POST", body, "/conversation/draft");

  return training_dup_text (reply, "id");
}

static TrainingReply *
send_draft (Fixture    *fixture,
            guint       status,
            const char *id,
            const char *to)
{
  g_autofree char *body = dup_body ("Réunion", "<p>Bonjour</p>", to);

  return training_call (fixture->client, status, "POST", body, "/conversation/send?id=%s", id);
}

static TrainingReply *
get_message (Fixture    *fixture,
             const char *id)
{
  return training_call (fixture->client, 200, "GET", NULL, "/conversation/api/messages/%s", id);
}

static gint64
get_date (Fixture    *fixture,
          const char *id)
{
  g_autoptr (TrainingReply) reply = get_message (fixture, id);

  return json_object_get_int_member (training_reply_get_object (reply), "date");
}

static TrainingReply *
list (Fixture    *fixture,
      const char *folder,
      const char *query)
{
  return training_call (fixture->client, 200, "GET", NULL,
                        "/conversation/api/folders/%s/messages%s", folder, query);
}

static JsonObject *
find (TrainingReply *reply,
      const char    *id)
{
  for (guint i = 0; i < training_length (reply); i++)
    if (strcmp (training_text (training_item (reply, i), "id"), id) == 0)
      return training_item (reply, i);

  return NULL;
}

static void
batch (Fixture    *fixture,
       guint       status,
       const char *method,
       const char *path,
       const char *id,
       const char *rest)
{
  g_autofree char *body = g_strdup_printf ("{\"id\":[\"%s\"]%s}", id, rest);
  g_autoptr (TrainingReply) reply =
    training_call (fixture->client, status, method, body, "/conversation/%s", path);

  g_assert_nonnull (reply);
}

static void
test_draft (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *chosen =
    g_strdup_printf ("{\"id\":\"mine\",\"subject\":\"x\",\"body\":\"\",\"to\":[\"%s\"],\"cc\":[],"
                     "\"cci\":[]}",
                     fixture->anne);
  g_autoptr (TrainingReply) first =
    training_call (fixture->client, 201, "POST", chosen, "/conversation/draft");
  g_autoptr (TrainingReply) second =
    training_call (fixture->client, 201, "POST", chosen, "/conversation/draft");
  g_autofree char *id = training_dup_text (first, "id");
  g_autofree char *other = training_dup_text (second, "id");
  gint64 date = get_date (fixture, id);

  g_assert_cmpstr (id, !=, "mine");
  g_assert_cmpstr (id, !=, other);
  {
    g_autofree char *body = dup_body ("Réunion", "<div>Bonjour <b>Anne</b></div>", fixture->anne);
    g_autoptr (TrainingReply) updated =
      training_call (fixture->client, 200, "PUT", body, "/conversation/draft/%s", id);
    g_autoptr (TrainingReply) got = get_message (fixture, id);
    JsonObject *message = training_reply_get_object (got);
    JsonArray *users =
      json_object_get_array_member (json_object_get_object_member (message, "to"), "users");

    g_assert_cmpstr (updated->body, ==, "{}");
    g_assert_cmpint (json_object_get_int_member (message, "date"), >, date);
    g_assert_cmpstr (training_text (message, "body"), ==, "<p>Bonjour <strong>Anne</strong></p>");
    g_assert_cmpstr (training_text (message, "state"), ==, "DRAFT");
    g_assert_cmpstr (training_text (json_array_get_object_element (users, 0), "id"), ==,
                     fixture->anne);
    g_assert_false (json_object_get_boolean_member (message, "unread"));
    g_assert_false (json_object_has_member (message, "count"));
  }
  {
    g_autoptr (TrainingReply) drafts = list (fixture, "draft", "");

    g_assert_nonnull (find (drafts, id));
    g_assert_cmpint (json_object_get_int_member (training_item (drafts, 0), "count"), ==,
                     training_length (drafts));
  }
  training_client_login (fixture->client, "anne.lefebvre");
  {
    g_autofree char *body = dup_body ("x", "", NULL);
    g_autoptr (TrainingReply) refused =
      training_call (fixture->client, 401, "PUT", body, "/conversation/draft/%s", id);
    g_autoptr (TrainingReply) unseen = training_call (fixture->client, 401, "GET", NULL,
                                                      "/conversation/api/messages/%s", id);

    g_assert_cmpstr (refused->type, ==, "text/html");
  }
}

/* Each member is a column. */
static void
test_columns (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *id = create_draft (fixture, "Réunion", fixture->anne);
  g_autoptr (TrainingReply) unknown = training_call (
    fixture->client, 400, "PUT", "{\"signature\":\"x\"}", "/conversation/draft/%s", id);
  g_autoptr (TrainingReply) no_list =
    training_call (fixture->client, 400, "POST", "{\"subject\":\"x\"}", "/conversation/draft");
  g_autoptr (TrainingReply) null_list = training_call (fixture->client, 500, "PUT", "{\"to\":null}",
                                                       "/conversation/draft/%s", id);
  g_autoptr (TrainingReply) null_flag =
    training_call (fixture->client, 400, "PUT", "{\"noReply\":null}", "/conversation/draft/%s", id);
  g_autofree char *long_subject = g_strnfill (1025, 'a');
  g_autofree char *body = dup_body (long_subject, "", NULL);
  g_autoptr (TrainingReply) too_long =
    training_call (fixture->client, 400, "POST", body, "/conversation/draft");
  g_autoptr (TrainingReply) lone = training_call (
    fixture->client, 200, "PUT", "{\"subject\":\"Seul\"}", "/conversation/draft/%s", id);
  g_autoptr (TrainingReply) got = get_message (fixture, id);
  JsonObject *to = json_object_get_object_member (training_reply_get_object (got), "to");

  g_assert_nonnull (strstr (unknown->body, "signature"));
  g_assert_cmpstr (training_text (training_reply_get_object (got), "subject"), ==, "Seul");
  /* The recipients are there, but not their names: nobody is shown. */
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (to, "users")), ==, 0);
  g_assert_cmpint (training_count (fixture->client, "SELECT json_array_length (to_ids) FROM message"
                                                    " WHERE subject = 'Seul'"), ==, 1);

  ent_training_server_set_option (fixture->client->server, "content.transformer", "down");
  {
    g_autofree char *other = dup_body ("x", "<p>y</p>", NULL);
    g_autoptr (TrainingReply) failed =
      training_call (fixture->client, 400, "PUT", other, "/conversation/draft/%s", id);

    g_assert_nonnull (strstr (failed->body, "Content transformation failed"));
  }
}

static void
test_send (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *id = create_draft (fixture, "Réunion", NULL);
  g_autoptr (TrainingReply) sent = send_draft (fixture, 200, id, fixture->anne);
  g_autoptr (TrainingReply) again = send_draft (fixture, 400, id, fixture->anne);
  g_autofree char *late = dup_body ("Trop tard", "", NULL);
  g_autoptr (TrainingReply) ignored =
    training_call (fixture->client, 200, "PUT", late, "/conversation/draft/%s", id);
  g_autoptr (TrainingReply) outbox = list (fixture, "OUTBOX", "");
  g_autoptr (TrainingReply) drafts = list (fixture, "DRAFT", "");

  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (sent), "sent"), ==, 1);
  g_assert_cmpstr (training_text (training_reply_get_object (sent), "id"), ==, id);
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (sent), "inactiveCount"),
                   ==, 0);
  g_assert_nonnull (strstr (again->body, "Concurrency error: state mismatch for message"));
  g_assert_cmpstr (ignored->body, ==, "{}");
  g_assert_cmpstr (training_text (find (outbox, id), "subject"), ==, "Réunion");
  g_assert_null (find (drafts, id));

  training_client_login (fixture->client, "anne.lefebvre");
  {
    g_autoptr (TrainingReply) inbox = list (fixture, "inbox", "?unread=true");
    JsonObject *row = find (inbox, id);

    g_assert_true (json_object_get_boolean_member (row, "unread"));
    g_assert_cmpstr (training_text (json_object_get_object_member (row, "from"), "id"), ==,
                     fixture->camille);
  }
  {
    g_autoptr (TrainingReply) read = get_message (fixture, id);
    g_autoptr (TrainingReply) inbox = list (fixture, "INBOX", "?unread=true");
    g_autoptr (TrainingReply) news =
      training_call (fixture->client, 200, "GET", NULL, "/timeline/lastNotifications");

    g_assert_cmpstr (training_text (training_reply_get_object (read), "body"), ==,
                     "<p>Bonjour</p>");
    g_assert_null (find (inbox, id));
    g_assert_nonnull (strstr (news->body, id));
  }
}

/* Who gets it is said by the sending; groups are expanded, sleeping accounts told; one that is
 * unseen refuses all. */
static void
test_recipients (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *nobody = create_draft (fixture, "Réunion", fixture->anne);
  g_autofree char *wrong = create_draft (fixture, "Réunion", fixture->anne);
  g_autofree char *parents = create_draft (fixture, "Réunion", NULL);
  g_autofree char *group = ent_training_db_dup_text (
    ent_training_server_get_db (fixture->client->server),
    "SELECT g.id FROM people_group g JOIN group_member m ON m.group_id = g.id JOIN person p ON "
    "p.id = m.person_id"
    " WHERE g.profile = 'Relative' AND g.sub_type = 'ClassGroup' GROUP BY g.id"
    " HAVING count (p.activation_code) > 0",
    "");
  g_autoptr (TrainingReply) none = send_draft (fixture, 200, nobody, NULL);
  g_autoptr (TrainingReply) refused = send_draft (fixture, 401, wrong, "stranger");
  g_autoptr (TrainingReply) sent = send_draft (fixture, 200, parents, group);
  JsonObject *answer = training_reply_get_object (sent);
  g_autofree char *body = g_strdup_printf ("{\"ids\":[\"%s\",\"stranger\"]}", fixture->anne);
  g_autoptr (TrainingReply) visibles =
    training_call (fixture->client, 200, "POST", body, "/conversation/visibles");

  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (none), "sent"), ==, 0);
  g_assert_cmpstr (refused->type, ==, "text/html");
  g_assert_cmpint (json_object_get_int_member (answer, "sent"), >, 10);
  g_assert_cmpint (json_object_get_int_member (answer, "inactiveCount"), >, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "inactive")), ==,
                    json_object_get_int_member (answer, "inactiveCount"));
  g_assert_cmpuint (training_length (visibles), ==, 1);
  g_assert_cmpstr (training_text (training_item (visibles, 0), "visibles.id"), ==, fixture->anne);
  {
    g_autoptr (TrainingReply) got = get_message (fixture, parents);
    JsonArray *groups = json_object_get_array_member (
      json_object_get_object_member (training_reply_get_object (got), "to"), "groups");

    g_assert_cmpstr (training_text (json_array_get_object_element (groups, 0), "type"), ==,
                     "ProfileGroup");
    g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (groups, 0), "size"),
                     >, 10);
  }
}

static void
test_old_visibles (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (TrainingReply) reply =
    training_call (fixture->client, 200, "GET", NULL, "/conversation/visible?search=lefebvre");
  JsonObject *answer = training_reply_get_object (reply);
  JsonArray *users = json_object_get_array_member (answer, "users");

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "groups")), >, 0);
  for (guint i = 0; i < json_array_get_length (users); i++)
    if (g_strcmp0 (training_text (json_array_get_object_element (users, i), "id"),
                   fixture->anne) == 0)
      return;
  g_assert_not_reached ();
}

/* A hidden recipient sees nobody but themself there, the others do not see them. */
static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *claire = training_dup_person (fixture->client, "claire.vasseur");
  g_autofree char *id = create_draft (fixture, "Réunion", NULL);
  g_autofree char *body =
    g_strdup_printf ("{\"subject\":\"x\",\"body\":\"\",\"to\":[\"%s\"],\"cc\":[],\"cci\":[\"%s\"]}",
                     fixture->anne, claire);
  g_autoptr (TrainingReply) sent =
    training_call (fixture->client, 200, "POST", body, "/conversation/send?id=%s", id);
  const char *const logins[] = { "anne.lefebvre", "claire.vasseur", "camille.durand" };

  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      training_client_login (fixture->client, logins[i]);
      g_autoptr (TrainingReply) got = get_message (fixture, id);
      JsonObject *hidden = json_object_get_object_member (training_reply_get_object (got), "cci");

      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (hidden, "users")), ==,
                        i == 0 ? 0 : 1);
    }
}

static void
test_reply (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *id = create_draft (fixture, "Réunion", NULL);
  g_autoptr (TrainingReply) sent = send_draft (fixture, 200, id, fixture->anne);
  g_autofree char *body = dup_body ("Re : Réunion", "<p>Oui</p>", fixture->camille);

  training_client_login (fixture->client, "anne.lefebvre");
  {
    g_autoptr (TrainingReply) draft = training_call (fixture->client, 201, "POST", body,
                                                     "/conversation/draft?In-Reply-To=%s", id);
    g_autofree char *reply = training_dup_text (draft, "id");
    g_autoptr (TrainingReply) answered = training_call (
      fixture->client, 200, "POST", body, "/conversation/send?id=%s&In-Reply-To=%s", reply, id);
    g_autoptr (TrainingReply) got = get_message (fixture, reply);
    g_autoptr (TrainingReply) inbox = list (fixture, "INBOX", "");

    g_assert_cmpstr (training_text (training_reply_get_object (got), "parent_id"), ==, id);
    g_assert_cmpstr (training_text (training_reply_get_object (got), "thread_id"), ==, id);
    g_assert_true (json_object_get_boolean_member (find (inbox, id), "response"));
    g_assert_false (json_object_get_boolean_member (find (inbox, id), "unread"));
  }

  training_run (fixture->client, "UPDATE message SET no_reply = 1");
  {
    g_autoptr (TrainingReply) refused = training_call (fixture->client, 403, "POST", body,
                                                       "/conversation/draft?In-Reply-To=%s", id);

    g_assert_cmpstr (training_text (training_reply_get_object (refused), "error"), ==,
                     "conversation.error.reply.not.allowed");
  }
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 27; i++)
    {
      g_autofree char *id = create_draft (fixture, i == 0 ? "Le potager" : "Brouillon", NULL);

      g_assert_nonnull (id);
    }
  {
    g_autoptr (TrainingReply) first = list (fixture, "DRAFT", "?page_size=100");
    g_autoptr (TrainingReply) second = list (fixture, "DRAFT", "?page=1");
    g_autoptr (TrainingReply) small = list (fixture, "DRAFT", "?page_size=3");
    g_autoptr (TrainingReply) found = list (fixture, "DRAFT", "?search=potager");
    g_autoptr (TrainingReply) part = list (fixture, "DRAFT", "?search=potag");
    g_autoptr (TrainingReply) short_search = training_call (
      fixture->client, 400, "GET", NULL, "/conversation/api/folders/INBOX/messages?search=%%20ab");
    g_autoptr (TrainingReply) unknown = training_call (
      fixture->client, 401, "GET", NULL, "/conversation/api/folders/unknown/messages");

    g_assert_cmpuint (training_length (first), ==, 25);
    g_assert_cmpint (json_object_get_int_member (training_item (first, 0), "count"), ==, 29);
    g_assert_cmpuint (training_length (second), ==, 4);
    g_assert_cmpuint (training_length (small), ==, 3);
    g_assert_cmpuint (training_length (found), ==, 1);
    g_assert_cmpuint (training_length (part), ==, 0);
  }
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TrainingReply) inbox = list (fixture, "INBOX", "?unread=true");
  g_autoptr (TrainingReply) count = training_call (fixture->client, 200, "GET", NULL,
                                                   "/conversation/api/count/inbox?unread=true");
  g_autoptr (TrainingReply) drafts =
    training_call (fixture->client, 200, "GET", NULL, "/conversation/count/DRAFT");
  g_autoptr (TrainingReply) depth =
    training_call (fixture->client, 200, "GET", NULL, "/conversation/max-depth");
  g_autofree char *folder =
    training_dup_first (fixture->client, "/conversation/api/folders?depth=1", "id");
  g_autoptr (TrainingReply) broken = training_call (fixture->client, 500, "GET", NULL,
                                                    "/conversation/api/count/%s?restrain", folder);
  g_autoptr (TrainingReply) restrained = training_call (
    fixture->client, 200, "GET", NULL, "/conversation/api/count/%s?restrain=&unread=false", folder);
  g_autoptr (TrainingReply) unread = list (fixture, folder, "?unread=true");

  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (count), "count"), ==,
                   training_length (inbox));
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (drafts), "count"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (depth), "max-depth"), ==,
                   3);
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (restrained), "count"), ==,
                   3);
  g_assert_cmpuint (training_length (unread), ==, 0);
}

static void
test_batches (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *id =
    training_dup_first (fixture->client, "/conversation/api/folders/INBOX/messages", "id");
  g_autofree char *twice = g_strdup_printf ("%s\",\"%s", id, id);
  g_autofree char *unknown = g_strdup_printf ("%s\",\"unknown", id);

  batch (fixture, 200, "POST", "toggleUnread", id, ",\"unread\":false");
  batch (fixture, 200, "POST", "toggleUnread", id, ",\"unread\":true");
  batch (fixture, 401, "POST", "toggleUnread", twice, ",\"unread\":false");
  batch (fixture, 401, "PUT", "trash", unknown, "");
  {
    g_autoptr (TrainingReply) empty =
      training_call (fixture->client, 401, "PUT", "{\"id\":[]}", "/conversation/trash");
    g_autoptr (TrainingReply) inbox = list (fixture, "INBOX", "");

    g_assert_true (json_object_get_boolean_member (find (inbox, id), "unread"));
  }

  /* Only what is in the trash is deleted. */
  batch (fixture, 200, "PUT", "delete", id, "");
  batch (fixture, 200, "PUT", "trash", id, "");
  {
    g_autoptr (TrainingReply) trash = list (fixture, "TRASH", "");

    g_assert_nonnull (find (trash, id));
  }
  batch (fixture, 200, "PUT", "restore", id, "");
  batch (fixture, 200, "PUT", "trash", id, "");
  batch (fixture, 200, "PUT", "delete", id, "");
  batch (fixture, 401, "PUT", "delete", id, "");
  {
    g_autoptr (TrainingReply) gone =
      training_call (fixture->client, 401, "GET", NULL, "/conversation/api/messages/%s", id);
    g_autoptr (TrainingReply) emptied =
      training_call (fixture->client, 200, "DELETE", NULL, "/conversation/emptyTrash");
    g_autoptr (TrainingReply) trash = list (fixture, "TRASH", "");

    g_assert_cmpuint (training_length (trash), ==, 0);
  }
}

static void
test_folders (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *message =
    training_dup_first (fixture->client, "/conversation/api/folders/INBOX/messages", "id");
  g_autoptr (TrainingReply) top =
    training_call (fixture->client, 201, "POST", "{\"name\":\"Projets\"}", "/conversation/folder");
  g_autofree char *id = training_dup_text (top, "id");
  g_autofree char *inside = g_strdup_printf ("{\"name\":\"Jardin\",\"parentId\":\"%s\"}", id);
  g_autoptr (TrainingReply) second =
    training_call (fixture->client, 201, "POST", inside, "/conversation/folder");
  g_autofree char *inner = training_dup_text (second, "id");
  g_autoptr (TrainingReply) again =
    training_call (fixture->client, 400, "POST", inside, "/conversation/folder");
  g_autoptr (TrainingReply) extra = training_call (
    fixture->client, 400, "POST", "{\"name\":\"x\",\"color\":\"red\"}", "/conversation/folder");
  g_autoptr (TrainingReply) renamed = training_call (
    fixture->client, 200, "PUT", "{\"name\":\"Potager\"}", "/conversation/folder/%s", inner);
  g_autoptr (TrainingReply) bad_depth = training_call (fixture->client, 400, "GET", NULL,
                                                       "/conversation/api/folders?depth=4");
  g_autofree char *body = g_strdup_printf ("{\"id\":[\"%s\"]}", message);
  g_autoptr (TrainingReply) moved = training_call (fixture->client, 200, "PUT", body,
                                                   "/conversation/move/userfolder/%s", inner);
  g_autoptr (TrainingReply) content = list (fixture, inner, "");
  g_autoptr (TrainingReply) tree = training_call (fixture->client, 200, "GET", NULL,
                                                  "/conversation/api/folders?depth=3");
  JsonObject *folder = find (tree, id);
  JsonObject *sub =
    json_array_get_object_element (json_object_get_array_member (folder, "subFolders"), 0);

  g_assert_cmpstr (training_text (training_reply_get_object (again), "error"), ==,
                   "conversation.error.duplicate.folder");
  g_assert_cmpstr (training_text (sub, "name"), ==, "Potager");
  g_assert_cmpint (json_object_get_int_member (sub, "depth"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (sub, "nbMessages"), ==, 1);
  g_assert_false (json_object_has_member (sub, "subFolders"));
  g_assert_nonnull (find (content, message));
  {
    g_autoptr (TrainingReply) back =
      training_call (fixture->client, 200, "PUT", NULL, "/conversation/move/root?id=%s", message);
    g_autoptr (TrainingReply) inbox = list (fixture, "INBOX", "");
    g_autoptr (TrainingReply) there = training_call (fixture->client, 200, "PUT", body,
                                                     "/conversation/move/userfolder/%s", inner);
    g_autoptr (TrainingReply) deleted = training_call (fixture->client, 200, "DELETE", NULL,
                                                       "/conversation/api/folders/%s", id);
    g_autoptr (TrainingReply) trash = list (fixture, "TRASH", "");
    g_autoptr (TrainingReply) gone = training_call (fixture->client, 401, "GET", NULL,
                                                    "/conversation/api/folders/%s/messages", inner);

    g_assert_nonnull (find (inbox, message));
    g_assert_nonnull (find (trash, message));
  }
}

static void
test_attachments (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = create_draft (fixture, "Réunion", NULL);
  g_autofree char *path = g_strdup_printf ("/conversation/message/%s/attachment", id);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("ordre du jour", 13);
  gint64 date = get_date (fixture, id);
  g_autoptr (TrainingReply) added = training_client_upload (
    fixture->client, "POST", path, "Réunion d'été.txt", "text/plain", bytes);
  g_autofree char *file = training_dup_text (added, "id");
  g_autoptr (TrainingReply) got = get_message (fixture, id);
  JsonArray *files = json_object_get_array_member (training_reply_get_object (got), "attachments");
  g_autoptr (TrainingReply) content =
    training_call (fixture->client, 200, "GET", NULL, "%s/%s", path, file);
  g_autoptr (TrainingReply) unknown =
    training_call (fixture->client, 404, "GET", NULL, "%s/unknown", path);

  g_assert_cmpuint (added->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (got), "date"), >, date);
  g_assert_cmpstr (training_text (json_array_get_object_element (files, 0), "filename"), ==,
                   "Réunion d'été.txt");
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (files, 0), "size"),
                   ==, 13);
  g_assert_cmpstr (content->body, ==, "ordre du jour");
  g_assert_cmpstr (training_text (training_reply_get_object (unknown), "error"), ==,
                   "invalid.file.id");
  {
    g_autofree char *copy = create_draft (fixture, "Tr : Réunion", NULL);
    gint64 copy_date = get_date (fixture, copy);
    g_autoptr (TrainingReply) linked = training_call (
      fixture->client, 200, "PUT", NULL, "/conversation/message/%s/forward/%s", copy, id);
    g_autoptr (TrainingReply) twice = training_call (
      fixture->client, 400, "PUT", NULL, "/conversation/message/%s/forward/%s", copy, id);
    g_autoptr (TrainingReply) removed =
      training_call (fixture->client, 200, "DELETE", NULL, "%s/%s", path, file);
    g_autoptr (TrainingReply) kept = training_call (
      fixture->client, 200, "GET", NULL, "/conversation/message/%s/attachment/%s", copy, file);

    g_assert_cmpuint (linked->length, ==, 0);
    g_assert_cmpint (get_date (fixture, copy), ==, copy_date);
    g_assert_cmpint (json_object_get_int_member (training_reply_get_object (removed), "fileSize"),
                     ==, 13);
    g_assert_cmpstr (kept->body, ==, "ordre du jour");
  }
  ent_training_server_set_option (fixture->client->server, "workspace.quota", "5");
  {
    g_autoptr (TrainingReply) refused =
      training_client_upload (fixture->client, "POST", path, "x.txt", "text/plain", bytes);

    g_assert_cmpuint (refused->status, ==, 400);
    g_assert_cmpstr (training_text (training_reply_get_object (refused), "error"), ==,
                     "file.too.large");
  }
}

static void
test_recall (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *id = create_draft (fixture, "Réunion", NULL);
  g_autoptr (TrainingReply) early = training_call (fixture->client, 400, "POST", NULL,
                                                   "/conversation/api/messages/%s/recall", id);
  g_autoptr (TrainingReply) sent = send_draft (fixture, 200, id, fixture->anne);
  g_autoptr (TrainingReply) recalled = training_call (fixture->client, 204, "POST", NULL,
                                                      "/conversation/api/messages/%s/recall", id);
  g_autoptr (TrainingReply) resent = send_draft (fixture, 400, id, fixture->anne);
  g_autoptr (TrainingReply) mine = get_message (fixture, id);

  g_assert_cmpstr (training_text (training_reply_get_object (mine), "subject"), ==, "Réunion");
  g_assert_nonnull (strstr (resent->body, "duplicate key"));
  training_client_login (fixture->client, "anne.lefebvre");
  {
    g_autoptr (TrainingReply) inbox = list (fixture, "INBOX", "");
    g_autoptr (TrainingReply) got = get_message (fixture, id);
    JsonObject *row = find (inbox, id);

    g_assert_cmpstr (training_text (row, "state"), ==, "RECALL");
    g_assert_cmpstr (training_text (row, "subject"), ==, "");
    g_assert_cmpstr (training_text (row, "body"), ==, "");
    g_assert_cmpstr (training_text (training_reply_get_object (got), "body"), ==, "");
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/training/conversation/draft", Fixture, NULL, set_up, test_draft, tear_down);
  g_test_add ("/training/conversation/columns", Fixture, NULL, set_up, test_columns, tear_down);
  g_test_add ("/training/conversation/send", Fixture, NULL, set_up, test_send, tear_down);
  g_test_add ("/training/conversation/recipients", Fixture, NULL, set_up, test_recipients,
              tear_down);
  g_test_add ("/training/conversation/old-visibles", Fixture, NULL, set_up, test_old_visibles,
              tear_down);
  g_test_add ("/training/conversation/hidden", Fixture, NULL, set_up, test_hidden, tear_down);
  g_test_add ("/training/conversation/reply", Fixture, NULL, set_up, test_reply, tear_down);
  g_test_add ("/training/conversation/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/training/conversation/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/training/conversation/batches", Fixture, NULL, set_up, test_batches, tear_down);
  g_test_add ("/training/conversation/folders", Fixture, NULL, set_up, test_folders, tear_down);
  g_test_add ("/training/conversation/attachments", Fixture, NULL, set_up, test_attachments,
              tear_down);
  g_test_add ("/training/conversation/recall", Fixture, NULL, set_up, test_recall, tear_down);

  return g_test_run ();
}
