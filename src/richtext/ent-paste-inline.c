/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include <stdio.h>
#include <string.h>

#include "ent-markup-private.h"
#include "ent-paste-private.h"
#include "ent-values-private.h"

const char *
ent_paste_get_attribute (const GumboNode *node,
                         const char      *name)
{
  const GumboAttribute *attribute = gumbo_get_attribute (&node->v.element.attributes, name);

  return attribute != NULL ? attribute->value : NULL;
}

/* The value of @property in the element's own style, in lower case, or NULL. */
char *
ent_paste_dup_css (const GumboNode *node,
                   const char      *property)
{
  g_autofree char *value = ent_css_dup_value (ent_paste_get_attribute (node, "style"), property);

  return value != NULL ? g_ascii_strdown (value, -1) : NULL;
}

gboolean
ent_paste_is_hidden (const GumboNode *node)
{
  g_autofree char *display = ent_paste_dup_css (node, "display");
  g_autofree char *visibility = ent_paste_dup_css (node, "visibility");
  g_autofree char *mso = ent_paste_dup_css (node, "mso-hide");

  return ent_paste_get_attribute (node, "hidden") != NULL || g_strcmp0 (display, "none") == 0 ||
         g_strcmp0 (visibility, "hidden") == 0 || g_strcmp0 (mso, "all") == 0;
}

/* ---- colours ---- */

static gboolean
parse_hex (const char *value,
           int         rgb[3])
{
  gsize length = strlen (value);

  if ((length != 3 && length != 6) || strspn (value, "0123456789abcdefABCDEF") != length)
    return FALSE;

  for (guint i = 0; i < 3; i++)
    rgb[i] = length == 3 ? g_ascii_xdigit_value (value[i]) * 17
                         : g_ascii_xdigit_value (value[2 * i]) * 16 + g_ascii_xdigit_value (value[2 * i + 1]);
  return TRUE;
}

