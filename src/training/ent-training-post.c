/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-blog.h"

#include <libsoup/soup.h>
#include <string.h>

#include "ent-training-answer.h"
#include "ent-training-cleaner.h"
#include "ent-training-directory.h"
#include "ent-training-routes.h"

/* Posts: their lists, their reading and their states. Each publication notifies the readers again,
 * even of a post that is already there. The switch "content.transformer" = "down" makes the
 * cleaning of contents fail.
 *
 * Source: blog PostController, DefaultPostService, as told in ent-api 02 §2 and §3. */

#define PAGE_SIZE 20
#define MINIMUM_WORD 4

#define COLUMNS                                                                                    \
  "t.id, t.title, t.content, t.json_content, t.content_version, t.state, t.author_id, "            \
  "p.display_name, p.login,"                                                                       \
  " t.created, t.modified, t.first_publish, t.views, t.plain"

enum
{
  COLUMN_ID,
  COLUMN_TITLE,
  COLUMN_CONTENT,
  COLUMN_JSON,
  COLUMN_VERSION,
  COLUMN_STATE,
  COLUMN_AUTHOR,
  COLUMN_AUTHOR_NAME,
  COLUMN_AUTHOR_LOGIN,
  COLUMN_CREATED,
  COLUMN_MODIFIED,
  COLUMN_FIRST_PUBLISH,
  COLUMN_VIEWS,
  COLUMN_PLAIN,
};

/* What a list shows of its posts. */
typedef enum
{
  SHOW_CONTENT = 1 << 0,
  SHOW_JSON = 1 << 1,
  SHOW_COMMENTS = 1 << 2,
  SHOW_COMMENT_COUNT = 1 << 3,
} Show;

static const char *const states[] = { "DRAFT", "SUBMITTED", "PUBLISHED", NULL };

/* What the cleaner made of a content; all NULL when it failed. */
typedef struct
{
  char *html;   /* (owned) (nullable) */
  char *json;   /* (owned) (nullable) */
  char *plain;  /* (owned) (nullable) */
} Cleaned;

static void
cleaned_clear (Cleaned *cleaned)
{
  g_free (cleaned->html);
  g_free (cleaned->json);
  g_free (cleaned->plain);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cleaned, cleaned_clear)

static gboolean
clean (EntTrainingRequest *request,
       const char         *content,
       Cleaned            *cleaned)
{
  EntTrainingServer *server = ent_training_request_get_server (request);
  g_autoptr (JsonNode) json = NULL;

  memset (cleaned, 0, sizeof *cleaned);
  if (g_strcmp0 (ent_training_server_get_option (server, "content.transformer"), "down") == 0 ||
      !ent_training_clean (content, &cleaned->html, &json, &cleaned->plain, NULL))
    return FALSE;
  cleaned->json = json_to_string (json, FALSE);

  return TRUE;
}

/* A post written before the editor of today is converted when it is first read; its HTML stays as
 * it was. */
static void
convert_old (EntTrainingRequest *request,
             EntTrainingRows    *rows,
             Cleaned            *cleaned)
{
  memset (cleaned, 0, sizeof *cleaned);
  if (!ent_training_rows_is_null (rows, COLUMN_VERSION) ||
      !clean (request, ent_training_rows_get_text (rows, COLUMN_CONTENT), cleaned))
    return;

  ent_training_db_run (
    ent_training_request_get_db (request),
    "UPDATE post SET json_content = ?2, plain = ?3, content_version = 0 WHERE id = ?1", "sss",
    ent_training_rows_get_text (rows, COLUMN_ID), cleaned->json, cleaned->plain);
}

