/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>

#include "ent-cookie-session.h"
#include "ent-memory-credentials.h"
#include "ent-entry.h"
#include "ent-message.h"

#define LIMIT_USEC (30 * G_USEC_PER_SEC)

/* ---- waiting ---- */

typedef gboolean (*IsDone) (gpointer data);

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_until (IsDone   is_done,
            gpointer data)
{
  gint64 limit = g_get_monotonic_time () + LIMIT_USEC;
  guint tick = g_timeout_add (50, tick_cb, NULL);

  while (!is_done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, TRUE);
    }

  g_source_remove (tick);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static void
keep_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Waits for the answer of START, which calls back keep_result_cb with &result, and gives FINISH. */
#define WAIT(start, finish)                                                                  \
  (G_GNUC_EXTENSION ({                                                                       \
    g_autoptr (GAsyncResult) result = NULL;                                                  \
    start;                                                                                   \
    wait_until (has_result, &result);                                                        \
    finish;                                                                                  \
  }))

static gboolean
is_resting (gpointer data)
{
  return ent_sync_is_idle (((Fixture *) data)->sync);
}

void
fixture_rest (Fixture *fixture)
{
  wait_until (is_resting, fixture);
}

void
fixture_settle (Fixture *fixture)
{
  gint64 limit;

  fixture_rest (fixture);
  limit = ent_clock_get_now (ENT_CLOCK (fixture->clock)) + 2 * G_TIME_SPAN_DAY;

  while (ent_sync_get_next_try_at (fixture->sync) != 0 &&
         ent_sync_get_state (fixture->sync) != ENT_SYNC_SIGNED_OUT &&
         ent_reachability_is_up (ENT_REACHABILITY (fixture->reachability)))
    {
      gint64 now = ent_clock_get_now (ENT_CLOCK (fixture->clock));
      gint64 next = ent_sync_get_next_try_at (fixture->sync);

      g_assert_cmpint (next, <, limit);
      test_clock_advance (fixture->clock, MAX (next - now, 1));
      fixture_rest (fixture);
    }
}

/* ---- the program ---- */

static void
sign_in_session (Fixture *fixture)
{
  g_autoptr (EntCredentials) credentials = ent_memory_credentials_new ();
  g_autoptr (EntSession) session = NULL;
  g_autoptr (GError) error = NULL;

  session = ent_cookie_session_new (ent_client_get_server (fixture->client), TEACHER, credentials);
  WAIT (ent_credentials_store_async (credentials, ent_client_get_server (fixture->client), TEACHER,
                                     ENT_SECRET_PASSWORD, PASSWORD, NULL, keep_result_cb, &result),
        ent_credentials_store_finish (credentials, result, &error));
  g_assert_no_error (error);
  ent_client_set_session (fixture->client, session);
}

void
fixture_open (Fixture    *fixture,
              const char *server_uri)
{
  g_autoptr (GError) error = NULL;

  fixture->db = WAIT (ent_database_open_async (fixture->folder, NULL, keep_result_cb, &result),
                      ent_database_open_finish (result, &error));
  g_assert_no_error (error);

  fixture->client = ent_client_new (server_uri, &error);
  g_assert_no_error (error);
  sign_in_session (fixture);

  fixture->account = ent_account_new ();
  ent_account_set_server (fixture->account, ent_client_get_server (fixture->client));
  ent_account_set_login (fixture->account, TEACHER);
  ent_account_set_user_id (fixture->account, fixture->teacher);
  fixture->clock = test_clock_new ();
  fixture->reachability = ent_network_reachability_new (NULL);
  fixture->sync = ent_sync_new (fixture->db, fixture->client, fixture->account,
                                ENT_CLOCK (fixture->clock),
                                ENT_REACHABILITY (fixture->reachability));
}

void
fixture_close (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  WAIT (ent_sync_stop_async (fixture->sync, keep_result_cb, &result),
        ent_sync_stop_finish (fixture->sync, result, &error));
  g_assert_no_error (error);
  WAIT (ent_database_close_async (fixture->db, keep_result_cb, &result),
        ent_database_close_finish (fixture->db, result, &error));
  g_assert_no_error (error);

  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_finalize_object (fixture->sync);
  fixture->sync = NULL;
  g_clear_object (&fixture->account);
  g_assert_finalize_object (fixture->client);
  fixture->client = NULL;
  g_assert_finalize_object (fixture->reachability);
  fixture->reachability = NULL;
  g_assert_finalize_object (fixture->clock);
  fixture->clock = NULL;
  g_clear_object (&fixture->db);
}

