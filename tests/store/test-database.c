/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ent-schema-private.h"

static const char *program;   /* our own path, to start ourselves as a child */

static char *
get_path (Fixture    *fixture,
          const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static guint
get_mode (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = get_path (fixture, name);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 0777;
}

static gboolean
set_cursor_job (EntDatabase  *db,
                gpointer      data,
                GError      **error)
{
  return ent_cursor_store_set (db, "test", data, error);
}

static void
assert_cursor (EntDatabase *db,
               const char  *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *got = ent_cursor_store_get (db, "test", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, value);
}

static void
test_modes (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (fixture_run (fixture->db, set_cursor_job, (gpointer) "1", NULL));

  g_assert_cmpuint (get_mode (fixture, "."), ==, 0700);
  g_assert_cmpuint (get_mode (fixture, "files"), ==, 0700);
  g_assert_cmpuint (get_mode (fixture, "store.sqlite"), ==, 0600);
  g_assert_cmpuint (get_mode (fixture, "store.sqlite-wal"), ==, 0600);
  g_assert_cmpuint (get_mode (fixture, "store.lock"), ==, 0600);
}

static void
test_cursor (Fixture       *fixture,
             gconstpointer  data)
{
  assert_cursor (fixture->db, NULL);
  g_assert_true (fixture_run (fixture->db, set_cursor_job, (gpointer) "page 2", NULL));
  assert_cursor (fixture->db, "page 2");
  g_assert_true (fixture_run (fixture->db, set_cursor_job, (gpointer) "page 3", NULL));

  fixture_reopen (fixture);
  assert_cursor (fixture->db, "page 3");
  g_assert_true (fixture_run (fixture->db, set_cursor_job, NULL, NULL));
  assert_cursor (fixture->db, NULL);
}

/* What a connection promises is asked of SQLite itself. */
static gboolean
check_pragmas_job (EntDatabase  *db,
                   gpointer      data,
                   GError      **error)
{
  static const struct { const char *sql; gint64 value; } pragmas[] = {
    { "PRAGMA foreign_keys", 1 },
    { "PRAGMA synchronous", 2 },
    { "PRAGMA user_version", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pragmas); i++)
    {
      g_autoptr (EntStatement) statement = ent_database_prepare (db, pragmas[i].sql, error);

      g_assert_true (ent_statement_next (statement, error));
      g_assert_cmpint (ent_statement_get_int64 (statement, 0), ==, pragmas[i].value);
    }

  return TRUE;
}

static void
test_pragmas (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntStatement) statement = NULL;

  g_assert_true (fixture_run (fixture->db, check_pragmas_job, NULL, &error));

  statement = ent_database_prepare (fixture->db, "PRAGMA journal_mode", &error);
  g_assert_true (ent_statement_next (statement, &error));
  g_assert_cmpstr (ent_statement_get_text (statement, 0), ==, "wal");
}

static gboolean
fail_job (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  ent_database_note_change (db, ENT_KIND_POST);
  g_assert_true (ent_cursor_store_set (db, "test", "never", error));
  g_set_error_literal (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "on purpose");

  return FALSE;
}

static gboolean
silent_job (EntDatabase  *db,
            gpointer      data,
            GError      **error)
{
  return FALSE;
}

static void
test_roll_back (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fixture_run (fixture->db, fail_job, NULL, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND);
  assert_cursor (fixture->db, NULL);
  g_assert_cmpuint (fixture->changes, ==, 0);
  g_clear_error (&error);

  g_assert_false (fixture_run (fixture->db, silent_job, NULL, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED);
  g_assert_true (fixture_run (fixture->db, set_cursor_job, (gpointer) "after", NULL));
}

static gboolean
note_job (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  g_assert_true (ent_cursor_store_set (db, "test", "noted", error));
  ent_database_note_change (db, ENT_KIND_POST);
  ent_database_note_bits (db, ENT_CHANGE_DRAFTS);

  return TRUE;
}

static void
see_committed_cb (EntDatabase *db,
                  guint        mask,
                  gpointer     data)
{
  assert_cursor (db, "noted");   /* told after the commit */
}

static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_signal_connect (fixture->db, "changed", G_CALLBACK (see_committed_cb), NULL);
  g_assert_true (fixture_run (fixture->db, note_job, NULL, NULL));
  g_assert_cmpuint (fixture->changes, ==, (1u << ENT_KIND_POST) | ENT_CHANGE_DRAFTS);
}

