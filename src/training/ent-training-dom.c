/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* The tree the cleaner reads: elements, texts, attributes and the style attribute taken apart. It
 * has the habits of the small DOM the ENT's cleaning service runs on, which is no browser's: an
 * attribute is found whatever its case, a style is what looks like "name: value", and white space
 * is what JavaScript says it is.
 *
 * Source: zeed-dom 0.15.1, files vdom.ts and vcss.ts (behaviour only). */

#include "ent-training-dom.h"

#include <string.h>

EntTrainingArena *
ent_training_arena_new (void)
{
  EntTrainingArena *self = g_new0 (EntTrainingArena, 1);

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->strings = g_ptr_array_new ();

  return self;
}

void
ent_training_arena_free (EntTrainingArena *self)
{
  for (guint i = 0; i < self->strings->len; i++)
    g_string_free (g_ptr_array_index (self->strings, i), TRUE);
  g_ptr_array_unref (self->strings);
  g_ptr_array_unref (self->objects);
  g_ptr_array_unref (self->arrays);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

gpointer
ent_training_arena_alloc (EntTrainingArena *self,
                          gsize             size)
{
  gpointer block = g_malloc0 (size);

  g_ptr_array_add (self->blocks, block);

  return block;
}

/* Makes the arena the owner of @string. */
char *
ent_training_arena_take (EntTrainingArena *self,
                         char             *string)
{
  g_ptr_array_add (self->blocks, string);

  return string;
}

GPtrArray *
ent_training_arena_new_array (EntTrainingArena *self)
{
  GPtrArray *array = g_ptr_array_new ();

  g_ptr_array_add (self->arrays, array);

  return array;
}

JsonObject *
ent_training_arena_new_object (EntTrainingArena *self)
{
  JsonObject *object = json_object_new ();

  g_ptr_array_add (self->objects, object);

  return object;
}

GString *
ent_training_arena_new_string (EntTrainingArena *self)
{
  GString *string = g_string_new (NULL);

  g_ptr_array_add (self->strings, string);

  return string;
}

/**
 * ent_training_space_length:
 * @text: where to look, in UTF-8
 *
 * Returns: how many bytes the white space character at @text has, in JavaScript's sense of white
 * space; 0 when there is none.
 */
gsize
ent_training_space_length (const char *text)
{
  gunichar c;

  if ((*text >= '\t' && *text <= '\r') || *text == ' ')
    return 1;
  if ((guchar) *text < 0xC2)
    return 0;

  c = g_utf8_get_char (text);
  if (c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
      c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF)
    return g_utf8_next_char (text) - text;

  return 0;
}

/**
 * ent_training_trim:
 * @text: a text
 * @length: its length in bytes, or -1
 *
 * Returns: (transfer full): @text without white space at its ends.
 */
char *
ent_training_trim (const char *text,
                   gssize      length)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  const char *last = text;
  gsize space;

  while (text < end && (space = ent_training_space_length (text)) > 0)
    text += space;
  last = text;
  for (const char *p = text; p < end;)
    {
      space = ent_training_space_length (p);
      p += space > 0 ? space : (gsize) (g_utf8_next_char (p) - p);
      if (space == 0)
        last = p;
    }

  return g_strndup (text, MIN (last, end) - text);
}

/**
 * ent_training_element_new:
 * @arena: where it lives
 * @name: (nullable): in any case, or %NULL for a text
 *
 * Returns: (transfer none): an element without parent.
 */
EntTrainingElement *
ent_training_element_new (EntTrainingArena *arena,
                          const char       *name)
{
  EntTrainingElement *self = ent_training_arena_alloc (arena, sizeof *self);

  self->arena = arena;
  if (name != NULL)
    self->name = ent_training_arena_take (arena, g_ascii_strdown (name, -1));
  else
    self->text = ent_training_arena_new_string (arena);

  return self;
}

/* Puts @child last in @self, taking it out of where it was. */
void
ent_training_element_append (EntTrainingElement *self,
                             EntTrainingElement *child)
{
  if (child->parent != NULL)
    {
      if (child->previous != NULL)
        child->previous->next = child->next;
      else
        child->parent->first = child->next;
      if (child->next != NULL)
        child->next->previous = child->previous;
      else
        child->parent->last = child->previous;
    }

  child->parent = self;
  child->previous = self->last;
  child->next = NULL;
  if (self->last != NULL)
    self->last->next = child;
  else
    self->first = child;
  self->last = child;
}

gboolean
ent_training_element_is (const EntTrainingElement *self,
                         const char               *name)
{
  return self->name != NULL && strcmp (self->name, name) == 0;
}

static gboolean
find_attribute (const EntTrainingElement  *self,
                const char                *name,
                const char               **value)
{
  if (self->attributes == NULL)
    return FALSE;

  for (guint i = 0; i < self->attributes->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->attributes, i), name) == 0)
      {
        *value = g_ptr_array_index (self->attributes, i + 1);
        return TRUE;
      }

  return FALSE;
}

