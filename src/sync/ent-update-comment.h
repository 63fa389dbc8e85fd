/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-comment-operation.h"

G_BEGIN_DECLS

/* EntUpdateComment: a comment of mine says something else. */

#define ENT_TYPE_UPDATE_COMMENT (ent_update_comment_get_type ())
G_DECLARE_FINAL_TYPE (EntUpdateComment, ent_update_comment, ENT, UPDATE_COMMENT,
                      EntCommentOperation)

G_END_DECLS
