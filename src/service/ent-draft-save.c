/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-draft-private.h"

#include "ent-draft-store.h"
#include "ent-history-store.h"
#include "ent-recipient.h"

/* Throttled, not debounced: the first change starts the timer and later ones find it running.
 * With the disk's own time a word is safe within the second. */
#define SAVE_DELAY_MS 600
#define RETRY_DELAY_MS 4000
/* A text longer than this is written out in a worker thread; it may, as a document never
 * changes. */
#define LONG_HTML (64 * 1024)

/* ---- the job ---- */

typedef struct
{
  EntDraftRow *row;              /* (owned) */
  EntDocument *document;         /* (owned) */
  char        *plain;            /* (owned) (nullable): NULL until prepared */
  guint64      revision;         /* what the row holds */
  guint64      stored_revision;  /* what the row in the store is believed to say */
} SaveJob;

static void
save_job_free (gpointer data)
{
  SaveJob *job = data;

  ent_draft_row_free (job->row);
  ent_document_unref (job->document);
  g_free (job->plain);
  g_free (job);
}

static SaveJob *
save_job_new (EntDraft *self)
{
  SaveJob *job = g_new0 (SaveJob, 1);
  EntDraftRow *row;

  ent_draft_take_snapshot (self);

  row = ent_draft_row_copy (self->row);
  g_clear_pointer (&row->to, g_free);
  g_clear_pointer (&row->cc, g_free);
  g_clear_pointer (&row->cci, g_free);
  g_clear_pointer (&row->attachments, g_free);
  row->to = ent_recipients_to_json (self->to);
  row->cc = ent_recipients_to_json (self->cc);
  row->cci = ent_recipients_to_json (self->cci);
  row->attachments = ent_attachments_to_json (self->attachments);
  row->revision = self->revision;
  row->updated_at = g_get_real_time ();

  job->row = row;
  job->document = ent_document_ref (ent_draft_get_document (self));
  job->revision = self->revision;
  job->stored_revision = self->stored_revision;

  return job;
}

static void
prepare_job (SaveJob *job)
{
  if (job->plain != NULL)
    return;

  g_free (job->row->html);
  job->row->html = ent_document_to_html (job->document);
  job->plain = ent_document_to_plain (job->document);
}

/* Somebody (a merge) wrote another text while this one was typed: it stays readable in the
 * history. */
static gboolean
keep_other_text (EntDatabase        *db,
                 SaveJob            *job,
                 const EntDraftRow  *current,
                 GError            **error)
{
  EntDraftRow *row = job->row;

  if (current->revision == job->stored_revision)
    return TRUE;

  row->revision = MAX (row->revision, current->revision + 1);

  return g_strcmp0 (current->html, row->html) == 0 ||
         ent_history_store_add (db, row->uuid, ENT_PAST_ME, current->title, current->html, error);
}

/* What the store made of it: words typed after their draft left are a draft on what it became. */
static gboolean
read_back (EntDatabase  *db,
           SaveJob      *job,
           GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (EntDraftRow) saved = ent_draft_store_get (db, job->row->uuid, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (saved != NULL)
    {
      g_free (job->row->item_id);
      job->row->item_id = g_strdup (saved->item_id);
      job->row->sent_revision = saved->sent_revision;
      job->row->local_state = saved->local_state;
      g_free (job->row->local_error);
      job->row->local_error = g_strdup (saved->local_error);
      g_free (job->row->local_detail);
      job->row->local_detail = g_strdup (saved->local_detail);
    }

  return TRUE;
}

static gboolean
save_job (EntDatabase *db,
          gpointer     data,
          GError     **error)
{
  SaveJob *job = data;
  g_autoptr (EntDraftRow) current = NULL;
  g_autoptr (GError) local_error = NULL;

  prepare_job (job);
  current = ent_draft_store_get (db, job->row->uuid, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return (current == NULL || keep_other_text (db, job, current, error)) &&
         ent_draft_store_save (db, job->row, job->plain, error) &&
         read_back (db, job, error);
}

/* ---- the throttle ---- */

static void start_save (EntDraft *self);

static void
set_error (EntDraft *self,
           GError   *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  ent_draft_notify (self, ENT_DRAFT_PROP_ERROR);
}

static void
finish_waiters (EntDraft     *self,
                const GError *error)
{
  GQueue waiters = self->waiters;

  g_queue_init (&self->waiters);
  while (!g_queue_is_empty (&waiters))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&waiters);
      guint64 *revision = g_task_get_task_data (task);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else if (*revision <= self->saved_revision)
        g_task_return_boolean (task, TRUE);
      else
        g_queue_push_tail (&self->waiters, g_steal_pointer (&task));
    }
}

