/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include <string.h>

#include "ent-html-reader-private.h"
#include "ent-runs-private.h"
#include "ent-values-private.h"

/* Adds @run to the block of text being read, which is begun if none is. */
void
ent_reader_add_run (EntReader            *self,
                    EntRun               *run,
                    const EntNode        *node,
                    const EntReadContext *context)
{
  if (self->runs == NULL)
    {
      self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_run_unref);
      self->opened = *context;
      self->text_start = node->start;
    }

  self->text_end = node->end;
  g_ptr_array_add (self->runs, run);
}

void
ent_reader_add_text (EntReader            *self,
                     const EntNode        *node,
                     const EntReadContext *context)
{
  g_autofree char *text = NULL;

  if (self->runs == NULL && ent_markup_is_space (self->markup, node))
    return;

  text = ent_markup_decode (self->markup, node->start, node->end);
  ent_reader_add_run (self, ent_run_new_text (text, context->marks), node, context);
}

static void
append_content (EntReader     *self,
                const EntNode *node,
                GString       *out)
{
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    {
      g_autofree char *text = NULL;

      if (child->tag == ENT_TAG_TEXT)
        {
          text = ent_markup_decode (self->markup, child->start, child->end);
          g_string_append (out, text);
          continue;
        }

      /* Words of two blocks or lines are two words. */
      if ((child->is_block || child->tag == ENT_TAG_BR) && out->len > 0 &&
          out->str[out->len - 1] != '\n')
        g_string_append_c (out, '\n');
      append_content (self, child, out);
      if (child->is_block && child->first != NULL)
        g_string_append_c (out, '\n');
    }
}

/* All the text in @node, as it is written. */
char *
ent_reader_dup_content (EntReader     *self,
                        const EntNode *node)
{
  GString *out = g_string_new (NULL);

  append_content (self, node, out);
  return g_string_free (out, FALSE);
}

/* Whether there is anything but white space to read in @node. */
gboolean
ent_reader_has_text (EntReader     *self,
                     const EntNode *node)
{
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (child->tag == ENT_TAG_TEXT ? !ent_markup_is_space (self->markup, child)
                                   : ent_reader_has_text (self, child))
      return TRUE;

  return FALSE;
}

/* Whether @name is one of the classes of @node. */
gboolean
ent_reader_has_class (EntReader     *self,
                      const EntNode *node,
                      const char    *name)
{
  g_autofree char *value = ent_markup_dup_attribute (self->markup, node, "class");

  return ent_values_has_word (value, name);
}

/* Whether it is the only one, which is what the ENT's cleaner asks for. */
gboolean
ent_reader_is_class (EntReader     *self,
                     const EntNode *node,
                     const char    *name)
{
  g_autofree char *value = ent_markup_dup_attribute (self->markup, node, "class");

  return g_strcmp0 (value, name) == 0;
}

EntAlign
ent_reader_get_align (EntReader     *self,
                      const EntNode *node)
{
  g_autofree char *style = ent_markup_dup_attribute (self->markup, node, "style");
  g_autofree char *value = ent_css_dup_value (style, "text-align");

  if (node->tag == ENT_TAG_CENTER)
    return ENT_ALIGN_CENTER;
  if (value == NULL)
    value = ent_markup_dup_attribute (self->markup, node, "align");

  return ent_values_parse_align (value);
}

static gboolean
is_bold (const char *weight)
{
  return g_ascii_strncasecmp (weight, "bold", 4) == 0 ||
         (weight[0] >= '5' && weight[0] <= '9' && strlen (weight) >= 3);
}

/* Puts or takes off @flag as css value @value says; leaves it where it says neither. */
static void
apply (EntMarkFlags *added,
       EntMarkFlags *removed,
       EntMarkFlags  flag,
       gboolean      is_put,
       gboolean      is_taken)
{
  if (is_put)
    *added |= flag;
  else if (is_taken)
    *removed |= flag;
}

static EntMarks *
take_style (EntMarks   *marks,
            EntStyle    style,
            const char *value)
{
  EntMarks *changed;

  if (value == NULL)
    return marks;

  changed = ent_marks_with_style (marks, style, value);
  g_clear_pointer (&marks, ent_marks_unref);
  return changed;
}

