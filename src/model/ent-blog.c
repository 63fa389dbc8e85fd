/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-blog.h"

#include "ent-model-private.h"
#include "ent-enum-types.h"

struct _EntBlog
{
  EntItem  parent_instance;

  char      *description;   /* (owned): shown under the title, plain text */
  char      *thumbnail;     /* (owned): path on the ENT, or "" */
  gboolean   immediate;     /* contributors publish without a manager */
  gboolean   has_comments;  /* the blog takes comments */
  EntRights  rights;        /* mine on this blog */
};

G_DEFINE_FINAL_TYPE (EntBlog, ent_blog, ENT_TYPE_ITEM)

enum
{
  PROP_DESCRIPTION = 1,
  PROP_THUMBNAIL,
  PROP_IMMEDIATE,
  PROP_HAS_COMMENTS,
  PROP_RIGHTS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_blog_finalize (GObject *object)
{
  EntBlog *self = ENT_BLOG (object);

  g_free (self->description);
  g_free (self->thumbnail);

  G_OBJECT_CLASS (ent_blog_parent_class)->finalize (object);
}

static void
ent_blog_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  EntBlog *self = ENT_BLOG (object);

  switch (prop_id)
    {
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_THUMBNAIL:
      g_value_set_string (value, self->thumbnail);
      break;
    case PROP_IMMEDIATE:
      g_value_set_boolean (value, self->immediate);
      break;
    case PROP_HAS_COMMENTS:
      g_value_set_boolean (value, self->has_comments);
      break;
    case PROP_RIGHTS:
      g_value_set_flags (value, self->rights);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_blog_set_property (GObject      *object,
                       guint         prop_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  EntBlog *self = ENT_BLOG (object);

  switch (prop_id)
    {
    case PROP_DESCRIPTION:
      ent_blog_set_description (self, g_value_get_string (value));
      break;
    case PROP_THUMBNAIL:
      ent_blog_set_thumbnail (self, g_value_get_string (value));
      break;
    case PROP_IMMEDIATE:
      ent_blog_set_immediate (self, g_value_get_boolean (value));
      break;
    case PROP_HAS_COMMENTS:
      ent_blog_set_has_comments (self, g_value_get_boolean (value));
      break;
    case PROP_RIGHTS:
      ent_blog_set_rights (self, g_value_get_flags (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_blog_class_init (EntBlogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EntItemClass *item_class = ENT_ITEM_CLASS (klass);

  object_class->finalize = ent_blog_finalize;
  object_class->get_property = ent_blog_get_property;
  object_class->set_property = ent_blog_set_property;

  item_class->kind = ENT_KIND_BLOG;

  /**
   * EntBlog:description:
   *
   * Shown under the title, plain text.
   */
  properties[PROP_DESCRIPTION] =
    g_param_spec_string ("description", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntBlog:thumbnail:
   *
   * Path on the ENT, or "".
   */
  properties[PROP_THUMBNAIL] =
    g_param_spec_string ("thumbnail", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntBlog:immediate:
   *
   * Contributors publish without a manager.
   */
  properties[PROP_IMMEDIATE] =
    g_param_spec_boolean ("immediate", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  /**
   * EntBlog:has-comments:
   *
   * The blog takes comments.
   */
  properties[PROP_HAS_COMMENTS] =
    g_param_spec_boolean ("has-comments", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  /**
   * EntBlog:rights:
   *
   * Mine on this blog.
   */
  properties[PROP_RIGHTS] =
    g_param_spec_flags ("rights", NULL, NULL, ENT_TYPE_RIGHTS, 0, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_blog_init (EntBlog *self)
{
  self->description = g_strdup ("");
  self->thumbnail = g_strdup ("");
}

/**
 * ent_blog_new:
 *
 * Makes an empty blog: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): a blog
 */
EntBlog *
ent_blog_new (void)
{
  return g_object_new (ENT_TYPE_BLOG, NULL);
}

const char *
ent_blog_get_description (EntBlog *self)
{
  g_return_val_if_fail (ENT_IS_BLOG (self), NULL);

  return self->description;
}

void
ent_blog_set_description (EntBlog    *self,
                          const char *description)
{
  g_return_if_fail (ENT_IS_BLOG (self));
  g_return_if_fail (description != NULL);

  ent_model_set_string (G_OBJECT (self), &self->description, description,
                        properties[PROP_DESCRIPTION]);
}

const char *
ent_blog_get_thumbnail (EntBlog *self)
{
  g_return_val_if_fail (ENT_IS_BLOG (self), NULL);

  return self->thumbnail;
}

void
ent_blog_set_thumbnail (EntBlog    *self,
                        const char *thumbnail)
{
  g_return_if_fail (ENT_IS_BLOG (self));
  g_return_if_fail (thumbnail != NULL);

  ent_model_set_string (G_OBJECT (self), &self->thumbnail, thumbnail, properties[PROP_THUMBNAIL]);
}

gboolean
ent_blog_get_immediate (EntBlog *self)
{
  g_return_val_if_fail (ENT_IS_BLOG (self), FALSE);

  return self->immediate;
}

void
ent_blog_set_immediate (EntBlog  *self,
                        gboolean  immediate)
{
  g_return_if_fail (ENT_IS_BLOG (self));

  ent_model_set_boolean (G_OBJECT (self), &self->immediate, immediate,
                         properties[PROP_IMMEDIATE]);
}

gboolean
ent_blog_get_has_comments (EntBlog *self)
{
  g_return_val_if_fail (ENT_IS_BLOG (self), FALSE);

  return self->has_comments;
}

void
ent_blog_set_has_comments (EntBlog  *self,
                           gboolean  has_comments)
{
  g_return_if_fail (ENT_IS_BLOG (self));

  ent_model_set_boolean (G_OBJECT (self), &self->has_comments, has_comments,
                         properties[PROP_HAS_COMMENTS]);
}

EntRights
ent_blog_get_rights (EntBlog *self)
{
  g_return_val_if_fail (ENT_IS_BLOG (self), 0);

  return self->rights;
}

void
ent_blog_set_rights (EntBlog   *self,
                     EntRights  rights)
{
  g_return_if_fail (ENT_IS_BLOG (self));

  if (self->rights == rights)
    return;

  self->rights = rights;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RIGHTS]);
}
