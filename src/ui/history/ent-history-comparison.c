/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-history-comparison.h"

#include <glib/gi18n.h>

#include "ent-editor.h"
#include "ent-unparent.h"

struct _EntHistoryComparison
{
  GtkWidget     parent_instance;

  GtkBox       *past;
  GtkBox       *present;
  EntWorkspace *workspace;   /* (unowned): while the columns are built */
};

G_DEFINE_FINAL_TYPE (EntHistoryComparison, ent_history_comparison, GTK_TYPE_WIDGET)

static void
add_passage (EntHistoryComparison *self,
             GtkBox               *column,
             GPtrArray            *blocks,
             const char           *class)
{
  g_autoptr (EntDocument) document = NULL;
  GtkWidget *editor;

  if (blocks->len == 0)
    return;

  document = ent_document_new_from_blocks ((EntBlock **) blocks->pdata, blocks->len);
  editor = ent_editor_new ();
  ent_editor_set_editable (ENT_EDITOR (editor), FALSE);
  ent_editor_make_compact (ENT_EDITOR (editor));
  ent_editor_set_workspace (ENT_EDITOR (editor), self->workspace);
  ent_editor_set_document (ENT_EDITOR (editor), document);
  gtk_widget_add_css_class (editor, "past-passage");
  if (class != NULL)
    gtk_widget_add_css_class (editor, class);
  gtk_box_append (column, editor);
  g_ptr_array_set_size (blocks, 0);
}

/* Blocks that stand together on the same side of the comparison are shown together. */
static void
fill (EntHistoryComparison *self,
      GtkBox               *column,
      EntDocument          *document,
      EntDocument          *other,
      const char           *class)
{
  g_autoptr (GHashTable) known = ent_document_dup_fingerprints (other);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  gboolean was_known = TRUE;

  for (guint i = 0; i < ent_document_get_n_blocks (document); i++)
    {
      EntBlock *block = ent_document_get_block (document, i);
      gboolean is_known = g_hash_table_contains (known, ent_block_get_fingerprint (block));

      if (is_known != was_known)
        add_passage (self, column, blocks, was_known ? NULL : class);
      was_known = is_known;
      g_ptr_array_add (blocks, block);
    }
  add_passage (self, column, blocks, was_known ? NULL : class);
}

static void
clear (GtkBox *column)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (column))) != NULL)
    gtk_box_remove (column, child);
}

static GtkBox *
build_column (GtkWidget  *parent,
              const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.f, "margin-start", 8,
                                               "css-classes", (const char *[]) { "heading", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), column);
  gtk_box_append (GTK_BOX (parent), box);
  return GTK_BOX (column);
}

static void
ent_history_comparison_dispose (GObject *object)
{
  ent_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (ent_history_comparison_parent_class)->dispose (object);
}

static void
ent_history_comparison_class_init (EntHistoryComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_history_comparison_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_history_comparison_init (EntHistoryComparison *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *columns = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, "spacing", 12, "margin-start", 12, "margin-end", 12,
                                     "margin-top", 12, "margin-bottom", 12, NULL);

  self->past = build_column (columns, _("This Version"));
  self->present = build_column (columns, _("Now"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), columns);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

/**
 * ent_history_comparison_show:
 * @self: a comparison
 * @workspace: the account, for the pictures
 * @past: a text as it was
 * @present: what it is now
 *
 * Shows both side by side.
 */
void
ent_history_comparison_show (EntHistoryComparison *self,
                             EntWorkspace         *workspace,
                             EntDocument          *past,
                             EntDocument          *present)
{
  g_return_if_fail (ENT_IS_HISTORY_COMPARISON (self));

  self->workspace = workspace;
  clear (self->past);
  clear (self->present);
  fill (self, self->past, past, present, "gone");
  fill (self, self->present, present, past, "new");
  self->workspace = NULL;
}
