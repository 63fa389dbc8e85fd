/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "ent-history-store.h"
#include "ent-recipient.h"
#include "ent-training-homework.h"

/* Somebody else was there: nothing of either side is lost, and nothing leaves that nobody read. */

#define MINE "<p>Le texte de la maîtresse</p>"
#define THEIRS "<p>Le texte du navigateur</p>"

static char *
new_post (Fixture    *fixture,
          const char *title,
          EntSendHow  how)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_POST, title, "<p>Avant</p>");

  fixture_send (fixture, uuid, how);
  fixture_settle (fixture);

  return fixture_dup (fixture, "SELECT id FROM post WHERE title = ?1", title);
}

/* The same person changes a text in a browser while the program asks @path for the @skip + 1st
 * time. */
static void
browser_edits (Fixture    *fixture,
               const char *method,
               const char *path,
               guint       skip,
               const char *edit)
{
  g_autofree char *rule =
    g_strdup_printf ("{\"method\":\"%s\",\"path\":\"%s\",\"skip\":%u,"
                     "\"fault\":\"colleague\",\"colleague\":"
                     "{\"user\":\"" TEACHER "\",%s}}", method, path, skip, edit);

  fixture_add_fault (fixture, rule);
}

static void
browser_edits_post (Fixture    *fixture,
                    const char *post,
                    guint       skip)
{
  g_autofree char *edit =
    g_strdup_printf ("\"method\":\"PUT\",\"path\":\"/blog/post/%s/%s\","
                     "\"body\":{\"content\":\"" THEIRS "\"}",
                     fixture->blog, post);

  browser_edits (fixture, "GET", "/blog/post/list/all/*", skip, edit);
}

static void
assert_two_versions (Fixture    *fixture,
                     const char *uuid,
                     const char *code)
{
  g_autoptr (EntDraftRow) draft = ent_draft_store_get (fixture->db, uuid, NULL);
  g_autoptr (EntItem) theirs = NULL;

  g_assert_nonnull (draft);
  g_assert_cmpint (draft->local_state, ==, ENT_LOCAL_STATE_CHANGED);
  g_assert_cmpstr (draft->local_error, ==, code);
  g_assert_cmpstr (draft->html, ==, MINE);
  g_assert_nonnull (draft->theirs);
  theirs = ent_item_new_from_json (draft->kind, draft->theirs, NULL);
  g_assert_cmpstr (ent_item_get_html (theirs), ==, THEIRS);
}

static void
assert_history (Fixture    *fixture,
                const char *uuid)
{
  g_autoptr (GPtrArray) history = ent_history_store_list (fixture->db, uuid, NULL);
  gboolean has_mine = FALSE;
  gboolean has_theirs = FALSE;

  for (guint i = 0; i < history->len; i++)
    {
      const EntPastVersion *row = history->pdata[i];

      has_mine |= g_str_equal (row->html, MINE);
      has_theirs |= g_str_equal (row->html, THEIRS);
    }

  g_assert_true (has_mine);
  g_assert_true (has_theirs);
}

/* Whether mine is a draft the ENT knows nothing of. */
static void
assert_apart (Fixture  *fixture,
              gboolean  apart)
{
  g_autoptr (GPtrArray) drafts = ent_draft_store_list (fixture->db, NULL);

  g_assert_cmpuint (drafts->len, ==, apart ? 1 : 0);
  if (apart)
    {
      const EntDraftRow *draft = drafts->pdata[0];

      g_assert_cmpstr (draft->html, ==, MINE);
      g_assert_null (draft->item_id);
      g_assert_null (draft->base);
      g_assert_null (draft->theirs);
    }
}

