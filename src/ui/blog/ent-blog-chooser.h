/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-blog.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntBlogChooser: the button that says which blog is shown, and the list of mine with what I am in each.
 * Signal "selected" (self): another blog, or the first one, or the one shown is no more. */

#define ENT_TYPE_BLOG_CHOOSER (ent_blog_chooser_get_type ())
G_DECLARE_FINAL_TYPE (EntBlogChooser, ent_blog_chooser, ENT, BLOG_CHOOSER, GtkWidget)

void     ent_blog_chooser_set_workspace (EntBlogChooser *self,
                                         EntWorkspace   *workspace);
EntBlog *ent_blog_chooser_get_blog      (EntBlogChooser *self);
void     ent_blog_chooser_select        (EntBlogChooser *self,
                                         const char     *blog_id);

G_END_DECLS
