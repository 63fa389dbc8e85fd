/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* Reads HTML the way the ENT's cleaning service does, which is not the way a browser does: there is
 * no tree construction at all. A start tag opens, ANY end tag closes what is open whatever its
 * name, a "<" that begins no tag may swallow the lines up to the next one that does. A conforming
 * parser such as gumbo would mend what the service breaks, so the tags are read here; gumbo serves
 * for the character references only, where both agree.
 *
 * Source: zeed-dom 0.15.1, files htmlparser.ts and vdomparser.ts (behaviour only). */

#include "ent-training-dom.h"

#include <gumbo.h>
#include <string.h>

/* How often a tag may be read anew with another idea of where its quotes end, before it is taken
 * for text. */
#define MAX_SECOND_THOUGHTS 64

/* One more element inside another than any editor makes; the service itself gives up on such a
 * text, out of stack. */
#define MAX_DEPTH 2000

static const char *const void_names[] = { "area",   "base",  "br",     "col",     "embed", "hr",
                                          "img",    "input", "keygen", "link",    "meta",  "param",
                                          "source", "track", "wbr",    "command", NULL };

typedef struct
{
  EntTrainingArena   *arena;       /* (unowned) */
  GPtrArray *open; /* (owned) (element-type EntTrainingElement): empty once too much was closed */
  GHashTable *references; /* (owned) (element-type char char): character references met so far */
  const char         *end;         /* (unowned): of the whole text */
  const char         *last_close;  /* (unowned) (nullable): the last ">" of the text */
  gboolean            no_start;    /* no later line begins with a start tag */
  gboolean no_end; /* nor with an end tag: looking again would cost a reading each time */
  gboolean            too_deep;
} Parser;

static char *
decode_reference (const char *reference)
{
  g_autofree char *document = g_strconcat ("<body>x", reference, NULL);
  GumboOutput *output = gumbo_parse (document);
  const GumboVector *nodes = &output->root->v.element.children;
  char *decoded = NULL;

  for (guint i = 0; i < nodes->length; i++)
    {
      const GumboNode *node = nodes->data[i];

      if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_BODY &&
          node->v.element.children.length > 0)
        decoded =
          g_strdup (((const GumboNode *) node->v.element.children.data[0])->v.text.text + 1);
    }
  gumbo_destroy_output (&kGumboDefaultOptions, output);

  return decoded != NULL ? decoded : g_strdup (reference);
}

/* Adds a text to @out with its character references replaced. */
static void
append_decoded (Parser     *self,
                GString    *out,
                const char *text,
                gsize       length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *ampersand = memchr (text, '&', end - text);
      const char *p;
      g_autofree char *reference = NULL;
      const char *decoded;

      g_string_append_len (out, text, (ampersand != NULL ? ampersand : end) - text);
      if (ampersand == NULL)
        return;

      p = ampersand + 1;
      if (p < end && *p == '#')
        p++;
      while (p < end && g_ascii_isalnum (*p))
        p++;
      if (p < end && *p == ';')
        p++;

      reference = g_strndup (ampersand, p - ampersand);
      decoded = g_hash_table_lookup (self->references, reference);
      if (decoded == NULL)
        {
          char *fresh = decode_reference (reference);

          g_hash_table_insert (self->references, g_steal_pointer (&reference), fresh);
          decoded = fresh;
        }
      g_string_append (out, decoded);
      text = p;
    }
}

static void
add_characters (Parser     *self,
                const char *text,
                gsize       length)
{
  EntTrainingElement *parent;
  EntTrainingElement *child;

  if (self->open->len == 0)
    return;

  parent = g_ptr_array_index (self->open, self->open->len - 1);
  child = parent->last;
  if (child == NULL || child->text == NULL)
    {
      child = ent_training_element_new (self->arena, NULL);
      ent_training_element_append (parent, child);
    }
  append_decoded (self, child->text, text, length);
}

static gboolean
is_space (const char *p)
{
  return ent_training_space_length (p) > 0;
}

static const char *
skip_spaces (const char *p)
{
  gsize space;

  while ((space = ent_training_space_length (p)) > 0)
    p += space;

  return p;
}

/* A run of what is neither white space nor one of @but. */
static const char *
skip_word (const char *p,
           const char *but)
{
  while (*p != '\0' && strchr (but, *p) == NULL && !is_space (p))
    p = g_utf8_next_char (p);

  return p;
}

