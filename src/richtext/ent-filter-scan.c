/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* The ENT runs a filter over the raw JSON of every request (ent-api/03 §5) and deletes innocent words: "cheval (des chevaux)"
 * holds "eval(…)". The filter looks at a copy where entities and \uXXXX are decoded and where white space and backslashes do
 * not count; this file looks at the same copy and says where each match could be taken apart. */

#include "ent-filter-scan.h"

#include <string.h>

/* What the filter sees of the text, one character that counts each. */
typedef struct
{
  char  c;       /* lower case; 0x7f for any character beyond ASCII */
  char  cased;   /* as it stands: a base64 payload is read with its capitals */
  gsize start;   /* byte of the text where it begins */
  gsize end;     /* byte after it */
} Symbol;

typedef struct
{
  GArray *symbols;         /* (owned) (element-type Symbol) */
  guint  *word_end;        /* (owned): for each symbol, the first one at or after it that is no word character */
  guint   last_paren;      /* position of the last ')' plus 1, 0: none */
  guint   last_angle;      /* the same for '>' */
  guint   last_brackets;   /* the same for "]]" */
} Seen;

#define OTHER 0x7f

/* Named entities that stand for ASCII; the filter's own list besides HTML's four. */
static const struct
{
  const char *name;
  char        c;
} entities[] = {
  { "&quot;", '"' }, { "&amp;", '&' }, { "&lpar;", '(' }, { "&rpar;", ')' }, { "&plus;", '+' },
  { "&comma;", ',' }, { "&sol;", '/' }, { "&colon;", ':' }, { "&semi;", ';' }, { "&equals;", '=' },
  { "&bsol;", '\\' }, { "&Tab;", '\t' }, { "&NewLine;", '\n' }, { "&lt;", '<' }, { "&LT;", '<' },
  { "&gt;", '>' }, { "&GT;", '>' }, { "&lt", '<' }, { "&LT", '<' }, { "&gt", '>' }, { "&GT", '>' },
};

/* After "on", these begin the name of an event. */
static const char * const events[] = {
  "click", "context", "mouse", "dblclick", "key", "abort", "error", "before", "hash", "load", "page",
  "resize", "scroll", "unload", "blur", "change", "focus", "input", "invalid", "reset", "search",
  "select", "submit", "drag", "drop", "copy", "cut", "paste", "after", "can", "end", "duration",
  "emptied", "play", "progress", "seek", "stall", "suspend", "time", "volume", "waiting", "message",
  "open", "touch", "online", "offline", "popstate", "show", "storage", "toggle", "wheel",
  "animationstart", "begin", "pointer",
};

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* A numeric entity, with or without its semicolon; 0 if there is none at @text. */
static gsize
read_numeric_entity (const char *text,
                     guint32    *value)
{
  const char *digits = text + 2;
  gboolean hexadecimal;
  guint64 number;
  char *end;

  if (text[0] != '&' || text[1] != '#')
    return 0;

  hexadecimal = *digits == 'x' || *digits == 'X';
  if (hexadecimal)
    digits++;
  if (hexadecimal ? !g_ascii_isxdigit (*digits) : !g_ascii_isdigit (*digits))
    return 0;

  number = g_ascii_strtoull (digits, &end, hexadecimal ? 16 : 10);
  *value = number <= 0x10ffff ? (guint32) number : 0xfffd;
  return (gsize) (end - text) + (*end == ';' ? 1 : 0);
}

static gsize
read_entity (const char *text,
             guint32    *value)
{
  gsize length = read_numeric_entity (text, value);

  if (length > 0)
    return length;

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (text, entities[i].name))
      {
        *value = (guchar) entities[i].c;
        return strlen (entities[i].name);
      }

  return 0;
}

