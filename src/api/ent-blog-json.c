/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-blog-json.h"

#include "ent-blog.h"
#include "ent-comment.h"
#include "ent-json.h"
#include "ent-post.h"
#include "ent-rights.h"

/* Ends of the keys of `shared` (ent-api/02 §6). */
static const EntActionRights blog_actions[] = {
  { "PostController|list", ENT_RIGHTS_READ },
  { "PostController|submit", ENT_RIGHTS_CONTRIB },
  { "PostController|publish", ENT_RIGHTS_CONTRIB | ENT_RIGHTS_PUBLISH },
  { "PostController|comment", ENT_RIGHTS_COMMENT },
  { "BlogController|shareResource", ENT_RIGHTS_MANAGE },
  { "BlogController|delete", ENT_RIGHTS_MANAGE },
  { NULL, 0 },
};

static void
read_author (EntItem    *item,
             JsonObject *object)
{
  JsonObject *author = ent_json_opt_object (object, "author");

  if (author == NULL)
    return;

  ent_item_set_author_id (item, ent_json_opt_string (author, "userId"));
  ent_item_set_author_name (item, ent_json_opt_string (author, "username"));
}

static void
read_times (EntItem    *item,
            JsonObject *object)
{
  gint64 created = ent_json_date (object, "created");
  gint64 modified = ent_json_date (object, "modified");

  ent_item_set_created_at (item, created);
  ent_item_set_modified_at (item, modified != 0 ? modified : created);
  ent_item_set_sort_at (item, modified != 0 ? modified : created);
}

gpointer
ent_blog_read (JsonObject  *object,
               gpointer     reader_id,
               GError     **error)
{
  const char *id = ent_json_get_string (object, "_id", error);
  EntBlog *blog;
  EntItem *item;

  if (id == NULL)
    return NULL;

  blog = ent_blog_new ();
  item = ENT_ITEM (blog);
  ent_item_set_id (item, id);
  ent_item_set_title (item, ent_json_string_or (object, "title", ""));
  read_author (item, object);
  read_times (item, object);
  if (ent_json_bool_or (object, "trashed", FALSE))
    ent_item_set_state (item, "TRASHED");

  ent_blog_set_description (blog, ent_json_string_or (object, "description", ""));
  ent_blog_set_thumbnail (blog, ent_json_string_or (object, "thumbnail", ""));
  ent_blog_set_immediate (blog,
                          g_strcmp0 (ent_json_opt_string (object, "publish-type"),
                                     "IMMEDIATE") == 0);
  ent_blog_set_has_comments (blog,
                             g_strcmp0 (ent_json_opt_string (object, "comment-type"), "NONE") != 0);
  ent_blog_set_rights (blog,
                       ent_rights_read (object, ent_item_get_author_id (item), reader_id,
                                        blog_actions));
  return blog;
}

/* The ENT orders by a date it does not show: the first publication, else the last change. */
gpointer
ent_post_read (JsonObject  *object,
               gpointer     blog_id,
               GError     **error)
{
  const char *id = ent_json_get_string (object, "_id", error);
  JsonNode *document;
  JsonArray *comments;
  EntPost *post;
  EntItem *item;
  gint64 published, n_comments;

  if (id == NULL)
    return NULL;

  post = ent_post_new ();
  item = ENT_ITEM (post);
  ent_item_set_id (item, id);
  ent_item_set_parent_id (item, blog_id);
  ent_item_set_title (item, ent_json_string_or (object, "title", ""));
  ent_item_set_state (item, ent_json_opt_string (object, "state"));
  ent_item_set_html (item, ent_json_opt_string (object, "content"));
  read_author (item, object);
  read_times (item, object);

  published = ent_json_date (object, "firstPublishDate");
  ent_post_set_published_at (post, published);
  if (published != 0)
    ent_item_set_sort_at (item, published);

  comments = ent_json_opt_array (object, "comments");
  n_comments = comments != NULL ? json_array_get_length (comments) : 0;
  ent_post_set_n_comments (post, MAX (0, ent_json_int_or (object, "nbComments", n_comments)));
  ent_post_set_n_views (post, MAX (0, ent_json_int_or (object, "views", 0)));

  document = json_object_get_member (object, "jsonContent");
  if (document != NULL && JSON_NODE_HOLDS_OBJECT (document))
    {
      g_autofree char *text = ent_json_to_text (document);

      ent_post_set_json_content (post, text);
    }
  return post;
}

gpointer
ent_comment_read (JsonObject  *object,
                  gpointer     post_id,
                  GError     **error)
{
  const char *id = ent_json_get_string (object, "id", error);
  EntComment *comment;
  EntItem *item;

  if (id == NULL)
    return NULL;

  comment = ent_comment_new ();
  item = ENT_ITEM (comment);
  ent_item_set_id (item, id);
  ent_item_set_parent_id (item, post_id);
  ent_item_set_state (item, ent_json_opt_string (object, "state"));
  read_author (item, object);
  read_times (item, object);
  ent_item_set_sort_at (item, ent_item_get_created_at (item));
  ent_comment_set_text (comment, ent_json_string_or (object, "comment", ""));
  ent_comment_set_reply_to (comment, ent_json_opt_string (object, "replyTo"));
  ent_comment_set_deleted (comment, ent_json_bool_or (object, "deleted", FALSE));
  return comment;
}
