/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-versions-view.h"

#include <glib/gi18n.h>

#include "ent-toast.h"
#include "ent-unparent.h"
#include "ent-versions-passage.h"
#include "ent-words.h"

#define N_COLUMNS 3

struct _EntVersionsView
{
  GtkWidget       parent_instance;

  AdwWindowTitle *window_title;
  GtkLabel       *notice;
  GtkLabel       *mine_who;
  GtkLabel       *theirs_who;
  GtkGrid        *grid;

  EntWorkspace   *workspace;   /* (owned) (nullable) */
  EntDraft       *draft;       /* (owned) (nullable) */
  EntVersions    *versions;    /* (owned) (nullable): until they are compared */
  GPtrArray      *passages;    /* (element-type EntVersionsPassage): of the three columns, in the grid */
  int             current;     /* the question one is at, or -1 */
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntVersionsView, ent_versions_view, GTK_TYPE_WIDGET)

/* ---- what is said above ---- */

static char *
say_who (EntVersionsView *self)
{
  EntItem *theirs = ent_draft_get_theirs (self->draft);
  const char *author = ent_item_get_author_name (theirs);
  gint64 when = ent_item_get_modified_at (theirs);
  g_autofree char *time = when > 0 ? ent_words_time (when) : NULL;

  if (author == NULL || *author == '\0')
    author = _("on the ENT");

  return time != NULL ? g_strdup_printf ("%s · %s", author, time) : g_strdup (author);
}

static void
append_sentence (GString *text,
                 char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

static void
say_notice (EntVersionsView *self)
{
  guint n_brought = ent_versions_get_n_brought (self->versions);
  guint n_open = ent_versions_get_n_open (self->versions);
  g_autoptr (GString) text = g_string_new (_("This text was changed on the ENT while you were changing it here."));

  if (n_brought > 0)
    append_sentence (text, g_strdup_printf (ngettext ("%u passage was put together by itself.",
                                                      "%u passages were put together by themselves.", n_brought), n_brought));
  if (n_open > 0)
    append_sentence (text, g_strdup_printf (ngettext ("%u choice remains to be made.", "%u choices remain to be made.", n_open),
                                            n_open));
  else
    append_sentence (text, g_strdup (_("Everything is chosen: read the result, then send it.")));
  append_sentence (text, g_strdup (_("Nothing is lost: both versions stay in the history.")));
  gtk_label_set_label (self->notice, text->str);
}

/* ---- the three columns ---- */

/* What is not asked about stands between the questions, so that each question is at the same height in the three columns. */
static int
row_of_question (int question)
{
  return 2 * question + 1;
}

static GtkWidget *
find_cell (EntVersionsView *self,
           EntColumn        column,
           int              row)
{
  GtkWidget *cell = gtk_grid_get_child_at (self->grid, column, row);

  if (cell == NULL)
    {
      cell = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "hexpand", TRUE,
                           "css-classes", (const char *[]) { "versions-cell", NULL }, NULL);
      gtk_grid_attach (self->grid, cell, column, row, 1, 1);
    }

  return cell;
}

static void
on_pressed_cb (GtkGestureClick *gesture,
               int              n_press,
               double           x,
               double           y,
               EntVersionsView *self)
{
  GtkWidget *passage = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (passage);
}

static void
set_current (EntVersionsView *self,
             int              question)
{
  self->current = question;
  for (guint i = 0; i < self->passages->len; i++)
    {
      EntVersionsPassage *passage = self->passages->pdata[i];

      if (question >= 0 && ent_versions_passage_get_question (passage) == question)
        gtk_widget_add_css_class (GTK_WIDGET (passage), "current");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (passage), "current");
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.pick-mine", question >= 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.pick-theirs", question >= 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.pick-both",
                                 question >= 0 && ent_versions_can_keep_both (self->versions, (guint) question));
}

static void
on_focused_cb (GtkEventControllerFocus *controller,
               EntVersionsView         *self)
{
  GtkWidget *passage = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  set_current (self, ent_versions_passage_get_question (ENT_VERSIONS_PASSAGE (passage)));
}

static void
listen_to (EntVersionsView *self,
           GtkWidget       *passage)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (passage, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (focus, "enter", G_CALLBACK (on_focused_cb), self);
  gtk_widget_add_controller (passage, focus);
}

