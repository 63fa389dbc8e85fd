/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-session.h"

#include "ent-client.h"

/* How long the ENT refuses even the right password after too many wrong ones (ent-api/01 §5). */
#define BAN_USEC (15 * 60 * G_USEC_PER_SEC)

typedef struct
{
  char           *server;          /* (owned): key of the secrets */
  char           *login;           /* (owned): lower case, trimmed */
  EntCredentials *credentials;     /* (owned) */
  GError         *refusal;         /* (owned) (nullable): why the last password was refused */
  char           *refused_digest;  /* (owned) (nullable): SHA-256 of that password */
  gint64          refused_at;      /* monotonic µs */
  guint           epoch;           /* counts the sessions that were forgotten */
} EntSessionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (EntSession, ent_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SERVER,
  PROP_LOGIN,
  PROP_CREDENTIALS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_session_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  EntSessionPrivate *priv = ent_session_get_instance_private (ENT_SESSION (object));

  switch (id)
    {
    case PROP_SERVER:
      priv->server = g_value_dup_string (value);
      break;
    case PROP_LOGIN:
      /* The web page and the official app do the same before sending; the ENT compares exactly. */
      priv->login = g_strstrip (g_utf8_strdown (g_value_get_string (value), -1));
      break;
    case PROP_CREDENTIALS:
      priv->credentials = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ent_session_finalize (GObject *object)
{
  EntSessionPrivate *priv = ent_session_get_instance_private (ENT_SESSION (object));

  g_free (priv->server);
  g_free (priv->login);
  g_object_unref (priv->credentials);
  g_clear_error (&priv->refusal);
  g_free (priv->refused_digest);

  G_OBJECT_CLASS (ent_session_parent_class)->finalize (object);
}

static gboolean
ent_session_real_covers (EntSession *self,
                         const char *path)
{
  return TRUE;
}

static void
ent_session_real_take (EntSession  *self,
                       SoupMessage *message)
{
}

static void
ent_session_class_init (EntSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ent_session_set_property;
  object_class->finalize = ent_session_finalize;
  klass->covers = ent_session_real_covers;
  klass->take = ent_session_real_take;

  properties[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, NULL, flags);
  properties[PROP_LOGIN] = g_param_spec_string ("login", NULL, NULL, "", flags);
  properties[PROP_CREDENTIALS] =
    g_param_spec_object ("credentials", NULL, NULL, ENT_TYPE_CREDENTIALS, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_session_init (EntSession *self)
{
}

/**
 * ent_session_get_server:
 * @self: a session
 *
 * Returns: (transfer none): the ENT's address, as the key of its secrets
 */
const char *
ent_session_get_server (EntSession *self)
{
  EntSessionPrivate *priv = ent_session_get_instance_private (self);

  g_return_val_if_fail (ENT_IS_SESSION (self), NULL);

  return priv->server;
}

/**
 * ent_session_get_login:
 * @self: a session
 *
 * Returns: (transfer none): the login as it is sent: lower case, trimmed
 */
const char *
ent_session_get_login (EntSession *self)
{
  EntSessionPrivate *priv = ent_session_get_instance_private (self);

  g_return_val_if_fail (ENT_IS_SESSION (self), NULL);

  return priv->login;
}

/**
 * ent_session_get_credentials:
 * @self: a session
 *
 * Returns: (transfer none): where its secrets are
 */
EntCredentials *
ent_session_get_credentials (EntSession *self)
{
  EntSessionPrivate *priv = ent_session_get_instance_private (self);

  g_return_val_if_fail (ENT_IS_SESSION (self), NULL);

  return priv->credentials;
}

/**
 * ent_session_is_alive:
 * @self: a session
 *
 * Returns: whether a message sent now has a chance; the ENT may still think otherwise
 */
gboolean
ent_session_is_alive (EntSession *self)
{
  g_return_val_if_fail (ENT_IS_SESSION (self), FALSE);

  return ENT_SESSION_GET_CLASS (self)->is_alive (self);
}

/**
 * ent_session_covers:
 * @self: a session
 * @path: path of a request
 *
 * Returns: whether the session was granted for @path; if not, signing in again is of no use
 */
gboolean
ent_session_covers (EntSession *self,
                    const char *path)
{
  g_return_val_if_fail (ENT_IS_SESSION (self), FALSE);

  return ENT_SESSION_GET_CLASS (self)->covers (self, path);
}

/**
 * ent_session_dress:
 * @self: a session
 * @message: a message about to leave
 *
 * Adds the headers that say who we are.
 */
void
ent_session_dress (EntSession  *self,
                   SoupMessage *message)
{
  g_return_if_fail (ENT_IS_SESSION (self));

  ENT_SESSION_GET_CLASS (self)->dress (self, message);
}

/**
 * ent_session_take:
 * @self: a session
 * @message: a message whose answer's headers came
 * @epoch: ent_session_get_epoch () when it was dressed
 *
 * Keeps what the answer brings for the next messages. An answer to a message of an earlier session
 * brings nothing: it may come after the new session did.
 */
void
ent_session_take (EntSession  *self,
                  SoupMessage *message,
                  guint        epoch)
{
  g_return_if_fail (ENT_IS_SESSION (self));

  if (epoch == ent_session_get_epoch (self))
    ENT_SESSION_GET_CLASS (self)->take (self, message);
}

/**
 * ent_session_get_epoch:
 * @self: a session
 *
 * Returns: how many times the session was forgotten
 */
guint
ent_session_get_epoch (EntSession *self)
{
  EntSessionPrivate *priv = ent_session_get_instance_private (self);

  g_return_val_if_fail (ENT_IS_SESSION (self), 0);

  return priv->epoch;
}

/**
 * ent_session_forget:
 * @self: a session
 *
 * Forgets cookies or tokens; secrets and refusals stay.
 */
void
ent_session_forget (EntSession *self)
{
  EntSessionPrivate *priv = ent_session_get_instance_private (self);

  g_return_if_fail (ENT_IS_SESSION (self));

  priv->epoch++;
  ENT_SESSION_GET_CLASS (self)->forget (self);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_BAD_PASSWORD) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_ACCOUNT_BLOCKED) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_BANNED) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_ACTIVATION_NEEDED) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_RESET_NEEDED) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_BAD_CLIENT);
}

