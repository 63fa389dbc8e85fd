/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-test.h"

#include <glib/gstdio.h>

#include "ent-item-store.h"
#include "ent-post.h"

#define LIMIT_SECONDS 30

static gboolean
ring_cb (gpointer user_data)
{
  gboolean *is_late = user_data;

  *is_late = TRUE;

  return G_SOURCE_REMOVE;
}

void
service_test_wait (ServiceTestCondition is_done,
                   gpointer             user_data)
{
  gboolean is_late = FALSE;
  guint source = g_timeout_add_seconds (LIMIT_SECONDS, ring_cb, &is_late);

  while (!is_done (user_data))
    {
      g_assert_false (is_late);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

void
service_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
service_test_result_cb (GObject      *object,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  GAsyncResult **result = user_data;

  return *result != NULL;
}

GAsyncResult *
service_test_wait_result (GAsyncResult **result)
{
  service_test_wait (has_result, result);

  return *result;
}

char *
service_test_make_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *dir = g_dir_make_tmp ("encrier-service-XXXXXX", &error);

  g_assert_no_error (error);

  return dir;
}

void
service_test_remove_dir (const char *dir)
{
  g_autoptr (GDir) handle = g_dir_open (dir, 0, NULL);
  const char *name;

  while (handle != NULL && (name = g_dir_read_name (handle)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        service_test_remove_dir (path);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

EntDatabase *
service_test_open_db (const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EntDatabase *db;

  ent_database_open_async (folder, NULL, service_test_result_cb, &result);
  db = ent_database_open_finish (service_test_wait_result (&result), &error);
  g_assert_no_error (error);

  return db;
}

void
service_test_close_db (EntDatabase *db)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_database_close_async (db, service_test_result_cb, &result);
  g_assert_true (ent_database_close_finish (db, service_test_wait_result (&result), &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  service_test_settle ();
}

void
service_test_run_job (EntDatabase    *db,
                      EntDatabaseJob  job,
                      gpointer        data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_database_run_async (db, job, data, NULL, service_test_result_cb, &result);
  ent_database_run_finish (db, service_test_wait_result (&result), &error);
  g_assert_no_error (error);
}

EntItem *
service_test_new_post (const char *id,
                       const char *title,
                       gint64      sort_at)
{
  EntItem *item = ENT_ITEM (ent_post_new ());

  ent_item_set_id (item, id);
  ent_item_set_parent_id (item, "blog-1");
  ent_item_set_title (item, title);
  ent_item_set_html (item, "<p>Texte</p>");
  ent_item_set_state (item, "PUBLISHED");
  ent_item_set_modified_at (item, sort_at);
  ent_item_set_sort_at (item, sort_at);

  return item;
}

static gboolean
put_job (EntDatabase *db,
         gpointer     data,
         GError     **error)
{
  GPtrArray *items = data;

  for (guint i = 0; i < items->len; i++)
    {
      EntPutResult put;

      if (!ent_item_store_put (db, items->pdata[i], "Texte", &put, error))
        return FALSE;
    }

  return TRUE;
}

void
service_test_put_items (EntDatabase *db,
                        GPtrArray   *items)
{
  service_test_run_job (db, put_job, items);
}

void
service_test_put_item (EntDatabase *db,
                       EntItem     *item)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, item);
  service_test_put_items (db, items);
}

typedef struct
{
  EntKind     kind;
  const char *id;
} Removal;

static gboolean
remove_job (EntDatabase *db,
            gpointer     data,
            GError     **error)
{
  Removal *removal = data;

  return ent_item_store_remove (db, removal->kind, removal->id, error);
}

void
service_test_remove_item (EntDatabase *db,
                          EntKind      kind,
                          const char  *id)
{
  Removal removal = { kind, id };

  service_test_run_job (db, remove_job, &removal);
}
