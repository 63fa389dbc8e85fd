/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-credentials.h"

G_DEFINE_INTERFACE (EntCredentials, ent_credentials, G_TYPE_OBJECT)

static void
ent_credentials_default_init (EntCredentialsInterface *iface)
{
}

/**
 * ent_credentials_lookup_async:
 * @self: where secrets are kept
 * @server: the ENT's address
 * @login: the login there
 * @kind: which secret
 * @callback: called in the caller's main context
 *
 * Looks for a secret.
 */
void
ent_credentials_lookup_async (EntCredentials      *self,
                              const char          *server,
                              const char          *login,
                              EntSecretKind        kind,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (ENT_IS_CREDENTIALS (self));
  g_return_if_fail (server != NULL && login != NULL);

  ENT_CREDENTIALS_GET_IFACE (self)->lookup_async (self, server, login, kind, cancellable, callback,
                                                  user_data);
}

/**
 * ent_credentials_lookup_finish:
 * @self: where secrets are kept
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the secret; %NULL without error when there is none, with
 *   %G_IO_ERROR_NOT_SUPPORTED when no keyring answers
 */
char *
ent_credentials_lookup_finish (EntCredentials  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (ENT_IS_CREDENTIALS (self), NULL);

  return ENT_CREDENTIALS_GET_IFACE (self)->lookup_finish (self, result, error);
}

/**
 * ent_credentials_store_async:
 * @self: where secrets are kept
 * @server: the ENT's address
 * @login: the login there
 * @kind: which secret
 * @secret: the secret, replaces an older one
 * @callback: called in the caller's main context
 *
 * Keeps a secret.
 */
void
ent_credentials_store_async (EntCredentials      *self,
                             const char          *server,
                             const char          *login,
                             EntSecretKind        kind,
                             const char          *secret,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (ENT_IS_CREDENTIALS (self));
  g_return_if_fail (server != NULL && login != NULL && secret != NULL);

  ENT_CREDENTIALS_GET_IFACE (self)->store_async (self, server, login, kind, secret, cancellable,
                                                 callback,
                                                 user_data);
}

/**
 * ent_credentials_store_finish:
 * @self: where secrets are kept
 * @result: what the callback got
 *
 * Returns: whether it was kept; fails with %G_IO_ERROR_NOT_SUPPORTED when no keyring answers
 */
gboolean
ent_credentials_store_finish (EntCredentials  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (ENT_IS_CREDENTIALS (self), FALSE);

  return ENT_CREDENTIALS_GET_IFACE (self)->store_finish (self, result, error);
}

/**
 * ent_credentials_clear_async:
 * @self: where secrets are kept
 * @server: the ENT's address
 * @login: the login there
 * @callback: called in the caller's main context
 *
 * Forgets every secret of that login.
 */
void
ent_credentials_clear_async (EntCredentials      *self,
                             const char          *server,
                             const char          *login,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (ENT_IS_CREDENTIALS (self));
  g_return_if_fail (server != NULL && login != NULL);

  ENT_CREDENTIALS_GET_IFACE (self)->clear_async (self, server, login, cancellable, callback,
                                                 user_data);
}

/**
 * ent_credentials_clear_finish:
 * @self: where secrets are kept
 * @result: what the callback got
 *
 * Returns: whether nothing is known any more; fails with %G_IO_ERROR_NOT_SUPPORTED when no keyring
 *   answers
 */
gboolean
ent_credentials_clear_finish (EntCredentials  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (ENT_IS_CREDENTIALS (self), FALSE);

  return ENT_CREDENTIALS_GET_IFACE (self)->clear_finish (self, result, error);
}
