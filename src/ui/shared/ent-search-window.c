/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-search-window.h"

#include <glib/gi18n.h>

#include "ent-search-result.h"
#include "ent-toast.h"
#include "ent-words.h"

#define MAX_RESULTS 50

struct _EntSearchWindow
{
  AdwWindow        parent_instance;

  GtkSearchEntry  *entry;
  GtkStack        *stack;
  GtkListBox      *list;

  EntWorkspace    *workspace;     /* (owned) */
  GPtrArray       *results;       /* (owned) (element-type EntSearchResult): as the rows stand */
  GCancellable    *cancellable;   /* (owned) (nullable): of the search under way */
};

G_DEFINE_FINAL_TYPE (EntSearchWindow, ent_search_window, ADW_TYPE_WINDOW)

static void
append_row (EntSearchWindow *self,
            EntSearchResult *result)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *kind = gtk_label_new (ent_words_kind (ent_search_result_get_kind (result)));
  const char *title = ent_search_result_get_title (result);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *title != '\0' ? title : _("Untitled"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), ent_search_result_get_snippet (result));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_widget_add_css_class (kind, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kind);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
}

static void
show_results (EntSearchWindow *self,
              GPtrArray       *results)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  g_clear_pointer (&self->results, g_ptr_array_unref);
  self->results = g_ptr_array_ref (results);
  for (guint i = 0; i < results->len; i++)
    append_row (self, g_ptr_array_index (results, i));
  gtk_stack_set_visible_child_name (self->stack, results->len > 0 ? "results" : "nothing");
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EntSearchWindow) self = user_data;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  results = ent_workspace_search_finish (ENT_WORKSPACE (object), result, &error);
  if (results != NULL)
    show_results (self, results);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ent_toast_error (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), error);
}

static void
on_search_changed_cb (EntSearchWindow *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (*words == '\0')
    {
      gtk_stack_set_visible_child_name (self->stack, "start");
      return;
    }

  self->cancellable = g_cancellable_new ();
  ent_workspace_search_async (self->workspace, words, MAX_RESULTS, self->cancellable, found_cb,
                              g_object_ref (self));
}

static void
open_result (EntSearchWindow *self,
             guint            index)
{
  EntSearchResult *result;
  const char *id, *uuid;

  if (self->results == NULL || index >= self->results->len)
    return;

  result = g_ptr_array_index (self->results, index);
  id = ent_search_result_get_id (result);
  uuid = ent_search_result_get_draft_uuid (result);
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))),
                              "win.open", "(sss)",
                              ent_kind_to_string (ent_search_result_get_kind (result)),
                              id != NULL ? id : "", uuid != NULL ? uuid : "");
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_row_activated_cb (EntSearchWindow *self,
                     GtkListBoxRow   *row)
{
  open_result (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_activate_cb (EntSearchWindow *self)
{
  open_result (self, 0);
}

static gboolean
on_key_cb (EntSearchWindow *self,
           guint            keyval,
           guint            keycode,
           GdkModifierType  state)
{
  if (keyval != GDK_KEY_Down || self->results == NULL || self->results->len == 0)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
  return GDK_EVENT_STOP;
}

static void
ent_search_window_dispose (GObject *object)
{
  EntSearchWindow *self = ENT_SEARCH_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->results, g_ptr_array_unref);

  G_OBJECT_CLASS (ent_search_window_parent_class)->dispose (object);
}

static void
ent_search_window_class_init (EntSearchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_search_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/shared/ent-search-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EntSearchWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, EntSearchWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, EntSearchWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ent_search_window_init (EntSearchWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * ent_search_window_new:
 * @parent: the window searched from; it opens what is chosen, by its action "win.open"
 * @workspace: the account searched
 *
 * Returns: (transfer none): a window, owned by GTK
 */
GtkWidget *
ent_search_window_new (GtkWindow    *parent,
                       EntWorkspace *workspace)
{
  EntSearchWindow *self = g_object_new (ENT_TYPE_SEARCH_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}