/* Reads one attribute from @p on and returns what follows it, or NULL when there is none. @quoted
 * becomes the place of its value when that was taken to be in quotes. */
static const char *
skip_attribute (const char  *p,
                const char  *end,
                const char **quoted)
{
  const char *name = skip_spaces (p);
  const char *name_end = skip_word (name, "=>");
  const char *value;

  *quoted = NULL;
  if (name == p || name_end == name)
    return NULL;

  value = skip_spaces (name_end);
  if (*value != '=')
    return name_end;
  value = skip_spaces (value + 1);

  if (*value == '"' || *value == '\'')
    {
      const char *close = memchr (value + 1, *value, end - value - 1);

      if (close != NULL && (is_space (close + 1) || close[1] == '/' || close[1] == '>'))
        {
          *quoted = value;
          return close + 1;
        }
    }

  p = skip_word (value, ">");

  return p > value ? p : NULL;
}

/* The end of a start tag whose attributes begin at @p: behind its ">", or NULL when this is no tag.
 * A quote may close far away; when that leads nowhere the value is what goes up to the next white
 * space, quote and all. */
static const char *
find_tag_end (const char *p,
              const char *end)
{
  const char *choices[MAX_SECOND_THOUGHTS];
  guint n_choices = 0;
  guint n_thoughts = 0;

  for (;;)
    {
      const char *q = skip_spaces (p);
      const char *quoted;

      if (*q == '/')
        q = skip_spaces (q + 1);
      if (*q == '>')
        return q + 1;

      q = skip_attribute (p, end, &quoted);
      if (q == NULL)
        {
          if (n_choices == 0 || n_thoughts++ >= MAX_SECOND_THOUGHTS)
            return NULL;
          q = skip_word (choices[--n_choices], ">");
        }
      else if (quoted != NULL && n_choices < MAX_SECOND_THOUGHTS)
        {
          choices[n_choices++] = quoted;
        }
      p = q;
    }
}

static void
add_attribute (GPtrArray *attributes,
               char      *name,
               char      *value)
{
  for (guint i = 0; i < attributes->len; i += 2)
    if (strcmp (g_ptr_array_index (attributes, i), name) == 0)
      {
        g_ptr_array_index (attributes, i + 1) = value;
        return;
      }

  g_ptr_array_add (attributes, name);
  g_ptr_array_add (attributes, value);
}

/* Takes the attributes of a tag apart. This is a second, laxer reading: its idea of where a value
 * ends may differ from that of the tag's end, as it does in the service. */
static void
read_attributes (Parser             *self,
                 EntTrainingElement *element,
                 const char         *p,
                 const char         *end)
{
  element->attributes = ent_training_arena_new_array (self->arena);

  while (p < end)
    {
      const char *name = skip_spaces (p);
      const char *name_end;
      const char *value;
      const char *value_end = NULL;
      char *decoded = NULL;

      while (name < end && *name == '=')
        name = skip_spaces (name + 1);
      if (name >= end)
        return;
      name_end = MIN (skip_word (name, "="), end);
      value = skip_spaces (name_end);
      p = name_end;

      if (value < end && *value == '=')
        {
          value = skip_spaces (value + 1);
          if (value < end && (*value == '"' || *value == '\''))
            value_end = memchr (value + 1, *value, end - value - 1);
          if (value_end != NULL)
            {
              value++;
              p = value_end + 1;
            }
          else
            {
              p = value_end = MIN (skip_word (value, ">"), end);
            }
        }
      if (value_end != NULL && p > name_end && (value_end > value || p > value_end))
        {
          GString *text = g_string_new (NULL);

          append_decoded (self, text, value, value_end - value);
          decoded = ent_training_arena_take (self->arena, g_string_free (text, FALSE));
        }
      else
        {
          p = name_end;
        }
      add_attribute (element->attributes,
                     ent_training_arena_take (self->arena, g_strndup (name, name_end - name)),
                     decoded);
    }
}

static void
open_element (Parser     *self,
              const char *name,
              gsize       name_length,
              const char *tag_end)
{
  g_autofree char *copy = g_strndup (name, name_length);
  const char *attributes_end = tag_end - 1;
  const char *before = attributes_end;
  EntTrainingElement *element;
  gboolean closed;

  if (g_ascii_strcasecmp (copy, "!doctype") == 0 || self->open->len == 0)
    return;

  while (before > name && is_space (before - 1))
    before--;
  closed = before[-1] == '/';
  if (closed)
    attributes_end = before - 1;

  element = ent_training_element_new (self->arena, copy);
  read_attributes (self, element, name + name_length, attributes_end);
  ent_training_element_append (g_ptr_array_index (self->open, self->open->len - 1), element);

  if (!closed && !g_strv_contains (void_names, element->name))
    g_ptr_array_add (self->open, element);
  if (self->open->len > MAX_DEPTH)
    self->too_deep = TRUE;
}