/* ---- order and threads ---- */

typedef struct
{
  GThread *main_thread;
  GString *jobs;         /* in the order they ran */
  GString *freed;        /* in the order their data went */
  guint    n_done;
} Trace;

typedef struct
{
  Trace *trace;
  char   name;
} Step;

static gboolean
trace_job (EntDatabase  *db,
           gpointer      data,
           GError      **error)
{
  Step *step = data;

  g_assert_true (g_thread_self () != step->trace->main_thread);
  g_string_append_c (step->trace->jobs, step->name);

  return step->name != 'c';
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_assert_true (g_thread_self () == step->trace->main_thread);
  g_string_append_c (step->trace->freed, step->name);
  g_free (step);
}

static void
traced_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Trace *trace = user_data;

  g_assert_true (g_thread_self () == trace->main_thread);
  ent_database_run_finish (ENT_DATABASE (object), result, NULL);
  trace->n_done++;
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GString) jobs = g_string_new (NULL);
  g_autoptr (GString) freed = g_string_new (NULL);
  Trace trace = { g_thread_self (), jobs, freed, 0 };
  g_autoptr (GError) error = NULL;

  for (char name = 'a'; name <= 'h'; name++)
    {
      Step *step = g_new0 (Step, 1);

      step->trace = &trace;
      step->name = name;
      ent_database_run_async (fixture->db, trace_job, step, step_free, traced_cb, &trace);
    }

  /* Closing waits for all of them, and one after it is refused. */
  fixture_close (fixture->db);
  g_assert_cmpstr (jobs->str, ==, "abcdefgh");
  g_assert_cmpstr (freed->str, ==, "abcdefgh");
  g_assert_cmpuint (trace.n_done, ==, 8);

  g_assert_false (fixture_run (fixture->db, note_job, NULL, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (ent_cursor_store_get (fixture->db, "test", &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED);

  g_assert_finalize_object (g_steal_pointer (&fixture->db));
}

static void
test_reader_cannot_write (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ent_cursor_store_set (fixture->db, "test", "main", &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_READ_ONLY);
}

typedef struct
{
  GAsyncQueue *began;   /* the transaction is open */
  GAsyncQueue *go_on;
} Gate;

static gboolean
wait_job (EntDatabase  *db,
          gpointer      data,
          GError      **error)
{
  Gate *gate = data;

  g_assert_true (ent_cursor_store_set (db, "test", "later", error));
  g_async_queue_push (gate->began, GINT_TO_POINTER (TRUE));
  g_assert_nonnull (g_async_queue_timeout_pop (gate->go_on, 10 * G_TIME_SPAN_SECOND));

  return TRUE;
}

/* A list is read while a long job writes, and shows what was there before. */
static void
test_read_while_writing (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GAsyncQueue) began = g_async_queue_new ();
  g_autoptr (GAsyncQueue) go_on = g_async_queue_new ();
  Gate gate = { began, go_on };
  g_autoptr (GString) jobs = g_string_new (NULL);
  g_autoptr (GString) freed = g_string_new (NULL);
  Trace trace = { g_thread_self (), jobs, freed, 0 };

  g_assert_true (fixture_run (fixture->db, set_cursor_job, (gpointer) "before", NULL));
  ent_database_run_async (fixture->db, wait_job, &gate, NULL, traced_cb, &trace);
  g_assert_nonnull (g_async_queue_timeout_pop (began, 10 * G_TIME_SPAN_SECOND));
  assert_cursor (fixture->db, "before");
  g_async_queue_push (go_on, GINT_TO_POINTER (TRUE));

  while (trace.n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  assert_cursor (fixture->db, "later");
}

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_open_cancelled (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ent_database_open_async (fixture->folder, cancellable, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ent_database_open_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ---- files that are not ours to open ---- */

static void
test_second_opener (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  EntDatabase *second = fixture_open (fixture->folder, &error);

  g_assert_null (second);
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_BUSY);

  /* The first does not notice. */
  g_assert_true (fixture_run (fixture->db, set_cursor_job, (gpointer) "mine", NULL));
  fixture_reopen (fixture);
  assert_cursor (fixture->db, "mine");
}

static gboolean
run_raw (const char *path,
         const char *sql)
{
  g_autoptr (EntSqlite) connection = ent_sqlite_open (path, SQLITE_OPEN_READWRITE, NULL);

  return connection != NULL && ent_sqlite_exec (connection, sql, NULL);
}

static void
close_for_good (Fixture *fixture)
{
  fixture_close (fixture->db);
  g_clear_object (&fixture->db);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "store.sqlite");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize before_length;
  gsize after_length;

  close_for_good (fixture);
  g_assert_true (run_raw (path, "CREATE TABLE tomorrow (x); PRAGMA user_version = 99"));
  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));

  g_assert_null (fixture_open (fixture->folder, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NEWER);

  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_read_only_folder (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autofree char *folder = g_build_filename (parent, "closed", NULL);
  g_autofree char *inside = g_build_filename (folder, "account", NULL);
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }

  g_assert_cmpint (g_mkdir (folder, 0500), ==, 0);
  g_assert_null (fixture_open (inside, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_READ_ONLY);
}

/* ---- schema ---- */

static GPtrArray *
make_steps (const char *second)
{
  GPtrArray *steps = ent_schema_dup_steps ();

  g_ptr_array_add (steps, g_bytes_new (second, strlen (second) + 1));

  return steps;
}

static void
test_upgrade (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "store.sqlite");
  g_autofree char *kept = get_path (fixture, "store.sqlite.v2");
  g_autoptr (GPtrArray) steps =
    make_steps ("CREATE TABLE added (x TEXT) STRICT; PRAGMA user_version = 3");
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSqlite) connection = NULL;
  g_autoptr (EntSqlite) copy = NULL;
  g_autofree char *value = NULL;
  gint64 version;

  g_assert_true (fixture_run (fixture->db, set_cursor_job, (gpointer) "old", NULL));
  close_for_good (fixture);

  connection = ent_sqlite_open (path, SQLITE_OPEN_READWRITE, &error);
  g_assert_true (ent_schema_upgrade (connection, path, steps, &error));
  g_assert_no_error (error);
  g_assert_true (ent_sqlite_query_int64 (connection, "PRAGMA user_version", &version, &error));
  g_assert_cmpint (version, ==, 3);
  g_assert_true (ent_sqlite_exec (connection, "SELECT x FROM added", &error));

  /* Beside it the file as it was, for us alone. */
  g_assert_cmpuint (get_mode (fixture, "store.sqlite.v2"), ==, 0600);
  copy = ent_sqlite_open (kept, SQLITE_OPEN_READONLY, &error);
  g_assert_true (ent_sqlite_query_int64 (copy, "PRAGMA user_version", &version, &error));
  g_assert_cmpint (version, ==, 2);
  value = ent_sqlite_query_text (copy, "SELECT value FROM cursor", &error);
  g_assert_cmpstr (value, ==, "old");

  /* Once done, there is nothing more to do. */
  g_assert_true (ent_schema_upgrade (connection, path, steps, &error));
}

