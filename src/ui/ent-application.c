/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-application.h"

#include <glib/gi18n.h>

#include "encrier-config.h"
#include "ent-account-list.h"
#include "ent-error-words.h"
#include "ent-window.h"
#include "ent-workspace.h"

struct _EntApplication
{
  AdwApplication  parent_instance;

  EntAccountList *accounts;        /* (owned) */
  char           *data_dir;        /* (owned) */
  char           *wanted_account;  /* (owned) (nullable): --account */
  char           *server;          /* (owned) (nullable): --server, for the sign-in screen */
  char           *login;           /* (owned) (nullable): --login */
  char           *password;        /* (owned) (nullable): read from standard input; cleared once used */
  gboolean        started;
};

G_DEFINE_FINAL_TYPE (EntApplication, ent_application, ADW_TYPE_APPLICATION)

static EntWindow *
find_window (EntApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (ENT_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
forget_password (EntApplication *self)
{
  if (self->password != NULL)
    memset (self->password, 0, strlen (self->password));
  g_clear_pointer (&self->password, g_free);
}

static void
show_sign_in (EntApplication *self,
              EntWindow      *window)
{
  ent_window_show_sign_in (window, self->server, self->login, self->password);
  forget_password (self);
}

static void
workspace_opened_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (EntApplication) self = user_data;
  g_autoptr (EntWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  EntWindow *window = find_window (self);

  workspace = ent_workspace_open_finish (result, &error);
  if (window == NULL)
    return;

  if (workspace != NULL)
    {
      ent_window_set_workspace (window, workspace);
      ent_workspace_start (workspace);
      return;
    }

  show_sign_in (self, window);
  ent_window_show_trouble (window, error);
}

static EntAccount *
choose_account (EntApplication *self)
{
  GListModel *model = G_LIST_MODEL (self->accounts);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (EntAccount) account = g_list_model_get_item (model, i);

      if (self->wanted_account == NULL ||
          g_strcmp0 (self->wanted_account, ent_account_get_uuid (account)) == 0 ||
          g_strcmp0 (self->wanted_account, ent_account_get_login (account)) == 0)
        return g_steal_pointer (&account);
    }

  return NULL;
}

static void
accounts_loaded_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (EntApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntAccount) account = NULL;
  EntWindow *window = find_window (self);

  if (!ent_account_list_load_finish (self->accounts, result, &error))
    g_message ("The list of accounts could not be read: %s", error->message);

  if (window == NULL)
    return;

  /* Somebody who says on the command line who to be wants that, not the last account. */
  if (self->server == NULL)
    account = choose_account (self);

  if (account != NULL)
    ent_workspace_open_async (self->data_dir, account, NULL, workspace_opened_cb,
                              g_object_ref (self));
  else
    show_sign_in (self, window);
}

static void
ent_application_activate (GApplication *application)
{
  EntApplication *self = ENT_APPLICATION (application);
  EntWindow *window = find_window (self);

  if (window == NULL)
    window = ent_window_new (ADW_APPLICATION (self), self->data_dir);

  gtk_window_present (GTK_WINDOW (window));

  if (!self->started)
    {
      self->started = TRUE;
      ent_account_list_load_async (self->accounts, NULL, accounts_loaded_cb, g_object_ref (self));
    }
}

static void
on_about_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  EntApplication *self = user_data;

  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (self)),
                         "application-name", _("Encrier"),
                         "application-icon", APPLICATION_ID,
                         "developer-name", _("The Encrier developers"),
                         "version", PACKAGE_VERSION,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Class blogs, homework log and messages of the ENT, "
                                       "written with or without a network."),
                         NULL);
}

static void
help_shown_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EntApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  EntWindow *window = find_window (self);

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;

  g_message ("The help could not be opened: %s", error->message);
  if (window != NULL)
    ent_window_say (window, _("No program of this computer can show the help."));
}

static void
on_help_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  g_app_info_launch_default_for_uri_async ("help:encrier", NULL, NULL, help_shown_cb,
                                           g_object_ref (user_data));
}

