/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* A tolerant reader of tags. Not gumbo, though gumbo parses HTML as a browser does, because a
 * browser repairs what the ENT's own documents are made of: it cuts the `p` around every
 * `div.attachments` in two, adds an empty paragraph after it, opens again after a paragraph
 * the marks left open in it. The document would then differ from the one the ENT holds as JSON,
 * and grow at every save (ent-api/03 §3, "attachments"). Here the elements nest as they are
 * written; a closing tag closes the nearest open element of its name, or nothing; what is no
 * tag is text. Every place where the text is not well formed is remembered: the ENT's parser
 * is far less tolerant, and what it would lose must be mended before it is sent. */

#include "ent-markup-private.h"

#include <string.h>

#include "ent-runs-private.h"

#define MAX_DEPTH 200
#define NODES_PER_CHUNK 512

static EntNode *
add_node (EntMarkup *self,
          EntTag     tag,
          gsize      start,
          gsize      end)
{
  EntNode *node;

  if (self->chunks == NULL || self->used == NODES_PER_CHUNK)
    {
      self->chunks = g_slist_prepend (self->chunks, g_new0 (EntNode, NODES_PER_CHUNK));
      self->used = 0;
    }

  node = (EntNode *) self->chunks->data + self->used++;
  node->tag = tag;
  node->start = start;
  node->inner_start = end;
  node->inner_end = end;
  node->end = end;
  node->parent = self->current;
  if (self->current != NULL)
    {
      if (self->current->last != NULL)
        self->current->last->next = node;
      else
        self->current->first = node;
      node->before = self->current->last;
      self->current->last = node;
    }

  return node;
}

static void
add_defect (EntMarkup *self,
            gsize      offset)
{
  g_array_append_val (self->defects, offset);
}

static void
add_text (EntMarkup *self,
          gsize      start,
          gsize      end)
{
  if (end > start)
    add_node (self, ENT_TAG_TEXT, start, end)->is_closed = TRUE;
}

/* Closes the innermost element, which has no end tag of its own. */
static void
close_silently (EntMarkup *self,
                gsize      offset)
{
  add_defect (self, self->current->start);
  self->current->inner_end = offset;
  self->current->end = offset;
  self->current = self->current->parent;
  self->depth--;
}

static void
close_down_to (EntMarkup *self,
               EntNode   *node,
               gsize      offset)
{
  while (self->current != node)
    close_silently (self, offset);
}

static gboolean
is_cell_tag (EntTag tag)
{
  return tag == ENT_TAG_CELL || tag == ENT_TAG_HEADER;
}

static gboolean
is_list_tag (EntTag tag)
{
  return tag == ENT_TAG_UL || tag == ENT_TAG_OL;
}

/* Whether the search for an element to close must not go outside of one of @outer. */
static gboolean
is_boundary (EntTag   outer,
             EntTag   closed,
             gboolean is_block)
{
  if (outer == ENT_TAG_TABLE)
    return TRUE;
  if (closed == ENT_TAG_ROW || closed == ENT_TAG_ROWS || is_cell_tag (closed) ||
      closed == ENT_TAG_TABLE)
    return FALSE;
  if (is_cell_tag (outer))
    return TRUE;
  if (closed == ENT_TAG_LI)
    return is_list_tag (outer);
  if (!is_block || closed == ENT_TAG_P)
    return is_list_tag (outer) || outer == ENT_TAG_LI || outer == ENT_TAG_BLOCKQUOTE;

  return FALSE;
}

static gboolean
has_name (EntMarkup     *self,
          const EntNode *node,
          const char    *name,
          gsize          length)
{
  const char *there = self->text + node->start + 1;

  return g_ascii_strncasecmp (there, name, length) == 0 &&
         (ent_is_html_space (there[length]) || there[length] == '>' || there[length] == '/');
}

/* The open element an end tag of this name closes, or NULL. */
static EntNode *
find_open (EntMarkup        *self,
           const EntTagInfo *info,
           const char       *name,
           gsize             length)
{
  for (EntNode *node = self->current; node->parent != NULL; node = node->parent)
    {
      if (node->tag == info->tag && has_name (self, node, name, length))
        return node;
      if (is_boundary (node->tag, info->tag, info->is_block))
        return NULL;
    }

  return NULL;
}

