/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-blog.h"
#include "ent-kind.h"
#include "ent-post.h"

G_BEGIN_DECLS

/* What I may do in a blog. Source: the ENT's own screens (ent-api/02 §3.7, "UI rules"), not only what its server lets through. */

/* "My blog", "Manager"… */
const char *ent_blog_role_words     (EntBlog *blog);
gboolean    ent_blog_role_is_manager (EntBlog *blog);
/* A new post. */
gboolean    ent_blog_role_can_write (EntBlog *blog);
/* @post (nullable): a new one. @user_id: me. */
gboolean    ent_blog_role_can_edit  (EntBlog *blog, EntPost *post, const char *user_id);
/* Puts the post before the readers at once; else it is sent to be approved. */
gboolean    ent_blog_role_publishes (EntBlog *blog, EntPost *post, const char *user_id);
/* As a draft on the ENT: not what a manager may do to someone else's published post. */
gboolean    ent_blog_role_can_save  (EntBlog *blog, EntPost *post, const char *user_id);
/* Back to its author as a draft: what somebody else submitted. */
gboolean    ent_blog_role_can_send_back (EntBlog *blog, EntPost *post, const char *user_id);
/* A draft again, which readers do not see: what is mine. */
gboolean    ent_blog_role_can_withdraw (EntBlog *blog, EntPost *post, const char *user_id);

G_END_DECLS
