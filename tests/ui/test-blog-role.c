/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-blog-role.h"

/* Who may do what with a post, state by state: the table of ent-api/02 §3.7 as the ENT's own screens apply it. */

#define ME "me"

typedef enum { READER = 0, CONTRIB = ENT_RIGHTS_CONTRIB, MANAGER = ENT_RIGHTS_MANAGE | ENT_RIGHTS_CONTRIB, OWNER = ENT_RIGHTS_OWNER } Role;

/* What each action is called in a row below. */
static const struct
{
  char        letter;
  gboolean  (*is_allowed) (EntBlog    *blog,
                           EntPost    *post,
                           const char *user_id);
} actions[] = {
  { 'e', ent_blog_role_can_edit },
  { 'p', ent_blog_role_publishes },      /* what is sent is read at once; else it is submitted */
  { 's', ent_blog_role_can_save },       /* as a draft on the ENT */
  { 'b', ent_blog_role_can_send_back },
  { 'w', ent_blog_role_can_withdraw },
};

static const struct
{
  Role        role;
  gboolean    immediate;
  gboolean    mine;
  const char *state;
  const char *allowed;
} rows[] = {
  { READER, TRUE, FALSE, "PUBLISHED", "" },
  { READER, FALSE, FALSE, "PUBLISHED", "" },

  { CONTRIB, FALSE, TRUE, "DRAFT", "es" },
  { CONTRIB, FALSE, TRUE, "SUBMITTED", "esw" },
  { CONTRIB, FALSE, TRUE, "PUBLISHED", "e" },   /* only to submit it again */
  { CONTRIB, TRUE, TRUE, "DRAFT", "eps" },
  { CONTRIB, TRUE, TRUE, "PUBLISHED", "epsw" },
  { CONTRIB, FALSE, FALSE, "SUBMITTED", "" },
  { CONTRIB, FALSE, FALSE, "PUBLISHED", "" },
  { CONTRIB, TRUE, FALSE, "PUBLISHED", "" },

  { MANAGER, FALSE, TRUE, "DRAFT", "eps" },
  { MANAGER, FALSE, TRUE, "SUBMITTED", "epsw" },
  { MANAGER, FALSE, TRUE, "PUBLISHED", "epsw" },
  { MANAGER, FALSE, FALSE, "SUBMITTED", "epsb" },
  { MANAGER, FALSE, FALSE, "PUBLISHED", "ep" },   /* not a draft: its author alone may */
  { MANAGER, TRUE, FALSE, "PUBLISHED", "ep" },

  { OWNER, FALSE, TRUE, "PUBLISHED", "epsw" },
  { OWNER, FALSE, FALSE, "SUBMITTED", "epsb" },
  { OWNER, FALSE, FALSE, "PUBLISHED", "ep" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntBlog) blog = ent_blog_new ();
      g_autoptr (EntPost) post = ent_post_new ();
      g_autoptr (GString) allowed = g_string_new (NULL);

      ent_blog_set_rights (blog, (EntRights) rows[i].role);
      ent_blog_set_immediate (blog, rows[i].immediate);
      ent_item_set_id (ENT_ITEM (post), "p");
      ent_item_set_author_id (ENT_ITEM (post), rows[i].mine ? ME : "somebody");
      ent_item_set_state (ENT_ITEM (post), rows[i].state);
      for (guint j = 0; j < G_N_ELEMENTS (actions); j++)
        if (actions[j].is_allowed (blog, post, ME) && (actions[j].letter != 'p' || ent_blog_role_can_edit (blog, post, ME)))
          g_string_append_c (allowed, actions[j].letter);
      g_test_message ("row %u: %s", i, rows[i].state);
      g_assert_cmpstr (allowed->str, ==, rows[i].allowed);
    }
}

/* A new post: written by contributors and above, never sent back nor withdrawn. */
static void
test_new (void)
{
  g_autoptr (EntBlog) blog = ent_blog_new ();

  ent_blog_set_rights (blog, ENT_RIGHTS_CONTRIB);
  g_assert_true (ent_blog_role_can_write (blog));
  g_assert_true (ent_blog_role_can_edit (blog, NULL, ME));
  g_assert_false (ent_blog_role_can_send_back (blog, NULL, ME));
  g_assert_false (ent_blog_role_can_withdraw (blog, NULL, ME));
  ent_blog_set_rights (blog, 0);
  g_assert_false (ent_blog_role_can_write (blog));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/blog-role/table", test_table);
  g_test_add_func ("/ui/blog-role/new", test_new);

  return g_test_run ();
}
