/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-sign-in-private.h"

#include "ent-identify.h"
#include "ent-secret-credentials.h"
#include "ent-server-address.h"
#include "ent-workspace-private.h"

/* One sign-in, step by step: address → is it an ENT? → session → what it wants → who I am → the
 * account known here, or a new one → its store, open → noted in the list. A new account is noted
 * last: a sign-in that fails leaves nothing. */

struct _EntSignIn
{
  GObject            parent_instance;

  char              *data_dir;      /* (owned) */
  EntCredentials    *keyring;       /* (owned) (nullable) */

  /* Of the last sign-in, kept to answer what the ENT wants. */
  EntAccount        *account;       /* (owned) (nullable) */
  EntRunCredentials *credentials;   /* (owned) (nullable) */
  EntClient         *client;        /* (owned) (nullable) */
  EntAuthApi        *auth;          /* (owned) (nullable) */
  EntAccountList    *accounts;      /* (owned) (nullable) */
  char              *password;      /* (owned) (nullable): as typed; may be a code */
  gboolean           remember;
  gboolean           needs_reset;   /* the password was a reset code */
  EntRequirements    demands;
};

G_DEFINE_FINAL_TYPE (EntSignIn, ent_sign_in, G_TYPE_OBJECT)

static void
forget_last (EntSignIn *self)
{
  g_clear_object (&self->account);
  g_clear_object (&self->credentials);
  g_clear_object (&self->auth);
  g_clear_object (&self->client);
  g_clear_object (&self->accounts);
  g_clear_pointer (&self->password, g_free);
  self->needs_reset = FALSE;
  self->demands = ENT_REQUIREMENT_NONE;
}

static void
ent_sign_in_finalize (GObject *object)
{
  EntSignIn *self = ENT_SIGN_IN (object);

  forget_last (self);
  g_clear_object (&self->keyring);
  g_free (self->data_dir);

  G_OBJECT_CLASS (ent_sign_in_parent_class)->finalize (object);
}

static void
ent_sign_in_class_init (EntSignInClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_sign_in_finalize;
}

static void
ent_sign_in_init (EntSignIn *self)
{
}

/**
 * ent_sign_in_new:
 * @data_dir: the program's data folder
 *
 * Returns: (transfer full): a sign-in whose accounts will live in @data_dir
 */
EntSignIn *
ent_sign_in_new (const char *data_dir)
{
  EntSignIn *self;

  g_return_val_if_fail (data_dir != NULL, NULL);

  self = g_object_new (ENT_TYPE_SIGN_IN, NULL);
  self->data_dir = g_strdup (data_dir);
  self->keyring = ent_secret_credentials_new ();

  return self;
}

/*
 * ent_sign_in_set_keyring:
 * @self: a sign-in
 * @keyring: (nullable): where passwords go when remembered, instead of the desktop's keyring
 */
void
ent_sign_in_set_keyring (EntSignIn      *self,
                         EntCredentials *keyring)
{
  g_return_if_fail (ENT_IS_SIGN_IN (self));

  g_set_object (&self->keyring, keyring);
}

/*
 * ent_sign_in_get_demands:
 * @self: a sign-in
 *
 * Returns: all that the ENT wanted at the last sign-in
 */
EntRequirements
ent_sign_in_get_demands (EntSignIn *self)
{
  g_return_val_if_fail (ENT_IS_SIGN_IN (self), ENT_REQUIREMENT_NONE);

  return self->demands;
}

/*
 * ent_sign_in_get_account:
 * @self: a sign-in
 *
 * Returns: (nullable) (transfer none): who the last sign-in was for
 */
EntAccount *
ent_sign_in_get_account (EntSignIn *self)
{
  g_return_val_if_fail (ENT_IS_SIGN_IN (self), NULL);

  return self->account;
}

/* ---- the steps ---- */

