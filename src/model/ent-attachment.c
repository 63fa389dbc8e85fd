/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-attachment.h"

#include "ent-model-private.h"

struct _EntAttachment
{
  GObject  parent_instance;

  char   *sha256;      /* (owned) (nullable): hexadecimal; NULL: not on this computer */
  char   *id;          /* (owned) (nullable): document on the ENT; NULL: not there yet */
  char   *name;        /* (owned): file name, without a folder */
  char   *media_type;  /* (owned) (nullable): "application/pdf"; NULL when unknown */
  gint64  size;        /* bytes */
  char   *source;      /* (owned) (nullable): message on the ENT it is forwarded from */
};

G_DEFINE_FINAL_TYPE (EntAttachment, ent_attachment, G_TYPE_OBJECT)

enum
{
  PROP_SHA256 = 1,
  PROP_ID,
  PROP_NAME,
  PROP_MEDIA_TYPE,
  PROP_SIZE,
  PROP_SOURCE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_attachment_finalize (GObject *object)
{
  EntAttachment *self = ENT_ATTACHMENT (object);

  g_free (self->sha256);
  g_free (self->id);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self->source);

  G_OBJECT_CLASS (ent_attachment_parent_class)->finalize (object);
}

static void
ent_attachment_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  EntAttachment *self = ENT_ATTACHMENT (object);

  switch (prop_id)
    {
    case PROP_SHA256:
      g_value_set_string (value, self->sha256);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_MEDIA_TYPE:
      g_value_set_string (value, self->media_type);
      break;
    case PROP_SIZE:
      g_value_set_int64 (value, self->size);
      break;
    case PROP_SOURCE:
      g_value_set_string (value, self->source);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_attachment_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  EntAttachment *self = ENT_ATTACHMENT (object);

  switch (prop_id)
    {
    case PROP_SHA256:
      ent_attachment_set_sha256 (self, g_value_get_string (value));
      break;
    case PROP_ID:
      ent_attachment_set_id (self, g_value_get_string (value));
      break;
    case PROP_NAME:
      ent_attachment_set_name (self, g_value_get_string (value));
      break;
    case PROP_MEDIA_TYPE:
      ent_attachment_set_media_type (self, g_value_get_string (value));
      break;
    case PROP_SIZE:
      ent_attachment_set_size (self, g_value_get_int64 (value));
      break;
    case PROP_SOURCE:
      ent_attachment_set_source (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_attachment_class_init (EntAttachmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ent_attachment_finalize;
  object_class->get_property = ent_attachment_get_property;
  object_class->set_property = ent_attachment_set_property;

  /**
   * EntAttachment:sha256: (nullable)
   *
   * Hexadecimal; NULL: not on this computer.
   */
  properties[PROP_SHA256] =
    g_param_spec_string ("sha256", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntAttachment:id: (nullable)
   *
   * Document on the ENT; NULL: not there yet.
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntAttachment:name:
   *
   * File name, without a folder.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntAttachment:media-type: (nullable)
   *
   * "application/pdf"; NULL when unknown.
   */
  properties[PROP_MEDIA_TYPE] =
    g_param_spec_string ("media-type", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntAttachment:size:
   *
   * Bytes.
   */
  properties[PROP_SIZE] =
    g_param_spec_int64 ("size", NULL, NULL, 0, G_MAXINT64, 0, ENT_MODEL_PARAM);

  /**
   * EntAttachment:source: (nullable)
   *
   * Message on the ENT it is forwarded from.
   */
  properties[PROP_SOURCE] =
    g_param_spec_string ("source", NULL, NULL, NULL, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_attachment_init (EntAttachment *self)
{
  self->name = g_strdup ("");
}

/**
 * ent_attachment_new:
 *
 * Makes an empty attachment: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): an attachment
 */
EntAttachment *
ent_attachment_new (void)
{
  return g_object_new (ENT_TYPE_ATTACHMENT, NULL);
}

const char *
ent_attachment_get_sha256 (EntAttachment *self)
{
  g_return_val_if_fail (ENT_IS_ATTACHMENT (self), NULL);

  return self->sha256;
}

void
ent_attachment_set_sha256 (EntAttachment *self,
                           const char    *sha256)
{
  g_return_if_fail (ENT_IS_ATTACHMENT (self));

  ent_model_set_string (G_OBJECT (self), &self->sha256, sha256, properties[PROP_SHA256]);
}

const char *
ent_attachment_get_id (EntAttachment *self)
{
  g_return_val_if_fail (ENT_IS_ATTACHMENT (self), NULL);

  return self->id;
}

void
ent_attachment_set_id (EntAttachment *self,
                       const char    *id)
{
  g_return_if_fail (ENT_IS_ATTACHMENT (self));

  ent_model_set_string (G_OBJECT (self), &self->id, id, properties[PROP_ID]);
}

const char *
ent_attachment_get_name (EntAttachment *self)
{
  g_return_val_if_fail (ENT_IS_ATTACHMENT (self), NULL);

  return self->name;
}

void
ent_attachment_set_name (EntAttachment *self,
                         const char    *name)
{
  g_return_if_fail (ENT_IS_ATTACHMENT (self));
  g_return_if_fail (name != NULL);

  ent_model_set_string (G_OBJECT (self), &self->name, name, properties[PROP_NAME]);
}

const char *
ent_attachment_get_media_type (EntAttachment *self)
{
  g_return_val_if_fail (ENT_IS_ATTACHMENT (self), NULL);

  return self->media_type;
}

void
ent_attachment_set_media_type (EntAttachment *self,
                               const char    *media_type)
{
  g_return_if_fail (ENT_IS_ATTACHMENT (self));

  ent_model_set_string (G_OBJECT (self), &self->media_type, media_type,
                        properties[PROP_MEDIA_TYPE]);
}

gint64
ent_attachment_get_size (EntAttachment *self)
{
  g_return_val_if_fail (ENT_IS_ATTACHMENT (self), 0);

  return self->size;
}

void
ent_attachment_set_size (EntAttachment *self,
                         gint64         size)
{
  g_return_if_fail (ENT_IS_ATTACHMENT (self));

  ent_model_set_int64 (G_OBJECT (self), &self->size, size, properties[PROP_SIZE]);
}

const char *
ent_attachment_get_source (EntAttachment *self)
{
  g_return_val_if_fail (ENT_IS_ATTACHMENT (self), NULL);

  return self->source;
}

void
ent_attachment_set_source (EntAttachment *self,
                           const char    *source)
{
  g_return_if_fail (ENT_IS_ATTACHMENT (self));

  ent_model_set_string (G_OBJECT (self), &self->source, source, properties[PROP_SOURCE]);
}
