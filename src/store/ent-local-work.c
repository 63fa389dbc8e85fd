/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-local-work-private.h"

#include "ent-operation-row-private.h"

#define IS_DELETION "draft_uuid IS NULL AND (verb GLOB 'delete-*' OR verb GLOB 'trash-*')"
/* What changes how a message is filed and nothing of it: shown as done, and said only when refused. */
#define IS_FILING "verb IN ('move-messages', 'read-messages', 'unread-messages')"
#define COLUMNS "state, " IS_DELETION ", error_code, error_detail, " IS_FILING ", verb, parent_id"

/* EntLocalState grows with how much it presses, so the worst is the greatest. */
static EntLocalState
get_local_state (EntOperationState state)
{
  switch (state)
    {
    case ENT_OPERATION_WAITING:
      return ENT_LOCAL_STATE_WAITING;
    case ENT_OPERATION_SENDING:
      return ENT_LOCAL_STATE_SENDING;
    case ENT_OPERATION_BLOCKED:
      return ENT_LOCAL_STATE_BLOCKED;
    case ENT_OPERATION_CHANGED:
      return ENT_LOCAL_STATE_CHANGED;
    default:
      g_assert_not_reached ();
    }
}

/* A message that was moved or marked here is shown so before the ENT knows. */
static void
add_filing (EntLocalWork *self,
            EntStatement *statement)
{
  const char *verb = ent_statement_get_text (statement, 5);

  if (g_str_equal (verb, "read-messages"))
    {
      self->mark = ENT_READ_MARK_READ;
    }
  else if (g_str_equal (verb, "unread-messages"))
    {
      self->mark = ENT_READ_MARK_UNREAD;
    }
  else
    {
      g_free (self->folder);
      self->folder = g_strdup (ent_statement_get_text (statement, 6));
    }
}

static void
add_operation (EntLocalWork *self,
               EntStatement *statement)
{
  const char *word = ent_statement_get_text (statement, 0);
  EntOperationState operation = ent_operation_state_from_string (word);
  EntLocalState state = get_local_state (operation);
  gboolean moves = operation == ENT_OPERATION_WAITING || operation == ENT_OPERATION_SENDING;

  /* A deletion that was refused shows the item again, with the refusal. */
  if (ent_statement_get_int64 (statement, 1) && moves)
    self->is_leaving = TRUE;
  if (ent_statement_get_int64 (statement, 4) && moves)
    {
      add_filing (self, statement);
      return;
    }

  if (state <= self->state)
    return;

  self->state = state;
  g_free (self->error_code);
  g_free (self->error_detail);
  self->error_code = g_strdup (ent_statement_get_text (statement, 2));
  self->error_detail = g_strdup (ent_statement_get_text (statement, 3));
}

gboolean
ent_local_work_read (EntLocalWork  *self,
                     EntDatabase   *db,
                     EntKind        kind,
                     const char    *item_id,
                     const char    *draft_uuid,
                     gboolean       has_two_versions,
                     GError       **error)
{
  g_autoptr (EntStatement) statement = NULL;
  GError *local_error = NULL;

  self->state = draft_uuid != NULL ? ENT_LOCAL_STATE_DRAFT : ENT_LOCAL_STATE_NONE;

  statement =
    ent_database_prepare (db,
                          "SELECT " COLUMNS
                          "  FROM operation WHERE draft_uuid = ?1"
                          " UNION ALL "
                          "SELECT " COLUMNS
                          "  FROM operation WHERE kind = ?2 AND item_id = ?3"
                          "   AND (?1 IS NULL OR draft_uuid IS NOT ?1)",
                          error);

  if (statement == NULL ||
      !ent_statement_bind_text (statement, 1, draft_uuid, error) ||
      !ent_statement_bind_text (statement, 2, ent_kind_to_string (kind), error) ||
      !ent_statement_bind_text (statement, 3, item_id, error))
    return FALSE;

  while (ent_statement_next (statement, &local_error))
    add_operation (self, statement);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  if (has_two_versions)
    self->state = ENT_LOCAL_STATE_CHANGED;

  return TRUE;
}

void
ent_local_work_clear (EntLocalWork *self)
{
  g_free (self->error_code);
  g_free (self->error_detail);
  g_free (self->folder);
}