static EntMarks *
take_css_flags (EntMarks   *marks,
                const char *css)
{
  g_autofree char *weight = ent_css_dup_value (css, "font-weight");
  g_autofree char *slant = ent_css_dup_value (css, "font-style");
  g_autofree char *line = ent_css_dup_value (css, "text-decoration");
  g_autofree char *height = ent_css_dup_value (css, "vertical-align");
  EntMarkFlags added = ENT_MARK_NONE;
  EntMarkFlags removed = ENT_MARK_NONE;
  EntMarks *changed;

  if (line == NULL)
    line = ent_css_dup_value (css, "text-decoration-line");

  if (weight != NULL)
    apply (&added, &removed, ENT_MARK_BOLD, is_bold (weight), TRUE);
  if (slant != NULL)
    apply (&added, &removed, ENT_MARK_ITALIC, g_str_has_prefix (slant, "italic"), TRUE);
  if (line != NULL)
    {
      apply (&added, &removed, ENT_MARK_UNDERLINE, strstr (line, "underline") != NULL, FALSE);
      apply (&added, &removed, ENT_MARK_STRIKE, strstr (line, "line-through") != NULL, FALSE);
    }
  if (height != NULL)
    {
      apply (&added, &removed, ENT_MARK_SUBSCRIPT, g_str_equal (height, "sub"), FALSE);
      apply (&added, &removed, ENT_MARK_SUPERSCRIPT, g_str_equal (height, "super"), FALSE);
    }

  changed = ent_marks_with_flags (marks, added, removed);
  g_clear_pointer (&marks, ent_marks_unref);
  return changed;
}

static EntMarks *
take_css (EntReader     *self,
          const EntNode *node,
          EntMarks      *marks)
{
  static const struct
  {
    EntStyle    style;
    const char *property;
  } of_spans[] = {
    { ENT_STYLE_COLOR, "color" },
    { ENT_STYLE_FONT_SIZE, "font-size" },
    { ENT_STYLE_LINE_HEIGHT, "line-height" },
    { ENT_STYLE_FONT_FAMILY, "font-family" },
  };
  g_autofree char *css = ent_markup_dup_attribute (self->markup, node, "style");
  g_autofree char *highlight = ent_css_dup_value (css, "background-color");

  if (css == NULL)
    return marks;

  marks = take_css_flags (marks, css);
  /* A pasted text says everywhere that it has no background; a mark of the ENT's own may be
     transparent and stays so. */
  if (highlight != NULL && (node->tag == ENT_TAG_MARK || !g_str_equal (highlight, "transparent")))
    marks = take_style (marks, ENT_STYLE_HIGHLIGHT, highlight);

  if (node->tag == ENT_TAG_SPAN || node->tag == ENT_TAG_FONT)
    for (guint i = 0; i < G_N_ELEMENTS (of_spans); i++)
      {
        g_autofree char *value = ent_css_dup_value (css, of_spans[i].property);

        marks = take_style (marks, of_spans[i].style, value);
      }

  return marks;
}

static EntMarkFlags
get_tag_flag (EntTag tag)
{
  if (tag == ENT_TAG_B)
    return ENT_MARK_BOLD;
  if (tag == ENT_TAG_I)
    return ENT_MARK_ITALIC;
  if (tag == ENT_TAG_U)
    return ENT_MARK_UNDERLINE;
  if (tag == ENT_TAG_S)
    return ENT_MARK_STRIKE;
  if (tag == ENT_TAG_CODE)
    return ENT_MARK_CODE;
  if (tag == ENT_TAG_SUB)
    return ENT_MARK_SUBSCRIPT;
  if (tag == ENT_TAG_SUP)
    return ENT_MARK_SUPERSCRIPT;

  return ENT_MARK_NONE;
}

static EntMarks *
take_link (EntReader     *self,
           const EntNode *node,
           EntMarks      *marks)
{
  g_autofree char *href = ent_markup_dup_attribute (self->markup, node, "href");
  g_autofree char *target = NULL;
  g_autofree char *rel = NULL;
  g_autofree char *css_class = NULL;
  g_autofree char *title = NULL;
  g_autoptr (EntLink) link = NULL;
  EntMarks *changed;

  if (href == NULL || g_str_equal (href, "false") || !ent_values_is_safe_href (href))
    return marks;

  target = ent_markup_dup_attribute (self->markup, node, "target");
  rel = ent_markup_dup_attribute (self->markup, node, "rel");
  css_class = ent_markup_dup_attribute (self->markup, node, "class");
  title = ent_markup_dup_attribute (self->markup, node, "title");
  link = ent_link_new_full (href, target, rel, css_class, title);
  changed = ent_marks_with_link (marks, link);
  g_clear_pointer (&marks, ent_marks_unref);

  return changed;
}

