/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-memory-credentials.h"

struct _EntMemoryCredentials
{
  GObject     parent_instance;

  GHashTable *secrets;   /* (owned) (element-type utf8 utf8): by key */
};

static void ent_memory_credentials_iface_init (EntCredentialsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntMemoryCredentials, ent_memory_credentials, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_CREDENTIALS,
                                                      ent_memory_credentials_iface_init))

static char *
build_key (const char    *server,
           const char    *login,
           EntSecretKind  kind)
{
  return g_strdup_printf ("%d\n%s\n%s", kind, server, login);
}

static void
ent_memory_credentials_lookup_async (EntCredentials      *credentials,
                                     const char          *server,
                                     const char          *login,
                                     EntSecretKind        kind,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  EntMemoryCredentials *self = ENT_MEMORY_CREDENTIALS (credentials);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = build_key (server, login, kind);

  g_task_set_source_tag (task, ent_memory_credentials_lookup_async);
  g_task_return_pointer (task, g_strdup (g_hash_table_lookup (self->secrets, key)), g_free);
}

static char *
ent_memory_credentials_lookup_finish (EntCredentials  *credentials,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
ent_memory_credentials_store_async (EntCredentials      *credentials,
                                    const char          *server,
                                    const char          *login,
                                    EntSecretKind        kind,
                                    const char          *secret,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  EntMemoryCredentials *self = ENT_MEMORY_CREDENTIALS (credentials);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ent_memory_credentials_store_async);
  g_hash_table_replace (self->secrets, build_key (server, login, kind), g_strdup (secret));
  g_task_return_boolean (task, TRUE);
}

static void
ent_memory_credentials_clear_async (EntCredentials      *credentials,
                                    const char          *server,
                                    const char          *login,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  EntMemoryCredentials *self = ENT_MEMORY_CREDENTIALS (credentials);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ent_memory_credentials_clear_async);
  for (EntSecretKind kind = ENT_SECRET_PASSWORD; kind <= ENT_SECRET_CLIENT; kind++)
    {
      g_autofree char *key = build_key (server, login, kind);

      g_hash_table_remove (self->secrets, key);
    }
  g_task_return_boolean (task, TRUE);
}

static gboolean
ent_memory_credentials_done_finish (EntCredentials  *credentials,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ent_memory_credentials_iface_init (EntCredentialsInterface *iface)
{
  iface->lookup_async = ent_memory_credentials_lookup_async;
  iface->lookup_finish = ent_memory_credentials_lookup_finish;
  iface->store_async = ent_memory_credentials_store_async;
  iface->store_finish = ent_memory_credentials_done_finish;
  iface->clear_async = ent_memory_credentials_clear_async;
  iface->clear_finish = ent_memory_credentials_done_finish;
}

static void
ent_memory_credentials_finalize (GObject *object)
{
  g_hash_table_unref (ENT_MEMORY_CREDENTIALS (object)->secrets);

  G_OBJECT_CLASS (ent_memory_credentials_parent_class)->finalize (object);
}

static void
ent_memory_credentials_class_init (EntMemoryCredentialsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_memory_credentials_finalize;
}

static void
ent_memory_credentials_init (EntMemoryCredentials *self)
{
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * ent_memory_credentials_new:
 *
 * Returns: (transfer full): a place for secrets that ends with the program
 */
EntCredentials *
ent_memory_credentials_new (void)
{
  return g_object_new (ENT_TYPE_MEMORY_CREDENTIALS, NULL);
}
