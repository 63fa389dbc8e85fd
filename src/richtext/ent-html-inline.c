/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include <string.h>

#include "ent-html-writer-private.h"
#include "ent-runs-private.h"

/* The marks from the outside to the inside. Source: ent-api/03 §3, "mark nesting order",
 * obtained by running the cleaner. */
typedef enum
{
  SLOT_LINK,
  SLOT_SPAN,
  SLOT_BOLD,
  SLOT_CODE,
  SLOT_ITALIC,
  SLOT_STRIKE,
  SLOT_HIGHLIGHT,
  SLOT_UNDERLINE,
  SLOT_SUBSCRIPT,
  SLOT_SUPERSCRIPT,
  N_SLOTS,
} Slot;

static const struct
{
  EntMarkFlags  flag;
  const char   *tag;
} slots[N_SLOTS] = {
  [SLOT_LINK] = { ENT_MARK_NONE, "a" },
  [SLOT_SPAN] = { ENT_MARK_NONE, "span" },
  [SLOT_BOLD] = { ENT_MARK_BOLD, "strong" },
  [SLOT_CODE] = { ENT_MARK_CODE, "code" },
  [SLOT_ITALIC] = { ENT_MARK_ITALIC, "em" },
  [SLOT_STRIKE] = { ENT_MARK_STRIKE, "s" },
  [SLOT_HIGHLIGHT] = { ENT_MARK_NONE, "mark" },
  [SLOT_UNDERLINE] = { ENT_MARK_UNDERLINE, "u" },
  [SLOT_SUBSCRIPT] = { ENT_MARK_SUBSCRIPT, "sub" },
  [SLOT_SUPERSCRIPT] = { ENT_MARK_SUPERSCRIPT, "sup" },
};

/* What stands open around the text being written. */
typedef struct
{
  Slot            open[N_SLOTS];
  guint           n_open;
  const EntMarks *marks;      /* (unowned) (nullable) */
  const char     *highlight;  /* (unowned) (nullable) */
} Dress;

static const EntStyle span_styles[] = {
  ENT_STYLE_COLOR, ENT_STYLE_FONT_SIZE, ENT_STYLE_LINE_HEIGHT, ENT_STYLE_FONT_FAMILY,
};
static const char * const span_properties[] = {
  "color", "font-size", "line-height", "font-family",
};

static gboolean
has_slot (const Dress *dress,
          Slot         slot)
{
  EntMarkFlags flags = ent_marks_get_flags (dress->marks);

  if ((flags & ENT_MARK_CODE) != 0)   /* excludes every other mark */
    return slot == SLOT_CODE;

  switch (slot)
    {
    case SLOT_LINK:
      return ent_marks_get_link (dress->marks) != NULL;
    case SLOT_SPAN:
      for (guint i = 0; i < G_N_ELEMENTS (span_styles); i++)
        if (ent_marks_get_style (dress->marks, span_styles[i]) != NULL)
          return TRUE;
      return FALSE;
    case SLOT_HIGHLIGHT:
      return dress->highlight != NULL;
    case SLOT_BOLD:
    case SLOT_CODE:
    case SLOT_ITALIC:
    case SLOT_STRIKE:
    case SLOT_UNDERLINE:
    case SLOT_SUBSCRIPT:
    case SLOT_SUPERSCRIPT:
    case N_SLOTS:
    default:
      return (flags & slots[slot].flag) != 0;
    }
}

/* @cell_color: the background of the coloured cell around, which the cleaner also puts on the
 * text as a highlight. */
static void
dress_for (Dress          *dress,
           const EntMarks *marks,
           const char     *cell_color)
{
  dress->marks = marks;
  dress->highlight = ent_marks_get_style (marks, ENT_STYLE_HIGHLIGHT);
  if (dress->highlight == NULL)
    dress->highlight = cell_color;

  dress->n_open = 0;
  for (Slot slot = 0; slot < N_SLOTS; slot++)
    if (has_slot (dress, slot))
      dress->open[dress->n_open++] = slot;
}

static gboolean
same_slot (const Dress *a,
           const Dress *b,
           Slot         slot)
{
  if (slot == SLOT_LINK)
    return ent_link_equal (ent_marks_get_link (a->marks), ent_marks_get_link (b->marks));
  if (slot == SLOT_HIGHLIGHT)
    return g_str_equal (a->highlight, b->highlight);
  if (slot != SLOT_SPAN)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (span_styles); i++)
    if (g_strcmp0 (ent_marks_get_style (a->marks, span_styles[i]),
                   ent_marks_get_style (b->marks, span_styles[i])) != 0)
      return FALSE;

  return TRUE;
}

