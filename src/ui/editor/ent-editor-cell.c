/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-cell.h"

#include <glib/gi18n.h>

#include "ent-unparent.h"

struct _EntEditorCell
{
  GtkWidget      parent_instance;

  GtkWidget     *child;       /* its label or its view */
  EntEditorView *view;        /* (unowned) (nullable): @child, while it is written in */

  EntCell       *cell;        /* (owned) */
  EntTableArea   area;
  EntWorkspace  *workspace;   /* (owned) (nullable): where its pictures come from */
  GdkRGBA        ground;
  gboolean       has_ground;
};

G_DEFINE_FINAL_TYPE (EntEditorCell, ent_editor_cell, GTK_TYPE_WIDGET)

/* ---- words of a label ---- */

static void
append_color (GString    *markup,
              const char *name,
              const char *css)
{
  GdkRGBA color;

  if (css != NULL && gdk_rgba_parse (&color, css))
    g_string_append_printf (markup, " %s=\"#%02x%02x%02x\"", name, (guint) (color.red * 255.0f + 0.5f),
                            (guint) (color.green * 255.0f + 0.5f), (guint) (color.blue * 255.0f + 0.5f));
}

static void
append_run (GString *markup,
            EntRun  *run)
{
  static const struct { EntMarkFlags flag; const char *tag; } tags[] = {
    { ENT_MARK_BOLD, "b" }, { ENT_MARK_ITALIC, "i" }, { ENT_MARK_STRIKE, "s" }, { ENT_MARK_UNDERLINE, "u" },
    { ENT_MARK_CODE, "tt" }, { ENT_MARK_SUBSCRIPT, "sub" }, { ENT_MARK_SUPERSCRIPT, "sup" },
  };
  EntMarks *marks = ent_run_get_marks (run);
  EntMarkFlags flags = marks != NULL ? ent_marks_get_flags (marks) : ENT_MARK_NONE;
  g_autofree char *words = NULL;

  if (ent_run_get_kind (run) == ENT_RUN_BREAK)
    {
      g_string_append_c (markup, '\n');
      return;
    }

  if (marks != NULL && ent_marks_get_link (marks) != NULL)
    flags |= ENT_MARK_UNDERLINE;
  g_string_append (markup, "<span");
  if (marks != NULL)
    {
      append_color (markup, "foreground", ent_marks_get_style (marks, ENT_STYLE_HIGHLIGHT) != NULL ? "#1e1e1e" : NULL);
      append_color (markup, "background", ent_marks_get_style (marks, ENT_STYLE_HIGHLIGHT));
      if (ent_marks_get_style (marks, ENT_STYLE_HIGHLIGHT) == NULL)
        append_color (markup, "foreground", ent_marks_get_style (marks, ENT_STYLE_COLOR));
    }
  g_string_append_c (markup, '>');
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (flags & tags[i].flag)
      g_string_append_printf (markup, "<%s>", tags[i].tag);
  words = g_markup_escape_text (ent_run_get_text (run), -1);
  g_string_append (markup, words);
  for (guint i = G_N_ELEMENTS (tags); i-- > 0;)
    if (flags & tags[i].flag)
      g_string_append_printf (markup, "</%s>", tags[i].tag);
  g_string_append (markup, "</span>");
}

static char *
dup_markup (EntCell *cell)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < ent_cell_get_n_blocks (cell); i++)
    {
      EntBlock *block = ent_cell_get_block (cell, i);

      for (guint j = 0; j < ent_block_get_n_runs (block); j++)
        append_run (markup, ent_block_get_run (block, j));
    }
  return g_string_free (markup, FALSE);
}