static JsonObject *
read_post (EntTrainingRequest *request,
           EntTrainingRows    *rows,
           Show                show)
{
  g_auto (Cleaned) cleaned = { NULL, NULL, NULL };
  JsonObject *object = json_object_new ();
  gboolean was_old = ent_training_rows_is_null (rows, COLUMN_VERSION);

  if ((show & (SHOW_CONTENT | SHOW_JSON)) != 0)
    convert_old (request, rows, &cleaned);

  json_object_set_string_member (object, "_id", ent_training_rows_get_text (rows, COLUMN_ID));
  json_object_set_string_member (object, "title", ent_training_rows_get_text (rows, COLUMN_TITLE));
  if ((show & SHOW_CONTENT) != 0)
    json_object_set_string_member (
      object, "content",
      cleaned.html != NULL ? cleaned.html : ent_training_rows_get_text (rows, COLUMN_CONTENT));
  if ((show & SHOW_JSON) != 0 && cleaned.json != NULL)
    json_object_set_member (object, "jsonContent", json_from_string (cleaned.json, NULL));
  else if ((show & SHOW_JSON) != 0 && !ent_training_rows_is_null (rows, COLUMN_JSON))
    json_object_set_member (object, "jsonContent", ent_training_rows_dup_json (rows, COLUMN_JSON));
  if (!was_old || cleaned.html != NULL)
    json_object_set_int_member (object, "contentVersion",
                                ent_training_rows_get_int (rows, COLUMN_VERSION));
  json_object_set_string_member (object, "state", ent_training_rows_get_text (rows, COLUMN_STATE));
  json_object_set_object_member (
    object, "author",
    ent_training_person_new (ent_training_rows_get_text (rows, COLUMN_AUTHOR),
                             ent_training_rows_get_text (rows, COLUMN_AUTHOR_NAME),
                             ent_training_rows_get_text (rows, COLUMN_AUTHOR_LOGIN)));
  ent_training_blog_set_date (request, object, "created",
                              ent_training_rows_get_int (rows, COLUMN_CREATED), FALSE);
  ent_training_blog_set_date (request, object, "modified",
                              ent_training_rows_get_int (rows, COLUMN_MODIFIED), FALSE);
  if (!ent_training_rows_is_null (rows, COLUMN_FIRST_PUBLISH))
    ent_training_blog_set_date (request, object, "firstPublishDate",
                                ent_training_rows_get_int (rows, COLUMN_FIRST_PUBLISH), FALSE);
  json_object_set_int_member (object, "views", ent_training_rows_get_int (rows, COLUMN_VIEWS));
  if ((show & SHOW_COMMENTS) != 0)
    json_object_set_array_member (
      object, "comments",
      ent_training_comment_list_all (request, ent_training_rows_get_text (rows, COLUMN_ID)));
  if ((show & SHOW_COMMENT_COUNT) != 0)
    json_object_set_int_member (
      object, "nbComments",
      ent_training_db_get_int (ent_training_request_get_db (request),
                               "SELECT count(*) FROM comment WHERE post_id = ?1"
                               " AND NOT deleted",
                               "s", ent_training_rows_get_text (rows, COLUMN_ID)));

  return object;
}

/* The published posts of a blog without their content, newest first; at most @count, or all. */
JsonArray *
ent_training_post_list_newest (EntTrainingRequest *request,
                               const char         *blog_id,
                               int                 count)
{
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT " COLUMNS " FROM post t JOIN person p ON p.id = t.author_id"
    " WHERE t.blog_id = ?1 AND t.state = 'PUBLISHED' ORDER BY t.sorted DESC LIMIT ?2",
    "sn", blog_id, count);
  JsonArray *array = json_array_new ();

  while (ent_training_rows_next (rows))
    json_array_add_object_element (array, read_post (request, rows, SHOW_JSON));

  return array;
}