static void
test_upgrade_fails (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "store.sqlite");
  g_autoptr (GPtrArray) steps =
    make_steps ("CREATE TABLE half (x TEXT) STRICT; CREATE TABLE cursor (x)");
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSqlite) connection = NULL;
  gint64 n;

  close_for_good (fixture);
  connection = ent_sqlite_open (path, SQLITE_OPEN_READWRITE, &error);
  g_assert_false (ent_schema_upgrade (connection, path, steps, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_true (ent_sqlite_query_int64 (connection, "PRAGMA user_version", &n, &error));
  g_assert_cmpint (n, ==, 2);
  g_assert_true (ent_sqlite_query_int64 (connection,
                                         "SELECT count (*) FROM sqlite_schema WHERE name = 'half'",
                                         &n, &error));
  g_assert_cmpint (n, ==, 0);
}

/* ---- statements ---- */

static gboolean
statement_job (EntDatabase  *db,
               gpointer      data,
               GError      **error)
{
  const guint8 raw[] = { 0, 1, 255 };
  g_autoptr (GBytes) bytes = g_bytes_new (raw, sizeof raw);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) got = NULL;
  g_autoptr (GBytes) got_empty = NULL;
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db, "SELECT ?1, ?2, ?3, ?4, ?5", error);

  g_assert_true (ent_statement_bind_text (statement, 1, "é", error));
  g_assert_true (ent_statement_bind_text (statement, 2, NULL, error));
  g_assert_true (ent_statement_bind_int64 (statement, 3, G_MININT64, error));
  g_assert_true (ent_statement_bind_bytes (statement, 4, bytes, error));
  g_assert_true (ent_statement_bind_bytes (statement, 5, empty, error));
  g_assert_false (ent_statement_bind_int64 (statement, 6, 0, NULL));

  g_assert_true (ent_statement_next (statement, error));
  g_assert_cmpstr (ent_statement_get_text (statement, 0), ==, "é");
  g_assert_null (ent_statement_get_text (statement, 1));
  g_assert_null (ent_statement_dup_bytes (statement, 1));
  g_assert_cmpint (ent_statement_get_int64 (statement, 2), ==, G_MININT64);
  got = ent_statement_dup_bytes (statement, 3);
  g_assert_true (g_bytes_equal (got, bytes));
  got_empty = ent_statement_dup_bytes (statement, 4);
  g_assert_true (g_bytes_equal (got_empty, empty));
  g_assert_false (ent_statement_next (statement, error));

  /* Reset keeps what is bound; a fresh one with the same SQL does not. */
  ent_statement_reset (statement);
  g_assert_true (ent_statement_next (statement, error));
  g_assert_cmpstr (ent_statement_get_text (statement, 0), ==, "é");
  g_clear_pointer (&statement, ent_statement_free);
  statement = ent_database_prepare (db, "SELECT ?1, ?2, ?3, ?4, ?5", error);
  g_assert_true (ent_statement_next (statement, error));
  g_assert_null (ent_statement_get_text (statement, 0));

  return TRUE;
}

