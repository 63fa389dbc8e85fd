/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-steps.h"

#include <string.h>

#define READ                                                                                       \
  "\"org-entcore-blog-controllers-BlogController|get\",\"org-entcore-blog-controllers-"            \
  "PostController|get\","                                                                          \
  "\"org-entcore-blog-controllers-PostController|list\",\"org-entcore-blog-controllers-"           \
  "PostController|comments\""
#define CONTRIB                                                                                    \
  "\"org-entcore-blog-controllers-PostController|create\",\"org-entcore-blog-controllers-"         \
  "PostController|update\","                                                                       \
  "\"org-entcore-blog-controllers-PostController|delete\",\"org-entcore-blog-controllers-"         \
  "PostController|submit\","                                                                       \
  "\"org-entcore-blog-controllers-PostController|unpublish\""
#define COMMENT                                                                                    \
  "\"org-entcore-blog-controllers-PostController|comment\","                                       \
  "\"org-entcore-blog-controllers-PostController|updateComment\","                                 \
  "\"org-entcore-blog-controllers-PostController|deleteComment\""

#define PUBLICATIONS "SELECT count(*) FROM notification WHERE event_type = 'PUBLISH-POST'"

typedef struct
{
  TrainingClient *client;  /* (owned): camille.durand */
  char           *blog;    /* (owned): a new one, of hers, shared with nobody */
} Fixture;

static char *
create_blog (TrainingClient *client,
             const char     *publish_type)
{
  g_autofree char *body =
    g_strdup_printf ("{\"title\":\"La classe\",\"description\":\"\",\"thumbnail\":\"\","
                     "\"allowReplies\":true,\"comment-type\":\"IMMEDIATE\","
                     "\"publish-type\":\"%s\"}",
                     publish_type);
  g_autoptr (TrainingReply) reply = training_call (client, 200, "POST", body, "/blog");

  return training_dup_text (reply, "_id");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->client = training_client_new ();
  training_client_login (fixture->client, "camille.durand");
  fixture->blog = create_blog (fixture->client, "RESTRAINT");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->blog);
  training_client_free (fixture->client);
}

static void
call (Fixture    *fixture,
      guint       status,
      const char *method,
      const char *body,
      const char *prefix,
      const char *post)
{
  g_autoptr (TrainingReply) reply =
    training_call (fixture->client, status, method, body, "%s/%s%s%s", prefix, fixture->blog,
                   post != NULL ? "/" : "", post != NULL ? post : "");
}

static char *
create_post (Fixture    *fixture,
             const char *title,
             const char *content)
{
  g_autofree char *body = g_strdup_printf ("{\"title\":\"%s\",\"content\":\"%s\"}", title, content);
  g_autoptr (TrainingReply) reply =
    training_call (fixture->client, 200, "POST", body, "/blog/post/%s", fixture->blog);

  return training_dup_text (reply, "_id");
}

static char *
dup_state (Fixture    *fixture,
           const char *post)
{
  g_autoptr (TrainingReply) reply = training_call (
    fixture->client, 200, "GET", NULL, "/blog/post/list/all/%s?postId=%s", fixture->blog, post);

  return training_length (reply) > 0 ? g_strdup (training_text (training_item (reply, 0), "state"))
                                     : NULL;
}

static void
assert_state (Fixture    *fixture,
              const char *post,
              const char *expected)
{
  g_autofree char *state = dup_state (fixture, post);

  g_assert_cmpstr (state, ==, expected);
}

/* Shares the blog with one person. */
static void
share_with (Fixture    *fixture,
            const char *login,
            const char *actions)
{
  g_autofree char *person = training_dup_person (fixture->client, login);
  g_autofree char *body =
    g_strdup_printf ("{\"users\":{\"%s\":[%s]},\"groups\":{},\"bookmarks\":{}}", person, actions);

  call (fixture, 200, "PUT", body, "/blog/share/resource", NULL);
}

