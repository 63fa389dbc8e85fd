/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* Builds the editor's document from the tree of elements, the way the ENT's cleaner does: each
 * element is fitted where its kind may stand, in nodes invented for it or by leaving those it does
 * not fit into; what fits nowhere loses its frame and keeps its words.
 *
 * Source: prosemirror-model 1.24.1, file from_dom.ts (behaviour only). */

#include "ent-training-document.h"

#include <string.h>

#define BLANKS " \t\r\n\f"

typedef struct
{
  EntTrainingNodeType     type;
  JsonObject             *attributes;  /* (nullable): belongs to the arena */
  const EntTrainingMarks *marks;       /* (nullable): of the node itself */
  GPtrArray              *content;     /* (element-type EntTrainingNode) */
  gboolean                solid;       /* made by an element: what is inside does not leave it */
  gboolean                verbatim;    /* white space counts, line ends included */
  gboolean                keeps_space; /* white space at the end is not dropped */
  int                     state;
} Context;

typedef struct
{
  EntTrainingArena *arena;        /* (unowned) */
  GPtrArray *contexts; /* (owned) (element-type Context): the open ones, and some to be closed */
  guint             open;         /* index of the innermost open one */
  gboolean          keeps_space;  /* inside an element that keeps its white space */
  GError           *error;        /* (owned) (nullable): the cleaner broke */
} Builder;

static void add_children (Builder                *self,
                          EntTrainingElement     *parent,
                          const EntTrainingMarks *marks);
static void add_element (Builder                *self,
                         EntTrainingElement     *element,
                         const EntTrainingMarks *marks);

static Context *
get_context (Builder *self,
             guint    index)
{
  return g_ptr_array_index (self->contexts, index);
}

static Context *
get_top (Builder *self)
{
  return get_context (self, self->open);
}

static EntTrainingNode *
new_node (Builder                *self,
          EntTrainingNodeType     type,
          JsonObject             *attributes,
          const EntTrainingMarks *marks)
{
  EntTrainingNode *node = ent_training_arena_alloc (self->arena, sizeof *node);

  node->type = type;
  node->attributes = attributes;
  node->marks = marks;

  return node;
}

static EntTrainingNode *
new_filled_node (Builder             *self,
                 EntTrainingNodeType  type)
{
  EntTrainingNode *node =
    new_node (self, type, ent_training_default_attributes (self->arena, type), NULL);

  if (!ent_training_node_type_is_leaf (type))
    {
      node->content = ent_training_arena_new_array (self->arena);
      if (!ent_training_node_type_complete (type, 0))
        g_ptr_array_add (node->content,
                         new_filled_node (self, ent_training_node_type_filler (type)));
    }

  return node;
}

static void
trim_end (Builder *self,
          Context *context)
{
  EntTrainingNode *last;
  gsize length;

  if (context->keeps_space || context->content->len == 0)
    return;
  last = g_ptr_array_index (context->content, context->content->len - 1);
  if (last->type != ENT_TRAINING_NODE_TEXT)
    return;

  length = strlen (last->text);
  while (length > 0 && strchr (BLANKS, last->text[length - 1]) != NULL)
    length--;
  if (length == 0)
    g_ptr_array_set_size (context->content, context->content->len - 1);
  else
    last->text = ent_training_arena_take (self->arena, g_strndup (last->text, length));
}

/* Texts side by side with the same marks are one. */
static void
join_texts (Builder   *self,
            GPtrArray *content)
{
  guint kept = 0;

  for (guint i = 0; i < content->len; kept++)
    {
      EntTrainingNode *node = g_ptr_array_index (content, i);
      guint after = i + 1;

      if (node->type == ENT_TRAINING_NODE_TEXT)
        {
          while (after < content->len &&
                 ((EntTrainingNode *) g_ptr_array_index (content, after))->type ==
                   ENT_TRAINING_NODE_TEXT &&
                 ent_training_marks_equal (
                   node->marks, ((EntTrainingNode *) g_ptr_array_index (content, after))->marks))
            after++;
          if (after > i + 1)
            {
              GString *text = ent_training_arena_new_string (self->arena);

              for (guint j = i; j < after; j++)
                g_string_append (text, ((EntTrainingNode *) g_ptr_array_index (content, j))->text);
              node->text = text->str;
            }
        }
      g_ptr_array_index (content, kept) = node;
      i = after;
    }
  g_ptr_array_set_size (content, kept);
}