/* What a backslash does in the JSON text: it never counts, and neither does the white space it writes. */
static gsize
read_escape (const char *text,
             guint32    *value)
{
  *value = 0;
  if (text[1] == 'u' && g_ascii_isxdigit (text[2]) && g_ascii_isxdigit (text[3]) &&
      g_ascii_isxdigit (text[4]) && g_ascii_isxdigit (text[5]))
    {
      char digits[5] = { text[2], text[3], text[4], text[5], '\0' };

      *value = (guint32) g_ascii_strtoull (digits, NULL, 16);
      return 6;
    }

  return strchr ("ntrf", text[1]) != NULL && text[1] != '\0' ? 2 : 1;
}

static Seen *
see (const char *text)
{
  Seen *seen = g_new0 (Seen, 1);
  const char *p = text;
  const char *end = text + strlen (text);

  seen->symbols = g_array_new (FALSE, FALSE, sizeof (Symbol));
  while (*p != '\0')
    {
      Symbol symbol = { 0, 0, (gsize) (p - text), 0 };
      guint32 value = (guchar) *p;
      gsize length = (gsize) g_utf8_skip[(guchar) *p];

      if (*p == '\\')
        length = read_escape (p, &value);
      else if (*p == '&' && (length = read_entity (p, &value)) == 0)
        length = 1;
      else if ((guchar) *p >= 0x80)
        value = OTHER;

      length = MIN (length, (gsize) (end - p));
      p += length;
      symbol.end = (gsize) (p - text);
      if (value == 0 || value == '\\' || (value < 0x80 && g_ascii_isspace ((char) value)))
        continue;

      symbol.cased = value < 0x80 ? (char) value : OTHER;
      symbol.c = g_ascii_tolower (symbol.cased);
      g_array_append_val (seen->symbols, symbol);
    }

  return seen;
}

static void
seen_free (Seen *seen)
{
  g_array_unref (seen->symbols);
  g_free (seen->word_end);
  g_free (seen);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Seen, seen_free)

/* One pass from the end, so that no match has to look far: the scan stays linear. */
static void
look_ahead (Seen *seen)
{
  guint n = seen->symbols->len;

  seen->word_end = g_new (guint, n + 1);
  seen->word_end[n] = n;
  for (guint i = n; i-- > 0;)
    {
      char c = g_array_index (seen->symbols, Symbol, i).c;

      seen->word_end[i] = is_word (c) ? seen->word_end[i + 1] : i;
      if (c == ')' && seen->last_paren == 0)
        seen->last_paren = i + 1;
      if (c == '>' && seen->last_angle == 0)
        seen->last_angle = i + 1;
      if (c == ']' && i + 1 < n && seen->last_brackets == 0 &&
          g_array_index (seen->symbols, Symbol, i + 1).c == ']')
        seen->last_brackets = i + 1;
    }
}

static gboolean
stands_at (const Seen *seen,
           guint       at,
           const char *words)
{
  for (guint i = 0; words[i] != '\0'; i++)
    if (at + i >= seen->symbols->len || g_array_index (seen->symbols, Symbol, at + i).c != words[i])
      return FALSE;

  return TRUE;
}

static gboolean
is_event (const Seen *seen,
          guint       at,
          guint      *equals)
{
  if (!stands_at (seen, at, "on"))
    return FALSE;

  *equals = seen->word_end[at];
  if (*equals >= seen->symbols->len || g_array_index (seen->symbols, Symbol, *equals).c != '=')
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (stands_at (seen, at + 2, events[i]))
      return TRUE;

  return FALSE;
}

/* "base64," and a payload: the filter decodes it and looks again. */
static gboolean
is_bad_base64 (const Seen *seen,
               guint       at)
{
  g_autoptr (GString) payload = NULL;
  g_autofree guchar *bytes = NULL;
  g_autofree char *decoded = NULL;
  g_autoptr (GArray) matches = NULL;
  gsize length;

  if (!stands_at (seen, at, "base64,"))
    return FALSE;

  payload = g_string_new (NULL);
  for (guint i = at + 7; i < seen->symbols->len; i++)
    {
      char c = g_array_index (seen->symbols, Symbol, i).cased;

      if (!g_ascii_isalnum (c) && c != '+' && c != '/' && c != '=')
        break;
      g_string_append_c (payload, c);
    }

  bytes = g_base64_decode (payload->str, &length);
  decoded = g_utf8_make_valid ((const char *) bytes, (gssize) length);
  matches = ent_filter_scan (decoded);
  return matches->len > 0;
}

