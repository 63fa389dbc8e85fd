/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "ent-message.h"
#include "ent-post.h"

/* What the ENT holds comes to the mirror, for little. */

static guint
count_items (Fixture    *fixture,
             EntKind     kind,
             const char *parent_id)
{
  g_autoptr (EntQuery) query = ent_query_new (kind, parent_id);
  g_autoptr (GError) error = NULL;
  guint count;

  ent_item_store_count (fixture->db, query, &count, &error);
  g_assert_no_error (error);

  return count;
}

static void
pull (Fixture      *fixture,
      EntPullStats *stats)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_pull (fixture, stats, &error));
  g_assert_no_error (error);
}

static void
run_sql (Fixture    *fixture,
         const char *sql,
         const char *value)
{
  g_assert_cmpint (ent_training_db_run (ent_training_server_get_db (fixture->server), sql, "s",
                                        value), >=, 1);
}

static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (count_items (fixture, ENT_KIND_ENTRY, fixture->notebook), ==,
                    fixture_ask (fixture, "SELECT count (*) FROM entry WHERE notebook_id = ?1",
                                 fixture->notebook));
  g_assert_cmpuint (count_items (fixture, ENT_KIND_POST, fixture->blog), ==,
                    fixture_ask (fixture, "SELECT count (*) FROM post WHERE blog_id = ?1",
                                 fixture->blog));
  g_assert_cmpuint (count_items (fixture, ENT_KIND_MESSAGE, "INBOX"), >, 0);
  g_assert_cmpuint (count_items (fixture, ENT_KIND_MESSAGE, "OUTBOX"), >, 0);
  g_assert_cmpuint (count_items (fixture, ENT_KIND_FOLDER, NULL), >=, 4);
  g_assert_cmpuint (count_items (fixture, ENT_KIND_CLASS, NULL), >, 0);
  g_assert_cmpuint (count_items (fixture, ENT_KIND_PERSON, NULL), >, 20);
  g_assert_cmpuint (count_items (fixture, ENT_KIND_RECIPIENT, NULL), >, 20);
  g_assert_cmpint (ent_sync_get_pulled_at (fixture->sync), >, 0);
  g_assert_cmpint (ent_sync_get_state (fixture->sync), ==, ENT_SYNC_ONLINE);
}

static void
test_steady (Fixture       *fixture,
             gconstpointer  data)
{
  EntPullStats stats;

  pull (fixture, &stats);
  g_test_message ("steady pull: %u requests, %" G_GUINT64_FORMAT " bytes", stats.requests,
                  stats.bytes);
  g_assert_cmpuint (stats.requests, <=, 6);
  g_assert_cmpuint (stats.bytes, <=, 20 * 1024);
  g_assert_cmpuint (stats.n_new, ==, 0);
  g_assert_cmpuint (stats.n_changed, ==, 0);
  g_assert_cmpuint (stats.n_gone, ==, 0);
}

/* A sweep over what did not move finds nothing either. */
static void
test_sweep (Fixture       *fixture,
            gconstpointer  data)
{
  EntPullStats stats;

  test_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  pull (fixture, &stats);
  g_test_message ("sweep: %u requests, %" G_GUINT64_FORMAT " bytes", stats.requests, stats.bytes);
  g_assert_cmpuint (stats.n_new, ==, 0);
  g_assert_cmpuint (stats.n_changed, ==, 0);
  g_assert_cmpuint (stats.n_gone, ==, 0);
}

static void
test_news (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *post = fixture_dup (fixture,
                                       "SELECT id FROM post WHERE blog_id = ?1"
                                       " AND state = 'PUBLISHED'"
                                       " ORDER BY sorted DESC LIMIT 1", fixture->blog);
  g_autofree char *entry = fixture_dup (fixture,
                                        "SELECT id FROM entry WHERE notebook_id = ?1 LIMIT 1",
                                        fixture->notebook);
  g_autofree char *gone = fixture_dup (fixture, "SELECT id FROM entry WHERE notebook_id = ?1"
                                       " ORDER BY position DESC LIMIT 1", fixture->notebook);
  g_autoptr (EntItem) item = NULL;
  g_autoptr (EntItem) line = NULL;
  EntPullStats stats;

  run_sql (fixture, "UPDATE post SET title = 'Titre du navigateur', modified = modified + 60000"
                    " WHERE id = ?1", post);
  run_sql (fixture, "UPDATE entry SET title = 'Matière changée' WHERE id = ?1", entry);
  run_sql (fixture, "DELETE FROM entry WHERE id = ?1", gone);
  run_sql (fixture, "UPDATE notebook SET entries_modified = entries_modified + 60000 WHERE id = ?1",
           fixture->notebook);
  pull (fixture, &stats);
  g_assert_cmpuint (stats.n_changed, >=, 2);
  g_assert_cmpuint (stats.n_gone, ==, 1);

  item = ent_item_store_get (fixture->db, ENT_KIND_POST, post, NULL);
  g_assert_cmpstr (ent_item_get_title (item), ==, "Titre du navigateur");
  g_assert_nonnull (ent_item_get_html (item));
  line = ent_item_store_get (fixture->db, ENT_KIND_ENTRY, entry, NULL);
  g_assert_cmpstr (ent_item_get_title (line), ==, "Matière changée");
  g_assert_null (ent_item_store_get (fixture->db, ENT_KIND_ENTRY, gone, NULL));
}