static void
test_blog (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TrainingReply) missing =
    training_call (fixture->client, 400, "POST",
                   "{\"title\":\"x\",\"description\":\"\",\"thumbnail\":\"\"}", "/blog");
  g_autoptr (TrainingReply) gone =
    training_call (fixture->client, 401, "GET", NULL, "/blog/nobody");
  g_autoptr (TrainingReply) got =
    training_call (fixture->client, 200, "GET", NULL, "/blog/%s", fixture->blog);
  g_autoptr (TrainingReply) updated = training_call (
    fixture->client, 200, "PUT", "{\"title\":\"Un autre titre\",\"slug\":\"x\",\"trashed\":true}",
    "/blog/%s", fixture->blog);
  g_autoptr (TrainingReply) listed = training_call (fixture->client, 200, "GET", NULL,
                                                    "/blog/list/all?excludePost=true");
  JsonObject *blog = training_reply_get_object (got);
  g_autofree char *creator = training_dup_person (fixture->client, "camille.durand");
  g_autofree char *right = g_strconcat ("creator:", creator, NULL);

  g_assert_cmpstr (training_text (training_reply_get_object (missing), "error"), ==,
                   "Validation error : invalids fields.");
  g_assert_cmpstr (gone->type, ==, "text/html");
  g_assert_cmpstr (training_text (blog, "visibility"), ==, "OWNER");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (blog, "rights"), 0),
                   ==, right);
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (updated), "number"), ==,
                   1);
  blog = training_item (listed, 0);
  g_assert_cmpstr (training_text (blog, "title"), ==, "Un autre titre");
  g_assert_true (json_object_get_boolean_member (blog, "trashed"));
  g_assert_false (json_object_has_member (blog, "fetchPosts"));
  g_assert_false (json_object_has_member (blog, "slug"));
  g_assert_false (json_object_has_member (blog, "rights"));

  call (fixture, 204, "DELETE", NULL, "/blog", NULL);
  call (fixture, 401, "GET", NULL, "/blog", NULL);
}

/* Pages are of 30, words of the search have at least 4 letters. */
static void
test_blog_list (Fixture       *fixture,
                gconstpointer  data)
{
  guint total = 0;

  for (guint i = 0; i < 31; i++)
    {
      g_autofree char *blog = create_blog (fixture->client, "IMMEDIATE");

      g_assert_nonnull (blog);
    }
  for (guint page = 0; page < 3; page++)
    {
      g_autoptr (TrainingReply) reply = training_call (
        fixture->client, 200, "GET", NULL, "/blog/list/all?excludePost=true&page=%u", page);

      g_assert_cmpuint (training_length (reply), <=, 30);
      total += training_length (reply);
    }
  {
    g_autoptr (TrainingReply) all =
      training_call (fixture->client, 200, "GET", NULL, "/blog/list/all");
    g_autoptr (TrainingReply) bad =
      training_call (fixture->client, 400, "GET", NULL, "/blog/list/all?page=a");
    g_autoptr (TrainingReply) none =
      training_call (fixture->client, 200, "GET", NULL, "/blog/list/all?search=la");
    g_autoptr (TrainingReply) some =
      training_call (fixture->client, 200, "GET", NULL, "/blog/list/all?search=classe");

    g_assert_cmpuint (training_length (all), ==, total);
    g_assert_true (json_object_has_member (training_item (all, 0), "fetchPosts"));
    g_assert_cmpuint (training_length (none), ==, 0);
    g_assert_cmpuint (training_length (some), >=, 32);
    g_assert_cmpuint (bad->length, ==, 0);
  }
}

static void
test_linker (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TrainingReply) reply =
    training_call (fixture->client, 200, "GET", NULL, "/blog/linker");

  for (guint i = 0; i < training_length (reply); i++)
    {
      JsonArray *posts = json_object_get_array_member (training_item (reply, i), "fetchPosts");

      for (guint j = 0; j < json_array_get_length (posts); j++)
        {
          g_assert_cmpstr (training_text (json_array_get_object_element (posts, j), "state"), ==,
                           "PUBLISHED");
          g_assert_false (
            json_object_has_member (json_array_get_object_element (posts, j), "content"));
        }
    }
  {
    g_autoptr (TrainingReply) signed_out =
      training_client_try_login (fixture->client, "nobody", "x");
    g_autoptr (TrainingReply) refused =
      training_call (fixture->client, 401, "GET", NULL, "/blog/linker");

    g_assert_cmpuint (refused->length, ==, 0);
  }
}

