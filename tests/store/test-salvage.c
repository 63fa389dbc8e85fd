/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "ent-history-store.h"
#include "ent-statement.h"

/* A damaged file is set aside as it was found, and what can still be read of it is there again, drafts first. */

#define N_DRAFTS 90
#define PAGE 4096

static char *
get_path (Fixture    *fixture,
          const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* Drafts with texts of half a page, one of them asked to leave, and a post of the ENT. */
static void
fill (Fixture *fixture)
{
  g_autofree char *text = g_strnfill (2000, 'e');
  g_autoptr (EntItem) post = make_item (ENT_KIND_POST, "p1", "b1", "Sur l’ENT", 1);
  g_autoptr (EntOperationRow) operation = ent_operation_row_new ("create-post", ENT_KIND_POST);

  put (fixture, post, "sur l’ENT");
  for (guint i = 0; i < N_DRAFTS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Brouillon %u", i);
      g_autoptr (EntDraftRow) row = make_draft (ENT_KIND_POST, NULL, "b1", title);

      g_free (row->html);
      row->html = g_strdup_printf ("<p>%s %u</p>", text, i);
      save (fixture, row, text);
      if (i == 0)
        operation->draft_uuid = g_strdup (row->uuid);
    }
  g_free (operation->title);
  operation->title = g_strdup ("Brouillon 0");
  g_free (operation->payload);
  operation->payload = g_strdup ("{}");
  add_operation (fixture, operation);
}

static void
close_for_good (Fixture *fixture)
{
  fixture_close (fixture->db);
  fixture->db = NULL;
}

static void
reopen_damaged (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_test_expect_message ("ent-store", G_LOG_LEVEL_MESSAGE, "The database is damaged*");
  fixture->db = fixture_open (fixture->folder, &error);
  g_assert_no_error (error);
}

static guint
count_drafts (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = ent_draft_store_list (fixture->db, &error);

  g_assert_no_error (error);

  return drafts->len;
}

static gint64
write_over (const char *path,
            gint64      from,
            gint64      length)
{
  g_autofree char *zeros = g_malloc0 (length);
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (pwrite (fd, zeros, length, from), ==, length);
  close (fd);

  return status.st_size;
}

/* The file set aside, byte for byte what @path was. */
static void
assert_kept (Fixture    *fixture,
             const char *before,
             gsize       length)
{
  g_autofree char *kept = NULL;
  g_autofree char *text = NULL;
  const char *name = NULL;
  guint n_drafts = 0;
  gsize kept_length = 0;

  g_assert_true (ent_database_get_salvage (fixture->db, &n_drafts, &name));
  g_assert_true (g_str_has_prefix (name, "store.sqlite.damaged-20"));
  g_assert_cmpuint (n_drafts, ==, count_drafts (fixture));
  kept = get_path (fixture, name);
  g_assert_true (g_file_get_contents (kept, &text, &kept_length, NULL));
  g_assert_cmpmem (text, kept_length, before, length);
}

static void
test_nothing_left (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "store.sqlite");
  g_autofree char *text = g_strnfill (8192, 'x');

  close_for_good (fixture);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_test_expect_message ("ent-store", G_LOG_LEVEL_MESSAGE, "The database is damaged*");
  g_test_expect_message ("ent-store", G_LOG_LEVEL_MESSAGE, "Nothing can be read*");
  fixture->db = fixture_open (fixture->folder, NULL);
  g_test_assert_expected_messages ();
  g_assert_nonnull (fixture->db);
  assert_kept (fixture, text, 8192);
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

static void
test_first_page (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "store.sqlite");
  g_autofree char *before = NULL;
  g_autofree char *titles = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  gsize length;

  fill (fixture);
  close_for_good (fixture);
  write_over (path, 0, PAGE);
  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  reopen_damaged (fixture);
  g_test_assert_expected_messages ();

  g_assert_cmpuint (count_drafts (fixture), ==, N_DRAFTS);
  assert_kept (fixture, before, length);
  titles = read_titles_of (fixture, ENT_KIND_POST, "b1");
  g_assert_nonnull (strstr (titles, "Brouillon 7"));
  g_assert_nonnull (strstr (titles, "Sur l’ENT"));
  operations = ent_outbox_store_list (fixture->db, NULL);
  g_assert_cmpuint (operations->len, ==, 1);
  texts = ent_history_store_list_texts (fixture->db, NULL, NULL, 1000, NULL);
  g_assert_cmpuint (texts->len, ==, N_DRAFTS);

  /* Once is enough: the next opening finds nothing wrong. */
  fixture_reopen (fixture);
  g_assert_false (ent_database_get_salvage (fixture->db, NULL, NULL));
  g_assert_cmpuint (count_drafts (fixture), ==, N_DRAFTS);
}

/* A file that lost its end still gives what is before it. */
static void
test_cut_short (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "store.sqlite");
  gint64 length;

  fill (fixture);
  close_for_good (fixture);
  length = write_over (path, 0, 0);
  g_assert_cmpint (truncate (path, length / PAGE * 3 / 4 * PAGE), ==, 0);
  reopen_damaged (fixture);
  g_test_assert_expected_messages ();
  g_test_message ("%u of %d drafts are there again", count_drafts (fixture), N_DRAFTS);
  g_assert_cmpuint (count_drafts (fixture), >, N_DRAFTS / 4);
}

/* A hole in the middle, and a journal left by a program that was killed: the file is checked then. */
static void
test_hole (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "store.sqlite");
  g_autofree char *journal = get_path (fixture, "store.sqlite-wal");
  gint64 length;

  fill (fixture);
  close_for_good (fixture);
  length = write_over (path, 0, 0);
  write_over (path, length / PAGE / 2 * PAGE, 4 * PAGE);
  g_assert_true (g_file_set_contents (journal, "cut off", -1, NULL));
  reopen_damaged (fixture);
  g_test_assert_expected_messages ();
  g_test_message ("%u of %d drafts are there again", count_drafts (fixture), N_DRAFTS);
  g_assert_cmpuint (count_drafts (fixture), >, N_DRAFTS / 2);
}

static gboolean
read_all_job (EntDatabase  *db,
              gpointer      data,
              GError      **error)
{
  g_autoptr (EntStatement) statement = ent_database_prepare (db, "SELECT sum (length (html || plain)) FROM draft", error);
  GError *local_error = NULL;

  ent_statement_next (statement, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/* Damage that shows itself only when the place is read: the next opening knows. */
static void
test_found_later (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "store.sqlite");
  g_autoptr (GError) error = NULL;
  gint64 length;

  fill (fixture);
  close_for_good (fixture);
  length = write_over (path, 0, 0);
  write_over (path, length / PAGE / 2 * PAGE, 4 * PAGE);
  fixture->db = fixture_open (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_false (ent_database_get_salvage (fixture->db, NULL, NULL));
  g_assert_false (fixture_run (fixture->db, read_all_job, NULL, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT);
  close_for_good (fixture);

  reopen_damaged (fixture);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (count_drafts (fixture), >, N_DRAFTS / 2);
  fixture_reopen (fixture);
  g_assert_false (ent_database_get_salvage (fixture->db, NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/store/salvage/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("nothing-left", test_nothing_left);
  ADD ("first-page", test_first_page);
  ADD ("cut-short", test_cut_short);
  ADD ("hole", test_hole);
  ADD ("found-later", test_found_later);

  return g_test_run ();
}
