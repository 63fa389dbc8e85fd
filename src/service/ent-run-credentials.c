/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-run-credentials.h"

struct _EntRunCredentials
{
  GObject         parent_instance;

  EntCredentials *keyring;   /* (owned) (nullable) */
  GHashTable     *secrets;   /* (owned) (element-type utf8 utf8): of this run */
  gboolean        remember;
};

static void credentials_iface_init (EntCredentialsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntRunCredentials, ent_run_credentials, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_CREDENTIALS,
                                                      credentials_iface_init))

static char *
build_key (const char    *server,
           const char    *login,
           EntSecretKind  kind)
{
  return g_strdup_printf ("%d\n%s\n%s", kind, server, login);
}

static void
lookup_done_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *secret = ent_credentials_lookup_finish (ENT_CREDENTIALS (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    g_clear_error (&error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, secret, g_free);
}

static void
lookup_async (EntCredentials      *credentials,
              const char          *server,
              const char          *login,
              EntSecretKind        kind,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  EntRunCredentials *self = ENT_RUN_CREDENTIALS (credentials);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = build_key (server, login, kind);
  const char *secret = g_hash_table_lookup (self->secrets, key);

  g_task_set_source_tag (task, lookup_async);
  if (secret != NULL || self->keyring == NULL)
    g_task_return_pointer (task, g_strdup (secret), g_free);
  else
    ent_credentials_lookup_async (self->keyring, server, login, kind, cancellable,
                                  lookup_done_cb, g_steal_pointer (&task));
}

static char *
lookup_finish (EntCredentials  *credentials,
               GAsyncResult    *result,
               GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_credentials_store_finish (ENT_CREDENTIALS (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
store_async (EntCredentials      *credentials,
             const char          *server,
             const char          *login,
             EntSecretKind        kind,
             const char          *secret,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  EntRunCredentials *self = ENT_RUN_CREDENTIALS (credentials);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_async);
  ent_run_credentials_keep (self, server, login, kind, secret);
  if (self->remember && self->keyring != NULL)
    ent_credentials_store_async (self->keyring, server, login, kind, secret, cancellable,
                                 store_done_cb, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
propagate_boolean (EntCredentials  *credentials,
                   GAsyncResult    *result,
                   GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
clear_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_credentials_clear_finish (ENT_CREDENTIALS (object), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    {
      g_clear_error (&error);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

static void
clear_async (EntCredentials      *credentials,
             const char          *server,
             const char          *login,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  EntRunCredentials *self = ENT_RUN_CREDENTIALS (credentials);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *password = build_key (server, login, ENT_SECRET_PASSWORD);
  g_autofree char *client = build_key (server, login, ENT_SECRET_CLIENT);

  g_task_set_source_tag (task, clear_async);
  g_hash_table_remove (self->secrets, password);
  g_hash_table_remove (self->secrets, client);
  if (self->keyring != NULL)
    ent_credentials_clear_async (self->keyring, server, login, cancellable, clear_done_cb,
                                 g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
credentials_iface_init (EntCredentialsInterface *iface)
{
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = propagate_boolean;
  iface->clear_async = clear_async;
  iface->clear_finish = propagate_boolean;
}

static void
ent_run_credentials_finalize (GObject *object)
{
  EntRunCredentials *self = ENT_RUN_CREDENTIALS (object);

  g_clear_object (&self->keyring);
  g_hash_table_unref (self->secrets);

  G_OBJECT_CLASS (ent_run_credentials_parent_class)->finalize (object);
}

static void
ent_run_credentials_class_init (EntRunCredentialsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_run_credentials_finalize;
}

static void
ent_run_credentials_init (EntRunCredentials *self)
{
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/*
 * ent_run_credentials_new:
 * @keyring: (nullable): where secrets outlive the run, %NULL for nowhere
 *
 * Returns: (transfer full): credentials that know what the keyring knows and remember nothing more
 *   in it
 */
EntRunCredentials *
ent_run_credentials_new (EntCredentials *keyring)
{
  EntRunCredentials *self = g_object_new (ENT_TYPE_RUN_CREDENTIALS, NULL);

  self->keyring = keyring != NULL ? g_object_ref (keyring) : NULL;

  return self;
}

/*
 * ent_run_credentials_get_keyring:
 * @self: credentials
 *
 * Returns: (nullable) (transfer none): where secrets outlive the run
 */
EntCredentials *
ent_run_credentials_get_keyring (EntRunCredentials *self)
{
  g_return_val_if_fail (ENT_IS_RUN_CREDENTIALS (self), NULL);

  return self->keyring;
}

/*
 * ent_run_credentials_set_remember:
 * @self: credentials
 * @remember: whether what is stored from now on goes into the keyring too
 */
void
ent_run_credentials_set_remember (EntRunCredentials *self,
                                  gboolean           remember)
{
  g_return_if_fail (ENT_IS_RUN_CREDENTIALS (self));

  self->remember = remember;
}

/*
 * ent_run_credentials_keep:
 * @self: credentials
 * @server: the ENT's address
 * @login: who signs in
 * @kind: what @secret is
 * @secret: kept in memory until the run ends
 */
void
ent_run_credentials_keep (EntRunCredentials *self,
                          const char        *server,
                          const char        *login,
                          EntSecretKind      kind,
                          const char        *secret)
{
  g_return_if_fail (ENT_IS_RUN_CREDENTIALS (self));
  g_return_if_fail (secret != NULL);

  g_hash_table_replace (self->secrets, build_key (server, login, kind), g_strdup (secret));
}
