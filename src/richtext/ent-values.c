/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-values-private.h"

#include <math.h>
#include <string.h>

#include "ent-runs-private.h"

/* JavaScript's parseInt, which the ENT's cleaner uses: "320px" is 320, "auto" is not a number. */
int
ent_values_parse_size (const char *value)
{
  gint64 size;
  const char *c;

  if (value == NULL)
    return ENT_IMAGE_SIZE_NONE;

  c = value + strspn (value, ENT_HTML_SPACES);
  if (!g_ascii_isdigit (*c))
    return ENT_IMAGE_SIZE_NOT_A_NUMBER;

  size = g_ascii_strtoll (c, NULL, 10);
  return size <= G_MAXINT ? (int) size : ENT_IMAGE_SIZE_NOT_A_NUMBER;
}

/* The number of a list's first item: any whole number, 1 if none is said. */
int
ent_values_parse_start (const char *value)
{
  const char *digits;
  gint64 start;

  if (value == NULL)
    return 1;

  value += strspn (value, ENT_HTML_SPACES);
  digits = *value == '-' || *value == '+' ? value + 1 : value;
  if (!g_ascii_isdigit (*digits))
    return 1;

  start = g_ascii_strtoll (value, NULL, 10);
  return start >= G_MININT && start <= G_MAXINT ? (int) start : 1;
}

/* The same as the text that is written. */
char *
ent_values_print_size (const char *value)
{
  int size = ent_values_parse_size (value);

  return size >= 0 ? g_strdup_printf ("%d", size) : g_strdup ("NaN");
}

EntAlign
ent_values_parse_align (const char *value)
{
  for (EntAlign align = ENT_ALIGN_LEFT; value != NULL && align <= ENT_ALIGN_JUSTIFY; align++)
    if (g_ascii_strcasecmp (value, ent_align_to_string (align)) == 0)
      return align;

  return ENT_ALIGN_NONE;
}

/* Whether @word is one of the words of @value, as in a class. */
gboolean
ent_values_has_word (const char *value,
                     const char *word)
{
  g_auto (GStrv) words = NULL;

  if (value == NULL || strstr (value, word) == NULL)
    return FALSE;

  words = g_strsplit_set (value, ENT_HTML_SPACES, -1);
  return g_strv_contains ((const char * const *) words, word);
}

/* Whether an address leads somewhere and does not run anything. */
gboolean
ent_values_is_safe_href (const char *href)
{
  static const char * const refused[] = { "javascript:", "vbscript:", "data:" };

  while (*href != '\0' && (guchar) *href <= ' ')
    href++;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      const char *c = href;
      const char *letter = refused[i];

      /* Browsers skip line ends and tabs inside. */
      while (*letter != '\0' && *c != '\0')
        {
          if (*c == '\n' || *c == '\r' || *c == '\t')
            {
              c++;
              continue;
            }
          if (g_ascii_tolower (*c) != *letter)
            break;
          c++;
          letter++;
        }
      if (*letter == '\0')
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_ignored_in_href (gunichar c)
{
  return c <= 0x20 || c == 0xa0 || c == 0x1680 || c == 0x180e || (c >= 0x2000 && c <= 0x2029) ||
         c == 0x205f || c == 0x3000;
}

/* Whether the ENT's cleaner leaves a link's address as it is; it empties the others
 * ("page2.html" among them: its pattern has a slip). Source: tiptap extension-link 2.11.0,
 * isAllowedUri. */
gboolean
ent_values_is_kept_href (const char *href)
{
  static const char * const protocols[] = {
    "http:", "https:", "ftp:", "ftps:", "mailto:", "tel:", "callto:", "sms:", "cid:", "xmpp:",
  };
  g_autoptr (GString) uri = g_string_new (NULL);
  gsize i = 0;

  for (const char *c = href; *c != '\0'; c = g_utf8_next_char (c))
    if (!is_ignored_in_href (g_utf8_get_char (c)))
      g_string_append_unichar (uri, g_utf8_get_char (c));

  for (guint j = 0; j < G_N_ELEMENTS (protocols); j++)
    if (g_ascii_strncasecmp (uri->str, protocols[j], strlen (protocols[j])) == 0)
      return TRUE;

  if (!g_ascii_isalpha (uri->str[0]))
    return uri->len > 0 || href[0] == '\0';

  while (g_ascii_isalpha (uri->str[i]) ||
         (uri->str[i] != '\0' && strchr ("+.-", uri->str[i]) != NULL))
    {
      char next = uri->str[++i];

      if (next == '\0' || !(g_ascii_isalpha (next) || next == '+' || (next >= '.' && next <= ':')))
        return TRUE;
    }

  return FALSE;
}

/* "\begin{equation}{c^2}\end{equation}" → "c^2". */
char *
ent_values_strip_latex (const char *equation)
{
  static const char before[] = "\\begin{equation}";
  static const char after[] = "\\end{equation}";
  char *latex = ent_text_collapse (equation);
  gsize length;

  if (g_str_has_prefix (latex, before) && g_str_has_suffix (latex, after))
    {
      length = strlen (latex);
      latex[length - strlen (after)] = '\0';
      memmove (latex, latex + strlen (before), length - strlen (before) - strlen (after) + 1);
    }

  length = strlen (latex);
  if (length >= 2 && latex[0] == '{' && latex[length - 1] == '}')
    {
      latex[length - 1] = '\0';
      memmove (latex, latex + 1, length - 1);
    }

  return latex;
}

/* "100, x,120px" → "100,0,120"; NULL if no width is said. */
char *
ent_values_clean_widths (const char *widths)
{
  g_auto (GStrv) parts = NULL;
  GString *out;
  gboolean is_said = FALSE;

  if (widths == NULL)
    return NULL;

  parts = g_strsplit (widths, ",", 100);
  out = g_string_new (NULL);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      int width = ent_values_parse_size (parts[i]);

      is_said = is_said || width > 0;
      g_string_append_printf (out, "%s%d", i > 0 ? "," : "", MAX (width, 0));
    }

  return g_string_free (out, !is_said);
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

/* A number as JavaScript prints it: the fewest digits that read back the same, no exponent below
 * 1e21. */
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

/* An attribute of a link or a chip, which the cleaner reads as a number or a boolean where it
 * looks like one: "007" comes back as "7". Returns it as it will come back, NULL if it will
 * not. Source: tiptap core 2.11.0, fromString. */
char *
ent_values_read_attribute (const char *value)
{
  double number;

  if (g_strcmp0 (value, "false") == 0)
    return NULL;
  if (g_strcmp0 (value, "true") == 0)
    return g_strdup ("");
  if (value == NULL || !looks_like_number (value))
    return g_strdup (value);

  number = g_ascii_strtod (value, NULL);
  return isfinite (number) ? print_number (number == 0 ? 0 : number) : g_strdup (value);
}

static gboolean
is_said (const char *value)
{
  g_autofree char *read = ent_values_read_attribute (value);

  return read != NULL && read[0] != '\0';
}

/* Whether a link with these attributes is a chip for the ENT's cleaner, now and at the next
 * cleaning. It looks for a script in the address, which must be a text for that: a number or a
 * boolean makes it fail. */
gboolean
ent_values_is_chip (const char *id,
                    const char *app_prefix,
                    const char *href)
{
  return is_said (id) && is_said (app_prefix) && href != NULL && !looks_like_number (href) &&
         !g_str_equal (href, "true") && !g_str_equal (href, "false") &&
         ent_values_is_safe_href (href);
}
