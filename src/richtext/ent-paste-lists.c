/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include <string.h>

#include "ent-paste-private.h"
#include "ent-values-private.h"

/* ---- lists of HTML ---- */

static EntContainer *
make_list (const GumboNode *node,
           EntContainer    *parent)
{
  const char *start = ent_paste_get_attribute (node, "start");
  const char *type = ent_paste_get_attribute (node, "type");
  int first;

  if (node->v.element.tag != GUMBO_TAG_OL)
    return ent_container_new (parent, ENT_CONTAINER_BULLET_LIST);

  first = start != NULL ? ent_values_parse_start (start) : 1;
  if (type == NULL || strlen (type) != 1 || strchr ("aAiI", type[0]) == NULL)
    type = NULL;
  return ent_container_new_ordered (parent, MAX (first, 0), type);
}

/* Reads a list. Google Docs and older pages put a list straight into a list: it belongs to the item before. */
void
ent_paste_walk_list (EntPaste              *self,
                     const GumboNode       *node,
                     const EntPasteContext *context)
{
  g_autoptr (EntContainer) list = make_list (node, context->container);
  g_autoptr (EntContainer) item = NULL;
  const GumboVector *children = &node->v.element.children;

  for (guint i = 0; i < children->length; i++)
    {
      const GumboNode *child = children->data[i];
      EntPasteContext inner = *context;
      gboolean is_list = child->type == GUMBO_NODE_ELEMENT &&
                         (child->v.element.tag == GUMBO_TAG_UL || child->v.element.tag == GUMBO_TAG_OL);

      if (child->type != GUMBO_NODE_ELEMENT || ent_paste_is_hidden (child))
        continue;
      if (!is_list || item == NULL)
        {
          g_clear_pointer (&item, ent_container_unref);
          item = ent_container_new (list, ENT_CONTAINER_ITEM);
        }
      inner.container = item;
      inner.type = ENT_BLOCK_PARAGRAPH;
      inner.depth++;
      if (is_list)
        ent_paste_walk_list (self, child, &inner);
      else
        ent_paste_walk_children (self, child, &inner);
      ent_paste_flush (self, &inner, FALSE);
    }
}

/* ---- Word's lists: paragraphs that say "mso-list:l0 level2 lfo1" ---- */

static gboolean
is_marker (const GumboNode *node)
{
  g_autofree char *list = NULL;

  if (node->type != GUMBO_NODE_ELEMENT)
    return FALSE;
  list = ent_paste_dup_css (node, "mso-list");
  return g_strcmp0 (list, "ignore") == 0;
}

static void
gather_text (const GumboNode *node,
             GString         *out,
             guint            depth)
{
  if (node->type == GUMBO_NODE_TEXT)
    g_string_append (out, node->v.text.text);
  if (node->type != GUMBO_NODE_ELEMENT || depth > ENT_PASTE_MAX_DEPTH)
    return;
  for (guint i = 0; i < node->v.element.children.length; i++)
    gather_text (node->v.element.children.data[i], out, depth + 1);
}

static const GumboNode *
find_marker (const GumboNode *node,
             guint            depth)
{
  if (node->type != GUMBO_NODE_ELEMENT || depth > ENT_PASTE_MAX_DEPTH)
    return NULL;
  if (depth > 0 && is_marker (node))
    return node;
  for (guint i = 0; i < node->v.element.children.length; i++)
    {
      const GumboNode *found = find_marker (node->v.element.children.data[i], depth + 1);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* "3." and "b)" number an item; "·", "o" and "§" are bullets of Symbol, Courier and Wingdings. */
static gboolean
read_marker (const GumboNode *node,
             int             *start,
             const char     **type)
{
  const GumboNode *marker = find_marker (node, 0);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *word;
  gsize length;

  *start = 1;
  *type = NULL;
  if (marker == NULL)
    return FALSE;
  gather_text (marker, text, 0);
  word = text->str + strspn (text->str, " \t\n\r(");
  length = strspn (word, "0123456789");
  if (length > 0 && length < 6)
    {
      *start = atoi (word);
      return TRUE;
    }
  if (!g_ascii_isalpha (word[0]) || strchr (".)", word[1]) == NULL || word[1] == '\0')
    return FALSE;
  *type = strchr ("iI", word[0]) != NULL ? (word[0] == 'i' ? "i" : "I") : g_ascii_islower (word[0]) ? "a" : "A";
  return TRUE;
}

/* The item of a paragraph of Word's at @level: in the list under way, or a new one. */
static EntContainer *
make_item (EntPaste        *self,
           const GumboNode *node,
           EntContainer    *around,
           guint            level)
{
  int start;
  const char *type;
  gboolean is_ordered = read_marker (node, &start, &type);
  EntContainer *before = self->mso_item != NULL ? self->mso_item : around;
  EntContainerKind kind = is_ordered ? ENT_CONTAINER_ORDERED_LIST : ENT_CONTAINER_BULLET_LIST;
  g_autoptr (EntContainer) item = ent_container_new_item_at (before, kind, level);
  g_autoptr (EntContainer) list = NULL;
  EntContainer *made = ent_container_get_parent (item);

  if (!is_ordered || (start <= 1 && type == NULL))
    return g_steal_pointer (&item);
  for (EntContainer *c = before; c != NULL; c = ent_container_get_parent (c))
    if (c == made)
      return g_steal_pointer (&item);

  list = ent_container_new_ordered (ent_container_get_parent (made), start, type);
  return ent_container_new (list, ENT_CONTAINER_ITEM);
}

/* Reads @node as an item if Word says that it is one. */
gboolean
ent_paste_walk_mso_item (EntPaste              *self,
                         const GumboNode       *node,
                         const EntPasteContext *context)
{
  g_autofree char *list = ent_paste_dup_css (node, "mso-list");
  const char *level = list != NULL ? strstr (list, "level") : NULL;
  g_autoptr (EntContainer) item = NULL;
  EntPasteContext inner = *context;

  if (level == NULL)
    return FALSE;

  item = make_item (self, node, context->container, (guint) CLAMP (atoi (level + 5), 1, 9));
  inner.container = item;
  inner.depth++;
  ent_paste_walk_children (self, node, &inner);
  ent_paste_flush (self, &inner, FALSE);
  g_clear_pointer (&self->mso_item, ent_container_unref);
  self->mso_item = g_steal_pointer (&item);
  return TRUE;
}