/* The published posts of a public blog, by the parameters "page", "search" and "postId". */
JsonArray *
ent_training_post_list_public (EntTrainingRequest *request,
                               const char         *blog_id)
{
  const char *page = ent_training_request_get_query (request, "page");
  gint64 number = page != NULL ? g_ascii_strtoll (page, NULL, 10) : -1;
  g_autoptr (EntTrainingRows) rows = ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT " COLUMNS " FROM post t JOIN person p ON p.id = t.author_id"
    " WHERE t.blog_id = ?1 AND t.state = 'PUBLISHED' AND (?2 IS NULL OR t.id = ?2)"
    " ORDER BY t.sorted DESC LIMIT ?3 OFFSET ?4",
    "ssii", blog_id, ent_training_request_get_query (request, "postId"),
    (gint64) (number < 0 ? -1 : PAGE_SIZE), MAX (number, 0) * PAGE_SIZE);
  g_auto (GStrv) words = ent_training_query_dup_words (request, MINIMUM_WORD);
  JsonArray *array = json_array_new ();

  while (ent_training_rows_next (rows))
    {
      g_autofree char *text = g_strconcat (ent_training_rows_get_text (rows, COLUMN_TITLE), " ",
                                           ent_training_rows_get_text (rows, COLUMN_PLAIN), NULL);

      if (words == NULL ||
          (words[0] != NULL && ent_training_words_match ((const char *const *) words, text)))
        json_array_add_object_element (array, read_post (request, rows, SHOW_CONTENT | SHOW_JSON));
    }

  return array;
}

/* The posts of a blog the person who asks may see in a list: all that are published, their own, and
 * the submitted ones for who manages the blog. */
static EntTrainingRows *
query_visible (EntTrainingRequest    *request,
               const EntTrainingBlog *blog,
               const char            *post_id)
{
  return ent_training_db_query (
    ent_training_request_get_db (request),
    "SELECT " COLUMNS " FROM post t JOIN person p ON p.id = t.author_id"
    " WHERE t.blog_id = ?1 AND (t.state = 'PUBLISHED' OR t.author_id = ?2"
    "   OR (t.state = 'SUBMITTED' AND ?3)) AND (?4 IS NULL OR t.id = ?4)"
    " ORDER BY t.sorted DESC",
    "ssns", blog->id, ent_training_request_get_user (request)->id,
    (int) ent_training_blog_is_manager (request, blog), post_id);
}

/* What GET /blog/counter/:blogId says. */
JsonObject *
ent_training_post_count (EntTrainingRequest    *request,
                         const EntTrainingBlog *blog)
{
  g_autoptr (EntTrainingRows) rows = blog != NULL ? query_visible (request, blog, NULL) : NULL;
  JsonObject *object = json_object_new ();
  int counts[3] = { 0 };

  while (rows != NULL && ent_training_rows_next (rows))
    for (guint i = 0; states[i] != NULL; i++)
      if (strcmp (states[i], ent_training_rows_get_text (rows, COLUMN_STATE)) == 0)
        counts[i]++;

  json_object_set_int_member (object, "countPublished", counts[2]);
  json_object_set_int_member (object, "countDraft", counts[0]);
  json_object_set_int_member (object, "countSubmitted", counts[1]);
  json_object_set_int_member (object, "countAll", counts[0] + counts[1] + counts[2]);

  return object;
}

static gboolean
is_wanted (EntTrainingRows    *rows,
           const char *const  *wanted_states,
           const char *const  *words)
{
  g_autofree char *text = NULL;

  if (wanted_states != NULL && wanted_states[0] != NULL &&
      !g_strv_contains (wanted_states, ent_training_rows_get_text (rows, COLUMN_STATE)))
    return FALSE;
  if (words == NULL)
    return TRUE;

  text = g_strconcat (ent_training_rows_get_text (rows, COLUMN_TITLE), " ",
                      ent_training_rows_get_text (rows, COLUMN_PLAIN), NULL);

  return words[0] != NULL && ent_training_words_match (words, text);
}

static Show
read_show (EntTrainingRequest *request)
{
  const char *comments = ent_training_request_get_query (request, "comments");
  gboolean content = ent_training_query_is_true (request, "content");
  Show show = 0;

  if (ent_training_request_get_query (request, "postId") != NULL ||
      ent_training_request_get_query (request, "state") != NULL)
    return SHOW_JSON;

  if (content)
    show |= SHOW_CONTENT | SHOW_JSON;
  if (comments != NULL ? strcmp (comments, "true") == 0 : content)
    show |= SHOW_COMMENTS;
  if (ent_training_query_is_true (request, "nbComments"))
    show |= SHOW_COMMENT_COUNT;

  return show;
}

/* GET /blog/post/list/all/:blogId, in its three modes: "postId", the older "state", and "states".
 */
