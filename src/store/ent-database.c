/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

/* store/ keeps one account on this computer. EntDatabase owns a thread and two connections to one
 * SQLite file in WAL mode. The thread has the writer: jobs run there in the order they were asked,
 * each inside one transaction that reaches the disk before anybody is told. The main thread has a
 * read-only connection for bounded reads: a list window never waits behind a job. The functions of
 * the stores (ent_item_store_…, ent_draft_store_…, ent_outbox_store_…) are plain functions to call
 * from a job, so that one action of the teacher, whatever it touches, is one transaction.
 *
 * Messages between the two: the queue towards the thread; idle sources of the opener's context
 * back. */

#include "ent-database.h"

#include "ent-database-file-private.h"
#include "ent-database-private.h"
#include "ent-shown-private.h"
#include "ent-statement-private.h"

struct _EntDatabase
{
  GObject          parent_instance;

  char            *folder;       /* (owned): the account's folder */
  GMainContext    *context;      /* (owned): where the opener lives */
  GThread         *main_thread;  /* (unowned): the opener's; may use the reader */
  GThread         *thread;       /* (owned) (nullable): has the writer; NULL once closed */
  GAsyncQueue     *queue;        /* (owned) (element-type Job) */
  EntDatabaseFile  file;
  EntAnchors      *anchors;      /* (owned): main thread only */
  gboolean         is_closing;   /* main thread only */
  gboolean         in_job;       /* database thread only */
  guint            changes;      /* database thread only: what the job noted */
};

typedef enum
{
  JOB_OPEN,
  JOB_RUN,
  JOB_CLOSE,          /* all jobs asked before are done: the reader may go */
  JOB_CLOSE_WRITER,
} JobType;

/* Made on the main thread, filled on the database's, freed on the main thread again. */
typedef struct
{
  JobType         type;
  GTask          *task;        /* (owned): its source is the database */
  EntDatabase    *database;    /* (unowned): kept by @task */
  EntDatabaseJob  function;
  gpointer        data;        /* (owned through @data_free) */
  GDestroyNotify  data_free;
  gboolean        succeeded;
  guint           changes;
  GError         *error;       /* (owned) (nullable) */
} Job;

