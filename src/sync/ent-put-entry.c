/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-put-entry.h"

#include "ent-auto-merge.h"
#include "ent-merge-policy.h"
#include "ent-outbox-store.h"
#include "ent-safe-request.h"
#include "ent-settle.h"
#include "ent-verb.h"

/* The id of an entry is ours, made when it was first asked to leave: whether a put has landed is a
 * matter of looking. Whether a put with a known id replaces or appends is not told anywhere. Where
 * the ENT appends, the entry goes on under a new id and the old ones are deleted afterwards, so
 * nothing is missing at any moment. */

struct _EntPutEntry
{
  EntEntryOperation  parent_instance;

  gboolean           appended;  /* the ENT holds several entries with this id */
};

G_DEFINE_FINAL_TYPE (EntPutEntry, ent_put_entry, ENT_TYPE_ENTRY_OPERATION)

static EntProbe
judge (EntOperation *operation,
       GPtrArray    *found)
{
  EntItem *base = ent_operation_get_base (operation);
  EntItem *stranger = NULL;
  EntProbe best = ENT_PROBE_CHANGED;

  if (found->len == 0)
    return base != NULL ? ENT_PROBE_GONE : ENT_PROBE_READY;

  for (guint i = 0; i < found->len && best != ENT_PROBE_LANDED; i++)
    {
      EntProbe probe = ent_merge_policy_compare (base, ent_operation_get_payload (operation),
                                                 found->pdata[i],
                                                 ent_operation_was_tried (operation));

      if (probe == ENT_PROBE_CHANGED)
        stranger = found->pdata[i];
      else
        best = probe;
    }

  if (best == ENT_PROBE_CHANGED)
    ent_operation_set_theirs (operation, stranger);

  return best;
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
    g_task_return_int (task, ent_auto_merge (ENT_OPERATION (object),
                                             judge (ENT_OPERATION (object), found)));
}

static void
ent_put_entry_probe (EntOperation *operation,
                     GTask        *task)
{
  /* Also when the entry is new: the others of the notebook are counted before and after. */
  ent_entry_operation_read_async (ENT_ENTRY_OPERATION (operation), looked_cb, task);
}

static void
put_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ent_homework_api_put_entry_finish (ENT_HOMEWORK_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ent_put_entry_apply (EntOperation *operation,
                     GTask        *task)
{
  EntSyncContext *context = ent_operation_get_context (operation);
  const EntOperationRow *row = ent_operation_get_row (operation);
  const EntPayload *payload = ent_operation_get_payload (operation);
  GError *error = NULL;
  g_autoptr (EntSafeRequest) request = ent_safe_request (context->db, ENT_KIND_ENTRY,
                                                         payload->title, payload->html, &error);

  if (request == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  ent_homework_api_put_entry_async (context->homework, row->parent_id, row->item_id, payload->date,
                                    request->title, request->html, NULL, put_cb, task);
}

static void
read_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntOperation *operation = ENT_OPERATION (object);
  EntItem *mine = NULL;
  GError *error = NULL;
  g_autoptr (GPtrArray) found = ent_entry_operation_read_finish (ENT_ENTRY_OPERATION (object),
                                                                 result, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (found->len == 0)
    {
      g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                               "the ENT said yes and does not show the entry");
      return;
    }

  for (guint i = 0; i < found->len && mine == NULL; i++)
    if (ent_merge_policy_same_words (ent_operation_get_payload (operation), found->pdata[i]))
      mine = found->pdata[i];
  if (mine == NULL)
    mine = found->pdata[found->len - 1];

  ENT_PUT_ENTRY (object)->appended = found->len > 1;
  if (ent_merge_policy_check_written (operation, mine, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ent_put_entry_verify (EntOperation *operation,
                      GTask        *task)
{
  ent_entry_operation_read_async (ENT_ENTRY_OPERATION (operation), read_back_cb, task);
}

/* What was merged stays merged; a new id has no other version to stand on. */
static char *
dup_payload_without_base (const EntOperationRow  *row,
                          GError                **error)
{
  g_autoptr (EntPayload) payload = ent_payload_new_from_json (row->payload, error);

  if (payload == NULL)
    return NULL;

  g_clear_pointer (&payload->merged_base, g_free);

  return ent_payload_to_json (payload);
}

static gboolean
enqueue (EntOperation     *operation,
         EntDatabase      *db,
         EntOperationRow  *row,
         GError          **error)
{
  const EntOperationRow *mine = ent_operation_get_row (operation);
  char *payload = dup_payload_without_base (mine, error);

  if (payload == NULL)
    return FALSE;

  row->draft_uuid = g_strdup (mine->draft_uuid);
  row->parent_id = g_strdup (mine->parent_id);
  g_free (row->title);
  row->title = g_strdup (mine->title);
  row->revision = mine->revision;
  g_free (row->payload);
  row->payload = payload;
  row->created_at = mine->created_at;

  return ent_outbox_store_add (db, row, error);
}

/* The same text again under a new id, then the old id goes with all that bears it. */
static gboolean
move_to_new_id (EntOperation  *operation,
                EntDatabase   *db,
                GError       **error)
{
  g_autoptr (EntOperationRow) put = ent_operation_row_new (ENT_VERB_PUT_ENTRY, ENT_KIND_ENTRY);
  g_autoptr (EntOperationRow) removal = ent_operation_row_new (ENT_VERB_DELETE_ENTRY,
                                                               ENT_KIND_ENTRY);

  put->item_id = g_uuid_string_random ();
  if (!enqueue (operation, db, put, error))
    return FALSE;

  removal->item_id = g_strdup (ent_operation_get_row (operation)->item_id);
  removal->depends_on = put->id;

  return enqueue (operation, db, removal, error);
}

static gboolean
ent_put_entry_commit (EntOperation  *operation,
                      EntDatabase   *db,
                      GError       **error)
{
  if (ENT_PUT_ENTRY (operation)->appended)
    return move_to_new_id (operation, db, error);

  return ent_entry_operation_mirror (ENT_ENTRY_OPERATION (operation), db, error) &&
         ent_settle_sent (operation, db, error);
}

static void
ent_put_entry_class_init (EntPutEntryClass *klass)
{
  EntOperationClass *operation_class = ENT_OPERATION_CLASS (klass);

  operation_class->probe = ent_put_entry_probe;
  operation_class->apply = ent_put_entry_apply;
  operation_class->verify = ent_put_entry_verify;
  operation_class->commit = ent_put_entry_commit;
}

static void
ent_put_entry_init (EntPutEntry *self)
{
}