/* Elements that HTML lets go unclosed before their like: items, rows, cells. */
static void
close_implied (EntMarkup        *self,
               const EntTagInfo *info,
               gsize             offset)
{
  guint n_paragraphs = 0;

  for (EntNode *node = self->current; node->parent != NULL; node = node->parent)
    {
      if (info->tag == ENT_TAG_LI)
        {
          if (is_list_tag (node->tag) || is_cell_tag (node->tag))
            return;
          if (node->tag == ENT_TAG_LI)
            {
              close_down_to (self, node->parent, offset);
              return;
            }
        }
      else if (info->tag == ENT_TAG_P)
        {
          /* One paragraph in another is what the ENT's old cells look like; three are paragraphs
             left open. */
          if (node->is_block && node->tag != ENT_TAG_P)
            return;
          if (node->tag == ENT_TAG_P && ++n_paragraphs == 2)
            {
              EntNode *inner = self->current;

              while (inner->tag != ENT_TAG_P)
                inner = inner->parent;
              close_down_to (self, inner->parent, offset);
              return;
            }
        }
      else if (is_cell_tag (info->tag) || info->tag == ENT_TAG_ROW || info->tag == ENT_TAG_ROWS)
        {
          if (node->tag == ENT_TAG_TABLE)
            return;
          if ((is_cell_tag (info->tag) && is_cell_tag (node->tag)) ||
              (info->tag == ENT_TAG_ROW && node->tag == ENT_TAG_ROW) ||
              (info->tag == ENT_TAG_ROWS && node->tag == ENT_TAG_ROWS))
            {
              close_down_to (self, node->parent, offset);
              return;
            }
        }
      else
        {
          return;
        }
    }
}

/* The byte after the first ">" from @offset on if no "<" comes before it, else 0. */
static gsize
find_plain_end (EntMarkup *self,
                gsize      offset)
{
  offset += strcspn (self->text + offset, "<>");
  return self->text[offset] == '>' ? offset + 1 : 0;
}

/* The byte after the tag whose name ends at @offset, 0 if it has no end. A "<" outside quotes
 * means that this was no tag. */
static gsize
find_tag_end (EntMarkup *self,
              gsize      offset)
{
  const char *c = self->text + offset;
  const char *end = self->text + self->length;
  gboolean in_value = FALSE;

  if (self->wasted > 4 * self->length)
    return find_plain_end (self, offset);

  for (; c < end; c++)
    {
      if (*c == '>')
        return c + 1 - self->text;
      if (*c == '<')
        break;
      if (in_value && (*c == '"' || *c == '\''))
        {
          const char *close = memchr (c + 1, *c, end - c - 1);

          if (close == NULL)
            {
              self->wasted += end - c;
              c = end;
              break;
            }
          c = close;
          in_value = FALSE;
        }
      else if (*c == '=')
        {
          in_value = TRUE;
        }
      else if (!ent_is_html_space (*c))
        {
          in_value = FALSE;
        }
    }

  self->wasted += c - (self->text + offset);
  if (c < end)
    return 0;

  return find_plain_end (self, offset);
}

/* The end tag of an element whose content is no markup; 0 if there is none. */
static gsize
find_raw_end (EntMarkup        *self,
              const EntTagInfo *info,
              gsize             offset)
{
  guint bit = 1u << (info->name[1] - 'a');   /* the second letters of raw elements differ */
  gsize length = strlen (info->name);
  const char *c = self->text + offset;

  if ((self->no_raw_end & bit) != 0)
    return 0;

  while ((c = strstr (c, "</")) != NULL)
    {
      if (g_ascii_strncasecmp (c + 2, info->name, length) == 0 &&
          !ent_markup_is_name_char (c[2 + length]))
        return c - self->text;
      c += 2;
    }

  self->no_raw_end |= bit;
  return 0;
}

static void
tell_ancestors (EntNode *node)
{
  for (EntNode *parent = node->parent; parent != NULL && !parent->has_block;
       parent = parent->parent)
    parent->has_block = TRUE;
}

/* Whether the tag that ends at @end says that its element is empty; a slash at the end of an
 * unquoted address does not. */