static EntTrainingNode *
finish_context (Builder *self,
                Context *context)
{
  EntTrainingNode *node = new_node (self, context->type, context->attributes, context->marks);

  trim_end (self, context);
  join_texts (self, context->content);
  if (!ent_training_node_type_complete (context->type, context->state))
    g_ptr_array_add (context->content,
                     new_filled_node (self, ent_training_node_type_filler (context->type)));
  node->content = context->content;

  return node;
}

/* Finishes the nodes inside the innermost open one. */
static void
close_extra (Builder *self)
{
  for (guint i = self->contexts->len - 1; i > self->open; i--)
    g_ptr_array_add (get_context (self, i - 1)->content,
                     finish_context (self, get_context (self, i)));
  g_ptr_array_set_size (self->contexts, self->open + 1);
}

/* Leaves the nodes inside @context. */
static gboolean
sync_to (Builder *self,
         Context *context)
{
  for (guint i = self->open + 1; i > 0; i--)
    {
      if (get_context (self, i - 1) == context)
        {
          self->open = i - 1;
          return TRUE;
        }
      if (self->keeps_space)
        get_context (self, i - 1)->keeps_space = TRUE;
    }

  return FALSE;
}

/* A list of marks, in the order of the elements they come from, as the set of those that go
 * together. */
static const EntTrainingMarks *
sort_marks (Builder                *self,
            const EntTrainingMarks *marks)
{
  const EntTrainingMarks *set = NULL;

  for (guint i = 0; marks != NULL && i < marks->length; i++)
    set = ent_training_marks_add_to_set (self->arena, set, &marks->marks[i]);

  return set;
}

/* Opens a node and returns the marks that stay for its content. */
static const EntTrainingMarks *
open_node (Builder                *self,
           EntTrainingNodeType     type,
           JsonObject             *attributes,
           const EntTrainingMarks *marks,
           gboolean                solid)
{
  Context *context = ent_training_arena_alloc (self->arena, sizeof *context);
  const EntTrainingMarks *rest = NULL;
  Context *top;

  close_extra (self);
  top = get_top (self);
  top->state = ent_training_node_type_next (top->type, top->state, type);
  g_assert (top->state >= 0);

  context->type = type;
  context->attributes = attributes;
  context->content = ent_training_arena_new_array (self->arena);
  context->solid = solid;
  context->verbatim = top->verbatim || type == ENT_TRAINING_NODE_CODE_BLOCK;
  context->keeps_space = top->keeps_space || context->verbatim;
  if (ent_training_node_type_allows_marks (top->type))
    context->marks = sort_marks (self, marks);
  else
    rest = marks;

  g_ptr_array_add (self->contexts, context);
  self->open++;

  return rest;
}

/* Makes room for a node of kind @type: finds the open node nearest to fitting it, leaves those
 * inside, opens what must stand between. FALSE when there is no room. */
static gboolean
find_place (Builder                 *self,
            EntTrainingNodeType      type,
            const EntTrainingMarks **marks)
{
  EntTrainingNodeType route[ENT_TRAINING_N_NODES];
  guint length = ENT_TRAINING_N_NODES;
  Context *place = NULL;

  for (guint i = self->open + 1; i > 0 && length > 0; i--)
    {
      Context *context = get_context (self, i - 1);
      EntTrainingNodeType wrappers[ENT_TRAINING_N_NODES];
      guint found = ent_training_node_type_wrap (context->type, context->state, type, wrappers);

      if (found < length)
        {
          memcpy (route, wrappers, found * sizeof *wrappers);
          length = found;
          place = context;
        }
      if (context->solid)
        break;
    }
  if (place == NULL)
    return FALSE;

  sync_to (self, place);
  for (guint i = 0; i < length; i++)
    *marks = open_node (self, route[i], ent_training_default_attributes (self->arena, route[i]),
                        *marks, FALSE);

  return TRUE;
}