static void
noted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSignIn *self = g_task_get_source_object (task);
  EntWorkspace *workspace = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* The store is open and good; an account that could not be noted is noted at the next pull. */
  if (!ent_account_list_save_finish (ENT_ACCOUNT_LIST (object), result, &error))
    g_warning ("The account could not be noted: %s", error->message);
  g_clear_pointer (&self->password, g_free);
  g_task_return_pointer (task, g_object_ref (workspace), g_object_unref);
}

static void
remembered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSignIn *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  gboolean kept = ent_credentials_store_finish (ENT_CREDENTIALS (object), result, &error);

  if (!kept)
    g_message ("The password stays in memory only: %s", error->message);
  ent_account_set_remember (self->account, kept && self->remember);
  ent_account_list_save_async (self->accounts, self->account, noted_cb, g_steal_pointer (&task));
}

static void
keep_password (EntSignIn *self,
               GTask     *task)
{
  ent_credentials_store_async (ENT_CREDENTIALS (self->credentials),
                               ent_account_get_server (self->account),
                               ent_account_get_login (self->account), ENT_SECRET_PASSWORD,
                               self->password, NULL, remembered_cb, g_object_ref (task));
}

static void
secret_remembered_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSignIn *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!ent_credentials_store_finish (ENT_CREDENTIALS (object), result, &error))
    g_message ("The client's secret stays in memory only: %s", error->message);
  keep_password (self, task);
}

static void
secret_found_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSignIn *self = g_task_get_source_object (task);
  g_autofree char *secret = NULL;
  g_autoptr (GError) error = NULL;

  secret = ent_credentials_lookup_finish (ENT_CREDENTIALS (object), result, &error);
  if (error != NULL)
    g_message ("The client's secret is not known: %s", error->message);
  if (secret == NULL)
    keep_password (self, task);
  else
    ent_credentials_store_async (ENT_CREDENTIALS (self->credentials),
                                 ent_account_get_server (self->account),
                                 ent_account_get_login (self->account), ENT_SECRET_CLIENT, secret,
                                 NULL, secret_remembered_cb, g_steal_pointer (&task));
}

static void
keep_secrets (EntSignIn *self,
              GTask     *task)
{
  EntCredentials *credentials = ENT_CREDENTIALS (self->credentials);
  const char *server = ent_account_get_server (self->account);
  const char *login = ent_account_get_login (self->account);

  ent_run_credentials_set_remember (self->credentials, self->remember);
  ent_account_set_used_at (self->account, g_get_real_time ());
  if (ent_account_get_client_id (self->account) != NULL)
    ent_credentials_lookup_async (credentials, server, login, ENT_SECRET_CLIENT, NULL,
                                  secret_found_cb, g_object_ref (task));
  else
    keep_password (self, task);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSignIn *self = g_task_get_source_object (task);
  g_autoptr (EntDatabase) db = NULL;
  GError *error = NULL;

  db = ent_database_open_finish (result, &error);
  if (db == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task,
                        ent_workspace_new_opened (self->data_dir, self->account,
                                                  self->credentials, db, self->client),
                        g_object_unref);
  keep_secrets (self, task);
}

static void
accounts_loaded_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSignIn *self = g_task_get_source_object (task);
  g_autofree char *folder = NULL;
  EntAccount *known;
  GError *error = NULL;

  if (!ent_account_list_load_finish (ENT_ACCOUNT_LIST (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  known = ent_account_list_find_user (self->accounts, ent_account_get_server (self->account),
                                      ent_account_get_user_id (self->account));
  if (known != NULL)
    ent_account_set_uuid (self->account, ent_account_get_uuid (known));

  folder = ent_account_dup_folder (self->data_dir, self->account);
  ent_database_open_async (folder, g_task_get_cancellable (task), opened_cb,
                           g_object_ref (task));
}

static void
identified_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ent_identify_finish (ENT_AUTH_API (object), result, &self->demands, &error))
    {
      self->needs_reset = g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_RESET_NEEDED);
      g_task_return_error (task, error);
      return;
    }
  if (ent_account_get_user_id (self->account) == NULL)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL,
                               "The ENT does not say who signed in");
      return;
    }

  self->accounts = ent_account_list_new (self->data_dir);
  ent_account_list_load_async (self->accounts, g_task_get_cancellable (task), accounts_loaded_cb,
                               g_object_ref (task));
}

