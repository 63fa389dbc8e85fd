/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-post.h"

#include "ent-model-private.h"

struct _EntPost
{
  EntItem  parent_instance;

  gint64  published_at;  /* first publication, µs UTC, 0 if never */
  guint   n_comments;    /* comments, all states */
  guint   n_views;       /* views the ENT counted */
  char   *json_content;  /* (owned) (nullable):
                            the document as tiptap JSON, when the ENT gave one */
};

G_DEFINE_FINAL_TYPE (EntPost, ent_post, ENT_TYPE_ITEM)

enum
{
  PROP_PUBLISHED_AT = 1,
  PROP_N_COMMENTS,
  PROP_N_VIEWS,
  PROP_JSON_CONTENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_post_finalize (GObject *object)
{
  EntPost *self = ENT_POST (object);

  g_free (self->json_content);

  G_OBJECT_CLASS (ent_post_parent_class)->finalize (object);
}

static void
ent_post_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  EntPost *self = ENT_POST (object);

  switch (prop_id)
    {
    case PROP_PUBLISHED_AT:
      g_value_set_int64 (value, self->published_at);
      break;
    case PROP_N_COMMENTS:
      g_value_set_uint (value, self->n_comments);
      break;
    case PROP_N_VIEWS:
      g_value_set_uint (value, self->n_views);
      break;
    case PROP_JSON_CONTENT:
      g_value_set_string (value, self->json_content);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_post_set_property (GObject      *object,
                       guint         prop_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  EntPost *self = ENT_POST (object);

  switch (prop_id)
    {
    case PROP_PUBLISHED_AT:
      ent_post_set_published_at (self, g_value_get_int64 (value));
      break;
    case PROP_N_COMMENTS:
      ent_post_set_n_comments (self, g_value_get_uint (value));
      break;
    case PROP_N_VIEWS:
      ent_post_set_n_views (self, g_value_get_uint (value));
      break;
    case PROP_JSON_CONTENT:
      ent_post_set_json_content (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_post_class_init (EntPostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EntItemClass *item_class = ENT_ITEM_CLASS (klass);

  object_class->finalize = ent_post_finalize;
  object_class->get_property = ent_post_get_property;
  object_class->set_property = ent_post_set_property;

  item_class->kind = ENT_KIND_POST;

  /**
   * EntPost:published-at:
   *
   * First publication, µs UTC, 0 if never.
   */
  properties[PROP_PUBLISHED_AT] =
    g_param_spec_int64 ("published-at", NULL, NULL, 0, G_MAXINT64, 0, ENT_MODEL_PARAM);

  /**
   * EntPost:n-comments:
   *
   * Comments, all states.
   */
  properties[PROP_N_COMMENTS] =
    g_param_spec_uint ("n-comments", NULL, NULL, 0, G_MAXUINT, 0, ENT_MODEL_PARAM);

  /**
   * EntPost:n-views:
   *
   * Views the ENT counted.
   */
  properties[PROP_N_VIEWS] =
    g_param_spec_uint ("n-views", NULL, NULL, 0, G_MAXUINT, 0, ENT_MODEL_PARAM);

  /**
   * EntPost:json-content: (nullable)
   *
   * The document as tiptap JSON, when the ENT gave one.
   */
  properties[PROP_JSON_CONTENT] =
    g_param_spec_string ("json-content", NULL, NULL, NULL, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_post_init (EntPost *self)
{
}

/**
 * ent_post_new:
 *
 * Makes an empty post: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): a post
 */
EntPost *
ent_post_new (void)
{
  return g_object_new (ENT_TYPE_POST, NULL);
}

gint64
ent_post_get_published_at (EntPost *self)
{
  g_return_val_if_fail (ENT_IS_POST (self), 0);

  return self->published_at;
}

void
ent_post_set_published_at (EntPost *self,
                           gint64   published_at)
{
  g_return_if_fail (ENT_IS_POST (self));

  ent_model_set_int64 (G_OBJECT (self), &self->published_at, published_at,
                       properties[PROP_PUBLISHED_AT]);
}

guint
ent_post_get_n_comments (EntPost *self)
{
  g_return_val_if_fail (ENT_IS_POST (self), 0);

  return self->n_comments;
}

void
ent_post_set_n_comments (EntPost *self,
                         guint    n_comments)
{
  g_return_if_fail (ENT_IS_POST (self));

  ent_model_set_uint (G_OBJECT (self), &self->n_comments, n_comments,
                      properties[PROP_N_COMMENTS]);
}

guint
ent_post_get_n_views (EntPost *self)
{
  g_return_val_if_fail (ENT_IS_POST (self), 0);

  return self->n_views;
}

void
ent_post_set_n_views (EntPost *self,
                      guint    n_views)
{
  g_return_if_fail (ENT_IS_POST (self));

  ent_model_set_uint (G_OBJECT (self), &self->n_views, n_views, properties[PROP_N_VIEWS]);
}

const char *
ent_post_get_json_content (EntPost *self)
{
  g_return_val_if_fail (ENT_IS_POST (self), NULL);

  return self->json_content;
}

void
ent_post_set_json_content (EntPost    *self,
                           const char *json_content)
{
  g_return_if_fail (ENT_IS_POST (self));

  ent_model_set_string (G_OBJECT (self), &self->json_content, json_content,
                        properties[PROP_JSON_CONTENT]);
}
