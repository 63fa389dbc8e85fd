/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-history-window.h"

#include <glib/gi18n.h>

#include "ent-editor.h"
#include "ent-history-comparison.h"
#include "ent-toast.h"
#include "ent-words.h"

struct _EntHistoryWindow
{
  AdwWindow             parent_instance;

  AdwWindowTitle       *window_title;
  GtkWidget            *sidebar;
  GtkSearchEntry       *search;
  GtkListBox           *list;
  GtkStack             *stack;
  GtkStack             *sheets;
  GtkLabel             *when;
  GtkLabel             *rank;
  GtkToggleButton      *compare;
  EntEditor            *reader;
  EntHistoryComparison *comparison;
  GtkRange             *slider;

  EntWorkspace         *workspace;     /* (owned) */
  char                 *item_id;       /* (owned) (nullable): of the one text the window is about */
  char                 *draft_uuid;    /* (owned) (nullable): the same, or of its draft */
  GPtrArray            *texts;         /* (owned) (nullable) (element-type EntPastText): as the rows stand */
  const EntPastText    *text;          /* (unowned) (nullable): the one shown */
  GPtrArray            *versions;      /* (owned) (nullable) (element-type EntPastVersion): of it, newest first */
  EntDocument          *document;      /* (owned) (nullable): of the version shown */
  GCancellable         *searching;     /* (owned) (nullable) */
  GCancellable         *loading;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (EntHistoryWindow, ent_history_window, ADW_TYPE_WINDOW)

static GtkWidget *
get_parent (EntHistoryWindow *self)
{
  return GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
}

static void
renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}

static const EntPastVersion *
get_version (EntHistoryWindow *self)
{
  guint newest_last = (guint) gtk_range_get_value (self->slider);

  return self->versions != NULL && newest_last < self->versions->len
         ? g_ptr_array_index (self->versions, self->versions->len - 1 - newest_last) : NULL;
}

/* ---- a version ---- */

static const char *
say_author (const EntPastVersion *version)
{
  if (g_str_equal (version->author, ENT_PAST_ME))
    return _("you");
  if (g_str_equal (version->author, ENT_PAST_ENT))
    return _("on the ENT");

  return version->author;
}

static void
say_version (EntHistoryWindow     *self,
             const EntPastVersion *version)
{
  g_autofree char *time = ent_words_time (version->saved_at);
  g_autofree char *when = g_strdup_printf ("%s · %s", time, say_author (version));
  /* Translators: number of a version, 1 is the oldest one; how many there are. */
  g_autofree char *rank = g_strdup_printf (_("Version %u of %u"), (guint) gtk_range_get_value (self->slider) + 1,
                                           self->versions->len);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", rank, when);

  gtk_label_set_label (self->when, when);
  gtk_label_set_label (self->rank, rank);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken, -1);
  adw_window_title_set_title (self->window_title, *version->title != '\0' ? version->title : _("Untitled"));
}

static void
show_document (EntHistoryWindow *self)
{
  gboolean comparing = gtk_toggle_button_get_active (self->compare);
  g_autoptr (EntDocument) present = NULL;

  if (self->document == NULL)
    return;

  if (comparing)
    present = ent_workspace_dup_present (self->workspace, self->text);
  if (present != NULL)
    ent_history_comparison_show (self->comparison, self->workspace, self->document, present);
  else
    ent_editor_set_document (self->reader, self->document);
  gtk_stack_set_visible_child_name (self->sheets, present != NULL ? "comparison" : "reader");
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EntHistoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDocument) document = ent_workspace_load_version_finish (ENT_WORKSPACE (object), result, &error);

  if (self->workspace == NULL)   /* closed meanwhile */
    return;
  if (document == NULL || self->text == NULL)
    {
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        ent_toast_error (get_parent (self), error);
      return;
    }

  g_clear_pointer (&self->document, ent_document_unref);
  self->document = g_steal_pointer (&document);
  show_document (self);
  gtk_stack_set_visible_child_name (self->stack, "version");
}

static void
on_slider_moved_cb (EntHistoryWindow *self)
{
  const EntPastVersion *version = get_version (self);

  if (version == NULL)
    return;

  say_version (self, version);
  renew (&self->loading);
  ent_workspace_load_version_async (self->workspace, version->id, self->loading, loaded_cb, g_object_ref (self));
}

/* ---- a text ---- */

static guint
find_match (EntHistoryWindow *self)
{
  for (guint i = 0; i < self->versions->len; i++)
    if (((const EntPastVersion *) g_ptr_array_index (self->versions, i))->id == self->text->match)
      return i;

  return 0;
}

static void
versions_listed_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (EntHistoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = ent_workspace_list_versions_finish (ENT_WORKSPACE (object), result, &error);
  g_autoptr (EntDocument) present = NULL;
  guint newest_last;

  if (self->workspace == NULL)
    return;
  if (versions == NULL)
    ent_toast_error (get_parent (self), error);
  if (versions == NULL || versions->len == 0 || self->text == NULL)
    return;

  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = g_steal_pointer (&versions);
  present = ent_workspace_dup_present (self->workspace, self->text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->compare), present != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.restore", self->text->kind != ENT_N_KINDS);

  newest_last = self->versions->len - 1 - find_match (self);
  g_signal_handlers_block_by_func (self->slider, on_slider_moved_cb, self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->slider), self->versions->len > 1);
  gtk_range_set_range (self->slider, 0, MAX (self->versions->len - 1, 1));
  gtk_range_set_value (self->slider, newest_last);
  g_signal_handlers_unblock_by_func (self->slider, on_slider_moved_cb, self);
  on_slider_moved_cb (self);
}

