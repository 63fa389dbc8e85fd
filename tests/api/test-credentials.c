/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>

#include "ent-memory-credentials.h"
#include "ent-secret-credentials.h"

#define SERVER "https://ent.example.org"

static char *
lookup (EntCredentials  *credentials,
        const char      *login,
        EntSecretKind    kind,
        GError         **error)
{
  g_auto (Waiter) waiter = { NULL };

  ent_credentials_lookup_async (credentials, SERVER, login, kind, NULL, waiter_cb, &waiter);
  return ent_credentials_lookup_finish (credentials, waiter_wait (&waiter), error);
}

static gboolean
store (EntCredentials  *credentials,
       const char      *login,
       EntSecretKind    kind,
       const char      *secret,
       GError         **error)
{
  g_auto (Waiter) waiter = { NULL };

  ent_credentials_store_async (credentials, SERVER, login, kind, secret, NULL, waiter_cb, &waiter);
  return ent_credentials_store_finish (credentials, waiter_wait (&waiter), error);
}

static gboolean
clear (EntCredentials  *credentials,
       const char      *login,
       GError         **error)
{
  g_auto (Waiter) waiter = { NULL };

  ent_credentials_clear_async (credentials, SERVER, login, NULL, waiter_cb, &waiter);
  return ent_credentials_clear_finish (credentials, waiter_wait (&waiter), error);
}

static void
assert_secret (EntCredentials *credentials,
               const char     *login,
               EntSecretKind   kind,
               const char     *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = lookup (credentials, login, kind, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

static void
check (EntCredentials *credentials)
{
  g_autoptr (GError) error = NULL;

  assert_secret (credentials, "a", ENT_SECRET_PASSWORD, NULL);
  g_assert_true (store (credentials, "a", ENT_SECRET_PASSWORD, "été", &error));
  g_assert_no_error (error);
  g_assert_true (store (credentials, "a", ENT_SECRET_CLIENT, "client", &error));
  g_assert_true (store (credentials, "b", ENT_SECRET_PASSWORD, "other", &error));
  g_assert_true (store (credentials, "a", ENT_SECRET_PASSWORD, "newer", &error));
  assert_secret (credentials, "a", ENT_SECRET_PASSWORD, "newer");
  assert_secret (credentials, "a", ENT_SECRET_CLIENT, "client");

  g_assert_true (clear (credentials, "a", &error));
  g_assert_no_error (error);
  assert_secret (credentials, "a", ENT_SECRET_PASSWORD, NULL);
  assert_secret (credentials, "a", ENT_SECRET_CLIENT, NULL);
  assert_secret (credentials, "b", ENT_SECRET_PASSWORD, "other");
  g_assert_true (clear (credentials, "a", &error));
  g_assert_no_error (error);
}

static void
test_memory (void)
{
  g_autoptr (EntCredentials) credentials = ent_memory_credentials_new ();

  check (credentials);
}

static void
test_keyring_child (void)
{
  g_autoptr (EntCredentials) credentials = ent_secret_credentials_new ();

  check (credentials);
}

/* libsecret picks its backend once a process: each case has its own. */
static void
test_keyring (void)
{
  g_autofree char *folder = g_dir_make_tmp ("encrier-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  /* libsecret 0.20 forgets to free the etag of the file it writes: 28 bytes a store, not ours. */
  g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_test_trap_subprocess ("/api/credentials/keyring/subprocess", 0,
                          G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  g_unlink (path);
  g_rmdir (folder);
}

/* No bus, no keyring: told plainly, so that the password is asked. */
static void
test_no_keyring_child (void)
{
  g_autoptr (EntCredentials) credentials = ent_secret_credentials_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (credentials, "a", ENT_SECRET_PASSWORD, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (store (credentials, "a", ENT_SECRET_PASSWORD, "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (clear (credentials, "a", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_no_keyring (void)
{
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_trap_subprocess ("/api/credentials/no-keyring/subprocess", 0,
                          G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/credentials/memory", test_memory);
  g_test_add_func ("/api/credentials/keyring", test_keyring);
  g_test_add_func ("/api/credentials/keyring/subprocess", test_keyring_child);
  g_test_add_func ("/api/credentials/no-keyring", test_no_keyring);
  g_test_add_func ("/api/credentials/no-keyring/subprocess", test_no_keyring_child);

  return g_test_run ();
}
