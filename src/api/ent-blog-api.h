/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-blog.h"
#include "ent-blog-counts.h"
#include "ent-client.h"
#include "ent-comment.h"
#include "ent-post.h"

G_BEGIN_DECLS

/* EntBlogApi: blogs, posts and comments. */

#define ENT_TYPE_BLOG_API (ent_blog_api_get_type ())
G_DECLARE_FINAL_TYPE (EntBlogApi, ent_blog_api, ENT, BLOG_API, GObject)

#define ENT_BLOG_API_PAGE_SIZE 20   /* of posts */

EntBlogApi *ent_blog_api_new                  (EntClient *client);
/* Who reads: rights are worked out for this account (user id, groups). */
void        ent_blog_api_set_reader           (EntBlogApi *self, const char *user_id, const char * const *group_ids);

/* (element-type EntBlog): mine and those shared with me, trashed ones left out. */
void        ent_blog_api_list_blogs_async     (EntBlogApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *ent_blog_api_list_blogs_finish    (EntBlogApi *self, GAsyncResult *result, GError **error);
void        ent_blog_api_get_blog_async       (EntBlogApi *self, const char *blog_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntBlog    *ent_blog_api_get_blog_finish      (EntBlogApi *self, GAsyncResult *result, GError **error);
void        ent_blog_api_get_counts_async     (EntBlogApi *self, const char *blog_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_blog_api_get_counts_finish    (EntBlogApi *self, GAsyncResult *result, EntBlogCounts *counts, GError **error);

/* (element-type EntPost): page from 0, with content; @states "DRAFT,PUBLISHED" or NULL for all; empty after the last page. */
void        ent_blog_api_list_posts_async     (EntBlogApi *self, const char *blog_id, guint page, const char *states, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *ent_blog_api_list_posts_finish    (EntBlogApi *self, GAsyncResult *result, GError **error);
/* The same without html: a light look at what moved. */
void        ent_blog_api_list_stamps_async    (EntBlogApi *self, const char *blog_id, guint page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *ent_blog_api_list_stamps_finish   (EntBlogApi *self, GAsyncResult *result, GError **error);
/* The post whatever its state, without html; NULL without error: deleted, or no longer visible to me. */
void        ent_blog_api_find_post_async      (EntBlogApi *self, const char *blog_id, const char *post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntPost    *ent_blog_api_find_post_finish     (EntBlogApi *self, GAsyncResult *result, GError **error);
/* @state must be the real one: NOT_FOUND otherwise. */
void        ent_blog_api_get_post_async       (EntBlogApi *self, const char *blog_id, const char *post_id, const char *state, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntPost    *ent_blog_api_get_post_finish      (EntBlogApi *self, GAsyncResult *result, GError **error);

/* The post as the ENT stored it, state DRAFT. */
void        ent_blog_api_create_post_async    (EntBlogApi *self, const char *blog_id, const char *title, const char *html, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntPost    *ent_blog_api_create_post_finish   (EntBlogApi *self, GAsyncResult *result, GError **error);
/* The new state: DRAFT if I am the author. */
void        ent_blog_api_update_post_async    (EntBlogApi *self, const char *blog_id, const char *post_id, const char *title, const char *html, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char       *ent_blog_api_update_post_finish   (EntBlogApi *self, GAsyncResult *result, GError **error);
/* The new state (SUBMITTED or PUBLISHED); NULL without error: nothing was done, it is not a draft of mine. */
void        ent_blog_api_submit_post_async    (EntBlogApi *self, const char *blog_id, const char *post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char       *ent_blog_api_submit_post_finish   (EntBlogApi *self, GAsyncResult *result, GError **error);
/* Tells all the readers each time it is called: look at the state first. */
void        ent_blog_api_publish_post_async   (EntBlogApi *self, const char *blog_id, const char *post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_blog_api_publish_post_finish  (EntBlogApi *self, GAsyncResult *result, GError **error);
void        ent_blog_api_unpublish_post_async (EntBlogApi *self, const char *blog_id, const char *post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_blog_api_unpublish_post_finish (EntBlogApi *self, GAsyncResult *result, GError **error);
void        ent_blog_api_delete_post_async    (EntBlogApi *self, const char *blog_id, const char *post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_blog_api_delete_post_finish   (EntBlogApi *self, GAsyncResult *result, GError **error);

/* (element-type EntComment), oldest first, deleted ones kept without text. */
void        ent_blog_api_list_comments_async  (EntBlogApi *self, const char *blog_id, const char *post_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *ent_blog_api_list_comments_finish (EntBlogApi *self, GAsyncResult *result, GError **error);
/* The ENT gives no id: list to learn it. */
void        ent_blog_api_create_comment_async  (EntBlogApi *self, const char *blog_id, const char *post_id, const char *text, const char *reply_to, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_blog_api_create_comment_finish (EntBlogApi *self, GAsyncResult *result, GError **error);
void        ent_blog_api_update_comment_async  (EntBlogApi *self, const char *blog_id, const char *post_id, const char *comment_id, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_blog_api_update_comment_finish (EntBlogApi *self, GAsyncResult *result, GError **error);
void        ent_blog_api_delete_comment_async  (EntBlogApi *self, const char *blog_id, const char *post_id, const char *comment_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_blog_api_delete_comment_finish (EntBlogApi *self, GAsyncResult *result, GError **error);

G_END_DECLS
