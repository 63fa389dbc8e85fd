/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-post-operation.h"

G_BEGIN_DECLS

/* EntDeletePost: a post is taken off its blog. */

#define ENT_TYPE_DELETE_POST (ent_delete_post_get_type ())
G_DECLARE_FINAL_TYPE (EntDeletePost, ent_delete_post, ENT, DELETE_POST, EntPostOperation)

G_END_DECLS