static void
show_text (EntHistoryWindow  *self,
           const EntPastText *text)
{
  self->text = text;
  g_cancellable_cancel (self->loading);
  g_clear_pointer (&self->document, ent_document_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.restore", FALSE);
  if (text != NULL)
    ent_workspace_list_versions_async (self->workspace, text, versions_listed_cb, g_object_ref (self));
  else
    gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
on_row_selected_cb (EntHistoryWindow *self,
                    GtkListBoxRow    *row)
{
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (self->workspace == NULL)   /* the list goes, and its selection with it */
    return;

  show_text (self, index >= 0 && (guint) index < self->texts->len ? g_ptr_array_index (self->texts, index) : NULL);
}

/* ---- all texts ---- */

static void
append_row (EntHistoryWindow  *self,
            const EntPastText *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *date = ent_words_short_date (text->saved_at);
  g_autofree char *n = g_strdup_printf (ngettext ("%u version", "%u versions", text->n_versions), text->n_versions);
  g_autofree char *subtitle = NULL;

  if (text->kind != ENT_N_KINDS)
    subtitle = g_strdup_printf ("%s · %s · %s", ent_words_kind (text->kind), date, n);
  else
    subtitle = g_strdup_printf ("%s · %s", date, n);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *text->title != '\0' ? text->title : _("Untitled"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (self->list, row);
}

static gboolean
is_target (EntHistoryWindow  *self,
           const EntPastText *text)
{
  return (self->item_id != NULL && g_strcmp0 (text->item_id, self->item_id) == 0) ||
         (self->draft_uuid != NULL && g_str_equal (text->draft_uuid, self->draft_uuid));
}

static GtkListBoxRow *
find_first (EntHistoryWindow *self)
{
  if (self->item_id == NULL && self->draft_uuid == NULL)
    return gtk_list_box_get_row_at_index (self->list, 0);

  for (guint i = 0; i < self->texts->len; i++)
    if (is_target (self, g_ptr_array_index (self->texts, i)))
      return gtk_list_box_get_row_at_index (self->list, (int) i);

  return NULL;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EntHistoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = ent_workspace_list_past_finish (ENT_WORKSPACE (object), result, &error);
  GtkWidget *row;

  if (self->workspace == NULL)
    return;
  if (texts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        ent_toast_error (get_parent (self), error);
      return;
    }

  show_text (self, NULL);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->texts = g_steal_pointer (&texts);
  for (guint i = 0; i < self->texts->len; i++)
    append_row (self, g_ptr_array_index (self->texts, i));
  gtk_list_box_select_row (self->list, find_first (self));
}

static void
on_search_changed_cb (EntHistoryWindow *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  renew (&self->searching);
  ent_workspace_list_past_async (self->workspace, *words != '\0' ? words : NULL, self->searching, listed_cb,
                                 g_object_ref (self));
}

/* ---- bringing back ---- */

static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EntHistoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDraft) draft = ent_workspace_restore_version_finish (ENT_WORKSPACE (object), result, &error);
  const char *id;

  if (draft == NULL)
    {
      ent_toast_error (get_parent (self), error);
      return;
    }

  id = ent_draft_get_item_id (draft);
  gtk_widget_activate_action (get_parent (self), "win.open", "(sss)", ent_kind_to_string (ent_draft_get_kind (draft)),
                              id != NULL ? id : "", ent_draft_get_uuid (draft));
  ent_toast (get_parent (self), _("Brought back: read it again, then send it."));
  gtk_window_close (GTK_WINDOW (self));
}

static void
action_restore (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  EntHistoryWindow *self = ENT_HISTORY_WINDOW (widget);
  const EntPastVersion *version = get_version (self);

  if (self->text == NULL || version == NULL)
    return;

  gtk_widget_action_set_enabled (widget, "history.restore", FALSE);
  ent_workspace_restore_version_async (self->workspace, self->text, version, restored_cb, g_object_ref (self));
}

/* ---- life ---- */

static void
ent_history_window_dispose (GObject *object)
{
  EntHistoryWindow *self = ENT_HISTORY_WINDOW (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->workspace);
  self->text = NULL;
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->document, ent_document_unref);
  g_clear_pointer (&self->item_id, g_free);
  g_clear_pointer (&self->draft_uuid, g_free);

  G_OBJECT_CLASS (ent_history_window_parent_class)->dispose (object);
}

static void
ent_history_window_class_init (EntHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_history_window_dispose;

  g_type_ensure (ENT_TYPE_EDITOR);
  g_type_ensure (ENT_TYPE_HISTORY_COMPARISON);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/encrier/Encrier/ui/history/ent-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, search);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, sheets);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, when);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, rank);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, compare);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, reader);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, comparison);
  gtk_widget_class_bind_template_child (widget_class, EntHistoryWindow, slider);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_slider_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_document);
  gtk_widget_class_install_action (widget_class, "history.restore", NULL, action_restore);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ent_history_window_init (EntHistoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.restore", FALSE);
}

/**
 * ent_history_window_new:
 * @parent: the window it is in front of; it opens what is brought back, by its action "win.open"
 * @workspace: the account
 * @item_id: (nullable): the thing of the ENT it is about
 * @draft_uuid: (nullable): the draft it is about; with @item_id %NULL too, it is about everything
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
ent_history_window_new (GtkWindow    *parent,
                        EntWorkspace *workspace,
                        const char   *item_id,
                        const char   *draft_uuid)
{
  EntHistoryWindow *self;

  g_return_val_if_fail (ENT_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (ENT_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  self->item_id = g_strdup (item_id);
  self->draft_uuid = g_strdup (draft_uuid);
  gtk_widget_set_visible (self->sidebar, item_id == NULL && draft_uuid == NULL);
  ent_editor_set_workspace (self->reader, workspace);
  on_search_changed_cb (self);
  return GTK_WIDGET (self);
}