static void
test_new_message (Fixture       *fixture,
                  gconstpointer  data)
{
  guint before = count_items (fixture, ENT_KIND_MESSAGE, "INBOX");
  EntPullStats stats;
  g_autofree char *id = NULL;
  g_autoptr (EntItem) item = NULL;
  gint64 n_unread;

  run_sql (fixture, "INSERT INTO message (id, thread_id, subject, body, state, date, from_id,"
                    " from_name, to_ids)"
           " SELECT 'm-1', 'm-1', 'Arrivé à l''instant', '<p>Bonjour</p>', 'SENT',"
           " max (date) + 1000, p.id,"
           " p.display_name, json_array (?1) FROM message, person p"
           " WHERE p.login = '" COLLEAGUE "'",
           fixture->teacher);
  run_sql (fixture, "INSERT INTO message_box (message_id, person_id, unread) VALUES ('m-1', ?1, 1)",
           fixture->teacher);
  pull (fixture, &stats);
  g_assert_cmpuint (stats.n_new, ==, 1);
  g_assert_cmpuint (count_items (fixture, ENT_KIND_MESSAGE, "INBOX"), ==, before + 1);

  item = ent_item_store_get (fixture->db, ENT_KIND_MESSAGE, "m-1", NULL);
  g_assert_true (ent_message_get_unread (ENT_MESSAGE (item)));
  g_assert_null (ent_item_get_html (item));
  n_unread = fixture_ask (fixture,
                          "SELECT count (*) FROM message_box WHERE person_id = ?1 AND unread = 1",
                          fixture->teacher);
  g_assert_true (fixture_fetch_message (fixture, "m-1"));
  g_clear_object (&item);
  item = ent_item_store_get (fixture->db, ENT_KIND_MESSAGE, "m-1", NULL);
  g_assert_false (ent_message_get_unread (ENT_MESSAGE (item)));
  g_assert_cmpstr (ent_item_get_html (item), ==, "<p>Bonjour</p>");
  g_assert_cmpstr (ent_item_get_parent_id (item), ==, "INBOX");
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (*) FROM message_box WHERE person_id = ?1"
                                " AND unread = 1", fixture->teacher), ==, n_unread - 1);
  g_assert_false (fixture_fetch_message (fixture, "m-1"));
}

/* What was deleted on the ENT goes here too, except what is being worked on. */
static void
test_deleted (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *post = fixture_dup (fixture,
                                       "SELECT id FROM post WHERE blog_id = ?1"
                                       " ORDER BY sorted LIMIT 1", fixture->blog);
  g_autofree char *worked_on = fixture_dup (fixture, "SELECT id FROM post WHERE blog_id = ?1"
                                            " ORDER BY sorted DESC LIMIT 1", fixture->blog);
  g_autofree char *uuid = fixture_edit (fixture, ENT_KIND_POST, worked_on, "<p>Mon travail</p>");
  g_autoptr (EntDraftRow) draft = NULL;
  g_autoptr (EntItem) item = NULL;
  EntPullStats stats;

  run_sql (fixture, "DELETE FROM post WHERE id = ?1", post);
  run_sql (fixture, "DELETE FROM post WHERE id = ?1", worked_on);
  test_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  pull (fixture, &stats);
  g_assert_cmpuint (stats.n_gone, ==, 1);
  g_assert_null (ent_item_store_get (fixture->db, ENT_KIND_POST, post, NULL));
  item = ent_item_store_get (fixture->db, ENT_KIND_POST, worked_on, NULL);
  g_assert_nonnull (item);
  draft = ent_draft_store_get (fixture->db, uuid, NULL);
  g_assert_cmpstr (draft->html, ==, "<p>Mon travail</p>");
}

