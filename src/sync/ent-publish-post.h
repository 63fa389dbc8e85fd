/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-post-transition.h"

G_BEGIN_DECLS

/* EntPublishPost: a post goes to its readers. They are told each time it is asked, so never twice.
 * */

#define ENT_TYPE_PUBLISH_POST (ent_publish_post_get_type ())
G_DECLARE_FINAL_TYPE (EntPublishPost, ent_publish_post, ENT, PUBLISH_POST, EntPostTransition)

G_END_DECLS