static void
on_quit_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  EntApplication *self = user_data;
  GtkWindow *window = GTK_WINDOW (find_window (self));

  /* The window saves what is being typed before it goes. */
  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (G_APPLICATION (self));
}

static void
install_actions (EntApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = on_about_cb },
    { .name = "help", .activate = on_help_cb },
    { .name = "quit", .activate = on_quit_cb },
  };
  static const struct
  {
    const char *action;
    const char *accels[3];
  } shortcuts[] = {
    { "app.quit", { "<Control>q" } },
    { "app.help", { "F1" } },
    { "win.page::today", { "<Control>1" } },
    { "win.page::homework", { "<Control>2" } },
    { "win.page::blog", { "<Control>3" } },
    { "win.page::messages", { "<Control>4" } },
    { "win.page::classes", { "<Control>5" } },
    { "win.page::outbox", { "<Control>6" } },
    { "win.create", { "<Control>n" } },
    { "win.find", { "<Control>f" } },
    { "win.search", { "<Control>k" } },
    { "win.sync", { "F5" } },
    { "win.show-sidebar", { "F9" } },
    { "win.show-help-overlay", { "<Control>question", "<Control>F1" } },
    { "window.close", { "<Control>w" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                           shortcuts[i].accels);
}

static void
ent_application_startup (GApplication *application)
{
  EntApplication *self = ENT_APPLICATION (application);

  G_APPLICATION_CLASS (ent_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  install_actions (self);
}

static int
ent_application_handle_local_options (GApplication *application,
                                      GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("Encrier %s\n", PACKAGE_VERSION);
  return 0;
}

static char *
read_password (GApplicationCommandLine *command_line)
{
  g_autoptr (GInputStream) input = g_application_command_line_get_stdin (command_line);
  g_autoptr (GDataInputStream) lines = NULL;

  if (input == NULL)
    return NULL;

  /* Standard input is ours for the time of one line: a program that pipes a password writes it at once. */
  lines = g_data_input_stream_new (input);
  return g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL);
}

static int
ent_application_command_line (GApplication            *application,
                              GApplicationCommandLine *command_line)
{
  EntApplication *self = ENT_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  gboolean password_stdin = FALSE;

  g_clear_pointer (&self->wanted_account, g_free);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->login, g_free);
  g_variant_dict_lookup (options, "account", "s", &self->wanted_account);
  g_variant_dict_lookup (options, "server", "s", &self->server);
  g_variant_dict_lookup (options, "login", "s", &self->login);
  g_variant_dict_lookup (options, "password-stdin", "b", &password_stdin);
  if (password_stdin)
    {
      forget_password (self);
      self->password = read_password (command_line);
    }

  g_application_activate (application);
  return 0;
}

static void
ent_application_finalize (GObject *object)
{
  EntApplication *self = ENT_APPLICATION (object);

  forget_password (self);
  g_clear_object (&self->accounts);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->wanted_account, g_free);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->login, g_free);

  G_OBJECT_CLASS (ent_application_parent_class)->finalize (object);
}

static void
ent_application_class_init (EntApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = ent_application_finalize;
  application_class->activate = ent_application_activate;
  application_class->startup = ent_application_startup;
  application_class->handle_local_options = ent_application_handle_local_options;
  application_class->command_line = ent_application_command_line;
}

static void
ent_application_init (EntApplication *self)
{
  static const GOptionEntry options[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Open this account (its login)"), N_("LOGIN") },
    { "server", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Sign in to the ENT at this address"), N_("ADDRESS") },
    { "login", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Sign in with this login"), N_("LOGIN") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Read the password from standard input"), NULL },
    G_OPTION_ENTRY_NULL
  };

  self->data_dir = g_build_filename (g_get_user_data_dir (), "encrier", NULL);
  self->accounts = ent_account_list_new (self->data_dir);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * ent_application_new:
 *
 * Makes the program. A second one started by the same user brings the first one's window forward.
 *
 * Returns: (transfer full): the application
 */
EntApplication *
ent_application_new (void)
{
  return g_object_new (ENT_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/fr/encrier/Encrier",
                       NULL);
}
