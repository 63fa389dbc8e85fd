/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* What the cleaner makes of an element: the first rule that fits, in the order of the service's
 * extensions.
 *
 * Source: the extension list of the ENT's cleaning service 1.0.19,
 * @edifice.io/tiptap-extensions 2.5.12, tiptap 2.11.0 (behaviour only). */

#include "ent-training-document.h"

#include <string.h>

static gboolean
is_address (EntTrainingElement *element)
{
  const char *href = ent_training_element_get_attribute (element, "href");

  return ent_training_element_is (element, "a") && href != NULL &&
         strstr (href, "javascript:") == NULL;
}

/* A link inside the ENT says of which application and which thing. */
static gboolean
is_linker (EntTrainingElement *element)
{
  const char *id = ent_training_element_get_attribute (element, "data-id");
  const char *prefix = ent_training_element_get_attribute (element, "data-app-prefix");

  return id != NULL && prefix != NULL && *id != '\0' && *prefix != '\0';
}

static gboolean
find_mark (EntTrainingElement  *element,
           EntTrainingMarkType *mark)
{
  static const struct
  {
    const char          *name;
    EntTrainingMarkType  mark;
    const char          *unless;  /* this style is "normal" */
  } rules[] = {
    { "strong", ENT_TRAINING_MARK_BOLD, NULL },
    { "b", ENT_TRAINING_MARK_BOLD, "fontWeight" },
    { "code", ENT_TRAINING_MARK_CODE, NULL },
    { "em", ENT_TRAINING_MARK_ITALIC, NULL },
    { "i", ENT_TRAINING_MARK_ITALIC, "fontStyle" },
    { "s", ENT_TRAINING_MARK_STRIKE, NULL },
    { "del", ENT_TRAINING_MARK_STRIKE, NULL },
    { "strike", ENT_TRAINING_MARK_STRIKE, NULL },
    { "u", ENT_TRAINING_MARK_UNDERLINE, NULL },
    { "sub", ENT_TRAINING_MARK_SUBSCRIPT, NULL },
    { "sup", ENT_TRAINING_MARK_SUPERSCRIPT, NULL },
  };

  if (is_address (element) && !is_linker (element))
    {
      *mark = ENT_TRAINING_MARK_HYPERLINK;
      return TRUE;
    }
  if (ent_training_element_is (element, "span") &&
      ent_training_element_has_attribute (element, "style"))
    {
      *mark = ENT_TRAINING_MARK_TEXT_STYLE;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (ent_training_element_is (element, rules[i].name) &&
        (rules[i].unless == NULL ||
         g_strcmp0 (ent_training_element_get_property (element, rules[i].unless), "normal") != 0))
      {
        *mark = rules[i].mark;
        return TRUE;
      }

  return FALSE;
}

static gboolean
has_columns (EntTrainingElement *element)
{
  g_autoptr (JsonArray) widths = ent_training_element_list_columns (element);

  return json_array_get_length (widths) > 0;
}

/* What a "div" or something of a template is, by its attributes. */
static EntTrainingNodeType
find_framed (EntTrainingElement *element)
{
  gboolean is_div = ent_training_element_is (element, "div");

  if (is_div && ent_training_element_has_attribute (element, "style"))
    return ENT_TRAINING_NODE_PARAGRAPH;
  if (is_div && ent_training_element_has_class (element, "row") && has_columns (element))
    return ENT_TRAINING_NODE_TABLE;
  if (ent_training_element_has_class (element, "cell") &&
      ent_training_element_has_class (element, "column"))
    return ENT_TRAINING_NODE_TABLE_CELL;
  if (is_div &&
      g_strcmp0 (ent_training_element_get_attribute (element, "class"), "attachments") == 0)
    return ENT_TRAINING_NODE_ATTACHMENTS;

  return ENT_TRAINING_N_NODES;
}

static EntTrainingNodeType
find_node (EntTrainingElement *element)
{
  static const struct
  {
    const char          *name;
    EntTrainingNodeType  node;
  } rules[] = {
    { "p", ENT_TRAINING_NODE_PARAGRAPH },           { "blockquote", ENT_TRAINING_NODE_BLOCKQUOTE },
    { "ul", ENT_TRAINING_NODE_BULLET_LIST },        { "pre", ENT_TRAINING_NODE_CODE_BLOCK },
    { "br", ENT_TRAINING_NODE_HARD_BREAK },         { "h1", ENT_TRAINING_NODE_HEADING },
    { "h2", ENT_TRAINING_NODE_HEADING },            { "h3", ENT_TRAINING_NODE_HEADING },
    { "h4", ENT_TRAINING_NODE_HEADING },            { "h5", ENT_TRAINING_NODE_HEADING },
    { "h6", ENT_TRAINING_NODE_HEADING },            { "hr", ENT_TRAINING_NODE_RULE },
    { "li", ENT_TRAINING_NODE_LIST_ITEM },          { "ol", ENT_TRAINING_NODE_ORDERED_LIST },
    { "table", ENT_TRAINING_NODE_TABLE },           { "tr", ENT_TRAINING_NODE_TABLE_ROW },
    { "th", ENT_TRAINING_NODE_TABLE_HEADER },       { "td", ENT_TRAINING_NODE_TABLE_CELL },
  };
  static const struct
  {
    const char          *name;
    EntTrainingNodeType  node;
  } objects[] = {
    { "iframe", ENT_TRAINING_NODE_IFRAME },
    { "mathjax", ENT_TRAINING_NODE_MATHJAX },
    { "video", ENT_TRAINING_NODE_VIDEO },
    { "audio", ENT_TRAINING_NODE_AUDIO },
  };
  const char *source = ent_training_element_get_attribute (element, "src");
  EntTrainingNodeType framed;

  if (is_address (element) && is_linker (element))
    return ENT_TRAINING_NODE_LINKER;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (ent_training_element_is (element, rules[i].name))
      return rules[i].node;
  framed = find_framed (element);
  if (framed != ENT_TRAINING_N_NODES)
    return framed;
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    if (ent_training_element_is (element, objects[i].name))
      return objects[i].node;
  if (ent_training_element_is (element, "img") && source != NULL &&
      !g_str_has_prefix (source, "data:"))
    return ENT_TRAINING_NODE_IMAGE;

  return ENT_TRAINING_N_NODES;
}

static gboolean
is_alert (EntTrainingElement *element)
{
  return (ent_training_element_is (element, "p") || ent_training_element_is (element, "div")) &&
         (ent_training_element_has_class (element, "info") ||
          ent_training_element_has_class (element, "warning"));
}

/**
 * ent_training_element_match:
 * @element: an element
 * @match: (out caller-allocates): what it becomes
 * @error: return location for a #GError, with %G_IO_ERROR_INVALID_DATA
 *
 * Finds the first rule that fits.
 *
 * Returns: %FALSE when none does, and @error is then unset, or when the cleaner breaks on this
 * element.
 */
gboolean
ent_training_element_match (EntTrainingElement  *element,
                            EntTrainingMatch    *match,
                            GError             **error)
{
  g_autoptr (GError) local_error = NULL;

  memset (match, 0, sizeof *match);

  if (!is_alert (element) && find_mark (element, &match->mark))
    {
      match->is_mark = TRUE;
      match->attributes = ent_training_mark_read_attributes (element, match->mark);
      return TRUE;
    }

  match->node = is_alert (element) ? ENT_TRAINING_NODE_ALERT : find_node (element);
  if (match->node == ENT_TRAINING_N_NODES)
    return FALSE;
  match->attributes = ent_training_node_read_attributes (element, match->node, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
is_bold (const char *weight)
{
  return strcmp (weight, "bold") == 0 || strcmp (weight, "bolder") == 0 ||
         (*weight >= '5' && *weight <= '9' && strlen (weight) >= 3 &&
          strspn (weight, "0123456789") == strlen (weight));
}

/**
 * ent_training_element_marks:
 * @element: an element
 * @matches: (out caller-allocates): room for %ENT_TRAINING_MAX_STYLE_MATCHES
 *
 * Reads what the style of @element adds to the marks of its content, or takes away, in that order.
 *
 * Returns: how many there are.
 */
guint
ent_training_element_marks (EntTrainingElement    *element,
                            EntTrainingStyleMatch *matches)
{
  guint length = 0;
  const char *value;

  if (!ent_training_element_is_styled (element))
    return 0;

  value = ent_training_element_get_style (element, "font-weight");
  if (value != NULL && (strcmp (value, "400") == 0 || is_bold (value)))
    matches[length++] =
      (EntTrainingStyleMatch){ ENT_TRAINING_MARK_BOLD, strcmp (value, "400") == 0, NULL };
  value = ent_training_element_get_style (element, "font-style");
  if (value != NULL && (strcmp (value, "normal") == 0 || strcmp (value, "italic") == 0))
    matches[length++] = (EntTrainingStyleMatch) { ENT_TRAINING_MARK_ITALIC, *value == 'n', NULL };
  value = ent_training_element_get_style (element, "text-decoration");
  if (value != NULL && strstr (value, "line-through") != NULL)
    matches[length++] = (EntTrainingStyleMatch) { ENT_TRAINING_MARK_STRIKE, FALSE, NULL };
  if (value != NULL && strstr (value, "underline") != NULL)
    matches[length++] = (EntTrainingStyleMatch) { ENT_TRAINING_MARK_UNDERLINE, FALSE, NULL };
  value = ent_training_element_get_style (element, "background-color");
  if (value != NULL && *value != '\0')
    {
      JsonObject *attributes = ent_training_arena_new_object (element->arena);

      json_object_set_string_member (attributes, "color", value);
      matches[length++] = (EntTrainingStyleMatch){ ENT_TRAINING_MARK_HIGHLIGHT, FALSE, attributes };
    }
  value = ent_training_element_get_style (element, "vertical-align");
  if (value != NULL && strcmp (value, "sub") == 0)
    matches[length++] = (EntTrainingStyleMatch) { ENT_TRAINING_MARK_SUBSCRIPT, FALSE, NULL };
  if (value != NULL && strcmp (value, "super") == 0)
    matches[length++] = (EntTrainingStyleMatch) { ENT_TRAINING_MARK_SUPERSCRIPT, FALSE, NULL };

  return length;
}
