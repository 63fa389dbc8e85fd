/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-test.h"

#include "ent-draft-store.h"
#include "ent-query-model-private.h"

#define BASE G_GINT64_CONSTANT (1700000000000000)

typedef struct
{
  char          *dir;       /* (owned) */
  EntDatabase   *db;        /* (owned) */
  EntQueryModel *model;     /* (owned) */
  guint          n_changes; /* "items-changed" so far */
  guint          position;  /* of the last one */
  guint          removed;
  guint          added;
} Fixture;

static void
on_items_changed_cb (GListModel *model,
                     guint       position,
                     guint       removed,
                     guint       added,
                     gpointer    user_data)
{
  Fixture *fixture = user_data;

  fixture->n_changes++;
  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_POST, "blog-1");

  fixture->dir = service_test_make_dir ();
  fixture->db = service_test_open_db (fixture->dir);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("post-%u", i);
      g_autofree char *title = g_strdup_printf ("Billet %u", i);

      /* Newest first: post-0 is on top. */
      g_ptr_array_add (items, service_test_new_post (id, title, BASE - i * G_USEC_PER_SEC));
    }
  service_test_put_items (fixture->db, items);
  service_test_settle ();
  fixture->model = ent_query_model_new (fixture->db, query);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (on_items_changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->model);
  service_test_close_db (fixture->db);
  g_assert_finalize_object (fixture->db);
  service_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
}

static gboolean
is_refreshed (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->n_changes > 0;
}

static void
wait_change (Fixture *fixture)
{
  service_test_wait (is_refreshed, fixture);
}

static EntItem *
get_row (Fixture *fixture,
         guint    position)
{
  return g_list_model_get_item (G_LIST_MODEL (fixture->model), position);
}

static void
assert_title (Fixture    *fixture,
              guint       position,
              const char *title)
{
  g_autoptr (EntItem) item = get_row (fixture, position);

  g_assert_nonnull (item);
  g_assert_cmpstr (ent_item_get_title (item), ==, title);
}

static void
test_windows (Fixture       *fixture,
              gconstpointer  data)
{
  guint n = GPOINTER_TO_UINT (data);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, n);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->model)) == ENT_TYPE_ITEM);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->model), n));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("Billet %u", i);

      assert_title (fixture, i, title);
      g_assert_cmpuint (ent_query_model_get_n_windows (fixture->model), <=, 4);
    }
}

static void
test_stable (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (EntItem) held = get_row (fixture, 3);

  /* Far enough away that the window of the held row is forgotten. */
  for (guint i = 100; i < 600; i += 100)
    {
      g_autoptr (EntItem) other = get_row (fixture, i);

      g_assert_true (other != held);
    }
  {
    g_autoptr (EntItem) again = get_row (fixture, 3);

    g_assert_true (again == held);
  }
}

static void
test_insert (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (EntItem) top = get_row (fixture, 0);
  g_autoptr (EntItem) far = get_row (fixture, 450);
  g_autoptr (EntItem) new_post = service_test_new_post ("new", "Nouveau", BASE + G_USEC_PER_SEC);

  service_test_put_item (fixture->db, new_post);
  wait_change (fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->position, ==, 0);
  g_assert_cmpuint (fixture->removed, ==, 0);
  g_assert_cmpuint (fixture->added, ==, 1);
  assert_title (fixture, 0, "Nouveau");
  {
    g_autoptr (EntItem) second = get_row (fixture, 1);
    g_autoptr (EntItem) moved = get_row (fixture, 451);

    g_assert_true (second == top);
    g_assert_true (moved == far);
  }
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (EntItem) before = get_row (fixture, 9);
  g_autoptr (EntItem) after = get_row (fixture, 11);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->model));

  service_test_remove_item (fixture->db, ENT_KIND_POST, "post-10");
  wait_change (fixture);
  g_assert_cmpuint (fixture->position, ==, 10);
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, n - 1);
  {
    g_autoptr (EntItem) ninth = get_row (fixture, 9);
    g_autoptr (EntItem) tenth = get_row (fixture, 10);

    g_assert_true (ninth == before);
    g_assert_true (tenth == after);
  }
}

static void
on_notify_cb (GObject    *object,
              GParamSpec *spec,
              gpointer    user_data)
{
  gboolean *is_notified = user_data;

  *is_notified = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  gboolean *value = user_data;

  return *value;
}

