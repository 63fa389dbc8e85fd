/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-blog.h"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-training-answer.h"
#include "ent-training-directory.h"
#include "ent-training-routes.h"

/* Comments of posts: plain text, one level of replies; a deleted one leaves a tombstone.
 *
 * Source: blog PostController, DefaultPostService, security/filter/comment, as told in ent-api 02
 * §4. */

#define COLUMNS                                                                                    \
  "c.id, c.comment, c.author_id, p.display_name, p.login, c.created, c.modified, c.state, "        \
  "c.reply_to, c.deleted"

static JsonObject *
read_comment (EntTrainingRequest *request,
              EntTrainingRows    *rows)
{
  JsonObject *object = json_object_new ();
  gboolean is_deleted = ent_training_rows_get_int (rows, 9) != 0;

  json_object_set_string_member (object, "id", ent_training_rows_get_text (rows, 0));
  if (!is_deleted)
    {
      json_object_set_string_member (object, "comment", ent_training_rows_get_text (rows, 1));
      json_object_set_object_member (
        object, "author",
        ent_training_person_new (ent_training_rows_get_text (rows, 2),
                                 ent_training_rows_get_text (rows, 3),
                                 ent_training_rows_get_text (rows, 4)));
      json_object_set_string_member (object, "state", ent_training_rows_get_text (rows, 7));
    }
  ent_training_blog_set_date (request, object, "created", ent_training_rows_get_int (rows, 5),
                              FALSE);
  if (!is_deleted && !ent_training_rows_is_null (rows, 6))
    ent_training_blog_set_date (request, object, "modified", ent_training_rows_get_int (rows, 6),
                                FALSE);
  if (!ent_training_rows_is_null (rows, 8))
    json_object_set_string_member (object, "replyTo", ent_training_rows_get_text (rows, 8));
  if (is_deleted)
    json_object_set_boolean_member (object, "deleted", TRUE);

  return object;
}

static EntTrainingRows *
query_comments (EntTrainingRequest *request,
                const char         *post_id)
{
  return ent_training_db_query (ent_training_request_get_db (request),
                                "SELECT " COLUMNS
                                " FROM comment c JOIN person p ON p.id = c.author_id"
                                " WHERE c.post_id = ?1 ORDER BY c.position",
                                "s", post_id);
}

/* All comments of a post, whatever their state: what the lists of posts hold. */
JsonArray *
ent_training_comment_list_all (EntTrainingRequest *request,
                               const char         *post_id)
{
  g_autoptr (EntTrainingRows) rows = query_comments (request, post_id);
  JsonArray *array = json_array_new ();

  while (ent_training_rows_next (rows))
    json_array_add_object_element (array, read_comment (request, rows));

  return array;
}

/* Only the first entry of the share is looked at, and who made the blog is forgotten: mistakes of
 * the server. */
static gboolean
sees_all (EntTrainingRequest    *request,
          const EntTrainingBlog *blog)
{
  g_autoptr (JsonArray) first = json_array_new ();

  if (json_array_get_length (blog->shared) == 0)
    return FALSE;
  json_array_add_element (first, json_array_dup_element (blog->shared, 0));

  return ent_training_shared_allows (ent_training_request_get_db (request),
                                     ent_training_request_get_user (request), first,
                                     ENT_TRAINING_BLOG_ACTION ("shareResource"));
}

static void
list_comments (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load_for (request, ENT_TRAINING_POST_ACTION ("comments"));
  g_autoptr (EntTrainingRows) rows = NULL;
  JsonArray *array;
  gboolean all;

  if (blog == NULL)
    return;

  all = sees_all (request, blog);
  array = json_array_new ();
  rows = query_comments (request, ent_training_request_get_param (request, "postId"));
  while (ent_training_rows_next (rows))
    if (all || ent_training_rows_get_int (rows, 9) != 0 ||
        strcmp (ent_training_rows_get_text (rows, 7), "PUBLISHED") == 0 ||
        strcmp (ent_training_rows_get_text (rows, 2),
                ent_training_request_get_user (request)->id) == 0)
      json_array_add_object_element (array, read_comment (request, rows));
  ent_training_answer_array (request, array);
}

