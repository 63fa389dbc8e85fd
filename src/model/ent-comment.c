/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-comment.h"

#include "ent-model-private.h"

struct _EntComment
{
  EntItem  parent_instance;

  char     *text;      /* (owned): plain text */
  char     *reply_to;  /* (owned) (nullable): id of the comment it answers */
  gboolean  deleted;   /* the ENT keeps its place, without its text */
};

G_DEFINE_FINAL_TYPE (EntComment, ent_comment, ENT_TYPE_ITEM)

enum
{
  PROP_TEXT = 1,
  PROP_REPLY_TO,
  PROP_DELETED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_comment_finalize (GObject *object)
{
  EntComment *self = ENT_COMMENT (object);

  g_free (self->text);
  g_free (self->reply_to);

  G_OBJECT_CLASS (ent_comment_parent_class)->finalize (object);
}

static void
ent_comment_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  EntComment *self = ENT_COMMENT (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_REPLY_TO:
      g_value_set_string (value, self->reply_to);
      break;
    case PROP_DELETED:
      g_value_set_boolean (value, self->deleted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_comment_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  EntComment *self = ENT_COMMENT (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      ent_comment_set_text (self, g_value_get_string (value));
      break;
    case PROP_REPLY_TO:
      ent_comment_set_reply_to (self, g_value_get_string (value));
      break;
    case PROP_DELETED:
      ent_comment_set_deleted (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_comment_class_init (EntCommentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EntItemClass *item_class = ENT_ITEM_CLASS (klass);

  object_class->finalize = ent_comment_finalize;
  object_class->get_property = ent_comment_get_property;
  object_class->set_property = ent_comment_set_property;

  item_class->kind = ENT_KIND_COMMENT;

  /**
   * EntComment:text:
   *
   * Plain text.
   */
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntComment:reply-to: (nullable)
   *
   * Id of the comment it answers.
   */
  properties[PROP_REPLY_TO] =
    g_param_spec_string ("reply-to", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntComment:deleted:
   *
   * The ENT keeps its place, without its text.
   */
  properties[PROP_DELETED] =
    g_param_spec_boolean ("deleted", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_comment_init (EntComment *self)
{
  self->text = g_strdup ("");
}

/**
 * ent_comment_new:
 *
 * Makes an empty comment: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): a comment
 */
EntComment *
ent_comment_new (void)
{
  return g_object_new (ENT_TYPE_COMMENT, NULL);
}

const char *
ent_comment_get_text (EntComment *self)
{
  g_return_val_if_fail (ENT_IS_COMMENT (self), NULL);

  return self->text;
}

void
ent_comment_set_text (EntComment *self,
                      const char *text)
{
  g_return_if_fail (ENT_IS_COMMENT (self));
  g_return_if_fail (text != NULL);

  ent_model_set_string (G_OBJECT (self), &self->text, text, properties[PROP_TEXT]);
}

const char *
ent_comment_get_reply_to (EntComment *self)
{
  g_return_val_if_fail (ENT_IS_COMMENT (self), NULL);

  return self->reply_to;
}

void
ent_comment_set_reply_to (EntComment *self,
                          const char *reply_to)
{
  g_return_if_fail (ENT_IS_COMMENT (self));

  ent_model_set_string (G_OBJECT (self), &self->reply_to, reply_to, properties[PROP_REPLY_TO]);
}

gboolean
ent_comment_get_deleted (EntComment *self)
{
  g_return_val_if_fail (ENT_IS_COMMENT (self), FALSE);

  return self->deleted;
}

void
ent_comment_set_deleted (EntComment *self,
                         gboolean    deleted)
{
  g_return_if_fail (ENT_IS_COMMENT (self));

  ent_model_set_boolean (G_OBJECT (self), &self->deleted, deleted, properties[PROP_DELETED]);
}
