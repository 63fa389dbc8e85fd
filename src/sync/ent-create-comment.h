/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-comment-operation.h"

G_BEGIN_DECLS

/* EntCreateComment: a new comment under a post. */

#define ENT_TYPE_CREATE_COMMENT (ent_create_comment_get_type ())
G_DECLARE_FINAL_TYPE (EntCreateComment, ent_create_comment, ENT, CREATE_COMMENT,
                      EntCommentOperation)

G_END_DECLS
