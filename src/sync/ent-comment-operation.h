/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-comment.h"
#include "ent-operation.h"

G_BEGIN_DECLS

/* EntCommentOperation: what the verbs of comments share. The row's parent is the post; its blog is
 * in the payload. */

#define ENT_TYPE_COMMENT_OPERATION (ent_comment_operation_get_type ())
G_DECLARE_DERIVABLE_TYPE (EntCommentOperation, ent_comment_operation, ENT, COMMENT_OPERATION,
                          EntOperation)

struct _EntCommentOperationClass
{
  EntOperationClass parent_class;
};

void        ent_comment_operation_read_async  (EntCommentOperation  *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray  *ent_comment_operation_read_finish (EntCommentOperation  *self,
                                               GAsyncResult         *result,
                                               GError              **error);
EntComment *ent_comment_operation_find        (EntCommentOperation  *self,
                                               GPtrArray            *comments);
char       *ent_comment_operation_dup_text    (EntCommentOperation  *self);
gboolean    ent_comment_operation_is_mine     (EntCommentOperation  *self,
                                               EntComment           *comment);

G_END_DECLS