static void
list_posts (EntTrainingRequest *request)
{
  const char *post_id = ent_training_request_get_query (request, "postId");
  const char *state = ent_training_request_get_query (request, "state");
  const char *csv = ent_training_request_get_query (request, "states");
  const char *size = ent_training_request_get_query (request, "pageSize");
  g_auto (GStrv) wanted = NULL;
  g_auto (GStrv) words = ent_training_query_dup_words (request, MINIMUM_WORD);
  g_autoptr (EntTrainingBlog) blog = NULL;
  g_autoptr (EntTrainingRows) rows = NULL;
  JsonArray *array;
  gint64 page;
  gint64 page_size = PAGE_SIZE;
  gint64 position = 0;

  blog = ent_training_blog_load_for (request, ENT_TRAINING_POST_ACTION ("list"));
  if (blog == NULL || !ent_training_query_read_page (request, &page))
    return;
  if (size != NULL && !g_ascii_string_to_signed (size, 10, 1, G_MAXINT32, &page_size, NULL))
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);
      return;
    }
  if (state != NULL || (csv != NULL && *csv != '\0'))
    wanted = g_strsplit (state != NULL ? state : csv, ",", -1);

  array = json_array_new ();
  rows = query_visible (request, blog, post_id);
  while (ent_training_rows_next (rows))
    {
      if (post_id == NULL &&
          !is_wanted (rows, (const char *const *) wanted, (const char *const *) words))
        continue;
      if (page >= 0 && position++ / page_size != page)
        continue;
      json_array_add_object_element (array, read_post (request, rows, read_show (request)));
    }
  ent_training_answer_array (request, array);
}

/* The post the path names, with its blog; @rows is on it. FALSE when one of the two does not exist.
 */
static gboolean
load_post (EntTrainingRequest  *request,
           EntTrainingBlog    **blog,
           EntTrainingRows    **rows)
{
  *blog = ent_training_blog_load (request, ent_training_request_get_param (request, "blogId"));
  if (*blog == NULL)
    return FALSE;
  *rows =
    ent_training_db_query (ent_training_request_get_db (request),
                           "SELECT " COLUMNS " FROM post t JOIN person p ON p.id = t.author_id"
                           " WHERE t.blog_id = ?1 AND t.id = ?2",
                           "ss", (*blog)->id, ent_training_request_get_param (request, "postId"));

  return ent_training_rows_next (*rows);
}

/* Loads the post for one who made it, made its blog, or holds @action; else the request is answered
 * 401. */
static gboolean
load_post_for (EntTrainingRequest  *request,
               const char          *action,
               EntTrainingBlog    **blog,
               EntTrainingRows    **rows)
{
  const EntTrainingUser *user = ent_training_request_get_user (request);

  if (load_post (request, blog, rows) &&
      ((*blog)->is_mine ||
       strcmp (ent_training_rows_get_text (*rows, COLUMN_AUTHOR), user->id) == 0 ||
       ent_training_shared_allows (ent_training_request_get_db (request), user, (*blog)->shared,
                                   action)))
    return TRUE;

  ent_training_request_refuse (request);

  return FALSE;
}

static void
answer_post (EntTrainingRequest *request,
             EntTrainingRows    *rows)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *id = ent_training_rows_get_text (rows, COLUMN_ID);
  gboolean is_published =
    strcmp (ent_training_rows_get_text (rows, COLUMN_STATE), "PUBLISHED") == 0;
  gboolean is_old = ent_training_rows_get_int (rows, COLUMN_VERSION) == 0;
  g_auto (Cleaned) cleaned = { NULL, NULL, NULL };
  JsonObject *object;

  if (is_old && !clean (request, ent_training_rows_get_text (rows, COLUMN_CONTENT), &cleaned))
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST,
                                         "content.transformation.failed");
      return;
    }
  if (is_published)
    ent_training_db_run (db, "UPDATE post SET views = views + 1 WHERE id = ?1", "s", id);

  object = read_post (request, rows, SHOW_CONTENT | SHOW_JSON);
  json_object_set_int_member (object, "views",
                              ent_training_rows_get_int (rows, COLUMN_VIEWS) + is_published);
  if (ent_training_query_is_true (request, "originalFormat"))
    json_object_set_string_member (object, "content",
                                   ent_training_rows_get_text (rows, COLUMN_CONTENT));
  else if (is_old)
    json_object_set_string_member (object, "content", cleaned.html);
  ent_training_answer_object (request, SOUP_STATUS_OK, object);
}