void
fixture_find_places (Fixture *fixture)
{
  fixture->teacher = fixture_dup (fixture, "SELECT id FROM person WHERE login = ?1", TEACHER);
  fixture->blog = fixture_dup (fixture,
                               "SELECT id FROM blog WHERE author_id = ?1 AND trashed = 0 LIMIT 1",
                               fixture->teacher);
  fixture->notebook = fixture_dup (fixture,
                                   "SELECT id FROM notebook WHERE owner_id = ?1"
                                   " AND trashed = 0 LIMIT 1",
                                   fixture->teacher);
  fixture->parents = fixture_dup (fixture, "SELECT id FROM person WHERE login = ?1", COLLEAGUE);
  g_assert_nonnull (fixture->blog);
  g_assert_nonnull (fixture->notebook);
  g_assert_nonnull (fixture->parents);
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = ent_training_server_new (NULL, 1, ENT_TRAINING_SCALE_SCHOOL);
  ent_training_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);

  fixture->folder = g_dir_make_tmp ("ent-sync-XXXXXX", &error);
  g_assert_no_error (error);
  fixture_find_places (fixture);
  fixture_open (fixture, ent_training_server_get_uri (fixture->server));
  ent_sync_start (fixture->sync);
  fixture_pull (fixture, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_close (fixture);
  ent_training_server_stop (fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->server);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->blog);
  g_free (fixture->notebook);
  g_free (fixture->parents);
  g_free (fixture->teacher);
}

/* ---- the server ---- */

void
fixture_add_fault (Fixture    *fixture,
                   const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (rule, &error);

  g_assert_no_error (error);
  ent_training_server_add_fault (fixture->server, json_node_get_object (node));
}

gint64
fixture_ask (Fixture    *fixture,
             const char *sql,
             const char *value)
{
  return ent_training_db_get_int (ent_training_server_get_db (fixture->server), sql, "s", value);
}

char *
fixture_dup (Fixture    *fixture,
             const char *sql,
             const char *value)
{
  return ent_training_db_dup_text (ent_training_server_get_db (fixture->server), sql, "s", value);
}

/* ---- wishes ---- */

static gboolean
save_job (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  const EntDraftRow *draft = data;

  return ent_draft_store_save (db, draft, draft->html, error);
}

static void
free_draft (gpointer data)
{
  ent_draft_row_free (data);
}

void
fixture_save (Fixture     *fixture,
              EntDraftRow *draft)
{
  g_autoptr (GError) error = NULL;

  WAIT (ent_database_run_async (fixture->db, save_job, ent_draft_row_copy (draft), free_draft,
                                keep_result_cb,
                                &result),
        ent_database_run_finish (fixture->db, result, &error));
  g_assert_no_error (error);
}

void
fixture_type (Fixture    *fixture,
              const char *draft_uuid,
              const char *html)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDraftRow) draft = ent_draft_store_get (fixture->db, draft_uuid, &error);

  g_assert_no_error (error);
  g_assert_nonnull (draft);
  g_free (draft->html);
  draft->html = g_strdup (html);
  draft->revision++;
  fixture_save (fixture, draft);
}

guint
fixture_send (Fixture    *fixture,
              const char *draft_uuid,
              EntSendHow  how)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  ids = WAIT (ent_sync_enqueue_draft_async (fixture->sync, draft_uuid, how, 0, keep_result_cb,
                                            &result),
              ent_sync_enqueue_draft_finish (fixture->sync, result, &error));
  g_assert_no_error (error);

  return ids->len;
}