static gboolean
closes_itself (EntMarkup *self,
               gsize      end)
{
  gsize c = end - 2;

  if (self->text[c] != '/')
    return FALSE;

  for (c--; strchr (ENT_HTML_SPACES "\"'<", self->text[c]) == NULL; c--)
    if (self->text[c] == '=')
      return FALSE;

  return TRUE;
}

/* Whether the ENT's parser, too, would see a tag here: it takes `<p class=>` and `<p
 * a="b"c="d">` for text. @c stands after the tag's name. Source: zeed-dom 0.15.1, startTagRe. */
static gboolean
is_plain_tag (const char *c)
{
  for (;;)
    {
      gsize space = strspn (c, ENT_HTML_SPACES);
      gsize name;

      c += space;
      if (*c == '/')
        c += 1 + strspn (c + 1, ENT_HTML_SPACES);
      if (*c == '>')
        return TRUE;

      name = strcspn (c, ENT_HTML_SPACES "=>");
      if (space == 0 || name == 0)
        return FALSE;

      c += name;
      if (c[strspn (c, ENT_HTML_SPACES)] != '=')
        continue;

      c += strspn (c, ENT_HTML_SPACES) + 1;
      c += strspn (c, ENT_HTML_SPACES);
      if (*c == '"' || *c == '\'')
        {
          c = strchr (c + 1, *c);
          if (c == NULL)
            return FALSE;
          c++;
        }
      else
        {
          name = strcspn (c, ENT_HTML_SPACES ">");
          if (name == 0)
            return FALSE;
          c += name;
        }
    }
}

/* Takes the start tag at [start, end); returns where to go on. */
static gsize
take_start_tag (EntMarkup *self,
                gsize      start,
                gsize      name_end,
                gsize      end)
{
  const EntTagInfo *info = ent_tag_lookup (self->text + start + 1, name_end - start - 1);
  EntNode *node;

  close_implied (self, info, start);
  node = add_node (self, info->tag, start, end);
  node->level = info->level;
  node->is_block = info->is_block;
  node->is_loose = info->is_loose;
  if (info->is_block)
    tell_ancestors (node);
  if (!is_plain_tag (self->text + name_end))
    add_defect (self, start);

  if (info->is_void)
    {
      node->is_closed = TRUE;
      return end;
    }

  if (info->is_raw)
    {
      gsize close = find_raw_end (self, info, end);
      gsize close_end = close > 0 ? find_plain_end (self, close + 2) : 0;

      /* The ENT's request filter cuts scripts out, and may break the request with them. */
      if (close_end == 0 || g_str_equal (info->name, "script") ||
          (!g_str_equal (info->name, "style") &&
           memchr (self->text + end, '<', close - end) != NULL))
        add_defect (self, start);
      if (close_end == 0)
        return end;

      node->is_closed = TRUE;
      node->inner_end = close;
      node->end = close_end;
      return close_end;
    }

  /* Who closes an element by a slash, and whether it is part of an address, is read differently
     everywhere. */
  if (self->text[end - 2] == '/')
    add_defect (self, start);
  if (closes_itself (self, end))
    return end;
  if (self->depth >= MAX_DEPTH)
    {
      add_defect (self, start);
      return end;
    }

  self->current = node;
  self->depth++;
  return end;
}

static void
take_end_tag (EntMarkup *self,
              gsize      start,
              gsize      end)
{
  gsize name_end = start + 2;
  const EntTagInfo *info;
  EntNode *node;

  while (ent_markup_is_name_char (self->text[name_end]))
    name_end++;
  info = ent_tag_lookup (self->text + start + 2, name_end - start - 2);
  if (info->tag == ENT_TAG_BR)
    add_node (self, ENT_TAG_BR, start, end)->is_closed = TRUE;

  node = find_open (self, info, self->text + start + 2, name_end - start - 2);
  if (node == NULL)
    {
      add_defect (self, start);
      return;
    }

  close_down_to (self, node, start);
  node->is_closed = TRUE;
  node->inner_end = start;
  node->end = end;
  self->current = node->parent;
  self->depth--;
}

