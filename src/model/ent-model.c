/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

/* model/ holds what a teacher works on as plain GObjects: values, equality, copies; no file, no
 * network, no SQL. Each value is a property, so json-glib writes and reads the stored form by
 * itself: a well-kept library does it better than code of ours, and a new property is stored the
 * day it is declared. Members a newer program wrote are ignored; members missing from an older
 * text take their default. */

#include "ent-model-private.h"

void
ent_model_set_string (GObject     *object,
                      char       **field,
                      const char  *value,
                      GParamSpec  *pspec)
{
  char *copy;

  if (g_strcmp0 (*field, value) == 0)
    return;

  /* Copied first: the value may be part of the text it replaces. */
  copy = g_strdup (value);
  g_free (*field);
  *field = copy;
  g_object_notify_by_pspec (object, pspec);
}

void
ent_model_set_int64 (GObject    *object,
                     gint64     *field,
                     gint64      value,
                     GParamSpec *pspec)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify_by_pspec (object, pspec);
}

void
ent_model_set_uint (GObject    *object,
                    guint      *field,
                    guint       value,
                    GParamSpec *pspec)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify_by_pspec (object, pspec);
}

void
ent_model_set_boolean (GObject    *object,
                       gboolean   *field,
                       gboolean    value,
                       GParamSpec *pspec)
{
  if (!*field == !value)
    return;

  *field = !!value;
  g_object_notify_by_pspec (object, pspec);
}

void
ent_model_set_strv (GObject             *object,
                    char              ***field,
                    const char * const  *value,
                    GParamSpec          *pspec)
{
  static const char * const none[] = { NULL };
  char **copy;

  if (value == NULL)
    value = none;
  if (g_strv_equal ((const char * const *) *field, value))
    return;

  copy = g_strdupv ((char **) value);
  g_strfreev (*field);
  *field = copy;
  g_object_notify_by_pspec (object, pspec);
}

/* The array is copied, its elements are shared: they are values nobody edits in place. */
void
ent_model_set_objects (GObject     *object,
                       GPtrArray  **field,
                       GPtrArray   *value,
                       GParamSpec  *pspec)
{
  GPtrArray *copy;

  if (*field == value)
    return;

  copy = g_ptr_array_new_full (value->len, g_object_unref);
  for (guint i = 0; i < value->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (value, i)));

  g_ptr_array_unref (*field);
  *field = copy;
  g_object_notify_by_pspec (object, pspec);
}

JsonNode *
ent_model_parse (const char    *json,
                 JsonNodeType   type,
                 GError       **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, json, -1, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || JSON_NODE_TYPE (root) != type)
    {
      g_set_error (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                   "the JSON text is not the %s expected",
                   type == JSON_NODE_ARRAY ? "array" : "object");
      return NULL;
    }

  return json_node_ref (root);
}
