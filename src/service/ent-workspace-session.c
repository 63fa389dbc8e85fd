/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include "ent-identify.h"

#define PULL_SECONDS (5 * 60)
#define PULL_ACTIVE_SECONDS (2 * 60)

/*
 * ent_workspace_emit_demand:
 * @self: a workspace
 * @error: what the ENT wants first
 */
void
ent_workspace_emit_demand (EntWorkspace *self,
                           const GError *error)
{
  g_signal_emit_by_name (self, "demand", error);
}

/*
 * ent_workspace_set_pull_interval:
 * @self: a workspace
 *
 * Says how often it pulls by itself, by whether somebody looks at it.
 */
void
ent_workspace_set_pull_interval (EntWorkspace *self)
{
  if (self->automatic && self->started)
    ent_sync_set_pull_interval (self->sync, self->active ? PULL_ACTIVE_SECONDS : PULL_SECONDS);
}

static void
account_saved_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ent_account_list_save_finish (ENT_ACCOUNT_LIST (object), result, &error))
    g_warning ("The account could not be noted: %s", error->message);
}

/*
 * ent_workspace_save_account:
 * @self: a workspace
 *
 * Notes what the ENT said of the user, and when, in the list of this computer.
 */
void
ent_workspace_save_account (EntWorkspace *self)
{
  g_autoptr (EntAccountList) accounts = ent_account_list_new (self->data_dir);

  ent_account_set_used_at (self->account, g_get_real_time ());
  ent_account_list_save_async (accounts, self->account, account_saved_cb, NULL);
}

/* The engine tells how the pull ended by its state; nobody waits for this one. */
static void
background_pull_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ent_sync_pull_finish (ENT_SYNC (object), result, NULL, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("The pull ended early: %s", error->message);
}

static void
pull_in_background (EntWorkspace *self)
{
  if (self->automatic)
    ent_sync_pull_async (self->sync, self->cancellable, background_pull_cb, NULL);
}

/* ---- start ---- */

static void
password_found_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (EntWorkspace) self = user_data;
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;

  password = ent_credentials_lookup_finish (ENT_CREDENTIALS (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL)
    g_warning ("The keyring did not answer: %s", error->message);

  if (password == NULL && !ent_session_is_alive (ent_client_get_session (self->client)))
    {
      g_autoptr (GError) reason = g_error_new (ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT,
                                               "No password is known for this account");

      ent_sync_suspend (self->sync, reason);
      ent_sync_start (self->sync);
      return;
    }

  ent_sync_start (self->sync);
  pull_in_background (self);
}

/**
 * ent_workspace_start:
 * @self: a workspace
 *
 * Begins to talk to the ENT in the background: what was asked to leave goes on, the first pull
 * begins. Signing in happens when the first request needs it, with the password of the sign-in or
 * of the keyring; none known is a "demand".
 */
void
ent_workspace_start (EntWorkspace *self)
{
  g_return_if_fail (ENT_IS_WORKSPACE (self));

  if (self->started)
    return;

  self->started = TRUE;
  ent_workspace_trim_history (self);
  ent_workspace_set_pull_interval (self);
  ent_credentials_lookup_async (ENT_CREDENTIALS (self->credentials),
                                ent_account_get_server (self->account),
                                ent_account_get_login (self->account), ENT_SECRET_PASSWORD,
                                self->cancellable, password_found_cb, g_object_ref (self));
}

/**
 * ent_workspace_set_active:
 * @self: a workspace
 * @active: whether its window has the focus
 *
 * Pulls come more often while somebody looks.
 */
void
ent_workspace_set_active (EntWorkspace *self,
                          gboolean      active)
{
  g_return_if_fail (ENT_IS_WORKSPACE (self));

  if (self->active == active)
    return;

  self->active = active;
  ent_workspace_set_pull_interval (self);
}

/* ---- sign in again ---- */

typedef struct
{
  char     *password;  /* (owned) */
  gboolean  remember;
} Again;

static void
again_free (gpointer data)
{
  Again *again = data;

  g_free (again->password);
  g_free (again);
}

static void
go_on (EntWorkspace *self)
{
  ent_sync_resume (self->sync);
  pull_in_background (self);
}

/* Without a keyring the sign-in is good all the same: the password is asked at the next start. */
static void
remembered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  Again *again = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean kept = ent_credentials_store_finish (ENT_CREDENTIALS (object), result, &error);

  if (!kept)
    g_message ("The password stays in memory only: %s", error->message);
  ent_account_set_remember (self->account, kept && again->remember);
  ent_workspace_save_account (self);
  go_on (self);
  g_task_return_boolean (task, TRUE);
}

static void
forgotten_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ent_credentials_clear_finish (ENT_CREDENTIALS (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    g_warning ("The keyring still has the password: %s", error->message);
}

static void
keep_password (EntWorkspace *self,
               GTask        *task)
{
  Again *again = g_task_get_task_data (task);
  EntCredentials *keyring = ent_run_credentials_get_keyring (self->credentials);
  const char *server = ent_account_get_server (self->account);
  const char *login = ent_account_get_login (self->account);

  if (!again->remember && ent_account_get_remember (self->account) && keyring != NULL)
    ent_credentials_clear_async (keyring, server, login, NULL, forgotten_cb, NULL);
  ent_run_credentials_set_remember (self->credentials, again->remember);
  ent_credentials_store_async (ENT_CREDENTIALS (self->credentials), server, login,
                               ENT_SECRET_PASSWORD, again->password, NULL, remembered_cb,
                               g_object_ref (task));
}

static void
identified_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (ent_identify_finish (ENT_AUTH_API (object), result, &self->demands, &error))
    {
      self->is_signing_in = FALSE;
      keep_password (self, task);
      return;
    }

  /* The engine waits for the same thing, and the card says it. */
  if (error->domain == ENT_API_ERROR && error->code != ENT_API_ERROR_OFFLINE &&
      error->code != ENT_API_ERROR_UNAVAILABLE)
    ent_sync_suspend (self->sync, error);
  self->is_signing_in = FALSE;
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_TERMS) ||
      g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_VALIDATION))
    {
      Again *again = g_task_get_task_data (task);

      /* The password was right; answering the demand must not ask it again. */
      ent_run_credentials_keep (self->credentials, ent_account_get_server (self->account),
                                ent_account_get_login (self->account), ENT_SECRET_PASSWORD,
                                again->password);
    }
  g_task_return_error (task, error);
}

