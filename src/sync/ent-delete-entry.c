/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-delete-entry.h"

#include "ent-merge-policy.h"
#include "ent-settle.h"

struct _EntDeleteEntry
{
  EntEntryOperation  parent_instance;

  char              *date;     /* (owned) (nullable): the day it sits in, as last seen */
  GError            *refusal;  /* (owned) (nullable): what the ENT answered */
};

G_DEFINE_FINAL_TYPE (EntDeleteEntry, ent_delete_entry, ENT_TYPE_ENTRY_OPERATION)

static void
ent_delete_entry_finalize (GObject *object)
{
  EntDeleteEntry *self = ENT_DELETE_ENTRY (object);

  g_clear_error (&self->refusal);
  g_clear_pointer (&self->date, g_free);

  G_OBJECT_CLASS (ent_delete_entry_parent_class)->finalize (object);
}

static EntProbe
judge (EntOperation *operation,
       GPtrArray    *found)
{
  EntItem *base = ent_operation_get_base (operation);
  EntDeleteEntry *self = ENT_DELETE_ENTRY (operation);

  if (found->len == 0)
    return ENT_PROBE_LANDED;

  g_free (self->date);
  self->date = g_strdup (ent_entry_get_date (found->pdata[0]));

  if (base != NULL && ent_merge_policy_compare (base, ent_operation_get_payload (operation),
                                                found->pdata[0], FALSE) == ENT_PROBE_CHANGED)
    {
      ent_operation_set_theirs (operation, found->pdata[0]);
      return ENT_PROBE_CHANGED;   /* what would be deleted is not what was seen */
    }

  return ENT_PROBE_READY;
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) found = ent_entry_operation_read_finish (ENT_ENTRY_OPERATION (object),
                                                                 result, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, judge (ENT_OPERATION (object), found));
}

static void
ent_delete_entry_probe (EntOperation *operation,
                        GTask        *task)
{
  ent_entry_operation_read_async (ENT_ENTRY_OPERATION (operation), looked_cb, task);
}

/* What the ENT says of an id it no longer has is not known: a no is checked by looking. */
static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntDeleteEntry *self = g_task_get_source_object (task);
  GError *error = NULL;

  g_clear_error (&self->refusal);
  if (ent_homework_api_delete_entry_finish (ENT_HOMEWORK_API (object), result, &error))
    {
      g_task_return_boolean (task, TRUE);
    }
  else if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_NOT_FOUND) ||
           g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_REJECTED))
    {
      self->refusal = error;
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

static void
ent_delete_entry_apply (EntOperation *operation,
                        GTask        *task)
{
  const EntOperationRow *row = ent_operation_get_row (operation);

  ent_homework_api_delete_entry_async (ent_operation_get_context (operation)->homework,
                                       row->parent_id, row->item_id,
                                       ENT_DELETE_ENTRY (operation)->date, NULL, deleted_cb, task);
}

static void
read_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) found = ent_entry_operation_read_finish (ENT_ENTRY_OPERATION (object),
                                                                 result, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else if (found->len > 0 && ENT_DELETE_ENTRY (object)->refusal != NULL)
    g_task_return_error (task, g_steal_pointer (&ENT_DELETE_ENTRY (object)->refusal));
  else if (found->len > 0)
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                             "the ENT said yes and still shows the entry");
  else
    g_task_return_boolean (task, TRUE);
}

static void
ent_delete_entry_verify (EntOperation *operation,
                         GTask        *task)
{
  ent_entry_operation_read_async (ENT_ENTRY_OPERATION (operation), read_back_cb, task);
}

static gboolean
ent_delete_entry_commit (EntOperation  *operation,
                         EntDatabase   *db,
                         GError       **error)
{
  return ent_entry_operation_mirror (ENT_ENTRY_OPERATION (operation), db, error) &&
         ent_settle_deleted (operation, db, error);
}

static void
ent_delete_entry_class_init (EntDeleteEntryClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ent_delete_entry_finalize;
  operation_class->probe = ent_delete_entry_probe;
  operation_class->apply = ent_delete_entry_apply;
  operation_class->verify = ent_delete_entry_verify;
  operation_class->commit = ent_delete_entry_commit;
}

static void
ent_delete_entry_init (EntDeleteEntry *self)
{
}
