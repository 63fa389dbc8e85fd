/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* EntCredentials: where secrets are kept between two runs, or between two sign-ins of one run. */

#define ENT_TYPE_CREDENTIALS (ent_credentials_get_type ())
G_DECLARE_INTERFACE (EntCredentials, ent_credentials, ENT, CREDENTIALS, GObject)

typedef enum
{
  ENT_SECRET_PASSWORD,
  ENT_SECRET_CLIENT,     /* OAuth2 client secret */
} EntSecretKind;

struct _EntCredentialsInterface
{
  GTypeInterface parent_iface;

  void      (* lookup_async)  (EntCredentials *self, const char *server, const char *login, EntSecretKind kind, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  char     *(* lookup_finish) (EntCredentials *self, GAsyncResult *result, GError **error);
  void      (* store_async)   (EntCredentials *self, const char *server, const char *login, EntSecretKind kind, const char *secret, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  gboolean  (* store_finish)  (EntCredentials *self, GAsyncResult *result, GError **error);
  void      (* clear_async)   (EntCredentials *self, const char *server, const char *login, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  gboolean  (* clear_finish)  (EntCredentials *self, GAsyncResult *result, GError **error);
};

/* NULL without error: nothing is known. All fail with G_IO_ERROR_NOT_SUPPORTED when no keyring answers:
 * then the password is asked each time. */
void      ent_credentials_lookup_async  (EntCredentials *self, const char *server, const char *login, EntSecretKind kind, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char     *ent_credentials_lookup_finish (EntCredentials *self, GAsyncResult *result, GError **error);
void      ent_credentials_store_async   (EntCredentials *self, const char *server, const char *login, EntSecretKind kind, const char *secret, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  ent_credentials_store_finish  (EntCredentials *self, GAsyncResult *result, GError **error);
void      ent_credentials_clear_async   (EntCredentials *self, const char *server, const char *login, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  ent_credentials_clear_finish  (EntCredentials *self, GAsyncResult *result, GError **error);

G_END_DECLS
