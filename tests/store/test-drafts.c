/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "ent-draft-store-private.h"
#include "ent-history-store.h"
#include "ent-item-store.h"

static EntDraftRow *
get (Fixture    *fixture,
     const char *uuid)
{
  g_autoptr (GError) error = NULL;
  EntDraftRow *row = ent_draft_store_get (fixture->db, uuid, &error);

  g_assert_no_error (error);

  return row;
}

static void
retype (EntDraftRow *row,
        const char  *html,
        guint64      revision)
{
  g_free (row->html);
  row->html = g_strdup (html);
  row->revision = revision;
}

static void
assert_html (Fixture    *fixture,
             const char *uuid,
             const char *expected)
{
  g_autoptr (EntDraftRow) row = get (fixture, uuid);

  g_assert_nonnull (row);
  g_assert_cmpstr (row->html, ==, expected);
}

/* The html of the versions of a draft, newest first. */
static char *
read_history (Fixture    *fixture,
              const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ent_history_store_list (fixture->db, uuid, &error);
  g_autoptr (GString) texts = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      EntPastVersion *row = rows->pdata[i];

      g_string_append_printf (texts, "%s%s", i > 0 ? "|" : "", row->html);
    }

  return g_strdup (texts->str);
}

static void
assert_history (Fixture    *fixture,
                const char *uuid,
                const char *expected)
{
  g_autofree char *texts = read_history (fixture, uuid);

  g_assert_cmpstr (texts, ==, expected);
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = make_draft (ENT_KIND_MESSAGE, "m1", "f1", "Objet");
  g_autoptr (EntDraftRow) copy = NULL;
  g_autoptr (EntDraftRow) got = NULL;

  row->date = g_strdup ("2026-11-24");
  row->to = g_strdup ("[]");
  row->cc = g_strdup ("[ ]");
  row->cci = g_strdup ("[  ]");
  row->in_reply_to = g_strdup ("m0");
  row->attachments = g_strdup ("[   ]");
  row->base = g_strdup ("{\"title\":\"base\"}");
  row->revision = 7;
  row->sent_revision = 3;
  copy = ent_draft_row_copy (row);
  save (fixture, copy, "texte");
  g_assert_cmpuint (fixture->changes, ==, (1u << ENT_KIND_MESSAGE) | ENT_CHANGE_DRAFTS);

  got = get (fixture, row->uuid);
  g_assert_cmpint (got->kind, ==, ENT_KIND_MESSAGE);
  g_assert_cmpstr (got->item_id, ==, "m1");
  g_assert_cmpstr (got->parent_id, ==, "f1");
  g_assert_cmpstr (got->title, ==, "Objet");
  g_assert_cmpstr (got->html, ==, "<p>Objet</p>");
  g_assert_cmpstr (got->date, ==, "2026-11-24");
  g_assert_cmpstr (got->to, ==, "[]");
  g_assert_cmpstr (got->cc, ==, "[ ]");
  g_assert_cmpstr (got->cci, ==, "[  ]");
  g_assert_cmpstr (got->in_reply_to, ==, "m0");
  g_assert_cmpstr (got->attachments, ==, "[   ]");
  g_assert_cmpstr (got->base, ==, row->base);
  g_assert_null (got->theirs);
  g_assert_cmpuint (got->revision, ==, 7);
  g_assert_cmpuint (got->sent_revision, ==, 3);
  g_assert_cmpint (got->created_at, ==, row->created_at);
  g_assert_cmpint (got->updated_at, ==, row->updated_at);
  g_assert_cmpint (got->local_state, ==, ENT_LOCAL_STATE_DRAFT);
  g_assert_null (get (fixture, "no such"));
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (EntDraftRow) first = make_draft (ENT_KIND_POST, NULL, "b1", "un");
  g_autoptr (EntDraftRow) second = make_draft (ENT_KIND_ENTRY, NULL, "n1", "deux");
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (EntDraftRow) of_item = NULL;
  g_autoptr (GError) error = NULL;

  first->updated_at = 10;
  second->updated_at = 20;
  save (fixture, first, "");
  save (fixture, second, "");
  rows = ent_draft_store_list (fixture->db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((EntDraftRow *) rows->pdata[0])->title, ==, "deux");
  g_assert_cmpstr (((EntDraftRow *) rows->pdata[1])->title, ==, "un");

  g_assert_null (ent_draft_store_get_for_item (fixture->db, ENT_KIND_POST, "p1", &error));
  g_assert_no_error (error);
  set_item_id (fixture, first->uuid, "p1");
  of_item = ent_draft_store_get_for_item (fixture->db, ENT_KIND_POST, "p1", &error);
  g_assert_cmpstr (of_item->uuid, ==, first->uuid);
  g_assert_null (ent_draft_store_get_for_item (fixture->db, ENT_KIND_ENTRY, "p1", &error));
}

