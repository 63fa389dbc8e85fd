/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-entry-view.h"

#include <glib/gi18n.h>

#include "ent-ask.h"
#include "ent-comparison.h"
#include "ent-editor-bar.h"
#include "ent-editor.h"
#include "ent-open-history.h"
#include "ent-shortcut.h"
#include "ent-sidebar-button.h"
#include "ent-toast.h"
#include "ent-unparent.h"
#include "ent-words.h"

struct _EntEntryView
{
  GtkWidget       parent_instance;

  AdwWindowTitle *title;
  EntEditorBar   *bar;
  GtkButton      *send_button;
  GtkButton      *delete_button;
  GtkEntry       *subject;
  GtkMenuButton  *subjects_button;
  GtkPopover     *subjects_popover;
  GtkListBox     *subjects;
  GtkMenuButton  *day_button;
  GtkPopover     *day_popover;
  GtkCalendar    *calendar;
  EntEditor      *editor;
  GtkLabel       *status;
  GtkButton      *compare_button;

  EntWorkspace   *workspace;   /* (owned) (nullable) */
  EntDraft       *draft;       /* (owned) (nullable) */
  gboolean        filling;     /* the widgets follow the draft: not a change of the teacher's */
  gboolean        writable;
};

G_DEFINE_FINAL_TYPE (EntEntryView, ent_entry_view, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_day (EntEntryView *self)
{
  const char *date = ent_draft_get_date (self->draft);
  g_autofree char *day = ent_words_day (date);
  int y, m, d;

  gtk_menu_button_set_label (self->day_button, day);
  adw_window_title_set_subtitle (self->title, day);
  if (date != NULL && sscanf (date, "%d-%d-%d", &y, &m, &d) == 3)
    {
      g_autoptr (GDateTime) time = g_date_time_new_local (y, m, d, 12, 0, 0);

      gtk_calendar_select_day (self->calendar, time);
    }
}

static void
show_status (EntEntryView *self)
{
  EntConnection *connection = ent_workspace_get_connection (self->workspace);
  EntConnectionState state = ent_connection_get_state (connection);
  g_autofree char *words = NULL;

  if (self->draft == NULL)
    return;

  words = ent_words_draft_status (self->draft, state == ENT_CONNECTION_ONLINE ||
                                               state == ENT_CONNECTION_BUSY);
  gtk_label_set_label (self->status, words);
  ent_offer_comparison (self->compare_button, self->draft);
}

static void
on_draft_changed_cb (EntEntryView *self)
{
  self->filling = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->subject)),
                 ent_draft_get_title (self->draft)) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->subject), ent_draft_get_title (self->draft));
  show_day (self);
  self->filling = FALSE;
  show_status (self);
}

static void
on_subject_changed_cb (EntEntryView *self)
{
  const char *subject = gtk_editable_get_text (GTK_EDITABLE (self->subject));

  adw_window_title_set_title (self->title, *subject != '\0' ? subject : _("Homework"));
  if (self->draft != NULL && !self->filling)
    ent_draft_set_title (self->draft, subject);
}

static void
on_subject_activate_cb (EntEntryView *self)
{
  ent_editor_focus_start (self->editor);
}

static void
on_subject_chosen_cb (EntEntryView  *self,
                      GtkListBoxRow *row)
{
  GtkWidget *label = gtk_list_box_row_get_child (row);

  gtk_editable_set_text (GTK_EDITABLE (self->subject), gtk_label_get_label (GTK_LABEL (label)));
  gtk_popover_popdown (self->subjects_popover);
  ent_editor_focus_start (self->editor);
}

static void
on_day_selected_cb (EntEntryView *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

  if (self->draft == NULL || self->filling ||
      g_strcmp0 (date, ent_draft_get_date (self->draft)) == 0)
    return;

  ent_draft_set_date (self->draft, date);
  gtk_popover_popdown (self->day_popover);
}

static void
fill_subjects (EntEntryView *self)
{
  g_auto (GStrv) subjects = ent_workspace_dup_subjects (self->workspace);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->subjects))) != NULL)
    gtk_list_box_remove (self->subjects, row);
  for (guint i = 0; subjects[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (subjects[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (self->subjects, label);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->subjects_button), subjects[0] != NULL);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EntEntryView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_send_finish (ENT_WORKSPACE (object), result, NULL, &error))
    g_signal_emit (self, signals[DONE], 0);
  else
    ent_toast_error (GTK_WIDGET (self), error);
}

static void
action_send (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EntEntryView *self = ENT_ENTRY_VIEW (widget);

  if (self->draft != NULL && self->writable)
    ent_workspace_send_async (self->workspace, self->draft, ENT_SEND_SAVE, 0, sent_cb,
                              g_object_ref (self));
}

static void
action_history (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  EntEntryView *self = ENT_ENTRY_VIEW (widget);

  if (self->draft != NULL)
    ent_open_history (widget, ent_draft_get_item_id (self->draft), ent_draft_get_uuid (self->draft));
}

static void
action_back (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[DONE], 0);
}

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (EntEntryView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_delete_finish (ENT_WORKSPACE (object), result, NULL, &error))
    g_signal_emit (self, signals[DONE], 0);
  else
    ent_toast_error (GTK_WIDGET (self), error);
}

