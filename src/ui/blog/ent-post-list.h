/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-blog.h"
#include "ent-post.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntPostList: the posts of one blog, by state or by words.
 * Signal "selected" (self, EntPost *post): a row was chosen.
 * Signal "create" (self): the first step offered by the empty list. */

#define ENT_TYPE_POST_LIST (ent_post_list_get_type ())
G_DECLARE_FINAL_TYPE (EntPostList, ent_post_list, ENT, POST_LIST, GtkWidget)

void ent_post_list_set_workspace (EntPostList  *self,
                                  EntWorkspace *workspace);
void ent_post_list_set_blog      (EntPostList  *self,
                                  EntBlog      *blog);
/* Marks the row of a post or of a draft, both nullable, without saying "selected". */
void ent_post_list_mark          (EntPostList  *self,
                                  const char   *id,
                                  const char   *draft_uuid);
void ent_post_list_find          (EntPostList  *self);

G_END_DECLS