static void
remember_refusal (EntSession   *self,
                  const char   *digest,
                  const GError *error)
{
  EntSessionPrivate *priv = ent_session_get_instance_private (self);

  g_clear_error (&priv->refusal);
  g_clear_pointer (&priv->refused_digest, g_free);
  if (error == NULL || !is_refusal (error))
    return;

  priv->refusal = g_error_copy (error);
  priv->refused_digest = g_strdup (digest);
  priv->refused_at = g_get_monotonic_time ();
}

static gboolean
was_refused (EntSession *self,
             const char *digest)
{
  EntSessionPrivate *priv = ent_session_get_instance_private (self);

  if (priv->refusal == NULL || g_strcmp0 (priv->refused_digest, digest) != 0)
    return FALSE;

  return !g_error_matches (priv->refusal, ENT_API_ERROR, ENT_API_ERROR_BANNED) ||
         g_get_monotonic_time () - priv->refused_at < BAN_USEC;
}

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSession *self = ENT_SESSION (object);
  g_autoptr (GError) error = NULL;

  if (ENT_SESSION_GET_CLASS (self)->sign_in_finish (self, result, &error))
    {
      remember_refusal (self, NULL, NULL);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      remember_refusal (self, g_task_get_task_data (task), error);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

/**
 * ent_session_sign_in_async:
 * @self: a session
 * @client: the client to send with
 * @password: the password as typed; tried even if it was refused before
 * @callback: called in the caller's main context
 *
 * Signs in. Use ent_client_sign_in_async (), which lets the requests wait meanwhile.
 */
void
ent_session_sign_in_async (EntSession          *self,
                           EntClient           *client,
                           const char          *password,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_SESSION (self));
  g_return_if_fail (password != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_session_sign_in_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_compute_checksum_for_string (G_CHECKSUM_SHA256, password, -1),
                        g_free);
  ENT_SESSION_GET_CLASS (self)->sign_in_async (self, client, password, cancellable, signed_in_cb,
                                               g_steal_pointer (&task));
}

/**
 * ent_session_sign_in_finish:
 * @self: a session
 * @result: what the callback got
 *
 * Returns: whether the ENT said yes. Fails with _BAD_PASSWORD, _BANNED, _ACCOUNT_BLOCKED,
 *   _ACTIVATION_NEEDED, _RESET_NEEDED, _BAD_CLIENT, or as any request
 */
gboolean
ent_session_sign_in_finish (EntSession    *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_session_sign_in_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
renewal_signed_in_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_session_sign_in_finish (ENT_SESSION (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
password_found_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSession *self = g_task_get_source_object (task);
  EntSessionPrivate *priv = ent_session_get_instance_private (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *password = ent_credentials_lookup_finish (ENT_CREDENTIALS (object), result,
                                                             &error);
  g_autofree char *digest = NULL;

  if (password == NULL)
    {
      if (priv->refusal != NULL)
        g_task_return_error (task, g_error_copy (priv->refusal));
      else
        g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT,
                                 "The session is over and no password is known%s%s",
                                 error != NULL ? ": " : "", error != NULL ? error->message : "");
      return;
    }

  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, password, -1);
  if (was_refused (self, digest))
    g_task_return_error (task, g_error_copy (priv->refusal));
  else
    ent_session_sign_in_async (self, g_task_get_task_data (task), password,
                               g_task_get_cancellable (task),
                               renewal_signed_in_cb, g_object_ref (task));
}

static void
renew_with_password (GTask *task)
{
  EntSession *self = g_task_get_source_object (task);
  EntSessionPrivate *priv = ent_session_get_instance_private (self);

  ent_credentials_lookup_async (priv->credentials, priv->server, priv->login, ENT_SECRET_PASSWORD,
                                g_task_get_cancellable (task), password_found_cb,
                                g_object_ref (task));
}

static void
refreshed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSession *self = ENT_SESSION (object);
  g_autoptr (GError) error = NULL;

  if (ENT_SESSION_GET_CLASS (self)->refresh_finish (self, result, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT))
    renew_with_password (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ent_session_renew_async:
 * @self: a session
 * @client: the client to send with
 * @callback: called in the caller's main context
 *
 * Prolongs the session, or signs in again with the password that is known. A password that was
 * refused is not tried a second time. EntClient calls it, once for all the requests that wait.
 */
void
ent_session_renew_async (EntSession          *self,
                         EntClient           *client,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_session_renew_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (client), g_object_unref);

  if (ENT_SESSION_GET_CLASS (self)->refresh_async != NULL)
    ENT_SESSION_GET_CLASS (self)->refresh_async (self, client, cancellable, refreshed_cb,
                                                 g_steal_pointer (&task));
  else
    renew_with_password (task);
}

/**
 * ent_session_renew_finish:
 * @self: a session
 * @result: what the callback got
 *
 * Returns: whether the session lives again. Fails with _SIGNED_OUT when no password is known, or as
 *   ent_session_sign_in_finish ()
 */
gboolean
ent_session_renew_finish (EntSession    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_session_renew_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
