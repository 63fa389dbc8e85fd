/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* The ENT's request filter. It reads a copy of the body in which references are decoded, white
 * space and backslashes ignored, and deletes from it what looks like a script; the damaged copy
 * then takes the body's place, so that decoded quotes may break the JSON and words of innocent
 * sentences go.
 *
 * Source: edificeio/xss-utils, class XSSUtils over commons-text 1.10 (behaviour only); which words
 * count follows ent-api/03-rich-content.md section 5. */

#include "ent-training-xss.h"

#include <string.h>

/* The names from U+00A0 to U+00FF, in order. */
static const char *const latin_names[] = {
  "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
  "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
  "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
  "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
  "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
  "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
  "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
  "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
  "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
  "uuml", "yacute", "thorn", "yuml",
};

typedef struct
{
  const char *name;
  gunichar    character;
} Reference;

static const Reference references[] = {
  { "OElig", 0x152 }, { "oelig", 0x153 }, { "Scaron", 0x160 }, { "scaron", 0x161 },
  { "Yuml", 0x178 }, { "fnof", 0x192 }, { "circ", 0x2C6 }, { "tilde", 0x2DC },
  { "Alpha", 0x391 }, { "Beta", 0x392 }, { "Gamma", 0x393 }, { "Delta", 0x394 },
  { "Epsilon", 0x395 }, { "Zeta", 0x396 }, { "Eta", 0x397 }, { "Theta", 0x398 },
  { "Iota", 0x399 }, { "Kappa", 0x39A }, { "Lambda", 0x39B }, { "Mu", 0x39C }, { "Nu", 0x39D },
  { "Xi", 0x39E }, { "Omicron", 0x39F }, { "Pi", 0x3A0 }, { "Rho", 0x3A1 }, { "Sigma", 0x3A3 },
  { "Tau", 0x3A4 }, { "Upsilon", 0x3A5 }, { "Phi", 0x3A6 }, { "Chi", 0x3A7 }, { "Psi", 0x3A8 },
  { "Omega", 0x3A9 }, { "alpha", 0x3B1 }, { "beta", 0x3B2 }, { "gamma", 0x3B3 },
  { "delta", 0x3B4 }, { "epsilon", 0x3B5 }, { "zeta", 0x3B6 }, { "eta", 0x3B7 },
  { "theta", 0x3B8 }, { "iota", 0x3B9 }, { "kappa", 0x3BA }, { "lambda", 0x3BB },
  { "mu", 0x3BC }, { "nu", 0x3BD }, { "xi", 0x3BE }, { "omicron", 0x3BF }, { "pi", 0x3C0 },
  { "rho", 0x3C1 }, { "sigmaf", 0x3C2 }, { "sigma", 0x3C3 }, { "tau", 0x3C4 },
  { "upsilon", 0x3C5 }, { "phi", 0x3C6 }, { "chi", 0x3C7 }, { "psi", 0x3C8 }, { "omega", 0x3C9 },
  { "thetasym", 0x3D1 }, { "upsih", 0x3D2 }, { "piv", 0x3D6 }, { "ensp", 0x2002 },
  { "emsp", 0x2003 }, { "thinsp", 0x2009 }, { "zwnj", 0x200C }, { "zwj", 0x200D },
  { "lrm", 0x200E }, { "rlm", 0x200F }, { "ndash", 0x2013 }, { "mdash", 0x2014 },
  { "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "sbquo", 0x201A }, { "ldquo", 0x201C },
  { "rdquo", 0x201D }, { "bdquo", 0x201E }, { "dagger", 0x2020 }, { "Dagger", 0x2021 },
  { "bull", 0x2022 }, { "hellip", 0x2026 }, { "permil", 0x2030 }, { "prime", 0x2032 },
  { "Prime", 0x2033 }, { "lsaquo", 0x2039 }, { "rsaquo", 0x203A }, { "oline", 0x203E },
  { "frasl", 0x2044 }, { "euro", 0x20AC }, { "image", 0x2111 }, { "weierp", 0x2118 },
  { "real", 0x211C }, { "trade", 0x2122 }, { "alefsym", 0x2135 }, { "larr", 0x2190 },
  { "uarr", 0x2191 }, { "rarr", 0x2192 }, { "darr", 0x2193 }, { "harr", 0x2194 },
  { "crarr", 0x21B5 }, { "lArr", 0x21D0 }, { "uArr", 0x21D1 }, { "rArr", 0x21D2 },
  { "dArr", 0x21D3 }, { "hArr", 0x21D4 }, { "forall", 0x2200 }, { "part", 0x2202 },
  { "exist", 0x2203 }, { "empty", 0x2205 }, { "nabla", 0x2207 }, { "isin", 0x2208 },
  { "notin", 0x2209 }, { "ni", 0x220B }, { "prod", 0x220F }, { "sum", 0x2211 },
  { "minus", 0x2212 }, { "lowast", 0x2217 }, { "radic", 0x221A }, { "prop", 0x221D },
  { "infin", 0x221E }, { "ang", 0x2220 }, { "and", 0x2227 }, { "or", 0x2228 }, { "cap", 0x2229 },
  { "cup", 0x222A }, { "int", 0x222B }, { "there4", 0x2234 }, { "sim", 0x223C },
  { "cong", 0x2245 }, { "asymp", 0x2248 }, { "ne", 0x2260 }, { "equiv", 0x2261 },
  { "le", 0x2264 }, { "ge", 0x2265 }, { "sub", 0x2282 }, { "sup", 0x2283 }, { "nsub", 0x2284 },
  { "sube", 0x2286 }, { "supe", 0x2287 }, { "oplus", 0x2295 }, { "otimes", 0x2297 },
  { "perp", 0x22A5 }, { "sdot", 0x22C5 }, { "lceil", 0x2308 }, { "rceil", 0x2309 },
  { "lfloor", 0x230A }, { "rfloor", 0x230B }, { "lang", 0x2329 }, { "rang", 0x232A },
  { "loz", 0x25CA }, { "spades", 0x2660 }, { "clubs", 0x2663 }, { "hearts", 0x2665 },
  { "diams", 0x2666 },
};

/* What is replaced by something else than a character of its own, or needs no semicolon. Longer
 * names come first. */
static const struct
{
  const char *text;
  const char *with;
} plain_references[] = {
  { "&quot;", "\"" },     { "&amp;", "&" },    { "&lt;", "<" },    { "&gt;", ">" },
  { "&Tab;", "\t" },      { "&lpar;", "(" },   { "&rpar;", ")" },  { "&plus;", "+" },
  { "&comma;", "," },     { "&sol;", "/" },    { "&colon;", ":" }, { "&semi;", ";" },
  { "&LT;", "<" },        { "&equals;", "=" }, { "&GT;", ">" },    { "&bsol;", "\\\\" },
  { "&NewLine;", "\\n" }, { "&lt", "<" },      { "&LT", "<" },     { "&gt", ">" },
  { "&GT", ">" },
};

static const char *const event_words[] = {
  "click",   "context", "mouse",    "dblclick", "key",    "abort",   "error",    "before",
  "hash",    "load",    "page",     "resize",   "scroll", "unload",  "blur",     "change",
  "focus",   "input",   "invalid",  "reset",    "search", "select",  "submit",   "drag",
  "drop",    "copy",    "cut",      "paste",    "after",  "can",     "end",      "duration",
  "emptied", "play",    "progress", "seek",     "stall",  "suspend", "time",     "volume",
  "waiting", "message", "open",     "touch",    "online", "offline", "popstate", "show",
  "storage", "toggle",  "wheel",    "pointer",  "begin"
};

/* The body without what the filter does not see, and where each byte of it comes from. */
typedef struct
{
  GString *text;       /* (owned): in lower case as far as ASCII goes */
  GArray  *positions;  /* (owned) (element-type gsize): one more than bytes, the last is the end */
} Squeezed;

static char *strip (const char *value,
                    gboolean   *altered);

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* Decodes a numeric reference at @p and returns its length, or 0. */
static gsize
decode_number (const char *p,
               GString    *out)
{
  const char *digits = p + 2;
  gboolean is_hex = *digits == 'x' || *digits == 'X';
  const char *end;
  guint64 code;

  digits += is_hex;
  end = digits + strspn (digits, "0123456789abcdefABCDEF");
  if (end == digits || end - digits > 7 ||
      (!is_hex && strspn (digits, "0123456789") < (gsize) (end - digits)))
    return 0;
  code = g_ascii_strtoull (digits, NULL, is_hex ? 16 : 10);
  if (code == 0 || !g_unichar_validate (code))
    return 0;
  g_string_append_unichar (out, code);

  return end + (*end == ';') - p;
}

static gsize
decode_reference (const char *p,
                  GString    *out)
{
  gsize length =
    1 + strspn (p + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

  if (p[1] == '#')
    return decode_number (p, out);

  if (p[length] == ';')
    {
      for (guint i = 0; i < G_N_ELEMENTS (latin_names); i++)
        if (strlen (latin_names[i]) == length - 1 &&
            strncmp (latin_names[i], p + 1, length - 1) == 0)
          {
            g_string_append_unichar (out, 0xA0 + i);
            return length + 1;
          }
      for (guint i = 0; i < G_N_ELEMENTS (references); i++)
        if (strlen (references[i].name) == length - 1 &&
            strncmp (references[i].name, p + 1, length - 1) == 0)
          {
            g_string_append_unichar (out, references[i].character);
            return length + 1;
          }
    }
  for (guint i = 0; i < G_N_ELEMENTS (plain_references); i++)
    if (g_str_has_prefix (p, plain_references[i].text))
      {
        g_string_append (out, plain_references[i].with);
        return strlen (plain_references[i].text);
      }

  return 0;
}

static char *
decode_references (const char *value)
{
  GString *out = g_string_new (NULL);

  while (*value != '\0')
    {
      gsize plain = strcspn (value, "&");
      gsize used;

      g_string_append_len (out, value, plain);
      value += plain;
      if (*value == '\0')
        break;
      used = decode_reference (value, out);
      if (used == 0)
        g_string_append_c (out, *value++);
      value += used;
    }

  return g_string_free (out, FALSE);
}

static gboolean
is_escape (const char *p)
{
  return p[0] == '\\' && p[1] == 'u' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) &&
         g_ascii_isxdigit (p[4]) && g_ascii_isxdigit (p[5]);
}

/* Decodes the \uXXXX escapes, all of them to the character of the first: a mistake of the filter.
 */
static char *
decode_escapes (const char *value)
{
  GString *out;
  gunichar character = 0;

  for (const char *p = value; character == 0 && (p = strstr (p, "\\u")) != NULL; p++)
    if (is_escape (p))
      {
        char digits[5] = { p[2], p[3], p[4], p[5], '\0' };

        character = g_ascii_strtoull (digits, NULL, 16);
        /* These two mean something to the replacing function, which refuses them. */
        if (character == '\\' || character == '$')
          character = 0;
      }
  if (character == 0)
    return g_strdup (value);

  out = g_string_new (NULL);
  while (*value != '\0')
    {
      if (is_escape (value))
        {
          g_string_append_unichar (out, g_unichar_validate (character) ? character : 0xFFFD);
          value += 6;
        }
      else
        {
          g_string_append_c (out, *value++);
        }
    }

  return g_string_free (out, FALSE);
}

/* Deletes the base64 texts that hold a script. */
static char *
drop_encoded (char *value)
{
  for (gsize at = 0; value[at] != '\0'; at++)
    {
      gsize start = at;
      gsize end = at + 6;
      g_autoptr (GString) encoded = NULL;
      g_autofree guchar *bytes = NULL;
      g_autofree char *text = NULL;
      g_autofree char *stripped = NULL;
      gboolean altered;
      gsize length;

      if (g_ascii_strncasecmp (value + at, "base64", 6) != 0)
        continue;
      end += strspn (value + end, " \t\n\v\f\r");
      if (value[end] != ',')
        continue;
      end += 1 + strspn (value + end + 1, " \t\n\v\f\r");

      encoded = g_string_new (NULL);
      for (; value[end] != '\0'; end++)
        if (g_ascii_isalnum (value[end]) || value[end] == '+' || value[end] == '/')
          g_string_append_c (encoded, value[end]);
        else if (value[end] == '\\' && value[end + 1] != '\0' &&
                 strchr ("frnt", value[end + 1]) != NULL)
          end++;
        else if (value[end] != ' ' && value[end] != '\t')
          break;
      for (guint i = 0; i < 2 && value[end] == '='; i++)
        g_string_append_c (encoded, value[end++]);
      /* What is no whole base64 text is let through. */
      if (encoded->len < 2 || encoded->len % 4 == 1 ||
          (value[end - 1] == '=' && encoded->len % 4 != 0))
        continue;

      bytes = g_base64_decode (encoded->str, &length);
      text = g_utf8_make_valid ((const char *) bytes, length);
      stripped = strip (text, &altered);
      if (!altered)
        continue;
      memmove (value + start, value + end, strlen (value + end) + 1);
      at = start > 0 ? start - 1 : 0;
    }

  return value;
}

static void
squeeze (const char *value,
         Squeezed   *squeezed)
{
  gsize at;

  g_string_truncate (squeezed->text, 0);
  g_array_set_size (squeezed->positions, 0);

  for (at = 0; value[at] != '\0'; at++)
    {
      if (value[at] == '\\' && value[at + 1] != '\0')
        {
          if (strchr ("frnt", value[at + 1]) != NULL)
            at++;
        }
      else if (strchr (" \t\n\v\f\r", value[at]) == NULL)
        {
          g_string_append_c (squeezed->text, g_ascii_tolower (value[at]));
          g_array_append_val (squeezed->positions, at);
        }
    }
  g_array_append_val (squeezed->positions, at);
}

static gboolean
find_between (const char *text,
              const char *open,
              const char *close,
              gsize      *start,
              gsize      *end)
{
  const char *first = strstr (text, open);
  const char *last = first != NULL ? strstr (first + strlen (open), close) : NULL;

  if (last == NULL)
    return FALSE;
  *start = first - text;
  *end = last - text + strlen (close);

  return TRUE;
}

static gboolean
begins_event (const char *word,
              gsize       length)
{
  if (length > strlen ("animation") && g_str_has_prefix (word, "animation"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (event_words); i++)
    if (g_str_has_prefix (word, event_words[i]))
      return TRUE;

  return FALSE;
}

static gboolean
find_event (const char *text,
            gsize      *start,
            gsize      *end)
{
  for (const char *p = text; (p = strstr (p, "on")) != NULL; p++)
    {
      const char *word_end = p + 2;

      while (is_word (*word_end))
        word_end++;
      if (*word_end == '=' && begins_event (p + 2, word_end - p - 2))
        {
          *start = p - text;
          *end = word_end + 1 - text;
          return TRUE;
        }
    }

  return FALSE;
}

/* The first match of the first pattern that has one. */
static gboolean
find_match (const char *text,
            gsize      *start,
            gsize      *end)
{
  static const char *const patterns[][2] = {
    { "<script>", "</script>" },
    { "<script>", "" },
    { "</script>", "" },
    { "<script", ">" },
    { "eval(", ")" },
    { "expression(", ")" },
    { "atob(", ")" },
    { "javascript:", "" },
    { "vbscript:", "" },
    { "[[$", "]]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (find_between (text, patterns[i][0], patterns[i][1], start, end))
      return TRUE;

  return find_event (text, start, end);
}

static char *
drop_matches (char *value)
{
  Squeezed squeezed = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (gsize)) };
  gsize start;
  gsize end;

  for (;;)
    {
      squeeze (value, &squeezed);
      if (!find_match (squeezed.text->str, &start, &end))
        break;
      /* What is deleted goes up to the next thing the filter sees: the space behind the match goes
       * with it. */
      start = g_array_index (squeezed.positions, gsize, start);
      end = g_array_index (squeezed.positions, gsize, end);
      memmove (value + start, value + end, strlen (value + end) + 1);
    }
  g_string_free (squeezed.text, TRUE);
  g_array_unref (squeezed.positions);

  return value;
}

static char *
strip (const char *value,
       gboolean   *altered)
{
  g_autofree char *current = g_strdup (value);

  *altered = FALSE;
  for (;;)
    {
      g_autofree char *unescaped = decode_escapes (current);
      char *copy = decode_references (unescaped);
      gsize length = strlen (copy);

      copy = drop_matches (drop_encoded (copy));
      if (strlen (copy) == length)
        {
          g_free (copy);
          return g_steal_pointer (&current);
        }
      *altered = TRUE;
      g_free (current);
      current = copy;
    }
}

/**
 * ent_training_xss_filter:
 * @body: the text of a request's body, a query or a form value
 * @altered: (out) (optional): whether the filter changed it
 *
 * Filters a text as the ENT does before it reads it. The result is @body itself, byte for byte,
 * when nothing matched; else it may no longer be JSON.
 *
 * Returns: (transfer full): the text to go on with.
 */
char *
ent_training_xss_filter (const char *body,
                         gboolean   *altered)
{
  gboolean ignored;

  g_return_val_if_fail (body != NULL, NULL);

  return strip (body, altered != NULL ? altered : &ignored);
}
