/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-message.h"
#include "ent-operation.h"

G_BEGIN_DECLS

/* EntMessageOperation: what the verbs of messages share. The row's item is the message, a draft on
 * the ENT until it is sent. */

#define ENT_TYPE_MESSAGE_OPERATION (ent_message_operation_get_type ())
G_DECLARE_DERIVABLE_TYPE (EntMessageOperation, ent_message_operation, ENT, MESSAGE_OPERATION,
                          EntOperation)

struct _EntMessageOperationClass
{
  EntOperationClass parent_class;
};

void         ent_message_operation_prepare_async  (EntMessageOperation  *self,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
EntMessage  *ent_message_operation_prepare_finish (EntMessageOperation  *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void         ent_message_operation_read_async     (EntMessageOperation  *self,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
EntMessage  *ent_message_operation_read_finish    (EntMessageOperation  *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
gboolean     ent_message_operation_has_left       (EntMessage           *message);
void         ent_message_operation_take_result    (EntMessageOperation  *self,
                                                   EntMessage           *message);

G_END_DECLS