G_DEFINE_FINAL_TYPE (EntDatabase, ent_database, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
job_free (Job *job)
{
  if (job->data_free != NULL)
    job->data_free (job->data);

  g_clear_error (&job->error);
  g_object_unref (job->task);
  g_free (job);
}

static void
push_job (EntDatabase    *self,
          JobType         type,
          GTask          *task,
          EntDatabaseJob  function,
          gpointer        data,
          GDestroyNotify  data_free)
{
  Job *job = g_new0 (Job, 1);

  job->type = type;
  job->task = task;
  job->database = self;
  job->function = function;
  job->data = data;
  job->data_free = data_free;

  g_async_queue_push (self->queue, job);
}

static void
end_thread (EntDatabase *self)
{
  g_thread_join (g_steal_pointer (&self->thread));
}

static void
return_result (Job *job)
{
  if (job->succeeded)
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_error (job->task, g_steal_pointer (&job->error));
}

/* On the main thread, after the database's thread did its part. */
static gboolean
job_done_cb (gpointer data)
{
  Job *job = data;
  EntDatabase *self = job->database;

  switch (job->type)
    {
    case JOB_OPEN:
      if (!job->succeeded)
        end_thread (self);
      return_result (job);
      break;

    case JOB_RUN:
      if (job->changes != 0)
        {
          ent_anchors_forget (self->anchors, job->changes);
          g_signal_emit (self, signals[CHANGED], 0, job->changes);
        }
      return_result (job);
      break;

    case JOB_CLOSE:
      g_clear_pointer (&self->file.reader, ent_sqlite_close);
      push_job (self, JOB_CLOSE_WRITER, g_object_ref (job->task), NULL, NULL, NULL);
      break;

    case JOB_CLOSE_WRITER:
      end_thread (self);
      g_task_return_boolean (job->task, TRUE);
      break;

    default:
      g_assert_not_reached ();
    }

  job_free (job);

  return G_SOURCE_REMOVE;
}

static void
send_back (EntDatabase *self,
           Job         *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  /* Not idle priority: an answer is as urgent as the event that asked. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, job_done_cb, job, NULL);
  g_source_attach (source, self->context);
}

static void
run_job (EntDatabase *self,
         Job         *job)
{
  EntSqlite *writer = self->file.writer;

  self->changes = 0;
  self->in_job = TRUE;
  job->succeeded = ent_sqlite_exec (writer, "BEGIN IMMEDIATE", &job->error) &&
                   job->function (self, job->data, &job->error) &&
                   ent_sqlite_exec (writer, "COMMIT", &job->error);
  self->in_job = FALSE;

  if (job->succeeded)
    {
      job->changes = self->changes;
      return;
    }

  /* SQLite may have rolled back by itself, on a full disk for instance. */
  if (!sqlite3_get_autocommit (writer->handle))
    ent_sqlite_exec (writer, "ROLLBACK", NULL);

  if (g_error_matches (job->error, ENT_STORE_ERROR, ENT_STORE_ERROR_CORRUPT))
    ent_database_file_doubt (self->folder);
  if (job->error == NULL)
    job->error = g_error_new_literal (ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED,
                                      "the job gave up without saying why");
}

/* What the lists show of rows that were saved from a damaged file is worked out anew. */
static gboolean
show_salvaged_job (EntDatabase  *self,
                   gpointer      data,
                   GError      **error)
{
  return ent_shown_rebuild (self, error);
}

static gboolean
show_salvaged (EntDatabase  *self,
               GError      **error)
{
  Job job = { 0 };

  if (self->file.salvage == NULL)
    return TRUE;

  job.function = show_salvaged_job;
  run_job (self, &job);
  if (job.succeeded)
    return TRUE;

  g_propagate_error (error, job.error);
  ent_database_file_close (&self->file);

  return FALSE;
}

static gpointer
run_thread (gpointer data)
{
  EntDatabase *self = data;
  gboolean is_open = TRUE;

  while (is_open)
    {
      Job *job = g_async_queue_pop (self->queue);

      switch (job->type)
        {
        case JOB_OPEN:
          job->succeeded = ent_database_file_open (&self->file, self->folder, &job->error) && show_salvaged (self, &job->error);
          is_open = job->succeeded;
          break;
        case JOB_RUN:
          run_job (self, job);
          break;
        case JOB_CLOSE:
          break;
        case JOB_CLOSE_WRITER:
          ent_database_file_close (&self->file);
          is_open = FALSE;
          break;
        default:
          g_assert_not_reached ();
        }

      send_back (self, job);
    }

  return NULL;
}

static void
ent_database_finalize (GObject *object)
{
  EntDatabase *self = ENT_DATABASE (object);

  /* Closing waits for the disk, which finalizing must not: the owner closes. */
  g_assert (self->thread == NULL);

  g_free (self->folder);
  g_main_context_unref (self->context);
  g_async_queue_unref (self->queue);
  ent_anchors_free (self->anchors);

  G_OBJECT_CLASS (ent_database_parent_class)->finalize (object);
}

static void
ent_database_class_init (EntDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ent_database_finalize;

  /**
   * EntDatabase::changed:
   * @self: a database
   * @mask: bits 1 << #EntKind, %ENT_CHANGE_DRAFTS, %ENT_CHANGE_OPERATIONS
   *
   * Rows changed and are on the disk. Emitted on the opener's thread, once a job that noted
   * changes, before the job's own callback.
   */
  signals[CHANGED] =
    g_signal_new ("changed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ent_database_init (EntDatabase *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->main_thread = g_thread_self ();
  self->queue = g_async_queue_new ();
  self->anchors = ent_anchors_new ();
  self->file.lock_fd = -1;
}

/**
 * ent_database_open_async:
 * @folder: the account's folder; made with its parents, mode 0700, when it is not there
 * @cancellable: (nullable): only heeded before the opening begins
 * @callback: called in the caller's main context
 * @user_data: data for @callback
 *
 * Opens the account's database, made or brought up to date as needed. The calling thread becomes
 * the one that may read through the second connection; every later call is made from it.
 *
 * Fails with %ENT_STORE_ERROR_BUSY when another program holds the folder, _NEWER when a newer
 * program wrote it (the file is left as it was), _CORRUPT, _READ_ONLY, _FULL or _FAILED.
 */
void
ent_database_open_async (const char          *folder,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (EntDatabase) self = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (folder != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  self = g_object_new (ENT_TYPE_DATABASE, NULL);
  self->folder = g_strdup (folder);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_database_open_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  /* An open database must be closed: it always reaches the caller. */
  g_task_set_check_cancellable (task, FALSE);
  self->thread = g_thread_new ("ent-store", run_thread, self);
  push_job (self, JOB_OPEN, g_steal_pointer (&task), NULL, NULL, NULL);
}

/**
 * ent_database_open_finish:
 * @result: the result given to the callback
 * @error: return location
 *
 * Returns: (transfer full): the open database, to be closed with ent_database_close_async()
 */
EntDatabase *
ent_database_open_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_database_open_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return ENT_DATABASE (g_async_result_get_source_object (result));
}

/**
 * ent_database_close_async:
 * @self: an open database
 * @callback: called in the opener's main context
 * @user_data: data for @callback
 *
 * Closes after the jobs asked before; a job asked from now on is refused. Must be called once
 * before the last reference goes away.
 */
void
ent_database_close_async (EntDatabase         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_DATABASE (self));
  g_return_if_fail (self->thread != NULL && !self->is_closing);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_database_close_async);

  self->is_closing = TRUE;
  push_job (self, JOB_CLOSE, g_steal_pointer (&task), NULL, NULL, NULL);
}

/**
 * ent_database_close_finish:
 * @self: a database
 * @result: the result given to the callback
 * @error: return location
 *
 * Returns: %TRUE
 */
