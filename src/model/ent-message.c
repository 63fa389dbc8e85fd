/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-message.h"

#include "ent-model-private.h"

struct _EntMessage
{
  EntItem  parent_instance;

  GPtrArray *to;               /* (owned): (element-type EntRecipient) */
  GPtrArray *cc;               /* (owned): (element-type EntRecipient) */
  GPtrArray *cci;              /* (owned): (element-type EntRecipient) */
  GPtrArray *attachments;      /* (owned): (element-type EntAttachment) */
  gboolean   unread;           /* not opened yet, here or on the ENT */
  gboolean   answered;         /* I answered it */
  gboolean   has_attachments;  /* known from the list, before the message is opened */
  gboolean   no_reply;         /* the sender takes no answer */
  char      *sender_profile;   /* (owned) (nullable): Teacher, Relative, … */
  char      *in_reply_to;      /* (owned) (nullable): id of the message it answers */
};

static JsonSerializableIface *parent_serializable;   /* EntItem's, which knows all but the lists */

/* json-glib knows no arrays of objects: both lists travel in their own short shape. */
static JsonNode *
ent_message_serialize_property (JsonSerializable *serializable,
                                const char       *name,
                                const GValue     *value,
                                GParamSpec       *pspec)
{
  GPtrArray *array;

  if (pspec->value_type != G_TYPE_PTR_ARRAY)
    return parent_serializable->serialize_property (serializable, name, value, pspec);

  array = g_value_get_boxed (value);
  if (array->len == 0)
    return NULL;

  if (g_str_equal (name, "attachments"))
    {
      g_autofree char *json = ent_attachments_to_json (array);

      return json_from_string (json, NULL);
    }

  return ent_model_recipients_to_node (array);
}

static gboolean
ent_message_deserialize_property (JsonSerializable *serializable,
                                  const char       *name,
                                  GValue           *value,
                                  GParamSpec       *pspec,
                                  JsonNode         *node)
{
  g_autoptr (GPtrArray) array = NULL;

  if (pspec->value_type != G_TYPE_PTR_ARRAY)
    return parent_serializable->deserialize_property (serializable, name, value, pspec, node);

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  if (g_str_equal (name, "attachments"))
    {
      g_autofree char *json = json_to_string (node, FALSE);

      array = ent_attachments_from_json (json, NULL);
    }
  else
    {
      array = ent_model_recipients_from_node (node, NULL);
    }

  if (array == NULL)
    return FALSE;

  g_value_set_boxed (value, array);

  return TRUE;
}

static void
serializable_iface_init (JsonSerializableIface *iface)
{
  parent_serializable = g_type_interface_peek_parent (iface);
  iface->serialize_property = ent_message_serialize_property;
  iface->deserialize_property = ent_message_deserialize_property;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EntMessage, ent_message, ENT_TYPE_ITEM,
                               G_IMPLEMENT_INTERFACE (JSON_TYPE_SERIALIZABLE,
                                                      serializable_iface_init))

