/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-test.h"

#include <libsoup/soup.h>

#include "ent-memory-credentials.h"
#include "ent-sign-in-private.h"
#include "ent-training-server.h"
#include "ent-workspace-private.h"

#define TEACHER "camille.durand"
#define PASSWORD "encrier"
#define NEW_PASSWORD "Tilleul-2026-Cour"

typedef struct
{
  char              *dir;      /* (owned) */
  EntTrainingServer *server;   /* (owned) */
  char              *uri;      /* (owned) */
  EntCredentials    *keyring;  /* (owned): stands for the desktop's */
  EntSignIn         *sign_in;  /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = service_test_make_dir ();
  fixture->server = ent_training_server_new (NULL, 1, ENT_TRAINING_SCALE_SCHOOL);
  ent_training_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
  fixture->uri = g_strdup (ent_training_server_get_uri (fixture->server));
  fixture->keyring = ent_memory_credentials_new ();
  fixture->sign_in = ent_sign_in_new (fixture->dir);
  ent_sign_in_set_keyring (fixture->sign_in, fixture->keyring);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->sign_in);
  ent_training_server_stop (fixture->server);
  service_test_settle ();
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->keyring);
  service_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->uri);
}

static EntWorkspace *
sign_in (Fixture              *fixture,
         const EntSignInForm  *form,
         GError              **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ent_sign_in_async (fixture->sign_in, form, NULL, service_test_result_cb, &result);

  return ent_sign_in_finish (fixture->sign_in, service_test_wait_result (&result), error);
}

static EntWorkspace *
sign_in_as (Fixture     *fixture,
            const char  *login,
            const char  *password,
            GError     **error)
{
  EntSignInForm form = { 0 };

  form.server = fixture->uri;
  form.login = login;
  form.password = password;

  return sign_in (fixture, &form, error);
}

static void
close_workspace (EntWorkspace *workspace)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_workspace_close_async (workspace, service_test_result_cb, &result);
  ent_workspace_close_finish (workspace, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  service_test_settle ();
  g_assert_finalize_object (workspace);
}

static guint
count_folders (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      count += g_file_test (path, G_FILE_TEST_IS_DIR) ? 1 : 0;
    }

  return count;
}

static char *
lookup_password (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *password;

  ent_credentials_lookup_async (fixture->keyring, fixture->uri, TEACHER, ENT_SECRET_PASSWORD, NULL,
                                service_test_result_cb, &result);
  password = ent_credentials_lookup_finish (fixture->keyring, service_test_wait_result (&result),
                                            &error);
  g_assert_no_error (error);

  return password;
}

/* ---- what works ---- */

static void
assert_teacher (EntAccount *account)
{
  g_assert_cmpstr (ent_account_get_display_name (account), ==, "Durand Camille");
  g_assert_cmpstr (ent_account_get_profile (account), ==, "Teacher");
  g_assert_cmpstr (ent_account_get_school (account), ==, "École primaire des Tilleuls");
  g_assert_nonnull (ent_account_get_user_id (account));
}

static void
test_cookies (Fixture       *fixture,
              gconstpointer  data)
{
  EntSignInForm form = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *password = NULL;
  g_autofree char *typed = g_strconcat ("  Camille.DURAND ", NULL);
  EntWorkspace *workspace;

  form.server = fixture->uri;
  form.login = typed;
  form.password = PASSWORD;
  workspace = sign_in (fixture, &form, &error);
  g_assert_no_error (error);
  assert_teacher (ent_workspace_get_account (workspace));
  g_assert_cmpstr (ent_account_get_login (ent_workspace_get_account (workspace)), ==, TEACHER);
  g_assert_null (ent_account_get_client_id (ent_workspace_get_account (workspace)));
  g_assert_false (ent_account_get_remember (ent_workspace_get_account (workspace)));
  uuid = g_strdup (ent_account_get_uuid (ent_workspace_get_account (workspace)));
  close_workspace (workspace);
  password = lookup_password (fixture);
  g_assert_null (password);

  /* The same person on the same ENT has the same folder, and now a password to be remembered. */
  form.remember = TRUE;
  workspace = sign_in (fixture, &form, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ent_account_get_uuid (ent_workspace_get_account (workspace)), ==, uuid);
  g_assert_true (ent_account_get_remember (ent_workspace_get_account (workspace)));
  close_workspace (workspace);
  g_assert_cmpuint (count_folders (fixture), ==, 1);
  password = lookup_password (fixture);
  g_assert_cmpstr (password, ==, PASSWORD);
}