/* A save that took its copy before something was noted must not undo it. */
static void
test_save_keeps_what_sync_noted (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = make_draft (ENT_KIND_POST, NULL, "b1", "Titre");
  g_autoptr (EntDraftRow) got = NULL;

  save (fixture, row, "");
  set_item_id (fixture, row->uuid, "p1");
  set_base (fixture, row->uuid, "{\"id\":\"p1\"}");
  set_theirs (fixture, row->uuid, "{\"title\":\"leur titre\"}");

  retype (row, "<p>suite</p>", 2);
  save (fixture, row, "suite");
  got = get (fixture, row->uuid);
  g_assert_cmpstr (got->html, ==, "<p>suite</p>");
  g_assert_cmpstr (got->item_id, ==, "p1");
  g_assert_cmpstr (got->base, ==, "{\"id\":\"p1\"}");
  g_assert_cmpstr (got->theirs, ==, "{\"title\":\"leur titre\"}");
  g_assert_cmpint (got->local_state, ==, ENT_LOCAL_STATE_CHANGED);

  /* Deleted on the ENT: a copy that still knows the old id does not bring it back. */
  set_theirs (fixture, row->uuid, NULL);
  set_item_id (fixture, row->uuid, NULL);
  g_free (row->item_id);
  row->item_id = g_strdup ("p1");
  retype (row, "<p>fin</p>", 3);
  save (fixture, row, "fin");
  g_clear_pointer (&got, ent_draft_row_free);
  got = get (fixture, row->uuid);
  g_assert_null (got->item_id);
  g_assert_cmpint (got->local_state, ==, ENT_LOCAL_STATE_DRAFT);
}

static void
test_older_revision (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = make_draft (ENT_KIND_POST, NULL, "b1", "Titre");

  retype (row, "<p>nouveau</p>", 5);
  save (fixture, row, "");
  retype (row, "<p>ancien</p>", 4);
  save (fixture, row, "");
  assert_html (fixture, row->uuid, "<p>nouveau</p>");
  assert_history (fixture, row->uuid, "<p>ancien</p>|<p>nouveau</p>");
}

static void
test_mark_sent (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = make_draft (ENT_KIND_POST, NULL, "b1", "Titre");
  g_autoptr (EntDraftRow) got = NULL;

  save (fixture, row, "");
  retype (row, "<p>tapé pendant l'envoi</p>", 2);
  save (fixture, row, "");
  set_theirs (fixture, row->uuid, "{}");

  g_assert_true (mark_sent (fixture, row->uuid, "p1", 1, "{\"id\":\"p1\"}"));
  got = get (fixture, row->uuid);
  g_assert_cmpstr (got->item_id, ==, "p1");
  g_assert_cmpuint (got->sent_revision, ==, 1);
  g_assert_cmpstr (got->base, ==, "{\"id\":\"p1\"}");
  g_assert_null (got->theirs);
  g_assert_cmpstr (got->html, ==, "<p>tapé pendant l'envoi</p>");

  g_assert_false (mark_sent (fixture, row->uuid, "p1", 2, "{\"id\":\"p1\"}"));
  g_assert_null (get (fixture, row->uuid));
  assert_history (fixture, row->uuid, "<p>tapé pendant l'envoi</p>|<p>Titre</p>");
}

static gboolean
mark_unknown_job (EntDatabase  *db,
                  gpointer      data,
                  GError      **error)
{
  return ent_draft_store_mark_sent (db, "no such", "p1", 1, NULL, NULL, error);
}

static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fixture_run (fixture->db, mark_unknown_job, NULL, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND);
  remove_draft (fixture, "no such");
}

/* The last second of typing is saved after the row went away: one item, not two. */
static void
test_late_words (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = make_draft (ENT_KIND_POST, NULL, "b1", "Titre");
  g_autoptr (EntDraftRow) got = NULL;
  g_autofree char *id = NULL;

  save (fixture, row, "");
  g_assert_false (mark_sent (fixture, row->uuid, "p1", 1, "{\"id\":\"p1\"}"));
  id = ent_draft_store_dup_sent_item_id (fixture->db, row->uuid, NULL);
  g_assert_cmpstr (id, ==, "p1");

  save (fixture, row, "");
  g_assert_null (get (fixture, row->uuid));   /* the ENT has this revision */

  retype (row, "<p>encore</p>", 2);
  save (fixture, row, "encore");
  got = get (fixture, row->uuid);
  g_assert_cmpstr (got->item_id, ==, "p1");
  g_assert_cmpstr (got->base, ==, "{\"id\":\"p1\"}");
  g_assert_cmpuint (got->sent_revision, ==, 1);
}

