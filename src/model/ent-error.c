/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-error.h"

G_DEFINE_QUARK (ent-api-error-quark, ent_api_error)
G_DEFINE_QUARK (ent-store-error-quark, ent_store_error)
G_DEFINE_QUARK (ent-sync-error-quark, ent_sync_error)

/* The words below are written in the database: never change one, only add. */

static const char * const api_codes[] = {
  [ENT_API_ERROR_OFFLINE] = "api/offline",
  [ENT_API_ERROR_TLS] = "api/tls",
  [ENT_API_ERROR_PROXY] = "api/proxy",
  [ENT_API_ERROR_SIGNED_OUT] = "api/signed-out",
  [ENT_API_ERROR_BAD_PASSWORD] = "api/bad-password",
  [ENT_API_ERROR_ACCOUNT_BLOCKED] = "api/account-blocked",
  [ENT_API_ERROR_BANNED] = "api/banned",
  [ENT_API_ERROR_ACTIVATION_NEEDED] = "api/activation-needed",
  [ENT_API_ERROR_RESET_NEEDED] = "api/reset-needed",
  [ENT_API_ERROR_PASSWORD_CHANGE] = "api/password-change",
  [ENT_API_ERROR_TERMS] = "api/terms",
  [ENT_API_ERROR_VALIDATION] = "api/validation",
  [ENT_API_ERROR_BAD_CLIENT] = "api/bad-client",
  [ENT_API_ERROR_NOT_AN_ENT] = "api/not-an-ent",
  [ENT_API_ERROR_FORBIDDEN] = "api/forbidden",
  [ENT_API_ERROR_NOT_FOUND] = "api/not-found",
  [ENT_API_ERROR_QUOTA] = "api/quota",
  [ENT_API_ERROR_REJECTED] = "api/rejected",
  [ENT_API_ERROR_UNAVAILABLE] = "api/unavailable",
  [ENT_API_ERROR_PROTOCOL] = "api/protocol",
};

static const char * const store_codes[] = {
  [ENT_STORE_ERROR_FULL] = "store/full",
  [ENT_STORE_ERROR_NEWER] = "store/newer",
  [ENT_STORE_ERROR_BUSY] = "store/busy",
  [ENT_STORE_ERROR_CORRUPT] = "store/corrupt",
  [ENT_STORE_ERROR_READ_ONLY] = "store/read-only",
  [ENT_STORE_ERROR_NOT_FOUND] = "store/not-found",
  [ENT_STORE_ERROR_FAILED] = "store/failed",
};

static const char * const sync_codes[] = {
  [ENT_SYNC_ERROR_CHANGED] = "sync/changed",
  [ENT_SYNC_ERROR_GONE] = "sync/gone",
  [ENT_SYNC_ERROR_NO_RECIPIENT] = "sync/no-recipient",
  [ENT_SYNC_ERROR_RECIPIENT] = "sync/recipient",
  [ENT_SYNC_ERROR_ALTERED] = "sync/altered",
  [ENT_SYNC_ERROR_EMPTY] = "sync/empty",
  [ENT_SYNC_ERROR_CANCELLED_BY_USER] = "sync/cancelled-by-user",
};

#define OTHER_CODE "other"

typedef struct
{
  GQuark              domain;
  const char * const *codes;   /* (unowned): by error code */
  guint               n_codes;
} Domain;

static void
get_domains (Domain domains[3])
{
  domains[0] = (Domain) { ENT_API_ERROR, api_codes, G_N_ELEMENTS (api_codes) };
  domains[1] = (Domain) { ENT_STORE_ERROR, store_codes, G_N_ELEMENTS (store_codes) };
  domains[2] = (Domain) { ENT_SYNC_ERROR, sync_codes, G_N_ELEMENTS (sync_codes) };
}

/**
 * ent_error_to_code:
 * @error: an error, of any domain
 *
 * Gives the word that stands for @error in the database; its message is kept apart. An error of
 * another domain than ours is "other".
 *
 * Returns: (transfer full): "api/offline"
 */
char *
ent_error_to_code (const GError *error)
{
  Domain domains[3];

  g_return_val_if_fail (error != NULL, NULL);

  get_domains (domains);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    if (error->domain == domains[i].domain && (guint) error->code < domains[i].n_codes)
      return g_strdup (domains[i].codes[error->code]);

  return g_strdup (OTHER_CODE);
}

/**
 * ent_error_from_code:
 * @code: (nullable): a word of ent_error_to_code()
 * @detail: (nullable): the message to give it
 *
 * Makes the error again so that a screen finds its words. A word unknown to us, written by a newer
 * program for instance, gives %ENT_STORE_ERROR_FAILED; %NULL gives no error.
 *
 * Returns: (transfer full) (nullable): an error
 */
GError *
ent_error_from_code (const char *code,
                     const char *detail)
{
  Domain domains[3];

  if (code == NULL)
    return NULL;

  if (detail == NULL)
    detail = code;

  get_domains (domains);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (guint j = 0; j < domains[i].n_codes; j++)
      if (g_str_equal (domains[i].codes[j], code))
        return g_error_new_literal (domains[i].domain, j, detail);

  return g_error_new_literal (ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED, detail);
}