static void
test_post (Fixture       *fixture,
           gconstpointer  data)
{
  EntSyncSide side = GPOINTER_TO_UINT (data);
  static const char *expected[] = { MINE, THEIRS, THEIRS MINE, THEIRS };
  g_autofree char *id = new_post (fixture, "Deux versions", ENT_SEND_SAVE);
  g_autofree char *uuid = fixture_edit (fixture, ENT_KIND_POST, id, MINE);
  g_autofree char *content = NULL;

  browser_edits_post (fixture, id, 0);
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);
  assert_two_versions (fixture, uuid, "sync/changed");

  fixture_choose (fixture, uuid, side);
  fixture_settle (fixture);
  content = fixture_dup (fixture, "SELECT content FROM post WHERE id = ?1", id);
  g_assert_cmpstr (content, ==, expected[side]);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_null (ent_draft_store_get (fixture->db, uuid, NULL));
  assert_history (fixture, uuid);
  assert_apart (fixture, side == ENT_SYNC_SIDE_APART);
}

/* The browser saves just after us: the words read back are not those sent. */
static void
test_post_overwritten (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *id = new_post (fixture, "Écrasé", ENT_SEND_SAVE);
  g_autofree char *uuid = fixture_edit (fixture, ENT_KIND_POST, id, MINE);

  browser_edits_post (fixture, id, 1);
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);
  assert_two_versions (fixture, uuid, "sync/altered");
}

/* A copy of the ENT's database that lags still shows what was there before: nobody else wrote, so nobody is asked. */
static void
test_post_lagging (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *id = new_post (fixture, "En retard", ENT_SEND_SAVE);
  g_autofree char *uuid = fixture_edit (fixture, ENT_KIND_POST, id, MINE);
  g_autofree char *content = NULL;
  g_autofree char *edit =
    g_strdup_printf ("\"method\":\"PUT\",\"path\":\"/blog/post/%s/%s\","
                     "\"body\":{\"content\":\"<p>Avant</p>\"}", fixture->blog, id);

  browser_edits (fixture, "GET", "/blog/post/list/all/*", 1, edit);
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);

  content = fixture_dup (fixture, "SELECT content FROM post WHERE id = ?1", id);
  g_assert_cmpstr (content, ==, MINE);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_null (ent_draft_store_get (fixture->db, uuid, NULL));
}

/* What the browser wrote between my update and its publication is not published unseen. */
static void
test_publish_unseen (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *id = new_post (fixture, "Non lu", ENT_SEND_PUBLISH);
  g_autofree char *uuid = fixture_edit (fixture, ENT_KIND_POST, id, MINE);
  g_autofree char *state = NULL;

  browser_edits_post (fixture, id, 2);
  fixture_send (fixture, uuid, ENT_SEND_PUBLISH);
  fixture_settle (fixture);
  assert_two_versions (fixture, uuid, "sync/changed");
  state = fixture_dup (fixture, "SELECT state FROM post WHERE id = ?1", id);
  g_assert_cmpstr (state, ==, "DRAFT");

  fixture_choose (fixture, uuid, ENT_SYNC_SIDE_MINE);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (*) FROM post WHERE id = ?1 AND state = 'PUBLISHED'"
                                " AND content = '" MINE "'", id), ==, 1);
}

/* Two texts that read the same are one version, whoever moved the date. */
static void
test_same_text (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = new_post (fixture, "Remonté", ENT_SEND_SAVE);
  g_autofree char *uuid = fixture_edit (fixture, ENT_KIND_POST, id, MINE);
  g_autofree char *edit = g_strdup_printf ("\"method\":\"PUT\",\"path\":\"/blog/post/%s/%s\","
                                           "\"body\":{\"content\":\"<p>Avant</p>\"}", fixture->blog,
                                             id);

  browser_edits (fixture, "GET", "/blog/post/list/all/*", 0, edit);
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (*) FROM post WHERE id = ?1 AND content = '" MINE "'",
                                id),
                   ==, 1);
}