static gboolean
save_timeout_cb (gpointer user_data)
{
  EntDraft *self = user_data;

  self->save_source = 0;
  if (!self->saving && !ent_draft_is_saved (self))
    start_save (self);

  return G_SOURCE_REMOVE;
}

static void
note_state (EntDraft      *self,
            EntLocalState  state,
            const char    *code,
            const char    *detail)
{
  gboolean same = self->row->local_state == state &&
                  g_strcmp0 (self->row->local_error, code) == 0 &&
                  g_strcmp0 (self->row->local_detail, detail) == 0;

  if (same)
    return;

  self->row->local_state = state;
  g_free (self->row->local_error);
  self->row->local_error = g_strdup (code);
  g_free (self->row->local_detail);
  self->row->local_detail = g_strdup (detail);
  ent_draft_notify (self, ENT_DRAFT_PROP_LOCAL_STATE);
}

static void
set_item_id (EntDraft   *self,
             const char *item_id)
{
  if (g_strcmp0 (self->row->item_id, item_id) == 0)
    return;

  g_free (self->row->item_id);
  self->row->item_id = g_strdup (item_id);
}

static void
note_saved (EntDraft *self,
            SaveJob  *job)
{
  gboolean was_saved = ent_draft_is_saved (self);

  /* The store may have moved the count past ours, when another text had been written meanwhile. */
  self->revision += job->row->revision - job->revision;
  self->saved_revision = job->row->revision;
  self->stored_revision = job->row->revision;
  self->stored = TRUE;
  self->settled = FALSE;
  self->saved_at = job->row->updated_at;
  g_free (self->row->html);
  self->row->html = g_strdup (job->row->html);
  set_item_id (self, job->row->item_id);
  self->row->sent_revision = job->row->sent_revision;
  note_state (self, job->row->local_state, job->row->local_error, job->row->local_detail);
  ent_draft_notify (self, ENT_DRAFT_PROP_SAVED_AT);
  if (ent_draft_is_saved (self) != was_saved)
    ent_draft_notify (self, ENT_DRAFT_PROP_SAVED);
}

/* What one save carries through its callbacks. */
typedef struct
{
  EntDraft *draft;  /* (owned) */
  SaveJob  *job;    /* (owned) */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->draft);
  save_job_free (saving->job);
  g_free (saving);
}

static gboolean
run_saving (EntDatabase *db,
            gpointer     data,
            GError     **error)
{
  Saving *saving = data;

  return save_job (db, saving->job, error);
}

static void
save_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Saving *saving = user_data;
  g_autoptr (EntDraft) self = g_object_ref (saving->draft);
  GError *error = NULL;

  self->saving = FALSE;
  if (ent_database_run_finish (ENT_DATABASE (object), result, &error))
    note_saved (self, saving->job);
  saving_free (saving);

  set_error (self, error);
  ent_draft_keep (self, error != NULL && !self->discarded);
  finish_waiters (self, error);
  if (self->discarded || ent_draft_is_saved (self))
    return;

  if (error == NULL && !g_queue_is_empty (&self->waiters))
    start_save (self);
  else if (self->save_source == 0)
    self->save_source = g_timeout_add (error != NULL ? RETRY_DELAY_MS : SAVE_DELAY_MS,
                                       save_timeout_cb, self);
}

static void
write_saving (Saving *saving)
{
  ent_database_run_async (saving->draft->db, run_saving, saving, NULL, save_done_cb, saving);
}

static void
prepare_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Saving *saving = task_data;

  prepare_job (saving->job);
  g_task_return_boolean (task, TRUE);
}

static void
prepared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  write_saving (user_data);
}

static void
start_save (EntDraft *self)
{
  Saving *saving;

  g_assert (!self->saving);

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->saving = TRUE;
  saving = g_new0 (Saving, 1);
  saving->draft = g_object_ref (self);
  saving->job = save_job_new (self);

  if (strlen (self->row->html) > LONG_HTML)
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, prepared_cb, saving);

      g_task_set_source_tag (task, start_save);
      g_task_set_task_data (task, saving, NULL);
      g_task_run_in_thread (task, prepare_thread);
    }
  else
    {
      prepare_job (saving->job);
      write_saving (saving);
    }
}

/*
 * ent_draft_keep:
 * @self: a draft somebody holds
 * @keep: whether it must live on by itself
 *
 * A text the disk refused is nowhere else: its draft outlives the screen it was typed on, and goes on
 * trying, until the disk has it or it is thrown away.
 */
void
ent_draft_keep (EntDraft *self,
                gboolean  keep)
{
  if (self->kept == keep)
    return;

  self->kept = keep;
  if (keep)
    g_object_ref (self);
  else
    g_object_unref (self);
}