static void
test_oauth (Fixture       *fixture,
            gconstpointer  data)
{
  EntSignInForm form = { 0 };
  g_autoptr (GError) error = NULL;
  EntWorkspace *workspace;

  form.server = fixture->uri;
  form.login = TEACHER;
  form.password = PASSWORD;
  form.client_id = "encrier-demo";
  form.client_secret = "encrier-secret";
  workspace = sign_in (fixture, &form, &error);
  g_assert_no_error (error);
  assert_teacher (ent_workspace_get_account (workspace));
  g_assert_cmpstr (ent_account_get_client_id (ent_workspace_get_account (workspace)), ==,
                   "encrier-demo");
  close_workspace (workspace);

  form.client_secret = "wrong";
  workspace = sign_in (fixture, &form, &error);
  g_assert_null (workspace);
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_BAD_CLIENT);
}

/* ---- what fails ---- */

typedef struct
{
  const char *login;
  const char *password;
  int         code;
} Refusal;

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  const Refusal *refusal = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in_as (fixture, refusal->login, refusal->password, &error));
  g_assert_error (error, ENT_API_ERROR, refusal->code);
  g_assert_cmpuint (count_folders (fixture), ==, 0);
}

static void
test_unreachable (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  ent_training_server_stop (fixture->server);
  g_assert_null (sign_in_as (fixture, TEACHER, PASSWORD, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE);
}

static void
greet_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC,
                                    "<html>Bonjour</html>", 20);
}