typedef struct
{
  const char     *opening;   /* what begins the match */
  char            closing;   /* what must come somewhere after it: ')', '>', ']' for "]]"; 0: nothing */
  guint           split;     /* symbol of the opening that is taken away from those before it */
  guint           letter;    /* a letter of the opening */
  EntFilterSplit  how;
} Pattern;

static const Pattern patterns[] = {
  { "eval(", ')', 4, 3, ENT_FILTER_SPLIT_BEFORE },
  { "expression(", ')', 10, 9, ENT_FILTER_SPLIT_BEFORE },
  { "atob(", ')', 4, 3, ENT_FILTER_SPLIT_BEFORE },
  { "javascript:", 0, 10, 9, ENT_FILTER_SPLIT_BEFORE },
  { "vbscript:", 0, 8, 7, ENT_FILTER_SPLIT_BEFORE },
  { "</script>", 0, 1, 2, ENT_FILTER_SPLIT_AFTER },
  { "<script", '>', 1, 1, ENT_FILTER_SPLIT_AFTER },
  { "[[$", ']', 1, 2, ENT_FILTER_SPLIT_AFTER },
};

static gboolean
closes (const Seen *seen,
        char        closing,
        guint       after)
{
  switch (closing)
    {
    case ')':
      return seen->last_paren > after;
    case '>':
      return seen->last_angle > after;
    case ']':
      return seen->last_brackets > after;
    default:
      return TRUE;
    }
}

static gboolean
find_match (const Seen     *seen,
            guint           at,
            EntFilterMatch *match)
{
  guint equals;

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (stands_at (seen, at, patterns[i].opening) &&
        closes (seen, patterns[i].closing, at + (guint) strlen (patterns[i].opening)))
      {
        guint split = at + patterns[i].split;

        match->how = patterns[i].how;
        match->split = match->how == ENT_FILTER_SPLIT_AFTER
                         ? g_array_index (seen->symbols, Symbol, split - 1).end
                         : g_array_index (seen->symbols, Symbol, split).start;
        match->letter = g_array_index (seen->symbols, Symbol, at + patterns[i].letter).start;
        return TRUE;
      }

  if (is_event (seen, at, &equals))
    {
      match->how = ENT_FILTER_SPLIT_BEFORE;
      match->split = g_array_index (seen->symbols, Symbol, equals).start;
      match->letter = g_array_index (seen->symbols, Symbol, at + 2).start;
      return TRUE;
    }

  if (is_bad_base64 (seen, at))
    {
      match->how = ENT_FILTER_SPLIT_BEFORE;
      match->split = g_array_index (seen->symbols, Symbol, at + 6).start;
      match->letter = g_array_index (seen->symbols, Symbol, at).start;
      return TRUE;
    }

  return FALSE;
}

/**
 * ent_filter_scan:
 * @text: a JSON text, or a part of one, in UTF-8
 *
 * Looks for what the ENT's request filter would delete. Linear in the length of @text.
 *
 * Source: ent-api/03-rich-content.md §5; behaviour checked on tests/corpus/send-safe.jsonl.
 *
 * Returns: (transfer full) (element-type EntFilterMatch): the matches in order; empty when the text would pass
 */
GArray *
ent_filter_scan (const char *text)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (EntFilterMatch));
  g_autoptr (Seen) seen = NULL;

  g_return_val_if_fail (text != NULL, matches);

  seen = see (text);
  look_ahead (seen);
  for (guint i = 0; i < seen->symbols->len; i++)
    {
      EntFilterMatch match;

      if (find_match (seen, i, &match))
        g_array_append_val (matches, match);
    }

  return matches;
}
