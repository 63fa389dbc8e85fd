/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-json-reader-private.h"
#include "ent-values-private.h"

static JsonObject *
get_attrs (JsonObject *node)
{
  return ent_json_node_object (json_object_get_member (node, "attrs"));
}

/* Replaces *@marks by a changed copy. */
static void
take (EntMarks **marks,
      EntMarks  *changed)
{
  g_clear_pointer (marks, ent_marks_unref);
  *marks = changed;
}

static EntLink *
read_link (JsonObject *attrs)
{
  g_autofree char *href = ent_json_dup_value (attrs, "href");
  g_autofree char *target = ent_json_dup_value (attrs, "target");
  g_autofree char *rel = ent_json_dup_value (attrs, "rel");
  g_autofree char *css_class = ent_json_dup_value (attrs, "class");
  g_autofree char *title = ent_json_dup_value (attrs, "title");

  /* What would run leads nowhere, as the ENT prints it. */
  return ent_link_new_full (href == NULL || !ent_values_is_safe_href (href) ? "" : href, target,
                            rel, css_class, title);
}

static void
read_text_style (EntMarks   **marks,
                 JsonObject  *attrs)
{
  static const struct
  {
    EntStyle    style;
    const char *member;
  } styles[] = {
    { ENT_STYLE_COLOR, "color" },
    { ENT_STYLE_FONT_SIZE, "fontSize" },
    { ENT_STYLE_LINE_HEIGHT, "lineHeight" },
    { ENT_STYLE_FONT_FAMILY, "fontFamily" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autofree char *value = ent_json_dup_value (attrs, styles[i].member);

      if (value != NULL)
        take (marks, ent_marks_with_style (*marks, styles[i].style, value));
    }
}

static void
read_mark (EntMarks   **marks,
           JsonObject  *mark)
{
  static const struct
  {
    const char   *type;
    EntMarkFlags  flag;
  } flags[] = {
    { "bold", ENT_MARK_BOLD },
    { "italic", ENT_MARK_ITALIC },
    { "underline", ENT_MARK_UNDERLINE },
    { "strike", ENT_MARK_STRIKE },
    { "code", ENT_MARK_CODE },
    { "subscript", ENT_MARK_SUBSCRIPT },
    { "superscript", ENT_MARK_SUPERSCRIPT },
  };
  g_autofree char *type = ent_json_dup_value (mark, "type");
  JsonObject *attrs = get_attrs (mark);

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (g_strcmp0 (type, flags[i].type) == 0)
      take (marks, ent_marks_with_flags (*marks, flags[i].flag, ENT_MARK_NONE));

  if (g_strcmp0 (type, "textStyle") == 0)
    {
      read_text_style (marks, attrs);
    }
  else if (g_strcmp0 (type, "customHighlight") == 0)
    {
      g_autofree char *color = ent_json_dup_value (attrs, "color");

      take (marks, ent_marks_with_style (*marks, ENT_STYLE_HIGHLIGHT, color));
    }
  else if (g_strcmp0 (type, "hyperlink") == 0 || g_strcmp0 (type, "link") == 0)
    {
      g_autoptr (EntLink) link = read_link (attrs);

      take (marks, ent_marks_with_link (*marks, link));
    }
}

static EntMarks *
read_marks (JsonObject *node)
{
  JsonNode *json = json_object_get_member (node, "marks");
  JsonArray *array =
    json != NULL && JSON_NODE_HOLDS_ARRAY (json) ? json_node_get_array (json) : NULL;
  EntMarks *marks = NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *mark = ent_json_node_object (json_array_get_element (array, i));

      if (mark != NULL)
        read_mark (&marks, mark);
    }

  return marks;
}

static EntImage *
read_image (JsonObject *attrs)
{
  g_autofree char *src = ent_json_dup_value (attrs, "src");
  g_autofree char *alt = ent_json_dup_value (attrs, "alt");
  g_autofree char *title = ent_json_dup_value (attrs, "title");
  g_autofree char *width = ent_json_dup_value (attrs, "width");
  g_autofree char *height = ent_json_dup_value (attrs, "height");

  return ent_image_new (src, alt, title, ent_values_parse_size (width),
                        ent_values_parse_size (height));
}

