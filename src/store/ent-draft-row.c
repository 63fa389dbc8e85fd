/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-draft-row.h"

#include "ent-attachment.h"
#include "ent-comment.h"
#include "ent-draft-store-private.h"
#include "ent-entry.h"
#include "ent-message.h"

G_DEFINE_BOXED_TYPE (EntDraftRow, ent_draft_row, ent_draft_row_copy, ent_draft_row_free)

/**
 * ent_draft_row_new:
 * @kind: POST, ENTRY, MESSAGE or COMMENT
 *
 * Makes a row with a fresh uuid, made and changed now, with empty texts and revision 0.
 *
 * Returns: (transfer full): a row
 */
EntDraftRow *
ent_draft_row_new (EntKind kind)
{
  EntDraftRow *self = g_new0 (EntDraftRow, 1);

  self->uuid = g_uuid_string_random ();
  self->kind = kind;
  self->title = g_strdup ("");
  self->html = g_strdup ("");
  self->created_at = g_get_real_time ();
  self->updated_at = self->created_at;
  self->local_state = ENT_LOCAL_STATE_DRAFT;

  return self;
}

/**
 * ent_draft_row_copy:
 * @self: a row
 *
 * Returns: (transfer full): a copy with its own texts
 */
EntDraftRow *
ent_draft_row_copy (const EntDraftRow *self)
{
  EntDraftRow *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->uuid = g_strdup (self->uuid);
  copy->item_id = g_strdup (self->item_id);
  copy->parent_id = g_strdup (self->parent_id);
  copy->title = g_strdup (self->title);
  copy->html = g_strdup (self->html);
  copy->date = g_strdup (self->date);
  copy->to = g_strdup (self->to);
  copy->cc = g_strdup (self->cc);
  copy->cci = g_strdup (self->cci);
  copy->in_reply_to = g_strdup (self->in_reply_to);
  copy->attachments = g_strdup (self->attachments);
  copy->base = g_strdup (self->base);
  copy->theirs = g_strdup (self->theirs);
  copy->local_error = g_strdup (self->local_error);
  copy->local_detail = g_strdup (self->local_detail);

  return copy;
}

/**
 * ent_draft_row_free:
 * @self: (transfer full): a row
 *
 * Frees a row and its texts.
 */
void
ent_draft_row_free (EntDraftRow *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->uuid);
  g_free (self->item_id);
  g_free (self->parent_id);
  g_free (self->title);
  g_free (self->html);
  g_free (self->date);
  g_free (self->to);
  g_free (self->cc);
  g_free (self->cci);
  g_free (self->in_reply_to);
  g_free (self->attachments);
  g_free (self->base);
  g_free (self->theirs);
  g_free (self->local_error);
  g_free (self->local_detail);
  g_free (self);
}

EntDraftRow *
ent_draft_row_read (EntStatement *statement,
                    int           column)
{
  EntDraftRow *row;
  EntKind kind;

  if (!ent_kind_from_string (ent_statement_get_text (statement, column + 1), &kind))
    return NULL;

  row = g_new0 (EntDraftRow, 1);
  row->uuid = g_strdup (ent_statement_get_text (statement, column));
  row->kind = kind;
  row->item_id = g_strdup (ent_statement_get_text (statement, column + 2));
  row->parent_id = g_strdup (ent_statement_get_text (statement, column + 3));
  row->title = g_strdup (ent_statement_get_text (statement, column + 4));
  row->date = g_strdup (ent_statement_get_text (statement, column + 5));
  row->to = g_strdup (ent_statement_get_text (statement, column + 6));
  row->cc = g_strdup (ent_statement_get_text (statement, column + 7));
  row->cci = g_strdup (ent_statement_get_text (statement, column + 8));
  row->in_reply_to = g_strdup (ent_statement_get_text (statement, column + 9));
  row->attachments = g_strdup (ent_statement_get_text (statement, column + 10));
  row->revision = ent_statement_get_int64 (statement, column + 11);
  row->sent_revision = ent_statement_get_int64 (statement, column + 12);
  row->created_at = ent_statement_get_int64 (statement, column + 13);
  row->updated_at = ent_statement_get_int64 (statement, column + 14);
  row->html = g_strdup (ent_statement_get_text (statement, column + 15));
  row->base = g_strdup (ent_statement_get_text (statement, column + 16));
  row->theirs = g_strdup (ent_statement_get_text (statement, column + 17));
  row->local_state = ENT_LOCAL_STATE_DRAFT;

  return row;
}

static void
overlay_recipients (EntMessage *message,
                    const char *json,
                    void      (*set) (EntMessage *, GPtrArray *))
{
  g_autoptr (GPtrArray) recipients = ent_recipients_from_json (json, NULL);

  /* Unreadable here means damaged; the list still shows the message, opening it tells. */
  if (recipients != NULL)
    set (message, recipients);
}

static void
overlay_message (const EntDraftRow *self,
                 EntMessage        *message)
{
  g_autoptr (GPtrArray) attachments = ent_attachments_from_json (self->attachments, NULL);

  overlay_recipients (message, self->to, ent_message_set_to);
  overlay_recipients (message, self->cc, ent_message_set_cc);
  overlay_recipients (message, self->cci, ent_message_set_cci);
  ent_message_set_in_reply_to (message, self->in_reply_to);
  ent_message_set_unread (message, FALSE);

  if (attachments != NULL)
    {
      ent_message_set_attachments (message, attachments);
      ent_message_set_has_attachments (message, attachments->len > 0);
    }
}

void
ent_draft_row_overlay (const EntDraftRow *self,
                       const char        *excerpt,
                       EntItem           *item)
{
  if (self->item_id != NULL)
    ent_item_set_id (item, self->item_id);
  if (self->parent_id != NULL && ent_item_get_parent_id (item) == NULL)
    ent_item_set_parent_id (item, self->parent_id);
  if (excerpt != NULL)
    ent_item_set_excerpt (item, excerpt);

  ent_item_set_title (item, self->title);
  ent_item_set_draft_uuid (item, self->uuid);
  ent_item_set_local_at (item, self->updated_at);

  if (ENT_IS_MESSAGE (item))
    {
      overlay_message (self, ENT_MESSAGE (item));
      ent_item_set_sort_at (item, self->updated_at);
    }
  else if (ENT_IS_ENTRY (item))
    {
      ent_item_set_html (item, self->html);
      if (self->date != NULL)
        ent_entry_set_date (ENT_ENTRY (item), self->date);
    }
  else if (ENT_IS_COMMENT (item))
    {
      ent_comment_set_reply_to (ENT_COMMENT (item), self->in_reply_to);
      if (excerpt != NULL)
        ent_comment_set_text (ENT_COMMENT (item), excerpt);
    }
}
