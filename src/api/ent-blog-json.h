/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The blog's JSON made into model objects (private to this folder). All are EntReadItemFunc. */

gpointer ent_blog_read    (JsonObject  *object,
                           gpointer     reader_id,
                           GError     **error);
gpointer ent_post_read    (JsonObject  *object,
                           gpointer     blog_id,
                           GError     **error);
gpointer ent_comment_read (JsonObject  *object,
                           gpointer     post_id,
                           GError     **error);

G_END_DECLS