/* What was typed after a message was sent is another message. */
static void
test_late_words_of_message (Fixture       *fixture,
                            gconstpointer  data)
{
  const char *sent = "{\"id\":\"m1\",\"state\":\"SENT\"}";
  const char *saved = "{\"id\":\"m2\",\"state\":\"DRAFT\"}";
  g_autoptr (EntDraftRow) gone = make_draft (ENT_KIND_MESSAGE, NULL, NULL, "Parti");
  g_autoptr (EntDraftRow) typing = make_draft (ENT_KIND_MESSAGE, NULL, NULL, "En cours");
  g_autoptr (EntDraftRow) stored = make_draft (ENT_KIND_MESSAGE, NULL, NULL, "Enregistré");
  g_autoptr (EntDraftRow) got = NULL;

  save (fixture, gone, "");
  g_assert_false (mark_sent (fixture, gone->uuid, "m1", 1, sent));
  g_free (gone->item_id);
  gone->item_id = g_strdup ("m1");   /* what the screen learned */
  retype (gone, "<p>suite</p>", 2);
  save (fixture, gone, "suite");
  got = get (fixture, gone->uuid);
  g_assert_null (got->item_id);
  g_assert_null (got->base);
  g_clear_pointer (&got, ent_draft_row_free);

  typing->revision = 2;
  save (fixture, typing, "");
  g_assert_true (mark_sent (fixture, typing->uuid, "m1", 1, sent));
  got = get (fixture, typing->uuid);
  g_assert_null (got->item_id);
  g_assert_null (got->base);
  g_clear_pointer (&got, ent_draft_row_free);

  /* Only saved as a draft there, it goes on as that draft. */
  stored->revision = 2;
  save (fixture, stored, "");
  g_assert_true (mark_sent (fixture, stored->uuid, "m2", 1, saved));
  got = get (fixture, stored->uuid);
  g_assert_cmpstr (got->item_id, ==, "m2");
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = make_draft (ENT_KIND_POST, NULL, "b1", "Titre");
  g_autofree char *titles = NULL;
  g_autofree char *after = NULL;

  save (fixture, row, "");
  retype (row, "<p>dernier mot</p>", 2);
  save (fixture, row, "");   /* within the minute: not in the history yet */
  assert_history (fixture, row->uuid, "<p>Titre</p>");
  titles = read_titles_of (fixture, ENT_KIND_POST, "b1");
  g_assert_cmpstr (titles, ==, "Titre");

  remove_draft (fixture, row->uuid);
  g_assert_null (get (fixture, row->uuid));
  assert_history (fixture, row->uuid, "<p>dernier mot</p>|<p>Titre</p>");
  after = read_titles_of (fixture, ENT_KIND_POST, "b1");
  g_assert_cmpstr (after, ==, "");
}

/* ---- history ---- */

typedef struct
{
  const char *author;
  gint64      saved_at;
} Version;

static gboolean
insert_version_job (EntDatabase  *db,
                    gpointer      data,
                    GError      **error)
{
  Version *version = data;
  g_autofree char *html =
    g_strdup_printf ("%" G_GINT64_FORMAT, version->saved_at / G_TIME_SPAN_SECOND);
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          "INSERT INTO history (draft_uuid, author, saved_at, title, html)"
                          " VALUES ('d', ?1, ?2, '', ?3)", error);

  return ent_statement_bind_text (statement, 1, version->author, error) &&
         ent_statement_bind_int64 (statement, 2, version->saved_at, error) &&
         ent_statement_bind_text (statement, 3, html, error) &&
         ent_statement_run (statement, error);
}

static gboolean
thin_job (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  return ent_history_thin (db, "d", *(gint64 *) data, error);
}