static void
add_passage (EntVersionsView  *self,
             const EntPassage *facts,
             EntColumn         column,
             int               row)
{
  GtkWidget *passage = ent_versions_passage_new (self->workspace, facts, column,
                                                 ent_versions_get_n_questions (self->versions));

  if (facts->question >= 0)
    {
      ent_versions_passage_set_pick (ENT_VERSIONS_PASSAGE (passage),
                                     ent_versions_get_pick (self->versions, (guint) facts->question));
      listen_to (self, passage);
    }
  gtk_box_append (GTK_BOX (find_cell (self, column, row)), passage);
  g_ptr_array_add (self->passages, g_object_ref (passage));
}

/* A question whose answer is a deletion has nothing in the result: a line says so in its place. */
static void
add_left_out (EntVersionsView *self,
              const gboolean  *shown,
              EntColumn        column)
{
  for (guint i = 0; i < ent_versions_get_n_questions (self->versions); i++)
    if (!shown[i])
      {
        const EntPassage facts = { ENT_PASSAGE_TEXT, (int) i, NULL, NULL, FALSE };

        add_passage (self, &facts, column, row_of_question ((int) i));
      }
}

static void
build_column (EntVersionsView *self,
              EntColumn        column)
{
  g_autoptr (GPtrArray) passages = ent_versions_dup_passages (self->versions, column);
  guint n_questions = ent_versions_get_n_questions (self->versions);
  g_autofree gboolean *shown = g_new0 (gboolean, n_questions + 1);
  int last = -1;

  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *facts = passages->pdata[i];

      if (facts->question >= 0)
        {
          shown[facts->question] = TRUE;
          last = MAX (last, facts->question);
        }
      add_passage (self, facts, column, facts->question >= 0 ? row_of_question (facts->question) : row_of_question (last) + 1);
    }
  add_left_out (self, shown, column);

  /* Every cell is there, so that each column is one sheet down to the bottom. */
  for (int row = 0; row <= row_of_question ((int) n_questions - 1) + 1; row++)
    find_cell (self, column, row);
  gtk_widget_set_vexpand (find_cell (self, column, row_of_question ((int) n_questions - 1) + 1), TRUE);
}

static void
clear_column (EntVersionsView *self,
              EntColumn        column)
{
  for (guint i = self->passages->len; i > 0; i--)
    {
      GtkWidget *passage = self->passages->pdata[i - 1];

      if (ent_versions_passage_get_column (ENT_VERSIONS_PASSAGE (passage)) != column)
        continue;
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (passage)), passage);
      g_ptr_array_remove_index (self->passages, i - 1);
    }
}

