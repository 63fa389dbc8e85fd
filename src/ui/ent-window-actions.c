/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-window-private.h"

#include "ent-history-window.h"
#include "ent-homework-page.h"
#include "ent-search-window.h"
#include "ent-toast.h"

static const char *
page_for_kind (EntKind kind)
{
  switch (kind)
    {
    case ENT_KIND_NOTEBOOK:
    case ENT_KIND_ENTRY:
      return "homework";
    case ENT_KIND_BLOG:
    case ENT_KIND_POST:
    case ENT_KIND_COMMENT:
      return "blog";
    case ENT_KIND_FOLDER:
    case ENT_KIND_MESSAGE:
    case ENT_KIND_RECIPIENT:
      return "messages";
    case ENT_KIND_CLASS:
    case ENT_KIND_PERSON:
      return "classes";
    case ENT_KIND_DOCUMENT:
    case ENT_N_KINDS:
    default:
      return "outbox";
    }
}

static void
action_page (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ent_window_show_page (ENT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
action_open (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EntWindow *self = ENT_WINDOW (widget);
  const char *kind_name, *id, *draft_uuid;
  EntKind kind;

  g_variant_get (parameter, "(&s&s&s)", &kind_name, &id, &draft_uuid);
  if (self->workspace == NULL || !ent_kind_from_string (kind_name, &kind))
    return;

  ent_window_show_page (self, page_for_kind (kind));
  ent_page_open (ent_window_get_current_page (self), kind, *id != '\0' ? id : NULL,
                 *draft_uuid != '\0' ? draft_uuid : NULL);
}

static void
action_compare (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  EntWindow *self = ENT_WINDOW (widget);

  if (self->workspace == NULL)
    return;

  ent_window_show_page (self, "outbox");
  ent_page_open (ent_window_get_current_page (self), ENT_KIND_DOCUMENT, NULL, g_variant_get_string (parameter, NULL));
}

static void
action_create_on (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  EntWindow *self = ENT_WINDOW (widget);
  const char *page, *detail;

  g_variant_get (parameter, "(&s&s)", &page, &detail);
  if (self->workspace == NULL)
    return;

  ent_window_show_page (self, page);
  ent_page_create (ent_window_get_current_page (self), *detail != '\0' ? detail : NULL);
}

static void
action_show_day (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  EntWindow *self = ENT_WINDOW (widget);

  ent_window_show_page (self, "homework");
  ent_homework_page_show_day (ENT_HOMEWORK_PAGE (ent_window_get_current_page (self)),
                              g_variant_get_string (parameter, NULL));
}

static void
action_create (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EntPage *page = ent_window_get_current_page (ENT_WINDOW (widget));

  if (page != NULL)
    ent_page_create (page, NULL);
}

static void
action_undo (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ent_toast_undo_last (GTK_WIDGET (ENT_WINDOW (widget)->toasts));
}

static void
action_find (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EntPage *page = ent_window_get_current_page (ENT_WINDOW (widget));

  if (page != NULL)
    ent_page_find (page);
}

static void
action_search (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EntWindow *self = ENT_WINDOW (widget);

  if (self->workspace != NULL)
    gtk_window_present (GTK_WINDOW (ent_search_window_new (GTK_WINDOW (self), self->workspace)));
}

static const char *
null_if_empty (const char *text)
{
  return *text != '\0' ? text : NULL;
}

static void
action_history (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  EntWindow *self = ENT_WINDOW (widget);
  const char *id, *draft_uuid;

  g_variant_get (parameter, "(&s&s)", &id, &draft_uuid);
  if (self->workspace != NULL)
    gtk_window_present (GTK_WINDOW (ent_history_window_new (GTK_WINDOW (self), self->workspace, null_if_empty (id),
                                                            null_if_empty (draft_uuid))));
}

static void
pull_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The card says how it went: losing the network for a moment shows nothing but the card. */
  if (!ent_workspace_pull_finish (ENT_WORKSPACE (object), result, NULL, &error))
    g_debug ("Pull on demand: %s", error->message);
}

static void
action_sync (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EntWindow *self = ENT_WINDOW (widget);

  if (self->workspace == NULL)
    return;

  ent_workspace_send_now (self->workspace);
  ent_workspace_pull_async (self->workspace, NULL, pull_done_cb, NULL);
}

static void
action_sign_in_again (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  EntWindow *self = ENT_WINDOW (widget);
  const GError *error;

  if (self->workspace == NULL)
    return;

  error = ent_connection_get_error (ent_workspace_get_connection (self->workspace));
  ent_window_show_demand (self, error);
}

static void
action_show_sidebar (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  EntWindow *self = ENT_WINDOW (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
action_switch_account (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  EntWindow *self = ENT_WINDOW (widget);

  if (self->workspace != NULL)
    ent_window_switch_account (self);
}

void
ent_window_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.page", "s", action_page);
  gtk_widget_class_install_action (widget_class, "win.open", "(sss)", action_open);
  gtk_widget_class_install_action (widget_class, "win.compare", "s", action_compare);
  gtk_widget_class_install_action (widget_class, "win.create", NULL, action_create);
  gtk_widget_class_install_action (widget_class, "win.create-on", "(ss)", action_create_on);
  gtk_widget_class_install_action (widget_class, "win.show-day", "s", action_show_day);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, action_undo);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, action_find);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, action_search);
  gtk_widget_class_install_action (widget_class, "win.history", "(ss)", action_history);
  gtk_widget_class_install_action (widget_class, "win.sync", NULL, action_sync);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, action_sign_in_again);
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, action_show_sidebar);
  gtk_widget_class_install_action (widget_class, "win.switch-account", NULL, action_switch_account);
}
