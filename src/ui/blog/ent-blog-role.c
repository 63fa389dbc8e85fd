/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-blog-role.h"

#include <glib/gi18n.h>

/**
 * ent_blog_role_words:
 * @blog: a blog
 *
 * Returns: what I am in it, in a few translated words
 */
const char *
ent_blog_role_words (EntBlog *blog)
{
  EntRights rights = ent_blog_get_rights (blog);

  if (rights & ENT_RIGHTS_OWNER)
    return _("My blog");
  if (rights & ENT_RIGHTS_MANAGE)
    return _("I manage it");
  if (rights & ENT_RIGHTS_CONTRIB)
    return _("I write in it");
  return _("I read it");
}

gboolean
ent_blog_role_is_manager (EntBlog *blog)
{
  return (ent_blog_get_rights (blog) & (ENT_RIGHTS_MANAGE | ENT_RIGHTS_OWNER)) != 0;
}

gboolean
ent_blog_role_can_write (EntBlog *blog)
{
  return (ent_blog_get_rights (blog) & (ENT_RIGHTS_CONTRIB | ENT_RIGHTS_MANAGE | ENT_RIGHTS_OWNER)) != 0;
}

static gboolean
is_mine (EntPost    *post,
         const char *user_id)
{
  return post == NULL || ent_item_get_id (ENT_ITEM (post)) == NULL ||
         g_strcmp0 (ent_item_get_author_id (ENT_ITEM (post)), user_id) == 0;
}

/**
 * ent_blog_role_can_edit:
 * @blog: a blog
 * @post: (nullable): one of its posts, %NULL for a new one
 * @user_id: me
 *
 * Returns: %TRUE if I may change it: a contributor only his own
 */
gboolean
ent_blog_role_can_edit (EntBlog    *blog,
                        EntPost    *post,
                        const char *user_id)
{
  return ent_blog_role_is_manager (blog) ||
         (ent_blog_role_can_write (blog) && is_mine (post, user_id));
}

/**
 * ent_blog_role_publishes:
 * @blog: a blog
 * @post: (nullable): one of its posts, %NULL for a new one
 * @user_id: me
 *
 * Returns: %TRUE if what I send is read at once, %FALSE if a manager approves it first
 */
gboolean
ent_blog_role_publishes (EntBlog    *blog,
                         EntPost    *post,
                         const char *user_id)
{
  return ent_blog_role_is_manager (blog) ||
         (ent_blog_get_rights (blog) & ENT_RIGHTS_PUBLISH) != 0 ||
         (ent_blog_get_immediate (blog) && is_mine (post, user_id));
}

/**
 * ent_blog_role_can_save:
 * @blog: a blog
 * @post: (nullable): one of its posts, %NULL for a new one
 * @user_id: me
 *
 * Returns: %TRUE if I may leave it on the ENT as a draft: of what is published, only my own, and where nobody validates me
 */
gboolean
ent_blog_role_can_save (EntBlog    *blog,
                        EntPost    *post,
                        const char *user_id)
{
  gboolean published = post != NULL && g_strcmp0 (ent_item_get_state (ENT_ITEM (post)), "PUBLISHED") == 0;

  return ent_blog_role_can_edit (blog, post, user_id) &&
         (!published || (is_mine (post, user_id) && ent_blog_role_publishes (blog, post, user_id)));
}

/**
 * ent_blog_role_can_send_back:
 * @blog: a blog
 * @post: (nullable): one of its posts
 * @user_id: me
 *
 * Returns: %TRUE if I may give it back to its author as a draft instead of publishing it: a manager, what was submitted
 */
gboolean
ent_blog_role_can_send_back (EntBlog    *blog,
                             EntPost    *post,
                             const char *user_id)
{
  return ent_blog_role_is_manager (blog) && !is_mine (post, user_id) &&
         g_strcmp0 (ent_item_get_state (ENT_ITEM (post)), "SUBMITTED") == 0;
}

/**
 * ent_blog_role_can_withdraw:
 * @blog: a blog
 * @post: (nullable): one of its posts
 * @user_id: me
 *
 * Returns: %TRUE if I may make a draft of it again: its author, once it is submitted, or published where nobody validates me
 */
gboolean
ent_blog_role_can_withdraw (EntBlog    *blog,
                            EntPost    *post,
                            const char *user_id)
{
  const char *state = post != NULL ? ent_item_get_state (ENT_ITEM (post)) : NULL;

  return is_mine (post, user_id) && ent_blog_role_can_edit (blog, post, user_id) &&
         (g_strcmp0 (state, "SUBMITTED") == 0 ||
          (g_strcmp0 (state, "PUBLISHED") == 0 && ent_blog_role_publishes (blog, post, user_id)));
}