/* A chip that lacks what makes it one is a link, or mere text. */
static EntRun *
read_linker (JsonObject *node,
             EntMarks   *marks)
{
  JsonObject *attrs = get_attrs (node);
  JsonNode *content = json_object_get_member (node, "content");
  JsonArray *array =
    content != NULL && JSON_NODE_HOLDS_ARRAY (content) ? json_node_get_array (content) : NULL;
  g_autofree char *href = ent_json_dup_value (attrs, "href");
  g_autofree char *target = ent_json_dup_value (attrs, "target");
  g_autofree char *css_class = ent_json_dup_value (attrs, "class");
  g_autofree char *title = ent_json_dup_value (attrs, "title");
  g_autofree char *id = ent_json_dup_value (attrs, "data-id");
  g_autofree char *app = ent_json_dup_value (attrs, "data-app-prefix");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *child = ent_json_node_object (json_array_get_element (array, i));
      g_autofree char *piece = ent_json_dup_value (child, "text");

      if (piece != NULL)
        g_string_append (text, piece);
    }

  if (ent_values_is_chip (id, app, href))
    {
      g_autoptr (EntLinker) linker =
        ent_linker_new (text->str, href, target, css_class, title, id, app);

      return ent_run_new_linker (linker, marks);
    }

  if (href != NULL)
    {
      g_autoptr (EntLink) link = read_link (attrs);
      g_autoptr (EntMarks) linked = ent_marks_with_link (marks, link);

      return ent_run_new_text (text->str, linked);
    }

  return ent_run_new_text (text->str, marks);
}

/* Files without address become a text of their names. */
static EntRun *
read_attachments (JsonObject *attrs,
                  EntMarks   *marks)
{
  JsonNode *json = attrs != NULL ? json_object_get_member (attrs, "links") : NULL;
  JsonArray *links =
    json != NULL && JSON_NODE_HOLDS_ARRAY (json) ? json_node_get_array (json) : NULL;
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ent_file_link_unref);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (EntRun) group = NULL;

  for (guint i = 0; links != NULL && i < json_array_get_length (links); i++)
    {
      JsonObject *link = ent_json_node_object (json_array_get_element (links, i));
      g_autofree char *href = ent_json_dup_value (link, "href");
      g_autofree char *name = ent_json_dup_value (link, "name");
      g_autofree char *id = ent_json_dup_value (link, "dataDocumentId");
      g_autofree char *type = ent_json_dup_value (link, "dataContentType");

      if (href != NULL && ent_values_is_safe_href (href))
        g_ptr_array_add (files, ent_file_link_new (href, name, id, type));
      else if (name != NULL)
        g_string_append_printf (names, "%s ", name);
    }

  if (files->len == 0 && names->len > 0)
    return ent_run_new_text (names->str, marks);

  group = ent_run_new_attachments ((EntFileLink **) files->pdata, files->len);
  return ent_run_with_marks (group, marks);
}

/* Text or an inline object; NULL if @node is neither. */
EntRun *
ent_json_read_inline (JsonObject *node,
                      const char *type)
{
  g_autoptr (EntMarks) marks = read_marks (node);

  if (g_str_equal (type, "text"))
    {
      g_autofree char *text = ent_json_dup_value (node, "text");

      return text != NULL ? ent_run_new_text (text, marks) : NULL;
    }
  if (g_str_equal (type, "hardBreak"))
    return ent_run_new_break (marks);
  if (g_str_equal (type, "custom-image") || g_str_equal (type, "image"))
    {
      g_autoptr (EntImage) image = read_image (get_attrs (node));

      return ent_run_new_image (image, marks);
    }
  if (g_str_equal (type, "linker"))
    return read_linker (node, marks);
  if (g_str_equal (type, "attachments"))
    return read_attachments (get_attrs (node), marks);
  if (g_str_equal (type, "mathjaxnode"))
    {
      g_autofree char *equation = ent_json_dup_value (get_attrs (node), "equation");
      g_autofree char *latex = ent_values_strip_latex (equation != NULL ? equation : "");

      return latex[0] != '\0' ? ent_run_new_formula (latex, marks) : ent_run_new_text ("", NULL);
    }

  return NULL;
}