/* GET /blog/post/:blogId/:postId: the state asked for decides which right is wanted, then must be
 * the post's. */
static void
get_post (EntTrainingRequest *request)
{
  const char *state = ent_training_request_get_query (request, "state");
  g_autoptr (EntTrainingBlog) blog = NULL;
  g_autoptr (EntTrainingRows) rows = NULL;
  gboolean exists;

  if (state == NULL || !g_strv_contains (states, state))
    state = "PUBLISHED";

  if (strcmp (state, "PUBLISHED") != 0)
    {
      if (!load_post_for (request, ENT_TRAINING_POST_ACTION ("submit"), &blog, &rows))
        return;
      exists = TRUE;
    }
  else
    {
      exists = load_post (request, &blog, &rows);
      if (blog == NULL ||
          !ent_training_blog_allows (request, blog, ENT_TRAINING_POST_ACTION ("get")))
        {
          ent_training_request_refuse (request);
          return;
        }
    }

  if (!exists || strcmp (ent_training_rows_get_text (rows, COLUMN_STATE), state) != 0)
    ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "post.does.not.exist");
  else
    answer_post (request, rows);
}

static JsonObject *
describe_created (EntTrainingRequest *request,
                  const char         *blog_id,
                  const char         *id,
                  const char         *title,
                  const char         *content,
                  const Cleaned      *cleaned,
                  gint64              now)
{
  const EntTrainingUser *user = ent_training_request_get_user (request);
  JsonObject *object = json_object_new ();
  JsonObject *blog = json_object_new ();

  json_object_set_string_member (object, "_id", id);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "content", content);
  if (cleaned->json != NULL)
    {
      json_object_set_member (object, "jsonContent", json_from_string (cleaned->json, NULL));
      json_object_set_string_member (object, "contentPlain", cleaned->plain);
      json_object_set_int_member (object, "contentVersion", 1);
    }
  json_object_set_string_member (object, "state", "DRAFT");
  json_object_set_object_member (
    object, "author", ent_training_person_new (user->id, user->display_name, user->login));
  ent_training_blog_set_date (request, object, "created", now, TRUE);
  ent_training_blog_set_date (request, object, "modified", now, TRUE);
  ent_training_blog_set_date (request, object, "sorted", now, TRUE);
  json_object_set_int_member (object, "views", 0);
  json_object_set_array_member (object, "comments", json_array_new ());
  json_object_set_string_member (blog, "$ref", "blogs");
  json_object_set_string_member (blog, "$id", blog_id);
  json_object_set_object_member (object, "blog", blog);
  json_object_set_int_member (object, "version", now);
  json_object_set_string_member (object, "ingest_job_state", "TO_BE_SENT");

  return object;
}

static void
create_post (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog =
    ent_training_blog_load_for (request, ENT_TRAINING_POST_ACTION ("create"));
  JsonObject *body = ent_training_request_get_json (request);
  const char *title = ent_training_json_get_text (body, "title");
  const char *content = ent_training_json_get_text (body, "content");
  gint64 now = ent_training_request_get_now (request);
  g_autofree char *id = g_uuid_string_random ();
  g_auto (Cleaned) cleaned = { NULL, NULL, NULL };

  if (blog == NULL)
    return;
  if (title == NULL || content == NULL)
    {
      ent_training_answer_invalid (request);
      return;
    }

  if (clean (request, content, &cleaned))
    content = cleaned.html;
  ent_training_db_run (
    ent_training_request_get_db (request),
    "INSERT INTO post (id, blog_id, title, content, json_content, plain, content_version, state,"
    " author_id, created, modified, sorted) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
    " iif (?5 IS NULL, NULL, 1), 'DRAFT', ?7, ?8, ?8, ?8)",
    "sssssssi", id, blog->id, title, content, cleaned.json, cleaned.plain,
    ent_training_request_get_user (request)->id, now);
  ent_training_answer_object (
    request, SOUP_STATUS_OK,
    describe_created (request, blog->id, id, title, content, &cleaned, now));
}

