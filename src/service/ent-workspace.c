/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include "ent-cookie-session.h"
#include "ent-oauth-session.h"
#include "ent-outbox-entry.h"
#include "ent-secret-credentials.h"
#include "ent-system-clock.h"

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DEMAND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntWorkspace, ent_workspace, G_TYPE_OBJECT)

static void
ent_workspace_dispose (GObject *object)
{
  EntWorkspace *self = ENT_WORKSPACE (object);

  g_clear_handle_id (&self->status_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->sync);
  g_clear_object (&self->auth);
  g_clear_object (&self->client);
  g_clear_object (&self->db);

  G_OBJECT_CLASS (ent_workspace_parent_class)->dispose (object);
}

static void
draft_gone_cb (gpointer  user_data,
               GObject  *gone)
{
  GHashTable *drafts = user_data;
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    {
      if (draft == gone)
        g_hash_table_iter_remove (&iter);
    }
}

static void
ent_workspace_finalize (GObject *object)
{
  EntWorkspace *self = ENT_WORKSPACE (object);
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    g_object_weak_unref (draft, draft_gone_cb, self->drafts);
  g_hash_table_unref (self->drafts);
  g_free (self->data_dir);
  g_clear_object (&self->account);
  g_clear_object (&self->credentials);
  g_clear_object (&self->clock);
  g_clear_object (&self->reachability);
  g_clear_object (&self->connection);
  g_clear_object (&self->outbox);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->class_figures, g_ptr_array_unref);

  G_OBJECT_CLASS (ent_workspace_parent_class)->finalize (object);
}

static void
ent_workspace_class_init (EntWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ent_workspace_dispose;
  object_class->finalize = ent_workspace_finalize;

  /**
   * EntWorkspace::changed:
   * @mask: 1 << EntKind of each kind of which rows changed
   *
   * The store changed, by a pull, a draft or a sending.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", ENT_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * EntWorkspace::demand:
   * @error: what the ENT wants, ENT_API_ERROR_SIGNED_OUT, _BAD_PASSWORD, _TERMS, _PASSWORD_CHANGE,
   *   _VALIDATION…
   *
   * The ENT wants something first; the queue waits, writing goes on.
   */
  signals[SIGNAL_DEMAND] =
    g_signal_new ("demand", ENT_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ent_workspace_init (EntWorkspace *self)
{
  self->connection = ent_connection_new ();
  self->outbox = g_list_store_new (ENT_TYPE_OUTBOX_ENTRY);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  self->automatic = TRUE;
}

/* ---- made ---- */

/*
 * ent_workspace_make_session:
 * @account: whose session
 * @credentials: where its secrets are
 *
 * Returns: (transfer full): a session of the account's way to sign in, not signed in yet
 */
EntSession *
ent_workspace_make_session (EntAccount        *account,
                            EntRunCredentials *credentials)
{
  const char *server = ent_account_get_server (account);
  const char *login = ent_account_get_login (account);
  const char *client_id = ent_account_get_client_id (account);

  if (client_id != NULL)
    return ent_oauth_session_new (server, login, ENT_CREDENTIALS (credentials), client_id, NULL,
                                  NULL);

  return ent_cookie_session_new (server, login, ENT_CREDENTIALS (credentials));
}

/*
 * ent_workspace_new_opened:
 * @data_dir: the program's data folder
 * @account: whose
 * @credentials: where its secrets are
 * @db: its store, open
 * @client: its link with the ENT, with a session
 *
 * Returns: (transfer full): a workspace that has not started to talk to the ENT
 */
EntWorkspace *
ent_workspace_new_opened (const char        *data_dir,
                          EntAccount        *account,
                          EntRunCredentials *credentials,
                          EntDatabase       *db,
                          EntClient         *client)
{
  EntWorkspace *self = g_object_new (ENT_TYPE_WORKSPACE, NULL);

  self->data_dir = g_strdup (data_dir);
  self->account = g_object_ref (account);
  self->credentials = g_object_ref (credentials);
  self->db = g_object_ref (db);
  self->client = g_object_ref (client);
  self->auth = ent_auth_api_new (client);
  self->clock = ent_system_clock_new ();
  self->reachability = ent_network_reachability_new (g_network_monitor_get_default ());
  self->sync = ent_sync_new (db, client, account, self->clock,
                             ENT_REACHABILITY (self->reachability));
  ent_workspace_watch (self);

  return self;
}

typedef struct
{
  char              *data_dir;     /* (owned) */
  EntAccount        *account;      /* (owned) */
  EntRunCredentials *credentials;  /* (owned) */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->data_dir);
  g_object_unref (opening->account);
  g_object_unref (opening->credentials);
  g_free (opening);
}

/* The address was accepted once, at the sign-in; a file changed by hand since is as good as a
 * damaged one. */
static EntClient *
make_client (EntAccount         *account,
             EntRunCredentials  *credentials,
             GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (EntSession) session = NULL;
  EntClient *client = ent_client_new (ent_account_get_server (account), &local_error);

  if (client == NULL)
    {
      g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT, "The account's address: %s",
                   local_error->message);
      return NULL;
    }
  session = ent_workspace_make_session (account, credentials);
  ent_client_set_session (client, session);

  return client;
}

