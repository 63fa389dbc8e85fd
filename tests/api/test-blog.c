/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "ent-auth-api.h"
#include "ent-blog-api.h"

typedef struct
{
  Fixture     base;
  EntBlogApi *api;      /* (owned) */
  char       *me;       /* (owned): the teacher's id */
  char       *blog_id;  /* (owned): a blog of the teacher's */
} BlogFixture;

static void
set_up (BlogFixture   *fixture,
        gconstpointer  data)
{
  g_autoptr (EntAuthApi) auth = NULL;
  g_autoptr (EntAccount) account = ent_account_new ();
  g_autoptr (GPtrArray) blogs = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&fixture->base, data);
  auth = ent_auth_api_new (fixture->base.client);
  g_assert_true (WAIT (ent_auth_api_get_userinfo, auth, &error, account));
  g_assert_no_error (error);
  fixture->me = g_strdup (ent_account_get_user_id (account));
  fixture->api = ent_blog_api_new (fixture->base.client);
  ent_blog_api_set_reader (fixture->api, fixture->me, ent_account_get_group_ids (account));

  blogs = WAIT (ent_blog_api_list_blogs, fixture->api, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < blogs->len && fixture->blog_id == NULL; i++)
    if (ent_blog_get_rights (g_ptr_array_index (blogs, i)) & ENT_RIGHTS_OWNER)
      fixture->blog_id = g_strdup (ent_item_get_id (g_ptr_array_index (blogs, i)));
  g_assert_nonnull (fixture->blog_id);
}

static void
tear_down (BlogFixture   *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->api);
  g_free (fixture->me);
  g_free (fixture->blog_id);
  fixture_tear_down (&fixture->base, data);
}

static void
test_blogs (BlogFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntBlog) blog = WAIT (ent_blog_api_get_blog, fixture->api, &error, fixture->blog_id);
  EntBlogCounts counts = { 0 };

  g_assert_no_error (error);
  g_assert_cmpstr (ent_item_get_author_id (ENT_ITEM (blog)), ==, fixture->me);
  g_assert_cmpint (ent_item_get_modified_at (ENT_ITEM (blog)), >, 0);
  g_assert_cmpstr (ent_item_get_title (ENT_ITEM (blog)), !=, "");
  g_assert_true (ent_blog_get_rights (blog) & ENT_RIGHTS_MANAGE);

  g_assert_true (WAIT_OUT (ent_blog_api_get_counts, fixture->api, &counts, &error,
                           fixture->blog_id));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.n_all, ==, counts.n_draft + counts.n_published + counts.n_submitted);
  g_assert_cmpuint (counts.n_all, >, 0);
}

static void
test_gone (BlogFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (WAIT (ent_blog_api_get_blog, fixture->api, &error,
                       "00000000-0000-4000-8000-000000000000"));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_null (WAIT (ent_blog_api_find_post, fixture->api, &error, fixture->blog_id, "nothing"));
  g_assert_no_error (error);
  g_assert_null (WAIT (ent_blog_api_get_post, fixture->api, &error, fixture->blog_id, "nothing",
                       "PUBLISHED"));
  g_assert_nonnull (error);
  g_assert_true (error->code == ENT_API_ERROR_FORBIDDEN || error->code == ENT_API_ERROR_NOT_FOUND);
}

/* All pages, each post once, and as many as the counter says. */
static void
test_pages (BlogFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  EntBlogCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ENT_BLOG_API_PAGE_SIZE + 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("Billet %u", i);
      g_autoptr (EntPost) post = WAIT (ent_blog_api_create_post, fixture->api, &error,
                                       fixture->blog_id, title,
                                       "<p>Bonjour</p>");

      g_assert_no_error (error);
    }

  for (guint page = 0; page < 20; page++)
    {
      g_autoptr (GPtrArray) posts = WAIT (ent_blog_api_list_posts, fixture->api, &error,
                                          fixture->blog_id, page,
                                          NULL);

      g_assert_no_error (error);
      if (posts->len == 0)
        break;
      for (guint i = 0; i < posts->len; i++)
        {
          EntItem *item = g_ptr_array_index (posts, i);

          g_assert_cmpstr (ent_item_get_parent_id (item), ==, fixture->blog_id);
          g_assert_nonnull (ent_item_get_html (item));
          g_hash_table_add (seen, g_strdup (ent_item_get_id (item)));
        }
    }
  g_assert_true (WAIT_OUT (ent_blog_api_get_counts, fixture->api, &counts, &error,
                           fixture->blog_id));
  g_assert_cmpuint (g_hash_table_size (seen), ==, counts.n_all);
}