/* A content that cannot be cleaned is stored as it came, beside the JSON of the one before. */
static void
store_content (EntTrainingRequest *request,
               const char         *id,
               const char         *content)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  g_auto (Cleaned) cleaned = { NULL, NULL, NULL };

  if (clean (request, content, &cleaned))
    ent_training_db_run (
      db,
      "UPDATE post SET content = ?2, json_content = ?3, plain = ?4, content_version = 1"
      " WHERE id = ?1",
      "ssss", id, cleaned.html, cleaned.json, cleaned.plain);
  else
    ent_training_db_run (db, "UPDATE post SET content = ?2 WHERE id = ?1", "ss", id, content);
}

/* PUT /blog/post/:blogId/:postId: the author's post becomes a draft again, unless it only goes up.
 */
static void
update_post (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  JsonObject *body = ent_training_request_get_json (request);
  const char *content = ent_training_json_get_text (body, "content");
  gboolean goes_up = json_object_get_boolean_member_with_default (body, "sorted", FALSE);
  gint64 now = ent_training_request_get_now (request);
  g_autoptr (EntTrainingBlog) blog = NULL;
  g_autoptr (EntTrainingRows) rows = NULL;
  const char *id;
  const char *state;
  JsonObject *answer;

  if (!load_post_for (request, ENT_TRAINING_POST_ACTION ("update"), &blog, &rows))
    return;

  id = ent_training_rows_get_text (rows, COLUMN_ID);
  state = ent_training_rows_get_text (rows, COLUMN_STATE);
  if (!goes_up && strcmp (ent_training_rows_get_text (rows, COLUMN_AUTHOR),
                          ent_training_request_get_user (request)->id) == 0)
    state = "DRAFT";

  ent_training_db_run (
    db,
    "UPDATE post SET title = coalesce (?2, title), state = ?3, modified = ?4,"
    " sorted = iif (?5 OR first_publish IS NULL, ?4, first_publish) WHERE id = ?1",
    "sssin", id, ent_training_json_get_text (body, "title"), state, now, (int) goes_up);
  if (content != NULL)
    store_content (request, id, content);

  answer = json_object_new ();
  json_object_set_string_member (answer, "state", state);
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}

static void
publish (EntTrainingRequest *request,
         const char         *id)
{
  ent_training_db_run (
    ent_training_request_get_db (request),
    "UPDATE post SET state = 'PUBLISHED', sorted = iif (first_publish IS NULL, ?2, sorted),"
    " first_publish = coalesce (first_publish, ?2) WHERE id = ?1",
    "si", id, ent_training_request_get_now (request));
}

static void
notify (EntTrainingRequest    *request,
        const EntTrainingBlog *blog,
        EntTrainingRows       *rows,
        const char            *event,
        const char            *action)
{
  g_autoptr (GPtrArray) people = ent_training_blog_dup_people (request, blog, action);
  const char *id = ent_training_rows_get_text (rows, COLUMN_ID);
  g_autoptr (JsonObject) params = json_object_new ();
  g_autofree char *uri = g_strconcat ("/blog#/view/", blog->id, "/", id, NULL);

  json_object_set_string_member (params, "postTitle",
                                 ent_training_rows_get_text (rows, COLUMN_TITLE));
  json_object_set_string_member (params, "resourceName", blog->title);
  json_object_set_string_member (params, "resourceUri", uri);
  ent_training_notify (request, "BLOG", event, blog->id, id, params, people);
}

/* PUT /blog/post/submit/:blogId/:postId: of another's post, or one that is no draft, nothing is
 * said nor done. */