static void
clear_grid (EntVersionsView *self)
{
  GtkWidget *cell;

  g_ptr_array_set_size (self->passages, 0);
  while ((cell = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, cell);
}

static void
focus_question (EntVersionsView *self,
                int              question,
                EntColumn        column)
{
  for (guint i = 0; i < self->passages->len; i++)
    {
      EntVersionsPassage *passage = self->passages->pdata[i];

      if (ent_versions_passage_get_question (passage) == question && ent_versions_passage_get_column (passage) == column)
        {
          gtk_widget_grab_focus (GTK_WIDGET (passage));
          return;
        }
    }
}

static void
say_state (EntVersionsView *self)
{
  say_notice (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "versions.send", ent_versions_get_n_open (self->versions) == 0);
}

/* ---- choosing ---- */

static int
find_open (EntVersionsView *self,
           int              after)
{
  int n = (int) ent_versions_get_n_questions (self->versions);

  for (int i = 1; i <= n; i++)
    {
      int question = (MAX (after, -1) + i) % n;

      if (ent_versions_get_pick (self->versions, (guint) question) == ENT_PICK_NONE)
        return question;
    }

  return -1;
}

static void
on_changed_cb (EntVersionsView *self)
{
  for (guint i = 0; i < self->passages->len; i++)
    {
      EntVersionsPassage *passage = self->passages->pdata[i];
      int question = ent_versions_passage_get_question (passage);

      if (question >= 0)
        ent_versions_passage_set_pick (passage, ent_versions_get_pick (self->versions, (guint) question));
    }
  clear_column (self, ENT_COLUMN_RESULT);
  build_column (self, ENT_COLUMN_RESULT);
  say_state (self);
}

static void
pick (EntVersionsView *self,
      EntPick          choice)
{
  int question = self->current;
  int next;

  if (self->versions == NULL || question < 0 ||
      (choice == ENT_PICK_BOTH && !ent_versions_can_keep_both (self->versions, (guint) question)))
    return;

  ent_versions_set_pick (self->versions, (guint) question, choice);
  next = find_open (self, question);
  focus_question (self, next >= 0 ? next : question, ENT_COLUMN_RESULT);
}

static void
action_pick (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  pick (ENT_VERSIONS_VIEW (widget), g_str_has_suffix (action_name, "-mine") ? ENT_PICK_MINE
                                    : g_str_has_suffix (action_name, "-theirs") ? ENT_PICK_THEIRS : ENT_PICK_BOTH);
}

static void
action_pick_all (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  EntVersionsView *self = ENT_VERSIONS_VIEW (widget);
  EntPick choice = g_str_equal (g_variant_get_string (parameter, NULL), "mine") ? ENT_PICK_MINE : ENT_PICK_THEIRS;

  for (guint i = 0; self->versions != NULL && i < ent_versions_get_n_questions (self->versions); i++)
    ent_versions_set_pick (self->versions, i, choice);
}

static EntVersionsPassage *
find_focused (EntVersionsView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && ENT_IS_VERSIONS_PASSAGE (focus) ? ENT_VERSIONS_PASSAGE (focus) : NULL;
}

static EntColumn
get_focused_column (EntVersionsView *self)
{
  EntVersionsPassage *passage = find_focused (self);

  return passage != NULL ? ent_versions_passage_get_column (passage) : ENT_COLUMN_RESULT;
}

static void
move_by (EntVersionsView *self,
         int              by)
{
  int n = (int) ent_versions_get_n_questions (self->versions);

  if (n > 0)
    focus_question (self, CLAMP (self->current + by, 0, n - 1), get_focused_column (self));
}

static void
move_aside (EntVersionsView *self,
            int              by)
{
  int column = (int) get_focused_column (self) + by;

  if (self->current >= 0)
    focus_question (self, self->current, (EntColumn) CLAMP (column, 0, N_COLUMNS - 1));
}

/* The column one is in is what Enter keeps; of the result, both. */
static void
pick_focused (EntVersionsView *self)
{
  static const EntPick picks[N_COLUMNS] = { ENT_PICK_MINE, ENT_PICK_BOTH, ENT_PICK_THEIRS };

  pick (self, picks[get_focused_column (self)]);
}

/* The keys of the first row, as a French keyboard has them and as others have them. */
static EntPick
find_pick (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
    case GDK_KEY_ampersand:
      return ENT_PICK_MINE;
    case GDK_KEY_2:
    case GDK_KEY_KP_2:
    case GDK_KEY_eacute:
      return ENT_PICK_BOTH;
    case GDK_KEY_3:
    case GDK_KEY_KP_3:
    case GDK_KEY_quotedbl:
      return ENT_PICK_THEIRS;
    default:
      return ENT_PICK_NONE;
    }
}

