/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

/* The straight ways: every kind of work reaches the ENT once, in the right state, and leaves the
 * outbox empty. */

static void
test_post_draft (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_POST, "Sortie",
                                             "<p>Le <strong>musée</strong></p>");
  g_autofree char *content = NULL;
  g_autofree char *id = NULL;
  g_autoptr (EntItem) item = NULL;

  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_SAVE), ==, 1);
  fixture_settle (fixture);

  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1", "Sortie"),
                   ==, 1);
  content = fixture_dup (fixture, "SELECT content FROM post WHERE title = ?1 AND state = 'DRAFT'",
                         "Sortie");
  g_assert_cmpstr (content, ==, "<p>Le <strong>musée</strong></p>");
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_null (ent_draft_store_get (fixture->db, uuid, NULL));

  id = fixture_dup (fixture, "SELECT id FROM post WHERE title = ?1", "Sortie");
  item = ent_item_store_get (fixture->db, ENT_KIND_POST, id, NULL);
  g_assert_nonnull (item);
  g_assert_cmpstr (ent_item_get_state (item), ==, "DRAFT");
}

static void
test_post_published (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_POST, "Publié", "<p>Tous</p>");
  g_autofree char *state = NULL;

  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_PUBLISH), ==, 2);
  fixture_settle (fixture);

  state = fixture_dup (fixture, "SELECT state FROM post WHERE title = ?1", "Publié");
  g_assert_cmpstr (state, ==, "PUBLISHED");
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_cmpint (ent_sync_get_sent_at (fixture->sync), >, 0);
}

/* A blog where posts are validated, by somebody who may publish without managing it: "submit" would
 * leave the post waiting for a permission its author has. */
static void
test_publish_right (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const actions[] = { "list", "get", "create", "update", "submit", "publish" };
  EntTrainingDb *db = ent_training_server_get_db (fixture->server);
  g_autoptr (GString) shared = g_string_new (NULL);
  g_autofree char *uuid = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  g_string_printf (shared, "[{\"userId\":\"%s\"", fixture->teacher);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_string_append_printf (shared, ",\"org-entcore-blog-controllers-PostController|%s\":true",
                            actions[i]);
  g_string_append (shared, "}]");
  ent_training_db_run (db, "UPDATE blog SET author_id = ?1, publish_type = 'RESTRAINT', shared = ?2"
                           " WHERE id = ?3", "sss", fixture->parents, shared->str, fixture->blog);
  fixture_pull (fixture, NULL, &error);
  g_assert_no_error (error);

  uuid = fixture_new_draft (fixture, ENT_KIND_POST, "Publié sans gérer", "<p>Tous</p>");
  fixture_send (fixture, uuid, ENT_SEND_PUBLISH);
  fixture_settle (fixture);
  state = fixture_dup (fixture, "SELECT state FROM post WHERE title = ?1", "Publié sans gérer");
  g_assert_cmpstr (state, ==, "PUBLISHED");
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

static void
test_entry (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Maths", "<p>Exercice 3</p>");
  g_autoptr (EntItem) item = NULL;

  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_SAVE), ==, 1);
  fixture_settle (fixture);

  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE id = ?1", uuid), ==, 1);
  item = ent_item_store_get (fixture->db, ENT_KIND_ENTRY, uuid, NULL);
  g_assert_nonnull (item);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

static void
test_message (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_MESSAGE, "Réunion", "<p>Jeudi</p>");
  g_autofree char *state = NULL;

  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_SEND), ==, 2);
  fixture_settle (fixture);

  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM message WHERE subject = ?1",
                                "Réunion"), ==, 1);
  state = fixture_dup (fixture, "SELECT state FROM message WHERE subject = ?1", "Réunion");
  g_assert_cmpstr (state, ==, "SENT");
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