/* A post from draft to publication and back, and gone. */
static void
test_life (BlogFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntPost) created = WAIT (ent_blog_api_create_post, fixture->api, &error,
                                      fixture->blog_id,
                                      "Sortie « au musée »", "<p>Nous avons vu <strong>deux</strong> tableaux.</p>");
  const char *id;
  g_autofree char *state = NULL;
  g_autofree char *again = NULL;
  g_autofree char *submitted = NULL;

  g_assert_no_error (error);
  id = ent_item_get_id (ENT_ITEM (created));
  g_assert_cmpstr (ent_item_get_state (ENT_ITEM (created)), ==, "DRAFT");
  g_assert_cmpstr (ent_item_get_title (ENT_ITEM (created)), ==, "Sortie « au musée »");

  {
    g_autoptr (EntPost) found = WAIT (ent_blog_api_find_post, fixture->api, &error,
                                      fixture->blog_id, id);
    g_autoptr (EntPost) read = WAIT (ent_blog_api_get_post, fixture->api, &error, fixture->blog_id,
                                     id, "DRAFT");

    g_assert_no_error (error);
    g_assert_cmpstr (ent_item_get_state (ENT_ITEM (found)), ==, "DRAFT");
    g_assert_nonnull (strstr (ent_item_get_html (ENT_ITEM (read)), "<strong>deux</strong>"));
    g_assert_nonnull (ent_post_get_json_content (read));
    g_assert_cmpint (ent_item_get_modified_at (ENT_ITEM (read)), ==,
                     ent_item_get_modified_at (ENT_ITEM (created)));
    g_assert_cmpint (ent_item_get_created_at (ENT_ITEM (read)), ==,
                     ent_item_get_created_at (ENT_ITEM (created)));
    g_assert_cmpint (ent_post_get_published_at (read), ==, 0);
  }

  /* The wrong state is no state. */
  g_assert_null (WAIT (ent_blog_api_get_post, fixture->api, &error, fixture->blog_id, id,
                       "PUBLISHED"));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (WAIT (ent_blog_api_publish_post, fixture->api, &error, fixture->blog_id, id));
  g_assert_no_error (error);
  submitted = WAIT (ent_blog_api_submit_post, fixture->api, &error, fixture->blog_id, id);
  g_assert_no_error (error);
  g_assert_null (submitted);   /* it is no draft any more: nothing was done */

  {
    g_autoptr (EntPost) read = WAIT (ent_blog_api_get_post, fixture->api, &error, fixture->blog_id,
                                     id, "PUBLISHED");

    g_assert_no_error (error);
    g_assert_cmpint (ent_post_get_published_at (read), >, 0);
    g_assert_cmpint (ent_item_get_sort_at (ENT_ITEM (read)), ==, ent_post_get_published_at (read));
  }

  state = WAIT (ent_blog_api_update_post, fixture->api, &error, fixture->blog_id, id, "Sortie", "");
  g_assert_no_error (error);
  g_assert_cmpstr (state, ==, "DRAFT");
  again = WAIT (ent_blog_api_submit_post, fixture->api, &error, fixture->blog_id, id);
  g_assert_no_error (error);
  g_assert_nonnull (again);
  g_assert_true (WAIT (ent_blog_api_unpublish_post, fixture->api, &error, fixture->blog_id, id));
  g_assert_no_error (error);

  g_assert_true (WAIT (ent_blog_api_delete_post, fixture->api, &error, fixture->blog_id, id));
  g_assert_no_error (error);
  g_assert_false (WAIT (ent_blog_api_delete_post, fixture->api, &error, fixture->blog_id, id));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN);
}

