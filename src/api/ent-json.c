/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-json.h"

#include <stdio.h>
#include <string.h>

/* A JSON null counts as absent: the ENT writes it for most optional members. */
static JsonNode *
find_member (JsonObject *object,
             const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static const char *
node_string (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/**
 * ent_json_get_string:
 * @object: what the ENT answered
 * @member: name of a required text
 *
 * Returns: (transfer none) (nullable): the text, which may be empty; %NULL with
 *   %ENT_API_ERROR_PROTOCOL when @member is missing or something else
 */
const char *
ent_json_get_string (JsonObject  *object,
                     const char  *member,
                     GError     **error)
{
  const char *text = node_string (find_member (object, member));

  if (text == NULL)
    g_set_error (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL,
                 "“%s” is missing or not a text", member);

  return text;
}

/**
 * ent_json_opt_string:
 * @object: what the ENT answered
 * @member: name of an optional text
 *
 * Returns: (transfer none) (nullable): the text, or %NULL when it is absent or something else
 */
const char *
ent_json_opt_string (JsonObject *object,
                     const char *member)
{
  return node_string (find_member (object, member));
}

/**
 * ent_json_string_or:
 * @object: what the ENT answered
 * @member: name of an optional text
 * @fallback: (nullable): what to return when it is absent or something else
 *
 * Returns: (transfer none): the text or @fallback
 */
const char *
ent_json_string_or (JsonObject *object,
                    const char *member,
                    const char *fallback)
{
  const char *text = ent_json_opt_string (object, member);

  return text != NULL ? text : fallback;
}

/**
 * ent_json_int_or:
 * @object: what the ENT answered
 * @member: name of an optional number; a fraction is cut, a number written as text is read
 * @fallback: what to return when it is absent or something else
 *
 * Returns: the number or @fallback
 */
gint64
ent_json_int_or (JsonObject *object,
                 const char *member,
                 gint64      fallback)
{
  JsonNode *node = find_member (object, member);
  const char *text = node_string (node);
  gint64 number;

  if (text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return fallback;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);

  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      double value = json_node_get_double (node);

      return value > -9.0e18 && value < 9.0e18 ? (gint64) value : fallback;
    }

  return fallback;
}

/**
 * ent_json_bool_or:
 * @object: what the ENT answered
 * @member: name of an optional flag; 0, 1 and "true" are read too, as old applications write them
 * @fallback: what to return when it is absent or something else
 *
 * Returns: the flag or @fallback
 */
gboolean
ent_json_bool_or (JsonObject *object,
                  const char *member,
                  gboolean    fallback)
{
  JsonNode *node = find_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return fallback;

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node) != 0;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return strcmp (json_node_get_string (node), "true") == 0;

  return fallback;
}

/**
 * ent_json_get_object:
 * @object: what the ENT answered
 * @member: name of a required object
 *
 * Returns: (transfer none) (nullable): the object; %NULL with %ENT_API_ERROR_PROTOCOL when
 *   @member is missing or something else
 */
JsonObject *
ent_json_get_object (JsonObject  *object,
                     const char  *member,
                     GError     **error)
{
  JsonObject *child = ent_json_opt_object (object, member);

  if (child == NULL)
    g_set_error (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL,
                 "“%s” is missing or not an object", member);

  return child;
}

/**
 * ent_json_opt_object:
 * @object: what the ENT answered
 * @member: name of an optional object
 *
 * Returns: (transfer none) (nullable): the object, or %NULL when it is absent or something else
 */
