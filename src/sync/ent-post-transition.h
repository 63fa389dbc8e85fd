/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-post-operation.h"

G_BEGIN_DECLS

/* EntPostTransition: a post that changes its state and nothing else. */

#define ENT_TYPE_POST_TRANSITION (ent_post_transition_get_type ())
G_DECLARE_DERIVABLE_TYPE (EntPostTransition, ent_post_transition, ENT, POST_TRANSITION,
                          EntPostOperation)

struct _EntPostTransitionClass
{
  EntPostOperationClass parent_class;

  /* Whether a post in @state needs it no more. */
  gboolean (* is_done) (const char *state);
  /* Whether the post may be out of my sight afterwards: not to be found is then a success. */
  gboolean    hides;
};

G_END_DECLS
