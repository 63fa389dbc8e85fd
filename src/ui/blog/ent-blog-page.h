/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* EntBlogPage: the Blogs activity, an EntPage: the posts of one blog, and beside them the one read or written. */

#define ENT_TYPE_BLOG_PAGE (ent_blog_page_get_type ())
G_DECLARE_FINAL_TYPE (EntBlogPage, ent_blog_page, ENT, BLOG_PAGE, GtkWidget)

G_END_DECLS