static void
test_thinning (Fixture       *fixture,
               gconstpointer  data)
{
  /* A moment at the beginning of a day, so that slots are easy to count. */
  gint64 now = 400 * G_TIME_SPAN_DAY;
  const gint64 ages[] = {
    366 * 86400,                    /* more than a year: gone */
    10 * 86400 - 7200, 10 * 86400 - 3600,   /* one day: the last */
    9 * 86400 - 60,
    20 * 3600 - 1800, 20 * 3600 - 60,       /* one hour: the last */
    19 * 3600 - 60,
    1800 - 10, 1800 - 50,                   /* one minute: the last */
    60 - 1,
  };
  g_autofree char *texts = NULL;
  g_autofree char *expected =
    g_strdup_printf ("%d|%d|%d|%d|%d|%d|%d",
                     400 * 86400 - 59, 400 * 86400 - 1750, 400 * 86400 - (19 * 3600 - 60),
                     400 * 86400 - (20 * 3600 - 1800), 400 * 86400 - (9 * 86400 - 60),
                     400 * 86400 - (10 * 86400 - 7200), 400 * 86400 - 300 * 86400);

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      Version version = { "me", now - ages[i] * G_TIME_SPAN_SECOND };

      g_assert_true (fixture_run (fixture->db, insert_version_job, &version, NULL));
    }

  for (guint i = 0; i < 2; i++)
    {
      /* Somebody else's stays for a year, whatever its neighbours. */
      Version theirs = { "Nadia Roux", now - (i == 0 ? 300 : 367) * G_TIME_SPAN_DAY };

      g_assert_true (fixture_run (fixture->db, insert_version_job, &theirs, NULL));
    }

  g_assert_true (fixture_run (fixture->db, thin_job, &now, NULL));
  texts = read_history (fixture, "d");
  g_assert_cmpstr (texts, ==, expected);
}

static gboolean
age_history_job (EntDatabase  *db,
                 gpointer      data,
                 GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "UPDATE history SET saved_at = saved_at - ?1", error);

  return ent_statement_bind_int64 (statement, 1, *(gint64 *) data, error) &&
         ent_statement_run (statement, error);
}

static void
test_every_minute (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = make_draft (ENT_KIND_POST, NULL, "b1", "Titre");
  gint64 minute = G_TIME_SPAN_MINUTE + 1;
  gint64 ahead = -2 * G_TIME_SPAN_DAY;

  retype (row, "1", 1);
  save (fixture, row, "");
  retype (row, "2", 2);
  save (fixture, row, "");
  assert_history (fixture, row->uuid, "1");

  g_assert_true (fixture_run (fixture->db, age_history_job, &minute, NULL));
  retype (row, "3", 3);
  save (fixture, row, "");
  assert_history (fixture, row->uuid, "3|1");

  /* Saved again without a change: nothing new to keep. */
  g_assert_true (fixture_run (fixture->db, age_history_job, &minute, NULL));
  row->revision = 4;
  save (fixture, row, "");
  assert_history (fixture, row->uuid, "3|1");

  /* The clock was set back by two days: versions are still kept. */
  g_assert_true (fixture_run (fixture->db, age_history_job, &ahead, NULL));
  retype (row, "5", 5);
  save (fixture, row, "");
  {
    g_autofree char *texts = read_history (fixture, row->uuid);

    g_assert_nonnull (strchr (texts, '5'));
  }
}

static gboolean
put_post_job (EntDatabase  *db,
              gpointer      data,
              GError      **error)
{
  g_autoptr (EntItem) item = ent_item_new (ENT_KIND_POST);

  ent_item_set_id (item, "p1");
  ent_item_set_title (item, "Le renard");
  ent_item_set_author_name (item, "Nadia Roux");
  ent_item_set_html (item, data);

  return ent_item_store_put (db, item, "", NULL, error);
}

static guint
count_texts (Fixture    *fixture,
             const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = ent_history_store_list_texts (fixture->db, words, g_strdup, 10, &error);

  g_assert_no_error (error);

  return texts->len;
}