static void
test_comments (BlogFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntPost) post = WAIT (ent_blog_api_create_post, fixture->api, &error, fixture->blog_id,
                                   "T", "<p>x</p>");
  const char *id = ent_item_get_id (ENT_ITEM (post));
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) left = NULL;
  const char *first;

  g_assert_true (WAIT (ent_blog_api_publish_post, fixture->api, &error, fixture->blog_id, id));
  g_assert_true (WAIT (ent_blog_api_create_comment, fixture->api, &error, fixture->blog_id, id,
                       "Bravo <b> !", NULL));
  g_assert_no_error (error);
  one = WAIT (ent_blog_api_list_comments, fixture->api, &error, fixture->blog_id, id);
  g_assert_no_error (error);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (ent_comment_get_text (g_ptr_array_index (one, 0)), ==, "Bravo <b> !");
  g_assert_cmpstr (ent_item_get_author_id (g_ptr_array_index (one, 0)), ==, fixture->me);
  g_assert_cmpstr (ent_item_get_parent_id (g_ptr_array_index (one, 0)), ==, id);
  first = ent_item_get_id (g_ptr_array_index (one, 0));

  g_assert_true (WAIT (ent_blog_api_create_comment, fixture->api, &error, fixture->blog_id, id,
                       "Merci", first));
  g_assert_true (WAIT (ent_blog_api_update_comment, fixture->api, &error, fixture->blog_id, id,
                       first, "Bravo"));
  g_assert_no_error (error);
  two = WAIT (ent_blog_api_list_comments, fixture->api, &error, fixture->blog_id, id);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpstr (ent_comment_get_text (g_ptr_array_index (two, 0)), ==, "Bravo");
  g_assert_cmpstr (ent_comment_get_reply_to (g_ptr_array_index (two, 1)), ==, first);

  g_assert_true (WAIT (ent_blog_api_delete_comment, fixture->api, &error, fixture->blog_id, id,
                       first));
  g_assert_no_error (error);
  left = WAIT (ent_blog_api_list_comments, fixture->api, &error, fixture->blog_id, id);
  g_assert_cmpuint (left->len, ==, 2);
  g_assert_true (ent_comment_get_deleted (g_ptr_array_index (left, 0)));
  g_assert_cmpstr (ent_comment_get_text (g_ptr_array_index (left, 0)), ==, "");

  g_assert_false (WAIT (ent_blog_api_create_comment, fixture->api, &error, fixture->blog_id, id, "",
                        NULL));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_REJECTED);
}

/* Old servers give numbers; one bad element does not spoil the others; unknown members are nothing. */
static void
test_tolerance (BlogFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) posts = NULL;
  EntPost *post;

  fixture_answer (&fixture->base, "/blog/post/list/all/*", 200,
                  "[{\"title\":\"without id\"},7,{\"_id\":\"p-1\",\"title\":null,\"state\":\"PUBLISHED\",\"later\":{},"
                  "\"content\":\"<p>x</p>\",\"created\":{\"$date\":1788423121500},\"modified\":{\"$date\":1788423121999},"
                  "\"firstPublishDate\":1788423121501,\"nbComments\":3,\"author\":null}]");
  posts = WAIT (ent_blog_api_list_posts, fixture->api, &error, fixture->blog_id, 0, "PUBLISHED");
  g_assert_no_error (error);
  g_assert_cmpuint (posts->len, ==, 1);
  post = g_ptr_array_index (posts, 0);
  g_assert_cmpstr (ent_item_get_title (ENT_ITEM (post)), ==, "");
  g_assert_cmpuint (ent_post_get_n_comments (post), ==, 3);
  g_assert_cmpint (ent_post_get_published_at (post), ==, G_GINT64_CONSTANT (1788423121501000));

  fixture_answer (&fixture->base, "/blog/post/list/all/*", 200, "{\"not\":\"a list\"}");
  g_assert_null (WAIT (ent_blog_api_list_posts, fixture->api, &error, fixture->blog_id, 0, NULL));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "/blog/post/list/all/"));
}