static void
test_create_post (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (TrainingReply) reply = training_call (
    fixture->client, 200, "POST",
    "{\"title\":\"Sortie\",\"content\":\"<div>Au <b>bois</b></div>\",\"state\":\"PUBLISHED\"}",
    "/blog/post/%s", fixture->blog);
  JsonObject *post = training_reply_get_object (reply);
  g_autoptr (TrainingReply) got =
    training_call (fixture->client, 200, "GET", NULL, "/blog/post/%s/%s?state=DRAFT", fixture->blog,
                   training_text (post, "_id"));
  const char *created = training_text (json_object_get_object_member (post, "created"), "$date");
  const char *stored = training_text (
    json_object_get_object_member (training_reply_get_object (got), "created"), "$date");

  g_assert_cmpstr (training_text (post, "state"), ==, "DRAFT");
  g_assert_cmpstr (training_text (post, "content"), ==, "<p>Au <strong>bois</strong></p>");
  g_assert_cmpstr (training_text (post, "contentPlain"), ==, "Au bois");
  g_assert_cmpint (json_object_get_int_member (post, "contentVersion"), ==, 1);
  g_assert_true (json_object_has_member (post, "sorted"));
  g_assert_cmpstr (training_text (json_object_get_object_member (post, "blog"), "$id"), ==,
                   fixture->blog);
  g_assert_cmpuint (strlen (created), >, strlen (stored));
  g_assert_true (strncmp (created, stored, strlen ("2026-01-01T00:00:00")) == 0);
  g_assert_false (json_object_has_member (training_reply_get_object (got), "sorted"));

  call (fixture, 400, "POST", "{\"title\":\"Sortie\"}", "/blog/post", NULL);
  call (fixture, 400, "POST", "{\"title\":null,\"content\":\"<p></p>\"}", "/blog/post", NULL);
}

