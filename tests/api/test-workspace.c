/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ent-auth-api.h"
#include "ent-workspace-api.h"

#define BIG (3 * 1024 * 1024)

typedef struct
{
  Fixture          base;
  EntWorkspaceApi *api;      /* (owned) */
  char            *folder;   /* (owned) */
  GFile           *source;   /* (owned): a big file */
  GFile           *target;   /* (owned): not there yet */
  GBytes          *bytes;    /* (owned): of @source */
} WorkspaceFixture;

static void
set_up (WorkspaceFixture *fixture,
        gconstpointer     data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *target = NULL;
  char *text = g_malloc (BIG);

  fixture_set_up (&fixture->base, data);
  fixture->api = ent_workspace_api_new (fixture->base.client);
  fixture->folder = g_dir_make_tmp ("encrier-XXXXXX", &error);
  g_assert_no_error (error);
  source = g_build_filename (fixture->folder, "source", NULL);
  target = g_build_filename (fixture->folder, "target", NULL);
  fixture->source = g_file_new_for_path (source);
  fixture->target = g_file_new_for_path (target);
  for (gsize i = 0; i < BIG; i++)
    text[i] = (char) (i * 31 + i / 251);
  fixture->bytes = g_bytes_new_take (text, BIG);
  g_file_set_contents (source, text, BIG, &error);
  g_assert_no_error (error);
}

static void
tear_down (WorkspaceFixture *fixture,
           gconstpointer     data)
{
  g_assert_finalize_object (fixture->api);
  fixture_tear_down (&fixture->base, data);
  g_file_delete (fixture->source, NULL, NULL);
  g_file_delete (fixture->target, NULL, NULL);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->source);
  g_object_unref (fixture->target);
  g_bytes_unref (fixture->bytes);
  g_free (fixture->folder);
}

typedef struct
{
  guint   n_calls;
  goffset done;
  goffset total;
} Progress;

static void
progress_cb (goffset  done,
             goffset  total,
             gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpint (done, >=, progress->done);
  progress->n_calls++;
  progress->done = done;
  progress->total = total;
}

static EntRemoteFile *
upload (WorkspaceFixture *fixture,
        const char       *name,
        Progress         *progress,
        GError          **error)
{
  return WAIT (ent_workspace_api_upload, fixture->api, error, fixture->source, name,
               "application/octet-stream",
               progress != NULL ? progress_cb : NULL, progress);
}

static gboolean
download (WorkspaceFixture *fixture,
          const char       *document,
          Progress         *progress,
          GError          **error)
{
  return WAIT_OUT (ent_workspace_api_download, fixture->api, NULL, error, document, fixture->target,
                   progress != NULL ? progress_cb : NULL, progress);
}

/* Up, in the list, and down again byte for byte. */
static void
test_round_trip (WorkspaceFixture *fixture,
                 gconstpointer     data)
{
  Progress up = { 0 };
  Progress down = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (EntRemoteFile) file = upload (fixture, "L'été \"à\" la mer.bin", &up, &error);
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) received = NULL;
  gboolean found = FALSE;

  g_assert_no_error (error);
  g_assert_cmpstr (file->name, ==, "L'été \"à\" la mer.bin");
  g_assert_cmpint (file->size, ==, BIG);
  g_assert_cmpint (ABS (file->created_at - g_get_real_time ()), <, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (up.n_calls, >, 10);
  g_assert_cmpint (up.done, ==, up.total);
  g_assert_cmpint (up.total, >, BIG);

  files = WAIT (ent_workspace_api_list_protected, fixture->api, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < files->len; i++)
    {
      EntRemoteFile *listed = g_ptr_array_index (files, i);

      if (strcmp (listed->id, file->id) != 0)
        continue;
      found = TRUE;
      g_assert_cmpstr (listed->name, ==, file->name);
      g_assert_cmpint (listed->created_at, ==, file->created_at);
    }
  g_assert_true (found);

  path = g_strdup_printf ("/workspace/document/%s?thumbnail=120x120", file->id);
  g_assert_true (download (fixture, path, &down, &error));
  g_assert_no_error (error);
  received = g_file_load_bytes (fixture->target, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (received, fixture->bytes));
  g_assert_cmpint (down.done, ==, BIG);
  g_assert_cmpuint (down.n_calls, >, 10);
}

static gboolean
partial_is_gone (gpointer data)
{
  WorkspaceFixture *fixture = data;
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      if (g_str_has_suffix (name, ".part"))
        return FALSE;
    }
  return TRUE;
}

