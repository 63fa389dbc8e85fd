/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* Attributes are looked for when they are asked for: most never are. */

#include <string.h>

#include "ent-markup-private.h"
#include "ent-runs-private.h"

/* The text in [start, end) with its entities decoded. */
char *
ent_markup_decode (EntMarkup *self,
                   gsize      start,
                   gsize      end)
{
  return ent_entities_decode (self->text + start, end - start, FALSE, self->entities);
}

typedef struct
{
  const char *c;             /* (unowned): where to go on */
  const char *end;           /* (unowned): the tag's ">" */
  const char *name;          /* (unowned) */
  gsize       name_length;
  const char *value;         /* (unowned) (nullable): NULL for a bare attribute */
  gsize       value_length;
} AttributeIter;

static void
iter_init (AttributeIter *iter,
           EntMarkup     *self,
           const EntNode *node)
{
  iter->c = self->text + node->start + 1;
  iter->end = self->text + node->inner_start - 1;
  while (iter->c < iter->end && ent_markup_is_name_char (*iter->c))
    iter->c++;
}

static void
take_value (AttributeIter *iter)
{
  const char *c = iter->c + 1;

  while (c < iter->end && ent_is_html_space (*c))
    c++;

  iter->value = c;
  if (c < iter->end && (*c == '"' || *c == '\''))
    {
      const char *close = memchr (c + 1, *c, iter->end - c - 1);

      iter->value = c + 1;
      iter->value_length = (close != NULL ? close : iter->end) - iter->value;
      iter->c = close != NULL ? close + 1 : iter->end;
      return;
    }

  while (c < iter->end && !ent_is_html_space (*c))
    c++;
  iter->value_length = c - iter->value;
  iter->c = c;
}

static gboolean
iter_next (AttributeIter *iter)
{
  const char *c = iter->c;

  while (c < iter->end && (ent_is_html_space (*c) || *c == '/'))
    c++;
  if (c >= iter->end)
    return FALSE;

  iter->name = c++;
  while (c < iter->end && !ent_is_html_space (*c) && *c != '=' && *c != '/')
    c++;
  iter->name_length = c - iter->name;

  iter->c = c;
  while (c < iter->end && ent_is_html_space (*c))
    c++;
  iter->value = NULL;
  iter->value_length = 0;
  if (c < iter->end && *c == '=')
    {
      iter->c = c;
      take_value (iter);
    }

  return TRUE;
}

static gboolean
find_attribute (EntMarkup     *self,
                const EntNode *node,
                const char    *name,
                AttributeIter *iter)
{
  gsize length = strlen (name);

  iter_init (iter, self, node);
  while (iter_next (iter))
    if (iter->name_length == length && g_ascii_strncasecmp (iter->name, name, length) == 0)
      return TRUE;

  return FALSE;
}

/* NULL if the element has no such attribute; empty if it has no value. */
char *
ent_markup_dup_attribute (EntMarkup     *self,
                          const EntNode *node,
                          const char    *name)
{
  AttributeIter iter;

  if (!find_attribute (self, node, name, &iter))
    return NULL;
  if (iter.value == NULL)
    return g_strdup ("");

  return ent_entities_decode (iter.value, iter.value_length, TRUE, self->entities);
}

/* Whether an attribute of the element is meant to run (onclick…): the ENT's request filter would
 * cut it out, and the text with it (ent-api/03 §5). */
gboolean
ent_markup_has_script_attribute (EntMarkup     *self,
                                 const EntNode *node)
{
  AttributeIter iter;

  iter_init (&iter, self, node);
  while (iter_next (&iter))
    if (iter.name_length > 2 && g_ascii_strncasecmp (iter.name, "on", 2) == 0)
      return TRUE;

  return FALSE;
}