/* An empty content is stored without JSON, is in the lists and cannot be read. */
static void
test_content_refused (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *post = create_post (fixture, "Vide", "");
  g_autoptr (TrainingReply) listed = training_call (
    fixture->client, 200, "GET", NULL, "/blog/post/list/all/%s?content=true", fixture->blog);
  g_autoptr (TrainingReply) got = training_call (
    fixture->client, 400, "GET", NULL, "/blog/post/%s/%s?state=DRAFT", fixture->blog, post);
  g_autofree char *other = create_post (fixture, "Plein", "<p>un</p>");
  g_autoptr (TrainingReply) kept = NULL;

  g_assert_cmpstr (training_text (training_item (listed, 0), "content"), ==, "");
  g_assert_false (json_object_has_member (training_item (listed, 0), "jsonContent"));
  g_assert_cmpstr (training_text (training_reply_get_object (got), "error"), ==,
                   "content.transformation.failed");

  ent_training_server_set_option (fixture->client->server, "content.transformer", "down");
  call (fixture, 200, "PUT", "{\"content\":\"<p>deux</p>\"}", "/blog/post", other);
  kept = training_call (fixture->client, 200, "GET", NULL, "/blog/post/%s/%s?state=DRAFT",
                        fixture->blog, other);
  g_assert_cmpstr (training_text (training_reply_get_object (kept), "content"), ==, "<p>deux</p>");
  {
    g_autofree char *json = json_to_string (
      json_object_get_member (training_reply_get_object (kept), "jsonContent"), FALSE);

    g_assert_nonnull (strstr (json, "\"un\""));
    g_assert_null (strstr (json, "deux"));
  }
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *post = create_post (fixture, "Sortie", "<p>Au bois</p>");
  gint64 before = training_count (fixture->client, PUBLICATIONS);
  g_autoptr (TrainingReply) submitted = training_call (
    fixture->client, 200, "PUT", NULL, "/blog/post/submit/%s/%s", fixture->blog, post);
  g_autoptr (TrainingReply) again = training_call (fixture->client, 200, "PUT", NULL,
                                                   "/blog/post/submit/%s/%s", fixture->blog, post);
  g_autoptr (TrainingReply) published = training_call (
    fixture->client, 200, "PUT", NULL, "/blog/post/publish/%s/%s", fixture->blog, post);
  g_autoptr (TrainingReply) twice = training_call (fixture->client, 200, "PUT", NULL,
                                                   "/blog/post/publish/%s/%s", fixture->blog, post);
  g_autoptr (TrainingReply) wrong = training_call (
    fixture->client, 400, "GET", NULL, "/blog/post/%s/%s?state=DRAFT", fixture->blog, post);
  g_autoptr (TrainingReply) got =
    training_call (fixture->client, 200, "GET", NULL, "/blog/post/%s/%s", fixture->blog, post);
  g_autoptr (TrainingReply) up = training_call (fixture->client, 200, "PUT", "{\"sorted\":true}",
                                                "/blog/post/%s/%s", fixture->blog, post);
  g_autoptr (TrainingReply) saved = training_call (
    fixture->client, 200, "PUT", "{\"title\":\"Autre\"}", "/blog/post/%s/%s", fixture->blog, post);

  g_assert_cmpstr (training_text (training_reply_get_object (submitted), "state"), ==, "SUBMITTED");
  g_assert_cmpuint (json_object_get_size (training_reply_get_object (again)), ==, 0);
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (published), "number"), ==,
                   1);
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (twice), "number"), ==, 0);
  g_assert_cmpint (training_count (fixture->client, PUBLICATIONS), ==, before + 2);
  g_assert_cmpstr (training_text (training_reply_get_object (wrong), "error"), ==,
                   "post.does.not.exist");
  g_assert_true (json_object_has_member (training_reply_get_object (got), "firstPublishDate"));
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (got), "views"), ==, 1);
  g_assert_cmpstr (training_text (training_reply_get_object (up), "state"), ==, "PUBLISHED");
  g_assert_cmpstr (saved->body, ==, "{\"state\":\"DRAFT\"}");
  assert_state (fixture, post, "DRAFT");

  call (fixture, 200, "PUT", NULL, "/blog/post/publish", post);
  call (fixture, 200, "PUT", NULL, "/blog/post/unpublish", post);
  assert_state (fixture, post, "DRAFT");
  call (fixture, 204, "DELETE", NULL, "/blog/post", post);
  call (fixture, 401, "DELETE", NULL, "/blog/post", post);
  call (fixture, 401, "PUT", "{\"title\":\"x\"}", "/blog/post", post);
  call (fixture, 400, "GET", NULL, "/blog/post", post);
  assert_state (fixture, post, NULL);
}

static void
test_immediate (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *post = NULL;
  g_autoptr (TrainingReply) reply = NULL;

  g_free (fixture->blog);
  fixture->blog = create_blog (fixture->client, "IMMEDIATE");
  post = create_post (fixture, "Sortie", "<p>Au bois</p>");
  reply = training_call (fixture->client, 200, "PUT", NULL, "/blog/post/submit/%s/%s",
                         fixture->blog, post);
  g_assert_cmpstr (training_text (training_reply_get_object (reply), "state"), ==, "PUBLISHED");
}

/* Others see no draft; a contributor reads one by its id, changes it without making it a draft
 * again, and may not publish. */