/* Rights of somebody else's blog, by `shared` and by `rights`. */
static void
test_rights (BlogFixture   *fixture,
             gconstpointer  data)
{
  static const char *groups[] = { "g-1", NULL };
  g_autoptr (GPtrArray) blogs = NULL;
  g_autoptr (GError) error = NULL;

  ent_blog_api_set_reader (fixture->api, "u-1", groups);
  fixture_answer (&fixture->base, "/blog/list/all", 200,
                  "[{\"_id\":\"1\",\"author\":{\"userId\":\"u-1\"}},"
                  "{\"_id\":\"2\",\"author\":{\"userId\":\"u-2\"},\"comment-type\":\"NONE\",\"publish-type\":\"IMMEDIATE\",\"shared\":["
                  "{\"groupId\":\"g-1\",\"org-entcore-blog-controllers-PostController|list\":true,"
                  "\"org-entcore-blog-controllers-PostController|submit\":true},"
                  "{\"userId\":\"u-9\",\"org-entcore-blog-controllers-BlogController|shareResource\":true}]},"
                  "{\"_id\":\"3\",\"author\":{\"userId\":\"u-2\"},\"rights\":[\"creator:u-2\",\"user:u-1:comment\",\"group:g-1:read\","
                  "\"group:g-2:manager\"]},"
                  "{\"_id\":\"4\",\"trashed\":true,\"author\":{\"userId\":\"u-1\"}},"
                  "{\"_id\":\"5\",\"author\":{\"userId\":\"u-2\"}},"
                  "{\"_id\":\"6\",\"author\":{\"userId\":\"u-2\"},\"shared\":[{\"userId\":\"u-1\","
                  "\"org-entcore-blog-controllers-PostController|publish\":true}]},"
                  "{\"_id\":\"7\",\"author\":{\"userId\":\"u-2\"},\"rights\":[\"user:u-1:publish\"]}]");
  blogs = WAIT (ent_blog_api_list_blogs, fixture->api, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (blogs->len, ==, 6);
  g_assert_true (ent_blog_get_rights (g_ptr_array_index (blogs, 0)) & ENT_RIGHTS_OWNER);
  g_assert_cmpint (ent_blog_get_rights (g_ptr_array_index (blogs, 1)), ==,
                   ENT_RIGHTS_READ | ENT_RIGHTS_CONTRIB);
  g_assert_false (ent_blog_get_has_comments (g_ptr_array_index (blogs, 1)));
  g_assert_true (ent_blog_get_immediate (g_ptr_array_index (blogs, 1)));
  g_assert_cmpint (ent_blog_get_rights (g_ptr_array_index (blogs, 2)), ==,
                   ENT_RIGHTS_READ | ENT_RIGHTS_COMMENT);
  g_assert_cmpint (ent_blog_get_rights (g_ptr_array_index (blogs, 3)), ==, ENT_RIGHTS_NONE);
  g_assert_cmpint (ent_blog_get_rights (g_ptr_array_index (blogs, 4)), ==,
                   ENT_RIGHTS_CONTRIB | ENT_RIGHTS_PUBLISH);
  g_assert_cmpint (ent_blog_get_rights (g_ptr_array_index (blogs, 5)), ==,
                   ENT_RIGHTS_CONTRIB | ENT_RIGHTS_PUBLISH);
}

/* The answer is lost after the ENT made the post: one post, and an error that says look first. */
static void
test_lost_answer (BlogFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  guint n = 0;

  fixture_add_fault (&fixture->base,
                     "{\"method\":\"POST\",\"path\":\"/blog/post/*\",\"fault\":\"drop-after-commit\"}");
  g_assert_null (WAIT (ent_blog_api_create_post, fixture->api, &error, fixture->blog_id, "Perdu",
                       "<p>x</p>"));
  g_assert_error (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE);
  g_clear_error (&error);
  drafts = WAIT (ent_blog_api_list_posts, fixture->api, &error, fixture->blog_id, 0, "DRAFT");
  g_assert_no_error (error);
  for (guint i = 0; i < drafts->len; i++)
    if (strcmp (ent_item_get_title (g_ptr_array_index (drafts, i)), "Perdu") == 0)
      n++;
  g_assert_cmpuint (n, ==, 1);
}

#define ADD(name, data, function) \
  g_test_add ("/api/blog/" name, BlogFixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("blogs", NULL, test_blogs);
  ADD ("blogs-oauth", "oauth", test_blogs);
  ADD ("gone", NULL, test_gone);
  ADD ("pages", NULL, test_pages);
  ADD ("life", NULL, test_life);
  ADD ("life-oauth", "oauth", test_life);
  ADD ("comments", NULL, test_comments);
  ADD ("tolerance", NULL, test_tolerance);
  ADD ("rights", NULL, test_rights);
  ADD ("lost-answer", NULL, test_lost_answer);

  return g_test_run ();
}