/* The answer breaks off: what was there stays, no half file. */
static void
test_cut (WorkspaceFixture *fixture,
          gconstpointer     data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntRemoteFile) file = upload (fixture, "x.bin", NULL, &error);
  g_autofree char *path = g_file_get_path (fixture->target);
  g_autofree char *kept = NULL;

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  fixture_add_fault (&fixture->base,
                     "{\"method\":\"GET\",\"path\":\"/workspace/document/*\",\"fault\":\"cut-body\"}");
  g_assert_false (download (fixture, file->id, NULL, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "before");
  wait_until (partial_is_gone, fixture);
}

/* A page where a file was due is no file. */
static void
test_refused (WorkspaceFixture *fixture,
              gconstpointer     data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (download (fixture, "00000000-0000-4000-8000-000000000000", NULL, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN);
  g_assert_false (g_file_query_exists (fixture->target, NULL));
}

/* The session is dead when the file is sent: renewed, and the file is read anew from its start. */
static void
test_upload_renewed (WorkspaceFixture *fixture,
                     gconstpointer     data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntRemoteFile) first = upload (fixture, "a.bin", NULL, &error);
  g_autoptr (EntRemoteFile) second = NULL;

  g_assert_no_error (error);
  ent_training_server_expire_sessions (fixture->base.server);
  ent_training_server_expire_tokens (fixture->base.server);
  second = upload (fixture, "b.bin", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->size, ==, BIG);
  g_assert_cmpuint (ent_client_get_n_renewals (fixture->base.client), ==, 2);
}

static void
test_missing_file (WorkspaceFixture *fixture,
                   gconstpointer     data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_delete (fixture->source, NULL, NULL));
  g_assert_null (upload (fixture, "a.bin", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_quota (WorkspaceFixture *fixture,
            gconstpointer     data)
{
  g_autoptr (EntAuthApi) auth = ent_auth_api_new (fixture->base.client);
  g_autoptr (EntAccount) account = ent_account_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Waiter) waiter = { NULL };
  gint64 quota, used;

  g_assert_true (WAIT (ent_auth_api_get_userinfo, auth, &error, account));
  ent_workspace_api_get_quota_async (fixture->api, ent_account_get_user_id (account), NULL,
                                     waiter_cb, &waiter);
  g_assert_true (ent_workspace_api_get_quota_finish (fixture->api, waiter_wait (&waiter), &quota,
                                                     &used, &error));
  g_assert_no_error (error);
  g_assert_cmpint (quota, >, used);

  ent_training_server_set_option (fixture->base.server, "workspace.quota", "1000");
  g_assert_null (upload (fixture, "a.bin", NULL, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_QUOTA);
}

static void
test_delete (WorkspaceFixture *fixture,
             gconstpointer     data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntRemoteFile) file = upload (fixture, "a.bin", NULL, &error);
  const char *ids[] = { file->id, file->id, NULL };

  g_assert_true (WAIT (ent_workspace_api_delete, fixture->api, &error, ids));
  g_assert_no_error (error);
  g_assert_false (download (fixture, file->id, NULL, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN);
}

/* The server's local time is not ours: an upload shows by how much. */
static void
test_other_zone (WorkspaceFixture *fixture,
                 gconstpointer     data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) there = g_date_time_add_hours (now, 11);
  g_autofree char *stamp = g_date_time_format (there, "%Y-%m-%d %H:%M.%S.000");
  g_autofree char *one = g_strdup_printf ("{\"_id\":\"d-1\",\"name\":\"a\",\"created\":\"%s\"}",
                                          stamp);
  g_autofree char *many = g_strdup_printf ("[%s]", one);
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (EntRemoteFile) file = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sign_in (&fixture->base, PASSWORD, NULL));
  fixture_answer (&fixture->base, "/workspace/document", 201, one);
  file = upload (fixture, "a", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ABS (file->created_at - g_get_real_time ()), <, 10 * G_USEC_PER_SEC);
  fixture_answer (&fixture->base, "/workspace/documents", 200, many);
  files = WAIT (ent_workspace_api_list_protected, fixture->api, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((EntRemoteFile *) g_ptr_array_index (files, 0))->created_at, ==,
                   file->created_at);
}

#define ADD(name, data, function) \
  g_test_add ("/api/workspace/" name, WorkspaceFixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", NULL, test_round_trip);
  ADD ("round-trip-oauth", "oauth", test_round_trip);
  ADD ("cut", NULL, test_cut);
  ADD ("refused", NULL, test_refused);
  ADD ("upload-renewed", NULL, test_upload_renewed);
  ADD ("upload-renewed-oauth", "oauth", test_upload_renewed);
  ADD ("missing-file", NULL, test_missing_file);
  ADD ("quota", NULL, test_quota);
  ADD ("delete", NULL, test_delete);
  ADD ("other-zone", NULL, test_other_zone);

  return g_test_run ();
}