void
fixture_delete (Fixture    *fixture,
                EntKind     kind,
                const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  ids = WAIT (ent_sync_enqueue_delete_async (fixture->sync, kind, id, keep_result_cb, &result),
              ent_sync_enqueue_delete_finish (fixture->sync, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
}

guint
fixture_file (Fixture       *fixture,
              const char    *message_id,
              EntSyncFiling  filing,
              const char    *folder_id)
{
  const char *ids[] = { message_id, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) operations = NULL;

  operations = WAIT (ent_sync_file_messages_async (fixture->sync, ids, filing, folder_id,
                                                   keep_result_cb, &result),
                     ent_sync_file_messages_finish (fixture->sync, result, &error));
  g_assert_no_error (error);

  return operations->len;
}

void
fixture_choose (Fixture     *fixture,
                const char  *draft_uuid,
                EntSyncSide  side)
{
  g_autoptr (GError) error = NULL;

  WAIT (ent_sync_choose_async (fixture->sync, draft_uuid, side, keep_result_cb, &result),
        ent_sync_choose_finish (fixture->sync, result, &error));
  g_assert_no_error (error);
}

void
fixture_retry (Fixture    *fixture,
               const char *draft_uuid)
{
  g_autoptr (GError) error = NULL;

  WAIT (ent_sync_retry_async (fixture->sync, draft_uuid, keep_result_cb, &result),
        ent_sync_retry_finish (fixture->sync, result, &error));
  g_assert_no_error (error);
}

gboolean
fixture_cancel (Fixture    *fixture,
                const char *draft_uuid)
{
  g_autoptr (GError) error = NULL;
  gboolean cancelled;

  cancelled = WAIT (ent_sync_cancel_async (fixture->sync, draft_uuid, keep_result_cb, &result),
                    ent_sync_cancel_finish (fixture->sync, result, &error));
  g_assert_no_error (error);

  return cancelled;
}

gboolean
fixture_pull (Fixture       *fixture,
              EntPullStats  *stats,
              GError       **error)
{
  return WAIT (ent_sync_pull_async (fixture->sync, NULL, keep_result_cb, &result),
               ent_sync_pull_finish (fixture->sync, result, stats, error));
}

gboolean
fixture_fetch_message (Fixture    *fixture,
                       const char *id)
{
  g_autoptr (GError) error = NULL;
  gboolean marked_read;

  WAIT (ent_sync_fetch_message_async (fixture->sync, id, NULL, keep_result_cb, &result),
        ent_sync_fetch_message_finish (fixture->sync, result, &marked_read, &error));
  g_assert_no_error (error);

  return marked_read;
}

void
fixture_pull_kind (Fixture    *fixture,
                   EntKind     kind,
                   const char *parent_id)
{
  g_autoptr (GError) error = NULL;

  WAIT (ent_sync_pull_kind_async (fixture->sync, kind, parent_id, NULL, keep_result_cb, &result),
        ent_sync_pull_kind_finish (fixture->sync, result, NULL, &error));
  g_assert_no_error (error);
}

/* ---- drafts ---- */

char *
fixture_new_draft (Fixture    *fixture,
                   EntKind     kind,
                   const char *title,
                   const char *html)
{
  g_autoptr (EntDraftRow) draft = ent_draft_row_new (kind);
  g_autoptr (GPtrArray) to = g_ptr_array_new_with_free_func (g_object_unref);

  g_free (draft->title);
  draft->title = g_strdup (title);
  g_free (draft->html);
  draft->html = g_strdup (html);
  draft->revision = 1;

  if (kind == ENT_KIND_POST)
    draft->parent_id = g_strdup (fixture->blog);

  if (kind == ENT_KIND_ENTRY)
    {
      draft->parent_id = g_strdup (fixture->notebook);
      draft->date = g_strdup ("2026-11-24");
    }

  if (kind == ENT_KIND_MESSAGE)
    {
      g_ptr_array_add (to, ent_recipient_new_full (fixture->parents, "Anne Lefebvre",
                                                   ENT_RECIPIENT_USER));
      draft->to = ent_recipients_to_json (to);
    }

  fixture_save (fixture, draft);

  return g_strdup (draft->uuid);
}

char *
fixture_edit (Fixture    *fixture,
              EntKind     kind,
              const char *id,
              const char *html)
{
  g_autoptr (EntDraftRow) draft = ent_draft_row_new (kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntItem) item = ent_item_store_get (fixture->db, kind, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (item);
  draft->item_id = g_strdup (id);
  draft->parent_id = g_strdup (ent_item_get_parent_id (item));
  g_free (draft->title);
  draft->title = g_strdup (ent_item_get_title (item));
  g_free (draft->html);
  draft->html = g_strdup (html);
  draft->base = ent_item_to_json (item);
  draft->revision = 1;
  if (ENT_IS_ENTRY (item))
    draft->date = g_strdup (ent_entry_get_date (ENT_ENTRY (item)));
  if (ENT_IS_MESSAGE (item))
    draft->to = ent_recipients_to_json (ent_message_get_to (ENT_MESSAGE (item)));
  fixture_save (fixture, draft);

  return g_strdup (draft->uuid);
}

EntAttachment *
fixture_add_file (Fixture    *fixture,
                  const char *name,
                  const char *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  EntAttachment *file;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  file = WAIT (ent_file_store_add_async (fixture->db, source, NULL, keep_result_cb, &result),
               ent_file_store_add_finish (fixture->db, result, &error));
  g_assert_no_error (error);

  return file;
}

EntOperationRow *
fixture_get_operation (Fixture    *fixture,
                       const char *draft_uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ent_outbox_store_list_draft (fixture->db, draft_uuid, &error);

  g_assert_no_error (error);

  return rows->len > 0 ? ent_operation_row_copy (rows->pdata[0]) : NULL;
}

guint
fixture_count_operations (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ent_outbox_store_list (fixture->db, &error);

  g_assert_no_error (error);

  return rows->len;
}
