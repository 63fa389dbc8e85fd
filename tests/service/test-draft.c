/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "ent-draft-private.h"
#include "ent-draft-store.h"
#include "ent-history-store.h"
#include "ent-error.h"
#include "ent-item-store.h"

#define TYPE_MS 4
#define PROMISE_USEC G_USEC_PER_SEC   /* at most the last second is missing */

typedef struct
{
  char        *dir;    /* (owned) */
  EntDatabase *db;     /* (owned) */
  EntDraft    *draft;  /* (owned) (nullable) */
} Fixture;

static EntDraft *
new_draft (EntDatabase *db,
           EntKind      kind)
{
  g_autoptr (EntDraftRow) row = ent_draft_row_new (kind);

  row->parent_id = g_strdup ("parent");

  return ent_draft_new (db, row, FALSE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = service_test_make_dir ();
  fixture->db = service_test_open_db (fixture->dir);
  fixture->draft = new_draft (fixture->db, ENT_KIND_POST);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->draft != NULL)
    g_assert_finalize_object (fixture->draft);
  service_test_close_db (fixture->db);
  g_assert_finalize_object (fixture->db);
  service_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
}

static void
set_html (EntDraft   *draft,
          const char *html)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (html);

  ent_draft_set_document (draft, document);
}

static void
save_and_wait (EntDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_draft_save_async (draft, service_test_result_cb, &result);
  g_assert_true (ent_draft_save_finish (draft, service_test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static EntDraftRow *
read_row (Fixture    *fixture,
          const char *uuid)
{
  g_autoptr (GError) error = NULL;
  EntDraftRow *row = ent_draft_store_get (fixture->db, uuid, &error);

  g_assert_no_error (error);

  return row;
}

static gboolean
is_saved (gpointer user_data)
{
  return ent_draft_is_saved (user_data);
}

static gboolean
has_error (gpointer user_data)
{
  return ent_draft_get_error (user_data) != NULL;
}

static gboolean
is_settled (gpointer user_data)
{
  ent_draft_refresh (user_data);

  return ent_draft_get_local_state (user_data) == ENT_LOCAL_STATE_NONE;
}

/* ---- saving ---- */

static void
test_throttle (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_true (ent_draft_is_saved (fixture->draft));
  g_assert_cmpint (ent_draft_get_local_state (fixture->draft), ==, ENT_LOCAL_STATE_NONE);
  row = read_row (fixture, ent_draft_get_uuid (fixture->draft));
  g_assert_null (row);

  ent_draft_set_title (fixture->draft, "Sortie au musée");
  set_html (fixture->draft, "<p>Lire page 12.</p>");
  g_assert_false (ent_draft_is_saved (fixture->draft));
  g_assert_cmpint (ent_draft_get_local_state (fixture->draft), ==, ENT_LOCAL_STATE_DRAFT);
  service_test_wait (is_saved, fixture->draft);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);

  row = read_row (fixture, ent_draft_get_uuid (fixture->draft));
  g_assert_nonnull (row);
  g_assert_cmpstr (row->title, ==, "Sortie au musée");
  g_assert_cmpstr (row->html, ==, "<p>Lire page 12.</p>");
  g_assert_cmpuint (row->revision, ==, 2);
  g_assert_cmpint (ent_draft_get_saved_at (fixture->draft), ==, row->updated_at);
}

static EntDocument *
snapshot_cb (gpointer user_data)
{
  guint *n_calls = user_data;

  (*n_calls)++;

  return ent_document_new_from_html ("<p>De l'éditeur</p>");
}

static void
test_snapshot (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = NULL;
  guint n_calls = 0;

  ent_draft_set_snapshot (fixture->draft, snapshot_cb, &n_calls);
  for (guint i = 0; i < 50; i++)
    ent_draft_touch (fixture->draft);
  g_assert_cmpuint (n_calls, ==, 0);

  /* The editor goes away: its text is taken, once, and written. */
  ent_draft_set_snapshot (fixture->draft, NULL, NULL);
  g_assert_cmpuint (n_calls, ==, 1);
  service_test_wait (is_saved, fixture->draft);
  row = read_row (fixture, ent_draft_get_uuid (fixture->draft));
  g_assert_cmpstr (row->html, ==, "<p>De l'éditeur</p>");
  g_assert_cmpuint (row->revision, ==, 50);
}

static void
test_save_on_dispose (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *uuid = g_strdup (ent_draft_get_uuid (fixture->draft));
  g_autoptr (EntDraftRow) row = NULL;

  set_html (fixture->draft, "<p>Derniers mots</p>");
  g_assert_finalize_object (g_steal_pointer (&fixture->draft));

  /* Closing waits for what was asked to be written. */
  service_test_close_db (fixture->db);
  g_object_unref (fixture->db);
  fixture->db = service_test_open_db (fixture->dir);
  row = read_row (fixture, uuid);
  g_assert_nonnull (row);
  g_assert_cmpstr (row->html, ==, "<p>Derniers mots</p>");
}

static void
test_long (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (EntDraftRow) row = NULL;

  for (guint i = 0; html->len < 300 * 1024; i++)
    g_string_append_printf (html, "<p>Une phrase de la dictée numéro %u.</p>", i);
  set_html (fixture->draft, html->str);
  save_and_wait (fixture->draft);

  /* The second save finds a long text and writes it out in a worker; changes made meanwhile stay
   * dirty. */
  g_string_append (html, "<p>Fin.</p>");
  set_html (fixture->draft, html->str);
  ent_draft_save_async (fixture->draft, NULL, NULL);
  ent_draft_set_title (fixture->draft, "Dictée");
  save_and_wait (fixture->draft);
  row = read_row (fixture, ent_draft_get_uuid (fixture->draft));
  g_assert_cmpstr (row->html, ==, html->str);
  g_assert_cmpstr (row->title, ==, "Dictée");
  g_assert_cmpuint (row->revision, ==, ent_draft_get_revision (fixture->draft));
}

static void
limit_files (rlim_t limit)
{
  struct rlimit value;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &value), ==, 0);
  value.rlim_cur = limit == RLIM_INFINITY ? value.rlim_max : limit;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &value), ==, 0);
}

