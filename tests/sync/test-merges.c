/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "ent-history-store.h"

/* Both changed the same text, in different places: both are in what the ENT holds in the end, nobody
 * is asked, and what is typed on afterwards takes nothing away. */

#define BASE "<p>Lundi, le musée</p><p>Mardi, la piscine</p>"
#define MINE "<p>Lundi, le musée des arts</p><p>Mardi, la piscine</p>"
#define THEIRS "<p>Lundi, le musée</p><p>Mardi, la piscine et le stade</p>"
#define BOTH "<p>Lundi, le musée des arts</p><p>Mardi, la piscine et le stade</p>"
#define MORE "<p>Lundi, le musée des arts</p><p>Mardi, la piscine</p><p>Mercredi, rien</p>"
#define BOTH_AND_MORE BOTH "<p>Mercredi, rien</p>"
#define OTHER "<p>Lundi, le musée de la mer</p><p>Mardi, la piscine</p>"

typedef struct
{
  EntKind     kind;
  EntSendHow  how;
} Case;

static const Case post = { ENT_KIND_POST, ENT_SEND_SAVE };
static const Case published = { ENT_KIND_POST, ENT_SEND_PUBLISH };
static const Case entry = { ENT_KIND_ENTRY, ENT_SEND_SAVE };

/* (transfer full): its id on the ENT, where it has BASE. */
static char *
make (Fixture    *fixture,
      const Case *what,
      const char *title)
{
  g_autofree char *uuid = fixture_new_draft (fixture, what->kind, title, BASE);

  fixture_send (fixture, uuid, what->how);
  fixture_settle (fixture);

  return what->kind == ENT_KIND_POST ?
         fixture_dup (fixture, "SELECT id FROM post WHERE title = ?1", title) :
         g_steal_pointer (&uuid);
}

static void
change_there (Fixture    *fixture,
              const Case *what,
              const char *id,
              const char *html)
{
  EntTrainingDb *db = ent_training_server_get_db (fixture->server);

  if (what->kind == ENT_KIND_POST)
    ent_training_db_run (db, "UPDATE post SET content = ?1, modified = modified + 1000"
                             " WHERE id = ?2", "ss", html, id);
  else
    ent_training_db_run (db, "UPDATE entry SET value = ?1 WHERE id = ?2", "ss", html, id);
}

static void
assert_there (Fixture    *fixture,
              const Case *what,
              const char *id,
              const char *html)
{
  g_autofree char *text = fixture_dup (fixture, what->kind == ENT_KIND_POST ?
                                       "SELECT content FROM post WHERE id = ?1" :
                                       "SELECT value FROM entry WHERE id = ?1", id);

  g_assert_cmpstr (text, ==, html);
}

static void
assert_in_history (Fixture    *fixture,
                   const char *uuid,
                   const char *html)
{
  g_autoptr (GPtrArray) history = ent_history_store_list (fixture->db, uuid, NULL);
  gboolean has = FALSE;

  for (guint i = 0; i < history->len; i++)
    has |= g_str_equal (((EntPastVersion *) history->pdata[i])->html, html);

  g_assert_true (has);
}

static void
test_merged (Fixture       *fixture,
             gconstpointer  data)
{
  const Case *what = data;
  g_autofree char *id = make (fixture, what, "Semaine");
  g_autofree char *uuid = fixture_edit (fixture, what->kind, id, MINE);
  g_autoptr (EntItem) item = NULL;

  change_there (fixture, what, id, THEIRS);
  fixture_send (fixture, uuid, what->how);
  fixture_settle (fixture);

  assert_there (fixture, what, id, BOTH);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_null (ent_draft_store_get (fixture->db, uuid, NULL));
  assert_in_history (fixture, uuid, MINE);
  assert_in_history (fixture, uuid, THEIRS);
  item = ent_item_store_get (fixture->db, what->kind, id, NULL);
  g_assert_cmpstr (ent_item_get_html (item), ==, BOTH);
  if (what->how == ENT_SEND_PUBLISH)
    g_assert_cmpstr (ent_item_get_state (item), ==, "PUBLISHED");
}