static void
context_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntSignIn *self = g_task_get_source_object (task);
  g_autoptr (EntAuthContext) context = NULL;
  GError *error = NULL;

  context = ent_auth_api_get_context_finish (ENT_AUTH_API (object), result, &error);
  if (context == NULL)
    g_task_return_error (task, error);
  else
    ent_identify_async (self->auth, self->client, self->account, self->password,
                        g_task_get_cancellable (task), identified_cb, g_object_ref (task));
}

/* The ENT compares the login exactly; its own pages lower it and trim it first. */
static char *
normalize_login (const char *typed)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));

  return g_utf8_strdown (trimmed, -1);
}

static gboolean
prepare (EntSignIn            *self,
         const EntSignInForm  *form,
         GError              **error)
{
  g_autofree char *server = ent_server_address_complete (form->server);
  g_autofree char *login = normalize_login (form->login);
  g_autoptr (EntSession) session = NULL;

  forget_last (self);
  if (server == NULL)
    {
      g_set_error (error, ENT_API_ERROR, ENT_API_ERROR_NOT_AN_ENT, "Not an address");
      return FALSE;
    }
  self->client = ent_client_new (server, error);
  if (self->client == NULL)
    return FALSE;

  self->auth = ent_auth_api_new (self->client);
  self->account = ent_account_new ();
  ent_account_set_server (self->account, server);
  ent_account_set_login (self->account, login);
  if (form->client_id != NULL && *form->client_id != '\0')
    ent_account_set_client_id (self->account, form->client_id);
  self->credentials = ent_run_credentials_new (self->keyring);
  if (form->client_secret != NULL)
    ent_run_credentials_keep (self->credentials, server, login, ENT_SECRET_CLIENT,
                              form->client_secret);
  self->password = g_strdup (form->password);
  self->remember = form->remember;
  session = ent_workspace_make_session (self->account, self->credentials);
  ent_client_set_session (self->client, session);

  return TRUE;
}

/**
 * ent_sign_in_async:
 * @self: a sign-in; one at a time
 * @form: what was typed; copied
 * @cancellable: (nullable): gives up
 * @callback: called with the open workspace
 * @user_data: for @callback
 *
 * From an address and a password to an open workspace.
 */