/* No file may grow: what a full disk looks like from here. */
static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (EntDraftRow) row = NULL;

  signal (SIGXFSZ, SIG_IGN);
  set_html (fixture->draft, "<p>Avant</p>");
  save_and_wait (fixture->draft);

  for (guint i = 0; html->len < 40 * 1024; i++)
    g_string_append_printf (html, "<p>Ligne %u</p>", i);
  limit_files (4096);
  set_html (fixture->draft, html->str);
  service_test_wait (has_error, fixture->draft);
  limit_files (RLIM_INFINITY);
  g_assert_true (g_error_matches (ent_draft_get_error (fixture->draft), ENT_STORE_ERROR,
                                  ENT_STORE_ERROR_FULL));
  g_assert_false (ent_draft_is_saved (fixture->draft));

  /* There is room again: it is written by itself, and the error goes. */
  service_test_wait (is_saved, fixture->draft);
  g_assert_no_error (ent_draft_get_error (fixture->draft));
  row = read_row (fixture, ent_draft_get_uuid (fixture->draft));
  g_assert_cmpstr (row->html, ==, html->str);
}

static gboolean
is_gone (gpointer user_data)
{
  gpointer *draft = user_data;

  return *draft == NULL;
}

/* Its screen is left while the disk is full: the text is nowhere else, so the draft lives until it is
 * written, or thrown away. */
static void
test_left_on_a_full_disk (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *uuid = g_strdup (ent_draft_get_uuid (fixture->draft));
  g_autoptr (EntDraftRow) row = NULL;
  EntDraft *thrown = new_draft (fixture->db, ENT_KIND_POST);
  gpointer left;

  signal (SIGXFSZ, SIG_IGN);
  set_html (fixture->draft, "<p>Avant</p>");
  save_and_wait (fixture->draft);

  limit_files (0);
  set_html (fixture->draft, "<p>Pendant</p>");
  set_html (thrown, "<p>Jeté</p>");
  service_test_wait (has_error, fixture->draft);
  service_test_wait (has_error, thrown);
  ent_draft_discard (thrown);
  g_assert_finalize_object (thrown);

  left = fixture->draft;
  g_object_add_weak_pointer (left, &left);
  g_clear_object (&fixture->draft);
  g_assert_nonnull (left);
  limit_files (RLIM_INFINITY);
  service_test_wait (is_gone, &left);
  row = read_row (fixture, uuid);
  g_assert_cmpstr (row->html, ==, "<p>Pendant</p>");
}

/* ---- following the store ---- */

static gboolean
replace_job (EntDatabase *db,
             gpointer     data,
             GError     **error)
{
  return ent_draft_store_save (db, data, "Texte joint", error);
}

static void
count_cb (EntDraft *draft,
          gpointer  user_data)
{
  guint *count = user_data;

  (*count)++;
}

