/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-window-private.h"

#include <glib/gi18n.h>

#include "encrier-config.h"
#include "ent-ask.h"
#include "ent-blog-page.h"
#include "ent-classes-page.h"
#include "ent-demand-window.h"
#include "ent-error-words.h"
#include "ent-error.h"
#include "ent-homework-page.h"
#include "ent-messages-page.h"
#include "ent-outbox-page.h"
#include "ent-today-page.h"
#include "ent-toast.h"

G_DEFINE_FINAL_TYPE (EntWindow, ent_window, ADW_TYPE_APPLICATION_WINDOW)

/* The activities, in the order of the sidebar. */
static const struct
{
  const char *name;
  GType     (*get_type) (void);
} activities[] = {
  { "today", ent_today_page_get_type },
  { "homework", ent_homework_page_get_type },
  { "blog", ent_blog_page_get_type },
  { "messages", ent_messages_page_get_type },
  { "classes", ent_classes_page_get_type },
  { "outbox", ent_outbox_page_get_type },
};

EntPage *
ent_window_get_current_page (EntWindow *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->pages);

  return child != NULL && ENT_IS_PAGE (child) ? ENT_PAGE (child) : NULL;
}

static void
remove_pages (EntWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    {
      ent_page_leave (ENT_PAGE (child));
      gtk_stack_remove (self->pages, child);
    }
}

static void
build_pages (EntWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (activities); i++)
    gtk_stack_add_named (self->pages,
                         g_object_new (activities[i].get_type (), "workspace", self->workspace, NULL),
                         activities[i].name);
}

static void
on_demand_closed_cb (EntWindow *self)
{
  self->demand = NULL;
}

void
ent_window_show_demand (EntWindow    *self,
                        const GError *error)
{
  if (self->demand != NULL)
    {
      gtk_window_present (self->demand);
      return;
    }

  self->demand = GTK_WINDOW (ent_demand_window_new (self->workspace, error));
  gtk_window_set_transient_for (self->demand, GTK_WINDOW (self));
  g_signal_connect_object (self->demand, "destroy", G_CALLBACK (on_demand_closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (self->demand);
}

/* A closed session is said by the card and asks nothing while somebody types; the other demands stop all sending
 * until they are answered, so they are shown at once. */
static void
on_demand_cb (EntWorkspace *workspace,
              const GError *error,
              EntWindow    *self)
{
  if (!g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT))
    ent_window_show_demand (self, error);
}

static void
on_signed_in_cb (EntWindow    *self,
                 EntWorkspace *workspace)
{
  ent_window_set_workspace (self, workspace);
  ent_workspace_start (workspace);
}

static void
on_active_cb (EntWindow *self)
{
  if (self->workspace != NULL)
    ent_workspace_set_active (self->workspace, gtk_window_is_active (GTK_WINDOW (self)));
}

static void
workspace_gone (EntWindow *self)
{
  g_application_release (g_application_get_default ());
  if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
workspace_closed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (EntWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_close_finish (ENT_WORKSPACE (object), result, &error))
    g_message ("Closing the account's store: %s", error->message);
  workspace_gone (self);
}

/* A text the disk refuses stops the first closing; by now its writer has given it up, and the
 * second closes all the same. */
static void
closing_tried_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (EntWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_close_finish (ENT_WORKSPACE (object), result, &error))
    {
      workspace_gone (self);
      return;
    }
  g_message ("A text was given up: %s", error->message);
  ent_workspace_close_async (ENT_WORKSPACE (object), workspace_closed_cb, g_steal_pointer (&self));
}

static void
close_workspace (EntWindow *self)
{
  g_autoptr (EntWorkspace) workspace = g_steal_pointer (&self->workspace);

  if (workspace == NULL)
    return;

  g_signal_handlers_disconnect_by_data (workspace, self);
  remove_pages (self);
  ent_sidebar_set_workspace (self->sidebar, NULL);
  ent_toast_forget_undo (GTK_WIDGET (self->toasts));
  /* What was typed is written even while quitting: the program lives until the disk has it. */
  g_application_hold (g_application_get_default ());
  ent_workspace_close_async (workspace, closing_tried_cb, g_object_ref (self));
}