static void
test_post_gone (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = new_post (fixture, "Supprimé", ENT_SEND_SAVE);
  g_autofree char *uuid = fixture_edit (fixture, ENT_KIND_POST, id, MINE);
  g_autofree char *edit = g_strdup_printf ("\"method\":\"DELETE\",\"path\":\"/blog/post/%s/%s\"",
                                           fixture->blog, id);
  g_autoptr (EntDraftRow) draft = NULL;

  browser_edits (fixture, "GET", "/blog/post/list/all/*", 0, edit);
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);

  draft = ent_draft_store_get (fixture->db, uuid, NULL);
  g_assert_cmpint (draft->local_state, ==, ENT_LOCAL_STATE_BLOCKED);
  g_assert_cmpstr (draft->local_error, ==, "sync/gone");
  g_assert_cmpstr (draft->html, ==, MINE);
  g_assert_null (draft->item_id);

  fixture_retry (fixture, uuid);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (*) FROM post WHERE title = ?1"
                                " AND content = '" MINE "'",
                                "Supprimé"), ==, 1);
}

/* A published post validated elsewhere while I edit its draft is not taken away from its readers.
 * */
static void
test_published_meanwhile (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *id = new_post (fixture, "Validé", ENT_SEND_SAVE);
  g_autofree char *uuid = fixture_edit (fixture, ENT_KIND_POST, id, MINE);
  g_autofree char *state = NULL;
  g_autofree char *edit = g_strdup_printf ("\"method\":\"PUT\","
                                           "\"path\":\"/blog/post/publish/%s/%s\",\"body\":{}",
                                           fixture->blog, id);
  g_autoptr (EntDraftRow) draft = NULL;

  browser_edits (fixture, "GET", "/blog/post/list/all/*", 0, edit);
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);

  draft = ent_draft_store_get (fixture->db, uuid, NULL);
  g_assert_cmpint (draft->local_state, ==, ENT_LOCAL_STATE_CHANGED);
  state = fixture_dup (fixture, "SELECT state FROM post WHERE id = ?1", id);
  g_assert_cmpstr (state, ==, "PUBLISHED");
}

static void
test_entry (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Sciences", "<p>Avant</p>");
  g_autofree char *edit = NULL;
  g_autofree char *body = NULL;

  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);
  edit = fixture_edit (fixture, ENT_KIND_ENTRY, uuid, MINE);
  body = g_strdup_printf ("\"method\":\"PUT\",\"path\":\"/homeworks/%s/entry\","
                          "\"body\":{\"date\":\"2026-11-24\","
                          "\"entryid\":\"%s\",\"title\":\"Sciences\",\"value\":\"" THEIRS "\"}",
                          fixture->notebook, uuid);
  browser_edits (fixture, "GET", "/homeworks/get/*", 0, body);
  fixture_send (fixture, edit, ENT_SEND_SAVE);
  fixture_settle (fixture);
  assert_two_versions (fixture, edit, "sync/changed");

  fixture_choose (fixture, edit, ENT_SYNC_SIDE_MINE);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE id = ?1", uuid), ==, 1);
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (*) FROM entry WHERE id = ?1 AND value = '" MINE "'",
                                uuid),
                   ==, 1);
  assert_history (fixture, edit);
}

/* The same for the homework log, which is read from a copy too. */
static void
test_entry_lagging (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Lecture", "<p>Avant</p>");
  g_autofree char *edit = NULL;
  g_autofree char *body = NULL;

  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);
  edit = fixture_edit (fixture, ENT_KIND_ENTRY, uuid, MINE);
  body = g_strdup_printf ("\"method\":\"PUT\",\"path\":\"/homeworks/%s/entry\","
                          "\"body\":{\"date\":\"2026-11-24\",\"entryid\":\"%s\",\"title\":\"Lecture\","
                          "\"value\":\"<p>Avant</p>\"}",
                          fixture->notebook, uuid);
  browser_edits (fixture, "GET", "/homeworks/get/*", 1, body);
  fixture_send (fixture, edit, ENT_SEND_SAVE);
  fixture_settle (fixture);

  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (*) FROM entry WHERE id = ?1 AND value = '" MINE "'",
                                uuid),
                   ==, 1);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_null (ent_draft_store_get (fixture->db, edit, NULL));
}