static void
test_text_replaced (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = NULL;
  g_autofree char *html = NULL;
  guint n_replaced = 0;

  set_html (fixture->draft, "<p>Le mien</p>");
  save_and_wait (fixture->draft);
  g_signal_connect (fixture->draft, "text-replaced", G_CALLBACK (count_cb), &n_replaced);
  ent_draft_refresh (fixture->draft);
  g_assert_cmpuint (n_replaced, ==, 0);

  row = read_row (fixture, ent_draft_get_uuid (fixture->draft));
  g_free (row->html);
  row->html = g_strdup ("<p>Le mien et le leur</p>");
  row->revision++;
  service_test_run_job (fixture->db, replace_job, row);
  ent_draft_refresh (fixture->draft);
  g_assert_cmpuint (n_replaced, ==, 1);
  html = ent_document_to_html (ent_draft_get_document (fixture->draft));
  g_assert_cmpstr (html, ==, "<p>Le mien et le leur</p>");
  g_assert_true (ent_draft_is_saved (fixture->draft));
}

static void
test_typed_while_replaced (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = NULL;
  g_autoptr (EntDraftRow) saved = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_kept = FALSE;

  set_html (fixture->draft, "<p>Le mien</p>");
  save_and_wait (fixture->draft);
  row = read_row (fixture, ent_draft_get_uuid (fixture->draft));
  g_free (row->html);
  row->html = g_strdup ("<p>Joint</p>");
  row->revision += 5;
  set_html (fixture->draft, "<p>Le mien, encore</p>");
  service_test_run_job (fixture->db, replace_job, row);
  save_and_wait (fixture->draft);

  /* What is on the screen is what the row has; the other text is in the history. */
  saved = read_row (fixture, row->uuid);
  g_assert_cmpstr (saved->html, ==, "<p>Le mien, encore</p>");
  g_assert_cmpuint (saved->revision, >, row->revision);
  g_assert_cmpuint (saved->revision, ==, ent_draft_get_revision (fixture->draft));
  history = ent_history_store_list (fixture->db, row->uuid, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < history->len; i++)
    {
      const EntPastVersion *version = history->pdata[i];

      is_kept = is_kept || g_str_equal (version->html, "<p>Joint</p>");
    }
  g_assert_true (is_kept);
}

static gboolean
mark_sent_job (EntDatabase *db,
               gpointer     data,
               GError     **error)
{
  const EntDraftRow *row = data;
  g_autoptr (EntItem) item = service_test_new_post ("post-of-the-ent", "Titre", 1);
  g_autofree char *base = ent_item_to_json (item);
  EntPutResult put;

  return ent_item_store_put (db, item, "Texte", &put, error) &&
         ent_draft_store_mark_sent (db, row->uuid, "post-of-the-ent", row->revision, base, NULL,
                                    error);
}

static void
test_sent (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = NULL;
  g_autoptr (EntDraftRow) late = NULL;

  set_html (fixture->draft, "<p>À publier</p>");
  save_and_wait (fixture->draft);
  row = read_row (fixture, ent_draft_get_uuid (fixture->draft));
  service_test_run_job (fixture->db, mark_sent_job, row);
  service_test_wait (is_settled, fixture->draft);
  g_assert_cmpstr (ent_draft_get_item_id (fixture->draft), ==, "post-of-the-ent");

  /* Words typed after it left are a draft on what it became. */
  set_html (fixture->draft, "<p>À publier, suite</p>");
  save_and_wait (fixture->draft);
  late = read_row (fixture, row->uuid);
  g_assert_nonnull (late);
  g_assert_cmpstr (late->item_id, ==, "post-of-the-ent");
  g_assert_nonnull (late->base);
  g_assert_cmpuint (late->sent_revision, ==, row->revision);
  g_assert_cmpstr (late->html, ==, "<p>À publier, suite</p>");
}

/* ---- kill -9 ---- */

typedef struct
{
  EntDraft *draft;
  GString  *html;
  guint     n_words;
} Typist;

static EntDocument *
typed_cb (gpointer user_data)
{
  Typist *typist = user_data;

  return ent_document_new_from_html (typist->html->str);
}

static gboolean
type_cb (gpointer user_data)
{
  Typist *typist = user_data;

  typist->n_words++;
  g_string_append_printf (typist->html, "<p>mot%u</p>", typist->n_words);
  ent_draft_touch (typist->draft);
  printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  fflush (stdout);

  return G_SOURCE_CONTINUE;
}

