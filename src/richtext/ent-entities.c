/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include <gumbo.h>
#include <string.h>

#include "ent-markup-private.h"

#define LONGEST_NAME 33   /* "&CounterClockwiseContourIntegral;" */

static char *
find_text (const GumboNode *node)
{
  const GumboVector *children;

  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
    return g_strdup (node->v.text.text);
  if (node->type != GUMBO_NODE_ELEMENT)
    return NULL;

  children = &node->v.element.children;
  for (guint i = 0; i < children->length; i++)
    {
      char *text = find_text (children->data[i]);

      if (text != NULL)
        return text;
    }

  return NULL;
}

/* The two thousand names of HTML are gumbo's business; the few of everyday French are answered
 * here. */
static char *
decode_reference (const char *reference,
                  gsize       length)
{
  static const struct
  {
    const char *name;
    const char *value;
  } common[] = {
    { "&nbsp;", "\xc2\xa0" }, { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
    { "&quot;", "\"" }, { "&apos;", "'" }, { "&shy;", "\xc2\xad" }, { "&eacute;", "é" },
    { "&egrave;", "è" }, { "&agrave;", "à" }, { "&#39;", "'" }, { "&rsquo;", "’" },
  };
  g_autofree char *piece = g_strndup (reference, length);
  GumboOutput *output;
  char *text;

  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (g_str_equal (piece, common[i].name))
      return g_strdup (common[i].value);

  output = gumbo_parse_with_options (&kGumboDefaultOptions, piece, length);
  text = find_text (output->root);
  gumbo_destroy_output (&kGumboDefaultOptions, output);

  if (text != NULL && g_utf8_validate (text, -1, NULL))
    return text;

  g_free (text);
  return g_steal_pointer (&piece);
}

/* Length of what looks like a reference at @text ("&eacute;", "&#233;", "&eacute"), 0 if nothing
 * does. */
static gsize
measure (const char *text,
         gsize       length)
{
  gsize i = 1;

  if (i < length && text[i] == '#')
    i++;
  while (i < length && i < LONGEST_NAME && g_ascii_isalnum (text[i]))
    i++;
  if (i < 2 || !g_ascii_isalnum (text[i - 1]))
    return 0;
  if (i < length && text[i] == ';')
    i++;

  return i;
}

/* In an address, `&copy=2` is a parameter and not a sign. */
static gboolean
is_parameter (const char *text,
              gsize       reference,
              gsize       length)
{
  return text[reference - 1] != ';' && reference < length &&
         (text[reference] == '=' || g_ascii_isalnum (text[reference]));
}

/* @names: what was found so far, so that a long text of strange names asks gumbo once for each. */
char *
ent_entities_decode (const char *text,
                     gsize       length,
                     gboolean    in_attribute,
                     GHashTable *names)
{
  GString *out;
  const char *end = text + length;

  if (memchr (text, '&', length) == NULL)
    return g_strndup (text, length);

  out = g_string_sized_new (length);
  while (text < end)
    {
      const char *amp = memchr (text, '&', end - text);
      gsize reference;

      if (amp == NULL)
        amp = end;
      g_string_append_len (out, text, amp - text);
      if (amp == end)
        break;

      reference = measure (amp, end - amp);
      if (reference == 0 || (in_attribute && is_parameter (amp, reference, end - amp)))
        {
          g_string_append_c (out, '&');
          text = amp + 1;
        }
      else
        {
          g_autofree char *key = g_strndup (amp, reference);
          const char *value = g_hash_table_lookup (names, key);

          if (value == NULL)
            {
              char *found = decode_reference (amp, reference);

              value = found;
              g_hash_table_insert (names, g_steal_pointer (&key), found);
            }
          g_string_append (out, value);
          text = amp + reference;
        }
    }

  return g_string_free (out, FALSE);
}
