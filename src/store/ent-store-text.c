/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-store-text-private.h"

#define EXCERPT_CHARACTERS 200

char *
ent_store_text_excerpt (const char *plain)
{
  GString *excerpt = g_string_new (NULL);
  gboolean needs_space = FALSE;
  guint n = 0;

  for (const char *p = plain; *p != '\0' && n < EXCERPT_CHARACTERS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          needs_space = excerpt->len > 0;
          continue;
        }

      if (needs_space)
        g_string_append_c (excerpt, ' ');
      needs_space = FALSE;
      g_string_append_unichar (excerpt, c);
      n++;
    }

  return g_string_free (excerpt, FALSE);
}

char *
ent_store_text_fold (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  g_autoptr (GString) bare = g_string_new (NULL);

  if (decomposed == NULL)   /* not UTF-8 */
    return g_strdup ("");

  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (bare, c);
    }

  return g_utf8_casefold (bare->str, bare->len);
}

static gboolean
has_letter_or_digit (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

char *
ent_store_text_match (const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " \t\n\r", -1);
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      /* A word of signs alone is no word of the index and would match nothing. */
      if (!has_letter_or_digit (parts[i]))
        continue;

      if (match->len > 0)
        g_string_append_c (match, ' ');

      /* Quoted, so that nothing in it is read as a search operator. */
      g_string_append_c (match, '"');
      for (const char *p = parts[i]; *p != '\0'; p++)
        if (*p == '"')
          g_string_append (match, "\"\"");
        else
          g_string_append_c (match, *p);
      g_string_append (match, "\"*");
    }

  return match->len > 0 ? g_strdup (match->str) : NULL;
}
