/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-sync-context.h"

G_DEFINE_FINAL_TYPE (EntSyncContext, ent_sync_context, G_TYPE_OBJECT)

enum
{
  SIGNAL_OPERATION_CHANGED,
  SIGNAL_DRAFT_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ent_sync_context_dispose (GObject *object)
{
  EntSyncContext *self = ENT_SYNC_CONTEXT (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->directory);
  g_clear_object (&self->conversation);
  g_clear_object (&self->homework);
  g_clear_object (&self->blog);
  g_clear_object (&self->auth);
  g_clear_object (&self->reachability);
  g_clear_object (&self->clock);
  g_clear_object (&self->account);
  g_clear_object (&self->client);
  g_clear_object (&self->db);

  G_OBJECT_CLASS (ent_sync_context_parent_class)->dispose (object);
}

static void
ent_sync_context_class_init (EntSyncContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_sync_context_dispose;

  signals[SIGNAL_OPERATION_CHANGED] = g_signal_new ("operation-changed", ENT_TYPE_SYNC_CONTEXT,
                                                    G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[SIGNAL_DRAFT_SETTLED] = g_signal_new ("draft-settled", ENT_TYPE_SYNC_CONTEXT,
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ent_sync_context_init (EntSyncContext *self)
{
}

/**
 * ent_sync_context_new:
 * @db: the account's database
 * @client: the door to its ENT
 * @account: whose work it is
 * @clock: what time it is here
 * @reachability: whether requests may be made
 *
 * Returns: (transfer full): a context that takes a reference on each
 */
EntSyncContext *
ent_sync_context_new (EntDatabase     *db,
                      EntClient       *client,
                      EntAccount      *account,
                      EntClock        *clock,
                      EntReachability *reachability)
{
  EntSyncContext *self = g_object_new (ENT_TYPE_SYNC_CONTEXT, NULL);

  self->db = g_object_ref (db);
  self->client = g_object_ref (client);
  self->account = g_object_ref (account);
  self->clock = g_object_ref (clock);
  self->reachability = g_object_ref (reachability);
  self->auth = ent_auth_api_new (client);
  self->blog = ent_blog_api_new (client);
  self->homework = ent_homework_api_new (client);
  self->conversation = ent_conversation_api_new (client);
  self->directory = ent_directory_api_new (client);
  self->workspace = ent_workspace_api_new (client);
  ent_sync_context_account_known (self);

  return self;
}

/**
 * ent_sync_context_stop:
 * @self: a context
 *
 * From now on no request begins; those under way end by themselves.
 */
void
ent_sync_context_stop (EntSyncContext *self)
{
  g_return_if_fail (ENT_IS_SYNC_CONTEXT (self));

  self->stopping = TRUE;
}

/**
 * ent_sync_context_note_arrival:
 * @self: a context
 *
 * Something sent from here is about to be written to the mirror. An answer to a question that was
 * asked before does not know of it.
 */
void
ent_sync_context_note_arrival (EntSyncContext *self)
{
  g_return_if_fail (ENT_IS_SYNC_CONTEXT (self));

  self->n_arrivals++;
}

/**
 * ent_sync_context_account_known:
 * @self: a context
 *
 * The account's user id and groups were learnt: what I may do in blogs and notebooks is worked out
 * for them.
 */
void
ent_sync_context_account_known (EntSyncContext *self)
{
  const char *user_id;
  const char * const *group_ids;

  g_return_if_fail (ENT_IS_SYNC_CONTEXT (self));

  user_id = ent_account_get_user_id (self->account);
  group_ids = ent_account_get_group_ids (self->account);
  if (user_id == NULL)
    return;

  ent_blog_api_set_reader (self->blog, user_id, group_ids);
  ent_homework_api_set_reader (self->homework, user_id, group_ids);
}

/**
 * ent_sync_context_emit_operation_changed:
 * @self: a context
 * @id: id of the operation
 * @draft_uuid: (nullable): the draft it sends
 *
 * Emits #EntSyncContext::operation-changed.
 */
void
ent_sync_context_emit_operation_changed (EntSyncContext *self,
                                         gint64          id,
                                         const char     *draft_uuid)
{
  g_return_if_fail (ENT_IS_SYNC_CONTEXT (self));

  g_signal_emit (self, signals[SIGNAL_OPERATION_CHANGED], 0, id, draft_uuid);
}

/**
 * ent_sync_context_emit_draft_settled:
 * @self: a context
 * @draft_uuid: the draft
 *
 * Emits #EntSyncContext::draft-settled.
 */
void
ent_sync_context_emit_draft_settled (EntSyncContext *self,
                                     const char     *draft_uuid)
{
  g_return_if_fail (ENT_IS_SYNC_CONTEXT (self));

  g_signal_emit (self, signals[SIGNAL_DRAFT_SETTLED], 0, draft_uuid);
}
