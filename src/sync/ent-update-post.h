/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-post-operation.h"

G_BEGIN_DECLS

/* EntUpdatePost: a new title and text for a post. Mine becomes a draft again; somebody else's keeps
 * its state. */

#define ENT_TYPE_UPDATE_POST (ent_update_post_get_type ())
G_DECLARE_FINAL_TYPE (EntUpdatePost, ent_update_post, ENT, UPDATE_POST, EntPostOperation)

G_END_DECLS
