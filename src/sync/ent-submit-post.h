/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-post-transition.h"

G_BEGIN_DECLS

/* EntSubmitPost: my draft goes to whoever validates, or to the readers where nobody does. */

#define ENT_TYPE_SUBMIT_POST (ent_submit_post_get_type ())
G_DECLARE_FINAL_TYPE (EntSubmitPost, ent_submit_post, ENT, SUBMIT_POST, EntPostTransition)

G_END_DECLS
