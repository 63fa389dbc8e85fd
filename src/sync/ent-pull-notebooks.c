/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-pull-private.h"

#include "ent-notebook-cursor.h"

/* One small list tells which notebooks moved; only those are read, whole, at the same time. */

static void
entries_written_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  EntFan *fan = user_data;
  EntPull *self = g_task_get_source_object (ent_fan_get_task (fan));
  GError *error = NULL;

  ent_pull_page_written (self, result, NULL, &error);
  ent_fan_end (fan, error);
}

/* One notebook asked for. */
typedef struct
{
  EntFan *fan;
  guint   asked_at;  /* arrivals by then */
} Question;

static void
notebook_read_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autofree Question *question = user_data;
  EntFan *fan = question->fan;
  EntPull *self = g_task_get_source_object (ent_fan_get_task (fan));
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (EntNotebook) notebook = NULL;
  g_autoptr (EntMirrorPage) page = NULL;
  GError *error = NULL;

  notebook = ent_homework_api_get_notebook_finish (ENT_HOMEWORK_API (object), result, &entries,
                                                   &error);
  if (notebook == NULL)
    {
      ent_fan_end (fan, error);
      return;
    }

  /* Something of ours arrived since: this would put the mirror back. The cursor stays, so the next
   * pull asks again. */
  if (ent_pull_get_context (self)->n_arrivals != question->asked_at)
    {
      ent_fan_end (fan, NULL);
      return;
    }

  page = ent_notebook_page_new (notebook, entries);
  ent_pull_write_page (self, page, entries_written_cb, fan);
}

static void
ask_notebook (EntFan     *fan,
              const char *id)
{
  EntPull *self = g_task_get_source_object (ent_fan_get_task (fan));
  EntSyncContext *context = ent_pull_get_context (self);
  Question *question = g_new0 (Question, 1);

  ent_fan_begin (fan);
  question->fan = fan;
  question->asked_at = context->n_arrivals;
  ent_homework_api_get_notebook_async (context->homework, id, ent_pull_get_cancellable (self),
                                       notebook_read_cb, question);
}

/* The list and the notebooks to read. */
typedef struct
{
  EntFan    *fan;
  GPtrArray *notebooks;  /* (owned) (element-type EntNotebook) */
} List;

static void
list_written_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree List *list = user_data;
  g_autoptr (GPtrArray) notebooks = list->notebooks;
  EntPull *self = g_task_get_source_object (ent_fan_get_task (list->fan));
  EntSyncContext *context = ent_pull_get_context (self);
  GError *error = NULL;

  if (ent_pull_page_written (self, result, NULL, &error))
    for (guint i = 0; i < notebooks->len; i++)
      {
        if (!ent_notebook_has_moved (context->db, notebooks->pdata[i]))
          continue;

        ask_notebook (list->fan, ent_item_get_id (notebooks->pdata[i]));
      }

  ent_pull_set_fraction (self, ENT_SYNC_STEP_NOTEBOOKS, 0.3);
  ent_fan_end (list->fan, error);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  EntFan *fan = user_data;
  EntPull *self = g_task_get_source_object (ent_fan_get_task (fan));
  g_autoptr (EntMirrorPage) page = NULL;
  g_autoptr (GPtrArray) notebooks = NULL;
  GError *error = NULL;
  List *list;

  notebooks = ent_homework_api_list_notebooks_finish (ENT_HOMEWORK_API (object), result, &error);
  if (notebooks == NULL)
    {
      ent_fan_end (fan, error);
      return;
    }

  page = ent_mirror_page_new (ENT_KIND_NOTEBOOK, NULL);
  ent_mirror_page_add_items (page, notebooks);
  ent_mirror_page_set_complete (page, 0);
  list = g_new0 (List, 1);
  list->fan = fan;
  list->notebooks = g_steal_pointer (&notebooks);
  ent_pull_write_page (self, page, list_written_cb, list);
}

void
ent_pull_notebooks_async (EntPull             *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  EntSyncContext *context = ent_pull_get_context (self);
  EntFan *fan = ent_fan_new (g_task_new (self, NULL, callback, user_data));

  ent_homework_api_list_notebooks_async (context->homework, ent_pull_get_cancellable (self),
                                         listed_cb, fan);
}