/* A pull that meets a failure tells it, keeps what came, and the next one completes it. */
static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  run_sql (fixture, "UPDATE notebook SET entries_modified = entries_modified + 60000 WHERE id = ?1",
           fixture->notebook);
  run_sql (fixture, "UPDATE entry SET title = 'Après la panne' WHERE notebook_id = ?1",
           fixture->notebook);
  fixture_add_fault (fixture,
                     "{\"method\":\"GET\",\"path\":\"/homeworks/get/*\",\"fault\":\"cut-body\"}");
  g_assert_false (fixture_pull (fixture, NULL, &error));
  g_assert_nonnull (error);
  fixture_rest (fixture);
  g_clear_error (&error);
  g_assert_true (fixture_pull (fixture, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (DISTINCT title) FROM entry WHERE notebook_id = ?1",
                                fixture->notebook), ==, 1);
}

/* By itself every five minutes; not with the cable out. */
static void
test_by_itself (Fixture       *fixture,
                gconstpointer  data)
{
  gint64 before = ent_sync_get_pulled_at (fixture->sync);
  guint64 n_requests;

  ent_sync_set_pull_interval (fixture->sync, 300);
  test_clock_advance (fixture->clock, 301 * G_TIME_SPAN_SECOND);
  fixture_rest (fixture);
  g_assert_cmpint (ent_sync_get_pulled_at (fixture->sync), >, before);

  ent_network_reachability_set_cut (fixture->reachability, TRUE);
  n_requests = ent_client_get_n_requests (fixture->client);
  test_clock_advance (fixture->clock, 301 * G_TIME_SPAN_SECOND);
  fixture_rest (fixture);
  g_assert_cmpuint (ent_client_get_n_requests (fixture->client), ==, n_requests);
}

/* A pull under way while something arrives does not put the mirror back. */
static void
test_while_sending (Fixture       *fixture,
                    gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("Pendant %u", i);
      g_autofree char *post = fixture_new_draft (fixture, ENT_KIND_POST, title, "<p>x</p>");
      g_autofree char *entry = fixture_new_draft (fixture, ENT_KIND_ENTRY, title, "<p>x</p>");
      g_autofree char *id = NULL;
      g_autoptr (EntItem) item = NULL;
      g_autoptr (EntItem) line = NULL;

      test_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
      fixture_send (fixture, post, ENT_SEND_PUBLISH);
      fixture_send (fixture, entry, ENT_SEND_SAVE);
      pull (fixture, NULL);
      fixture_settle (fixture);

      id = fixture_dup (fixture, "SELECT id FROM post WHERE title = ?1", title);
      item = ent_item_store_get (fixture->db, ENT_KIND_POST, id, NULL);
      g_assert_nonnull (item);
      g_assert_cmpstr (ent_item_get_state (item), ==, "PUBLISHED");
      line = ent_item_store_get (fixture->db, ENT_KIND_ENTRY, entry, NULL);
      g_assert_nonnull (line);
    }
}

static void
test_one_list (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *post = fixture_dup (fixture,
                                       "SELECT post_id"
                                       " FROM comment c JOIN post p ON p.id = c.post_id"
                                       " WHERE p.blog_id = ?1 AND c.deleted = 0 LIMIT 1",
                                         fixture->blog);

  fixture_pull_kind (fixture, ENT_KIND_COMMENT, post);
  g_assert_cmpuint (count_items (fixture, ENT_KIND_COMMENT, post), ==,
                    fixture_ask (fixture, "SELECT count (*) FROM comment WHERE post_id = ?1",
                                 post));
  fixture_pull_kind (fixture, ENT_KIND_ENTRY, fixture->notebook);
  fixture_pull_kind (fixture, ENT_KIND_POST, fixture->blog);
  fixture_pull_kind (fixture, ENT_KIND_MESSAGE, "INBOX");
  fixture_pull_kind (fixture, ENT_KIND_RECIPIENT, NULL);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/sync/pull/first", test_first);
  ADD ("/sync/pull/steady", test_steady);
  ADD ("/sync/pull/sweep", test_sweep);
  ADD ("/sync/pull/news", test_news);
  ADD ("/sync/pull/new-message", test_new_message);
  ADD ("/sync/pull/deleted", test_deleted);
  ADD ("/sync/pull/broken", test_broken);
  ADD ("/sync/pull/by-itself", test_by_itself);
  ADD ("/sync/pull/while-sending", test_while_sending);
  ADD ("/sync/pull/one-list", test_one_list);

  return g_test_run ();
}
