/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"

G_BEGIN_DECLS

/* EntPost: a post of a blog; state is DRAFT, SUBMITTED or PUBLISHED. */

#define ENT_TYPE_POST (ent_post_get_type ())
G_DECLARE_FINAL_TYPE (EntPost, ent_post, ENT, POST, EntItem)

EntPost    *ent_post_new              (void);
gint64      ent_post_get_published_at (EntPost *self);   /* first publication, 0 if never */
void        ent_post_set_published_at (EntPost *self, gint64 published_at);
guint       ent_post_get_n_comments   (EntPost *self);
void        ent_post_set_n_comments   (EntPost *self, guint n_comments);
guint       ent_post_get_n_views      (EntPost *self);
void        ent_post_set_n_views      (EntPost *self, guint n_views);
/* The document as the ENT holds it (tiptap JSON text), when it gave one; the safest to read. */
const char *ent_post_get_json_content (EntPost *self);
void        ent_post_set_json_content (EntPost *self, const char *json_content);

G_END_DECLS