static void
test_update_in_place (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (EntItem) held = get_row (fixture, 5);
  g_autoptr (EntItem) changed = service_test_new_post ("post-5", "Autre titre",
                                                       BASE - 5 * G_USEC_PER_SEC);
  gboolean is_notified = FALSE;

  g_signal_connect (held, "notify::title", G_CALLBACK (on_notify_cb), &is_notified);
  service_test_put_item (fixture->db, changed);
  service_test_wait (is_true, &is_notified);
  service_test_settle ();
  g_assert_cmpstr (ent_item_get_title (held), ==, "Autre titre");
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_signal_handlers_disconnect_by_data (held, &is_notified);
}

static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (EntItem) held = get_row (fixture, 20);
  g_autoptr (EntItem) moved = service_test_new_post ("post-20", "Billet 20",
                                                     BASE + G_USEC_PER_SEC);

  service_test_put_item (fixture->db, moved);
  wait_change (fixture);
  g_assert_cmpuint (fixture->position, ==, 0);
  g_assert_cmpuint (fixture->removed, ==, 21);
  g_assert_cmpuint (fixture->added, ==, 21);
  {
    g_autoptr (EntItem) top = get_row (fixture, 0);

    g_assert_true (top == held);
  }
}

static gboolean
save_draft_job (EntDatabase *db,
                gpointer     data,
                GError     **error)
{
  return ent_draft_store_save (db, data, "Mot", error);
}

static gboolean
set_id_job (EntDatabase *db,
            gpointer     data,
            GError     **error)
{
  const EntDraftRow *row = data;

  return ent_draft_store_set_item_id (db, row->uuid, "given-by-the-ent", error);
}

/* A new post is a row by its draft; once it has an id on the ENT it must stay the same object. */
static void
test_draft_gets_id (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (EntDraftRow) row = ent_draft_row_new (ENT_KIND_POST);
  g_autoptr (EntItem) held = NULL;
  gboolean is_notified = FALSE;

  row->parent_id = g_strdup ("blog-1");
  row->revision = 1;
  service_test_run_job (fixture->db, save_draft_job, row);
  wait_change (fixture);
  held = get_row (fixture, 0);
  g_assert_cmpstr (ent_item_get_draft_uuid (held), ==, row->uuid);
  g_assert_null (ent_item_get_id (held));
  g_assert_cmpint (ent_item_get_local_state (held), ==, ENT_LOCAL_STATE_DRAFT);

  g_signal_connect (held, "notify::id", G_CALLBACK (on_notify_cb), &is_notified);
  service_test_run_job (fixture->db, set_id_job, row);
  service_test_wait (is_true, &is_notified);
  g_assert_cmpstr (ent_item_get_id (held), ==, "given-by-the-ent");
  {
    g_autoptr (EntItem) top = get_row (fixture, 0);

    g_assert_true (top == held);
  }
  g_signal_handlers_disconnect_by_data (held, &is_notified);
}

/* A list that outlives its account for a moment does not read a closed store: warnings are fatal here. */
static void
test_closed (void)
{
  g_autofree char *dir = service_test_make_dir ();
  g_autoptr (EntDatabase) db = service_test_open_db (dir);
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_POST, "blog-1");
  g_autoptr (EntQueryModel) model = ent_query_model_new (db, query);

  service_test_close_db (db);
  g_signal_emit_by_name (db, "changed", 1u << ENT_KIND_POST);
  service_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  service_test_remove_dir (dir);
}

int
main (int    argc,
      char **argv)
{
  gpointer few = GUINT_TO_POINTER (60);
  gpointer many = GUINT_TO_POINTER (1250);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/query-model/closed", test_closed);
  g_test_add ("/query-model/windows", Fixture, many, set_up, test_windows, tear_down);
  g_test_add ("/query-model/empty", Fixture, NULL, set_up, test_windows, tear_down);
  g_test_add ("/query-model/stable", Fixture, many, set_up, test_stable, tear_down);
  g_test_add ("/query-model/insert", Fixture, many, set_up, test_insert, tear_down);
  g_test_add ("/query-model/remove", Fixture, many, set_up, test_remove, tear_down);
  g_test_add ("/query-model/update-in-place", Fixture, few, set_up, test_update_in_place,
              tear_down);
  g_test_add ("/query-model/move", Fixture, few, set_up, test_move, tear_down);
  g_test_add ("/query-model/draft-gets-id", Fixture, few, set_up, test_draft_gets_id, tear_down);

  return g_test_run ();
}
