/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-post-operation.h"

G_BEGIN_DECLS

/* EntCreatePost: a new post, which the ENT holds as a draft. */

#define ENT_TYPE_CREATE_POST (ent_create_post_get_type ())
G_DECLARE_FINAL_TYPE (EntCreatePost, ent_create_post, ENT, CREATE_POST, EntPostOperation)

G_END_DECLS