/* An ENT that appends: the line goes on under another id, once, and the old ones are gone. */
static void
test_entry_appended (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Dictée de mots",
                                             "<p>Avant</p>");
  g_autofree char *edit = NULL;

  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);
  ent_training_homework_set_variant (fixture->server, ENT_TRAINING_HOMEWORK_PUT_DUPLICATES);
  edit = fixture_edit (fixture, ENT_KIND_ENTRY, uuid, MINE);
  fixture_send (fixture, edit, ENT_SEND_SAVE);
  fixture_settle (fixture);

  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE title = ?1",
                                "Dictée de mots"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (*) FROM entry WHERE title = ?1"
                                " AND value = '" MINE "'",
                                "Dictée de mots"), ==, 1);
  g_assert_null (ent_draft_store_get (fixture->db, edit, NULL));
}

/* An ENT whose write takes the other entries of the day away: what they said is kept here. */
static void
test_entry_clears_day (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *old = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Poésie du corbeau",
                                            "<p>Apprendre <em>Le corbeau</em></p>");
  g_autofree char *uuid = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  const EntDraftRow *kept = NULL;

  fixture_send (fixture, old, ENT_SEND_SAVE);
  fixture_settle (fixture);
  g_assert_null (ent_draft_store_get (fixture->db, old, NULL));
  ent_training_homework_set_variant (fixture->server, ENT_TRAINING_HOMEWORK_PUT_CLEARS_DAY);
  uuid = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Calcul", MINE);
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);

  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE title = ?1", "Calcul"),
                   ==, 1);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE title = ?1",
                                "Poésie du corbeau"), ==, 0);
  drafts = ent_draft_store_list (fixture->db, NULL);
  for (guint i = 0; i < drafts->len; i++)
    if (g_str_equal (((EntDraftRow *) drafts->pdata[i])->title, "Poésie du corbeau"))
      kept = drafts->pdata[i];
  g_assert_nonnull (kept);
  g_assert_cmpstr (kept->html, ==, "<p>Apprendre <em>Le corbeau</em></p>");
  g_assert_cmpstr (kept->parent_id, ==, fixture->notebook);
  g_assert_nonnull (kept->date);
  g_assert_null (kept->item_id);
  g_assert_cmpint (kept->local_state, ==, ENT_LOCAL_STATE_DRAFT);
}

/* On that ENT a put whose answer was lost is not made twice. */
static void
test_entry_appended_lost (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Histoire des arts", MINE);

  ent_training_homework_set_variant (fixture->server, ENT_TRAINING_HOMEWORK_PUT_DUPLICATES);
  fixture_add_fault (fixture, "{\"method\":\"PUT\",\"path\":\"/homeworks/*/entry\","
                     "\"fault\":\"drop-after-commit\"}");
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE title = ?1",
                                "Histoire des arts"), ==, 1);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

/* A draft changed in a browser between its saving and its sending does not leave unseen. */
static void
test_message (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_MESSAGE, "Sortie scolaire",
                                             "<p>Avant</p>");
  g_autofree char *id = NULL;
  g_autofree char *edit = NULL;
  g_autofree char *body = NULL;
  g_autofree char *state = NULL;

  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_settle (fixture);
  id = fixture_dup (fixture, "SELECT id FROM message WHERE subject = ?1", "Sortie scolaire");
  edit = fixture_edit (fixture, ENT_KIND_MESSAGE, id, MINE);
  body = g_strdup_printf ("\"method\":\"PUT\",\"path\":\"/conversation/draft/%s\","
                          "\"body\":{\"subject\":\"Sortie scolaire\",\"body\":\"" THEIRS "\","
                          "\"to\":[],\"cc\":[],\"cci\":[]}", id);
  browser_edits (fixture, "GET", "/conversation/api/messages/*", 2, body);
  fixture_send (fixture, edit, ENT_SEND_SEND);
  fixture_settle (fixture);

  assert_two_versions (fixture, edit, "sync/changed");
  state = fixture_dup (fixture, "SELECT state FROM message WHERE id = ?1", id);
  g_assert_cmpstr (state, ==, "DRAFT");

  fixture_choose (fixture, edit, ENT_SYNC_SIDE_MINE);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (*) FROM message WHERE id = ?1 AND state = 'SENT'"
                                " AND body = '" MINE "'", id), ==, 1);
}