static void
client_failed_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = g_error_copy (g_task_get_task_data (task));

  ent_database_close_finish (ENT_DATABASE (object), result, NULL);
  g_task_return_error (task, error);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (EntDatabase) db = NULL;
  g_autoptr (EntClient) client = NULL;
  GError *error = NULL;

  db = ent_database_open_finish (result, &error);
  if (db == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  client = make_client (opening->account, opening->credentials, &error);
  if (client == NULL)
    {
      g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
      ent_database_close_async (db, client_failed_cb, g_steal_pointer (&task));
      return;
    }
  g_task_return_pointer (task,
                         ent_workspace_new_opened (opening->data_dir, opening->account,
                                                   opening->credentials, db, client),
                         g_object_unref);
}

/*
 * ent_workspace_open_with_async:
 * @data_dir: the program's data folder
 * @account: which account
 * @credentials: where its secrets are
 * @cancellable: (nullable): gives up
 * @callback: called when the store is open
 * @user_data: for @callback
 *
 * Like ent_workspace_open_async (), with secrets from elsewhere than the desktop's keyring.
 */
void
ent_workspace_open_with_async (const char          *data_dir,
                               EntAccount          *account,
                               EntRunCredentials   *credentials,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *folder = ent_account_dup_folder (data_dir, account);
  Opening *opening = g_new0 (Opening, 1);

  opening->data_dir = g_strdup (data_dir);
  opening->account = g_object_ref (account);
  opening->credentials = g_object_ref (credentials);
  g_task_set_source_tag (task, ent_workspace_open_async);
  g_task_set_task_data (task, opening, opening_free);
  ent_database_open_async (folder, cancellable, opened_cb, g_steal_pointer (&task));
}

/**
 * ent_workspace_open_async:
 * @data_dir: the program's data folder
 * @account: an account of the list
 * @cancellable: (nullable): gives up
 * @callback: called when the store is open
 * @user_data: for @callback
 *
 * Opens the account's store. Needs no network: lists and drafts are there at once.
 */
void
ent_workspace_open_async (const char          *data_dir,
                          EntAccount          *account,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (EntCredentials) keyring = NULL;
  g_autoptr (EntRunCredentials) credentials = NULL;

  g_return_if_fail (data_dir != NULL);
  g_return_if_fail (ENT_IS_ACCOUNT (account));

  keyring = ent_secret_credentials_new ();
  credentials = ent_run_credentials_new (keyring);
  ent_workspace_open_with_async (data_dir, account, credentials, cancellable, callback,
                                 user_data);
}

/**
 * ent_workspace_open_finish:
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_BUSY, _NEWER, _CORRUPT, _FULL, _READ_ONLY or _FAILED
 *
 * Returns: (transfer full): the workspace, to be closed with ent_workspace_close_async ()
 */
EntWorkspace *
ent_workspace_open_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- saved ---- */

typedef struct
{
  guint   n_saving;
  GError *error;  /* (owned) (nullable): the first save that failed */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_error (&saving->error);
  g_free (saving);
}

static void
return_saved (GTask *task)
{
  Saving *saving = g_task_get_task_data (task);

  if (saving->error != NULL)
    g_task_return_error (task, g_steal_pointer (&saving->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
draft_saved_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);

  ent_draft_save_finish (ENT_DRAFT (object), result,
                         saving->error == NULL ? &saving->error : NULL);
  saving->n_saving--;
  if (saving->n_saving == 0)
    return_saved (task);
}

/**
 * ent_workspace_save_drafts_async:
 * @self: a workspace
 * @callback: called when the disk has every draft somebody holds, or refused one
 * @user_data: for @callback
 *
 * Writes what is being typed now, to know before anything is closed whether it is safe. It cannot
 * be cancelled.
 */
void
ent_workspace_save_drafts_async (EntWorkspace        *self,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  Saving *saving;

  g_return_if_fail (ENT_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_save_drafts_async);
  saving = g_new0 (Saving, 1);
  g_task_set_task_data (task, saving, saving_free);

  drafts = ent_workspace_dup_live_drafts (self);
  saving->n_saving = drafts->len;
  if (saving->n_saving == 0)
    return_saved (task);
  for (guint i = 0; i < drafts->len; i++)
    ent_draft_save_async (drafts->pdata[i], draft_saved_cb, g_object_ref (task));
}

/**
 * ent_workspace_save_drafts_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*: of the first draft the disk refused; it stays in memory
 *
 * Returns: %TRUE when the disk has everything
 */
gboolean
ent_workspace_save_drafts_finish (EntWorkspace  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_save_drafts_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- closed ---- */

static void
db_closed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_database_close_finish (ENT_DATABASE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Whoever still holds a draft holds a text nobody writes any more: the last words go first. */
static void
part_with_drafts (EntWorkspace *self)
{
  g_autoptr (GPtrArray) drafts = ent_workspace_dup_live_drafts (self);

  for (guint i = 0; i < drafts->len; i++)
    {
      ent_draft_save_last (drafts->pdata[i]);
      ent_draft_discard (drafts->pdata[i]);
    }
}

static void
stopped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntWorkspace *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!ent_sync_stop_finish (ENT_SYNC (object), result, &error))
    g_warning ("The engine did not stop well: %s", error->message);
  part_with_drafts (self);
  g_clear_handle_id (&self->status_source, g_source_remove);
  ent_database_close_async (self->db, db_closed_cb, g_steal_pointer (&task));
}

static void
stop (GTask *task)
{
  EntWorkspace *self = g_task_get_source_object (task);

  g_cancellable_cancel (self->cancellable);
  ent_sync_stop_async (self->sync, stopped_cb, g_object_ref (task));
}

static void
drafts_saved_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_workspace_save_drafts_finish (ENT_WORKSPACE (object), result, &error))
    stop (task);
  else
    g_task_return_error (task, error);
}

