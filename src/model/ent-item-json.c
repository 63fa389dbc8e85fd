/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

/* Items as values: made by kind, copied, compared, written as JSON. */

#include "ent-blog.h"
#include "ent-class.h"
#include "ent-comment.h"
#include "ent-entry.h"
#include "ent-folder.h"
#include "ent-message.h"
#include "ent-model-private.h"
#include "ent-notebook.h"
#include "ent-person.h"
#include "ent-post.h"
#include "ent-recipient.h"

static gboolean
is_stored (GParamSpec *pspec)
{
  return (pspec->flags & ENT_MODEL_LOCAL) == 0;
}

static GParamSpec *
ent_item_find_property (JsonSerializable *serializable,
                        const char       *name)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (serializable), name);

  return pspec != NULL && is_stored (pspec) ? pspec : NULL;
}

static GParamSpec **
ent_item_list_properties (JsonSerializable *serializable,
                          guint            *n_pspecs)
{
  guint n_all;
  GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (serializable), &n_all);
  guint n = 0;

  for (guint i = 0; i < n_all; i++)
    if (is_stored (pspecs[i]))
      pspecs[n++] = pspecs[i];

  *n_pspecs = n;

  return pspecs;
}

/* An enumeration is stored as its word: its numbers never leave memory. json-glib reads words by
 * itself. */
static JsonNode *
ent_item_serialize_property (JsonSerializable *serializable,
                             const char       *name,
                             const GValue     *value,
                             GParamSpec       *pspec)
{
  JsonNode *node;

  if (!G_IS_PARAM_SPEC_ENUM (pspec) || g_param_value_defaults (pspec, value))
    return json_serializable_default_serialize_property (serializable, name, value, pspec);

  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node,
                        g_enum_get_value (G_PARAM_SPEC_ENUM (pspec)->enum_class,
                                          g_value_get_enum (value))->value_nick);

  return node;
}

void
ent_item_serializable_init (JsonSerializableIface *iface)
{
  iface->find_property = ent_item_find_property;
  iface->list_properties = ent_item_list_properties;
  iface->serialize_property = ent_item_serialize_property;
  iface->deserialize_property = json_serializable_default_deserialize_property;
}

static GType
get_item_type (EntKind kind)
{
  switch (kind)
    {
    case ENT_KIND_BLOG:
      return ENT_TYPE_BLOG;
    case ENT_KIND_POST:
      return ENT_TYPE_POST;
    case ENT_KIND_COMMENT:
      return ENT_TYPE_COMMENT;
    case ENT_KIND_NOTEBOOK:
      return ENT_TYPE_NOTEBOOK;
    case ENT_KIND_ENTRY:
      return ENT_TYPE_ENTRY;
    case ENT_KIND_FOLDER:
      return ENT_TYPE_FOLDER;
    case ENT_KIND_MESSAGE:
      return ENT_TYPE_MESSAGE;
    case ENT_KIND_CLASS:
      return ENT_TYPE_CLASS;
    case ENT_KIND_PERSON:
      return ENT_TYPE_PERSON;
    case ENT_KIND_RECIPIENT:
      return ENT_TYPE_RECIPIENT;
    case ENT_KIND_DOCUMENT:   /* of operations only; a file beside a text is an EntAttachment */
    case ENT_N_KINDS:
    default:
      return G_TYPE_INVALID;
    }
}

/**
 * ent_item_new:
 * @kind: any kind but %ENT_KIND_DOCUMENT, which has no items
 *
 * Makes an empty item of the subclass for @kind.
 *
 * Returns: (transfer full): an item
 */
EntItem *
ent_item_new (EntKind kind)
{
  GType type = get_item_type (kind);

  g_return_val_if_fail (type != G_TYPE_INVALID, NULL);

  return g_object_new (type, NULL);
}

/**
 * ent_item_copy:
 * @self: an item
 *
 * Copies every property, the local ones too. The lists of a message are new arrays with the same
 * elements.
 *
 * Returns: (transfer full): an item of the same class
 */
EntItem *
ent_item_copy (EntItem *self)
{
  g_autofree GParamSpec **pspecs = NULL;
  EntItem *copy;
  guint n_pspecs;

  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, pspecs[i]->value_type);
      g_object_get_property (G_OBJECT (self), pspecs[i]->name, &value);
      g_object_set_property (G_OBJECT (copy), pspecs[i]->name, &value);
    }

  return copy;
}

static gboolean
has_same_local_work (EntItem *a,
                     EntItem *b)
{
  return ent_item_get_local_state (a) == ent_item_get_local_state (b) &&
         ent_item_get_local_at (a) == ent_item_get_local_at (b) &&
         g_strcmp0 (ent_item_get_draft_uuid (a), ent_item_get_draft_uuid (b)) == 0 &&
         g_strcmp0 (ent_item_get_local_error (a), ent_item_get_local_error (b)) == 0;
}

/**
 * ent_item_equal:
 * @self: an item
 * @other: an item
 *
 * Tells whether a list would show the two the same: same class, same stored form, same local work.
 *
 * Returns: %TRUE if they are equal
 */
gboolean
ent_item_equal (EntItem *self,
                EntItem *other)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  g_return_val_if_fail (ENT_IS_ITEM (self), FALSE);
  g_return_val_if_fail (ENT_IS_ITEM (other), FALSE);

  if (self == other)
    return TRUE;
  if (G_OBJECT_TYPE (self) != G_OBJECT_TYPE (other) ||
      !has_same_local_work (self, other))
    return FALSE;

  a = ent_item_to_json (self);
  b = ent_item_to_json (other);

  return g_str_equal (a, b);
}

/**
 * ent_item_to_json:
 * @self: an item
 *
 * Writes the stored form: one JSON object with every property but those on the local work;
 * members at their default are left out.
 *
 * Returns: (transfer full): JSON
 */
char *
ent_item_to_json (EntItem *self)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  node = json_gobject_serialize (G_OBJECT (self));

  return json_to_string (node, FALSE);
}

/**
 * ent_item_new_from_json:
 * @kind: what the item is
 * @json: JSON of ent_item_to_json()
 * @error: return location
 *
 * Reads the stored form; members unknown to us are ignored. Fails with a #JsonParserError when
 * @json is no JSON object.
 *
 * Returns: (transfer full): an item
 */
EntItem *
ent_item_new_from_json (EntKind      kind,
                        const char  *json,
                        GError     **error)
{
  g_autoptr (JsonNode) node = NULL;
  GType type = get_item_type (kind);

  g_return_val_if_fail (type != G_TYPE_INVALID, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  node = ent_model_parse (json, JSON_NODE_OBJECT, error);
  if (node == NULL)
    return NULL;

  return ENT_ITEM (json_gobject_deserialize (type, node));
}
