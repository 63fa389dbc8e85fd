/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

#include "ent-file-store.h"

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static EntAttachment *
attach (Fixture       *fixture,
        GFile         *source,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ent_file_store_add_async (fixture->db, source, cancellable, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return ent_file_store_add_finish (fixture->db, result, error);
}

static GFile *
make_source (Fixture    *fixture,
             const char *name,
             const char *text,
             gsize       size)
{
  g_autofree char *top = g_path_get_dirname (fixture->folder);
  g_autofree char *path = g_build_filename (top, name, NULL);

  g_assert_true (g_file_set_contents (path, text, size, NULL));

  return g_file_new_for_path (path);
}

static guint
count_files (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  /* Several chunks, with a last one that is not whole. */
  gsize size = 200001;
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GFile) source = make_source (fixture, "été.txt", text, size);
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) text, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntAttachment) attachment = attach (fixture, source, NULL, &error);
  g_autoptr (EntAttachment) got = NULL;
  g_autoptr (GFile) kept = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  gsize length;
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpstr (ent_attachment_get_sha256 (attachment), ==, sum);
  g_assert_cmpstr (ent_attachment_get_name (attachment), ==, "été.txt");
  g_assert_cmpstr (ent_attachment_get_media_type (attachment), ==, "text/plain");
  g_assert_cmpint (ent_attachment_get_size (attachment), ==, size);
  g_assert_null (ent_attachment_get_id (attachment));

  /* The original may go, the program may end. */
  g_assert_true (g_file_delete (source, NULL, &error));
  fixture_reopen (fixture);
  got = ent_file_store_get (fixture->db, sum, &error);
  g_assert_cmpstr (ent_attachment_get_name (got), ==, "été.txt");
  g_assert_cmpint (ent_attachment_get_size (got), ==, size);

  kept = ent_file_store_get_file (fixture->db, sum);
  path = g_file_get_path (kept);
  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  g_assert_cmpmem (contents, length, text, size);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (fixture), ==, 1);

  g_assert_null (ent_file_store_get (fixture->db, "no such", &error));
  g_assert_no_error (error);
}

static void
test_empty_and_exact (Fixture       *fixture,
                      gconstpointer  data)
{
  const gsize sizes[] = { 0, 64 * 1024, 128 * 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *text = g_strnfill (sizes[i], 'y');
      g_autoptr (GFile) source = make_source (fixture, "f.bin", text, sizes[i]);
      g_autofree char *sum =
        g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) text, sizes[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (EntAttachment) attachment = attach (fixture, source, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (ent_attachment_get_sha256 (attachment), ==, sum);
      g_assert_cmpint (ent_attachment_get_size (attachment), ==, sizes[i]);
    }
}

typedef struct
{
  const char *sha256;
  const char *id;
} SetId;

static gboolean
set_id_job (EntDatabase  *db,
            gpointer      data,
            GError      **error)
{
  SetId *call = data;

  return ent_file_store_set_id (db, call->sha256, call->id, error);
}

static void
test_set_id (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GFile) source = make_source (fixture, "a.pdf", "%PDF-", 5);
  g_autoptr (GFile) same = make_source (fixture, "b.pdf", "%PDF-", 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntAttachment) attachment = attach (fixture, source, NULL, &error);
  g_autoptr (EntAttachment) again = NULL;
  g_autoptr (EntAttachment) got = NULL;
  SetId call = { ent_attachment_get_sha256 (attachment), "doc-1" };
  SetId unknown = { "no such", "doc-1" };

  g_assert_cmpstr (ent_attachment_get_media_type (attachment), ==, "application/pdf");
  g_assert_true (fixture_run (fixture->db, set_id_job, &call, &error));
  g_assert_no_error (error);

  /* The same bytes again: kept once, and what they are on the ENT is not forgotten. */
  again = attach (fixture, same, NULL, &error);
  g_assert_cmpstr (ent_attachment_get_name (again), ==, "b.pdf");
  g_assert_cmpuint (count_files (fixture), ==, 1);
  got = ent_file_store_get (fixture->db, call.sha256, &error);
  g_assert_cmpstr (ent_attachment_get_id (got), ==, "doc-1");

  g_assert_false (fixture_run (fixture->db, set_id_job, &unknown, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND);
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/file.txt");
  g_autoptr (GFile) source = make_source (fixture, "a.txt", "a", 1);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (attach (fixture, missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_null (attach (fixture, folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (attach (fixture, source, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

/* What a killed program left half copied is swept away; what it kept is not. */
static void
test_parts_swept (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *part = g_build_filename (fixture->folder, "files", "x.part", NULL);
  g_autoptr (GFile) source = make_source (fixture, "a.txt", "a", 1);
  g_autoptr (EntAttachment) attachment = attach (fixture, source, NULL, NULL);

  g_assert_nonnull (attachment);
  g_assert_true (g_file_set_contents (part, "half", -1, NULL));
  fixture_reopen (fixture);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/store/files/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("add", test_add);
  ADD ("empty-and-exact", test_empty_and_exact);
  ADD ("set-id", test_set_id);
  ADD ("failures", test_failures);
  ADD ("parts-swept", test_parts_swept);

  return g_test_run ();
}