static void
notify_managers (EntTrainingRequest    *request,
                 const EntTrainingBlog *blog,
                 const char            *post_id)
{
  g_autoptr (GPtrArray) people =
    ent_training_blog_dup_people (request, blog, ENT_TRAINING_POST_ACTION ("publish"));
  g_autofree char *uri = g_strconcat ("/blog#/view/", blog->id, "/", post_id, NULL);
  g_autoptr (JsonObject) params = json_object_new ();

  json_object_set_string_member (params, "resourceName", blog->title);
  json_object_set_string_member (params, "resourceUri", uri);
  ent_training_notify (request, "BLOG", "PUBLISH-COMMENT", blog->id, post_id, params, people);
}

/* POST /blog/comment/:blogId/:postId: the answer has no id. */
static void
create_comment (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load_for (request, ENT_TRAINING_POST_ACTION ("comment"));
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonObject *body = ent_training_request_get_json (request);
  const char *text = ent_training_json_get_text (body, "comment");
  const char *post_id = ent_training_request_get_param (request, "postId");
  g_autofree char *id = g_uuid_string_random ();

  if (blog == NULL)
    return;
  if (text == NULL || *text == '\0')
    {
      ent_training_answer_invalid (request);
      return;
    }
  if (g_strcmp0 (blog->comment_type, "NONE") == 0)
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "Comments are disabled for this blog.");
      return;
    }
  if (ent_training_db_get_int (db, "SELECT count(*) FROM post WHERE id = ?1 AND blog_id = ?2", "ss",
                               post_id, blog->id) == 0)
    {
      ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
      return;
    }

  ent_training_db_run (
    db,
    "INSERT INTO comment (id, post_id, comment, author_id, created, state, reply_to)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    "ssssiss", id, post_id, text, ent_training_request_get_user (request)->id,
    ent_training_request_get_now (request),
    g_strcmp0 (blog->comment_type, "IMMEDIATE") == 0 ? "PUBLISHED" : "SUBMITTED",
    ent_training_json_get_text (body, "replyTo"));
  notify_managers (request, blog, post_id);
  ent_training_answer_number (request, 1);
}

static gboolean
is_my_comment (EntTrainingRequest *request)
{
  return ent_training_db_get_int (
           ent_training_request_get_db (request),
           "SELECT count(*) FROM comment WHERE id = ?1 AND post_id = ?2 AND author_id = ?3"
           " AND NOT deleted",
           "sss", ent_training_request_get_param (request, "commentId"),
           ent_training_request_get_param (request, "postId"),
           ent_training_request_get_user (request)->id) != 0;
}

/* Only the author changes a comment. */
static void
update_comment (EntTrainingRequest *request)
{
  const char *text =
    ent_training_json_get_text (ent_training_request_get_json (request), "comment");

  if (!is_my_comment (request))
    {
      ent_training_request_refuse (request);
      return;
    }
  if (text == NULL || *text == '\0')
    {
      ent_training_answer_invalid (request);
      return;
    }

  ent_training_db_run (ent_training_request_get_db (request),
                       "UPDATE comment SET comment = ?2, modified = ?3 WHERE id = ?1", "ssi",
                       ent_training_request_get_param (request, "commentId"), text,
                       ent_training_request_get_now (request));
  ent_training_answer_number (request, 1);
}

/* The author, who made the blog, and by its rights anybody who may comment. */
static void
delete_comment (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load (request, ent_training_request_get_param (request, "blogId"));

  if (blog == NULL ||
      (!is_my_comment (request) &&
       !ent_training_blog_allows (request, blog, ENT_TRAINING_POST_ACTION ("deleteComment"))))
    {
      ent_training_request_refuse (request);
      return;
    }

  ent_training_answer_number (
    request, ent_training_db_run (
               ent_training_request_get_db (request),
               "UPDATE comment SET deleted = 1 WHERE id = ?1 AND post_id = ?2 AND NOT deleted",
               "ss", ent_training_request_get_param (request, "commentId"),
               ent_training_request_get_param (request, "postId")));
}

const EntTrainingRoute ent_training_comment_routes[] = {
  { "GET", "/blog/comments/:blogId/:postId", list_comments, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "POST", "/blog/comment/:blogId/:postId", create_comment, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/blog/comment/:blogId/:postId/:commentId", update_comment, ENT_TRAINING_ROUTE_JSON,
    NULL },
  { "DELETE", "/blog/comment/:blogId/:postId/:commentId", delete_comment,
    ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