static void
test_rights (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *draft = create_post (fixture, "Brouillon", "<p>un</p>");
  g_autofree char *published = create_post (fixture, "Article", "<p>deux</p>");
  g_autofree char *theirs = NULL;

  call (fixture, 200, "PUT", NULL, "/blog/post/publish", published);
  share_with (fixture, "anne.lefebvre", READ "," CONTRIB);

  training_client_login (fixture->client, "anne.lefebvre");
  assert_state (fixture, draft, NULL);
  call (fixture, 200, "GET", NULL, "/blog/post/list/all", NULL);
  {
    g_autoptr (TrainingReply) read = training_call (
      fixture->client, 200, "GET", NULL, "/blog/post/%s/%s?state=DRAFT", fixture->blog, draft);
    g_autoptr (TrainingReply) saved =
      training_call (fixture->client, 200, "PUT", "{\"content\":\"<p>trois</p>\"}",
                     "/blog/post/%s/%s", fixture->blog, published);

    g_assert_cmpstr (training_text (training_reply_get_object (read), "title"), ==, "Brouillon");
    g_assert_cmpstr (training_text (training_reply_get_object (saved), "state"), ==, "PUBLISHED");
  }
  call (fixture, 401, "PUT", NULL, "/blog/post/publish", draft);
  theirs = create_post (fixture, "Proposition", "<p>quatre</p>");
  call (fixture, 200, "PUT", NULL, "/blog/post/submit", theirs);
  assert_state (fixture, theirs, "SUBMITTED");
  call (fixture, 401, "PUT", "{\"title\":\"x\"}", "/blog", NULL);
  call (fixture, 401, "GET", NULL, "/blog/share/json", NULL);

  training_client_login (fixture->client, "camille.durand");
  assert_state (fixture, theirs, "SUBMITTED");
  {
    g_autoptr (TrainingReply) counts =
      training_call (fixture->client, 200, "GET", NULL, "/blog/counter/%s", fixture->blog);

    g_assert_cmpstr (counts->body, ==,
                     "{\"countPublished\":1,\"countDraft\":1,\"countSubmitted\":1,\"countAll\":3}");
  }

  training_client_login (fixture->client, "claire.vasseur");
  call (fixture, 401, "GET", NULL, "/blog", NULL);
  call (fixture, 401, "GET", NULL, "/blog/post/list/all", NULL);
  call (fixture, 401, "POST", "{\"title\":\"x\",\"content\":\"<p>y</p>\"}", "/blog/post", NULL);
}

static void
test_post_list (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *oldest = create_post (fixture, "Le premier", "<p>radis</p>");

  for (guint i = 0; i < 21; i++)
    {
      g_autofree char *post = create_post (fixture, "Suite", "<p>carottes</p>");

      g_assert_nonnull (post);
    }
  {
    g_autoptr (TrainingReply) first = training_call (
      fixture->client, 200, "GET", NULL, "/blog/post/list/all/%s?page=0", fixture->blog);
    g_autoptr (TrainingReply) second = training_call (
      fixture->client, 200, "GET", NULL, "/blog/post/list/all/%s?page=1", fixture->blog);
    g_autoptr (TrainingReply) sized =
      training_call (fixture->client, 200, "GET", NULL,
                     "/blog/post/list/all/%s?page=0&pageSize=5&content=true"
                     "&comments=false&nbComments=true",
                     fixture->blog);
    g_autoptr (TrainingReply) searched =
      training_call (fixture->client, 200, "GET", NULL,
                     "/blog/post/list/all/%s?search=radis&content=true", fixture->blog);
    g_autoptr (TrainingReply) old =
      training_call (fixture->client, 200, "GET", NULL,
                     "/blog/post/list/all/%s?state=DRAFT&content=true", fixture->blog);
    g_autoptr (TrainingReply) none =
      training_call (fixture->client, 200, "GET", NULL,
                     "/blog/post/list/all/%s?states=PUBLISHED,SUBMITTED", fixture->blog);

    g_assert_cmpuint (training_length (first), ==, 20);
    g_assert_false (json_object_has_member (training_item (first, 0), "content"));
    g_assert_false (json_object_has_member (training_item (first, 0), "jsonContent"));
    g_assert_cmpuint (training_length (second), ==, 2);
    g_assert_cmpstr (training_text (training_item (second, 1), "_id"), ==, oldest);
    g_assert_cmpuint (training_length (sized), ==, 5);
    g_assert_true (json_object_has_member (training_item (sized, 0), "jsonContent"));
    g_assert_true (json_object_has_member (training_item (sized, 0), "nbComments"));
    g_assert_false (json_object_has_member (training_item (sized, 0), "comments"));
    g_assert_cmpuint (training_length (searched), ==, 1);
    g_assert_true (json_object_has_member (training_item (searched, 0), "comments"));
    g_assert_false (json_object_has_member (training_item (old, 0), "content"));
    g_assert_true (json_object_has_member (training_item (old, 0), "jsonContent"));
    g_assert_cmpuint (training_length (none), ==, 0);
  }
}

