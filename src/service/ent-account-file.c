/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-account-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "ent-error.h"

/* The file is shared: by the lists of one program, and by two programs. A change is made on what
 * the file holds at that moment, under a lock, so that no account is ever forgotten: its folder
 * is found through this file. */
#define FILE_NAME "accounts.json"
#define LOCK_NAME "accounts.lock"

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

/* The accounts of the file; empty when there is no file. */
static JsonArray *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  JsonNode *node = NULL;

  if (!g_file_get_contents (path, &text, NULL, &local_error))
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return json_array_new ();
      g_propagate_error (error, file_to_store_error (local_error));
      return NULL;
    }

  root = json_from_string (text, NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    node = json_object_get_member (json_node_get_object (root), "accounts");
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_array_ref (json_node_get_array (node));

  g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT, "%s cannot be read", FILE_NAME);

  return NULL;
}

static gboolean
is_account (JsonNode   *node,
            const char *uuid)
{
  return JSON_NODE_HOLDS_OBJECT (node) &&
         g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (node),
                                                                "uuid", NULL),
                    uuid) == 0;
}

static gboolean
write_file (const char  *path,
            JsonArray   *old,
            const char  *uuid,
            const char  *json,
            GError     **error)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  JsonObject *object = json_object_new ();
  JsonArray *accounts = json_array_new ();

  for (guint i = 0; i < json_array_get_length (old); i++)
    {
      if (!is_account (json_array_get_element (old, i), uuid))
        json_array_add_element (accounts, json_array_dup_element (old, i));
    }
  if (json != NULL)
    json_array_add_element (accounts, json_from_string (json, NULL));
  json_object_set_int_member (object, "version", 1);
  json_object_set_array_member (object, "accounts", accounts);
  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);

  if (g_file_set_contents_full (path, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &local_error))
    return TRUE;

  g_propagate_error (error, file_to_store_error (local_error));

  return FALSE;
}

/*
 * ent_account_file_change:
 * @data_dir: the program's data folder; made when it is not there
 * @uuid: which account
 * @json: (nullable): what the file says of it from now on, %NULL to take it out
 * @error: ENT_STORE_ERROR_FULL, _READ_ONLY, _CORRUPT or _FAILED
 *
 * Changes one account in the file, whatever else changed there meanwhile. Blocks: for a worker
 * thread.
 *
 * Returns: %TRUE when the file is on the disk
 */
gboolean
ent_account_file_change (const char  *data_dir,
                         const char  *uuid,
                         const char  *json,
                         GError     **error)
{
  g_autofree char *path = g_build_filename (data_dir, FILE_NAME, NULL);
  g_autofree char *lock_path = g_build_filename (data_dir, LOCK_NAME, NULL);
  g_autoptr (JsonArray) old = NULL;
  gboolean done = FALSE;
  int lock = -1;

  if (g_mkdir_with_parents (data_dir, 0700) == 0)
    lock = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0 || flock (lock, LOCK_EX) != 0)
    {
      int code = errno;

      g_propagate_error (error, to_store_error (code, g_strerror (code)));
    }
  else
    {
      old = read_file (path, error);
      done = old != NULL && write_file (path, old, uuid, json, error);
    }
  if (lock >= 0)
    close (lock);

  return done;
}

/*
 * ent_account_file_read:
 * @data_dir: the program's data folder
 * @error: ENT_STORE_ERROR_CORRUPT, _READ_ONLY or _FAILED
 *
 * Reads the file. Blocks: for a worker thread.
 *
 * Returns: (transfer full): one object an account, for ent_account_new_from_json (); empty when
 *   there is no file
 */
JsonArray *
ent_account_file_read (const char  *data_dir,
                       GError     **error)
{
  g_autofree char *path = g_build_filename (data_dir, FILE_NAME, NULL);

  return read_file (path, error);
}

/*
 * ent_account_file_wipe:
 * @path: a file, or a folder with all it holds
 * @error: ENT_STORE_ERROR_* or a #GFileError
 *
 * Removes from the disk; links are removed, not followed. Blocks: for a worker thread.
 *
 * Returns: %TRUE when nothing is left of it
 */
gboolean
ent_account_file_wipe (const char  *path,
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

          if (!ent_account_file_wipe (child, error))
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
