/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-html-writer-private.h"

/* Escapes as the ENT's cleaner prints: five characters, and by name the no-break space and the
 * soft hyphen, which an eye cannot tell from nothing. Source: zeed-dom 0.15.1, escapeHTML. */
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

/* Appends ` name="value"`, nothing for NULL. */
void
ent_html_append_attribute (GString    *out,
                           const char *name,
                           const char *value)
{
  if (value == NULL)
    return;

  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append (out, "=\"");
  ent_html_append_escaped (out, value);
  g_string_append_c (out, '"');
}