static void
discarded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EntEntryView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_discard_draft_finish (ENT_WORKSPACE (object), result, &error))
    g_signal_emit (self, signals[DONE], 0);
  else
    ent_toast_error (GTK_WIDGET (self), error);
}

static void
delete_answered_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  EntEntryView *self = ENT_ENTRY_VIEW (object);
  g_autoptr (EntItem) item = NULL;

  if (!ent_ask_finish (result, NULL) || self->draft == NULL)
    return;

  if (ent_draft_get_item_id (self->draft) != NULL)
    item = ent_workspace_dup_item (self->workspace, ENT_KIND_ENTRY,
                                   ent_draft_get_item_id (self->draft));
  if (item != NULL)
    ent_workspace_delete_async (self->workspace, item, deleted_cb, g_object_ref (self));
  else
    ent_workspace_discard_draft_async (self->workspace, ent_draft_get_uuid (self->draft),
                                       discarded_cb, g_object_ref (self));
}

static void
action_delete (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EntEntryView *self = ENT_ENTRY_VIEW (widget);
  gboolean on_ent = self->draft != NULL && ent_draft_get_item_id (self->draft) != NULL;

  ent_ask_async (widget, _("Delete This Homework?"),
                 on_ent ? _("Families will no longer see it.")
                        : _("It was not sent: nobody has seen it."),
                 _("_Delete"), TRUE, delete_answered_cb, NULL);
}

static void
ent_entry_view_dispose (GObject *object)
{
  EntEntryView *self = ENT_ENTRY_VIEW (object);

  if (self->editor != NULL)
    ent_editor_set_draft (self->editor, NULL);
  self->editor = NULL;
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_entry_view_parent_class)->dispose (object);
}

static void
ent_entry_view_class_init (EntEntryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_entry_view_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (ENT_TYPE_EDITOR);
  g_type_ensure (ENT_TYPE_EDITOR_BAR);
  g_type_ensure (ENT_TYPE_SIDEBAR_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/homework/ent-entry-view.ui");
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, title);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, bar);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, send_button);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, delete_button);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, subject);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, subjects_button);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, subjects_popover);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, subjects);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, day_button);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, day_popover);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, calendar);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, editor);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, status);
  gtk_widget_class_bind_template_child (widget_class, EntEntryView, compare_button);
  gtk_widget_class_bind_template_callback (widget_class, on_subject_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_subject_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_subject_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected_cb);
  gtk_widget_class_install_action (widget_class, "entry.send", NULL, action_send);
  gtk_widget_class_install_action (widget_class, "entry.back", NULL, action_back);
  gtk_widget_class_install_action (widget_class, "entry.delete", NULL, action_delete);
  gtk_widget_class_install_action (widget_class, "entry.history", NULL, action_history);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "entry.back", NULL);
}

static void
ent_entry_view_init (EntEntryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ent_editor_set_placeholder (self->editor, _("What is to be done"));
  ent_editor_bar_set_editor (self->bar, self->editor);
  ent_add_shortcut (GTK_WIDGET (self), "<Control>Return", "entry.send");
}

/**
 * ent_entry_view_set_workspace:
 * @self: an entry view
 * @workspace: the account; once
 */
void
ent_entry_view_set_workspace (EntEntryView *self,
                              EntWorkspace *workspace)
{
  g_return_if_fail (ENT_IS_ENTRY_VIEW (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  ent_editor_set_workspace (self->editor, workspace);
  g_signal_connect_object (ent_workspace_get_connection (workspace), "notify::state",
                           G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
}

/**
 * ent_entry_view_set_draft:
 * @self: an entry view
 * @draft: (nullable): the entry to write; %NULL lets the one shown go, saved
 * @writable: %FALSE shows it without touching it
 *
 * Shows @draft: the cursor goes to the subject of a new entry, to the text of another.
 */
void
ent_entry_view_set_draft (EntEntryView *self,
                          EntDraft     *draft,
                          gboolean      writable)
{
  g_return_if_fail (ENT_IS_ENTRY_VIEW (self));
  g_return_if_fail (draft == NULL || ENT_IS_DRAFT (draft));

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  ent_editor_set_draft (self->editor, NULL);
  g_set_object (&self->draft, draft);
  if (draft == NULL)
    return;

  self->writable = writable;
  ent_editor_set_draft (self->editor, draft);
  ent_editor_set_editable (self->editor, writable);
  gtk_editable_set_editable (GTK_EDITABLE (self->subject), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->day_button), writable);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.send", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.delete", writable);
  g_signal_connect_object (draft, "notify", G_CALLBACK (on_draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  fill_subjects (self);
  on_draft_changed_cb (self);
  on_subject_changed_cb (self);
  if (*ent_draft_get_title (draft) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->subject));
  else
    ent_editor_focus_start (self->editor);
}

/**
 * ent_entry_view_get_date:
 * @self: a view
 *
 * Returns: (nullable): the civil date of the entry shown
 */
const char *
ent_entry_view_get_date (EntEntryView *self)
{
  g_return_val_if_fail (ENT_IS_ENTRY_VIEW (self), NULL);

  return self->draft != NULL ? ent_draft_get_date (self->draft) : NULL;
}