static void
identify (GTask *task)
{
  EntWorkspace *self = g_task_get_source_object (task);
  Again *again = g_task_get_task_data (task);

  self->is_signing_in = TRUE;
  ent_identify_async (self->auth, self->client, self->account, again->password,
                      g_task_get_cancellable (task), identified_cb, task);
}

static void
password_known_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Again *again = g_task_get_task_data (task);

  again->password = ent_credentials_lookup_finish (ENT_CREDENTIALS (object), result, &error);
  if (again->password != NULL)
    identify (g_steal_pointer (&task));
  else
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT,
                             "No password is known here%s%s", error != NULL ? ": " : "",
                             error != NULL ? error->message : "");
}

/**
 * ent_workspace_sign_in_async:
 * @self: a workspace
 * @password: (nullable): as typed now; %NULL for the one known here, when what the ENT wanted was
 *   settled elsewhere, in a browser
 * @remember: whether it goes into the keyring
 * @cancellable: (nullable): gives up
 * @callback: called when the ENT has answered
 * @user_data: for @callback
 *
 * Signs in again; the queue goes on by itself afterwards. Fails with %ENT_API_ERROR_SIGNED_OUT when
 * @password is %NULL and none is known, %ENT_API_ERROR_BAD_PASSWORD, or with what the ENT wants
 * first.
 */
void
ent_workspace_sign_in_async (EntWorkspace        *self,
                             const char          *password,
                             gboolean             remember,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Again *again;

  g_return_if_fail (ENT_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_sign_in_async);
  again = g_new0 (Again, 1);
  again->password = g_strdup (password);
  again->remember = remember;
  g_task_set_task_data (task, again, again_free);
  if (self->cut)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_OFFLINE,
                               "The network is cut off");
      return;
    }
  if (password != NULL)
    identify (g_steal_pointer (&task));
  else
    ent_credentials_lookup_async (ENT_CREDENTIALS (self->credentials),
                                  ent_account_get_server (self->account),
                                  ent_account_get_login (self->account), ENT_SECRET_PASSWORD,
                                  cancellable, password_known_cb, g_steal_pointer (&task));
}

/**
 * ent_workspace_sign_in_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: as the _async function says
 *
 * Returns: %TRUE when signed in and nothing stands in the way
 */
gboolean
ent_workspace_sign_in_finish (EntWorkspace  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_sign_in_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/*
 * ent_workspace_get_demands:
 * @self: a workspace
 *
 * Returns: all that the ENT wanted at the last sign-in
 */
EntRequirements
ent_workspace_get_demands (EntWorkspace *self)
{
  g_return_val_if_fail (ENT_IS_WORKSPACE (self), ENT_REQUIREMENT_NONE);

  return self->demands;
}

/* ---- other demands ---- */

static void
terms_accepted_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ent_auth_api_accept_terms_finish (ENT_AUTH_API (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  go_on (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * ent_workspace_accept_terms_async:
 * @self: a workspace
 * @callback: called when the ENT has noted it
 * @user_data: for @callback
 *
 * Accepts the ENT's terms; the queue goes on afterwards.
 */
void
ent_workspace_accept_terms_async (EntWorkspace        *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_accept_terms_async);
  ent_auth_api_accept_terms_async (self->auth, self->cancellable, terms_accepted_cb,
                                   g_steal_pointer (&task));
}

/**
 * ent_workspace_accept_terms_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_API_ERROR_*
 *
 * Returns: %TRUE when the terms are accepted
 */
gboolean
ent_workspace_accept_terms_finish (EntWorkspace  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_accept_terms_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
resigned_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_workspace_sign_in_finish (ENT_WORKSPACE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
password_changed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  const char *password = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ent_auth_api_change_password_finish (ENT_AUTH_API (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* The ENT closed every session with the old password. */
  ent_workspace_sign_in_async (self, password, ent_account_get_remember (self->account),
                               self->cancellable, resigned_cb, g_object_ref (task));
}

/**
 * ent_workspace_change_password_async:
 * @self: a workspace
 * @old_password: the one in use
 * @new_password: the one to use from now on
 * @callback: called when signed in with the new one
 * @user_data: for @callback
 *
 * Answers the ENT's demand for a new password, then signs in with it.
 */
void
ent_workspace_change_password_async (EntWorkspace        *self,
                                     const char          *old_password,
                                     const char          *new_password,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (old_password != NULL && new_password != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_change_password_async);
  g_task_set_task_data (task, g_strdup (new_password), g_free);
  ent_auth_api_change_password_async (self->auth, ent_account_get_login (self->account),
                                      old_password, new_password, self->cancellable,
                                      password_changed_cb, g_steal_pointer (&task));
}

/**
 * ent_workspace_change_password_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_API_ERROR_REJECTED with the ENT's words when it refuses the new one, or another
 *   ENT_API_ERROR_*
 *
 * Returns: %TRUE when signed in with the new password
 */
gboolean
ent_workspace_change_password_finish (EntWorkspace  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_change_password_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