void
ent_sign_in_async (EntSignIn           *self,
                   const EntSignInForm *form,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (ENT_IS_SIGN_IN (self));
  g_return_if_fail (form != NULL && form->server != NULL);
  g_return_if_fail (form->login != NULL && form->password != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_sign_in_async);
  if (prepare (self, form, &error))
    ent_auth_api_get_context_async (self->auth, cancellable, context_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * ent_sign_in_finish:
 * @self: a sign-in
 * @result: what the callback got
 * @error: ENT_API_ERROR_* or ENT_STORE_ERROR_*. After _TERMS, _PASSWORD_CHANGE, _ACTIVATION_NEEDED
 *   and _RESET_NEEDED answer on @self, then sign in again
 *
 * Returns: (transfer full): the workspace, to be started
 */
EntWorkspace *
ent_sign_in_finish (EntSignIn     *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_sign_in_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what the ENT wants first ---- */

static GTask *
new_answer (EntSignIn           *self,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data,
            gpointer             tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (self->auth != NULL)
    return task;

  g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT, "Not signed in");
  g_object_unref (task);

  return NULL;
}

static void
terms_accepted_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_auth_api_accept_terms_finish (ENT_AUTH_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ent_sign_in_accept_terms_async:
 * @self: a sign-in that failed with ENT_API_ERROR_TERMS
 * @cancellable: (nullable): gives up
 * @callback: called when the ENT has noted it
 * @user_data: for @callback
 *
 * Accepts the ENT's terms.
 */
void
ent_sign_in_accept_terms_async (EntSignIn           *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ENT_IS_SIGN_IN (self));

  task = new_answer (self, cancellable, callback, user_data, ent_sign_in_accept_terms_async);
  if (task != NULL)
    ent_auth_api_accept_terms_async (self->auth, cancellable, terms_accepted_cb, task);
}

/**
 * ent_sign_in_accept_terms_finish:
 * @self: a sign-in
 * @result: what the callback got
 * @error: ENT_API_ERROR_*
 *
 * Returns: %TRUE when the terms are accepted
 */
gboolean
ent_sign_in_accept_terms_finish (EntSignIn     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_sign_in_accept_terms_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
password_changed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_auth_api_change_password_finish (ENT_AUTH_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
password_reset_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_auth_api_reset_password_finish (ENT_AUTH_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ent_sign_in_change_password_async:
 * @self: a sign-in that failed with ENT_API_ERROR_PASSWORD_CHANGE or _RESET_NEEDED
 * @old_password: the password, or the reset code, that was given
 * @new_password: the one to use from now on
 * @cancellable: (nullable): gives up
 * @callback: called when the ENT has taken it
 * @user_data: for @callback
 *
 * Gives the ENT a new password; sign in with it afterwards.
 */
void
ent_sign_in_change_password_async (EntSignIn           *self,
                                   const char          *old_password,
                                   const char          *new_password,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ENT_IS_SIGN_IN (self));
  g_return_if_fail (old_password != NULL && new_password != NULL);

  task = new_answer (self, cancellable, callback, user_data, ent_sign_in_change_password_async);
  if (task == NULL)
    return;

  if (self->needs_reset)
    ent_auth_api_reset_password_async (self->auth, ent_account_get_login (self->account),
                                       old_password, new_password, cancellable, password_reset_cb,
                                       task);
  else
    ent_auth_api_change_password_async (self->auth, ent_account_get_login (self->account),
                                        old_password, new_password, cancellable,
                                        password_changed_cb, task);
}

/**
 * ent_sign_in_change_password_finish:
 * @self: a sign-in
 * @result: what the callback got
 * @error: ENT_API_ERROR_REJECTED with the ENT's words when it refuses the new one, or another
 *   ENT_API_ERROR_*
 *
 * Returns: %TRUE when the new password is the one to use
 */
gboolean
ent_sign_in_change_password_finish (EntSignIn     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_sign_in_change_password_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
activated_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_auth_api_activate_finish (ENT_AUTH_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ent_sign_in_activate_async:
 * @self: a sign-in that failed with ENT_API_ERROR_ACTIVATION_NEEDED: the password given is the
 *   activation code
 * @new_password: the password to use from now on
 * @mail: (nullable): where the ENT wants an address
 * @accept_terms: whether the ENT's terms are accepted
 * @cancellable: (nullable): gives up
 * @callback: called when the account is active
 * @user_data: for @callback
 *
 * Activates an account; sign in with the new password afterwards.
 */
void
ent_sign_in_activate_async (EntSignIn           *self,
                            const char          *new_password,
                            const char          *mail,
                            gboolean             accept_terms,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ENT_IS_SIGN_IN (self));
  g_return_if_fail (new_password != NULL);

  task = new_answer (self, cancellable, callback, user_data, ent_sign_in_activate_async);
  if (task != NULL)
    ent_auth_api_activate_async (self->auth, ent_account_get_login (self->account),
                                 self->password, new_password, mail, NULL, accept_terms,
                                 cancellable, activated_cb, task);
}

/**
 * ent_sign_in_activate_finish:
 * @self: a sign-in
 * @result: what the callback got
 * @error: ENT_API_ERROR_REJECTED with the ENT's words, or another ENT_API_ERROR_*
 *
 * Returns: %TRUE when the account is active
 */
gboolean
ent_sign_in_activate_finish (EntSignIn     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_sign_in_activate_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
