/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-test.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ent-account-list-private.h"
#include "ent-error.h"
#include "ent-memory-credentials.h"
#include "ent-server-address.h"

typedef struct
{
  char *dir;   /* (owned) */
  char *path;  /* (owned): of the file */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = service_test_make_dir ();
  fixture->path = g_build_filename (fixture->dir, "accounts.json", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  service_test_settle ();
  service_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
}

static gboolean
load (EntAccountList  *list,
      GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ent_account_list_load_async (list, NULL, service_test_result_cb, &result);

  return ent_account_list_load_finish (list, service_test_wait_result (&result), error);
}

static EntAccountList *
new_loaded (Fixture *fixture)
{
  EntAccountList *list = ent_account_list_new (fixture->dir);
  g_autoptr (GError) error = NULL;

  load (list, &error);
  g_assert_no_error (error);

  return list;
}

static EntAccount *
new_account (const char *login,
             gint64      used_at)
{
  EntAccount *account = ent_account_new ();
  g_autofree char *user_id = g_strconcat ("user-", login, NULL);

  ent_account_set_server (account, "https://ent.example.org");
  ent_account_set_login (account, login);
  ent_account_set_user_id (account, user_id);
  ent_account_set_used_at (account, used_at);

  return account;
}

static void
save (EntAccountList *list,
      EntAccount     *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_account_list_save_async (list, account, service_test_result_cb, &result);
  ent_account_list_save_finish (list, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
test_save_and_load (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (EntAccountList) list = new_loaded (fixture);
  g_autoptr (EntAccountList) other = NULL;
  g_autoptr (EntAccount) old = new_account ("camille", 1);
  g_autoptr (EntAccount) recent = new_account ("noé", 2);
  g_autoptr (EntAccount) first = NULL;
  struct stat info;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  save (list, old);
  save (list, recent);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  other = new_loaded (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (other), 0);
  g_assert_cmpstr (ent_account_get_uuid (first), ==, ent_account_get_uuid (recent));
  g_assert_nonnull (ent_account_list_find_login (other, "https://ent.example.org", "camille"));
  g_assert_nonnull (ent_account_list_find_user (other, "https://ent.example.org", "user-noé"));
  g_assert_null (ent_account_list_find_user (other, "https://other.example.org", "user-noé"));
}

/* Two lists on one file never make each other's accounts disappear. */
static void
test_two_lists (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (EntAccountList) one = new_loaded (fixture);
  g_autoptr (EntAccountList) two = new_loaded (fixture);
  g_autoptr (EntAccountList) check = NULL;
  g_autoptr (EntAccount) camille = new_account ("camille", 1);
  g_autoptr (EntAccount) anne = new_account ("anne", 2);

  save (one, camille);
  save (two, anne);
  ent_account_set_used_at (camille, 3);
  save (one, camille);
  check = new_loaded (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (check)), ==, 2);
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (EntAccountList) list = ent_account_list_new (fixture->dir);
  g_autoptr (EntAccount) camille = new_account ("camille", 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_set_contents (fixture->path, "{\"accounts\":", -1, &error);
  g_assert_no_error (error);
  g_assert_false (load (list, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT);
  g_clear_error (&error);

  /* A file we cannot read is not written over. */
  ent_account_list_save_async (list, camille, service_test_result_cb, &result);
  g_assert_false (ent_account_list_save_finish (list, service_test_wait_result (&result), &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "{\"accounts\":");
}

static char *
lookup (EntCredentials *credentials,
        const char     *login)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *password;

  ent_credentials_lookup_async (credentials, "https://ent.example.org", login, ENT_SECRET_PASSWORD,
                                NULL, service_test_result_cb, &result);
  password = ent_credentials_lookup_finish (credentials, service_test_wait_result (&result),
                                            &error);
  g_assert_no_error (error);

  return password;
}

static void
store (EntCredentials *credentials,
       const char     *login)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_credentials_store_async (credentials, "https://ent.example.org", login, ENT_SECRET_PASSWORD,
                               "secret", NULL, service_test_result_cb, &result);
  ent_credentials_store_finish (credentials, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (EntAccountList) list = new_loaded (fixture);
  g_autoptr (EntCredentials) credentials = ent_memory_credentials_new ();
  g_autoptr (EntAccount) camille = new_account ("camille", 1);
  g_autoptr (EntAccount) anne = new_account ("anne", 2);
  g_autofree char *folder = ent_account_dup_folder (fixture->dir, camille);
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autofree char *file = g_build_filename (files, "image", NULL);
  g_autofree char *outside = g_build_filename (fixture->dir, "outside", NULL);
  g_autofree char *link = g_build_filename (files, "link", NULL);
  g_autofree char *gone = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_account_list_set_credentials (list, credentials);
  save (list, camille);
  save (list, anne);
  store (credentials, "camille");
  store (credentials, "anne");
  g_assert_cmpint (g_mkdir_with_parents (files, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_true (g_file_set_contents (outside, "x", 1, NULL));
  g_assert_cmpint (symlink (outside, link), ==, 0);

  ent_account_list_remove_async (list, camille, service_test_result_cb, &result);
  ent_account_list_remove_finish (list, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  gone = lookup (credentials, "camille");
  kept = lookup (credentials, "anne");
  g_assert_null (gone);
  g_assert_cmpstr (kept, ==, "secret");
}

static void
test_address (void)
{
  static const struct
  {
    const char *typed;
    const char *whole;
  } cases[] = {
    { "ent.example.org", "https://ent.example.org" },
    { "  ENT.Example.org/ ", "https://ent.example.org" },
    { "https://ent.example.org/auth/login?callback=x#y", "https://ent.example.org" },
    { "http://ent.example.org", "http://ent.example.org" },
    { "https://ent.example.org:8443/", "https://ent.example.org:8443" },
    { "https://ent.example.org:443", "https://ent.example.org" },
    { "localhost:8090", "http://localhost:8090" },
    { "127.0.0.1:8090", "http://127.0.0.1:8090" },
    { "http://127.0.0.1:8090/", "http://127.0.0.1:8090" },
    { "http://[::1]:8090", "http://[::1]:8090" },
    { "ftp://ent.example.org", NULL },
    { "pas une adresse", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *whole = ent_server_address_complete (cases[i].typed);

      g_assert_cmpstr (whole, ==, cases[i].whole);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/accounts/save-and-load", Fixture, NULL, set_up, test_save_and_load, tear_down);
  g_test_add ("/accounts/two-lists", Fixture, NULL, set_up, test_two_lists, tear_down);
  g_test_add ("/accounts/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/accounts/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add_func ("/accounts/address", test_address);

  return g_test_run ();
}