/* A message recalled after its sending got no answer is not sent again. */
static void
test_recalled (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_MESSAGE, "À rappeler", MINE);
  g_autofree char *state = NULL;

  fixture_add_fault (fixture, "{\"method\":\"POST\",\"path\":\"/conversation/send*\","
                     "\"fault\":\"drop-after-commit\"}");
  fixture_send (fixture, uuid, ENT_SEND_SEND);
  fixture_rest (fixture);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 1);
  ent_training_db_run (ent_training_server_get_db (fixture->server),
                       "UPDATE message SET state = 'RECALL' WHERE subject = ?1", "s", "À rappeler");
  fixture_settle (fixture);

  state = fixture_dup (fixture, "SELECT state FROM message WHERE subject = ?1", "À rappeler");
  g_assert_cmpstr (state, ==, "RECALL");
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

/* The ENT refuses the whole message for one person: the teacher reads who, and the text stays. */
static void
test_recipient (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_MESSAGE, "À qui", MINE);
  g_autoptr (EntDraftRow) draft = ent_draft_store_get (fixture->db, uuid, NULL);
  g_autoptr (GPtrArray) to = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EntDraftRow) refused = NULL;

  g_ptr_array_add (to, ent_recipient_new_full (fixture->parents, "Anne Lefebvre",
                                               ENT_RECIPIENT_USER));
  g_ptr_array_add (to, ent_recipient_new_full ("nobody-we-know", "Personne Partie",
                                               ENT_RECIPIENT_USER));
  g_free (draft->to);
  draft->to = ent_recipients_to_json (to);
  draft->revision++;
  fixture_save (fixture, draft);
  fixture_send (fixture, uuid, ENT_SEND_SEND);
  fixture_settle (fixture);

  refused = ent_draft_store_get (fixture->db, uuid, NULL);
  g_assert_cmpint (refused->local_state, ==, ENT_LOCAL_STATE_BLOCKED);
  g_assert_cmpstr (refused->local_error, ==, "sync/recipient");
  g_assert_cmpstr (refused->local_detail, ==, "Personne Partie");
  g_assert_cmpstr (refused->html, ==, MINE);
}

/* Twins: two drafts with the same words, the answer of one lost, the other refused before it was
 * done. */
static void
test_twins (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *one = fixture_new_draft (fixture, ENT_KIND_POST, "Jumeaux", MINE);
  g_autofree char *two = fixture_new_draft (fixture, ENT_KIND_POST, "Jumeaux", MINE);
  g_autofree char *three = fixture_new_draft (fixture, ENT_KIND_MESSAGE, "Jumeaux", MINE);
  g_autofree char *four = fixture_new_draft (fixture, ENT_KIND_MESSAGE, "Jumeaux", MINE);

  fixture_add_fault (fixture,
                     "{\"method\":\"POST\",\"path\":\"/blog/post/*\","
                     "\"fault\":\"drop-after-commit\"}");
  fixture_add_fault (fixture,
                     "{\"method\":\"POST\",\"path\":\"/blog/post/*\",\"skip\":1,"
                     "\"fault\":\"drop-before\"}");
  fixture_add_fault (fixture, "{\"method\":\"POST\",\"path\":\"/conversation/draft*\","
                     "\"fault\":\"drop-after-commit\"}");
  fixture_add_fault (fixture, "{\"method\":\"POST\",\"path\":\"/conversation/draft*\",\"skip\":1,"
                     "\"fault\":\"drop-before\"}");
  fixture_send (fixture, one, ENT_SEND_SAVE);
  fixture_send (fixture, two, ENT_SEND_SAVE);
  fixture_send (fixture, three, ENT_SEND_SEND);
  fixture_send (fixture, four, ENT_SEND_SEND);
  fixture_settle (fixture);

  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1", "Jumeaux"),
                   ==, 2);
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (*) FROM message WHERE subject = ?1"
                                " AND state = 'SENT'",
                                "Jumeaux"), ==, 2);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