/* What the text in @node wears. */
static EntMarks *
make_marks (EntReader     *self,
            const EntNode *node,
            EntMarks      *around)
{
  EntMarks *marks = ent_marks_with_flags (around, get_tag_flag (node->tag), ENT_MARK_NONE);

  if (node->tag == ENT_TAG_A)
    marks = take_link (self, node, marks);
  if (node->tag == ENT_TAG_FONT)
    {
      g_autofree char *color = ent_markup_dup_attribute (self->markup, node, "color");
      g_autofree char *face = ent_markup_dup_attribute (self->markup, node, "face");

      marks = take_style (marks, ENT_STYLE_COLOR, color);
      marks = take_style (marks, ENT_STYLE_FONT_FAMILY, face);
    }

  return take_css (self, node, marks);
}

static void
add_image (EntReader            *self,
           const EntNode        *node,
           const EntReadContext *context)
{
  g_autofree char *src = ent_markup_dup_attribute (self->markup, node, "src");
  g_autofree char *alt = ent_markup_dup_attribute (self->markup, node, "alt");
  g_autofree char *title = ent_markup_dup_attribute (self->markup, node, "title");
  g_autofree char *width = ent_markup_dup_attribute (self->markup, node, "width");
  g_autofree char *height = ent_markup_dup_attribute (self->markup, node, "height");
  g_autofree char *style = ent_markup_dup_attribute (self->markup, node, "style");
  g_autofree char *css_width = ent_css_dup_value (style, "width");
  g_autoptr (EntImage) image = NULL;

  if (src == NULL)
    return;

  if (css_width != NULL &&
      (g_str_has_suffix (css_width, "px") || g_str_has_suffix (css_width, "%")))
    {
      g_free (width);
      width = g_steal_pointer (&css_width);
    }

  image = ent_image_new (src, alt, title, ent_values_parse_size (width),
                         ent_values_parse_size (height));
  ent_reader_add_run (self, ent_run_new_image (image, context->marks), node, context);
}

static gboolean
add_linker (EntReader            *self,
            const EntNode        *node,
            const EntReadContext *context)
{
  g_autofree char *id = ent_markup_dup_attribute (self->markup, node, "data-id");
  g_autofree char *app = ent_markup_dup_attribute (self->markup, node, "data-app-prefix");
  g_autofree char *href = NULL;
  g_autofree char *target = NULL;
  g_autofree char *css_class = NULL;
  g_autofree char *title = NULL;
  g_autofree char *content = NULL;
  g_autofree char *text = NULL;
  g_autoptr (EntLinker) linker = NULL;

  if (id == NULL || app == NULL || node->has_block)
    return FALSE;

  href = ent_markup_dup_attribute (self->markup, node, "href");
  if (!ent_values_is_chip (id, app, href))
    return FALSE;

  target = ent_markup_dup_attribute (self->markup, node, "target");
  css_class = ent_markup_dup_attribute (self->markup, node, "class");
  title = ent_markup_dup_attribute (self->markup, node, "title");
  content = ent_reader_dup_content (self, node);
  text = ent_text_collapse (content);
  linker = ent_linker_new (text, href, target, css_class, title, id, app);
  ent_reader_add_run (self, ent_run_new_linker (linker, context->marks), node, context);

  return TRUE;
}

/* <mathjax formula="\begin{equation}{c^2}\end{equation}"> with drawings of it and the formula
 * again inside. @owns_content: what is inside says nothing else. */
static void
add_formula (EntReader            *self,
             const EntNode        *node,
             const EntReadContext *context,
             gboolean              owns_content)
{
  g_autofree char *formula = ent_markup_dup_attribute (self->markup, node, "formula");
  g_autofree char *latex = NULL;

  if (formula == NULL && owns_content)
    formula = ent_reader_dup_content (self, node);
  if (formula == NULL)
    return;

  latex = ent_values_strip_latex (formula);
  if (latex[0] != '\0')
    ent_reader_add_run (self, ent_run_new_formula (latex, context->marks), node, context);
}

