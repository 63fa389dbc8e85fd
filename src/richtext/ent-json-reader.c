/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

/* Reads a tiptap document (the ENT's jsonContent) into the same blocks as the HTML reader.
 * Anything may be missing, of the wrong type, in the wrong place: what can be understood is,
 * and text is never dropped. */

#include "ent-json-reader-private.h"

#include <string.h>

#include "ent-block-private.h"
#include "ent-values-private.h"

#define MAX_DEPTH 200

typedef struct
{
  GPtrArray *blocks;  /* (owned) (element-type EntBlock) */
  guint      depth;
  guint      cell_depth;  /* how many cells we are in */
} Reader;

static void read_block (Reader       *self,
                        JsonNode     *json,
                        EntContainer *container,
                        EntAlign      align);

/* NULL if @node is not an object. */
JsonObject *
ent_json_node_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static char *
dup_scalar (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? g_strdup ("") : NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return json_to_string (node, FALSE);
}

/* The member as an attribute is written: a number as text, "true" empty, NULL for "false", null
 * and none. */
char *
ent_json_dup_value (JsonObject *object,
                    const char *name)
{
  return object != NULL ? dup_scalar (json_object_get_member (object, name)) : NULL;
}

static char *
dup_type (JsonObject *node)
{
  JsonNode *type = node != NULL ? json_object_get_member (node, "type") : NULL;

  return type != NULL && JSON_NODE_HOLDS_VALUE (type) &&
         json_node_get_value_type (type) == G_TYPE_STRING
         ? json_node_dup_string (type) : g_strdup ("");
}

static JsonObject *
get_attrs (JsonObject *node)
{
  return ent_json_node_object (json_object_get_member (node, "attrs"));
}

static void
read_content (Reader       *self,
              JsonObject   *node,
              EntContainer *container,
              EntAlign      align)
{
  JsonArray *content = get_array (node, "content");

  for (guint i = 0; content != NULL && i < json_array_get_length (content); i++)
    read_block (self, json_array_get_element (content, i), container, align);
}

/* All the text under @node, whatever stands around it. Not recursive: a hostile document may be
 * deep. */
static char *
dup_text (JsonObject *node)
{
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();
  GString *out = g_string_new (NULL);

  g_ptr_array_add (stack, node);
  while (stack->len > 0)
    {
      JsonObject *object = g_ptr_array_steal_index (stack, stack->len - 1);
      JsonArray *content = get_array (object, "content");
      g_autofree char *text = ent_json_dup_value (object, "text");

      if (text != NULL)
        g_string_append (out, text);
      for (guint i = content != NULL ? json_array_get_length (content) : 0; i > 0; i--)
        {
          JsonObject *child = ent_json_node_object (json_array_get_element (content, i - 1));

          if (child != NULL)
            g_ptr_array_add (stack, child);
        }
    }

  return g_string_free (out, FALSE);
}

static GPtrArray *
new_runs (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);
}

static EntRun *
read_run (JsonNode *json)
{
  JsonObject *object = ent_json_node_object (json);
  g_autofree char *type = NULL;
  g_autofree char *text = NULL;
  EntRun *run;

  if (object == NULL)
    return NULL;

  type = dup_type (object);
  run = ent_json_read_inline (object, type);
  if (run != NULL)
    return run;

  text = dup_text (object);
  return text[0] != '\0' ? ent_run_new_text (text, NULL) : NULL;
}