/* The creation's answer is lost, and the browser has just saved the same words for somebody else:
 * that draft is not mine to send. */
static void
test_other_recipients (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_MESSAGE, "Réunion", MINE);
  g_autofree char *body =
    g_strdup_printf ("\"method\":\"POST\",\"path\":\"/conversation/draft\","
                     "\"body\":{\"subject\":\"Réunion\",\"body\":\"" MINE "\","
                     "\"to\":[\"%s\"],\"cc\":[],\"cci\":[]}", fixture->teacher);

  browser_edits (fixture, "GET", "/conversation/api/folders/DRAFT/messages*", 0, body);
  fixture_add_fault (fixture, "{\"method\":\"POST\",\"path\":\"/conversation/draft\","
                     "\"fault\":\"drop-before\"}");
  fixture_send (fixture, uuid, ENT_SEND_SEND);
  fixture_settle (fixture);

  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM message WHERE subject = ?1"
                                " AND state = 'DRAFT'", "Réunion"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM message WHERE subject = ?1"
                                " AND state = 'SENT'", "Réunion"), ==, 1);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

/* A refused item stands aside; the others go. */
static void
test_refused_alone (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *post = fixture_new_draft (fixture, ENT_KIND_POST, "Refusé", MINE);
  g_autofree char *entry = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Passe", MINE);
  g_autoptr (EntDraftRow) refused = NULL;

  fixture_add_fault (fixture,
                     "{\"method\":\"POST\",\"path\":\"/blog/post/*\","
                     "\"fault\":\"status\",\"status\":400,"
                     "\"body\":\"{\\\"error\\\":\\\"Titre interdit.\\\"}\"}");
  fixture_send (fixture, post, ENT_SEND_PUBLISH);
  fixture_send (fixture, entry, ENT_SEND_SAVE);
  fixture_settle (fixture);

  refused = ent_draft_store_get (fixture->db, post, NULL);
  g_assert_cmpint (refused->local_state, ==, ENT_LOCAL_STATE_BLOCKED);
  g_assert_cmpstr (refused->local_detail, ==, "Titre interdit.");
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE title = ?1", "Passe"),
                   ==, 1);
}

/* The clock here is a day wrong, then right again: what was lost is found by the ENT's own clock.
 * */
static void
test_clock_changed (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_POST, "Horloge", MINE);

  test_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
  fixture_rest (fixture);
  fixture_add_fault (fixture,
                     "{\"method\":\"POST\",\"path\":\"/blog/post/*\","
                     "\"fault\":\"drop-after-commit\"}");
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_rest (fixture);
  test_clock_advance (fixture->clock, -G_TIME_SPAN_DAY);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1", "Horloge"),
                   ==, 1);
  g_assert_cmpuint (fixture_count_operations (fixture), ==, 0);
}

