/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-subject-style.h"

/* The usual subjects of a primary school keep the colours of the wall posters; the others share the rest by their
 * name, so that a colour never changes from one day to the next. */
static const struct
{
  const char *word;
  const char *style;
} known[] = {
  { "francais", "subject-blue" },
  { "lecture", "subject-blue" },
  { "dictee", "subject-blue" },
  { "poesie", "subject-blue" },
  { "math", "subject-orange" },
  { "calcul", "subject-orange" },
  { "geometrie", "subject-orange" },
  { "science", "subject-green" },
  { "histoire", "subject-red" },
  { "geographie", "subject-red" },
  { "anglais", "subject-purple" },
  { "allemand", "subject-purple" },
  { "espagnol", "subject-purple" },
  { "sport", "subject-brown" },
  { "eps", "subject-brown" },
};

static const char * const others[] = {
  "subject-teal", "subject-pink", "subject-slate", "subject-olive",
};

/**
 * ent_subject_style:
 * @subject: (nullable): the subject of an entry
 *
 * Returns: the style class with the colour of @subject
 */
const char *
ent_subject_style (const char *subject)
{
  g_autofree char *ascii = NULL;
  g_autofree char *folded = NULL;

  if (subject == NULL || *subject == '\0')
    return "subject-slate";

  ascii = g_str_to_ascii (subject, "fr");
  folded = g_ascii_strdown (ascii, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (folded, known[i].word))
      return known[i].style;

  return others[g_str_hash (folded) % G_N_ELEMENTS (others)];
}