/* Innocent words that the ENT's filter would delete arrive whole, wherever they stand. */
static void
test_filtered_words (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char words[] = "Eval(maths) : JavaScript : quand on change x = 2";
  g_autofree char *html = g_strdup_printf ("<p>%s</p>", words);
  g_autofree char *post = fixture_new_draft (fixture, ENT_KIND_POST, words, html);
  g_autofree char *entry = fixture_new_draft (fixture, ENT_KIND_ENTRY, words, html);
  g_autofree char *message = fixture_new_draft (fixture, ENT_KIND_MESSAGE, words, html);

  fixture_send (fixture, post, ENT_SEND_PUBLISH);
  fixture_send (fixture, entry, ENT_SEND_SAVE);
  fixture_send (fixture, message, ENT_SEND_SEND);
  fixture_settle (fixture);

  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM post WHERE content LIKE ?1",
                                "%Eval%maths%JavaScript%change%x%2%"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE value LIKE ?1",
                                "%Eval%maths%JavaScript%change%x%2%"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM message WHERE body LIKE ?1"
                                " AND state = 'SENT'", "%Eval%maths%JavaScript%change%x%2%"), ==,
                   1);
}

/* What was typed while it left stays a draft, on what the ENT holds now. */
static void
test_typed_meanwhile (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_POST, "Suite", "<p>Un</p>");
  g_autoptr (EntDraftRow) draft = NULL;

  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_type (fixture, uuid, "<p>Un, deux</p>");
  fixture_settle (fixture);

  draft = ent_draft_store_get (fixture->db, uuid, NULL);
  g_assert_nonnull (draft);
  g_assert_nonnull (draft->item_id);
  g_assert_nonnull (draft->base);
  g_assert_cmpint (draft->local_state, ==, ENT_LOCAL_STATE_DRAFT);

  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1", "Suite"),
                   ==, 1);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM post WHERE content = ?1",
                                "<p>Un, deux</p>"), ==, 1);
}

/* The teacher moves a line to another day: it is there once, on the new day. */
static void
test_entry_moved (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Poésie de Prévert",
                                             "<p>Apprendre</p>");
  g_autofree char *edit = NULL;
  g_autofree char *day = NULL;
  g_autoptr (EntDraftRow) draft = NULL;

  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);

  edit = fixture_edit (fixture, ENT_KIND_ENTRY, uuid, "<p>Apprendre</p>");
  draft = ent_draft_store_get (fixture->db, edit, NULL);
  g_free (draft->date);
  draft->date = g_strdup ("2026-11-26");
  draft->revision++;
  fixture_save (fixture, draft);
  g_assert_cmpuint (fixture_send (fixture, edit, ENT_SEND_SAVE), ==, 2);
  fixture_settle (fixture);

  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE title = ?1",
                                "Poésie de Prévert"), ==, 1);
  day = fixture_dup (fixture, "SELECT day FROM entry WHERE title = ?1", "Poésie de Prévert");
  g_assert_cmpstr (day, ==, "2026-11-26");
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_null (ent_item_store_get (fixture->db, ENT_KIND_ENTRY, uuid, NULL));
}

static void
test_deletions (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *post = fixture_new_draft (fixture, ENT_KIND_POST, "À jeter", "<p>x</p>");
  g_autofree char *entry = fixture_new_draft (fixture, ENT_KIND_ENTRY, "À ôter", "<p>x</p>");
  g_autofree char *message = fixture_new_draft (fixture, ENT_KIND_MESSAGE, "Brouillon", "<p>x</p>");
  g_autofree char *post_id = NULL;
  g_autofree char *message_id = NULL;

  fixture_send (fixture, post, ENT_SEND_SAVE);
  fixture_send (fixture, entry, ENT_SEND_SAVE);
  fixture_send (fixture, message, ENT_SEND_SAVE);
  fixture_settle (fixture);

  post_id = fixture_dup (fixture, "SELECT id FROM post WHERE title = ?1", "À jeter");
  message_id = fixture_dup (fixture, "SELECT id FROM message WHERE subject = ?1", "Brouillon");
  fixture_delete (fixture, ENT_KIND_POST, post_id);
  fixture_delete (fixture, ENT_KIND_ENTRY, entry);
  fixture_delete (fixture, ENT_KIND_MESSAGE, message_id);
  fixture_settle (fixture);

  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM post WHERE id = ?1", post_id), ==,
                   0);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE id = ?1", entry), ==,
                   0);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM message_box WHERE message_id = ?1",
                                message_id), ==, 0);
  g_assert_null (ent_item_store_get (fixture->db, ENT_KIND_POST, post_id, NULL));
  g_assert_null (ent_item_store_get (fixture->db, ENT_KIND_MESSAGE, message_id, NULL));
}