static void
open_link (GString       *out,
           const EntLink *link)
{
  g_string_append (out, "<a");
  ent_html_append_attribute (out, "target", ent_link_get_target (link));
  ent_html_append_attribute (out, "rel", ent_link_get_rel (link));
  ent_html_append_attribute (out, "class", ent_link_get_class (link));
  ent_html_append_attribute (out, "href", ent_link_get_href (link));
  ent_html_append_attribute (out, "title", ent_link_get_title (link));
  g_string_append_c (out, '>');
}

static void
open_span (GString        *out,
           const EntMarks *marks)
{
  const char *separator = "";

  g_string_append (out, "<span style=\"");
  for (guint i = 0; i < G_N_ELEMENTS (span_styles); i++)
    {
      const char *value = ent_marks_get_style (marks, span_styles[i]);

      if (value == NULL)
        continue;
      g_string_append (out, separator);
      g_string_append (out, span_properties[i]);
      g_string_append (out, ": ");
      ent_html_append_escaped (out, value);
      separator = "; ";
    }
  g_string_append (out, "\">");
}

static void
open_slot (GString     *out,
           const Dress *dress,
           Slot         slot)
{
  if (slot == SLOT_LINK)
    {
      open_link (out, ent_marks_get_link (dress->marks));
    }
  else if (slot == SLOT_SPAN)
    {
      open_span (out, dress->marks);
    }
  else if (slot == SLOT_HIGHLIGHT)
    {
      g_string_append (out, "<mark data-color=\"");
      ent_html_append_escaped (out, dress->highlight);
      g_string_append (out, "\" style=\"background-color: ");
      ent_html_append_escaped (out, dress->highlight);
      g_string_append (out, "; color: inherit\">");
    }
  else
    {
      g_string_append_printf (out, "<%s>", slots[slot].tag);
    }
}

/* Closes and opens what must be so that @wanted stands open; equal outer marks stay open. */
static void
change_dress (GString     *out,
              Dress       *now,
              const Dress *wanted)
{
  guint keep = 0;

  while (keep < now->n_open && keep < wanted->n_open && now->open[keep] == wanted->open[keep] &&
         same_slot (now, wanted, now->open[keep]))
    keep++;

  for (guint i = now->n_open; i > keep; i--)
    g_string_append_printf (out, "</%s>", slots[now->open[i - 1]].tag);
  for (guint i = keep; i < wanted->n_open; i++)
    open_slot (out, wanted, wanted->open[i]);

  *now = *wanted;
}

static void
append_size (GString    *out,
             const char *name,
             int         size)
{
  if (size == ENT_IMAGE_SIZE_NOT_A_NUMBER)
    g_string_append_printf (out, " %s=\"NaN\"", name);
  else if (size != ENT_IMAGE_SIZE_NONE)
    g_string_append_printf (out, " %s=\"%d\"", name, size);
}

/* Without the parameters the ENT's web editor and old pages put behind an address to get round a
 * browser's cache. */
static char *
drop_unsteady_parameters (const char *src)
{
  const char *query = strchr (src, '?');
  g_auto (GStrv) parameters = NULL;
  GString *out;

  if (query == NULL)
    return g_strdup (src);

  out = g_string_new_len (src, query - src);
  parameters = g_strsplit (query + 1, "&", -1);
  for (guint i = 0, kept = 0; parameters[i] != NULL; i++)
    if (!g_str_has_prefix (parameters[i], "timestamp=") &&
        !g_str_has_prefix (parameters[i], "thumbnail="))
      g_string_append_printf (out, "%c%s", kept++ == 0 ? '?' : '&', parameters[i]);

  return g_string_free (out, FALSE);
}

static void
write_image (GString        *out,
             const EntImage *image,
             EntHtmlMode     mode)
{
  g_autofree char *steady = NULL;
  int width = ent_image_get_width (image);

  if (mode == ENT_HTML_STEADY)
    steady = drop_unsteady_parameters (ent_image_get_src (image));

  g_string_append (out, "<img class=\"custom-image\"");
  ent_html_append_attribute (out, "src", steady != NULL ? steady : ent_image_get_src (image));
  ent_html_append_attribute (out, "alt", ent_image_get_alt (image));
  ent_html_append_attribute (out, "title", ent_image_get_title (image));
  /* 350 is what the cleaner writes when no width is said. */
  append_size (out, "width", width == ENT_IMAGE_SIZE_NONE ? 350 : width);
  append_size (out, "height", ent_image_get_height (image));
  ent_html_append_attribute (out, "style", ent_image_get_style (image));
  g_string_append_c (out, '>');
}

