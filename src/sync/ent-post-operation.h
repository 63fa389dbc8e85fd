/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-operation.h"
#include "ent-post.h"

G_BEGIN_DECLS

/* EntPostOperation: what the verbs of posts share. The row's parent is the blog. Unless a verb says
 * otherwise, verify looks for the words that were sent. */

#define ENT_TYPE_POST_OPERATION (ent_post_operation_get_type ())
G_DECLARE_DERIVABLE_TYPE (EntPostOperation, ent_post_operation, ENT, POST_OPERATION, EntOperation)

struct _EntPostOperationClass
{
  EntOperationClass parent_class;
};

void      ent_post_operation_read_async  (EntPostOperation     *self,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
EntPost  *ent_post_operation_read_finish (EntPostOperation     *self,
                                          GAsyncResult         *result,
                                          GError              **error);
EntProbe  ent_post_operation_compare     (EntPostOperation     *self,
                                          EntPost              *theirs);

G_END_DECLS