gboolean
ent_database_close_finish (EntDatabase   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_database_close_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_database_run_async:
 * @self: a database
 * @job: (scope async): runs on the database's thread, inside one transaction
 * @data: data for @job
 * @data_free: (nullable): frees @data, on the opener's thread
 * @callback: (nullable): called in the opener's main context once the transaction is on the disk
 * @user_data: data for @callback
 *
 * Runs @job after those asked before. %TRUE from it commits, %FALSE with its error rolls
 * everything back. Not cancellable: what was asked to be written is written. Fails with the error
 * of @job, with %ENT_STORE_ERROR_FULL when the disk refuses the transaction (the database stays
 * usable), or with %ENT_STORE_ERROR_FAILED when @self is being closed.
 */
void
ent_database_run_async (EntDatabase         *self,
                        EntDatabaseJob       job,
                        gpointer             data,
                        GDestroyNotify       data_free,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENT_IS_DATABASE (self));
  g_return_if_fail (g_thread_self () == self->main_thread);
  g_return_if_fail (job != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_database_run_async);

  if (self->thread == NULL || self->is_closing)
    {
      g_task_return_new_error (task, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED,
                               "the database is closed");
      if (data_free != NULL)
        data_free (data);
      return;
    }

  push_job (self, JOB_RUN, g_steal_pointer (&task), job, data, data_free);
}

/**
 * ent_database_run_finish:
 * @self: a database
 * @result: the result given to the callback
 * @error: return location
 *
 * Returns: %TRUE if the job's work is on the disk
 */
gboolean
ent_database_run_finish (EntDatabase   *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_database_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_database_note_change:
 * @self: a database, in a job
 * @kind: kind of the rows that changed
 *
 * Asks for #EntDatabase::changed with the bit of @kind, if the job commits.
 */
void
ent_database_note_change (EntDatabase *self,
                          EntKind      kind)
{
  ent_database_note_bits (self, 1u << kind);
}

/**
 * ent_database_note_bits:
 * @self: a database, in a job
 * @bits: bits of the mask of #EntDatabase::changed
 *
 * Asks for #EntDatabase::changed with @bits, if the job commits.
 */
void
ent_database_note_bits (EntDatabase *self,
                        guint        bits)
{
  g_return_if_fail (ENT_IS_DATABASE (self));
  g_assert (g_thread_self () == self->thread && self->in_job);

  self->changes |= bits;
}

/**
 * ent_database_prepare:
 * @self: a database
 * @sql: one statement, a literal with parameters ?1, ?2…
 * @error: return location
 *
 * Prepares @sql on the connection of the calling thread: the writer in a job, the read-only one
 * on the opener's thread. There, free the statement before returning to the main loop: while it
 * lives, the journal cannot be folded back.
 *
 * Returns: (transfer full): a statement
 */
EntStatement *
ent_database_prepare (EntDatabase  *self,
                      const char   *sql,
                      GError      **error)
{
  EntSqlite *connection;

  g_return_val_if_fail (ENT_IS_DATABASE (self), NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  if (g_thread_self () == self->main_thread)
    {
      connection = self->file.reader;
    }
  else
    {
      g_assert (g_thread_self () == self->thread && self->in_job);
      connection = self->file.writer;
    }

  if (connection == NULL)
    {
      g_set_error_literal (error, ENT_STORE_ERROR, ENT_STORE_ERROR_FAILED,
                           "the database is closed");
      return NULL;
    }

  return ent_statement_new (connection, sql, error);
}

/**
 * ent_database_is_open:
 * @self: a database
 *
 * Returns: whether it can still be read
 */
gboolean
ent_database_is_open (EntDatabase *self)
{
  g_return_val_if_fail (ENT_IS_DATABASE (self), FALSE);

  return self->file.reader != NULL;
}

/**
 * ent_database_get_folder:
 * @self: a database
 *
 * Returns: (transfer none): the account's folder
 */
const char *
ent_database_get_folder (EntDatabase *self)
{
  g_return_val_if_fail (ENT_IS_DATABASE (self), NULL);

  return self->folder;
}

EntAnchors *
ent_database_get_anchors (EntDatabase *self)
{
  return g_thread_self () == self->main_thread ? self->anchors : NULL;
}

/**
 * ent_database_get_salvage:
 * @self: an open database
 * @n_drafts: (out) (optional): how many texts could be read
 * @kept_name: (out) (optional) (transfer none): name of the damaged file, in the account's folder
 *
 * Whether the file was found damaged when it was opened, and what is there now is what could be read of it.
 *
 * Returns: %TRUE if so
 */
gboolean
ent_database_get_salvage (EntDatabase  *self,
                          guint        *n_drafts,
                          const char  **kept_name)
{
  g_return_val_if_fail (ENT_IS_DATABASE (self), FALSE);

  if (self->file.salvage == NULL)
    return FALSE;

  if (n_drafts != NULL)
    *n_drafts = self->file.salvage->n_drafts;
  if (kept_name != NULL)
    *kept_name = self->file.salvage->kept_name;

  return TRUE;
}