static void
write_linker (GString         *out,
              const EntLinker *linker)
{
  g_autofree char *text = ent_text_collapse (ent_linker_get_text (linker));

  g_string_append (out, "<a");
  ent_html_append_attribute (out, "target", ent_linker_get_target (linker));
  ent_html_append_attribute (out, "title", ent_linker_get_title (linker));
  ent_html_append_attribute (out, "class", ent_linker_get_class (linker));
  ent_html_append_attribute (out, "data-id", ent_linker_get_id (linker));
  ent_html_append_attribute (out, "data-app-prefix", ent_linker_get_app_prefix (linker));
  ent_html_append_attribute (out, "href", ent_linker_get_href (linker));
  g_string_append_c (out, '>');
  ent_html_append_escaped (out, text);
  g_string_append (out, "</a>");
}

static void
write_files (GString      *out,
             const EntRun *run)
{
  g_string_append (out, "<div class=\"attachments\">");
  for (guint i = 0; i < ent_run_get_n_files (run); i++)
    {
      const EntFileLink *file = ent_run_get_file (run, i);

      g_string_append (out, "<a");
      ent_html_append_attribute (out, "name", ent_file_link_get_name (file));
      ent_html_append_attribute (out, "href", ent_file_link_get_href (file));
      ent_html_append_attribute (out, "data-document-id", ent_file_link_get_document_id (file));
      ent_html_append_attribute (out, "data-content-type", ent_file_link_get_content_type (file));
      g_string_append_c (out, '>');
      ent_html_append_escaped (out, ent_file_link_get_name (file));
      g_string_append (out, "</a>");
    }
  g_string_append (out, "</div>");
}

static void
write_run (GString      *out,
           const EntRun *run,
           EntHtmlMode   mode)
{
  switch (ent_run_get_kind (run))
    {
    case ENT_RUN_TEXT:
      ent_html_append_escaped (out, ent_run_get_text (run));
      break;
    case ENT_RUN_BREAK:
      g_string_append (out, "<br>");
      break;
    case ENT_RUN_IMAGE:
      write_image (out, ent_run_get_image (run), mode);
      break;
    case ENT_RUN_LINKER:
      write_linker (out, ent_run_get_linker (run));
      break;
    case ENT_RUN_FORMULA:
      g_string_append_c (out, '$');
      ent_html_append_escaped (out, ent_run_get_text (run));
      g_string_append_c (out, '$');
      break;
    case ENT_RUN_ATTACHMENTS:
      write_files (out, run);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* A picture whose bytes are in its address is kept on this computer, but the ENT refuses it:
 * what is meant for it goes without. */
static GPtrArray *
drop_data_images (GPtrArray *runs)
{
  GPtrArray *kept = g_ptr_array_new_full (runs->len, (GDestroyNotify) ent_run_unref);

  for (guint i = 0; i < runs->len; i++)
    {
      EntRun *run = g_ptr_array_index (runs, i);

      if (ent_run_get_kind (run) != ENT_RUN_IMAGE ||
          !ent_image_is_data (ent_run_get_image (run)))
        g_ptr_array_add (kept, ent_run_ref (run));
    }

  return kept;
}

void
ent_html_write_runs (GString     *out,
                     GPtrArray   *runs,
                     const char  *cell_color,
                     EntHtmlMode  mode)
{
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) normal = NULL;
  Dress now = { 0 };
  Dress wanted = { 0 };

  if (mode == ENT_HTML_CANONICAL || mode == ENT_HTML_SEND)
    kept = drop_data_images (runs);
  normal = ent_runs_normalize (kept != NULL ? kept : runs);

  for (guint i = 0; i < normal->len; i++)
    {
      EntRun *run = g_ptr_array_index (normal, i);

      dress_for (&wanted, ent_run_get_marks (run), cell_color);
      change_dress (out, &now, &wanted);
      write_run (out, run, mode);
    }

  wanted.n_open = 0;
  change_dress (out, &now, &wanted);
}