static gboolean
insert_node (Builder                *self,
             EntTrainingNode        *node,
             const EntTrainingMarks *marks)
{
  Context *top;

  if (!find_place (self, node->type, &marks))
    return FALSE;

  close_extra (self);
  top = get_top (self);
  top->state = ent_training_node_type_next (top->type, top->state, node->type);
  if (ent_training_node_type_allows_marks (top->type))
    node->marks = sort_marks (self, marks);
  g_ptr_array_add (top->content, node);

  return TRUE;
}

static char *
collapse_blanks (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      gsize length = strcspn (text, BLANKS);

      g_string_append_len (out, text, length);
      text += length;
      if (*text != '\0')
        g_string_append_c (out, ' ');
      text += strspn (text, BLANKS);
    }

  return g_string_free (out, FALSE);
}

/* Line ends become @end. */
static char *
replace_line_ends (const char *text,
                   char        end)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text == '\r' && text[1] == '\n')
        continue;
      g_string_append_c (out, *text == '\r' || *text == '\n' ? end : *text);
    }

  return g_string_free (out, FALSE);
}

static gboolean
ends_with_blank (const EntTrainingNode *node)
{
  return node->type == ENT_TRAINING_NODE_TEXT &&
         strchr (BLANKS, node->text[strlen (node->text) - 1]) != NULL;
}

static void
add_text (Builder                *self,
          const char             *value,
          EntTrainingElement     *previous,
          const EntTrainingMarks *marks)
{
  Context *top = get_top (self);
  gboolean keeps_space = self->keeps_space || top->keeps_space;
  EntTrainingNode *node;
  char *text;

  if (!top->verbatim && !ent_training_node_type_has_text (top->type) &&
      value[strspn (value, BLANKS)] == '\0')
    return;

  if (top->verbatim)
    {
      text = replace_line_ends (value, '\n');
    }
  else if (keeps_space)
    {
      text = replace_line_ends (value, ' ');
    }
  else
    {
      text = collapse_blanks (value);
      if (*text == ' ' && self->open == self->contexts->len - 1)
        {
          const EntTrainingNode *before = NULL;

          if (top->content->len > 0)
            before = g_ptr_array_index (top->content, top->content->len - 1);
          if (before == NULL || ends_with_blank (before) ||
              (previous != NULL && ent_training_element_is (previous, "br")))
            memmove (text, text + 1, strlen (text));
        }
    }
  ent_training_arena_take (self->arena, text);
  if (*text == '\0')
    return;

  node = new_node (self, ENT_TRAINING_NODE_TEXT, NULL, NULL);
  node->text = text;
  insert_node (self, node, marks);
}

static gboolean
is_block_tag (const char *name)
{
  static const char *const tags[] = { "address", "article", "aside", "blockquote", "canvas",
                                      "dd",      "div",     "dl",    "fieldset",   "figcaption",
                                      "figure",  "footer",  "form",  "h1",         "h2",
                                      "h3",      "h4",      "h5",    "h6",         "header",
                                      "hgroup",  "hr",      "li",    "noscript",   "ol",
                                      "output",  "p",       "pre",   "section",    "table",
                                      "tfoot",   "ul",      NULL };

  return g_strv_contains (tags, name);
}

static gboolean
is_ignored_tag (const char *name)
{
  static const char *const tags[] = {
    "head", "noscript", "object", "script", "style", "title", NULL
  };

  return g_strv_contains (tags, name);
}

/* A list directly in a list belongs to the item before it. */
static void
normalize_list (EntTrainingElement *list)
{
  EntTrainingElement *item = NULL;

  for (EntTrainingElement *child = list->first; child != NULL; child = child->next)
    {
      if (child->name == NULL)
        continue;
      if (item != NULL &&
          (ent_training_element_is (child, "ul") || ent_training_element_is (child, "ol")))
        {
          ent_training_element_append (item, child);
          child = item;
        }
      else
        {
          item = ent_training_element_is (child, "li") ? child : NULL;
        }
    }
}

static const EntTrainingMarks *
apply_styles (Builder                *self,
              EntTrainingElement     *element,
              const EntTrainingMarks *marks)
{
  EntTrainingStyleMatch styles[ENT_TRAINING_MAX_STYLE_MATCHES];
  guint length = ent_training_element_marks (element, styles);

  for (guint i = 0; i < length; i++)
    if (styles[i].clear)
      marks = ent_training_marks_remove (self->arena, marks, styles[i].mark);
    else
      marks = ent_training_marks_append (self->arena, marks, styles[i].mark, styles[i].attributes);

  return marks;
}

