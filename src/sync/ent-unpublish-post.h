/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-post-transition.h"

G_BEGIN_DECLS

/* EntUnpublishPost: a post is a draft of its author again. Nobody else sees a draft: of someone
 * else's post nothing stays here. */

#define ENT_TYPE_UNPUBLISH_POST (ent_unpublish_post_get_type ())
G_DECLARE_FINAL_TYPE (EntUnpublishPost, ent_unpublish_post, ENT, UNPUBLISH_POST, EntPostTransition)

G_END_DECLS
