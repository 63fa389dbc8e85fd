/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"

G_BEGIN_DECLS

/* EntComment: a comment of a post (parent); html is not used, the text is plain. */

#define ENT_TYPE_COMMENT (ent_comment_get_type ())
G_DECLARE_FINAL_TYPE (EntComment, ent_comment, ENT, COMMENT, EntItem)

EntComment *ent_comment_new          (void);
const char *ent_comment_get_text     (EntComment *self);
void        ent_comment_set_text     (EntComment *self, const char *text);
const char *ent_comment_get_reply_to (EntComment *self);   /* nullable: comment id */
void        ent_comment_set_reply_to (EntComment *self, const char *reply_to);
gboolean    ent_comment_get_deleted  (EntComment *self);
void        ent_comment_set_deleted  (EntComment *self, gboolean deleted);

G_END_DECLS