/*
 * ent_draft_schedule:
 * @self: a draft that has just changed
 *
 * Sees to it that the change is on the disk within the second.
 */
void
ent_draft_schedule (EntDraft *self)
{
  if (self->save_source == 0 && !self->discarded)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, save_timeout_cb, self);
}

/*
 * ent_draft_save_last:
 * @self: a draft that goes away
 *
 * Writes what is not written yet, with nobody left to tell; the store waits for it before it
 * closes. A save under way that ends later has an older revision, which the store does not put over
 * a newer one.
 */
void
ent_draft_save_last (EntDraft *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (ent_draft_is_saved (self) || self->discarded)
    return;

  ent_database_run_async (self->db, save_job, save_job_new (self), save_job_free, NULL, NULL);
  self->saved_revision = self->revision;
}

/**
 * ent_draft_save_async:
 * @self: a draft
 * @callback: called when the disk has every change made so far
 * @user_data: for @callback
 *
 * Writes the draft now: the focus left it, its page or window closes. It cannot be cancelled.
 */
void
ent_draft_save_async (EntDraft            *self,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  guint64 *revision;

  g_return_if_fail (ENT_IS_DRAFT (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ent_draft_save_async);
  if (ent_draft_is_saved (self) || self->discarded)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  revision = g_new (guint64, 1);
  *revision = self->revision;
  g_task_set_task_data (task, revision, g_free);
  g_queue_push_tail (&self->waiters, g_steal_pointer (&task));
  if (!self->saving)
    start_save (self);
}

/**
 * ent_draft_save_finish:
 * @self: a draft
 * @result: what the callback got
 * @error: ENT_STORE_ERROR_*; the text stays in memory and is tried again
 *
 * Returns: %TRUE when the disk has it
 */
gboolean
ent_draft_save_finish (EntDraft      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_draft_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- following the store ---- */

static gboolean
is_replaced (EntDraft          *self,
             const EntDraftRow *row)
{
  return row->revision != self->stored_revision &&
         (g_strcmp0 (row->html, self->row->html) != 0 ||
          g_strcmp0 (row->title, self->row->title) != 0 ||
          g_strcmp0 (row->date, self->row->date) != 0);
}

static void
set_theirs (EntDraft   *self,
            const char *json)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->theirs);
  if (json == NULL)
    return;

  self->theirs = ent_item_new_from_json (self->row->kind, json, &error);
  if (self->theirs == NULL)
    g_warning ("Cannot read the other version of a draft: %s", error->message);
}

/* The row is gone: the ENT has all of it, or of the two versions the ENT's was chosen. */
static void
settle (EntDraft *self)
{
  g_autoptr (EntItem) theirs = g_steal_pointer (&self->theirs);
  g_autoptr (GError) error = NULL;
  g_autofree char *item_id = ent_draft_store_dup_sent_item_id (self->db, self->row->uuid, &error);

  if (error != NULL)
    g_warning ("Cannot read what a draft became: %s", error->message);
  if (item_id != NULL)
    set_item_id (self, item_id);
  self->settled = TRUE;
  self->row->sent_revision = self->stored_revision;
  if (theirs != NULL && ent_draft_is_saved (self))
    {
      ent_draft_load_item (self, theirs);
      g_signal_emit_by_name (self, "text-replaced");
    }
  else if (theirs == NULL)
    {
      self->sent_at = g_get_real_time ();
      ent_draft_notify (self, ENT_DRAFT_PROP_SENT_AT);
    }
  note_state (self, ENT_LOCAL_STATE_NONE, NULL, NULL);
}

/*
 * ent_draft_refresh:
 * @self: a draft
 *
 * The store changed: takes over where the draft stands, and its text when a merge or a choice
 * replaced it and nothing was typed since ("text-replaced"). A row that is gone is on the ENT.
 */
void
ent_draft_refresh (EntDraft *self)
{
  g_autoptr (EntDraftRow) row = NULL;
  g_autoptr (GError) error = NULL;

  if (self->discarded)
    return;

  row = ent_draft_store_get (self->db, self->row->uuid, &error);
  if (error != NULL)
    {
      g_warning ("Cannot read a draft: %s", error->message);
      return;
    }
  if (row == NULL)
    {
      if (self->stored && !self->settled && !self->saving)
        settle (self);
      return;
    }

  set_item_id (self, row->item_id);
  self->row->sent_revision = row->sent_revision;
  set_theirs (self, row->theirs);
  if (!self->saving && ent_draft_is_saved (self) && is_replaced (self, row))
    {
      ent_draft_load_row (self, row);
      g_signal_emit_by_name (self, "text-replaced");
    }
  note_state (self, row->local_state, row->local_error, row->local_detail);
}
