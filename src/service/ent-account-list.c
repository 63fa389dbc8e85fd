/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-account-list-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "ent-error.h"
#include "ent-secret-credentials.h"

#define FILE_NAME "accounts.json"

struct _EntAccountList
{
  GObject         parent_instance;

  char           *data_dir;     /* (owned) */
  GListStore     *accounts;     /* (owned): last used first */
  EntCredentials *credentials;  /* (owned): where the passwords are */
  GQueue          waiting;      /* (element-type GTask): saves not on the disk yet */
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

static GError *
to_store_error (int         code,
                const char *message)
{
  EntStoreError store = ENT_STORE_ERROR_FAILED;

  if (code == ENOSPC || code == EDQUOT)
    store = ENT_STORE_ERROR_FULL;
  else if (code == EACCES || code == EROFS || code == EPERM)
    store = ENT_STORE_ERROR_READ_ONLY;

  return g_error_new (ENT_STORE_ERROR, store, "%s: %s", FILE_NAME, message);
}

static GError *
file_to_store_error (const GError *error)
{
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return to_store_error (ENOSPC, error->message);
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    return to_store_error (EACCES, error->message);

  return to_store_error (0, error->message);
}

static void
write_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  EntAccountList *self = ENT_ACCOUNT_LIST (source_object);
  const char *text = task_data;
  g_autofree char *path = g_build_filename (self->data_dir, FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (self->data_dir, 0700) != 0)
    g_task_return_error (task, to_store_error (errno, g_strerror (errno)));
  else if (!g_file_set_contents_full (path, text, -1,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                      0600, &error))
    g_task_return_error (task, file_to_store_error (error));
  else
    g_task_return_boolean (task, TRUE);
}

static char *
build_text (EntAccountList *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EntAccount) account = get_item (G_LIST_MODEL (self), i);
      g_autofree char *json = ent_account_to_json (account);
      g_autoptr (GError) error = NULL;
      JsonNode *node = json_from_string (json, &error);

      g_assert_no_error (error);
      json_array_add_element (array, node);
    }
  json_object_set_int_member (object, "version", 1);
  json_object_set_array_member (object, "accounts", array);
  json_node_take_object (root, object);

  return json_to_string (root, TRUE);
}

static void write_list (EntAccountList *self);

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  EntAccountList *self = ENT_ACCOUNT_LIST (object);
  g_autoptr (GPtrArray) tasks = user_data;
  g_autoptr (GError) error = NULL;

  self->writing = FALSE;
  g_task_propagate_boolean (G_TASK (result), &error);
  if (!g_queue_is_empty (&self->waiting))
    write_list (self);

  for (guint i = 0; i < tasks->len; i++)
    {
      if (error != NULL)
        g_task_return_error (tasks->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (tasks->pdata[i], TRUE);
    }
}

/* One write at a time, so that an older list never lands on a newer one; those who wait share the next. */
static void
write_list (EntAccountList *self)
{
  g_autoptr (GTask) write = NULL;
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  self->writing = TRUE;
  while (!g_queue_is_empty (&self->waiting))
    g_ptr_array_add (tasks, g_queue_pop_head (&self->waiting));

  write = g_task_new (self, NULL, written_cb, tasks);
  g_task_set_source_tag (write, write_list);
  g_task_set_task_data (write, build_text (self), g_free);
  g_task_run_in_thread (write, write_thread);
}

static void
queue_write (EntAccountList *self,
             GTask          *task)
{
  g_queue_push_tail (&self->waiting, task);
  if (!self->writing)
    write_list (self);
}

static void
read_account (JsonArray *array,
              guint      index,
              JsonNode  *node,
              gpointer   user_data)
{
  GListStore *accounts = user_data;
  g_autofree char *json = json_to_string (node, FALSE);
  g_autoptr (EntAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  account = ent_account_new_from_json (json, &error);
  if (account == NULL)
    g_warning ("An account cannot be read: %s", error->message);
  else
    g_list_store_insert_sorted (accounts, account, compare_accounts, NULL);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntAccountList *self = g_task_get_source_object (task);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  guint n_old = get_n_items (G_LIST_MODEL (self));

  if (!g_file_load_contents_finish (G_FILE (object), result, &text, NULL, NULL, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_new_error (task, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED, "%s",
                                 error->message);
      return;
    }

  root = json_from_string (text, &error);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) ||
      !json_object_has_member (json_node_get_object (root), "accounts"))
    {
      g_task_return_new_error (task, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT,
                               "The list of accounts cannot be read");
      return;
    }

  g_list_store_splice (self->accounts, 0, n_old, NULL, 0);
  json_array_foreach_element (json_object_get_array_member (json_node_get_object (root),
                                                            "accounts"),
                              read_account, self->accounts);
  g_task_return_boolean (task, TRUE);
}

/* ---- removal ---- */

static gboolean
wipe (const char  *path,
      GError     **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      dir = g_dir_open (path, 0, error);
      if (dir == NULL)
        return FALSE;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          if (!wipe (child, error))
            return FALSE;
        }
    }

  if (g_remove (path) != 0 && errno != ENOENT)
    {
      int code = errno;

      g_propagate_error (error, to_store_error (code, g_strerror (code)));
      return FALSE;
    }

  return TRUE;
}

static void
wipe_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  EntAccountList *self = ENT_ACCOUNT_LIST (source_object);
  g_autofree char *folder = ent_account_dup_folder (self->data_dir, task_data);
  GError *error = NULL;

  if (wipe (folder, &error))
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
  g_autoptr (GFile) file = NULL;

  g_return_if_fail (ENT_IS_ACCOUNT_LIST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_account_list_load_async);
  file = g_file_new_build_filename (self->data_dir, FILE_NAME, NULL);
  g_file_load_contents_async (file, cancellable, loaded_cb, g_steal_pointer (&task));
}

/**
 * ent_account_list_load_finish:
 * @self: a list
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_CORRUPT or ENT_STORE_ERROR_FAILED
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
  queue_write (self, g_steal_pointer (&task));
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
 * Takes an account off this computer: out of the file first, then its folder with every draft, then its secrets.
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
  queue_write (self, g_steal_pointer (&unlisting));
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
