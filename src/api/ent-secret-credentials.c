/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-secret-credentials.h"

#include <libsecret/secret.h>

struct _EntSecretCredentials
{
  GObject parent_instance;
};

static void ent_secret_credentials_iface_init (EntCredentialsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntSecretCredentials, ent_secret_credentials, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_CREDENTIALS,
                                                      ent_secret_credentials_iface_init))

static const SecretSchema schema = {
  .name = "fr.encrier.Encrier.Account",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "login", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static const char * const kinds[] = {
  [ENT_SECRET_PASSWORD] = "password",
  [ENT_SECRET_CLIENT] = "client",
};

/* Whatever keeps the keyring from answering, the answer to the teacher is the same: the password is
 * asked each time. */
static GError *
plain_error (const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);

  return g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "No keyring answers: %s",
                      cause->message);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char *secret = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, plain_error (error));
  else
    g_task_return_pointer (task, g_strdup (secret), g_free);

  secret_password_free (secret);
}

static void
ent_secret_credentials_lookup_async (EntCredentials      *credentials,
                                     const char          *server,
                                     const char          *login,
                                     EntSecretKind        kind,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (credentials, cancellable, callback, user_data);

  g_task_set_source_tag (task, ent_secret_credentials_lookup_async);
  secret_password_lookup (&schema, cancellable, looked_up_cb, g_steal_pointer (&task),
                          "server", server, "login", login, "kind", kinds[kind], NULL);
}

static char *
ent_secret_credentials_lookup_finish (EntCredentials  *credentials,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, plain_error (error));
}

static void
ent_secret_credentials_store_async (EntCredentials      *credentials,
                                    const char          *server,
                                    const char          *login,
                                    EntSecretKind        kind,
                                    const char          *secret,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (credentials, cancellable, callback, user_data);
  g_autofree char *label = g_strdup_printf ("Encrier: %s (%s)", login, server);

  g_task_set_source_tag (task, ent_secret_credentials_store_async);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, cancellable, stored_cb,
                         g_steal_pointer (&task),
                         "server", server, "login", login, "kind", kinds[kind], NULL);
}

static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* FALSE without error: there was nothing to forget. */
  if (!secret_password_clear_finish (result, &error) && error != NULL)
    g_task_return_error (task, plain_error (error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
ent_secret_credentials_clear_async (EntCredentials      *credentials,
                                    const char          *server,
                                    const char          *login,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (credentials, cancellable, callback, user_data);

  g_task_set_source_tag (task, ent_secret_credentials_clear_async);
  secret_password_clear (&schema, cancellable, cleared_cb, g_steal_pointer (&task),
                         "server", server, "login", login, NULL);
}

static gboolean
ent_secret_credentials_done_finish (EntCredentials  *credentials,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ent_secret_credentials_iface_init (EntCredentialsInterface *iface)
{
  iface->lookup_async = ent_secret_credentials_lookup_async;
  iface->lookup_finish = ent_secret_credentials_lookup_finish;
  iface->store_async = ent_secret_credentials_store_async;
  iface->store_finish = ent_secret_credentials_done_finish;
  iface->clear_async = ent_secret_credentials_clear_async;
  iface->clear_finish = ent_secret_credentials_done_finish;
}

static void
ent_secret_credentials_class_init (EntSecretCredentialsClass *klass)
{
}

static void
ent_secret_credentials_init (EntSecretCredentials *self)
{
}

/**
 * ent_secret_credentials_new:
 *
 * Returns: (transfer full): the desktop's keyring, never read or written on the main thread
 */
EntCredentials *
ent_secret_credentials_new (void)
{
  return g_object_new (ENT_TYPE_SECRET_CREDENTIALS, NULL);
}
