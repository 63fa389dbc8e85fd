/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-markup-private.h"

#include <stdlib.h>
#include <string.h>

#define INLINE(name, tag) { name, tag, 0, 0, 0, 0, 0 }
#define BLOCK(name, tag) { name, tag, 0, 1, 0, 0, 0 }
#define LOOSE(name, tag) { name, tag, 0, 1, 0, 0, 1 }
#define HEADING(name, level) { name, ENT_TAG_HEADING, level, 1, 0, 0, 0 }
#define EMPTY(name, tag) { name, tag, 0, 0, 1, 0, 0 }
#define RAW(name, tag) { name, tag, 0, 0, 0, 1, 0 }

/* Sorted by name. */
static const EntTagInfo tags[] = {
  INLINE ("a", ENT_TAG_A),
  BLOCK ("address", ENT_TAG_BLOCK),
  INLINE ("applet", ENT_TAG_FOREIGN),
  EMPTY ("area", ENT_TAG_VOID),
  BLOCK ("article", ENT_TAG_BLOCK),
  BLOCK ("aside", ENT_TAG_BLOCK),
  BLOCK ("audio", ENT_TAG_AUDIO),
  INLINE ("b", ENT_TAG_B),
  EMPTY ("base", ENT_TAG_VOID),
  BLOCK ("blockquote", ENT_TAG_BLOCKQUOTE),
  LOOSE ("body", ENT_TAG_BLOCK),
  EMPTY ("br", ENT_TAG_BR),
  INLINE ("canvas", ENT_TAG_FOREIGN),
  LOOSE ("caption", ENT_TAG_BLOCK),
  LOOSE ("center", ENT_TAG_CENTER),
  INLINE ("code", ENT_TAG_CODE),
  EMPTY ("col", ENT_TAG_VOID),
  BLOCK ("colgroup", ENT_TAG_BLOCK),
  BLOCK ("dd", ENT_TAG_BLOCK),
  INLINE ("del", ENT_TAG_S),
  LOOSE ("details", ENT_TAG_BLOCK),
  LOOSE ("dialog", ENT_TAG_BLOCK),
  LOOSE ("dir", ENT_TAG_UL),
  BLOCK ("div", ENT_TAG_DIV),
  BLOCK ("dl", ENT_TAG_BLOCK),
  LOOSE ("dt", ENT_TAG_BLOCK),
  INLINE ("em", ENT_TAG_I),
  EMPTY ("embed", ENT_TAG_FOREIGN),
  BLOCK ("fieldset", ENT_TAG_BLOCK),
  BLOCK ("figcaption", ENT_TAG_BLOCK),
  BLOCK ("figure", ENT_TAG_BLOCK),
  INLINE ("font", ENT_TAG_FONT),
  BLOCK ("footer", ENT_TAG_BLOCK),
  BLOCK ("form", ENT_TAG_BLOCK),
  HEADING ("h1", 1),
  HEADING ("h2", 2),
  HEADING ("h3", 3),
  HEADING ("h4", 4),
  HEADING ("h5", 5),
  HEADING ("h6", 6),
  LOOSE ("head", ENT_TAG_BLOCK),
  BLOCK ("header", ENT_TAG_BLOCK),
  BLOCK ("hgroup", ENT_TAG_BLOCK),
  { "hr", ENT_TAG_HR, 0, 1, 1, 0, 0 },
  LOOSE ("html", ENT_TAG_BLOCK),
  INLINE ("i", ENT_TAG_I),
  { "iframe", ENT_TAG_IFRAME, 0, 1, 0, 1, 0 },
  EMPTY ("img", ENT_TAG_IMG),
  EMPTY ("input", ENT_TAG_VOID),
  EMPTY ("keygen", ENT_TAG_VOID),
  LOOSE ("legend", ENT_TAG_BLOCK),
  BLOCK ("li", ENT_TAG_LI),
  EMPTY ("link", ENT_TAG_VOID),
  LOOSE ("main", ENT_TAG_BLOCK),
  INLINE ("mark", ENT_TAG_MARK),
  INLINE ("math", ENT_TAG_FOREIGN),
  INLINE ("mathjax", ENT_TAG_MATHJAX),
  LOOSE ("menu", ENT_TAG_UL),
  EMPTY ("meta", ENT_TAG_VOID),
  LOOSE ("nav", ENT_TAG_BLOCK),
  INLINE ("noscript", ENT_TAG_FOREIGN),
  INLINE ("object", ENT_TAG_FOREIGN),
  BLOCK ("ol", ENT_TAG_OL),
  BLOCK ("p", ENT_TAG_P),
  EMPTY ("param", ENT_TAG_VOID),
  BLOCK ("pre", ENT_TAG_PRE),
  INLINE ("s", ENT_TAG_S),
  RAW ("script", ENT_TAG_SCRIPT),
  BLOCK ("section", ENT_TAG_BLOCK),
  EMPTY ("source", ENT_TAG_SOURCE),
  INLINE ("span", ENT_TAG_SPAN),
  INLINE ("strike", ENT_TAG_S),
  INLINE ("strong", ENT_TAG_B),
  RAW ("style", ENT_TAG_SCRIPT),
  INLINE ("sub", ENT_TAG_SUB),
  LOOSE ("summary", ENT_TAG_BLOCK),
  INLINE ("sup", ENT_TAG_SUP),
  INLINE ("svg", ENT_TAG_FOREIGN),
  BLOCK ("table", ENT_TAG_TABLE),
  BLOCK ("tbody", ENT_TAG_ROWS),
  BLOCK ("td", ENT_TAG_CELL),
  BLOCK ("tfoot", ENT_TAG_ROWS),
  BLOCK ("th", ENT_TAG_HEADER),
  BLOCK ("thead", ENT_TAG_ROWS),
  RAW ("title", ENT_TAG_SCRIPT),
  BLOCK ("tr", ENT_TAG_ROW),
  EMPTY ("track", ENT_TAG_VOID),
  INLINE ("u", ENT_TAG_U),
  BLOCK ("ul", ENT_TAG_UL),
  BLOCK ("video", ENT_TAG_VIDEO),
  EMPTY ("wbr", ENT_TAG_VOID),
};

static const EntTagInfo unknown = INLINE ("", ENT_TAG_UNKNOWN);

static int
compare (const void *a,
         const void *b)
{
  return strcmp (a, ((const EntTagInfo *) b)->name);
}

/* @name need not be in lower case nor end with a zero. */
const EntTagInfo *
ent_tag_lookup (const char *name,
                gsize       length)
{
  char lower[12];
  const EntTagInfo *info;

  if (length >= sizeof lower)
    return &unknown;

  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (name[i]);
  lower[length] = '\0';
  info = bsearch (lower, tags, G_N_ELEMENTS (tags), sizeof tags[0], compare);

  return info != NULL ? info : &unknown;
}
