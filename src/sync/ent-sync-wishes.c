/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-wish-private.h"

/* ---- sending ---- */

static gboolean
enqueue_draft (EntWish         *wish,
               EntDatabase  *db,
               GError      **error)
{
  return ent_plan_draft (&wish->plan, db, wish->id, error);
}

/**
 * ent_sync_enqueue_draft_async:
 * @self: an engine
 * @draft_uuid: the draft, saved
 * @how: how it leaves
 * @not_before: µs UTC, 0: at once
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Freezes a draft into operations, in one transaction. What is typed afterwards stays a draft.
 * Asked again before it is over, the newer text replaces what has not begun.
 */
void
ent_sync_enqueue_draft_async (EntSync             *self,
                              const char          *draft_uuid,
                              EntSendHow           how,
                              gint64               not_before,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  EntWish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (draft_uuid != NULL);

  wish = ent_wish_new (self, draft_uuid, enqueue_draft);
  wish->kind = ENT_N_KINDS;
  wish->plan.how = how;
  wish->plan.not_before = not_before;
  ent_wish_make (self, wish, ent_sync_enqueue_draft_async, callback, user_data);
}

/**
 * ent_sync_enqueue_draft_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: %ENT_SYNC_ERROR_EMPTY, _NO_RECIPIENT, _CHANGED, or %ENT_STORE_ERROR
 *
 * Returns: (transfer full) (element-type gint64): ids of the operations, in order, or %NULL with
 *   @error
 */
GArray *
ent_sync_enqueue_draft_finish (EntSync       *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ent_wish_finish_plan (self, result, ent_sync_enqueue_draft_async, error);
}

static gboolean
enqueue_delete (EntWish         *wish,
                EntDatabase  *db,
                GError      **error)
{
  return ent_plan_delete (&wish->plan, db, wish->kind, wish->id, error);
}

/**
 * ent_sync_enqueue_delete_async:
 * @self: an engine
 * @kind: POST, COMMENT, ENTRY or MESSAGE
 * @id: its id on the ENT
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Queues the deletion of a thing of the ENT; a message goes to the trash, from there for good.
 */
void
ent_sync_enqueue_delete_async (EntSync             *self,
                               EntKind              kind,
                               const char          *id,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  EntWish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (id != NULL);

  wish = ent_wish_new (self, id, enqueue_delete);
  wish->kind = kind;
  ent_wish_make (self, wish, ent_sync_enqueue_delete_async, callback, user_data);
}

/**
 * ent_sync_enqueue_delete_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: %ENT_STORE_ERROR
 *
 * Returns: (transfer full) (element-type gint64): ids of the operations, or %NULL with @error
 */
GArray *
ent_sync_enqueue_delete_finish (EntSync       *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ent_wish_finish_plan (self, result, ent_sync_enqueue_delete_async, error);
}

/* ---- filing ---- */

static gboolean
file_message (EntWish         *wish,
              EntDatabase  *db,
              const char   *id,
              GError      **error)
{
  switch (wish->filing)
    {
    case ENT_SYNC_MOVE:
      return ent_plan_move_message (&wish->plan, db, id, wish->id, error);
    case ENT_SYNC_TRASH:
      return ent_plan_delete (&wish->plan, db, ENT_KIND_MESSAGE, id, error);
    case ENT_SYNC_MARK_READ:
      return ent_plan_mark_message (&wish->plan, db, id, FALSE, error);
    case ENT_SYNC_MARK_UNREAD:
      return ent_plan_mark_message (&wish->plan, db, id, TRUE, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
file_messages (EntWish         *wish,
               EntDatabase  *db,
               GError      **error)
{
  for (guint i = 0; wish->ids[i] != NULL; i++)
    if (!file_message (wish, db, wish->ids[i], error))
      return FALSE;

  return TRUE;
}

/**
 * ent_sync_file_messages_async:
 * @self: an engine
 * @ids: (array zero-terminated=1): messages
 * @filing: what becomes of them
 * @folder_id: (nullable): where they go, of a move; %NULL: out of the trash, back where they belong
 * @callback: called in the main context
 * @user_data: given to @callback
 *
 * Queues what becomes of messages. The lists show it at once.
 */
void
ent_sync_file_messages_async (EntSync             *self,
                              const char * const  *ids,
                              EntSyncFiling        filing,
                              const char          *folder_id,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  EntWish *wish;

  g_return_if_fail (ENT_IS_SYNC (self));
  g_return_if_fail (ids != NULL);

  wish = ent_wish_new (self, folder_id, file_messages);
  wish->kind = ENT_KIND_MESSAGE;
  wish->ids = g_strdupv ((char **) ids);
  wish->filing = filing;
  ent_wish_make (self, wish, ent_sync_file_messages_async, callback, user_data);
}

/**
 * ent_sync_file_messages_finish:
 * @self: an engine
 * @result: given to the callback
 * @error: %ENT_STORE_ERROR
 *
 * Returns: (transfer full) (element-type gint64): ids of the operations, none for what was so
 *   already, or %NULL with @error
 */
GArray *
ent_sync_file_messages_finish (EntSync       *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ent_wish_finish_plan (self, result, ent_sync_file_messages_async, error);
}
