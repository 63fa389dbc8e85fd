/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include <math.h>
#include <string.h>

#include "ent-attribute-private.h"
#include "ent-html-writer-private.h"

/* Escapes as the ENT's cleaner prints: five characters, and by name the no-break space and the soft hyphen, which an eye
 * cannot tell from nothing. Source: zeed-dom 0.15.1, escapeHTML. */
void
ent_html_append_escaped (GString    *out,
                         const char *text)
{
  const char *start = text;

  for (const char *c = text; *c != '\0'; c++)
    {
      const char *entity = NULL;
      gsize length = 1;

      switch (*c)
        {
        case '&':
          entity = "&amp;";
          break;
        case '<':
          entity = "&lt;";
          break;
        case '>':
          entity = "&gt;";
          break;
        case '"':
          entity = "&quot;";
          break;
        case '\'':
          entity = "&apos;";
          break;
        case '\xc2':
          entity = c[1] == '\xa0' ? "&nbsp;" : c[1] == '\xad' ? "&shy;" : NULL;
          length = 2;
          break;
        default:
          break;
        }

      if (entity == NULL)
        continue;

      g_string_append_len (out, start, c - start);
      g_string_append (out, entity);
      c += length - 1;
      start = c + 1;
    }

  g_string_append (out, start);
}

/* Appends ` name="value"`, ` name` for a bare attribute, nothing for NULL. */
void
ent_html_append_attribute (GString    *out,
                           const char *name,
                           const char *value)
{
  if (value == NULL)
    return;

  g_string_append_c (out, ' ');
  g_string_append (out, name);
  if (g_str_equal (value, ENT_ATTRIBUTE_BARE))
    return;

  g_string_append (out, "=\"");
  ent_html_append_escaped (out, value);
  g_string_append_c (out, '"');
}

static gboolean
looks_like_number (const char *value)
{
  gsize digits;

  if (*value == '+' || *value == '-')
    value++;
  digits = strspn (value, "0123456789");
  if (value[digits] == '\0')
    return digits > 0;
  if (value[digits] != '.')
    return FALSE;

  value += digits + 1;
  digits = strspn (value, "0123456789");
  return digits > 0 && value[digits] == '\0';
}

/* A number as JavaScript prints it: the fewest digits that read back the same, no exponent below 1e21. */
static char *
print_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char format[8];
  g_autoptr (GString) digits = g_string_new (NULL);
  GString *out = g_string_new (number < 0 ? "-" : NULL);
  int exponent;
  int precision = 0;

  do
    {
      g_snprintf (format, sizeof format, "%%.%de", precision++);
      g_ascii_formatd (buffer, sizeof buffer, format, fabs (number));
    }
  while (precision < 17 && g_ascii_strtod (buffer, NULL) != fabs (number));

  exponent = (int) g_ascii_strtoll (strchr (buffer, 'e') + 1, NULL, 10);
  for (const char *c = buffer; *c != 'e'; c++)
    if (*c != '.')
      g_string_append_c (digits, *c);

  if (exponent >= 21 || exponent < -6)
    {
      g_string_append_c (out, digits->str[0]);
      if (digits->len > 1)
        g_string_append_printf (out, ".%s", digits->str + 1);
      g_string_append_printf (out, "e%c%d", exponent < 0 ? '-' : '+', ABS (exponent));
      return g_string_free (out, FALSE);
    }

  for (int i = MIN (exponent, 0); i < MAX ((int) digits->len, exponent + 1); i++)
    {
      if (i == exponent + 1 && exponent >= 0)
        g_string_append_c (out, '.');
      g_string_append_c (out, i >= 0 && i < (int) digits->len ? digits->str[i] : '0');
      if (i == exponent && exponent < 0)
        g_string_append_c (out, '.');
    }

  return g_string_free (out, FALSE);
}

/* An attribute of a link or a chip, which the cleaner reads as a number or a boolean where it looks like one: "007" comes back
 * as "7". Written as it will come back. Source: tiptap core 2.11.0, fromString. */
void
ent_html_append_read_attribute (GString    *out,
                                const char *name,
                                const char *value)
{
  g_autofree char *number = NULL;

  if (g_strcmp0 (value, "true") == 0)
    {
      ent_html_append_attribute (out, name, "");
    }
  else if (value != NULL && looks_like_number (value))
    {
      double read = g_ascii_strtod (value, NULL);

      number = print_number (read == 0 ? 0 : read);
      ent_html_append_attribute (out, name, isfinite (read) ? number : value);
    }
  else if (g_strcmp0 (value, "false") != 0)
    {
      ent_html_append_attribute (out, name, value);
    }
}