/* With the cable out nothing is asked; with it in again everything leaves at once. */
static void
test_cable (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *post = fixture_new_draft (fixture, ENT_KIND_POST, "Sans réseau", "<p>x</p>");
  g_autofree char *entry = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Sans réseau", "<p>x</p>");
  guint64 n_requests;

  ent_network_reachability_set_cut (fixture->reachability, TRUE);
  fixture_rest (fixture);
  n_requests = ent_client_get_n_requests (fixture->client);
  fixture_send (fixture, post, ENT_SEND_PUBLISH);
  fixture_send (fixture, entry, ENT_SEND_SAVE);
  fixture_rest (fixture);
  test_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  fixture_rest (fixture);
  g_assert_cmpuint (ent_client_get_n_requests (fixture->client), ==, n_requests);
  g_assert_cmpint (ent_sync_get_state (fixture->sync), ==, ENT_SYNC_OFFLINE);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 3);

  ent_network_reachability_set_cut (fixture->reachability, FALSE);
  fixture_settle (fixture);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1",
                                "Sans réseau"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE title = ?1",
                                "Sans réseau"), ==, 1);
}

/* The server is not there: one question per try for all that waits, then all of it leaves. */
static void
test_server_down (Fixture       *fixture,
                  gconstpointer  data)
{
  guint port = ent_training_server_get_port (fixture->server);
  g_autoptr (GError) error = NULL;
  guint64 n_requests;

  ent_training_server_stop (fixture->server);
  n_requests = ent_client_get_n_requests (fixture->client);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Panne", "<p>x</p>");

      fixture_send (fixture, uuid, ENT_SEND_SAVE);
    }
  fixture_rest (fixture);
  g_assert_cmpint (ent_sync_get_state (fixture->sync), ==, ENT_SYNC_OFFLINE);
  g_assert_cmpuint (ent_client_get_n_requests (fixture->client) - n_requests, <=, 5);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 5);

  ent_training_server_start (fixture->server, port, &error);
  g_assert_no_error (error);
  fixture_settle (fixture);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE title = ?1", "Panne"),
                   ==, 5);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_POST, "Finalement non", "<p>x</p>");
  g_autoptr (EntDraftRow) draft = NULL;

  ent_network_reachability_set_cut (fixture->reachability, TRUE);
  fixture_send (fixture, uuid, ENT_SEND_PUBLISH);
  g_assert_true (fixture_cancel (fixture, uuid));
  ent_network_reachability_set_cut (fixture->reachability, FALSE);
  fixture_settle (fixture);

  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1",
                                "Finalement non"), ==, 0);
  draft = ent_draft_store_get (fixture->db, uuid, NULL);
  g_assert_nonnull (draft);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/sync/send/post-draft", test_post_draft);
  ADD ("/sync/send/post-published", test_post_published);
  ADD ("/sync/send/publish-right", test_publish_right);
  ADD ("/sync/send/entry", test_entry);
  ADD ("/sync/send/message", test_message);
  ADD ("/sync/send/filtered-words", test_filtered_words);
  ADD ("/sync/send/typed-meanwhile", test_typed_meanwhile);
  ADD ("/sync/send/entry-moved", test_entry_moved);
  ADD ("/sync/send/deletions", test_deletions);
  ADD ("/sync/send/cable", test_cable);
  ADD ("/sync/send/server-down", test_server_down);
  ADD ("/sync/send/cancel", test_cancel);

  return g_test_run ();
}
