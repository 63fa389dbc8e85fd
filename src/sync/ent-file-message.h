/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-message-operation.h"

G_BEGIN_DECLS

/* EntFileMessage: what moves, marks or throws away a message has in common. Reading a message would mark it read, and
 * asking twice for any of it does nothing: there is nothing to look at before or after. */

#define ENT_TYPE_FILE_MESSAGE (ent_file_message_get_type ())
G_DECLARE_DERIVABLE_TYPE (EntFileMessage, ent_file_message, ENT, FILE_MESSAGE, EntMessageOperation)

struct _EntFileMessageClass
{
  EntMessageOperationClass parent_class;
};

/* (transfer full) (array zero-terminated=1): the one id, as the ENT's batches take it. */
char    **ent_file_message_dup_ids (EntFileMessage *self);
gboolean  ent_file_message_is_in   (EntFileMessage *self, const char *folder_id);
/* Takes @task, the apply's, and @error (nullable). A message that is gone is no failure: nothing is left to do. */
void      ent_file_message_end     (GTask *task, GError *error);
/* In a job. (transfer full) (nullable): the message as the mirror has it now, moved and marked since by others perhaps;
 * NULL without error: it has it no more. */
EntMessage *ent_file_message_load  (EntFileMessage *self, EntDatabase *db, GError **error);
gboolean  ent_file_message_store   (EntMessage *changed, EntDatabase *db, GError **error);

G_END_DECLS