/**
 * ent_workspace_close_async:
 * @self: a workspace
 * @callback: called when the store is closed
 * @user_data: for @callback
 *
 * Saves every draft, lets the request under way end, closes the store. A draft that cannot be saved
 * stops the closing and leaves everything open; asked again, the workspace closes whatever happens
 * to it.
 */
void
ent_workspace_close_async (EntWorkspace        *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_workspace_close_async);
  if (self->closing)
    {
      stop (task);
      return;
    }

  self->closing = TRUE;
  ent_workspace_save_drafts_async (self, drafts_saved_cb, g_steal_pointer (&task));
}

/**
 * ent_workspace_close_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*: a draft could not be saved
 *
 * Returns: %TRUE when the store is closed
 */
gboolean
ent_workspace_close_finish (EntWorkspace  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_workspace_close_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- small things ---- */

/*
 * ent_workspace_adopt_draft:
 * @self: a workspace
 * @row: a draft nobody holds
 * @stored: whether @row is in the store
 *
 * Returns: (transfer full): the draft, known by its uuid while it lives
 */
EntDraft *
ent_workspace_adopt_draft (EntWorkspace      *self,
                           const EntDraftRow *row,
                           gboolean           stored)
{
  EntDraft *draft = ent_draft_new (self->db, row, stored);

  g_object_weak_ref (G_OBJECT (draft), draft_gone_cb, self->drafts);
  g_hash_table_replace (self->drafts, g_strdup (row->uuid), draft);

  return draft;
}

/*
 * ent_workspace_dup_live_drafts:
 * @self: a workspace
 *
 * Returns: (transfer full) (element-type EntDraft): the drafts somebody holds
 */
GPtrArray *
ent_workspace_dup_live_drafts (EntWorkspace *self)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    g_ptr_array_add (drafts, g_object_ref (draft));

  return drafts;
}

/*
 * ent_workspace_get_database:
 * @self: a workspace
 *
 * Returns: (transfer none): the account's store
 */
EntDatabase *
ent_workspace_get_database (EntWorkspace *self)
{
  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);

  return self->db;
}

/*
 * ent_workspace_set_automatic:
 * @self: a workspace that has not started
 * @automatic: whether it pulls by itself
 */
void
ent_workspace_set_automatic (EntWorkspace *self,
                             gboolean      automatic)
{
  g_return_if_fail (ENT_IS_WORKSPACE (self));
  g_return_if_fail (!self->started);

  self->automatic = automatic;
}

gboolean
ent_workspace_get_salvage (EntWorkspace  *self,
                           guint         *n_drafts,
                           const char   **kept_name)
{
  g_return_val_if_fail (ENT_IS_WORKSPACE (self), FALSE);

  return ent_database_get_salvage (self->db, n_drafts, kept_name);
}

/**
 * ent_workspace_get_account:
 * @self: a workspace
 *
 * Returns: (transfer none): whose it is
 */
EntAccount *
ent_workspace_get_account (EntWorkspace *self)
{
  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);

  return self->account;
}

/**
 * ent_workspace_get_connection:
 * @self: a workspace
 *
 * Returns: (transfer none): the link with the ENT, as the card tells it
 */
EntConnection *
ent_workspace_get_connection (EntWorkspace *self)
{
  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);

  return self->connection;
}

/**
 * ent_workspace_get_outbox:
 * @self: a workspace
 *
 * Returns: (transfer none): live list of EntOutboxEntry, last touched first
 */
GListModel *
ent_workspace_get_outbox (EntWorkspace *self)
{
  g_return_val_if_fail (ENT_IS_WORKSPACE (self), NULL);

  return G_LIST_MODEL (self->outbox);
}
