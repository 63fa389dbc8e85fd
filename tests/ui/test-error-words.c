/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include <glib.h>

#include "ent-error-words.h"
#include "ent-error.h"

/* The sentence for what nobody expected: a code of ours that gets it was forgotten. */
static char *
dup_general_words (void)
{
  g_autoptr (GError) error = g_error_new_literal (g_quark_from_static_string ("somebody-else"), 1, "x");
  g_autoptr (EntErrorWords) words = ent_error_words (error);

  return g_strdup (words->explanation);
}

static void
check_domain (GQuark domain,
              int    last_code)
{
  g_autofree char *general = dup_general_words ();

  for (int code = 0; code <= last_code; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (domain, code, "in English, for the log");
      g_autoptr (EntErrorWords) words = ent_error_words (error);
      g_autoptr (EntErrorWords) first = ent_error_words_for_sign_in (error);

      g_test_message ("%s %d: %s", g_quark_to_string (domain), code, words->explanation);
      g_assert_cmpstr (words->explanation, !=, general);
      g_assert_cmpstr (words->title, !=, "");
      g_assert_true (g_str_has_suffix (words->explanation, "."));
      g_assert_null (strstr (words->explanation, "in English"));
      g_assert_cmpstr (first->explanation, !=, general);
    }
}

static void
test_every_code (void)
{
  check_domain (ENT_API_ERROR, ENT_API_ERROR_PROTOCOL);
  check_domain (ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED);
  check_domain (ENT_SYNC_ERROR, ENT_SYNC_ERROR_CANCELLED_BY_USER);
}

/* product.md §3: these words are never shown. */
static void
test_never (void)
{
  static const char * const never[] = { "rror", "onflict", "sync", "HTTP", "failed" };
  const GQuark domains[] = { ENT_API_ERROR, ENT_STORE_ERROR, ENT_SYNC_ERROR };
  const int last[] = { ENT_API_ERROR_PROTOCOL, ENT_STORE_ERROR_FAILED, ENT_SYNC_ERROR_CANCELLED_BY_USER };

  for (guint d = 0; d < G_N_ELEMENTS (domains); d++)
    for (int code = 0; code <= last[d]; code++)
      {
        g_autoptr (GError) error = g_error_new_literal (domains[d], code, "x");
        g_autoptr (EntErrorWords) words = ent_error_words (error);

        for (guint i = 0; i < G_N_ELEMENTS (never); i++)
          {
            g_assert_null (strstr (words->title, never[i]));
            g_assert_null (strstr (words->explanation, never[i]));
          }
      }
}

static void
test_server_words (void)
{
  g_autoptr (EntErrorWords) words = ent_error_words_from_code ("api/rejected", "Validation error");
  g_autoptr (EntErrorWords) none = ent_error_words_from_code (NULL, NULL);

  g_assert_nonnull (strstr (words->explanation, "Validation error"));
  g_assert_cmpstr (none->explanation, ==, "");
}

/* People read a name, not how a certificate writes it. */
static void
test_issuer (void)
{
  static const struct
  {
    const char *issuer;
    const char *shown;
  } cases[] = {
    { "CN=Filtre Exemple", ": Filtre Exemple." },
    { "C=FR,O=École Exemple,CN=Filtre\\, 2e étage", ": Filtre, 2e étage." },
    { "OU=Réseau,O=École Exemple,C=FR", ": École Exemple." },
    { "DC=exemple", ": DC=exemple." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new (ENT_API_ERROR, ENT_API_ERROR_TLS,
                                              "GET /auth/context: not trusted, issued by %s", cases[i].issuer);
      g_autoptr (EntErrorWords) words = ent_error_words_for_sign_in (error);

      g_assert_true (g_str_has_suffix (words->explanation, cases[i].shown));
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/error-words/every-code", test_every_code);
  g_test_add_func ("/ui/error-words/never", test_never);
  g_test_add_func ("/ui/error-words/server-words", test_server_words);
  g_test_add_func ("/ui/error-words/issuer", test_issuer);

  return g_test_run ();
}