/* The child: types without an end, says when it typed each word. */
static int
type_until_killed (const char *folder)
{
  g_autoptr (EntDatabase) db = service_test_open_db (folder);
  Typist typist = { new_draft (db, ENT_KIND_ENTRY), g_string_new (NULL), 0 };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  ent_draft_set_snapshot (typist.draft, typed_cb, &typist);
  printf ("%s\n", ent_draft_get_uuid (typist.draft));
  g_timeout_add (TYPE_MS, type_cb, &typist);
  g_main_loop_run (loop);

  return 0;
}

static char *
read_line (GDataInputStream *stream)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (stream, NULL, NULL, &error);

  g_assert_no_error (error);

  return line;
}

/* Reads when each word was typed until @n_words are, then kills. */
static GArray *
kill_while_typing (const char  *folder,
                   guint        n_words,
                   char       **uuid,
                   gint64      *killed_at)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  GArray *typed_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  char *line;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--type-in",
                            folder, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  *uuid = read_line (output);
  while (typed_at->len < n_words)
    {
      g_autofree char *text = read_line (output);
      gint64 at = g_ascii_strtoll (text, NULL, 10);

      g_array_append_val (typed_at, at);
    }
  *killed_at = g_get_monotonic_time ();
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child));
  while ((line = read_line (output)) != NULL)
    {
      gint64 at = g_ascii_strtoll (line, NULL, 10);

      g_array_append_val (typed_at, at);
      g_free (line);
    }

  return typed_at;
}

static void
test_kill (Fixture       *fixture,
           gconstpointer  data)
{
  static const guint moments[] = { 300, 420, 555 };

  g_assert_finalize_object (g_steal_pointer (&fixture->draft));
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *folder = g_build_filename (fixture->dir, "killed", NULL);
      g_autofree char *uuid = NULL;
      g_autoptr (GArray) typed_at = NULL;
      g_autoptr (EntDatabase) db = NULL;
      g_autoptr (EntDraftRow) row = NULL;
      g_autoptr (GError) error = NULL;
      gint64 killed_at;
      guint n_kept = 0;

      typed_at = kill_while_typing (folder, moments[i], &uuid, &killed_at);
      db = service_test_open_db (folder);
      row = ent_draft_store_get (db, uuid, &error);
      g_assert_no_error (error);
      g_assert_nonnull (row);

      /* Whole words, from the first, none missing in between. */
      for (const char *rest = row->html; *rest != '\0'; n_kept++)
        {
          g_autofree char *word = g_strdup_printf ("<p>mot%u</p>", n_kept + 1);

          g_assert_true (g_str_has_prefix (rest, word));
          rest += strlen (word);
        }
      g_assert_cmpuint (n_kept, <=, typed_at->len);
      if (n_kept < typed_at->len)
        g_assert_cmpint (killed_at - g_array_index (typed_at, gint64, n_kept), <, PROMISE_USEC);
      g_test_message ("%u words typed, %u kept, the first lost one was %" G_GINT64_FORMAT " ms old",
                      typed_at->len, n_kept,
                      n_kept < typed_at->len
                        ? (killed_at - g_array_index (typed_at, gint64, n_kept)) / 1000
                        : 0);
      service_test_close_db (db);
      service_test_remove_dir (folder);
    }
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--type-in"))
    return type_until_killed (argv[2]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/draft/throttle", Fixture, NULL, set_up, test_throttle, tear_down);
  g_test_add ("/draft/snapshot", Fixture, NULL, set_up, test_snapshot, tear_down);
  g_test_add ("/draft/save-on-dispose", Fixture, NULL, set_up, test_save_on_dispose, tear_down);
  g_test_add ("/draft/long", Fixture, NULL, set_up, test_long, tear_down);
  g_test_add ("/draft/full-disk", Fixture, NULL, set_up, test_full_disk, tear_down);
  g_test_add ("/draft/left-on-a-full-disk", Fixture, NULL, set_up, test_left_on_a_full_disk,
              tear_down);
  g_test_add ("/draft/text-replaced", Fixture, NULL, set_up, test_text_replaced, tear_down);
  g_test_add ("/draft/typed-while-replaced", Fixture, NULL, set_up, test_typed_while_replaced,
              tear_down);
  g_test_add ("/draft/sent", Fixture, NULL, set_up, test_sent, tear_down);
  g_test_add ("/draft/kill", Fixture, NULL, set_up, test_kill, tear_down);

  return g_test_run ();
}
