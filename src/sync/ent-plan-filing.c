/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

/* Moving and marking messages: many at a stroke, and often taken back. What has not begun yet is replaced by the newer
 * wish, so that a message is moved once however often the teacher hesitates. */

#include "ent-plan.h"

#include "ent-item-store.h"
#include "ent-message.h"
#include "ent-outbox-store.h"
#include "ent-payload.h"
#include "ent-verb.h"

#define FOLDER_TRASH "TRASH"

static gboolean
moves (const char *verb)
{
  return g_str_equal (verb, ENT_VERB_MOVE_MESSAGE) || g_str_equal (verb, ENT_VERB_TRASH_MESSAGE);
}

static gboolean
marks (const char *verb)
{
  return g_str_equal (verb, ENT_VERB_READ_MESSAGE) || g_str_equal (verb, ENT_VERB_UNREAD_MESSAGE);
}

/* Drops the wishes of the same family that have not begun. @after: the last one left, 0: none; @to_trash: whether one
 * under way throws the message away. */
static gboolean
replace_wishes (EntDatabase  *db,
                const char   *id,
                const char   *verb,
                gint64       *after,
                gboolean     *to_trash,
                GError      **error)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list (db, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const EntOperationRow *row = rows->pdata[i];
      gboolean same_family = moves (row->verb) == moves (verb) && marks (row->verb) == marks (verb);

      if (row->kind != ENT_KIND_MESSAGE || g_strcmp0 (row->item_id, id) != 0)
        continue;

      if (row->draft_uuid == NULL && same_family && row->state != ENT_OPERATION_SENDING &&
          row->attempted_at == 0)
        {
          if (!ent_outbox_store_remove (db, row->id, error))
            return FALSE;
        }
      else
        {
          *after = row->id;
          if (g_str_equal (row->verb, ENT_VERB_TRASH_MESSAGE))
            *to_trash = TRUE;
          else if (g_str_equal (row->verb, ENT_VERB_MOVE_MESSAGE))
            *to_trash = FALSE;
        }
    }

  return TRUE;
}

/* Where a message goes back to when its folder is not known any more. */
static const char *
get_home (EntPlan *plan,
          EntItem *item)
{
  if (g_strcmp0 (ent_item_get_state (item), "DRAFT") == 0)
    return "DRAFT";
  if (plan->user_id != NULL && g_strcmp0 (ent_item_get_author_id (item), plan->user_id) == 0)
    return "OUTBOX";

  return "INBOX";
}

static gboolean
add (EntPlan      *plan,
     EntDatabase  *db,
     EntItem      *item,
     const char   *verb,
     const char   *folder_id,
     gint64        after,
     GError      **error)
{
  g_autoptr (EntOperationRow) row = ent_operation_row_new (verb, ENT_KIND_MESSAGE);
  g_autoptr (EntPayload) payload = ent_payload_new ();

  g_free (row->title);
  g_free (row->payload);
  row->created_at = plan->now;
  row->item_id = g_strdup (ent_item_get_id (item));
  row->parent_id = g_strdup (folder_id);
  row->title = g_strdup (ent_item_get_title (item));
  row->payload = ent_payload_to_json (payload);
  row->base = ent_item_to_json (item);
  row->depends_on = after;
  if (!ent_outbox_store_add (db, row, error))
    return FALSE;

  g_array_append_val (plan->ids, row->id);

  return TRUE;
}

/**
 * ent_plan_move_message:
 * @plan: when and who; its ids are filled
 * @db: the database
 * @id: a message's id
 * @folder_id: (nullable): where it goes; %NULL: out of the trash, back where it belongs
 * @error: %ENT_STORE_ERROR
 *
 * Queues a move. Nothing is queued for a message that stands there already, or that the mirror does
 * not have.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_plan_move_message (EntPlan      *plan,
                       EntDatabase  *db,
                       const char   *id,
                       const char   *folder_id,
                       GError      **error)
{
  g_autoptr (EntItem) item = NULL;
  GError *local_error = NULL;
  gboolean to_trash = FALSE;
  gint64 after = 0;

  if (!replace_wishes (db, id, ENT_VERB_MOVE_MESSAGE, &after, &to_trash, error))
    return FALSE;

  item = ent_item_store_get (db, ENT_KIND_MESSAGE, id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (item == NULL)
    return TRUE;

  if (folder_id == NULL)
    folder_id = get_home (plan, item);
  if (to_trash)
    ent_item_set_parent_id (item, FOLDER_TRASH);
  if (after == 0 && g_strcmp0 (ent_item_get_parent_id (item), folder_id) == 0)
    return TRUE;

  return add (plan, db, item, ENT_VERB_MOVE_MESSAGE, folder_id, after, error);
}

/**
 * ent_plan_mark_message:
 * @plan: when; its ids are filled
 * @db: the database
 * @id: a message's id
 * @unread: what it becomes
 * @error: %ENT_STORE_ERROR
 *
 * Queues a mark. Nothing is queued for a message that is so already, or that the mirror does not
 * have.
 *
 * Returns: %FALSE with @error
 */
gboolean
ent_plan_mark_message (EntPlan      *plan,
                       EntDatabase  *db,
                       const char   *id,
                       gboolean      unread,
                       GError      **error)
{
  const char *verb = unread ? ENT_VERB_UNREAD_MESSAGE : ENT_VERB_READ_MESSAGE;
  g_autoptr (EntItem) item = NULL;
  GError *local_error = NULL;
  gboolean to_trash = FALSE;
  gint64 after = 0;

  if (!replace_wishes (db, id, verb, &after, &to_trash, error))
    return FALSE;

  item = ent_item_store_get (db, ENT_KIND_MESSAGE, id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (item == NULL ||
      (after == 0 && !ent_message_get_unread (ENT_MESSAGE (item)) == !unread))
    return TRUE;

  return add (plan, db, item, verb, ent_item_get_parent_id (item), after, error);
}
