/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-account-list-private.h"

#include "ent-account-file.h"
#include "ent-secret-credentials.h"

struct _EntAccountList
{
  GObject         parent_instance;

  char           *data_dir;     /* (owned) */
  GListStore     *accounts;     /* (owned): last used first */
  EntCredentials *credentials;  /* (owned): where the passwords are */
  GQueue          waiting;      /* (element-type GTask): changes not on the disk yet, in order */
  gboolean        writing;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntAccountList, ent_account_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* ---- GListModel ---- */

static GType
get_item_type (GListModel *model)
{
  return ENT_TYPE_ACCOUNT;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ENT_ACCOUNT_LIST (model)->accounts));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (ENT_ACCOUNT_LIST (model)->accounts), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gint
compare_accounts (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  gint64 at_a = ent_account_get_used_at ((EntAccount *) a);
  gint64 at_b = ent_account_get_used_at ((EntAccount *) b);

  if (at_a != at_b)
    return at_a > at_b ? -1 : 1;

  return g_strcmp0 (ent_account_get_uuid ((EntAccount *) a),
                    ent_account_get_uuid ((EntAccount *) b));
}

static gboolean
find_uuid (EntAccountList *self,
           const char     *uuid,
           guint          *position)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EntAccount) account = get_item (G_LIST_MODEL (self), i);

      if (g_strcmp0 (ent_account_get_uuid (account), uuid) == 0)
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* ---- the file ---- */

/* One change of the file. */
typedef struct
{
  char *uuid;  /* (owned) */
  char *json;  /* (owned) (nullable): the account, %NULL to take it out */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->uuid);
  g_free (change->json);
  g_free (change);
}

static void
change_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  EntAccountList *self = ENT_ACCOUNT_LIST (source_object);
  const Change *change = g_task_get_task_data (task_data);
  GError *error = NULL;

  if (ent_account_file_change (self->data_dir, change->uuid, change->json, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void write_next (EntAccountList *self);

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  EntAccountList *self = ENT_ACCOUNT_LIST (object);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  self->writing = FALSE;
  write_next (self);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* One change at a time, in the order they were asked. */
static void
write_next (EntAccountList *self)
{
  g_autoptr (GTask) write = NULL;
  GTask *task;

  if (self->writing || g_queue_is_empty (&self->waiting))
    return;

  self->writing = TRUE;
  task = g_queue_pop_head (&self->waiting);
  write = g_task_new (self, NULL, written_cb, task);
  g_task_set_source_tag (write, write_next);
  g_task_set_task_data (write, task, NULL);
  g_task_run_in_thread (write, change_thread);
}

static void
queue_change (EntAccountList *self,
              GTask          *task,
              EntAccount     *account,
              gboolean        remove)
{
  Change *change = g_new0 (Change, 1);

  change->uuid = g_strdup (ent_account_get_uuid (account));
  change->json = remove ? NULL : ent_account_to_json (account);
  g_task_set_task_data (task, change, change_free);
  g_queue_push_tail (&self->waiting, task);
  write_next (self);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  EntAccountList *self = ENT_ACCOUNT_LIST (source_object);
  GError *error = NULL;
  JsonArray *array = ent_account_file_read (self->data_dir, &error);

  if (array != NULL)
    g_task_return_pointer (task, array, (GDestroyNotify) json_array_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  EntAccountList *self = ENT_ACCOUNT_LIST (object);
  g_autoptr (GTask) task = user_data;
  g_autoptr (JsonArray) array = NULL;
  GError *error = NULL;

  array = g_task_propagate_pointer (G_TASK (result), &error);
  if (array == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_list_store_remove_all (self->accounts);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *json = json_to_string (json_array_get_element (array, i), FALSE);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (EntAccount) account = ent_account_new_from_json (json, &local_error);

      if (account == NULL)
        g_warning ("An account cannot be read: %s", local_error->message);
      else
        g_list_store_insert_sorted (self->accounts, account, compare_accounts, NULL);
    }
  g_task_return_boolean (task, TRUE);
}

/* ---- removal ---- */

static void
wipe_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  EntAccountList *self = ENT_ACCOUNT_LIST (source_object);
  g_autofree char *folder = ent_account_dup_folder (self->data_dir, task_data);
  GError *error = NULL;

  if (ent_account_file_wipe (folder, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
secrets_cleared_cb (GObject      *object,
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
wiped_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  EntAccountList *self = ENT_ACCOUNT_LIST (object);
  g_autoptr (GTask) task = user_data;
  EntAccount *account = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else
    ent_credentials_clear_async (self->credentials, ent_account_get_server (account),
                                 ent_account_get_login (account), NULL, secrets_cleared_cb,
                                 g_steal_pointer (&task));
}

static void
unlisted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) wiping = NULL;
  EntAccount *account = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  wiping = g_task_new (object, NULL, wiped_cb, g_steal_pointer (&task));
  g_task_set_source_tag (wiping, unlisted_cb);
  g_task_set_task_data (wiping, g_object_ref (account), g_object_unref);
  g_task_run_in_thread (wiping, wipe_thread);
}

/* ---- class ---- */

static void
ent_account_list_finalize (GObject *object)
{
  EntAccountList *self = ENT_ACCOUNT_LIST (object);

  g_free (self->data_dir);
  g_clear_object (&self->accounts);
  g_clear_object (&self->credentials);

  G_OBJECT_CLASS (ent_account_list_parent_class)->finalize (object);
}

static void
ent_account_list_class_init (EntAccountListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_account_list_finalize;
}

static void
ent_account_list_init (EntAccountList *self)
{
  self->accounts = g_list_store_new (ENT_TYPE_ACCOUNT);
  g_signal_connect_object (self->accounts, "items-changed",
                           G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
  g_queue_init (&self->waiting);
}

/**
 * ent_account_list_new:
 * @data_dir: the program's data folder; made when something is written in it
 *
 * Returns: (transfer full): an empty list until it is loaded
 */
EntAccountList *
ent_account_list_new (const char *data_dir)
{
  EntAccountList *self;

  g_return_val_if_fail (data_dir != NULL, NULL);

  self = g_object_new (ENT_TYPE_ACCOUNT_LIST, NULL);
  self->data_dir = g_strdup (data_dir);
  self->credentials = ent_secret_credentials_new ();

  return self;
}

/*
 * ent_account_list_set_credentials:
 * @self: a list
 * @credentials: where the passwords are, instead of the desktop's keyring
 */
void
ent_account_list_set_credentials (EntAccountList *self,
                                  EntCredentials *credentials)
{
  g_return_if_fail (ENT_IS_ACCOUNT_LIST (self));

  g_set_object (&self->credentials, credentials);
}

static EntAccount *
find_account (EntAccountList *self,
              const char     *server,
              const char   *(*get) (EntAccount *),
              const char     *value)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EntAccount) account = get_item (G_LIST_MODEL (self), i);

      if (g_strcmp0 (ent_account_get_server (account), server) == 0 &&
          g_strcmp0 (get (account), value) == 0)
        return account;
    }

  return NULL;
}

/*
 * ent_account_list_find_user:
 * @self: a list
 * @server: address of an ENT, as in #EntAccount
 * @user_id: somebody there
 *
 * Returns: (nullable) (transfer none): their account on this computer
 */
EntAccount *
ent_account_list_find_user (EntAccountList *self,
                            const char     *server,
                            const char     *user_id)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT_LIST (self), NULL);

  return find_account (self, server, ent_account_get_user_id, user_id);
}

