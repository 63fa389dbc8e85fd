/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-recipient.h"

#include <string.h>

#include "ent-model-private.h"
#include "ent-enum-types.h"

struct _EntRecipient
{
  EntItem  parent_instance;

  EntRecipientType  recipient_type;  /* somebody, a group, a broadcast group or a bookmark */
  char             *profile;         /* (owned) (nullable):
                                        Teacher, Student, Relative, Personnel, Guest */
  guint             n_users;         /* people in a group, 0 if unknown */
  char             *structure;       /* (owned) (nullable): name of the school */
  char             *children;        /* (owned) (nullable):
                                        names of the children of a parent, ready to show */
  EntUsedIn         used_in;         /* fields the ENT lets it be used in */
};

G_DEFINE_FINAL_TYPE (EntRecipient, ent_recipient, ENT_TYPE_ITEM)

enum
{
  PROP_RECIPIENT_TYPE = 1,
  PROP_PROFILE,
  PROP_N_USERS,
  PROP_STRUCTURE,
  PROP_CHILDREN,
  PROP_USED_IN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_recipient_finalize (GObject *object)
{
  EntRecipient *self = ENT_RECIPIENT (object);

  g_free (self->profile);
  g_free (self->structure);
  g_free (self->children);

  G_OBJECT_CLASS (ent_recipient_parent_class)->finalize (object);
}

static void
ent_recipient_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  EntRecipient *self = ENT_RECIPIENT (object);

