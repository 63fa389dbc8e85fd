/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-comment-operation.h"

G_BEGIN_DECLS

/* EntDeleteComment: a comment goes. */

#define ENT_TYPE_DELETE_COMMENT (ent_delete_comment_get_type ())
G_DECLARE_FINAL_TYPE (EntDeleteComment, ent_delete_comment, ENT, DELETE_COMMENT,
                      EntCommentOperation)

G_END_DECLS