enum
{
  PROP_TO = 1,
  PROP_CC,
  PROP_CCI,
  PROP_ATTACHMENTS,
  PROP_UNREAD,
  PROP_ANSWERED,
  PROP_HAS_ATTACHMENTS,
  PROP_NO_REPLY,
  PROP_SENDER_PROFILE,
  PROP_IN_REPLY_TO,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_message_finalize (GObject *object)
{
  EntMessage *self = ENT_MESSAGE (object);

  g_ptr_array_unref (self->to);
  g_ptr_array_unref (self->cc);
  g_ptr_array_unref (self->cci);
  g_ptr_array_unref (self->attachments);
  g_free (self->sender_profile);
  g_free (self->in_reply_to);

  G_OBJECT_CLASS (ent_message_parent_class)->finalize (object);
}

static void
ent_message_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  EntMessage *self = ENT_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_TO:
      g_value_set_boxed (value, self->to);
      break;
    case PROP_CC:
      g_value_set_boxed (value, self->cc);
      break;
    case PROP_CCI:
      g_value_set_boxed (value, self->cci);
      break;
    case PROP_ATTACHMENTS:
      g_value_set_boxed (value, self->attachments);
      break;
    case PROP_UNREAD:
      g_value_set_boolean (value, self->unread);
      break;
    case PROP_ANSWERED:
      g_value_set_boolean (value, self->answered);
      break;
    case PROP_HAS_ATTACHMENTS:
      g_value_set_boolean (value, self->has_attachments);
      break;
    case PROP_NO_REPLY:
      g_value_set_boolean (value, self->no_reply);
      break;
    case PROP_SENDER_PROFILE:
      g_value_set_string (value, self->sender_profile);
      break;
    case PROP_IN_REPLY_TO:
      g_value_set_string (value, self->in_reply_to);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_message_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  EntMessage *self = ENT_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_TO:
      ent_message_set_to (self, g_value_get_boxed (value));
      break;
    case PROP_CC:
      ent_message_set_cc (self, g_value_get_boxed (value));
      break;
    case PROP_CCI:
      ent_message_set_cci (self, g_value_get_boxed (value));
      break;
    case PROP_ATTACHMENTS:
      ent_message_set_attachments (self, g_value_get_boxed (value));
      break;
    case PROP_UNREAD:
      ent_message_set_unread (self, g_value_get_boolean (value));
      break;
    case PROP_ANSWERED:
      ent_message_set_answered (self, g_value_get_boolean (value));
      break;
    case PROP_HAS_ATTACHMENTS:
      ent_message_set_has_attachments (self, g_value_get_boolean (value));
      break;
    case PROP_NO_REPLY:
      ent_message_set_no_reply (self, g_value_get_boolean (value));
      break;
    case PROP_SENDER_PROFILE:
      ent_message_set_sender_profile (self, g_value_get_string (value));
      break;
    case PROP_IN_REPLY_TO:
      ent_message_set_in_reply_to (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_message_class_init (EntMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EntItemClass *item_class = ENT_ITEM_CLASS (klass);

  object_class->finalize = ent_message_finalize;
  object_class->get_property = ent_message_get_property;
  object_class->set_property = ent_message_set_property;

  item_class->kind = ENT_KIND_MESSAGE;

  /**
   * EntMessage:to:
   *
   * (element-type EntRecipient).
   */
  properties[PROP_TO] =
    g_param_spec_boxed ("to", NULL, NULL, G_TYPE_PTR_ARRAY, ENT_MODEL_PARAM);

  /**
   * EntMessage:cc:
   *
   * (element-type EntRecipient).
   */
  properties[PROP_CC] =
    g_param_spec_boxed ("cc", NULL, NULL, G_TYPE_PTR_ARRAY, ENT_MODEL_PARAM);

  /**
   * EntMessage:cci:
   *
   * (element-type EntRecipient).
   */
  properties[PROP_CCI] =
    g_param_spec_boxed ("cci", NULL, NULL, G_TYPE_PTR_ARRAY, ENT_MODEL_PARAM);

  /**
   * EntMessage:attachments:
   *
   * (element-type EntAttachment).
   */
  properties[PROP_ATTACHMENTS] =
    g_param_spec_boxed ("attachments", NULL, NULL, G_TYPE_PTR_ARRAY, ENT_MODEL_PARAM);

  /**
   * EntMessage:unread:
   *
   * Not opened yet, here or on the ENT.
   */
  properties[PROP_UNREAD] =
    g_param_spec_boolean ("unread", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  /**
   * EntMessage:answered:
   *
   * I answered it.
   */
  properties[PROP_ANSWERED] =
    g_param_spec_boolean ("answered", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  /**
   * EntMessage:has-attachments:
   *
   * Known from the list, before the message is opened.
   */
  properties[PROP_HAS_ATTACHMENTS] =
    g_param_spec_boolean ("has-attachments", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  /**
   * EntMessage:no-reply:
   *
   * The sender takes no answer.
   */
  properties[PROP_NO_REPLY] =
    g_param_spec_boolean ("no-reply", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  /**
   * EntMessage:sender-profile: (nullable)
   *
   * Teacher, Relative, ….
   */
  properties[PROP_SENDER_PROFILE] =
    g_param_spec_string ("sender-profile", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntMessage:in-reply-to: (nullable)
   *
   * Id of the message it answers.
   */
  properties[PROP_IN_REPLY_TO] =
    g_param_spec_string ("in-reply-to", NULL, NULL, NULL, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_message_init (EntMessage *self)
{
  self->to = g_ptr_array_new_with_free_func (g_object_unref);
  self->cc = g_ptr_array_new_with_free_func (g_object_unref);
  self->cci = g_ptr_array_new_with_free_func (g_object_unref);
  self->attachments = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ent_message_new:
 *
 * Makes an empty message: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): a message
 */
EntMessage *
ent_message_new (void)
{
  return g_object_new (ENT_TYPE_MESSAGE, NULL);
}

GPtrArray *
ent_message_get_to (EntMessage *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE (self), NULL);

  return self->to;
}

void
ent_message_set_to (EntMessage *self,
                    GPtrArray  *to)
{
  g_return_if_fail (ENT_IS_MESSAGE (self));
  g_return_if_fail (to != NULL);

  ent_model_set_objects (G_OBJECT (self), &self->to, to, properties[PROP_TO]);
}

GPtrArray *
ent_message_get_cc (EntMessage *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE (self), NULL);

  return self->cc;
}

void
ent_message_set_cc (EntMessage *self,
                    GPtrArray  *cc)
{
  g_return_if_fail (ENT_IS_MESSAGE (self));
  g_return_if_fail (cc != NULL);

  ent_model_set_objects (G_OBJECT (self), &self->cc, cc, properties[PROP_CC]);
}

GPtrArray *
ent_message_get_cci (EntMessage *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE (self), NULL);

  return self->cci;
}

void
ent_message_set_cci (EntMessage *self,
                     GPtrArray  *cci)
{
  g_return_if_fail (ENT_IS_MESSAGE (self));
  g_return_if_fail (cci != NULL);

  ent_model_set_objects (G_OBJECT (self), &self->cci, cci, properties[PROP_CCI]);
}

GPtrArray *
ent_message_get_attachments (EntMessage *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE (self), NULL);

  return self->attachments;
}

void
ent_message_set_attachments (EntMessage *self,
                             GPtrArray  *attachments)
{
  g_return_if_fail (ENT_IS_MESSAGE (self));
  g_return_if_fail (attachments != NULL);

  ent_model_set_objects (G_OBJECT (self), &self->attachments, attachments,
                         properties[PROP_ATTACHMENTS]);
}

gboolean
ent_message_get_unread (EntMessage *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE (self), FALSE);

  return self->unread;
}

void
ent_message_set_unread (EntMessage *self,
                        gboolean    unread)
{
  g_return_if_fail (ENT_IS_MESSAGE (self));

  ent_model_set_boolean (G_OBJECT (self), &self->unread, unread, properties[PROP_UNREAD]);
}

gboolean
ent_message_get_answered (EntMessage *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE (self), FALSE);

  return self->answered;
}

void
ent_message_set_answered (EntMessage *self,
                          gboolean    answered)
{
  g_return_if_fail (ENT_IS_MESSAGE (self));

  ent_model_set_boolean (G_OBJECT (self), &self->answered, answered, properties[PROP_ANSWERED]);
}

gboolean
ent_message_get_has_attachments (EntMessage *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE (self), FALSE);

  return self->has_attachments;
}

void
ent_message_set_has_attachments (EntMessage *self,
                                 gboolean    has_attachments)
{
  g_return_if_fail (ENT_IS_MESSAGE (self));

  ent_model_set_boolean (G_OBJECT (self), &self->has_attachments, has_attachments,
                         properties[PROP_HAS_ATTACHMENTS]);
}

gboolean
ent_message_get_no_reply (EntMessage *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE (self), FALSE);

  return self->no_reply;
}

void
ent_message_set_no_reply (EntMessage *self,
                          gboolean    no_reply)
{
  g_return_if_fail (ENT_IS_MESSAGE (self));

  ent_model_set_boolean (G_OBJECT (self), &self->no_reply, no_reply, properties[PROP_NO_REPLY]);
}

const char *
ent_message_get_sender_profile (EntMessage *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE (self), NULL);

  return self->sender_profile;
}

void
ent_message_set_sender_profile (EntMessage *self,
                                const char *sender_profile)
{
  g_return_if_fail (ENT_IS_MESSAGE (self));

  ent_model_set_string (G_OBJECT (self), &self->sender_profile, sender_profile,
                        properties[PROP_SENDER_PROFILE]);
}

const char *
ent_message_get_in_reply_to (EntMessage *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE (self), NULL);

  return self->in_reply_to;
}

void
ent_message_set_in_reply_to (EntMessage *self,
                             const char *in_reply_to)
{
  g_return_if_fail (ENT_IS_MESSAGE (self));

  ent_model_set_string (G_OBJECT (self), &self->in_reply_to, in_reply_to,
                        properties[PROP_IN_REPLY_TO]);
}