/* A text of long before: the first list has it converted, the next one raw again. */
static void
test_old_post (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *post = create_post (fixture, "Ancien", "<p>x</p>");

  training_run (fixture->client,
                "UPDATE post SET content = '<div>un</div><div>deux</div>', json_content = NULL,"
                " plain = NULL, content_version = NULL WHERE title = 'Ancien'");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TrainingReply) listed = training_call (
        fixture->client, 200, "GET", NULL, "/blog/post/list/all/%s?content=true", fixture->blog);
      JsonObject *item = training_item (listed, 0);

      g_assert_cmpstr (training_text (item, "content"), ==,
                       i == 0 ? "<p>un</p><p>deux</p>" : "<div>un</div><div>deux</div>");
      g_assert_true (json_object_has_member (item, "jsonContent"));
      g_assert_cmpint (json_object_get_int_member (item, "contentVersion"), ==, 0);
    }
  {
    g_autoptr (TrainingReply) got = training_call (
      fixture->client, 200, "GET", NULL, "/blog/post/%s/%s?state=DRAFT", fixture->blog, post);
    g_autoptr (TrainingReply) raw =
      training_call (fixture->client, 200, "GET", NULL,
                     "/blog/post/%s/%s?state=DRAFT&originalFormat=true", fixture->blog, post);

    g_assert_cmpstr (training_text (training_reply_get_object (got), "content"), ==,
                     "<p>un</p><p>deux</p>");
    g_assert_cmpstr (training_text (training_reply_get_object (raw), "content"), ==,
                     "<div>un</div><div>deux</div>");
  }
}

static void
test_numeric_dates (Fixture       *fixture,
                    gconstpointer  data)
{
  ent_training_server_set_option (fixture->client->server, "blog.dates", "number");
  {
    g_autoptr (TrainingReply) got =
      training_call (fixture->client, 200, "GET", NULL, "/blog/%s", fixture->blog);
    JsonObject *created =
      json_object_get_object_member (training_reply_get_object (got), "created");

    g_assert_cmpint (json_object_get_int_member (created, "$date"), >, 1600000000000);
  }
}

