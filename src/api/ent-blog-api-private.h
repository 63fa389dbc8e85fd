/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-blog-api.h"
#include "ent-rights.h"

G_BEGIN_DECLS

struct _EntBlogApi
{
  GObject      parent_instance;

  EntClient   *client;   /* (owned) */
  EntReaderId  reader;   /* (owned): whose rights are worked out */
};

gpointer ent_blog_api_read_post (EntResponse  *response,
                                 gpointer      blog_id,
                                 GError      **error);

G_END_DECLS
