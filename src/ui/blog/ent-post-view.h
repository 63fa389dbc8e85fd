/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-blog.h"
#include "ent-post.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntPostView: one post, read or written, with its header bar: what may be done with it depends on my role in the blog.
 * Property "narrow": the list is not beside it, a Back button leads there.
 * Signal "closed" (self): what was shown is gone. Signal "back" (self). */

#define ENT_TYPE_POST_VIEW (ent_post_view_get_type ())
G_DECLARE_FINAL_TYPE (EntPostView, ent_post_view, ENT, POST_VIEW, GtkWidget)

void        ent_post_view_set_workspace (EntPostView  *self,
                                         EntWorkspace *workspace);
void        ent_post_view_show_post     (EntPostView  *self,
                                         EntBlog      *blog,
                                         EntPost      *post);
void        ent_post_view_show_draft    (EntPostView  *self,
                                         EntBlog      *blog,
                                         EntDraft     *draft);
void        ent_post_view_show_nothing  (EntPostView  *self);
gboolean    ent_post_view_has_post      (EntPostView  *self);
const char *ent_post_view_get_post_id   (EntPostView  *self);
EntDraft   *ent_post_view_get_draft     (EntPostView  *self);

G_END_DECLS