/* What no rule knows gives its content to what it stands in. */
static void
add_unknown (Builder                *self,
             EntTrainingElement     *element,
             const EntTrainingMarks *marks)
{
  Context *top = get_top (self);
  gboolean is_block = is_block_tag (element->name);

  if (is_block)
    {
      if (top->content->len > 0 && self->open > 0 &&
          !ent_training_node_type_is_block (
            ((EntTrainingNode *) g_ptr_array_index (top->content, 0))->type))
        {
          self->open--;
          top = get_top (self);
        }
    }
  else if (element->first == NULL)
    {
      return;
    }

  add_children (self, element, apply_styles (self, element, marks));
  if (is_block)
    sync_to (self, top);
}

static void
add_matched (Builder                *self,
             EntTrainingElement     *element,
             const EntTrainingMatch *match,
             const EntTrainingMarks *marks)
{
  gboolean opened = FALSE;
  Context *start;

  if (match->is_mark)
    {
      marks = ent_training_marks_append (self->arena, marks, match->mark, match->attributes);
    }
  else if (ent_training_node_type_is_leaf (match->node))
    {
      /* A line break where there can be none is a space, or a line end where white space counts. */
      if (!insert_node (self, new_node (self, match->node, match->attributes, NULL), marks) &&
          match->node == ENT_TRAINING_NODE_HARD_BREAK &&
          ent_training_node_type_has_text (get_top (self)->type))
        add_text (self, "\n", NULL, marks);
      return;
    }
  else
    {
      const EntTrainingMarks *unused = marks;

      opened = find_place (self, match->node, &unused);
      if (opened)
        marks = open_node (self, match->node, match->attributes, marks, TRUE);
    }

  start = get_top (self);
  add_children (self, element, marks);
  if (opened && sync_to (self, start))
    self->open--;
}

static void
add_element (Builder                *self,
             EntTrainingElement     *element,
             const EntTrainingMarks *marks)
{
  gboolean kept_space = self->keeps_space;
  const char *white_space = ent_training_element_get_property (element, "whiteSpace");
  EntTrainingMatch match;
  GError *error = NULL;

  if (ent_training_element_is (element, "pre") ||
      (white_space != NULL && strstr (white_space, "pre") != NULL))
    self->keeps_space = TRUE;
  if (ent_training_element_is (element, "ul") || ent_training_element_is (element, "ol"))
    normalize_list (element);

  if (ent_training_element_match (element, &match, &error))
    add_matched (self, element, &match, apply_styles (self, element, marks));
  else if (error != NULL)
    self->error = error;
  else if (!is_ignored_tag (element->name))
    add_unknown (self, element, marks);

  self->keeps_space = kept_space;
}

static void
add_children (Builder                *self,
              EntTrainingElement     *parent,
              const EntTrainingMarks *marks)
{
  for (EntTrainingElement *child = parent->first; child != NULL && self->error == NULL;
       child = child->next)
    {
      if (child->text != NULL)
        add_text (self, child->text->str, child->previous, marks);
      else
        add_element (self, child, marks);
    }
}

/**
 * ent_training_document_build:
 * @arena: where the document lives
 * @root: the tree of elements; lists in it are put in order
 * @error: return location for a #GError, with %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer none) (nullable): the document, or %NULL when the cleaner breaks on this tree.
 */
EntTrainingNode *
ent_training_document_build (EntTrainingArena    *arena,
                             EntTrainingElement  *root,
                             GError             **error)
{
  g_autoptr (GPtrArray) contexts = g_ptr_array_new ();
  Builder self = { .arena = arena, .contexts = contexts };
  Context *document = ent_training_arena_alloc (arena, sizeof *document);

  document->type = ENT_TRAINING_NODE_DOC;
  document->solid = TRUE;
  document->content = ent_training_arena_new_array (arena);
  g_ptr_array_add (contexts, document);

  add_children (&self, root, NULL);
  if (self.error != NULL)
    {
      g_propagate_error (error, self.error);
      return NULL;
    }

  self.open = 0;
  close_extra (&self);

  return finish_context (&self, document);
}