/* A post the ENT changed, and the draft on it: one text, each version with its author. */
static void
test_history_of_item (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = make_draft (ENT_KIND_POST, "p1", "b1", "Le renard");
  g_autoptr (EntDraftRow) other = make_draft (ENT_KIND_POST, NULL, "b1", "Sans rapport");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autofree char *html = NULL;
  const EntPastText *text;

  g_assert_true (fixture_run (fixture->db, put_post_job, "<p>Premier été</p>", NULL));
  g_assert_true (fixture_run (fixture->db, put_post_job, "<p>Premier été</p>", NULL));
  g_assert_cmpuint (count_texts (fixture, NULL), ==, 0);   /* nothing was replaced */
  g_assert_true (fixture_run (fixture->db, put_post_job, "<p>Second</p>", NULL));
  retype (row, "<p>Troisième</p>", 1);
  save (fixture, row, "");
  save (fixture, other, "");

  texts = ent_history_store_list_texts (fixture->db, "ete renard", g_strdup, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (texts->len, ==, 1);
  text = texts->pdata[0];
  g_assert_cmpint (text->kind, ==, ENT_KIND_POST);
  g_assert_cmpstr (text->item_id, ==, "p1");
  g_assert_cmpstr (text->parent_id, ==, "b1");
  g_assert_cmpuint (text->n_versions, ==, 2);
  g_assert_cmpuint (count_texts (fixture, NULL), ==, 2);
  g_assert_cmpuint (count_texts (fixture, "second"), ==, 0);   /* what the ENT has now is no past */

  versions = ent_history_store_list_versions (fixture->db, text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_cmpstr (((const EntPastVersion *) versions->pdata[0])->author, ==, ENT_PAST_ME);
  g_assert_cmpstr (((const EntPastVersion *) versions->pdata[1])->author, ==, "Nadia Roux");
  g_assert_cmpint (text->match, ==, ((const EntPastVersion *) versions->pdata[1])->id);
  html = ent_history_store_dup_html (fixture->db, ((const EntPastVersion *) versions->pdata[1])->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (html, ==, "<p>Premier été</p>");
}

/* What was written before the ENT gave an id is a version of the same text. */
static void
test_history_claimed (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = make_draft (ENT_KIND_ENTRY, NULL, "n1", "Sport");
  gint64 minute = G_TIME_SPAN_MINUTE + 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  save (fixture, row, "");
  g_assert_true (fixture_run (fixture->db, age_history_job, &minute, NULL));
  set_item_id (fixture, row->uuid, "e1");
  g_clear_pointer (&row->item_id, g_free);
  row->item_id = g_strdup ("e1");
  retype (row, "<p>Baskets</p>", 2);
  save (fixture, row, "");

  texts = ent_history_store_list_texts (fixture->db, NULL, NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_cmpuint (((const EntPastText *) texts->pdata[0])->n_versions, ==, 2);
}

static gboolean
trim_job (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  return ent_history_store_trim (db, *(gint64 *) data, error);
}

static void
test_budget (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 now = g_get_real_time ();
  gint64 budget = 25;   /* two versions of ten figures, not three */
  g_autofree char *texts = NULL;
  g_autofree char *expected = NULL;

  for (guint i = 0; i < 5; i++)
    {
      Version version = { "me", now - i * G_TIME_SPAN_DAY };

      g_assert_true (fixture_run (fixture->db, insert_version_job, &version, NULL));
    }
  g_assert_true (fixture_run (fixture->db, trim_job, &budget, NULL));
  texts = read_history (fixture, "d");
  expected = g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT, now / G_TIME_SPAN_SECOND,
                              (now - G_TIME_SPAN_DAY) / G_TIME_SPAN_SECOND);
  g_assert_cmpstr (texts, ==, expected);

  budget = 1;
  g_assert_true (fixture_run (fixture->db, trim_job, &budget, NULL));
  g_free (texts);
  texts = read_history (fixture, "d");
  g_assert_nonnull (strstr (expected, texts));
  g_assert_cmpuint (strlen (texts), ==, 10);
}

static gboolean
add_theirs_job (EntDatabase  *db,
                gpointer      data,
                GError      **error)
{
  return ent_history_store_add (db, data, "Nadia Roux", "Leur titre", "<p>leur texte</p>", error);
}

static void
test_theirs_in_history (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  EntPastVersion *row;

  g_assert_true (fixture_run (fixture->db, add_theirs_job, (gpointer) "d", NULL));
  rows = ent_history_store_list (fixture->db, "d", NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_cmpstr (row->author, ==, "Nadia Roux");
  g_assert_cmpstr (row->title, ==, "Leur titre");
  g_assert_cmpstr (row->html, ==, "<p>leur texte</p>");
  g_assert_cmpint (row->saved_at, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/store/drafts/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("whole", test_whole);
  ADD ("list", test_list);
  ADD ("save-keeps-what-sync-noted", test_save_keeps_what_sync_noted);
  ADD ("older-revision", test_older_revision);
  ADD ("mark-sent", test_mark_sent);
  ADD ("unknown", test_unknown);
  ADD ("late-words", test_late_words);
  ADD ("late-words-of-message", test_late_words_of_message);
  ADD ("remove", test_remove);
  ADD ("thinning", test_thinning);
  ADD ("every-minute", test_every_minute);
  ADD ("history-of-item", test_history_of_item);
  ADD ("history-claimed", test_history_claimed);
  ADD ("budget", test_budget);
  ADD ("theirs-in-history", test_theirs_in_history);

  return g_test_run ();
}