static void
test_comments (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *post = create_post (fixture, "Sortie", "<p>Au bois</p>");
  g_autofree char *comment = NULL;
  g_autofree char *path = g_strdup_printf ("/blog/comments/%s/%s", fixture->blog, post);

  call (fixture, 200, "PUT", NULL, "/blog/post/publish", post);
  call (fixture, 400, "POST", "{\"comment\":\"\"}", "/blog/comment", post);
  {
    g_autoptr (TrainingReply) created =
      training_call (fixture->client, 200, "POST", "{\"comment\":\"Bravo <b>!\"}",
                     "/blog/comment/%s/%s", fixture->blog, post);
    g_autoptr (TrainingReply) nowhere =
      training_call (fixture->client, 200, "POST", "{\"comment\":\"Bravo\"}",
                     "/blog/comment/%s/nowhere", fixture->blog);

    g_assert_cmpstr (created->body, ==, "{\"number\":1}");
    g_assert_cmpstr (nowhere->body, ==, "{}");
  }
  comment = training_dup_first (fixture->client, path, "id");

  share_with (fixture, "anne.lefebvre", READ "," COMMENT);
  training_client_login (fixture->client, "anne.lefebvre");
  {
    g_autoptr (TrainingReply) refused =
      training_call (fixture->client, 401, "PUT", "{\"comment\":\"x\"}", "/blog/comment/%s/%s/%s",
                     fixture->blog, post, comment);
    g_autofree char *reply = g_strdup_printf ("{\"comment\":\"Oui\",\"replyTo\":\"%s\"}", comment);

    call (fixture, 200, "POST", reply, "/blog/comment", post);
  }

  training_client_login (fixture->client, "camille.durand");
  {
    g_autoptr (TrainingReply) updated =
      training_call (fixture->client, 200, "PUT", "{\"comment\":\"Bravo à tous\"}",
                     "/blog/comment/%s/%s/%s", fixture->blog, post, comment);
    g_autoptr (TrainingReply) deleted = training_call (
      fixture->client, 200, "DELETE", NULL, "/blog/comment/%s/%s/%s", fixture->blog, post, comment);
    g_autoptr (TrainingReply) listed =
      training_call (fixture->client, 200, "GET", NULL, "%s", path);
    g_autoptr (TrainingReply) counted = training_call (
      fixture->client, 200, "GET", NULL, "/blog/post/list/all/%s?nbComments=true", fixture->blog);

    g_assert_cmpuint (training_length (listed), ==, 2);
    g_assert_true (json_object_get_boolean_member (training_item (listed, 0), "deleted"));
    g_assert_false (json_object_has_member (training_item (listed, 0), "comment"));
    g_assert_false (json_object_has_member (training_item (listed, 0), "author"));
    g_assert_cmpstr (training_text (training_item (listed, 1), "replyTo"), ==, comment);
    g_assert_cmpint (json_object_get_int_member (training_item (counted, 0), "nbComments"), ==, 1);
  }

  call (fixture, 200, "PUT", "{\"comment-type\":\"NONE\"}", "/blog", NULL);
  call (fixture, 400, "POST", "{\"comment\":\"x\"}", "/blog/comment", post);
}

static void
test_audience (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *post = create_post (fixture, "Sortie", "<p>Au bois</p>");
  g_autofree char *body =
    g_strdup_printf ("{\"resourceId\":\"%s\",\"reactionType\":\"REACTION_2\"}", post);
  g_autofree char *wrong =
    g_strdup_printf ("{\"resourceId\":\"%s\",\"reactionType\":\"REACTION_9\"}", post);
  g_autoptr (TrainingReply) reacted =
    training_call (fixture->client, 200, "POST", body, "/audience/reactions/blog/post");
  g_autoptr (TrainingReply) again =
    training_call (fixture->client, 200, "PUT", body, "/audience/reactions/blog/post");
  g_autoptr (TrainingReply) refused = training_call (fixture->client, 400, "POST", wrong,
                                                     "/audience/reactions/blog/post");
  g_autoptr (TrainingReply) list = training_call (
    fixture->client, 200, "GET", NULL, "/audience/reactions/blog/post?resourceIds=%s", post);
  g_autoptr (TrainingReply) detail = training_call (
    fixture->client, 200, "GET", NULL, "/audience/reactions/blog/post/%s?page=1&size=20", post);
  g_autoptr (TrainingReply) lacking = training_call (fixture->client, 400, "GET", NULL,
                                                     "/audience/reactions/blog/post/%s", post);
  g_autoptr (TrainingReply) view =
    training_call (fixture->client, 200, "POST", NULL, "/audience/views/blog/post/%s", post);
  g_autoptr (TrainingReply) forbidden = training_call (
    fixture->client, 403, "GET", NULL, "/audience/views/count/blog/post?resourceIds=%s,gone", post);
  g_autoptr (TrainingReply) views = training_call (
    fixture->client, 200, "GET", NULL, "/audience/views/count/blog/post?resourceIds=%s", post);
  JsonObject *resource = json_object_get_object_member (
    json_object_get_object_member (training_reply_get_object (list), "reactionsByResource"), post);

  g_assert_cmpstr (training_text (resource, "userReaction"), ==, "REACTION_2");
  g_assert_cmpint (json_object_get_int_member (resource, "totalReactionsCounter"), ==, 1);
  g_assert_cmpint (
    json_object_get_int_member (
      json_object_get_object_member (training_reply_get_object (detail), "reactionCounters"),
      "allReactionsCounter"),
    ==, 1);
  g_assert_cmpint (json_object_get_int_member (training_reply_get_object (views), post), ==, 1);
  {
    g_autoptr (TrainingReply) deleted = training_call (fixture->client, 200, "DELETE", NULL,
                                                       "/audience/reactions/blog/post/%s", post);
    g_autoptr (TrainingReply) after = training_call (fixture->client, 200, "GET", NULL,
                                                     "/audience/views/details/blog/post/%s", post);

    g_assert_cmpint (training_count (fixture->client, "SELECT count(*) FROM reaction"), ==, 0);
    g_assert_cmpint (
      json_object_get_int_member (training_reply_get_object (after), "uniqueViewsCounter"), ==, 1);
  }
}

