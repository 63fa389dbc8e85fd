/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-workspace-private.h"

#include "ent-item-store.h"
#include "ent-outbox-private.h"

#define STATUS_DELAY_MS 80
#define WRITTEN_KINDS ((1u << ENT_KIND_POST) | (1u << ENT_KIND_ENTRY) | (1u << ENT_KIND_MESSAGE) | \
                       (1u << ENT_KIND_COMMENT))
#define ALL_KINDS ((1u << ENT_N_KINDS) - 1)

static EntConnectionState
to_connection_state (EntSyncState state)
{
  switch (state)
    {
    case ENT_SYNC_ONLINE:
      return ENT_CONNECTION_ONLINE;
    case ENT_SYNC_BUSY:
      return ENT_CONNECTION_BUSY;
    case ENT_SYNC_SIGNED_OUT:
      return ENT_CONNECTION_SIGNED_OUT;
    case ENT_SYNC_OFFLINE:
    default:
      return ENT_CONNECTION_OFFLINE;
    }
}

static EntPullWhat
to_pull_what (EntSyncStep step)
{
  switch (step)
    {
    case ENT_SYNC_STEP_SIGNING_IN:
      return ENT_PULL_SIGNING_IN;
    case ENT_SYNC_STEP_NOTEBOOKS:
      return ENT_PULL_NOTEBOOKS;
    case ENT_SYNC_STEP_MESSAGES:
      return ENT_PULL_MESSAGES;
    case ENT_SYNC_STEP_BLOGS:
      return ENT_PULL_BLOGS;
    case ENT_SYNC_STEP_CLASSES:
      return ENT_PULL_CLASSES;
    case ENT_SYNC_STEP_NONE:
    default:
      return ENT_PULL_NONE;
    }
}

/* As the list of the inbox shows them: what was just moved or marked here counts before the ENT knows. */
static guint
count_unread (EntWorkspace *self)
{
  g_autoptr (EntQuery) query = ent_query_new (ENT_KIND_MESSAGE, "INBOX");
  g_autoptr (GError) error = NULL;
  guint n_unread = 0;

  query->unread_only = TRUE;
  if (!ent_item_store_count (self->db, query, &n_unread, &error))
    g_warning ("Cannot count the unread messages: %s", error->message);

  return n_unread;
}

/*
 * ent_workspace_update_status:
 * @self: a workspace
 *
 * Reads again what waits and what was read: the outbox and the counts of the card.
 */
void
ent_workspace_update_status (EntWorkspace *self)
{
  EntConnectionCounts counts = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean half_unit;

  /* What was about to be counted when the store closed is no news any more. */
  if (!ent_database_is_open (self->db))
    return;

  if (!ent_outbox_refresh (self->outbox, self->db, &counts, &half_unit, &error))
    {
      g_warning ("Cannot read what waits: %s", error->message);
      return;
    }
  counts.n_unread = count_unread (self);
  ent_connection_set_counts (self->connection, &counts);
  ent_connection_set_half_unit (self->connection, half_unit);
}

static gboolean
status_timeout_cb (gpointer user_data)
{
  EntWorkspace *self = user_data;

  self->status_source = 0;
  ent_workspace_update_status (self);

  return G_SOURCE_REMOVE;
}

/* A text typed is saved every second, a pull commits page after page: the card follows, not
 * every time. */
static void
schedule_status (EntWorkspace *self)
{
  if (self->status_source == 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->status_source = g_timeout_add (STATUS_DELAY_MS, status_timeout_cb, self);
}

static void
refresh_drafts (EntWorkspace *self)
{
  g_autoptr (GPtrArray) drafts = ent_workspace_dup_live_drafts (self);

  for (guint i = 0; i < drafts->len; i++)
    ent_draft_refresh (drafts->pdata[i]);
}

static void
on_db_changed_cb (EntWorkspace *self,
                  guint         mask)
{
  gboolean local = (mask & (ENT_CHANGE_DRAFTS | ENT_CHANGE_OPERATIONS)) != 0;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if ((mask & ((1u << ENT_KIND_CLASS) | (1u << ENT_KIND_PERSON))) != 0)
    g_clear_pointer (&self->class_figures, g_ptr_array_unref);
  if (local)
    {
      refresh_drafts (self);
      mask |= WRITTEN_KINDS;
    }
  if (local || (mask & (1u << ENT_KIND_FOLDER)) != 0)
    schedule_status (self);
  g_signal_emit_by_name (self, "changed", mask & ALL_KINDS);
}

static gboolean
is_same_reason (const GError *one,
                const GError *other)
{
  return one != NULL && one->domain == other->domain && one->code == other->code;
}

static void
on_state_changed_cb (EntWorkspace *self)
{
  EntConnection *connection = self->connection;
  EntConnectionState state = to_connection_state (ent_sync_get_state (self->sync));
  const GError *error = ent_sync_get_error (self->sync);
  gboolean is_new = state == ENT_CONNECTION_SIGNED_OUT && error != NULL &&
                    (ent_connection_get_state (connection) != state ||
                     !is_same_reason (ent_connection_get_error (connection), error));
  gint64 pulled_at = ent_sync_get_pulled_at (self->sync);
  gboolean is_pulled = pulled_at != ent_connection_get_pulled_at (connection);

  ent_connection_set_state (connection, state, error);
  ent_connection_set_pulled_at (connection, pulled_at);
  ent_connection_set_first_pull (connection, pulled_at == 0);
  ent_connection_set_sent_at (connection, ent_sync_get_sent_at (self->sync));
  if (is_pulled && self->started)
    ent_workspace_save_account (self);
  if (is_new && !self->is_signing_in)
    ent_workspace_emit_demand (self, error);
}

static void
on_progress_cb (EntWorkspace *self,
                guint         step,
                double        fraction)
{
  ent_connection_set_progress (self->connection, to_pull_what (step), fraction);
}

static void
on_operation_changed_cb (EntWorkspace *self)
{
  schedule_status (self);
}

static void
on_draft_settled_cb (EntWorkspace *self,
                     const char   *draft_uuid)
{
  EntDraft *draft;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  draft = g_hash_table_lookup (self->drafts, draft_uuid);
  if (draft == NULL)
    return;

  g_object_ref (draft);
  ent_draft_refresh (draft);
  g_object_unref (draft);
}

/*
 * ent_workspace_watch:
 * @self: a workspace just made
 *
 * Follows the engine and the store from now on.
 */
void
ent_workspace_watch (EntWorkspace *self)
{
  g_signal_connect_object (self->db, "changed", G_CALLBACK (on_db_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "state-changed", G_CALLBACK (on_state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "progress", G_CALLBACK (on_progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "operation-changed",
                           G_CALLBACK (on_operation_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "draft-settled", G_CALLBACK (on_draft_settled_cb), self,
                           G_CONNECT_SWAPPED);
  on_state_changed_cb (self);
  ent_workspace_update_status (self);
}