/* The answers are lost, the colleague goes on between two tries. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  const Case *what = data;
  g_autofree char *id = make (fixture, what, "Semaine");
  g_autofree char *uuid = fixture_edit (fixture, what->kind, id, MINE);

  change_there (fixture, what, id, THEIRS);
  fixture_add_fault (fixture, "{\"method\":\"PUT\",\"fault\":\"status\",\"status\":500}");
  fixture_send (fixture, uuid, what->how);
  fixture_rest (fixture);
  change_there (fixture, what, id, THEIRS "<p>Jeudi, le cirque</p>");
  fixture_add_fault (fixture, "{\"method\":\"PUT\",\"fault\":\"drop-after-commit\"}");
  fixture_settle (fixture);

  assert_there (fixture, what, id, BOTH "<p>Jeudi, le cirque</p>");
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_null (ent_draft_store_get (fixture->db, uuid, NULL));
}

/* What is typed while the merged text leaves was made from mine alone. */
static void
test_typed_meanwhile (Fixture       *fixture,
                      gconstpointer  data)
{
  const Case *what = data;
  g_autofree char *id = make (fixture, what, "Semaine");
  g_autofree char *uuid = fixture_edit (fixture, what->kind, id, MINE);
  g_autoptr (EntDraftRow) draft = NULL;

  change_there (fixture, what, id, THEIRS);
  fixture_send (fixture, uuid, what->how);
  fixture_type (fixture, uuid, MORE);
  fixture_settle (fixture);
  assert_there (fixture, what, id, BOTH);
  draft = ent_draft_store_get (fixture->db, uuid, NULL);
  g_assert_nonnull (draft);
  g_assert_cmpstr (draft->html, ==, MORE);

  fixture_send (fixture, uuid, what->how);
  fixture_settle (fixture);
  assert_there (fixture, what, id, BOTH_AND_MORE);
  g_assert_null (ent_draft_store_get (fixture->db, uuid, NULL));
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

/* The newer text was asked to leave before the merged one had arrived. */
static void
test_sent_again (Fixture       *fixture,
                 gconstpointer  data)
{
  const Case *what = data;
  g_autofree char *id = make (fixture, what, "Semaine");
  g_autofree char *uuid = fixture_edit (fixture, what->kind, id, MINE);

  change_there (fixture, what, id, THEIRS);
  fixture_add_fault (fixture, "{\"method\":\"PUT\",\"fault\":\"drop-after-commit\"}");
  fixture_send (fixture, uuid, what->how);
  fixture_rest (fixture);
  fixture_type (fixture, uuid, MORE);
  fixture_send (fixture, uuid, what->how);
  fixture_settle (fixture);

  assert_there (fixture, what, id, BOTH_AND_MORE);
  g_assert_null (ent_draft_store_get (fixture->db, uuid, NULL));
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

/* An editor that still shows my text writes it again after all is over. */
static void
test_late_words (Fixture       *fixture,
                 gconstpointer  data)
{
  const Case *what = data;
  g_autofree char *id = make (fixture, what, "Semaine");
  g_autofree char *uuid = fixture_edit (fixture, what->kind, id, MINE);
  g_autoptr (EntDraftRow) shown = ent_draft_store_get (fixture->db, uuid, NULL);

  change_there (fixture, what, id, THEIRS);
  fixture_send (fixture, uuid, what->how);
  fixture_settle (fixture);
  g_assert_null (ent_draft_store_get (fixture->db, uuid, NULL));

  g_free (shown->html);
  shown->html = g_strdup (MORE);
  shown->revision += 2;
  fixture_save (fixture, shown);
  fixture_send (fixture, uuid, what->how);
  fixture_settle (fixture);
  assert_there (fixture, what, id, BOTH_AND_MORE);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

/* The same words, otherwise: somebody must choose, and nothing moves. */
static void
test_asked (Fixture       *fixture,
            gconstpointer  data)
{
  const Case *what = data;
  g_autofree char *id = make (fixture, what, "Semaine");
  g_autofree char *uuid = fixture_edit (fixture, what->kind, id, MINE);
  g_autoptr (EntDraftRow) draft = NULL;

  change_there (fixture, what, id, OTHER);
  fixture_send (fixture, uuid, what->how);
  fixture_settle (fixture);

  assert_there (fixture, what, id, OTHER);
  draft = ent_draft_store_get (fixture->db, uuid, NULL);
  g_assert_cmpint (draft->local_state, ==, ENT_LOCAL_STATE_CHANGED);
  g_assert_cmpstr (draft->html, ==, MINE);
  g_assert_nonnull (draft->theirs);
}

#define ADD(path, what, func) \
  g_test_add (path, Fixture, what, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/sync/merges/post", &post, test_merged);
  ADD ("/sync/merges/post/published", &published, test_merged);
  ADD ("/sync/merges/post/again", &post, test_again);
  ADD ("/sync/merges/post/typed-meanwhile", &post, test_typed_meanwhile);
  ADD ("/sync/merges/post/published/typed-meanwhile", &published, test_typed_meanwhile);
  ADD ("/sync/merges/post/sent-again", &post, test_sent_again);
  ADD ("/sync/merges/post/late-words", &post, test_late_words);
  ADD ("/sync/merges/post/asked", &post, test_asked);
  ADD ("/sync/merges/entry", &entry, test_merged);
  ADD ("/sync/merges/entry/again", &entry, test_again);
  ADD ("/sync/merges/entry/typed-meanwhile", &entry, test_typed_meanwhile);
  ADD ("/sync/merges/entry/sent-again", &entry, test_sent_again);
  ADD ("/sync/merges/entry/late-words", &entry, test_late_words);
  ADD ("/sync/merges/entry/asked", &entry, test_asked);

  return g_test_run ();
}