static EntBlock *
read_text_block (JsonObject   *node,
                 EntBlockType  type,
                 EntContainer *container,
                 EntAlign      outer_align)
{
  JsonObject *attrs = get_attrs (node);
  JsonArray *content = get_array (node, "content");
  g_autofree char *align = ent_json_dup_value (attrs, "textAlign");
  g_autofree char *level = ent_json_dup_value (attrs, "level");
  g_autofree char *css_class = ent_json_dup_value (attrs, "class");
  GPtrArray *runs = new_runs ();
  EntBlock *block = ent_block_new_bare (type, container);

  for (guint i = 0; content != NULL && i < json_array_get_length (content); i++)
    {
      EntRun *run = read_run (json_array_get_element (content, i));

      if (run != NULL)
        g_ptr_array_add (runs, run);
    }

  if (type == ENT_BLOCK_HEADING)
    block->level = CLAMP (ent_values_parse_size (level), 1, 6);
  if (type == ENT_BLOCK_ALERT)
    ent_block_set_attribute (block, "class",
                             ent_values_has_word (css_class, "info") ||
                             ent_values_has_word (css_class, "warning") ? css_class : "info");
  if (type == ENT_BLOCK_PARAGRAPH || type == ENT_BLOCK_HEADING)
    {
      block->align = ent_values_parse_align (align);
      if (block->align == ENT_ALIGN_NONE)
        block->align = outer_align;
    }
  ent_block_take_runs (block, runs);

  return block;
}

static void
read_list (Reader       *self,
           JsonObject   *node,
           gboolean      is_ordered,
           EntContainer *container,
           EntAlign      align)
{
  JsonObject *attrs = get_attrs (node);
  JsonArray *content = get_array (node, "content");
  g_autofree char *start = ent_json_dup_value (attrs, "start");
  g_autofree char *type = ent_json_dup_value (attrs, "type");
  g_autoptr (EntContainer) list = is_ordered
    ? ent_container_new_ordered (container, ent_values_parse_start (start), type)
    : ent_container_new (container, ENT_CONTAINER_BULLET_LIST);

  for (guint i = 0; content != NULL && i < json_array_get_length (content); i++)
    {
      g_autoptr (EntContainer) item = ent_container_new (list, ENT_CONTAINER_ITEM);
      JsonNode *child = json_array_get_element (content, i);
      JsonObject *object = ent_json_node_object (child);
      g_autofree char *child_type = dup_type (object);

      if (g_str_equal (child_type, "listItem"))
        read_content (self, object, item, align);
      else
        read_block (self, child, item, align);
    }
}

static char *
dup_widths (JsonObject *attrs)
{
  JsonArray *array = get_array (attrs, "colwidth");
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *width = dup_scalar (json_array_get_element (array, i));

      g_string_append_printf (out, "%s%s", i > 0 ? "," : "", width != NULL ? width : "0");
    }

  return ent_values_clean_widths (out->str);
}

static guint
get_span (JsonObject *attrs,
          const char *name)
{
  g_autofree char *value = ent_json_dup_value (attrs, name);

  return CLAMP (ent_values_parse_size (value), 1, 1000);
}

static EntCell *
read_cell (Reader     *self,
           JsonObject *node,
           gboolean    is_header)
{
  JsonObject *attrs = get_attrs (node);
  g_autofree char *background = ent_json_dup_value (attrs, "backgroundColor");
  g_autofree char *align = ent_json_dup_value (attrs, "data-text-align");
  g_autofree char *widths = dup_widths (attrs);
  GPtrArray *outside = self->blocks;
  g_autoptr (GPtrArray) inside =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);

  self->blocks = inside;
  self->cell_depth++;
  read_content (self, node, NULL, ent_values_parse_align (align));
  self->cell_depth--;
  self->blocks = outside;

  return ent_cell_new (is_header, get_span (attrs, "colspan"), get_span (attrs, "rowspan"), widths,
                       background, (EntBlock **) inside->pdata, inside->len);
}

static GPtrArray *
read_row (Reader     *self,
          JsonObject *node)
{
  JsonArray *content = get_array (node, "content");
  GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_cell_unref);

  for (guint i = 0; content != NULL && i < json_array_get_length (content); i++)
    {
      JsonObject *cell = ent_json_node_object (json_array_get_element (content, i));
      g_autofree char *type = dup_type (cell);

      if (cell != NULL)
        g_ptr_array_add (row, read_cell (self, cell, g_str_equal (type, "tableHeader")));
    }

  return row;
}