/* What follows once nothing typed can be lost, or its writer gave it up. */
typedef void (*Leave) (EntWindow *self);

typedef struct
{
  EntWindow *window;   /* (owned) */
  Leave      leave;
} Leaving;

static void
leaving_free (Leaving *leaving)
{
  g_object_unref (leaving->window);
  g_free (leaving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, leaving_free)

static void
give_up_answered_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Leaving) leaving = user_data;

  leaving->window->leaving = FALSE;
  if (ent_ask_finish (result, NULL))
    leaving->leave (leaving->window);
}

static void
last_words_saved_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Leaving) leaving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntErrorWords) words = NULL;
  EntWindow *self = leaving->window;

  if (ent_workspace_save_drafts_finish (ENT_WORKSPACE (object), result, &error))
    {
      self->leaving = FALSE;
      leaving->leave (self);
      return;
    }

  g_message ("The last words could not be saved: %s", error->message);
  words = ent_error_words (error);
  ent_ask_async (GTK_WIDGET (self), _("Your Last Text Is Not Saved"), words->explanation,
                 _("_Lose It and Leave"), TRUE, give_up_answered_cb, g_steal_pointer (&leaving));
}

/* Asks the disk first: a text it refuses is only on the screen, which therefore stays. */
static void
leave_safely (EntWindow *self,
              Leave      leave)
{
  Leaving *leaving;

  if (self->leaving)
    return;

  self->leaving = TRUE;
  leaving = g_new0 (Leaving, 1);
  leaving->window = g_object_ref (self);
  leaving->leave = leave;
  ent_workspace_save_drafts_async (self->workspace, last_words_saved_cb, leaving);
}

static void
leave_account (EntWindow *self)
{
  close_workspace (self);
  ent_window_show_sign_in (self, NULL, NULL, NULL);
}

void
ent_window_switch_account (EntWindow *self)
{
  leave_safely (self, leave_account);
}

static void
close_for_good (EntWindow *self)
{
  self->closing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  close_workspace (self);
}

static gboolean
ent_window_close_request (GtkWindow *window)
{
  EntWindow *self = ENT_WINDOW (window);

  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  if (!gtk_window_is_maximized (window))
    g_settings_set (self->settings, "window-size", "(ii)",
                    gtk_widget_get_width (GTK_WIDGET (self)),
                    gtk_widget_get_height (GTK_WIDGET (self)));

  if (self->workspace != NULL)
    {
      leave_safely (self, close_for_good);
      return GDK_EVENT_STOP;
    }

  return self->closing ? GDK_EVENT_STOP
                       : GTK_WINDOW_CLASS (ent_window_parent_class)->close_request (window);
}

static void
ent_window_dispose (GObject *object)
{
  EntWindow *self = ENT_WINDOW (object);

  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_WINDOW);

  G_OBJECT_CLASS (ent_window_parent_class)->dispose (object);
}

static void
ent_window_finalize (GObject *object)
{
  EntWindow *self = ENT_WINDOW (object);

  g_clear_pointer (&self->data_dir, g_free);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ent_window_parent_class)->finalize (object);
}

static void
ent_window_class_init (EntWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ent_window_dispose;
  object_class->finalize = ent_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ent_window_close_request;

  g_type_ensure (ENT_TYPE_SIDEBAR);
  g_type_ensure (ENT_TYPE_SIGN_IN_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/ent-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EntWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EntWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, EntWindow, sign_in_page);
  gtk_widget_class_bind_template_child (widget_class, EntWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, EntWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, EntWindow, pages);

  ent_window_actions_install (widget_class);
}