/*
 * ent_account_list_find_login:
 * @self: a list
 * @server: address of an ENT, as in #EntAccount
 * @login: a login there
 *
 * Returns: (nullable) (transfer none): the account that last signed in with it
 */
EntAccount *
ent_account_list_find_login (EntAccountList *self,
                             const char     *server,
                             const char     *login)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT_LIST (self), NULL);

  return find_account (self, server, ent_account_get_login, login);
}

/*
 * ent_account_dup_folder:
 * @data_dir: the program's data folder
 * @account: an account
 *
 * Returns: (transfer full): path of the folder that holds all of the account
 */
char *
ent_account_dup_folder (const char *data_dir,
                        EntAccount *account)
{
  return g_build_filename (data_dir, ent_account_get_uuid (account), NULL);
}

/**
 * ent_account_list_load_async:
 * @self: a list
 * @cancellable: (nullable): stops the reading
 * @callback: called when the accounts are in the list
 * @user_data: for @callback
 *
 * Reads the accounts of this computer. No file yet is an empty list.
 */
void
ent_account_list_load_async (EntAccountList      *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) load = NULL;

  g_return_if_fail (ENT_IS_ACCOUNT_LIST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_account_list_load_async);
  load = g_task_new (self, cancellable, loaded_cb, g_steal_pointer (&task));
  g_task_set_source_tag (load, ent_account_list_load_async);
  g_task_run_in_thread (load, load_thread);
}

/**
 * ent_account_list_load_finish:
 * @self: a list
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_CORRUPT, _READ_ONLY or _FAILED
 *
 * Returns: %TRUE when the list is whole
 */
gboolean
ent_account_list_load_finish (EntAccountList  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_account_list_load_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_account_list_save_async:
 * @self: a list
 * @account: a new account, or one of the list that changed
 * @callback: called when the file is on the disk
 * @user_data: for @callback
 *
 * Adds or updates an account, by its uuid, and writes the file.
 */
void
ent_account_list_save_async (EntAccountList      *self,
                             EntAccount          *account,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  guint position;

  g_return_if_fail (ENT_IS_ACCOUNT_LIST (self));
  g_return_if_fail (ENT_IS_ACCOUNT (account));

  g_object_ref (account);
  if (find_uuid (self, ent_account_get_uuid (account), &position))
    g_list_store_remove (self->accounts, position);
  g_list_store_insert_sorted (self->accounts, account, compare_accounts, NULL);
  g_object_unref (account);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_account_list_save_async);
  queue_change (self, g_steal_pointer (&task), account, FALSE);
}

/**
 * ent_account_list_save_finish:
 * @self: a list
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_FULL, _READ_ONLY or _FAILED
 *
 * Returns: %TRUE when the file is on the disk
 */
gboolean
ent_account_list_save_finish (EntAccountList  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_account_list_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_account_list_remove_async:
 * @self: a list
 * @account: an account of it; its workspace must be closed
 * @callback: called when nothing of it is left
 * @user_data: for @callback
 *
 * Takes an account off this computer: out of the file first, then its folder with every draft, then
 * its secrets.
 */
void
ent_account_list_remove_async (EntAccountList      *self,
                               EntAccount          *account,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) unlisting = NULL;
  guint position;

  g_return_if_fail (ENT_IS_ACCOUNT_LIST (self));
  g_return_if_fail (ENT_IS_ACCOUNT (account));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_account_list_remove_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  if (find_uuid (self, ent_account_get_uuid (account), &position))
    g_list_store_remove (self->accounts, position);

  unlisting = g_task_new (self, NULL, unlisted_cb, g_steal_pointer (&task));
  g_task_set_source_tag (unlisting, ent_account_list_remove_async);
  queue_change (self, g_steal_pointer (&unlisting), account, TRUE);
}

/**
 * ent_account_list_remove_finish:
 * @self: a list
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*, or a keyring's error
 *
 * Returns: %TRUE when nothing of the account is left
 */
gboolean
ent_account_list_remove_finish (EntAccountList  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_account_list_remove_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
