/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-versions-window.h"

#include <glib/gi18n.h>

#include "ent-editor.h"
#include "ent-toast.h"
#include "ent-words.h"

struct _EntVersionsWindow
{
  AdwWindow       parent_instance;

  AdwWindowTitle *window_title;
  GtkLabel       *mine_who;
  GtkLabel       *theirs_who;
  EntEditor      *mine_text;
  EntEditor      *theirs_text;

  EntWorkspace   *workspace;   /* (owned) */
  EntDraft       *draft;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (EntVersionsWindow, ent_versions_window, ADW_TYPE_WINDOW)

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EntVersionsWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_choose_finish (ENT_WORKSPACE (object), result, &error))
    ent_toast_error (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), error);
  gtk_window_close (GTK_WINDOW (self));
}

static void
action_choose (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EntVersionsWindow *self = ENT_VERSIONS_WINDOW (widget);
  const char *side = g_variant_get_string (parameter, NULL);

  gtk_widget_set_sensitive (widget, FALSE);
  ent_workspace_choose_async (self->workspace, ent_draft_get_uuid (self->draft),
                              g_str_equal (side, "mine") ? ENT_SIDE_MINE :
                              g_str_equal (side, "theirs") ? ENT_SIDE_THEIRS : ENT_SIDE_BOTH,
                              chosen_cb, g_object_ref (self));
}

static void
show (EntVersionsWindow *self)
{
  EntItem *theirs = ent_draft_get_theirs (self->draft);
  const char *html = ent_item_get_html (theirs);
  g_autoptr (EntDocument) document = ent_document_new_from_html (html != NULL ? html : "");
  g_autofree char *mine_at = ent_words_time (ent_draft_get_saved_at (self->draft));
  g_autofree char *theirs_at = ent_words_time (ent_item_get_modified_at (theirs));
  g_autofree char *theirs_who = NULL;

  if (ent_item_get_author_name (theirs) != NULL)
    theirs_who = g_strdup_printf ("%s · %s", ent_item_get_author_name (theirs), theirs_at);

  adw_window_title_set_subtitle (self->window_title, ent_draft_get_title (self->draft));
  gtk_label_set_label (self->mine_who, mine_at);
  gtk_label_set_label (self->theirs_who, theirs_who != NULL ? theirs_who
                       : ent_item_get_modified_at (theirs) > 0 ? theirs_at : "");
  ent_editor_set_workspace (self->mine_text, self->workspace);
  ent_editor_set_workspace (self->theirs_text, self->workspace);
  ent_editor_set_document (self->mine_text, ent_draft_get_document (self->draft));
  ent_editor_set_document (self->theirs_text, document);
}

static void
ent_versions_window_dispose (GObject *object)
{
  EntVersionsWindow *self = ENT_VERSIONS_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (ent_versions_window_parent_class)->dispose (object);
}

static void
ent_versions_window_class_init (EntVersionsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_versions_window_dispose;

  g_type_ensure (ENT_TYPE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/outbox/ent-versions-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EntVersionsWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, EntVersionsWindow, mine_who);
  gtk_widget_class_bind_template_child (widget_class, EntVersionsWindow, theirs_who);
  gtk_widget_class_bind_template_child (widget_class, EntVersionsWindow, mine_text);
  gtk_widget_class_bind_template_child (widget_class, EntVersionsWindow, theirs_text);
  gtk_widget_class_install_action (widget_class, "versions.choose", "s", action_choose);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ent_versions_window_init (EntVersionsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_versions_window_new:
 * @parent: the window it is in front of
 * @workspace: the account
 * @draft: a text of which there are two versions
 *
 * Returns: (transfer none): a window, owned by GTK, closed once something was chosen
 */
GtkWidget *
ent_versions_window_new (GtkWindow    *parent,
                         EntWorkspace *workspace,
                         EntDraft     *draft)
{
  EntVersionsWindow *self;

  g_return_val_if_fail (ENT_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (ent_draft_get_theirs (draft) != NULL, NULL);

  self = g_object_new (ENT_TYPE_VERSIONS_WINDOW, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  show (self);
  return GTK_WIDGET (self);
}
