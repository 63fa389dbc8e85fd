/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-pull.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_BLOG_LOOK_FIRST_STAMPS,  /* dates and states of the newest,
    further only while there is news */
  ENT_BLOG_LOOK_ALL_STAMPS,    /* dates and states of all: what was deleted is seen */
  ENT_BLOG_LOOK_EVERYTHING,    /* all the texts */
} EntBlogLook;

void     ent_blog_pages_read_async  (EntPull              *pull,
                                     const char           *blog_id,
                                     EntBlogLook           look,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean ent_blog_pages_read_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
