/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

/* The part of EntBlogApi that is about comments. */

#include "ent-api-private.h"
#include "ent-blog-api-private.h"
#include "ent-blog-json.h"
#include "ent-json.h"

static gpointer
read_comments (EntResponse  *response,
               gpointer      data,
               GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);

  return array != NULL ? ent_api_read_list (array, ent_comment_read, data, g_object_unref) : NULL;
}

/* {} means that there is no such post. */
static gpointer
read_number (EntResponse  *response,
             gpointer      data,
             GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);

  if (object != NULL && ent_json_int_or (object, "number", 0) < 1)
    g_set_error_literal (error, ENT_API_ERROR, ENT_API_ERROR_NOT_FOUND, "nothing was changed");
  return NULL;
}

static JsonNode *
build_comment (const char *text,
               const char *reply_to)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "comment");
  json_builder_add_string_value (builder, text);
  if (reply_to != NULL)
    {
      json_builder_set_member_name (builder, "replyTo");
      json_builder_add_string_value (builder, reply_to);
    }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * ent_blog_api_list_comments_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @callback: called in the caller's main context
 *
 * Lists the comments of a post.
 *
 * Source: blog 5.4.11, DefaultPostService.java, listComment (ent-api/02 §4).
 */
void
ent_blog_api_list_comments_async (EntBlogApi          *self,
                                  const char          *blog_id,
                                  const char          *post_id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL);

  request = ent_request_new ("GET", "/blog/comments", blog_id, post_id, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_comments, (GDestroyNotify) g_ptr_array_unref,
                              g_strdup (post_id), g_free },
                ent_blog_api_list_comments_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_list_comments_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntComment) (nullable): oldest first, deleted ones without
 *   text
 */
GPtrArray *
ent_blog_api_list_comments_finish (EntBlogApi    *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return ent_api_finish (self, result, ent_blog_api_list_comments_async, error);
}

/**
 * ent_blog_api_create_comment_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @text: plain text, not empty
 * @reply_to: (nullable): the comment it answers
 * @callback: called in the caller's main context
 *
 * Adds a comment. The ENT does not tell its id: list to learn it.
 *
 * Source: blog 5.4.11, DefaultPostService.java, addComment (ent-api/02 §4).
 */
void
ent_blog_api_create_comment_async (EntBlogApi          *self,
                                   const char          *blog_id,
                                   const char          *post_id,
                                   const char          *text,
                                   const char          *reply_to,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL && text != NULL);

  body = build_comment (text, reply_to);
  request = ent_request_new ("POST", "/blog/comment", blog_id, post_id, NULL);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                (EntReader) { read_number, NULL, NULL, NULL },
                ent_blog_api_create_comment_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_create_comment_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: whether the ENT has it; fails with %ENT_API_ERROR_NOT_FOUND when the post is gone
 */
gboolean
ent_blog_api_create_comment_finish (EntBlogApi    *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return ent_api_finish_done (self, result, ent_blog_api_create_comment_async, error);
}

/**
 * ent_blog_api_update_comment_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @comment_id: the comment
 * @text: plain text, not empty
 * @callback: called in the caller's main context
 *
 * Changes a comment of mine.
 *
 * Source: blog 5.4.11, DefaultPostService.java, updateComment (ent-api/02 §4).
 */
void
ent_blog_api_update_comment_async (EntBlogApi          *self,
                                   const char          *blog_id,
                                   const char          *post_id,
                                   const char          *comment_id,
                                   const char          *text,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  EntRequest *request;
  g_autoptr (JsonNode) body = NULL;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL && comment_id != NULL && text != NULL);

  body = build_comment (text, NULL);
  request = ent_request_new ("PUT", "/blog/comment", blog_id, post_id, comment_id, NULL);
  ent_request_set_json (request, body);
  ent_api_send (self, self->client, request,
                (EntReader) { read_number, NULL, NULL, NULL },
                ent_blog_api_update_comment_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_update_comment_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: whether the ENT has it; fails with %ENT_API_ERROR_FORBIDDEN when it is not mine
 */
gboolean
ent_blog_api_update_comment_finish (EntBlogApi    *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return ent_api_finish_done (self, result, ent_blog_api_update_comment_async, error);
}

/**
 * ent_blog_api_delete_comment_async:
 * @self: a blog API
 * @blog_id: the blog
 * @post_id: the post
 * @comment_id: the comment
 * @callback: called in the caller's main context
 *
 * Deletes a comment; the answers to it stay.
 *
 * Source: blog 5.4.11, DefaultPostService.java, deleteComment (ent-api/02 §4).
 */
void
ent_blog_api_delete_comment_async (EntBlogApi          *self,
                                   const char          *blog_id,
                                   const char          *post_id,
                                   const char          *comment_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_BLOG_API (self));
  g_return_if_fail (blog_id != NULL && post_id != NULL && comment_id != NULL);

  request = ent_request_new ("DELETE", "/blog/comment", blog_id, post_id, comment_id, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_number, NULL, NULL, NULL },
                ent_blog_api_delete_comment_async, cancellable, callback, user_data);
}

/**
 * ent_blog_api_delete_comment_finish:
 * @self: a blog API
 * @result: what the callback got
 *
 * Returns: whether it is deleted
 */
gboolean
ent_blog_api_delete_comment_finish (EntBlogApi    *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return ent_api_finish_done (self, result, ent_blog_api_delete_comment_async, error);
}