/* Reads an inline element: text, with its marks, pictures… and whatever blocks broken texts have
 * inside. */
void
ent_reader_walk_inline (EntReader            *self,
                        const EntNode        *node,
                        const EntReadContext *context)
{
  g_autoptr (EntMarks) marks = NULL;
  EntReadContext inner = *context;

  if (node->tag == ENT_TAG_BR)
    {
      ent_reader_add_run (self, ent_run_new_break (context->marks), node, context);
      return;
    }
  if (node->tag == ENT_TAG_IMG)
    {
      add_image (self, node, context);
      return;
    }
  if (node->tag == ENT_TAG_MATHJAX && node->is_closed && !node->has_block)
    {
      add_formula (self, node, context, TRUE);
      return;
    }
  /* A formula left open has swallowed the words after it. */
  if (node->tag == ENT_TAG_MATHJAX)
    add_formula (self, node, context, FALSE);
  if (node->tag == ENT_TAG_A && add_linker (self, node, context))
    return;

  marks = make_marks (self, node, context->marks);
  inner.marks = marks;
  ent_reader_walk_children (self, node, &inner);
}

static EntFileLink *
read_file (EntReader     *self,
           const EntNode *node)
{
  g_autofree char *href = ent_markup_dup_attribute (self->markup, node, "href");
  g_autofree char *id = ent_markup_dup_attribute (self->markup, node, "data-document-id");
  g_autofree char *type = ent_markup_dup_attribute (self->markup, node, "data-content-type");
  g_autofree char *name = ent_reader_dup_content (self, node);

  if (href == NULL || !ent_values_is_safe_href (href))
    return NULL;
  if (name[strspn (name, ENT_HTML_SPACES)] == '\0')
    {
      g_free (name);
      name = ent_markup_dup_attribute (self->markup, node, "name");
    }

  return ent_file_link_new (href, name, id, type);
}

static void
collect_files (EntReader            *self,
               const EntNode        *node,
               const EntReadContext *context,
               GPtrArray            *files)
{
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    {
      EntFileLink *file = child->tag == ENT_TAG_A ? read_file (self, child) : NULL;

      /* A file without address is only its name: the ENT's cleaner refuses it as a link, not as
         words. */
      if (file != NULL)
        g_ptr_array_add (files, file);
      else if (child->tag == ENT_TAG_TEXT)
        ent_reader_add_text (self, child, context);
      else
        collect_files (self, child, context, files);
    }
}

/* Whether files in @context stand in a line: the ENT takes them so in a paragraph, a heading and
 * an old alert. */
static gboolean
is_in_line_of_text (const EntReadContext *context)
{
  const EntNode *owner = context->owner;

  return owner != NULL &&
         (owner->tag == ENT_TAG_P || owner->tag == ENT_TAG_HEADING ||
          context->type == ENT_BLOCK_ALERT);
}

static gboolean
has_link (const EntNode *node)
{
  for (const EntNode *child = node->first; child != NULL; child = child->next)
    if (child->tag == ENT_TAG_A || has_link (child))
      return TRUE;

  return FALSE;
}

/* A group of files: inside a line where the ENT puts it, else a paragraph of its own. */
void
ent_reader_add_attachments (EntReader            *self,
                            const EntNode        *node,
                            const EntReadContext *context)
{
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ent_file_link_unref);
  gboolean is_inside = is_in_line_of_text (context);
  g_autoptr (EntRun) group = NULL;
  EntReadContext inner = *context;
  guint n_before;

  if (!is_inside)
    {
      ent_reader_flush (self);
      inner.type = ENT_BLOCK_PARAGRAPH;
      inner.level = 0;
      inner.owner = node;
    }

  n_before = self->blocks->len;
  collect_files (self, node, &inner, files);
  /* A group without a file is kept, as the ENT keeps it. */
  if (files->len > 0 || (!has_link (node) && !ent_reader_has_text (self, node)))
    {
      group = ent_run_new_attachments ((EntFileLink **) files->pdata, files->len);
      ent_reader_add_run (self, ent_run_with_marks (group, context->marks), node, &inner);
    }
  if (is_inside)
    return;

  ent_reader_flush (self);
  ent_reader_claim (self, node, context, n_before);
}