/* A comment, a doctype, a Word condition… at @start: where it ends, 0 if it is text. */
static gsize
skip_declaration (EntMarkup *self,
                  gsize      start)
{
  const char *c = self->text + start;

  if (strncmp (c, "<!--", 4) == 0)
    {
      const char *end = self->no_comment_end ? NULL : strstr (c + 2, "-->");

      self->no_comment_end = end == NULL;
      if (end == NULL)
        add_defect (self, start);
      return end != NULL ? (gsize) (end + 3 - self->text) : 0;
    }

  if (g_ascii_strncasecmp (c, "<!doctype", 9) != 0)
    add_defect (self, start);
  return find_plain_end (self, start + 1);
}

/* Takes what begins with the "<" at @start; returns where it ends, 0 if it is only a sign in the
 * text. */
static gsize
take_markup (EntMarkup *self,
             gsize      start,
             gsize      text_start)
{
  gsize name_end = start + 1;
  gsize end;
  char c = self->text[start + 1];

  if (c == '!' || c == '?')
    {
      end = skip_declaration (self, start);
      if (end > 0)
        add_text (self, text_start, start);
      return end;
    }

  if (c == '/' && g_ascii_isalpha (self->text[start + 2]))
    {
      end = find_plain_end (self, start + 2);
      if (end > 0)
        {
          add_text (self, text_start, start);
          take_end_tag (self, start, end);
        }
      return end;
    }

  if (!g_ascii_isalpha (c))
    return 0;

  while (ent_markup_is_name_char (self->text[name_end]))
    name_end++;
  c = self->text[name_end];
  if (!ent_is_html_space (c) && c != '>' && c != '/')
    return 0;

  end = find_tag_end (self, name_end);
  if (end == 0)
    return 0;

  add_text (self, text_start, start);
  return take_start_tag (self, start, name_end, end);
}

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  gsize offset_a = *(const gsize *) a;
  gsize offset_b = *(const gsize *) b;

  return offset_a < offset_b ? -1 : offset_a > offset_b;
}

static void
parse (EntMarkup *self)
{
  gsize text_start = 0;
  gsize offset = 0;

  while (offset < self->length)
    {
      const char *lt = memchr (self->text + offset, '<', self->length - offset);
      gsize start;
      gsize end;

      if (lt == NULL)
        break;

      start = lt - self->text;
      end = take_markup (self, start, text_start);
      if (end == 0)
        {
          add_defect (self, start);
          offset = start + 1;
        }
      else
        {
          offset = end;
          text_start = end;
        }
    }

  add_text (self, text_start, self->length);
  close_down_to (self, self->root, self->length);
  g_array_sort (self->defects, compare_offsets);
}

/* Never fails. @text ends with a zero at @length. */
EntMarkup *
ent_markup_new (const char *text,
                gsize       length)
{
  EntMarkup *self = g_new0 (EntMarkup, 1);

  self->text = text;
  self->length = length;
  self->defects = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->root = add_node (self, ENT_TAG_ROOT, 0, 0);
  self->root->inner_end = length;
  self->root->end = length;
  self->root->is_closed = TRUE;
  self->current = self->root;
  parse (self);

  return self;
}

void
ent_markup_free (EntMarkup *self)
{
  g_slist_free_full (self->chunks, g_free);
  g_array_unref (self->defects);
  g_hash_table_unref (self->entities);
  g_free (self);
}

EntNode *
ent_markup_get_root (EntMarkup *self)
{
  return self->root;
}

const char *
ent_markup_get_text (EntMarkup *self)
{
  return self->text;
}

/* Whether the bytes in [start, end) are well formed. */
gboolean
ent_markup_is_sound (EntMarkup *self,
                     gsize      start,
                     gsize      end)
{
  guint low = 0;
  guint high = self->defects->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->defects, gsize, middle) < start)
        low = middle + 1;
      else
        high = middle;
    }

  return low == self->defects->len || g_array_index (self->defects, gsize, low) >= end;
}

/* Whether a text node holds nothing but white space. */
gboolean
ent_markup_is_space (EntMarkup     *self,
                     const EntNode *node)
{
  for (gsize i = node->start; i < node->end; i++)
    if (!ent_is_html_space (self->text[i]))
      return FALSE;

  return TRUE;
}