static void
submit_post (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const EntTrainingUser *user = ent_training_request_get_user (request);
  g_autoptr (EntTrainingBlog) blog = NULL;
  g_autoptr (EntTrainingRows) rows = NULL;
  gboolean exists = load_post (request, &blog, &rows);
  gboolean at_once;
  JsonObject *answer;

  if (blog == NULL ||
      !ent_training_blog_allows (request, blog, ENT_TRAINING_POST_ACTION ("submit")))
    {
      ent_training_request_refuse (request);
      return;
    }

  answer = json_object_new ();
  if (exists && strcmp (ent_training_rows_get_text (rows, COLUMN_STATE), "DRAFT") == 0 &&
      strcmp (ent_training_rows_get_text (rows, COLUMN_AUTHOR), user->id) == 0)
    {
      at_once = g_strcmp0 (blog->publish_type, "IMMEDIATE") == 0;
      if (at_once)
        publish (request, ent_training_rows_get_text (rows, COLUMN_ID));
      else
        ent_training_db_run (db, "UPDATE post SET state = 'SUBMITTED' WHERE id = ?1", "s",
                             ent_training_rows_get_text (rows, COLUMN_ID));
      notify (request, blog, rows, at_once ? "PUBLISH-POST" : "SUBMIT-POST",
              at_once ? ENT_TRAINING_POST_ACTION ("list") : ENT_TRAINING_POST_ACTION ("publish"));
      json_object_set_int_member (answer, "number", 1);
      json_object_set_string_member (answer, "state", at_once ? "PUBLISHED" : "SUBMITTED");
    }
  ent_training_answer_object (request, SOUP_STATUS_OK, answer);
}

static void
publish_post (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog = NULL;
  g_autoptr (EntTrainingRows) rows = NULL;
  gboolean exists = load_post (request, &blog, &rows);

  if (!exists || !ent_training_blog_allows (request, blog, ENT_TRAINING_POST_ACTION ("publish")))
    {
      ent_training_request_refuse (request);
      return;
    }

  publish (request, ent_training_rows_get_text (rows, COLUMN_ID));
  notify (request, blog, rows, "PUBLISH-POST", ENT_TRAINING_POST_ACTION ("list"));
  ent_training_answer_number (request, ent_training_rows_is_null (rows, COLUMN_FIRST_PUBLISH));
}

static void
unpublish_post (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog = NULL;
  g_autoptr (EntTrainingRows) rows = NULL;

  if (!load_post_for (request, ENT_TRAINING_POST_ACTION ("unpublish"), &blog, &rows))
    return;
  ent_training_db_run (ent_training_request_get_db (request),
                       "UPDATE post SET state = 'DRAFT' WHERE id = ?1", "s",
                       ent_training_rows_get_text (rows, COLUMN_ID));
  ent_training_answer_number (request, 1);
}

static void
delete_post (EntTrainingRequest *request)
{
  g_autoptr (EntTrainingBlog) blog = NULL;
  g_autoptr (EntTrainingRows) rows = NULL;

  if (!load_post_for (request, ENT_TRAINING_POST_ACTION ("delete"), &blog, &rows))
    return;
  ent_training_db_run (ent_training_request_get_db (request), "DELETE FROM post WHERE id = ?1", "s",
                       ent_training_rows_get_text (rows, COLUMN_ID));
  ent_training_request_answer_empty (request, SOUP_STATUS_NO_CONTENT);
}

const EntTrainingRoute ent_training_post_routes[] = {
  { "GET", "/blog/post/list/all/:blogId", list_posts, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/blog/post/:blogId/:postId", get_post, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "POST", "/blog/post/:blogId", create_post, ENT_TRAINING_ROUTE_JSON, NULL },
  { "PUT", "/blog/post/submit/:blogId/:postId", submit_post, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "PUT", "/blog/post/publish/:blogId/:postId", publish_post, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "PUT", "/blog/post/unpublish/:blogId/:postId", unpublish_post, ENT_TRAINING_ROUTE_SESSION,
    NULL },
  { "PUT", "/blog/post/:blogId/:postId", update_post, ENT_TRAINING_ROUTE_JSON, NULL },
  { "DELETE", "/blog/post/:blogId/:postId", delete_post, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
