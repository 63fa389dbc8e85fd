/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include <string.h>

#include "ent-markup-private.h"
#include "ent-runs-private.h"

static const char *
skip_space (const char *css)
{
  return css + strspn (css, ENT_HTML_SPACES);
}

/**
 * ent_css_dup_value:
 * @style: (nullable): a style attribute
 * @property: a property's name in lower case
 *
 * Returns: (transfer full) (nullable): its value as typed, the last one if there are several; %NULL
 * if there is none
 */
char *
ent_css_dup_value (const char *style,
                   const char *property)
{
  gsize length = strlen (property);
  char *found = NULL;

  while (style != NULL && *(style = skip_space (style)) != '\0')
    {
      /* At every semicolon, even a quoted one: so does the ENT's cleaner. */
      const char *end = style + strcspn (style, ";");

      if (g_ascii_strncasecmp (style, property, length) == 0)
        {
          const char *value = skip_space (style + length);

          if (*value == ':' && value < end)
            {
              value++;
              g_free (found);
              found = g_strstrip (g_strndup (value, end - value));
            }
        }
      style = *end != '\0' ? end + 1 : end;
    }

  if (found != NULL && found[0] == '\0')
    g_clear_pointer (&found, g_free);

  return found;
}