static void
test_statement (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_run (fixture->db, statement_job, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (ent_database_prepare (fixture->db, "SELECT nothing FROM nowhere", &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED);
}

/* ---- full disk ---- */

static gboolean
limit_pages_job (EntDatabase  *db,
                 gpointer      data,
                 GError      **error)
{
  g_autoptr (EntStatement) statement =
    ent_database_prepare (db,
                          data != NULL ? "PRAGMA max_page_count = 1"
                                       : "PRAGMA max_page_count = 1000000",
                          error);

  return statement != NULL && ent_statement_run (statement, error);
}

static gboolean
write_much_job (EntDatabase  *db,
                gpointer      data,
                GError      **error)
{
  g_autofree char *much = g_strnfill (2000000, 'x');

  return ent_cursor_store_set (db, "test", "lost with the rest", error) &&
         ent_cursor_store_set (db, "much", much, error);
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_run (fixture->db, set_cursor_job, (gpointer) "kept", NULL));
  g_assert_true (fixture_run (fixture->db, limit_pages_job, (gpointer) "least", NULL));

  g_assert_false (fixture_run (fixture->db, write_much_job, NULL, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_FULL);
  assert_cursor (fixture->db, "kept");

  /* Usable again as soon as there is room. */
  g_assert_true (fixture_run (fixture->db, limit_pages_job, NULL, NULL));
  g_clear_error (&error);
  g_assert_true (fixture_run (fixture->db, write_much_job, NULL, &error));
  g_assert_no_error (error);
  assert_cursor (fixture->db, "lost with the rest");
}

static void
limit_file_size (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* In a child: the system itself refuses to let the files grow. */
static int
run_full_child (const char *folder)
{
  g_autoptr (GError) error = NULL;
  EntDatabase *db = fixture_open (folder, &error);

  g_assert_no_error (error);
  g_assert_true (fixture_run (db, set_cursor_job, (gpointer) "kept", &error));

  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (600000);
  g_assert_false (fixture_run (db, write_much_job, NULL, &error));
  g_assert_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_FULL);
  assert_cursor (db, "kept");
  g_clear_error (&error);

  limit_file_size (RLIM_INFINITY);
  g_assert_true (fixture_run (db, write_much_job, NULL, &error));
  g_assert_no_error (error);
  fixture_close (db);
  g_object_unref (db);

  return 0;
}

static void
test_file_limit (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *argv[] = { program, "--full", fixture->folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  close_for_good (fixture);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_no_error (error);
}

/* ---- killed while writing ---- */

typedef struct
{
  EntDraftRow *row;
  char        *plain;
} Write;

static gboolean
write_job (EntDatabase  *db,
           gpointer      data,
           GError      **error)
{
  Write *call = data;

  return ent_draft_store_save (db, call->row, call->plain, error);
}

/* In a child, until killed: saves revision after revision, says each number once it is told it is
 * kept. */
static void
run_writer_child (const char *folder,
                  const char *first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDraftRow) row = ent_draft_row_new (ENT_KIND_POST);
  EntDatabase *db = fixture_open (folder, &error);

  g_assert_no_error (error);
  g_free (row->uuid);
  row->uuid = g_strdup ("the-draft");

  for (row->revision = g_ascii_strtoull (first, NULL, 10); ; row->revision++)
    {
      g_autofree char *plain = g_strdup_printf ("révision %" G_GUINT64_FORMAT, row->revision);
      Write call = { row, plain };

      g_free (row->html);
      row->html = g_strdup_printf ("<p>%s</p>", plain);
      g_assert_true (fixture_run (db, write_job, &call, &error));
      g_assert_cmpint (dprintf (STDOUT_FILENO, "%" G_GUINT64_FORMAT "\n", row->revision), >, 0);
    }
}

/* The last number the child said before it was killed after @n of them. */
static guint64
kill_writer (Fixture *fixture,
             guint64  first,
             guint    n)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, first);
  const char *argv[] = { program, "--write", fixture->folder, number, NULL };
  g_autoptr (GError) error = NULL;
  guint64 said = 0;
  char line[64];
  FILE *out;
  GPid pid;
  int fd;

  g_assert_true (g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD,
                                           NULL, NULL, &pid, NULL, &fd, NULL, &error));
  out = fdopen (fd, "r");
  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (fgets (line, sizeof line, out));
      said = g_ascii_strtoull (line, NULL, 10);
    }

  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  /* What it said between our reading and its end counts too. */
  while (fgets (line, sizeof line, out) != NULL && strchr (line, '\n') != NULL)
    said = g_ascii_strtoull (line, NULL, 10);
  fclose (out);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);

  return said;
}