JsonObject *
ent_json_opt_object (JsonObject *object,
                     const char *member)
{
  JsonNode *node = find_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * ent_json_get_array:
 * @object: what the ENT answered
 * @member: name of a required array
 *
 * Returns: (transfer none) (nullable): the array; %NULL with %ENT_API_ERROR_PROTOCOL when
 *   @member is missing or something else
 */
JsonArray *
ent_json_get_array (JsonObject  *object,
                    const char  *member,
                    GError     **error)
{
  JsonArray *child = ent_json_opt_array (object, member);

  if (child == NULL)
    g_set_error (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL,
                 "“%s” is missing or not an array", member);

  return child;
}

/**
 * ent_json_opt_array:
 * @object: what the ENT answered
 * @member: name of an optional array
 *
 * Returns: (transfer none) (nullable): the array, or %NULL when it is absent or something else
 */
JsonArray *
ent_json_opt_array (JsonObject *object,
                    const char *member)
{
  JsonNode *node = find_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * ent_json_element_object:
 * @array: what the ENT answered
 * @i: index of an element
 *
 * Returns: (transfer none) (nullable): the element, or %NULL when it is no object
 */
JsonObject *
ent_json_element_object (JsonArray *array,
                         guint      i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * ent_json_element_string:
 * @array: what the ENT answered
 * @i: index of an element
 *
 * Returns: (transfer none) (nullable): the element, or %NULL when it is no text
 */
const char *
ent_json_element_string (JsonArray *array,
                         guint      i)
{
  return node_string (json_array_get_element (array, i));
}

/**
 * ent_json_dup_strings:
 * @array: (nullable): what the ENT answered
 *
 * Returns: (transfer full): the texts of @array in their order, other elements left out; empty
 *   when @array is %NULL
 */
char **
ent_json_dup_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *text = ent_json_element_string (array, i);

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

/* Cuts the fraction out of @text: GLib reads some numbers of digits only, and we want whole ms. */
static char *
take_fraction (const char *text,
               gint64     *microseconds)
{
  const char *dot = strchr (text, '.');
  const char *end;
  gint64 unit = 100 * 1000;

  *microseconds = 0;
  if (dot == NULL)
    return g_strdup (text);

  for (end = dot + 1; g_ascii_isdigit (*end); end++)
    {
      if (unit >= 1000)
        *microseconds += (*end - '0') * unit;
      unit /= 10;
    }

  return g_strdup_printf ("%.*s%s", (int) (dot - text), text, end);
}

/* "…T08:12Z": GLib wants the seconds too. Takes @text. */
static char *
complete_seconds (char *text)
{
  const char *time = strpbrk (text, "Tt");
  g_autofree char *whole = text;

  if (time == NULL || !g_ascii_isdigit (time[1]) || !g_ascii_isdigit (time[2]) || time[3] != ':' ||
      !g_ascii_isdigit (time[4]) || !g_ascii_isdigit (time[5]) || time[6] == ':')
    return g_steal_pointer (&whole);

  return g_strdup_printf ("%.*s:00%s", (int) (time + 6 - whole), whole, time + 6);
}

/**
 * ent_json_parse_iso_date:
 * @text: an ISO 8601 date and time with 0 to 9 fraction digits; without zone it is UTC
 * @time: (out): µs UTC, cut to the millisecond
 *
 * A create call answers with nanoseconds what a read gives with milliseconds: cutting makes them
 * comparable.
 *
 * Returns: whether @text was such a date
 *
 * Source: mongodb-helper 3.1.1, MongoDb.java, nowISO (ent-api/02 §0).
 */
gboolean
ent_json_parse_iso_date (const char *text,
                         gint64     *time)
{
  gint64 fraction;
  g_autofree char *whole = complete_seconds (take_fraction (text, &fraction));
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (whole, utc);

  if (date == NULL)
    return FALSE;

  *time = g_date_time_to_unix (date) * G_USEC_PER_SEC + fraction;
  return TRUE;
}

static gboolean
parse_workspace_date (const char *text,
                      gint64     *time)
{
  int year, month, day, hour, minute, second, ms = 0, n;
  g_autoptr (GDateTime) date = NULL;

  n = sscanf (text, "%4d-%2d-%2d %2d:%2d.%2d.%3d", &year, &month, &day, &hour, &minute, &second,
              &ms);
  if (n < 6)
    return FALSE;

  date = g_date_time_new_local (year, month, day, hour, minute, second);
  if (date == NULL)
    return FALSE;

  *time = g_date_time_to_unix (date) * G_USEC_PER_SEC + ms * 1000;
  return TRUE;
}

static gint64
read_date_node (JsonNode *node)
{
  const char *text = node_string (node);
  gint64 number;

  if (text != NULL)
    {
      if (g_ascii_string_to_signed (text, 10, 0, G_MAXINT64 / 1000, &number, NULL))
        return number * 1000;
      if (ent_json_parse_iso_date (text, &number) || parse_workspace_date (text, &number))
        return number;
      return 0;
    }

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    number = json_node_get_int (node);
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    number = (gint64) CLAMP (json_node_get_double (node), 0.0, 9.0e15);
  else
    return 0;

  return number > 0 && number < G_MAXINT64 / 1000 ? number * 1000 : 0;
}

/**
 * ent_json_date:
 * @object: what the ENT answered
 * @member: name of a date: `{"$date": X}` or a bare X, X being ISO text, the workspace's text, or
 *   a number of milliseconds
 *
 * Returns: µs UTC cut to the millisecond, 0 when it is absent or unreadable
 */
gint64
ent_json_date (JsonObject *object,
               const char *member)
{
  JsonNode *node = find_member (object, member);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    node = find_member (json_node_get_object (node), "$date");

  return read_date_node (node);
}

/**
 * ent_json_workspace_date:
 * @object: what the workspace answered
 * @member: name of a date like "2026-09-03 10:12.01.500" (a dot before the seconds)
 *
 * The text says no zone; it is the server's local time. Ours is assumed, which holds where school
 * and server are in the same country; EntWorkspaceApi corrects it when it has seen better.
 *
 * Returns: µs UTC, 0 when it is absent or unreadable
 *
 * Source: entcore 6.15.4, DocumentHelper (ent-api/04 §1).
 */
gint64
ent_json_workspace_date (JsonObject *object,
                         const char *member)
{
  const char *text = ent_json_opt_string (object, member);
  gint64 time;

  if (text != NULL && parse_workspace_date (text, &time))
    return time;

  return ent_json_date (object, member);
}

/**
 * ent_json_to_text:
 * @node: what goes out
 *
 * Writes @node compactly: raw UTF-8, no space around `:` and `,`. This very text is what the ENT's
 * filter works on, so it is also what must be looked at before sending (ent-api/03 §5).
 *
 * Returns: (transfer full): the text
 */
char *
ent_json_to_text (JsonNode *node)
{
  return json_to_string (node, FALSE);
}
