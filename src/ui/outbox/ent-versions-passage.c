/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-versions-passage.h"

#include <glib/gi18n.h>

#include "ent-editor.h"
#include "ent-unparent.h"
#include "ent-words.h"

struct _EntVersionsPassage
{
  GtkWidget    parent_instance;

  GtkWidget   *content;     /* the text, or the line that stands for it */
  GtkWidget   *to_choose;   /* (nullable): in the result, in its place as long as nothing is chosen */

  EntPassage   facts;       /* without the texts */
  EntColumn    column;
  guint        n_questions;
  char        *plain;       /* (owned): what is read aloud */
};

G_DEFINE_FINAL_TYPE (EntVersionsPassage, ent_versions_passage, GTK_TYPE_WIDGET)

static const char * const column_classes[] = {
  [ENT_COLUMN_MINE] = "mine",
  [ENT_COLUMN_RESULT] = "result",
  [ENT_COLUMN_THEIRS] = "theirs",
};

static GtkWidget *
build_line (const char *words,
            const char *class)
{
  return g_object_new (GTK_TYPE_LABEL, "label", words, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.f,
                       "css-classes", (const char *[]) { class, NULL }, NULL);
}

/* The editor, as the reader it is: not reached by Tab, for its words are the name of the passage, and not by the mouse, for
 * a click chooses the passage. */
static GtkWidget *
build_text (EntWorkspace *workspace,
            EntDocument  *document)
{
  GtkWidget *editor = ent_editor_new ();

  gtk_widget_set_can_focus (editor, FALSE);
  gtk_widget_set_can_target (editor, FALSE);
  ent_editor_set_editable (ENT_EDITOR (editor), FALSE);
  ent_editor_make_compact (ENT_EDITOR (editor));
  ent_editor_set_workspace (ENT_EDITOR (editor), workspace);
  ent_editor_set_document (ENT_EDITOR (editor), document);
  return editor;
}

static const char *
say_deleted (EntColumn column)
{
  switch (column)
    {
    case ENT_COLUMN_MINE:
      return _("Passage deleted in your version");
    case ENT_COLUMN_THEIRS:
      return _("Passage deleted on the ENT");
    case ENT_COLUMN_RESULT:
    default:
      return _("Passage left out");
    }
}

static GtkWidget *
build_content (EntVersionsPassage *self,
               EntWorkspace       *workspace,
               const EntPassage   *passage)
{
  g_autofree char *day = NULL;

  switch (passage->kind)
    {
    case ENT_PASSAGE_TITLE:
      self->plain = g_strdup (passage->words);
      return build_line (passage->words, "heading");
    case ENT_PASSAGE_DATE:
      self->plain = ent_words_day (passage->words);
      return build_line (self->plain, "dim-label");
    case ENT_PASSAGE_TEXT:
    default:
      if (passage->document != NULL)
        {
          self->plain = ent_document_to_plain (passage->document);
          return build_text (workspace, passage->document);
        }
      self->plain = g_strdup (say_deleted (self->column));
      return build_line (self->plain, "dim-label");
    }
}

static const char *
say_column (EntColumn column)
{
  switch (column)
    {
    case ENT_COLUMN_MINE:
      return _("Your Version");
    case ENT_COLUMN_THEIRS:
      return _("The ENT’s Version");
    case ENT_COLUMN_RESULT:
    default:
      return _("Result");
    }
}

static void
set_name (EntVersionsPassage *self,
          const char         *words)
{
  g_autofree char *name = NULL;

  if (self->facts.question < 0)
    name = g_strdup_printf ("%s. %s", say_column (self->column), words);
  else
    /* Translators: column, number of a passage among those to choose, its text. */
    name = g_strdup_printf (_("%s, passage %d of %u. %s"), say_column (self->column), self->facts.question + 1,
                            self->n_questions, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
ent_versions_passage_dispose (GObject *object)
{
  ent_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (ent_versions_passage_parent_class)->dispose (object);
}

static void
ent_versions_passage_finalize (GObject *object)
{
  g_free (ENT_VERSIONS_PASSAGE (object)->plain);

  G_OBJECT_CLASS (ent_versions_passage_parent_class)->finalize (object);
}

static void
ent_versions_passage_class_init (EntVersionsPassageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_versions_passage_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_versions_passage_finalize;
  gtk_widget_class_set_css_name (widget_class, "passage");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ent_versions_passage_init (EntVersionsPassage *self)
{
}

/**
 * ent_versions_passage_new:
 * @workspace: the account, for the pictures
 * @passage: what it shows; copied
 * @column: whose it is
 * @n_questions: how many passages are asked about in all
 *
 * Returns: (transfer floating): a passage, of which nothing is chosen yet
 */
GtkWidget *
ent_versions_passage_new (EntWorkspace     *workspace,
                          const EntPassage *passage,
                          EntColumn         column,
                          guint             n_questions)
{
  EntVersionsPassage *self = g_object_new (ENT_TYPE_VERSIONS_PASSAGE, NULL);

  self->column = column;
  self->n_questions = n_questions;
  self->facts.kind = passage->kind;
  self->facts.question = passage->question;
  self->facts.brought = passage->brought;
  self->content = build_content (self, workspace, passage);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
  if (passage->question >= 0 && column == ENT_COLUMN_RESULT)
    {
      self->to_choose = build_line (_("⚠ Passage to choose"), "to-choose");
      gtk_widget_set_parent (self->to_choose, GTK_WIDGET (self));
    }

  gtk_widget_set_focusable (GTK_WIDGET (self), passage->question >= 0);
  gtk_widget_add_css_class (GTK_WIDGET (self), column_classes[column]);
  if (passage->question >= 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "question");
  if (passage->brought)
    gtk_widget_add_css_class (GTK_WIDGET (self), "brought");
  ent_versions_passage_set_pick (self, ENT_PICK_NONE);
  return GTK_WIDGET (self);
}

int
ent_versions_passage_get_question (EntVersionsPassage *self)
{
  g_return_val_if_fail (ENT_IS_VERSIONS_PASSAGE (self), -1);

  return self->facts.question;
}

EntColumn
ent_versions_passage_get_column (EntVersionsPassage *self)
{
  g_return_val_if_fail (ENT_IS_VERSIONS_PASSAGE (self), ENT_COLUMN_RESULT);

  return self->column;
}

static gboolean
is_dropped (EntVersionsPassage *self,
            EntPick             pick)
{
  return (self->column == ENT_COLUMN_MINE && pick == ENT_PICK_THEIRS) ||
         (self->column == ENT_COLUMN_THEIRS && pick == ENT_PICK_MINE);
}

static void
set_class (EntVersionsPassage *self,
           const char         *class,
           gboolean            on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), class);
}

void
ent_versions_passage_set_pick (EntVersionsPassage *self,
                               EntPick             pick)
{
  gboolean is_open = self->to_choose != NULL && pick == ENT_PICK_NONE;

  g_return_if_fail (ENT_IS_VERSIONS_PASSAGE (self));

  if (self->to_choose != NULL)
    gtk_widget_set_visible (self->to_choose, is_open);
  gtk_widget_set_visible (self->content, !is_open);
  set_class (self, "chosen", pick != ENT_PICK_NONE && !is_dropped (self, pick));
  set_class (self, "dropped", is_dropped (self, pick));
  set_name (self, is_open ? _("To choose") : self->plain);
}