/* Whether a label shows all of it. */
static gboolean
is_words (EntCell *cell)
{
  if (ent_cell_get_n_blocks (cell) > 1)
    return FALSE;

  for (guint i = 0; i < ent_cell_get_n_blocks (cell); i++)
    {
      EntBlock *block = ent_cell_get_block (cell, i);

      if (ent_block_get_type_of (block) != ENT_BLOCK_PARAGRAPH || ent_block_get_container (block) != NULL)
        return FALSE;
      for (guint j = 0; j < ent_block_get_n_runs (block); j++)
        {
          EntRun *run = ent_block_get_run (block, j);
          EntMarks *marks = ent_run_get_marks (run);

          if (ent_run_get_kind (run) != ENT_RUN_TEXT && ent_run_get_kind (run) != ENT_RUN_BREAK)
            return FALSE;
          if (marks != NULL && (ent_marks_get_style (marks, ENT_STYLE_FONT_SIZE) != NULL ||
                                ent_marks_get_style (marks, ENT_STYLE_FONT_FAMILY) != NULL ||
                                ent_marks_get_style (marks, ENT_STYLE_LINE_HEIGHT) != NULL))
            return FALSE;
        }
    }
  return TRUE;
}

static GtkWidget *
make_label (EntCell *cell)
{
  g_autofree char *markup = dup_markup (cell);
  GtkWidget *label = gtk_label_new (NULL);
  EntAlign align = ent_cell_get_n_blocks (cell) > 0 ? ent_block_get_align (ent_cell_get_block (cell, 0))
                                                    : ENT_ALIGN_NONE;

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), align == ENT_ALIGN_CENTER ? 0.5f : align == ENT_ALIGN_RIGHT ? 1.0f : 0.0f);
  gtk_label_set_justify (GTK_LABEL (label), align == ENT_ALIGN_CENTER ? GTK_JUSTIFY_CENTER :
                                            align == ENT_ALIGN_RIGHT ? GTK_JUSTIFY_RIGHT :
                                            align == ENT_ALIGN_JUSTIFY ? GTK_JUSTIFY_FILL : GTK_JUSTIFY_LEFT);
  gtk_label_set_yalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_set_margin_start (label, 8);
  gtk_widget_set_margin_end (label, 8);
  return label;
}

/* ---- views ---- */

static EntDocument *
dup_document (EntCell *cell)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  for (guint i = 0; i < ent_cell_get_n_blocks (cell); i++)
    g_ptr_array_add (blocks, ent_cell_get_block (cell, i));
  return ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
}

static GtkWidget *
make_view (EntEditorCell *self)
{
  g_autoptr (EntDocument) document = dup_document (self->cell);
  GtkWidget *view = g_object_new (ENT_TYPE_EDITOR_VIEW, NULL);

  ent_editor_view_make_compact (ENT_EDITOR_VIEW (view));
  ent_editor_view_set_workspace (ENT_EDITOR_VIEW (view), self->workspace);
  ent_editor_buffer_set_document (ent_editor_view_get_buffer (ENT_EDITOR_VIEW (view)), document);
  return view;
}

static void
set_child (EntEditorCell *self,
           GtkWidget     *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
show_words (EntEditorCell *self)
{
  GtkWidget *child;

  if (is_words (self->cell))
    child = make_label (self->cell);
  else
    {
      child = make_view (self);
      gtk_text_view_set_editable (GTK_TEXT_VIEW (child), FALSE);
      gtk_widget_set_can_target (child, FALSE);
      gtk_widget_set_can_focus (child, FALSE);
    }
  set_child (self, child);
}

/* ---- what is around the words ---- */

static void
show_look (EntEditorCell *self)
{
  const char *background = ent_cell_get_background (self->cell);
  gboolean is_header = ent_cell_is_header (self->cell);

  self->has_ground = !is_header && background != NULL && gdk_rgba_parse (&self->ground, background);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "header");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "on-pale");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "on-dark");
  if (is_header)
    gtk_widget_add_css_class (GTK_WIDGET (self), "header");
  /* The colours of the ENT are the same in the dark style: the words on them are not. */
  if (self->has_ground)
    gtk_widget_add_css_class (GTK_WIDGET (self),
                              0.3f * self->ground.red + 0.59f * self->ground.green + 0.11f * self->ground.blue > 0.5f
                              ? "on-pale" : "on-dark");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