static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  guint64 first = 1;

  close_for_good (fixture);

  for (guint round = 0; round < 6; round++)
    {
      guint64 said = kill_writer (fixture, first, 3 + 7 * round);
      g_autoptr (EntDraftRow) row = NULL;
      g_autoptr (GPtrArray) hits = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *html = NULL;
      g_autofree char *words = NULL;
      EntDatabase *db = fixture_open (fixture->folder, &error);

      g_assert_no_error (error);
      row = ent_draft_store_get (db, "the-draft", &error);
      g_assert_nonnull (row);
      g_assert_cmpuint (row->revision, >=, said);

      /* Whole: text, number and search are of the same revision. */
      html = g_strdup_printf ("<p>révision %" G_GUINT64_FORMAT "</p>", row->revision);
      g_assert_cmpstr (row->html, ==, html);
      words = g_strdup_printf ("revision %" G_GUINT64_FORMAT, row->revision);
      hits = ent_search_store_find (db, words, 10, &error);
      g_assert_cmpuint (hits->len, ==, 1);

      first = row->revision + 1;
      fixture_close (db);
      g_object_unref (db);
    }
}

int
main (int    argc,
      char **argv)
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--full"))
    return run_full_child (argv[2]);
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    run_writer_child (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/store/database/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("modes", test_modes);
  ADD ("cursor", test_cursor);
  ADD ("pragmas", test_pragmas);
  ADD ("roll-back", test_roll_back);
  ADD ("changed", test_changed);
  ADD ("order", test_order);
  ADD ("reader-cannot-write", test_reader_cannot_write);
  ADD ("read-while-writing", test_read_while_writing);
  ADD ("open-cancelled", test_open_cancelled);
  ADD ("second-opener", test_second_opener);
  ADD ("newer", test_newer);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("upgrade", test_upgrade);
  ADD ("upgrade-fails", test_upgrade_fails);
  ADD ("statement", test_statement);
  ADD ("full", test_full);
  ADD ("file-limit", test_file_limit);
  ADD ("killed", test_killed);

  return g_test_run ();
}