  switch (prop_id)
    {
    case PROP_RECIPIENT_TYPE:
      g_value_set_enum (value, self->recipient_type);
      break;
    case PROP_PROFILE:
      g_value_set_string (value, self->profile);
      break;
    case PROP_N_USERS:
      g_value_set_uint (value, self->n_users);
      break;
    case PROP_STRUCTURE:
      g_value_set_string (value, self->structure);
      break;
    case PROP_CHILDREN:
      g_value_set_string (value, self->children);
      break;
    case PROP_USED_IN:
      g_value_set_flags (value, self->used_in);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_recipient_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  EntRecipient *self = ENT_RECIPIENT (object);

  switch (prop_id)
    {
    case PROP_RECIPIENT_TYPE:
      ent_recipient_set_recipient_type (self, g_value_get_enum (value));
      break;
    case PROP_PROFILE:
      ent_recipient_set_profile (self, g_value_get_string (value));
      break;
    case PROP_N_USERS:
      ent_recipient_set_n_users (self, g_value_get_uint (value));
      break;
    case PROP_STRUCTURE:
      ent_recipient_set_structure (self, g_value_get_string (value));
      break;
    case PROP_CHILDREN:
      ent_recipient_set_children (self, g_value_get_string (value));
      break;
    case PROP_USED_IN:
      ent_recipient_set_used_in (self, g_value_get_flags (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_recipient_class_init (EntRecipientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EntItemClass *item_class = ENT_ITEM_CLASS (klass);

  object_class->finalize = ent_recipient_finalize;
  object_class->get_property = ent_recipient_get_property;
  object_class->set_property = ent_recipient_set_property;

  item_class->kind = ENT_KIND_RECIPIENT;

  /**
   * EntRecipient:recipient-type:
   *
   * Somebody, a group, a broadcast group or a bookmark.
   */
  properties[PROP_RECIPIENT_TYPE] =
    g_param_spec_enum ("recipient-type", NULL, NULL,
                       ENT_TYPE_RECIPIENT_TYPE, ENT_RECIPIENT_USER, ENT_MODEL_PARAM);

  /**
   * EntRecipient:profile: (nullable)
   *
   * Teacher, Student, Relative, Personnel, Guest.
   */
  properties[PROP_PROFILE] =
    g_param_spec_string ("profile", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntRecipient:n-users:
   *
   * People in a group, 0 if unknown.
   */
  properties[PROP_N_USERS] =
    g_param_spec_uint ("n-users", NULL, NULL, 0, G_MAXUINT, 0, ENT_MODEL_PARAM);

  /**
   * EntRecipient:structure: (nullable)
   *
   * Name of the school.
   */
  properties[PROP_STRUCTURE] =
    g_param_spec_string ("structure", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntRecipient:children: (nullable)
   *
   * Names of the children of a parent, ready to show.
   */
  properties[PROP_CHILDREN] =
    g_param_spec_string ("children", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntRecipient:used-in:
   *
   * Fields the ENT lets it be used in.
   */
  properties[PROP_USED_IN] =
    g_param_spec_flags ("used-in", NULL, NULL, ENT_TYPE_USED_IN, 0, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_recipient_init (EntRecipient *self)
{
}

/**
 * ent_recipient_new:
 *
 * Makes an empty recipient: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): a recipient
 */
EntRecipient *
ent_recipient_new (void)
{
  return g_object_new (ENT_TYPE_RECIPIENT, NULL);
}

EntRecipientType
ent_recipient_get_recipient_type (EntRecipient *self)
{
  g_return_val_if_fail (ENT_IS_RECIPIENT (self), ENT_RECIPIENT_USER);

  return self->recipient_type;
}

void
ent_recipient_set_recipient_type (EntRecipient     *self,
                                  EntRecipientType  recipient_type)
{
  g_return_if_fail (ENT_IS_RECIPIENT (self));

  if (self->recipient_type == recipient_type)
    return;

  self->recipient_type = recipient_type;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECIPIENT_TYPE]);
}

const char *
ent_recipient_get_profile (EntRecipient *self)
{
  g_return_val_if_fail (ENT_IS_RECIPIENT (self), NULL);

  return self->profile;
}

void
ent_recipient_set_profile (EntRecipient *self,
                           const char   *profile)
{
  g_return_if_fail (ENT_IS_RECIPIENT (self));

  ent_model_set_string (G_OBJECT (self), &self->profile, profile, properties[PROP_PROFILE]);
}

guint
ent_recipient_get_n_users (EntRecipient *self)
{
  g_return_val_if_fail (ENT_IS_RECIPIENT (self), 0);

  return self->n_users;
}

void
ent_recipient_set_n_users (EntRecipient *self,
                           guint         n_users)
{
  g_return_if_fail (ENT_IS_RECIPIENT (self));

  ent_model_set_uint (G_OBJECT (self), &self->n_users, n_users, properties[PROP_N_USERS]);
}

const char *
ent_recipient_get_structure (EntRecipient *self)
{
  g_return_val_if_fail (ENT_IS_RECIPIENT (self), NULL);

  return self->structure;
}

void
ent_recipient_set_structure (EntRecipient *self,
                             const char   *structure)
{
  g_return_if_fail (ENT_IS_RECIPIENT (self));

  ent_model_set_string (G_OBJECT (self), &self->structure, structure, properties[PROP_STRUCTURE]);
}

const char *
ent_recipient_get_children (EntRecipient *self)
{
  g_return_val_if_fail (ENT_IS_RECIPIENT (self), NULL);

  return self->children;
}

void
ent_recipient_set_children (EntRecipient *self,
                            const char   *children)
{
  g_return_if_fail (ENT_IS_RECIPIENT (self));

  ent_model_set_string (G_OBJECT (self), &self->children, children, properties[PROP_CHILDREN]);
}

EntUsedIn
ent_recipient_get_used_in (EntRecipient *self)
{
  g_return_val_if_fail (ENT_IS_RECIPIENT (self), 0);

  return self->used_in;
}

void
ent_recipient_set_used_in (EntRecipient *self,
                           EntUsedIn     used_in)
{
  g_return_if_fail (ENT_IS_RECIPIENT (self));

  if (self->used_in == used_in)
    return;

  self->used_in = used_in;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USED_IN]);
}

/**
 * ent_recipient_new_full:
 * @id: id on the ENT
 * @name: name to show
 * @type: somebody or a kind of group
 *
 * Makes a recipient with what every list of recipients knows.
 *
 * Returns: (transfer full): a recipient
 */
EntRecipient *
ent_recipient_new_full (const char       *id,
                        const char       *name,
                        EntRecipientType  type)
{
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_object_new (ENT_TYPE_RECIPIENT,
                       "id", id,
                       "title", name,
                       "recipient-type", type,
                       NULL);
}

static void
add_recipient (JsonBuilder  *builder,
               EntRecipient *recipient)
{
  g_autoptr (GEnumClass) types = g_type_class_ref (ENT_TYPE_RECIPIENT_TYPE);
  GEnumValue *type = g_enum_get_value (types, recipient->recipient_type);
  const char *id = ent_item_get_id (ENT_ITEM (recipient));

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id != NULL ? id : "");
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, ent_item_get_title (ENT_ITEM (recipient)));
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, type->value_nick);

  if (recipient->n_users > 0)
    {
      json_builder_set_member_name (builder, "n");
      json_builder_add_int_value (builder, recipient->n_users);
    }

  if (recipient->profile != NULL)
    {
      json_builder_set_member_name (builder, "profile");
      json_builder_add_string_value (builder, recipient->profile);
    }

  json_builder_end_object (builder);
}

static EntRecipient *
read_recipient (JsonObject *object)
{
  g_autoptr (GEnumClass) types = g_type_class_ref (ENT_TYPE_RECIPIENT_TYPE);
  const char *id = json_object_get_string_member_with_default (object, "id", NULL);
  const char *type = json_object_get_string_member_with_default (object, "type", NULL);
  GEnumValue *value = type != NULL ? g_enum_get_value_by_nick (types, type) : NULL;
  gint64 n = json_object_get_int_member_with_default (object, "n", 0);
  EntRecipient *recipient;

  if (id == NULL || *id == '\0' || value == NULL)
    return NULL;

  recipient =
    ent_recipient_new_full (id,
                            json_object_get_string_member_with_default (object, "name", ""),
                            value->value);
  ent_recipient_set_n_users (recipient, CLAMP (n, 0, G_MAXUINT));
  ent_recipient_set_profile (recipient,
                             json_object_get_string_member_with_default (object, "profile", NULL));

  return recipient;
}

/**
 * ent_recipient_dup_short_name:
 * @self: a person or a group
 *
 * Returns: (transfer full): its name; the ENT ends the names of groups with a full stop, "Parents du groupe CE1.", which
 *   a list of names has no use for
 */
char *
ent_recipient_dup_short_name (EntRecipient *self)
{
  const char *name;
  gsize length;

  g_return_val_if_fail (ENT_IS_RECIPIENT (self), NULL);

  name = ent_item_get_title (ENT_ITEM (self));
  length = strlen (name);
  if (self->recipient_type != ENT_RECIPIENT_USER && length > 1 && name[length - 1] == '.')
    length--;
  return g_strndup (name, length);
}

/**
 * ent_recipients_to_json:
 * @recipients: (element-type EntRecipient): recipients, in the order shown
 *
 * Writes a list of recipients as one JSON text: `[{"id","name","type","n","profile"}]`; "n" and
 * "profile" only when they are known.
 *
 * Returns: (transfer full): JSON
 */
char *
ent_recipients_to_json (GPtrArray *recipients)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (recipients != NULL, NULL);

  node = ent_model_recipients_to_node (recipients);

  return json_to_string (node, FALSE);
}

/**
 * ent_recipients_from_json:
 * @json: (nullable): JSON of ent_recipients_to_json(), %NULL for nobody
 * @error: return location
 *
 * Reads a list of recipients. A text that is no JSON array, or an element without id or known type,
 * is a #JsonParserError: a message must not silently lose somebody it was addressed to.
 *
 * Returns: (transfer full) (element-type EntRecipient): recipients, in the order written
 */
GPtrArray *
ent_recipients_from_json (const char  *json,
                          GError     **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (json == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);

  node = ent_model_parse (json, JSON_NODE_ARRAY, error);
  if (node == NULL)
    return NULL;

  return ent_model_recipients_from_node (node, error);
}

/* The same shape inside the JSON of a message. */
JsonNode *
ent_model_recipients_to_node (GPtrArray *recipients)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < recipients->len; i++)
    add_recipient (builder, g_ptr_array_index (recipients, i));
  json_builder_end_array (builder);

  return json_builder_get_root (builder);
}

GPtrArray *
ent_model_recipients_from_node (JsonNode  *node,
                                GError   **error)
{
  g_autoptr (GPtrArray) recipients = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      EntRecipient *recipient = NULL;

      if (JSON_NODE_HOLDS_OBJECT (element))
        recipient = read_recipient (json_node_get_object (element));

      if (recipient == NULL)
        {
          g_set_error (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                       "element %u is no recipient", i);
          return NULL;
        }

      g_ptr_array_add (recipients, recipient);
    }

  return g_steal_pointer (&recipients);
}