static void
read_table (Reader       *self,
            JsonObject   *node,
            EntContainer *container)
{
  JsonArray *content = get_array (node, "content");
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (EntTable) table = NULL;

  for (guint i = 0; content != NULL && i < json_array_get_length (content); i++)
    {
      JsonObject *row = ent_json_node_object (json_array_get_element (content, i));

      if (row != NULL)
        g_ptr_array_add (rows, read_row (self, row));
    }

  table = ent_table_new (rows);
  if (ent_table_get_n_rows (table) > 0)
    g_ptr_array_add (self->blocks, ent_block_new_table (container, table));
}

/* Sets the attribute @name to the member @member of @attrs. */
static void
copy_attribute (EntBlock   *block,
                const char *name,
                JsonObject *attrs,
                const char *member,
                const char *otherwise)
{
  g_autofree char *value = ent_json_dup_value (attrs, member);

  ent_block_set_attribute (block, name, value != NULL ? value : otherwise);
}

static void
copy_size (EntBlock   *block,
           const char *name,
           JsonObject *attrs,
           const char *otherwise)
{
  g_autofree char *value = ent_json_dup_value (attrs, name);
  g_autofree char *size =
    value != NULL && value[0] != '\0' ? ent_values_print_size (value) : NULL;

  ent_block_set_attribute (block, name, size != NULL ? size : otherwise);
}

/* A word, or true (also when nothing is said), which is written without a value. */
static void
copy_controls (EntBlock   *block,
               JsonObject *attrs)
{
  g_autofree char *value = ent_json_dup_value (attrs, "controls");

  if (value != NULL && value[0] != '\0')
    ent_block_set_attribute (block, "controls", value);
  else if (value != NULL || attrs == NULL || !json_object_has_member (attrs, "controls"))
    ent_block_set_bare_attribute (block, "controls");
}

static EntBlock *
read_media (JsonObject   *node,
            const char   *type,
            EntContainer *container)
{
  JsonObject *attrs = get_attrs (node);
  g_autofree char *width = ent_json_dup_value (attrs, "width");
  g_autofree char *style = NULL;
  EntBlock *block;

  if (g_str_equal (type, "audio"))
    {
      block = ent_block_new_bare (ENT_BLOCK_AUDIO, container);
      copy_attribute (block, "src", attrs, "src", NULL);
      copy_attribute (block, "data-document-id", attrs, "documentId", "");
      return block;
    }

  if (g_str_equal (type, "video"))
    {
      block = ent_block_new_bare (ENT_BLOCK_VIDEO, container);
      copy_attribute (block, "src", attrs, "src", NULL);
      copy_controls (block, attrs);
      copy_attribute (block, "data-document-id", attrs, "documentId", "");
      copy_attribute (block, "data-document-is-captation", attrs, "isCaptation", NULL);
      copy_attribute (block, "data-video-resolution", attrs, "videoResolution", "404x720");
      copy_size (block, "width", attrs, "NaN");
      copy_size (block, "height", attrs, "NaN");
      return block;
    }

  block = ent_block_new_bare (ENT_BLOCK_EMBED, container);
  copy_attribute (block, "src", attrs, "src", NULL);
  copy_attribute (block, "frameborder", attrs, "frameborder", "0");
  ent_block_set_bare_attribute (block, "allowfullscreen");
  if (g_strcmp0 (width, "100%") == 0)
    ent_block_set_attribute (block, "width", width);
  else
    copy_size (block, "width", attrs, NULL);
  copy_size (block, "height", attrs, NULL);
  style = ent_json_dup_value (attrs, "style");
  if (style != NULL && style[0] != '\0')
    ent_block_set_attribute (block, "style", style);

  return block;
}