gboolean
ent_training_element_has_attribute (const EntTrainingElement *self,
                                    const char               *name)
{
  const char *value;

  return find_attribute (self, name, &value);
}

/**
 * ent_training_element_get_attribute:
 * @self: an element
 * @name: an attribute's name
 *
 * Returns: (nullable): its value, "" when it was written without one, %NULL when it is not there.
 */
const char *
ent_training_element_get_attribute (const EntTrainingElement *self,
                                    const char               *name)
{
  const char *value;

  if (!find_attribute (self, name, &value))
    return NULL;

  return value != NULL ? value : "";
}

gboolean
ent_training_element_has_class (const EntTrainingElement *self,
                                const char               *name)
{
  const char *classes = NULL;
  gsize length = strlen (name);

  for (guint i = 0; self->attributes != NULL && i < self->attributes->len; i += 2)
    if (strcmp (g_ptr_array_index (self->attributes, i), "class") == 0)
      classes = g_ptr_array_index (self->attributes, i + 1);

  while (classes != NULL && *classes != '\0')
    {
      const char *start = classes;
      gsize space = ent_training_space_length (classes);

      if (space > 0)
        {
          classes += space;
          continue;
        }
      while (*classes != '\0' && ent_training_space_length (classes) == 0)
        classes = g_utf8_next_char (classes);
      if ((gsize) (classes - start) == length && strncmp (start, name, length) == 0)
        return TRUE;
    }

  return FALSE;
}

static char *
dup_camel_case (const char *name)
{
  GString *camel = g_string_new (NULL);
  gboolean upper = FALSE;

  for (; *name != '\0'; name++)
    {
      if (!g_ascii_isalnum (*name))
        {
          upper = TRUE;
          continue;
        }
      g_string_append_c (camel, upper ? g_ascii_toupper (*name) : g_ascii_tolower (*name));
      upper = FALSE;
    }

  return g_string_free (camel, FALSE);
}

static const char *
find_value_end (const char *value)
{
  if (g_ascii_strncasecmp (value, "url(", 4) == 0)
    {
      gsize inside = strcspn (value + 4, ")\n\r");

      if (value[4 + inside] == ')')
        value += 4 + inside;
    }

  return value + strcspn (value, ";");
}

/* Finds the declarations as the pattern "name : value up to the next semicolon" does, wherever it
 * fits: what cannot be a name is jumped over. */
static void
read_styles (EntTrainingElement *self)
{
  const char *p = ent_training_element_get_attribute (self, "style");

  self->styles = ent_training_arena_new_array (self->arena);

  while (p != NULL && *p != '\0')
    {
      const char *name = p;
      const char *name_end;
      const char *value;
      const char *end;
      gsize space;
      char *copy;

      while (g_ascii_isalnum (*p) || *p == '_' || *p == '-')
        p++;
      if (p == name)
        {
          p++;
          continue;
        }
      name_end = p;
      while ((space = ent_training_space_length (p)) > 0)
        p += space;
      if (*p != ':')
        continue;
      value = ++p;
      while ((space = ent_training_space_length (p)) > 0)
        p += space;
      if (p == value && (*p == ';' || *p == '\0'))
        continue;

      end = find_value_end (p);
      copy = ent_training_arena_take (self->arena, g_strndup (name, name_end - name));
      g_ptr_array_add (self->styles, copy);
      g_ptr_array_add (self->styles, ent_training_arena_take (self->arena, dup_camel_case (copy)));
      g_ptr_array_add (self->styles,
                       ent_training_arena_take (self->arena, ent_training_trim (p, end - p)));
      p = end;
    }
}

static const char *
find_style (EntTrainingElement *self,
            const char         *name,
            gboolean            camel)
{
  if (self->styles == NULL)
    read_styles (self);

  for (guint i = self->styles->len; i > 0; i -= 3)
    if (strcmp (g_ptr_array_index (self->styles, i - 3), name) == 0 ||
        (camel && strcmp (g_ptr_array_index (self->styles, i - 2), name) == 0))
      return g_ptr_array_index (self->styles, i - 1);

  return NULL;
}

gboolean
ent_training_element_is_styled (EntTrainingElement *self)
{
  if (self->styles == NULL)
    read_styles (self);

  return self->styles->len > 0;
}

/* The value of the declaration written exactly @name; of two, the last. */
const char *
ent_training_element_get_style (EntTrainingElement *self,
                                const char         *name)
{
  return find_style (self, name, FALSE);
}

/* The value of the declaration whose name gives @camel_name, such as "textAlign", whatever its
 * case. */
const char *
ent_training_element_get_property (EntTrainingElement *self,
                                   const char         *camel_name)
{
  return find_style (self, camel_name, TRUE);
}

/* Adds all the text inside @self to @text. */
void
ent_training_element_add_text (const EntTrainingElement *self,
                               GString                  *text)
{
  if (self->text != NULL)
    g_string_append_len (text, self->text->str, self->text->len);
  for (const EntTrainingElement *child = self->first; child != NULL; child = child->next)
    ent_training_element_add_text (child, text);
}
