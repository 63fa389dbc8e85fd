/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static void
wait_for (GAsyncResult **slot)
{
  gint64 limit = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  while (*slot == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, TRUE);
    }
}

EntDatabase *
fixture_open (const char  *folder,
              GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ent_database_open_async (folder, NULL, result_cb, &result);
  wait_for (&result);

  return ent_database_open_finish (result, error);
}

void
fixture_close (EntDatabase *db)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ent_database_close_async (db, result_cb, &result);
  wait_for (&result);
  g_assert_true (ent_database_close_finish (db, result, &error));
  g_assert_no_error (error);
}

gboolean
fixture_run (EntDatabase     *db,
             EntDatabaseJob   job,
             gpointer         data,
             GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ent_database_run_async (db, job, data, NULL, result_cb, &result);
  wait_for (&result);

  return ent_database_run_finish (db, result, error);
}

static void
changed_cb (EntDatabase *db,
            guint        mask,
            Fixture     *fixture)
{
  fixture->changes |= mask;
}

static void
open_fixture (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->db = fixture_open (fixture->folder, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->db, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
close_fixture (Fixture *fixture)
{
  if (fixture->db == NULL)
    return;

  fixture_close (fixture->db);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->db);
  fixture->db = NULL;
}

void
fixture_reopen (Fixture *fixture)
{
  close_fixture (fixture);
  open_fixture (fixture);
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *top = g_dir_make_tmp ("encrier-store-XXXXXX", NULL);

  g_assert_nonnull (top);
  fixture->folder = g_build_filename (top, "account", NULL);
  open_fixture (fixture);
}

void
fixture_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        fixture_remove_tree (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *top = g_path_get_dirname (fixture->folder);

  close_fixture (fixture);
  fixture_remove_tree (top);
  g_free (fixture->folder);
}

/* ---- one job each ---- */

typedef struct
{
  EntItem      *item;
  const char   *plain;
  EntPutResult  result;
} Put;

static gboolean
put_job (EntDatabase  *db,
         gpointer      data,
         GError      **error)
{
  Put *call = data;

  return ent_item_store_put (db, call->item, call->plain, &call->result, error);
}

static void
run (Fixture        *fixture,
     EntDatabaseJob  job,
     gpointer        data)
{
  g_autoptr (GError) error = NULL;

  fixture_run (fixture->db, job, data, &error);
  g_assert_no_error (error);
}

EntPutResult
put (Fixture    *fixture,
     EntItem    *item,
     const char *plain)
{
  Put call = { item, plain, 0 };

  run (fixture, put_job, &call);

  return call.result;
}

typedef struct
{
  EntKind     kind;
  const char *id;
  GPtrArray  *ids;
  gint64      since;
  guint       n_gone;
} Removal;

static gboolean
remove_job (EntDatabase  *db,
            gpointer      data,
            GError      **error)
{
  Removal *call = data;

  return ent_item_store_remove (db, call->kind, call->id, error);
}

void
remove_item (Fixture    *fixture,
             EntKind     kind,
             const char *id)
{
  Removal call = { kind, id, NULL, 0, 0 };

  run (fixture, remove_job, &call);
}

static gboolean
keep_only_job (EntDatabase  *db,
               gpointer      data,
               GError      **error)
{
  Removal *call = data;

  return ent_item_store_keep_only (db, call->kind, call->id, call->ids, call->since, &call->n_gone,
                                   error);
}

/* @ids: "a|b" */
guint
keep_only (Fixture    *fixture,
           EntKind     kind,
           const char *parent_id,
           const char *ids,
           gint64      since)
{
  g_auto (GStrv) split = g_strsplit (ids, "|", -1);
  g_autoptr (GPtrArray) array = g_ptr_array_new ();
  Removal call = { kind, parent_id, array, since, 0 };

  for (guint i = 0; split[i] != NULL; i++)
    g_ptr_array_add (array, split[i]);
  run (fixture, keep_only_job, &call);

  return call.n_gone;
}

typedef struct
{
  const EntDraftRow *row;
  const char        *plain;
} Save;

static gboolean
save_job (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  Save *call = data;

  return ent_draft_store_save (db, call->row, call->plain, error);
}

void
save (Fixture           *fixture,
      const EntDraftRow *row,
      const char        *plain)
{
  Save call = { row, plain };

  run (fixture, save_job, &call);
}

typedef struct
{
  const char *uuid;
  const char *item_id;
  guint64     revision;
  const char *base;
  gboolean    remains;
} Sent;

static gboolean
mark_sent_job (EntDatabase  *db,
               gpointer      data,
               GError      **error)
{
  Sent *call = data;

  return ent_draft_store_mark_sent (db, call->uuid, call->item_id, call->revision, call->base,
                                    &call->remains, error);
}

gboolean
mark_sent (Fixture    *fixture,
           const char *uuid,
           const char *item_id,
           guint64     revision,
           const char *base)
{
  Sent call = { uuid, item_id, revision, base, FALSE };

  run (fixture, mark_sent_job, &call);

  return call.remains;
}

static gboolean
set_item_id_job (EntDatabase  *db,
                 gpointer      data,
                 GError      **error)
{
  Sent *call = data;

  return ent_draft_store_set_item_id (db, call->uuid, call->item_id, error);
}

void
set_item_id (Fixture    *fixture,
             const char *uuid,
             const char *item_id)
{
  Sent call = { uuid, item_id, 0, NULL, FALSE };

  run (fixture, set_item_id_job, &call);
}

static gboolean
set_base_job (EntDatabase  *db,
              gpointer      data,
              GError      **error)
{
  Sent *call = data;

  return ent_draft_store_set_base (db, call->uuid, call->base, error);
}

void
set_base (Fixture    *fixture,
          const char *uuid,
          const char *base)
{
  Sent call = { uuid, NULL, 0, base, FALSE };

  run (fixture, set_base_job, &call);
}

static gboolean
set_theirs_job (EntDatabase  *db,
                gpointer      data,
                GError      **error)
{
  Sent *call = data;

  return ent_draft_store_set_theirs (db, call->uuid, call->base, error);
}

void
set_theirs (Fixture    *fixture,
            const char *uuid,
            const char *theirs)
{
  Sent call = { uuid, NULL, 0, theirs, FALSE };

  run (fixture, set_theirs_job, &call);
}

static gboolean
remove_draft_job (EntDatabase  *db,
                  gpointer      data,
                  GError      **error)
{
  return ent_draft_store_remove (db, data, error);
}

void
remove_draft (Fixture    *fixture,
              const char *uuid)
{
  run (fixture, remove_draft_job, (gpointer) uuid);
}

static gboolean
add_operation_job (EntDatabase  *db,
                   gpointer      data,
                   GError      **error)
{
  return ent_outbox_store_add (db, data, error);
}

void
add_operation (Fixture         *fixture,
               EntOperationRow *row)
{
  run (fixture, add_operation_job, row);
}

static gboolean
update_operation_job (EntDatabase  *db,
                      gpointer      data,
                      GError      **error)
{
  return ent_outbox_store_update (db, data, error);
}

void
update_operation (Fixture               *fixture,
                  const EntOperationRow *row)
{
  run (fixture, update_operation_job, (gpointer) row);
}

static gboolean
remove_operation_job (EntDatabase  *db,
                      gpointer      data,
                      GError      **error)
{
  return ent_outbox_store_remove (db, *(gint64 *) data, error);
}

void
remove_operation (Fixture *fixture,
                  gint64   id)
{
  run (fixture, remove_operation_job, &id);
}

/* ---- reading, on the main thread ---- */

char *
read_titles (Fixture        *fixture,
             const EntQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = ent_item_store_window (fixture->db, query, 0, 100, &error);
  g_autoptr (GString) titles = g_string_new (NULL);
  guint count;

  g_assert_no_error (error);
  g_assert_true (ent_item_store_count (fixture->db, query, &count, &error));
  g_assert_cmpuint (count, ==, items->len);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", ent_item_get_title (items->pdata[i]));

  return g_strdup (titles->str);
}

char *
read_titles_of (Fixture    *fixture,
                EntKind     kind,
                const char *parent_id)
{
  g_autoptr (EntQuery) query = ent_query_new (kind, parent_id);

  return read_titles (fixture, query);
}

EntItem *
make_item (EntKind     kind,
           const char *id,
           const char *parent_id,
           const char *title,
           gint64      sort_at)
{
  EntItem *item = ent_item_new (kind);

  ent_item_set_id (item, id);
  ent_item_set_parent_id (item, parent_id);
  ent_item_set_title (item, title);
  ent_item_set_sort_at (item, sort_at);

  return item;
}

EntDraftRow *
make_draft (EntKind     kind,
            const char *item_id,
            const char *parent_id,
            const char *title)
{
  EntDraftRow *row = ent_draft_row_new (kind);

  row->item_id = g_strdup (item_id);
  row->parent_id = g_strdup (parent_id);
  row->revision = 1;
  g_free (row->title);
  row->title = g_strdup (title);
  g_free (row->html);
  row->html = g_strdup_printf ("<p>%s</p>", title);

  return row;
}