static void
ent_window_init (EntWindow *self)
{
  int width, height;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active_cb), NULL);
  g_signal_connect_object (self->sign_in_page, "signed-in", G_CALLBACK (on_signed_in_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ent_window_new:
 * @application: the application
 * @data_dir: the folder of all accounts
 *
 * Makes the window, empty until it is given a workspace or told to show the sign-in screen.
 *
 * Returns: (transfer none): the window, owned by GTK
 */
EntWindow *
ent_window_new (AdwApplication *application,
                const char     *data_dir)
{
  EntWindow *self;

  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (data_dir != NULL, NULL);

  self = g_object_new (ENT_TYPE_WINDOW, "application", application, NULL);
  self->data_dir = g_strdup (data_dir);
  ent_sign_in_page_set_data_dir (self->sign_in_page, data_dir);
  return self;
}

/**
 * ent_window_get_workspace:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the account shown
 */
EntWorkspace *
ent_window_get_workspace (EntWindow *self)
{
  g_return_val_if_fail (ENT_IS_WINDOW (self), NULL);

  return self->workspace;
}

static void
tell_salvage (EntWindow *self)
{
  g_autofree char *body = NULL;
  const char *kept_name;
  guint n;

  if (!ent_workspace_get_salvage (self->workspace, &n, &kept_name))
    return;

  if (n == 0)
    /* Translators: %s is the name of a file. */
    body = g_strdup_printf (_("No unsent text could be read in it; what the ENT has is fetched anew. The damaged file is kept "
                              "beside the new one as %s."), kept_name);
  else
    /* Translators: %s is the name of a file. */
    body = g_strdup_printf (ngettext ("%u unsent text could be read and is there again; what the ENT has is fetched anew. The "
                                      "damaged file is kept beside the new one as %s.",
                                      "%u unsent texts could be read and are there again; what the ENT has is fetched anew. "
                                      "The damaged file is kept beside the new one as %s.", n), n, kept_name);
  ent_tell (GTK_WIDGET (self->stack), _("This Account’s File Was Damaged"), body);
}

/**
 * ent_window_set_workspace:
 * @self: a window
 * @workspace: an open account
 *
 * Shows the pages of @workspace, *Aujourd'hui* first; an account shown before is closed.
 */
void
ent_window_set_workspace (EntWindow    *self,
                          EntWorkspace *workspace)
{
  g_return_if_fail (ENT_IS_WINDOW (self));
  g_return_if_fail (ENT_IS_WORKSPACE (workspace));

  close_workspace (self);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "demand", G_CALLBACK (on_demand_cb), self, 0);

  build_pages (self);
  ent_sidebar_set_workspace (self->sidebar, workspace);
  ent_window_show_page (self, "today");
  gtk_stack_set_visible_child_name (self->stack, "work");
  on_active_cb (self);
  tell_salvage (self);
}

/**
 * ent_window_show_sign_in:
 * @self: a window
 * @server: (nullable): address to begin with
 * @login: (nullable): login to begin with
 * @password: (nullable): with the two others, signs in at once
 *
 * Shows the sign-in screen.
 */
void
ent_window_show_sign_in (EntWindow  *self,
                         const char *server,
                         const char *login,
                         const char *password)
{
  g_return_if_fail (ENT_IS_WINDOW (self));

  gtk_stack_set_visible_child_name (self->stack, "sign-in");
  ent_sign_in_page_begin (self->sign_in_page, server, login, password);
}

/**
 * ent_window_show_trouble:
 * @self: a window
 * @error: what prevents the account from opening
 *
 * Says on the sign-in screen why the account of this computer cannot be opened.
 */
void
ent_window_show_trouble (EntWindow    *self,
                         const GError *error)
{
  g_return_if_fail (ENT_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  ent_sign_in_page_show_trouble (self->sign_in_page, error);
}

/**
 * ent_window_show_page:
 * @self: a window
 * @name: "today", "homework", "blog", "messages", "classes" or "outbox"
 *
 * Goes to an activity; the one left saves what is being typed.
 */
void
ent_window_show_page (EntWindow  *self,
                      const char *name)
{
  EntPage *page;

  g_return_if_fail (ENT_IS_WINDOW (self));

  if (self->workspace == NULL || gtk_stack_get_child_by_name (self->pages, name) == NULL)
    return;

  page = ent_window_get_current_page (self);
  if (page != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), name) != 0)
    ent_page_leave (page);

  gtk_stack_set_visible_child_name (self->pages, name);
  ent_sidebar_select (self->sidebar, name);
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

/**
 * ent_window_say:
 * @self: a window
 * @words: a translated sentence
 *
 * Says something for a few seconds at the bottom of the window.
 */
void
ent_window_say (EntWindow  *self,
                const char *words)
{
  g_return_if_fail (ENT_IS_WINDOW (self));

  ent_toast (GTK_WIDGET (self->stack), words);
}
