/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-verdict.h"

#include <gio/gio.h>

/* An ENT that answers pages instead of data is usually being repaired; when it is still so after
 * several tries (about three hours), it is this item it cannot answer about. */
#define PATIENCE_WITH_NONSENSE 5

static const EntVerdict api_verdicts[] = {
  [ENT_API_ERROR_OFFLINE] = ENT_VERDICT_NETWORK,
  [ENT_API_ERROR_TLS] = ENT_VERDICT_NETWORK,
  [ENT_API_ERROR_PROXY] = ENT_VERDICT_NETWORK,
  [ENT_API_ERROR_SIGNED_OUT] = ENT_VERDICT_SUSPEND,
  [ENT_API_ERROR_BAD_PASSWORD] = ENT_VERDICT_SUSPEND,
  [ENT_API_ERROR_ACCOUNT_BLOCKED] = ENT_VERDICT_SUSPEND,
  [ENT_API_ERROR_BANNED] = ENT_VERDICT_SUSPEND,
  [ENT_API_ERROR_ACTIVATION_NEEDED] = ENT_VERDICT_SUSPEND,
  [ENT_API_ERROR_RESET_NEEDED] = ENT_VERDICT_SUSPEND,
  [ENT_API_ERROR_PASSWORD_CHANGE] = ENT_VERDICT_SUSPEND,
  [ENT_API_ERROR_TERMS] = ENT_VERDICT_SUSPEND,
  [ENT_API_ERROR_VALIDATION] = ENT_VERDICT_SUSPEND,
  [ENT_API_ERROR_BAD_CLIENT] = ENT_VERDICT_SUSPEND,
  [ENT_API_ERROR_NOT_AN_ENT] = ENT_VERDICT_NETWORK,
  [ENT_API_ERROR_FORBIDDEN] = ENT_VERDICT_BLOCK,
  [ENT_API_ERROR_NOT_FOUND] = ENT_VERDICT_BLOCK,
  [ENT_API_ERROR_QUOTA] = ENT_VERDICT_BLOCK,
  [ENT_API_ERROR_REJECTED] = ENT_VERDICT_BLOCK,
  [ENT_API_ERROR_UNAVAILABLE] = ENT_VERDICT_LATER,
  [ENT_API_ERROR_PROTOCOL] = ENT_VERDICT_LATER,
};

static const EntVerdict sync_verdicts[] = {
  [ENT_SYNC_ERROR_CHANGED] = ENT_VERDICT_CHANGED,
  [ENT_SYNC_ERROR_GONE] = ENT_VERDICT_GONE,
  [ENT_SYNC_ERROR_NO_RECIPIENT] = ENT_VERDICT_BLOCK,
  [ENT_SYNC_ERROR_RECIPIENT] = ENT_VERDICT_BLOCK,
  [ENT_SYNC_ERROR_ALTERED] = ENT_VERDICT_CHANGED,
  [ENT_SYNC_ERROR_EMPTY] = ENT_VERDICT_BLOCK,
  [ENT_SYNC_ERROR_CANCELLED_BY_USER] = ENT_VERDICT_STOPPED,
};

/**
 * ent_verdict_of:
 * @error: (nullable): what went wrong
 * @attempts: tries of this item that failed before
 *
 * The one place where an error becomes a decision.
 *
 * Returns: what to do
 */
EntVerdict
ent_verdict_of (const GError *error,
                guint         attempts)
{
  if (error == NULL)
    return ENT_VERDICT_NONE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ENT_VERDICT_STOPPED;

  if (error->domain == ENT_STORE_ERROR)
    return error->code == ENT_STORE_ERROR_NOT_FOUND ? ENT_VERDICT_BLOCK : ENT_VERDICT_STORE;

  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL) &&
      attempts >= PATIENCE_WITH_NONSENSE)
    return ENT_VERDICT_BLOCK;

  if (error->domain == ENT_API_ERROR && error->code >= 0 &&
      error->code < (int) G_N_ELEMENTS (api_verdicts))
    return api_verdicts[error->code];

  if (error->domain == ENT_SYNC_ERROR && error->code >= 0 &&
      error->code < (int) G_N_ELEMENTS (sync_verdicts))
    return sync_verdicts[error->code];

  return ENT_VERDICT_BLOCK;
}
