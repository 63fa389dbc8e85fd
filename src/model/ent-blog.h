/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"

G_BEGIN_DECLS

/* EntBlog: a class blog; title, author and times are in the base. */

#define ENT_TYPE_BLOG (ent_blog_get_type ())
G_DECLARE_FINAL_TYPE (EntBlog, ent_blog, ENT, BLOG, EntItem)

EntBlog    *ent_blog_new              (void);
const char *ent_blog_get_description  (EntBlog *self);
void        ent_blog_set_description  (EntBlog *self, const char *description);
const char *ent_blog_get_thumbnail    (EntBlog *self);   /* path on the ENT or "" */
void        ent_blog_set_thumbnail    (EntBlog *self, const char *thumbnail);
/* TRUE: contributors publish at once (IMMEDIATE); FALSE: a manager validates (RESTRAINT). */
gboolean    ent_blog_get_immediate    (EntBlog *self);
void        ent_blog_set_immediate    (EntBlog *self, gboolean immediate);
gboolean    ent_blog_get_has_comments (EntBlog *self);
void        ent_blog_set_has_comments (EntBlog *self, gboolean has_comments);
EntRights   ent_blog_get_rights       (EntBlog *self);
void        ent_blog_set_rights       (EntBlog *self, EntRights rights);

G_END_DECLS