static void
test_not_an_ent (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (SoupServer) other = soup_server_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  EntSignInForm form = { 0 };
  g_autofree char *uri = NULL;
  GSList *uris;

  soup_server_add_handler (other, NULL, greet_cb, NULL, NULL);
  soup_server_listen_local (other, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (other);
  uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  form.server = uri;
  form.login = TEACHER;
  form.password = PASSWORD;
  g_assert_null (sign_in (fixture, &form, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_NOT_AN_ENT);
  g_clear_error (&error);

  form.server = "pas une adresse";
  g_assert_null (sign_in (fixture, &form, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_NOT_AN_ENT);
  soup_server_disconnect (other);
  service_test_settle ();
}

/* Two programs on one account: the second is told, the first goes on. */
static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  EntWorkspace *workspace = sign_in_as (fixture, TEACHER, PASSWORD, &error);

  g_assert_no_error (error);
  g_assert_null (sign_in_as (fixture, TEACHER, PASSWORD, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_BUSY);
  close_workspace (workspace);
}

/* ---- what the ENT wants first ---- */

static void
assert_signs_in (Fixture    *fixture,
                 const char *login,
                 const char *password)
{
  g_autoptr (GError) error = NULL;
  EntWorkspace *workspace = sign_in_as (fixture, login, password, &error);

  g_assert_no_error (error);
  close_workspace (workspace);
}

static void
test_terms (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in_as (fixture, "hugo.blanc", PASSWORD, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_TERMS);
  g_clear_error (&error);
  g_assert_true ((ent_sign_in_get_demands (fixture->sign_in) & ENT_REQUIREMENT_TERMS) != 0);

  ent_sign_in_accept_terms_async (fixture->sign_in, NULL, service_test_result_cb, &result);
  ent_sign_in_accept_terms_finish (fixture->sign_in, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
  assert_signs_in (fixture, "hugo.blanc", PASSWORD);
}

static void
change_password (Fixture    *fixture,
                 const char *old_password)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_sign_in_change_password_async (fixture->sign_in, old_password, NEW_PASSWORD, NULL,
                                     service_test_result_cb, &result);
  ent_sign_in_change_password_finish (fixture->sign_in, service_test_wait_result (&result),
                                      &error);
  g_assert_no_error (error);
}

static void
test_forced_password (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in_as (fixture, "ines.faure", PASSWORD, &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_PASSWORD_CHANGE);
  change_password (fixture, PASSWORD);
  assert_signs_in (fixture, "ines.faure", NEW_PASSWORD);
}

static void
test_reset_code (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in_as (fixture, "louis.marchand", "r8kvt3nw", &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_RESET_NEEDED);
  change_password (fixture, "r8kvt3nw");
  assert_signs_in (fixture, "louis.marchand", NEW_PASSWORD);
}

static void
test_activation (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in_as (fixture, "nora.petit", "h4nbx7rk", &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_ACTIVATION_NEEDED);
  g_clear_error (&error);

  ent_sign_in_activate_async (fixture->sign_in, NEW_PASSWORD, "nora.petit@example.org", TRUE, NULL,
                              service_test_result_cb, &result);
  ent_sign_in_activate_finish (fixture->sign_in, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
  assert_signs_in (fixture, "nora.petit", NEW_PASSWORD);
}

/* ---- a later start ---- */

static EntWorkspace *
open_known (Fixture *fixture)
{
  g_autoptr (EntAccountList) accounts = ent_account_list_new (fixture->dir);
  g_autoptr (EntRunCredentials) credentials = ent_run_credentials_new (fixture->keyring);
  g_autoptr (EntAccount) account = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;
  EntWorkspace *workspace;

  ent_account_list_load_async (accounts, NULL, service_test_result_cb, &loaded);
  ent_account_list_load_finish (accounts, service_test_wait_result (&loaded), &error);
  g_assert_no_error (error);
  account = g_list_model_get_item (G_LIST_MODEL (accounts), 0);
  g_assert_nonnull (account);
  ent_workspace_open_with_async (fixture->dir, account, credentials, NULL, service_test_result_cb,
                                 &opened);
  workspace = ent_workspace_open_finish (service_test_wait_result (&opened), &error);
  g_assert_no_error (error);

  return workspace;
}

static void
on_demand_cb (EntWorkspace *workspace,
              GError       *error,
              gpointer      user_data)
{
  GError **demand = user_data;

  g_clear_error (demand);
  *demand = g_error_copy (error);
}

static gboolean
is_demanded (gpointer user_data)
{
  GError **demand = user_data;

  return *demand != NULL;
}

static gboolean
is_pulled (gpointer user_data)
{
  return ent_connection_get_pulled_at (ent_workspace_get_connection (user_data)) > 0 &&
         ent_connection_get_state (ent_workspace_get_connection (user_data)) ==
           ENT_CONNECTION_ONLINE;
}

/* No password is known: the card asks, writing goes on, and everything resumes once it is typed. */
static void
test_start_without_password (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (GError) demand = NULL;
  g_autoptr (GError) error = NULL;
  EntWorkspace *workspace = sign_in_as (fixture, TEACHER, PASSWORD, &error);

  g_assert_no_error (error);
  close_workspace (workspace);

  workspace = open_known (fixture);
  g_signal_connect (workspace, "demand", G_CALLBACK (on_demand_cb), &demand);
  ent_workspace_start (workspace);
  service_test_wait (is_demanded, &demand);
  g_assert_error (demand, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT);
  g_assert_cmpint (ent_connection_get_state (ent_workspace_get_connection (workspace)), ==,
                   ENT_CONNECTION_SIGNED_OUT);
  draft = ent_workspace_new_draft (workspace, ENT_KIND_MESSAGE, NULL);
  ent_draft_set_title (draft, "Écrit sans mot de passe");

  ent_workspace_sign_in_async (workspace, "faux", FALSE, NULL, service_test_result_cb, &refused);
  g_assert_false (ent_workspace_sign_in_finish (workspace, service_test_wait_result (&refused),
                                                &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_BAD_PASSWORD);
  g_clear_error (&error);

  ent_workspace_sign_in_async (workspace, PASSWORD, TRUE, NULL, service_test_result_cb, &again);
  ent_workspace_sign_in_finish (workspace, service_test_wait_result (&again), &error);
  g_assert_no_error (error);
  service_test_wait (is_pulled, workspace);
  g_clear_object (&refused);
  g_clear_object (&again);
  g_clear_object (&draft);
  close_workspace (workspace);
}

/* What the ENT wanted was settled in a browser: the password known here signs in again, and where
 * none is known it is asked, not taken as empty. */
static void
test_sign_in_with_what_is_known (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GAsyncResult) known = NULL;
  g_autoptr (GAsyncResult) unknown = NULL;
  g_autoptr (GError) error = NULL;
  EntWorkspace *workspace = sign_in_as (fixture, TEACHER, PASSWORD, &error);

  g_assert_no_error (error);
  ent_workspace_sign_in_async (workspace, NULL, FALSE, NULL, service_test_result_cb, &known);
  ent_workspace_sign_in_finish (workspace, service_test_wait_result (&known), &error);
  g_assert_no_error (error);
  g_clear_object (&known);
  close_workspace (workspace);

  workspace = open_known (fixture);
  ent_workspace_sign_in_async (workspace, NULL, FALSE, NULL, service_test_result_cb, &unknown);
  g_assert_false (ent_workspace_sign_in_finish (workspace, service_test_wait_result (&unknown),
                                                &error));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT);
  g_clear_object (&unknown);
  close_workspace (workspace);
}

/* A password is known and the ENT is not there: no question, lists are there at once. */
static void
test_start_offline (Fixture       *fixture,
                    gconstpointer  data)
{
  EntSignInForm form = { 0 };
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_BLOG, NULL);
  g_autoptr (GListModel) before = NULL;
  g_autoptr (GListModel) after = NULL;
  g_autoptr (GError) demand = NULL;
  g_autoptr (GError) error = NULL;
  EntWorkspace *workspace;
  guint n_blogs;

  form.server = fixture->uri;
  form.login = TEACHER;
  form.password = PASSWORD;
  form.remember = TRUE;
  workspace = sign_in (fixture, &form, &error);
  g_assert_no_error (error);
  ent_workspace_start (workspace);
  service_test_wait (is_pulled, workspace);
  before = ent_workspace_list (workspace, query);
  n_blogs = g_list_model_get_n_items (before);
  g_assert_cmpuint (n_blogs, >, 0);
  g_clear_object (&before);
  close_workspace (workspace);

  ent_training_server_stop (fixture->server);
  workspace = open_known (fixture);
  g_signal_connect (workspace, "demand", G_CALLBACK (on_demand_cb), &demand);
  after = ent_workspace_list (workspace, query);
  g_assert_cmpuint (g_list_model_get_n_items (after), ==, n_blogs);
  ent_workspace_start (workspace);
  {
    g_autoptr (GAsyncResult) result = NULL;

    ent_workspace_pull_async (workspace, NULL, service_test_result_cb, &result);
    g_assert_false (ent_workspace_pull_finish (workspace, service_test_wait_result (&result), NULL,
                                               &error));
    g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE);
  }
  g_assert_no_error (demand);
  g_assert_cmpint (ent_connection_get_state (ent_workspace_get_connection (workspace)), ==,
                   ENT_CONNECTION_OFFLINE);
  g_clear_object (&after);
  close_workspace (workspace);
}

int
main (int    argc,
      char **argv)
{
  static const Refusal wrong = { TEACHER, "faux", ENT_API_ERROR_BAD_PASSWORD };
  static const Refusal unknown = { "personne", PASSWORD, ENT_API_ERROR_BAD_PASSWORD };
  static const Refusal blocked = { "marc.renard", PASSWORD, ENT_API_ERROR_ACCOUNT_BLOCKED };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/sign-in/cookies", Fixture, NULL, set_up, test_cookies, tear_down);
  g_test_add ("/sign-in/oauth", Fixture, NULL, set_up, test_oauth, tear_down);
  g_test_add ("/sign-in/wrong-password", Fixture, &wrong, set_up, test_refused, tear_down);
  g_test_add ("/sign-in/unknown-login", Fixture, &unknown, set_up, test_refused, tear_down);
  g_test_add ("/sign-in/blocked", Fixture, &blocked, set_up, test_refused, tear_down);
  g_test_add ("/sign-in/unreachable", Fixture, NULL, set_up, test_unreachable, tear_down);
  g_test_add ("/sign-in/not-an-ent", Fixture, NULL, set_up, test_not_an_ent, tear_down);
  g_test_add ("/sign-in/busy", Fixture, NULL, set_up, test_busy, tear_down);
  g_test_add ("/sign-in/with-what-is-known", Fixture, NULL, set_up, test_sign_in_with_what_is_known,
              tear_down);
  g_test_add ("/sign-in/terms", Fixture, NULL, set_up, test_terms, tear_down);
  g_test_add ("/sign-in/forced-password", Fixture, NULL, set_up, test_forced_password, tear_down);
  g_test_add ("/sign-in/reset-code", Fixture, NULL, set_up, test_reset_code, tear_down);
  g_test_add ("/sign-in/activation", Fixture, NULL, set_up, test_activation, tear_down);
  g_test_add ("/sign-in/start-without-password", Fixture, NULL, set_up,
              test_start_without_password, tear_down);
  g_test_add ("/sign-in/start-offline", Fixture, NULL, set_up, test_start_offline, tear_down);

  return g_test_run ();
}