/* Where the next line begins, or NULL. */
static const char *
find_next_line (const char *p,
                const char *end)
{
  for (; p < end; p++)
    if (*p == '\n' || *p == '\r')
      return p + 1;

  return NULL;
}

/* Reads a text up to the next "<". One at its very beginning begins nothing and is a character of
 * its own. */
static const char *
read_characters (Parser     *self,
                 const char *p)
{
  const char *next = p + 1 + strcspn (p + 1, "<");

  if (*p == '<' && *next == '<')
    next = p + 1;
  add_characters (self, p, next - p);

  return next;
}

static gboolean
is_raw (const char *name,
        const char *name_end)
{
  return (name_end - name == 6 && g_ascii_strncasecmp (name, "script", 6) == 0) ||
         (name_end - name == 5 && g_ascii_strncasecmp (name, "style", 5) == 0);
}

/* Reads what a script or a style holds, up to its end tag; when that is missing, up to the next "<"
 * and no further. */
static const char *
read_raw (Parser     *self,
          const char *name,
          gsize       name_length,
          const char *p)
{
  for (const char *close = p; (close = strstr (close, "</")) != NULL; close += 2)
    if (g_ascii_strncasecmp (close + 2, name, name_length) == 0)
      {
        add_characters (self, p, close - p);
        return close;
      }

  return p < self->end ? read_characters (self, p) : p;
}

/* Reads a start tag at @p, or failing that at the beginning of the first later line that has one:
 * the text between is lost. Returns what follows, or NULL when nothing fits. */
static const char *
read_start_tag (Parser     *self,
                const char *p)
{
  for (; p != NULL && p < self->last_close;
       p = self->no_start ? NULL : find_next_line (p, self->end))
    {
      const char *name = p + 1;
      const char *name_end;
      const char *tag_end;

      if (*p != '<')
        continue;
      name_end = skip_word (name, ">/");
      tag_end = name_end > name ? find_tag_end (name_end, self->end) : NULL;
      if (tag_end == NULL)
        continue;

      open_element (self, name, name_end - name, tag_end);
      if (is_raw (name, name_end))
        return read_raw (self, name, name_end - name, tag_end);

      return tag_end;
    }
  self->no_start = TRUE;

  return NULL;
}

static const char *
read_end_tag (Parser     *self,
              const char *p)
{
  for (; p != NULL && p < self->last_close; p = self->no_end ? NULL : find_next_line (p, self->end))
    {
      const char *close;

      if (p[0] != '<' || p[1] != '/' || skip_word (p + 2, ">") == p + 2)
        continue;
      close = memchr (p, '>', self->end - p);
      if (close == NULL)
        continue;
      if (self->open->len > 0)
        g_ptr_array_set_size (self->open, self->open->len - 1);
      return close + 1;
    }
  self->no_end = TRUE;

  return NULL;
}

static const char *
read_comment (const char *p)
{
  const char *close = strstr (p, "-->");

  return close != NULL ? close + 3 : NULL;
}

/**
 * ent_training_dom_parse:
 * @arena: what the tree will belong to
 * @html: any text
 *
 * Returns: (transfer none) (nullable): the root, an element without name of its own; %NULL when
 * elements are nested deeper than the service's stack is.
 */
EntTrainingElement *
ent_training_dom_parse (EntTrainingArena *arena,
                        const char       *html)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GHashTable) references =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Parser self = { .arena = arena, .open = open, .references = references };
  EntTrainingElement *root = ent_training_element_new (arena, "#document-fragment");
  const char *p = html;

  self.end = html + strlen (html);
  self.last_close = strrchr (html, '>');
  g_ptr_array_add (open, root);

  while (p < self.end && !self.too_deep)
    {
      const char *next = NULL;

      if (g_str_has_prefix (p, "<!--"))
        next = read_comment (p);
      else if (p[0] == '<' && p[1] == '/')
        next = read_end_tag (&self, p);
      else if (p[0] == '<')
        next = read_start_tag (&self, p);

      p = next != NULL ? next : read_characters (&self, p);
    }

  return self.too_deep ? NULL : root;
}
