/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-operation.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_VERB_DEFAULT      = 0,
  /* Two at once under one parent could undo each other, or be taken for each other. */
  ENT_VERB_ONE_A_PARENT = 1 << 0,
  /* A 401 may come from a copy of the database that lags: try once more. */
  ENT_VERB_REPLICA      = 1 << 1,
} EntVerbFlags;

/* A verb of the outbox: the one place where its name meets its class. */
typedef struct
{
  const char    *name;
  GType        (*get_type) (void);
  EntVerbFlags   flags;
} EntVerb;

const EntVerb *ent_verb_find             (const char            *name);
char          *ent_verb_dup_lane         (const EntOperationRow *row);
EntOperation  *ent_verb_create_operation (EntSyncContext        *context,
                                          const EntOperationRow *row,
                                          GError               **error);

/* Names used by more than the table. */
#define ENT_VERB_CREATE_COMMENT "comment"
#define ENT_VERB_UPDATE_COMMENT "update-comment"
#define ENT_VERB_DELETE_COMMENT "delete-comment"
#define ENT_VERB_CREATE_POST "create-post"
#define ENT_VERB_UPDATE_POST "update-post"
#define ENT_VERB_SUBMIT_POST "submit-post"
#define ENT_VERB_PUBLISH_POST "publish-post"
#define ENT_VERB_UNPUBLISH_POST "unpublish-post"
#define ENT_VERB_DELETE_POST "delete-post"
#define ENT_VERB_PUT_ENTRY "put-entry"
#define ENT_VERB_DELETE_ENTRY "delete-entry"
#define ENT_VERB_SAVE_MESSAGE_DRAFT "save-message-draft"
#define ENT_VERB_UPLOAD_MESSAGE_ATTACHMENT "upload-message-attachment"
#define ENT_VERB_FORWARD_ATTACHMENTS "forward-attachments"
#define ENT_VERB_SEND_MESSAGE "send-message"
#define ENT_VERB_TRASH_MESSAGE "trash-messages"
#define ENT_VERB_MOVE_MESSAGE "move-messages"
#define ENT_VERB_READ_MESSAGE "read-messages"
#define ENT_VERB_UNREAD_MESSAGE "unread-messages"
#define ENT_VERB_UPLOAD_DOCUMENT "upload-document"

G_END_DECLS