/* While the ENT asks to sign in, all waits with its text, and nothing is asked. */
static void
test_suspended (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_ENTRY, "Session", MINE);
  g_autoptr (GError) reason = g_error_new_literal (ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT,
                                                   "the session is over");
  g_autoptr (EntOperationRow) row = NULL;
  guint64 n_requests;

  ent_sync_suspend (fixture->sync, reason);
  g_assert_cmpint (ent_sync_get_state (fixture->sync), ==, ENT_SYNC_SIGNED_OUT);
  n_requests = ent_client_get_n_requests (fixture->client);
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_rest (fixture);
  test_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  fixture_rest (fixture);
  g_assert_cmpuint (ent_client_get_n_requests (fixture->client), ==, n_requests);
  row = fixture_get_operation (fixture, uuid);
  g_assert_cmpint (row->state, ==, ENT_OPERATION_WAITING);

  ent_sync_resume (fixture->sync);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM entry WHERE title = ?1", "Session"),
                   ==, 1);
  g_assert_cmpint (ent_sync_get_state (fixture->sync), ==, ENT_SYNC_ONLINE);
}

/* Asked again while the first answer is doubtful: the first is found, the newer text replaces it.
 * */
static void
test_asked_again (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_POST, "Encore", "<p>Avant</p>");

  fixture_add_fault (fixture,
                     "{\"method\":\"POST\",\"path\":\"/blog/post/*\","
                     "\"fault\":\"drop-after-commit\"}");
  fixture_send (fixture, uuid, ENT_SEND_SAVE);
  fixture_rest (fixture);
  fixture_type (fixture, uuid, MINE);
  fixture_send (fixture, uuid, ENT_SEND_PUBLISH);
  fixture_settle (fixture);

  g_assert_cmpint (fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1", "Encore"),
                   ==, 1);
  g_assert_cmpint (fixture_ask (fixture,
                                "SELECT count (*) FROM post WHERE title = ?1"
                                " AND state = 'PUBLISHED'"
                                " AND content = '" MINE "'", "Encore"), ==, 1);
  g_assert_null (ent_draft_store_get (fixture->db, uuid, NULL));
}

#define ADD(path, data, func) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (data), fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/sync/conflicts/post/mine", ENT_SYNC_SIDE_MINE, test_post);
  ADD ("/sync/conflicts/post/theirs", ENT_SYNC_SIDE_THEIRS, test_post);
  ADD ("/sync/conflicts/post/both", ENT_SYNC_SIDE_BOTH, test_post);
  ADD ("/sync/conflicts/post/apart", ENT_SYNC_SIDE_APART, test_post);
  ADD ("/sync/conflicts/post/overwritten", 0, test_post_overwritten);
  ADD ("/sync/conflicts/post/lagging", 0, test_post_lagging);
  ADD ("/sync/conflicts/post/publish-unseen", 0, test_publish_unseen);
  ADD ("/sync/conflicts/post/same-text", 0, test_same_text);
  ADD ("/sync/conflicts/post/gone", 0, test_post_gone);
  ADD ("/sync/conflicts/post/published-meanwhile", 0, test_published_meanwhile);
  ADD ("/sync/conflicts/entry", 0, test_entry);
  ADD ("/sync/conflicts/entry/lagging", 0, test_entry_lagging);
  ADD ("/sync/conflicts/entry/appended", 0, test_entry_appended);
  ADD ("/sync/conflicts/entry/appended-lost", 0, test_entry_appended_lost);
  ADD ("/sync/conflicts/entry/clears-day", 0, test_entry_clears_day);
  ADD ("/sync/conflicts/message", 0, test_message);
  ADD ("/sync/conflicts/message/recalled", 0, test_recalled);
  ADD ("/sync/conflicts/message/recipient", 0, test_recipient);
  ADD ("/sync/conflicts/message/other-recipients", 0, test_other_recipients);
  ADD ("/sync/conflicts/twins", 0, test_twins);
  ADD ("/sync/conflicts/refused-alone", 0, test_refused_alone);
  ADD ("/sync/conflicts/clock-changed", 0, test_clock_changed);
  ADD ("/sync/conflicts/suspended", 0, test_suspended);
  ADD ("/sync/conflicts/asked-again", 0, test_asked_again);

  return g_test_run ();
}
