/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-sync"

#include "ent-verb.h"

#include "ent-create-comment.h"
#include "ent-create-post.h"
#include "ent-delete-comment.h"
#include "ent-delete-entry.h"
#include "ent-delete-post.h"
#include "ent-forward-attachments.h"
#include "ent-mark-message.h"
#include "ent-move-message.h"
#include "ent-publish-post.h"
#include "ent-put-entry.h"
#include "ent-save-message-draft.h"
#include "ent-send-message.h"
#include "ent-submit-post.h"
#include "ent-trash-message.h"
#include "ent-unpublish-post.h"
#include "ent-update-comment.h"
#include "ent-update-post.h"
#include "ent-upload-document.h"
#include "ent-upload-message-attachment.h"

static const EntVerb verbs[] = {
  { ENT_VERB_CREATE_COMMENT, ent_create_comment_get_type, ENT_VERB_ONE_A_PARENT },
  { ENT_VERB_UPDATE_COMMENT, ent_update_comment_get_type, ENT_VERB_ONE_A_PARENT },
  { ENT_VERB_DELETE_COMMENT, ent_delete_comment_get_type, ENT_VERB_ONE_A_PARENT },
  { ENT_VERB_CREATE_POST, ent_create_post_get_type, ENT_VERB_ONE_A_PARENT },
  { ENT_VERB_UPDATE_POST, ent_update_post_get_type, ENT_VERB_DEFAULT },
  { ENT_VERB_SUBMIT_POST, ent_submit_post_get_type, ENT_VERB_DEFAULT },
  { ENT_VERB_PUBLISH_POST, ent_publish_post_get_type, ENT_VERB_DEFAULT },
  { ENT_VERB_UNPUBLISH_POST, ent_unpublish_post_get_type, ENT_VERB_DEFAULT },
  { ENT_VERB_DELETE_POST, ent_delete_post_get_type, ENT_VERB_DEFAULT },
  { ENT_VERB_PUT_ENTRY, ent_put_entry_get_type, ENT_VERB_ONE_A_PARENT },
  { ENT_VERB_DELETE_ENTRY, ent_delete_entry_get_type, ENT_VERB_ONE_A_PARENT },
  { ENT_VERB_SAVE_MESSAGE_DRAFT, ent_save_message_draft_get_type, ENT_VERB_REPLICA },
  { ENT_VERB_UPLOAD_MESSAGE_ATTACHMENT, ent_upload_message_attachment_get_type, ENT_VERB_REPLICA },
  { ENT_VERB_FORWARD_ATTACHMENTS, ent_forward_attachments_get_type, ENT_VERB_REPLICA },
  { ENT_VERB_SEND_MESSAGE, ent_send_message_get_type, ENT_VERB_REPLICA },
  { ENT_VERB_TRASH_MESSAGE, ent_trash_message_get_type, ENT_VERB_REPLICA },
  { ENT_VERB_MOVE_MESSAGE, ent_move_message_get_type, ENT_VERB_REPLICA },
  { ENT_VERB_READ_MESSAGE, ent_mark_message_get_type, ENT_VERB_REPLICA },
  { ENT_VERB_UNREAD_MESSAGE, ent_mark_message_get_type, ENT_VERB_REPLICA },
  { ENT_VERB_UPLOAD_DOCUMENT, ent_upload_document_get_type, ENT_VERB_DEFAULT },
};

/**
 * ent_verb_find:
 * @name: what the outbox says
 *
 * Returns: (nullable): the verb, or %NULL when this program does not know it
 */
const EntVerb *
ent_verb_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, name))
      return &verbs[i];

  return NULL;
}

/**
 * ent_verb_dup_lane:
 * @row: an operation
 *
 * Operations of different lanes may run at the same time, those of one lane run one after the
 * other.
 *
 * Returns: (transfer full): the name of its lane
 */
char *
ent_verb_dup_lane (const EntOperationRow *row)
{
  const EntVerb *verb;

  g_return_val_if_fail (row != NULL, NULL);

  verb = ent_verb_find (row->verb);
  if (verb != NULL && (verb->flags & ENT_VERB_ONE_A_PARENT) != 0 && row->parent_id != NULL)
    return g_strdup_printf ("parent %s", row->parent_id);

  /* What creates or sends a message is recognised afterwards by its words: one at a time. */
  if (row->kind == ENT_KIND_MESSAGE && row->draft_uuid != NULL)
    return g_strdup ("messages");

  if (row->item_id != NULL)
    return g_strdup_printf ("item %s", row->item_id);

  return g_strdup_printf ("draft %s", row->draft_uuid);
}

/**
 * ent_verb_create_operation:
 * @context: what operations work with
 * @row: a row of the outbox; copied
 * @error: %ENT_STORE_ERROR_NOT_FOUND for a verb this program does not know, a json-glib error for a
 *   damaged row
 *
 * Returns: (transfer full): the operation, ready to run, or %NULL with @error
 */
EntOperation *
ent_verb_create_operation (EntSyncContext         *context,
                           const EntOperationRow  *row,
                           GError                **error)
{
  const EntVerb *verb;

  g_return_val_if_fail (ENT_IS_SYNC_CONTEXT (context), NULL);
  g_return_val_if_fail (row != NULL, NULL);

  verb = ent_verb_find (row->verb);
  if (verb == NULL)
    {
      g_set_error (error, ENT_STORE_ERROR, ENT_STORE_ERROR_NOT_FOUND, "the verb “%s” is not known",
                   row->verb);
      return NULL;
    }

  return ent_operation_new (verb->get_type (), context, row, error);
}