/* The names word processors write. */
static gboolean
parse_name (const char *value,
            int         rgb[3])
{
  static const struct { const char *name; int rgb[3]; } names[] = {
    { "aqua", { 0, 255, 255 } }, { "black", { 0, 0, 0 } }, { "blue", { 0, 0, 255 } },
    { "cyan", { 0, 255, 255 } }, { "fuchsia", { 255, 0, 255 } }, { "gray", { 128, 128, 128 } },
    { "green", { 0, 128, 0 } }, { "lime", { 0, 255, 0 } }, { "magenta", { 255, 0, 255 } },
    { "maroon", { 128, 0, 0 } }, { "navy", { 0, 0, 128 } }, { "olive", { 128, 128, 0 } },
    { "orange", { 255, 165, 0 } }, { "purple", { 128, 0, 128 } }, { "red", { 255, 0, 0 } },
    { "silver", { 192, 192, 192 } }, { "teal", { 0, 128, 128 } }, { "white", { 255, 255, 255 } },
    { "yellow", { 255, 255, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (value, names[i].name) == 0)
      {
        memcpy (rgb, names[i].rgb, sizeof names[i].rgb);
        return TRUE;
      }
  return FALSE;
}

/**
 * ent_paste_clean_color:
 * @value: (nullable): a css colour
 * @is_behind: whether it is behind the text
 *
 * Returns: (transfer full) (nullable): "#RRGGBB"; %NULL for what is no colour of its own: black or
 * near it for text, white or near it behind, either way what a page wears anyway
 */
char *
ent_paste_clean_color (const char *value,
                       gboolean    is_behind)
{
  int rgb[3];
  float alpha = 1;
  int low, high;

  if (value == NULL)
    return NULL;
  if (value[0] == '#' ? !parse_hex (value + 1, rgb)
                      : sscanf (value, "rgb(%d ,%d ,%d )", &rgb[0], &rgb[1], &rgb[2]) != 3 &&
                          sscanf (value, "rgba(%d ,%d ,%d ,%f )", &rgb[0], &rgb[1], &rgb[2], &alpha) != 4 &&
                          !parse_name (value, rgb))
    return NULL;

  low = MIN (MIN (rgb[0], rgb[1]), rgb[2]);
  high = MAX (MAX (rgb[0], rgb[1]), rgb[2]);
  if (alpha < 0.05f || low < 0 || high > 255 || low >= 0xf0 || (!is_behind && high < 0x40))
    return NULL;

  return g_strdup_printf ("#%02X%02X%02X", rgb[0], rgb[1], rgb[2]);
}

/* ---- marks ---- */

static EntMarkFlags
flag_of_tag (GumboTag tag)
{
  switch ((int) tag)
    {
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
      return ENT_MARK_BOLD;
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_VAR:
      return ENT_MARK_ITALIC;
    case GUMBO_TAG_U:
    case GUMBO_TAG_INS:
      return ENT_MARK_UNDERLINE;
    case GUMBO_TAG_S:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_DEL:
      return ENT_MARK_STRIKE;
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_TT:
      return ENT_MARK_CODE;
    case GUMBO_TAG_SUB:
      return ENT_MARK_SUBSCRIPT;
    case GUMBO_TAG_SUP:
      return ENT_MARK_SUPERSCRIPT;
    default:
      return ENT_MARK_NONE;
    }
}

static void
read_css_flags (const GumboNode *node,
                EntMarkFlags    *added,
                EntMarkFlags    *removed)
{
  g_autofree char *weight = ent_paste_dup_css (node, "font-weight");
  g_autofree char *slant = ent_paste_dup_css (node, "font-style");
  g_autofree char *line = ent_paste_dup_css (node, "text-decoration-line");
  g_autofree char *decoration = ent_paste_dup_css (node, "text-decoration");
  g_autofree char *height = ent_paste_dup_css (node, "vertical-align");
  const char *lines = decoration != NULL ? decoration : line;

  if (weight != NULL)
    *(g_str_has_prefix (weight, "bold") || g_ascii_strtoull (weight, NULL, 10) >= 600 ? added : removed) |=
      ENT_MARK_BOLD;
  if (slant != NULL)
    *(g_str_has_prefix (slant, "italic") || g_str_has_prefix (slant, "oblique") ? added : removed) |=
      ENT_MARK_ITALIC;
  if (lines != NULL && strstr (lines, "underline") != NULL)
    *added |= ENT_MARK_UNDERLINE;
  if (lines != NULL && strstr (lines, "line-through") != NULL)
    *added |= ENT_MARK_STRIKE;
  if (g_strcmp0 (height, "super") == 0)
    *added |= ENT_MARK_SUPERSCRIPT;
  if (g_strcmp0 (height, "sub") == 0)
    *added |= ENT_MARK_SUBSCRIPT;
  *removed &= ~*added;
}

static EntMarks *
with_colors (EntPaste        *self,
             const GumboNode *node,
             EntMarks        *marks)
{
  g_autofree char *text = ent_paste_dup_css (node, "color");
  g_autofree char *behind = ent_paste_dup_css (node, "background-color");
  g_autofree char *shorthand = ent_paste_dup_css (node, "background");
  g_autofree char *color = NULL;
  g_autofree char *highlight = NULL;
  g_autoptr (EntMarks) colored = NULL;

  /* The colours of a web page are the page's, not the words'. A marked word is marked anywhere. */
  if (self->is_office)
    {
      const char *font = node->v.element.tag == GUMBO_TAG_FONT ? ent_paste_get_attribute (node, "color") : NULL;

      color = ent_paste_clean_color (text != NULL ? text : font, FALSE);
      highlight = ent_paste_clean_color (behind != NULL ? behind : shorthand, TRUE);
    }
  if (node->v.element.tag == GUMBO_TAG_MARK && highlight == NULL)
    highlight = g_strdup ("#FFFF00");

  colored = color != NULL ? ent_marks_with_style (marks, ENT_STYLE_COLOR, color)
                          : marks != NULL ? ent_marks_ref (marks) : NULL;
  if (highlight != NULL)
    return ent_marks_with_style (colored, ENT_STYLE_HIGHLIGHT, highlight);
  return g_steal_pointer (&colored);
}

/* A link keeps its address alone; its blue and its line are the reader's to put. */
static EntMarks *
with_link (const GumboNode *node,
           EntMarks        *marks)
{
  const char *href = ent_paste_get_attribute (node, "href");
  g_autoptr (EntLink) link = NULL;

  if (href == NULL || !(g_ascii_strncasecmp (href, "http://", 7) == 0 || g_ascii_strncasecmp (href, "https://", 8) == 0 ||
                        g_ascii_strncasecmp (href, "mailto:", 7) == 0 || g_ascii_strncasecmp (href, "tel:", 4) == 0))
    return marks != NULL ? ent_marks_ref (marks) : NULL;

  link = ent_link_new (href, NULL);
  return ent_marks_with_link (marks, link);
}

/**
 * ent_paste_make_marks:
 * @self: a paste
 * @node: an element
 * @outer: (nullable): what is worn around it
 *
 * Returns: (transfer full) (nullable): what the words in @node wear
 */
EntMarks *
ent_paste_make_marks (EntPaste        *self,
                      const GumboNode *node,
                      EntMarks        *outer)
{
  EntMarkFlags added = ENT_MARK_NONE;
  EntMarkFlags removed = ENT_MARK_NONE;
  g_autoptr (EntMarks) flagged = NULL;
  g_autoptr (EntMarks) colored = NULL;

  /* Google Docs wraps all it copies in a b of normal weight: the style has the last word. */
  read_css_flags (node, &added, &removed);
  added |= flag_of_tag (node->v.element.tag) & ~removed;
  if (node->v.element.tag == GUMBO_TAG_A || (outer != NULL && ent_marks_get_link (outer) != NULL))
    added &= ~ENT_MARK_UNDERLINE;

  if (added != ENT_MARK_NONE || removed != ENT_MARK_NONE)
    flagged = ent_marks_with_flags (outer, added, removed);
  else
    flagged = outer != NULL ? ent_marks_ref (outer) : NULL;

  if (node->v.element.tag == GUMBO_TAG_A)
    return with_link (node, flagged);
  if (flagged != NULL && ent_marks_get_link (flagged) != NULL)
    return g_steal_pointer (&flagged);
  return with_colors (self, node, flagged);
}

/* ---- pictures ---- */

static int
read_size (const GumboNode *node,
           const char      *name)
{
  g_autofree char *css = ent_paste_dup_css (node, name);
  const char *attribute = ent_paste_get_attribute (node, name);
  int size = ENT_IMAGE_SIZE_NONE;

  if (css != NULL && g_str_has_suffix (css, "px"))
    size = ent_values_parse_size (css);
  else if (attribute != NULL && strchr (attribute, '%') == NULL)
    size = ent_values_parse_size (attribute);
  return size >= 0 && size < 10000 ? size : ENT_IMAGE_SIZE_NONE;
}

/**
 * ent_paste_read_image:
 * @node: an img
 *
 * Returns: (transfer full) (nullable): the picture; %NULL for those that count readers, and those
 * that would not be seen elsewhere: files of this computer, bytes written in the text
 */
EntImage *
ent_paste_read_image (const GumboNode *node)
{
  const char *src = ent_paste_get_attribute (node, "src");
  const char *alt = ent_paste_get_attribute (node, "alt");
  g_autofree char *opacity = ent_paste_dup_css (node, "opacity");
  int width = read_size (node, "width");
  int height = read_size (node, "height");

  if (src == NULL || !(g_ascii_strncasecmp (src, "https://", 8) == 0 || g_ascii_strncasecmp (src, "http://", 7) == 0 ||
                       g_str_has_prefix (src, "/workspace/")))
    return NULL;
  if ((width >= 0 && width <= 3) || (height >= 0 && height <= 3) || g_strcmp0 (opacity, "0") == 0)
    return NULL;

  return ent_image_new (src, alt, NULL, width, height);
}