static gboolean
move (EntVersionsView *self,
      guint            keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_by (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_by (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_aside (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_aside (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      pick_focused (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_key_cb (EntVersionsView *self,
           guint            keyval,
           guint            keycode,
           GdkModifierType  modifiers)
{
  EntPick choice = find_pick (keyval);

  if (self->versions == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (choice != ENT_PICK_NONE)
    {
      pick (self, choice);
      return GDK_EVENT_STOP;
    }

  return find_focused (self) != NULL ? move (self, keyval) : GDK_EVENT_PROPAGATE;
}

/* ---- the end ---- */

static void
settled (EntVersionsView *self,
         const char      *words,
         const GError    *error)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (error != NULL)
    {
      ent_toast_error (GTK_WIDGET (self), error);
      return;
    }

  ent_toast (GTK_WIDGET (self), words);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EntVersionsView) self = user_data;
  g_autoptr (GError) error = NULL;

  ent_workspace_keep_versions_finish (ENT_WORKSPACE (object), result, &error);
  settled (self, _("The result leaves for the ENT."), error);
}

static void
action_send (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EntVersionsView *self = ENT_VERSIONS_VIEW (widget);

  if (self->versions == NULL || ent_versions_get_n_open (self->versions) > 0)
    return;

  gtk_widget_set_sensitive (widget, FALSE);
  ent_workspace_keep_versions_async (self->workspace, self->versions, kept_cb, g_object_ref (self));
}

static void
set_apart_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EntVersionsView) self = user_data;
  g_autoptr (GError) error = NULL;

  ent_workspace_choose_finish (ENT_WORKSPACE (object), result, &error);
  settled (self, _("Your version is a new draft; the ENT keeps its own."), error);
}

static void
action_set_apart (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  EntVersionsView *self = ENT_VERSIONS_VIEW (widget);

  gtk_widget_set_sensitive (widget, FALSE);
  ent_workspace_choose_async (self->workspace, ent_draft_get_uuid (self->draft), ENT_SIDE_APART, set_apart_cb,
                              g_object_ref (self));
}

static void
action_leave (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_DONE], 0);
}

/* ---- life ---- */

static void
ent_versions_view_dispose (GObject *object)
{
  EntVersionsView *self = ENT_VERSIONS_VIEW (object);

  if (self->grid != NULL)
    ent_versions_view_clear (self);
  ent_unparent_children (GTK_WIDGET (self));
  self->grid = NULL;

  G_OBJECT_CLASS (ent_versions_view_parent_class)->dispose (object);
}

static void
ent_versions_view_finalize (GObject *object)
{
  g_ptr_array_unref (ENT_VERSIONS_VIEW (object)->passages);

  G_OBJECT_CLASS (ent_versions_view_parent_class)->finalize (object);
}

static void
ent_versions_view_class_init (EntVersionsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ent_versions_view_dispose;
  object_class->finalize = ent_versions_view_finalize;

  signals[SIGNAL_DONE] = g_signal_new ("done", ENT_TYPE_VERSIONS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/fr/encrier/Encrier/ui/outbox/ent-versions-view.ui");
  gtk_widget_class_bind_template_child (widget_class, EntVersionsView, window_title);
  gtk_widget_class_bind_template_child (widget_class, EntVersionsView, notice);
  gtk_widget_class_bind_template_child (widget_class, EntVersionsView, mine_who);
  gtk_widget_class_bind_template_child (widget_class, EntVersionsView, theirs_who);
  gtk_widget_class_bind_template_child (widget_class, EntVersionsView, grid);
  gtk_widget_class_bind_template_callback (widget_class, on_key_cb);
  gtk_widget_class_install_action (widget_class, "versions.pick-mine", NULL, action_pick);
  gtk_widget_class_install_action (widget_class, "versions.pick-both", NULL, action_pick);
  gtk_widget_class_install_action (widget_class, "versions.pick-theirs", NULL, action_pick);
  gtk_widget_class_install_action (widget_class, "versions.pick-all", "s", action_pick_all);
  gtk_widget_class_install_action (widget_class, "versions.send", NULL, action_send);
  gtk_widget_class_install_action (widget_class, "versions.set-apart", NULL, action_set_apart);
  gtk_widget_class_install_action (widget_class, "versions.leave", NULL, action_leave);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "versions.leave", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "versions.send", NULL);
}

static void
ent_versions_view_init (EntVersionsView *self)
{
  self->passages = g_ptr_array_new_with_free_func (g_object_unref);
  self->current = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EntVersionsView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntVersions) versions = ent_workspace_load_versions_finish (ENT_WORKSPACE (object), result, &error);

  if (self->grid == NULL)
    return;
  if (versions == NULL)
    {
      settled (self, NULL, error);
      g_signal_emit (self, signals[SIGNAL_DONE], 0);
      return;
    }

  g_set_object (&self->versions, versions);
  g_signal_connect_object (versions, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  for (int column = 0; column < N_COLUMNS; column++)
    build_column (self, (EntColumn) column);
  set_current (self, -1);
  say_state (self);
  focus_question (self, 0, ENT_COLUMN_RESULT);
}

/**
 * ent_versions_view_show:
 * @self: a view
 * @workspace: the account
 * @draft: a text of which there are two versions
 *
 * Compares the versions off the main thread, then shows them.
 */
void
ent_versions_view_show (EntVersionsView *self,
                        EntWorkspace    *workspace,
                        EntDraft        *draft)
{
  g_autofree char *saved = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;
  const char *title;

  g_return_if_fail (ENT_IS_VERSIONS_VIEW (self));
  g_return_if_fail (ENT_IS_WORKSPACE (workspace));
  g_return_if_fail (ent_draft_get_theirs (draft) != NULL);

  ent_versions_view_clear (self);
  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  title = ent_draft_get_title (draft);
  adw_window_title_set_title (self->window_title, *title != '\0' ? title : _("Untitled"));
  saved = ent_words_time (ent_draft_get_saved_at (draft));
  /* Translators: %s is when a text was saved. */
  mine = g_strdup_printf (_("this computer · %s"), saved);
  theirs = say_who (self);
  gtk_label_set_label (self->mine_who, mine);
  gtk_label_set_label (self->theirs_who, theirs);
  gtk_label_set_label (self->notice, "");
  ent_workspace_load_versions_async (workspace, ent_draft_get_uuid (draft), loaded_cb, g_object_ref (self));
}

void
ent_versions_view_clear (EntVersionsView *self)
{
  g_return_if_fail (ENT_IS_VERSIONS_VIEW (self));

  if (self->versions != NULL)
    g_signal_handlers_disconnect_by_func (self->versions, on_changed_cb, self);
  clear_grid (self);
  self->current = -1;
  g_clear_object (&self->versions);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
}