/* A node of a newer ENT: its words are kept, as a paragraph if they must be sent from here. */
static void
read_unknown (Reader       *self,
              JsonObject   *node,
              EntContainer *container)
{
  g_autofree char *text = dup_text (node);
  g_autoptr (EntBlock) paragraph = NULL;
  g_autoptr (EntRun) run = NULL;
  g_autofree char *html = NULL;

  if (text[0] != '\0')
    run = ent_run_new_text (text, NULL);
  paragraph = ent_block_new_text (ENT_BLOCK_PARAGRAPH, 0, ENT_ALIGN_NONE, container, &run,
                                  run != NULL ? 1 : 0);
  /* A cell gives its colour to the text in it: there it must be text. */
  if (self->cell_depth > 0)
    {
      g_ptr_array_add (self->blocks, g_steal_pointer (&paragraph));
      return;
    }

  html = ent_block_to_html (paragraph);
  g_ptr_array_add (self->blocks, ent_block_new_opaque (container, html, text));
}

/* An inline node where a block should be: the web editor holds attachments so. */
static void
read_lone_inline (Reader       *self,
                  EntRun       *run,
                  EntContainer *container,
                  EntAlign      align)
{
  g_ptr_array_add (self->blocks,
                   ent_block_new_text (ENT_BLOCK_PARAGRAPH, 0, align, container, &run, 1));
}

static gboolean
read_container (Reader       *self,
                JsonObject   *node,
                const char   *type,
                EntContainer *container,
                EntAlign      align)
{
  g_autoptr (EntContainer) inner = NULL;

  if (g_str_equal (type, "bulletList") || g_str_equal (type, "orderedList") ||
      g_str_equal (type, "taskList"))
    {
      read_list (self, node, g_str_equal (type, "orderedList"), container, align);
      return TRUE;
    }

  if (g_str_equal (type, "doc") || g_str_equal (type, "listItem"))
    {
      read_content (self, node, container, align);
      return TRUE;
    }

  if (g_str_equal (type, "blockquote"))
    {
      inner = ent_container_new (container, ENT_CONTAINER_QUOTE);
    }
  else if (g_str_equal (type, "information-pane"))
    {
      g_autofree char *pane = ent_json_dup_value (get_attrs (node), "type");

      inner = ent_container_new_pane (container, pane != NULL ? pane : "info");
    }
  if (inner == NULL)
    return FALSE;

  read_content (self, node, inner, align);
  return TRUE;
}

static void
read_node (Reader       *self,
           JsonObject   *node,
           const char   *type,
           EntContainer *container,
           EntAlign      align)
{
  static const struct
  {
    const char   *type;
    EntBlockType  block_type;
  } texts[] = {
    { "paragraph", ENT_BLOCK_PARAGRAPH },
    { "heading", ENT_BLOCK_HEADING },
    { "codeBlock", ENT_BLOCK_CODE },
    { "alert", ENT_BLOCK_ALERT },
  };
  g_autoptr (EntRun) run = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (type, texts[i].type))
      {
        g_ptr_array_add (self->blocks,
                         read_text_block (node, texts[i].block_type, container, align));
        return;
      }

  if (read_container (self, node, type, container, align))
    return;

  if (g_str_equal (type, "horizontalRule"))
    g_ptr_array_add (self->blocks, ent_block_new_rule (container));
  else if (g_str_equal (type, "table"))
    read_table (self, node, container);
  else if (g_str_equal (type, "audio") || g_str_equal (type, "video") ||
           g_str_equal (type, "iframe"))
    g_ptr_array_add (self->blocks, read_media (node, type, container));
  else if ((run = ent_json_read_inline (node, type)) != NULL)
    read_lone_inline (self, run, container, align);
  else
    read_unknown (self, node, container);
}

static void
read_block (Reader       *self,
            JsonNode     *json,
            EntContainer *container,
            EntAlign      align)
{
  JsonObject *node = ent_json_node_object (json);
  g_autofree char *type = NULL;

  if (node == NULL)
    return;

  type = dup_type (node);
  if (self->depth >= MAX_DEPTH)
    {
      read_unknown (self, node, container);
      return;
    }

  self->depth++;
  read_node (self, node, type, container, align);
  self->depth--;
}

/* @json: (nullable). Returns its blocks. */
GPtrArray *
ent_json_read (JsonNode *json)
{
  Reader self = { 0 };

  self.blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_block_unref);
  read_block (&self, json, NULL, ENT_ALIGN_NONE);

  return self.blocks;
}