show_label (EntEditorCell *self)
{
  /* Translators: a cell of a table, as a screen reader says it */
  g_autofree char *label = g_strdup_printf (_("Row %u, Column %u"), self->area.row + 1, self->area.column + 1);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (self->view != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
ent_editor_cell_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  EntEditorCell *self = ENT_EDITOR_CELL (widget);

  if (self->has_ground)
    gtk_snapshot_append_color (snapshot, &self->ground,
                               &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) gtk_widget_get_width (widget),
                                                    (float) gtk_widget_get_height (widget)));
  GTK_WIDGET_CLASS (ent_editor_cell_parent_class)->snapshot (widget, snapshot);
}

static void
ent_editor_cell_dispose (GObject *object)
{
  EntEditorCell *self = ENT_EDITOR_CELL (object);

  self->view = NULL;
  self->child = NULL;
  g_clear_object (&self->workspace);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_editor_cell_parent_class)->dispose (object);
}

static void
ent_editor_cell_finalize (GObject *object)
{
  EntEditorCell *self = ENT_EDITOR_CELL (object);

  g_clear_pointer (&self->cell, ent_cell_unref);

  G_OBJECT_CLASS (ent_editor_cell_parent_class)->finalize (object);
}

static void
ent_editor_cell_class_init (EntEditorCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_editor_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_editor_cell_finalize;
  widget_class->snapshot = ent_editor_cell_snapshot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
ent_editor_cell_init (EntEditorCell *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "editor-cell");
}

/**
 * ent_editor_cell_new:
 * @cell: a cell
 * @area: what it covers
 * @workspace: (nullable): where its pictures come from
 *
 * Returns: what shows it
 */
GtkWidget *
ent_editor_cell_new (EntCell            *cell,
                     const EntTableArea *area,
                     EntWorkspace       *workspace)
{
  EntEditorCell *self;

  g_return_val_if_fail (cell != NULL, NULL);

  self = g_object_new (ENT_TYPE_EDITOR_CELL, NULL);
  self->cell = ent_cell_ref (cell);
  self->area = *area;
  self->workspace = workspace != NULL ? g_object_ref (workspace) : NULL;
  show_look (self);
  show_words (self);
  show_label (self);
  return GTK_WIDGET (self);
}

/**
 * ent_editor_cell_set_cell:
 * @self: a cell
 * @cell: what it has become
 * @is_own: whether it became so by what was written in its view, which then shows it already
 */
void
ent_editor_cell_set_cell (EntEditorCell *self,
                          EntCell       *cell,
                          gboolean       is_own)
{
  g_return_if_fail (ENT_IS_EDITOR_CELL (self));
  g_return_if_fail (cell != NULL);

  if (self->cell == cell)
    return;

  ent_cell_ref (cell);
  ent_cell_unref (self->cell);
  self->cell = cell;
  show_look (self);
  if (self->view == NULL)
    show_words (self);
  else if (!is_own)
    {
      g_autoptr (EntDocument) document = dup_document (cell);

      ent_editor_buffer_replace_document (ent_editor_view_get_buffer (self->view), document);
    }
}

EntCell *
ent_editor_cell_get_cell (EntEditorCell *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_CELL (self), NULL);

  return self->cell;
}

const EntTableArea *
ent_editor_cell_get_area (EntEditorCell *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_CELL (self), NULL);

  return &self->area;
}

/**
 * ent_editor_cell_start_editing:
 * @self: a cell
 *
 * Returns: (transfer none): a view of its words, to write in until ent_editor_cell_stop_editing ()
 */
EntEditorView *
ent_editor_cell_start_editing (EntEditorCell *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_CELL (self), NULL);

  if (self->view != NULL)
    return self->view;

  set_child (self, make_view (self));
  self->view = ENT_EDITOR_VIEW (self->child);
  gtk_widget_add_css_class (GTK_WIDGET (self), "writing");
  show_label (self);
  return self->view;
}

void
ent_editor_cell_stop_editing (EntEditorCell *self)
{
  g_return_if_fail (ENT_IS_EDITOR_CELL (self));

  if (self->view == NULL)
    return;

  self->view = NULL;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "writing");
  show_words (self);
}

/**
 * ent_editor_cell_get_view:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): the view it is written in with
 */
EntEditorView *
ent_editor_cell_get_view (EntEditorCell *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_CELL (self), NULL);

  return self->view;
}