/* What is put replaces all; whom one cannot see cannot be added, nor changed. */
static void
test_share (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *anne = training_dup_person (fixture->client, "anne.lefebvre");
  g_autofree char *unknown = g_strdup_printf ("{\"users\":{\"%s\":[\"nonsense\"]}}", anne);
  g_autoptr (TrainingReply) shared = NULL;

  share_with (fixture, "anne.lefebvre", READ);
  shared =
    training_call (fixture->client, 200, "GET", NULL, "/blog/share/json/%s?search=", fixture->blog);
  {
    JsonObject *users = json_object_get_object_member (training_reply_get_object (shared), "users");

    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (users, "visibles")), ==,
                      1);
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (
                        json_object_get_object_member (users, "checked"), anne)), ==, 4);
  }

  training_run (fixture->client, "UPDATE blog SET shared = '[{\"userId\":\"stranger\","
                                 "\"org-entcore-blog-controllers-PostController|list\":true}]'"
                                 " WHERE title = 'La classe'");
  call (fixture, 400, "PUT", "{\"users\":{\"stranger\":[" READ "]}}", "/blog/share/resource", NULL);
  call (fixture, 200, "PUT",
        "{\"users\":{\"stranger\":[\"org-entcore-blog-controllers-PostController|list\"],"
        "\"other\":[" READ "]}}",
        "/blog/share/resource", NULL);
  g_assert_cmpint (training_count (fixture->client, "SELECT json_array_length (shared) FROM blog"
                                                    " WHERE title = 'La classe'"), ==, 1);
  call (fixture, 200, "PUT", unknown, "/blog/share/resource", NULL);
  g_assert_cmpint (training_count (fixture->client, "SELECT json_array_length (shared) FROM blog"
                                                    " WHERE title = 'La classe'"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/training/blog/blog", Fixture, NULL, set_up, test_blog, tear_down);
  g_test_add ("/training/blog/list", Fixture, NULL, set_up, test_blog_list, tear_down);
  g_test_add ("/training/blog/linker", Fixture, NULL, set_up, test_linker, tear_down);
  g_test_add ("/training/blog/create-post", Fixture, NULL, set_up, test_create_post, tear_down);
  g_test_add ("/training/blog/content-refused", Fixture, NULL, set_up, test_content_refused,
              tear_down);
  g_test_add ("/training/blog/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/training/blog/immediate", Fixture, NULL, set_up, test_immediate, tear_down);
  g_test_add ("/training/blog/rights", Fixture, NULL, set_up, test_rights, tear_down);
  g_test_add ("/training/blog/post-list", Fixture, NULL, set_up, test_post_list, tear_down);
  g_test_add ("/training/blog/old-post", Fixture, NULL, set_up, test_old_post, tear_down);
  g_test_add ("/training/blog/numeric-dates", Fixture, NULL, set_up, test_numeric_dates, tear_down);
  g_test_add ("/training/blog/comments", Fixture, NULL, set_up, test_comments, tear_down);
  g_test_add ("/training/blog/audience", Fixture, NULL, set_up, test_audience, tear_down);
  g_test_add ("/training/blog/share", Fixture, NULL, set_up, test_share, tear_down);

  return g_test_run ();
}
