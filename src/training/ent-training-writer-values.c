/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* Numbers, texts and attributes as the service prints them: null and false are left out, true has
 * no value, a number has the fewest digits that give it back.
 *
 * Source: the extension list of the ENT's cleaning service 1.0.19, prosemirror-model 1.24.1
 * (to_dom.ts), zeed-dom 0.15.1 (html.ts, encoding.ts), tiptap 2.11.0 (behaviour only). */

#include "ent-training-writer-private.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

void
ent_training_writer_fail (EntTrainingWriter *self,
                          const char        *reason)
{
  if (self->error == NULL)
    self->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, reason);
}

void
ent_training_append_escaped (GString    *out,
                             const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '\'':
        g_string_append (out, "&apos;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\xC2':
        if (text[1] == '\xA0' || text[1] == '\xAD')
          {
            g_string_append (out, *++text == '\xA0' ? "&nbsp;" : "&shy;");
            break;
          }
        G_GNUC_FALLTHROUGH;
      default:
        g_string_append_c (out, *text);
      }
}

/* A number as JavaScript prints it: the fewest digits that give it back. */
void
ent_training_append_number (GString *out,
                            double   number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number))
    {
      g_string_append (out, "NaN");
      return;
    }
  if (fabs (number) < 1e15 && number == floor (number))
    {
      g_string_append_printf (out, "%" G_GINT64_FORMAT, (gint64) number);
      return;
    }
  for (int precision = 15; precision <= 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (digits, sizeof digits, format, number);
      if (g_ascii_strtod (digits, NULL) == number)
        break;
    }
  if (strchr (digits, 'e') != NULL && fabs (number) < 1e21 && fabs (number) >= 1)
    g_ascii_formatd (digits, sizeof digits, "%.0f", number);
  g_string_append (out, digits);
}

double
ent_training_to_number (JsonNode *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return 0;
  /* A text that is a number was read as one, so this one is none. */
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return *json_node_get_string (value) == '\0' ? 0 : NAN;
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (value) ? 1 : 0;

  return JSON_NODE_HOLDS_VALUE (value) ? json_node_get_double (value) : NAN;
}

void
ent_training_append_value (GString  *out,
                           JsonNode *value)
{
  if (JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          ent_training_append_value (out, json_array_get_element (array, i));
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    {
      ent_training_append_escaped (out, json_node_get_string (value));
    }
  else
    {
      ent_training_append_number (out, ent_training_to_number (value));
    }
}

/* Writes an attribute; null and false are left out, true has no value. */
void
ent_training_writer_value (EntTrainingWriter *self,
                           const char        *name,
                           JsonNode          *value)
{
  gboolean is_boolean;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return;

  is_boolean = JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN;
  if (is_boolean && !json_node_get_boolean (value))
    return;

  g_string_append_printf (self->out, " %s", name);
  if (is_boolean)
    return;
  g_string_append (self->out, "=\"");
  ent_training_append_value (self->out, value);
  g_string_append_c (self->out, '"');
}

void
ent_training_writer_member (EntTrainingWriter *self,
                            JsonObject        *object,
                            const char        *name)
{
  ent_training_writer_value (self, name, json_object_get_member (object, name));
}

void
ent_training_writer_text (EntTrainingWriter *self,
                          const char        *name,
                          const char        *value)
{
  g_string_append_printf (self->out, " %s=\"", name);
  ent_training_append_escaped (self->out, value);
  g_string_append_c (self->out, '"');
}

const char *
ent_training_get_text (JsonObject *object,
                       const char *name)
{
  JsonNode *value = json_object_get_member (object, name);

  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value) ||
      json_node_get_value_type (value) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (value);
}

/* Writes the whole number a text begins with; "NaN" when it begins with none, as the service does.
 */
void
ent_training_writer_size (EntTrainingWriter *self,
                          const char        *name,
                          const char        *value)
{
  const char *p = value != NULL ? value : "";
  gsize space;
  double number = NAN;

  while ((space = ent_training_space_length (p)) > 0)
    p += space;
  if (g_ascii_isdigit (p[*p == '+' || *p == '-']))
    {
      g_autofree char *digits = g_strndup (p, 1 + strspn (p + 1, "0123456789"));

      number = g_ascii_strtod (digits, NULL);
    }

  g_string_append_printf (self->out, " %s=\"", name);
  ent_training_append_number (self->out, number);
  g_string_append_c (self->out, '"');
}

void
ent_training_writer_alignment (EntTrainingWriter *self,
                               JsonObject        *object)
{
  const char *alignment = ent_training_get_text (object, "textAlign");

  if (alignment != NULL)
    g_string_append_printf (self->out, " style=\"text-align: %s\"", alignment);
}
