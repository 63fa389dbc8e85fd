/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-entry.h"
#include "ent-operation.h"

G_BEGIN_DECLS

/* EntEntryOperation: what the verbs of entries share. The row's parent is the notebook, which the
 * ENT only gives whole. */

#define ENT_TYPE_ENTRY_OPERATION (ent_entry_operation_get_type ())
G_DECLARE_DERIVABLE_TYPE (EntEntryOperation, ent_entry_operation, ENT, ENTRY_OPERATION,
                          EntOperation)

struct _EntEntryOperationClass
{
  EntOperationClass parent_class;
};

void       ent_entry_operation_read_async  (EntEntryOperation    *self,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GPtrArray *ent_entry_operation_read_finish (EntEntryOperation    *self,
                                            GAsyncResult         *result,
                                            GError              **error);
gboolean   ent_entry_operation_mirror      (EntEntryOperation    *self,
                                            EntDatabase          *db,
                                            GError              **error);

G_END_DECLS
