/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-ask.h"

#include <glib/gi18n.h>

static GtkWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_response_cb (AdwMessageDialog *dialog,
                const char       *response,
                GTask            *task)
{
  g_task_return_boolean (task, g_strcmp0 (response, "action") == 0);
  g_object_unref (task);
}

/**
 * ent_ask_async:
 * @parent: a widget of the window asked in
 * @heading: the question
 * @body: what follows from it
 * @action: label of the button that does it, a verb
 * @destructive: whether it takes something away
 * @callback: called once answered
 *
 * Asks before something that cannot be taken back.
 */
void
ent_ask_async (GtkWidget           *parent,
               const char          *heading,
               const char          *body,
               const char          *action,
               gboolean             destructive,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkWidget *dialog = adw_message_dialog_new (find_window (parent), heading, body);

  g_task_set_source_tag (task, ent_ask_async);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "action", action);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "action",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                          : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog),
                                           destructive ? "cancel" : "action");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * ent_ask_finish:
 * @result: the result given to the callback
 * @error: return location
 *
 * Returns: %TRUE when the action was chosen
 */
gboolean
ent_ask_finish (GAsyncResult  *result,
                GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_ask_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ent_tell:
 * @parent: a widget of the window
 * @heading: what happened
 * @body: what follows from it
 *
 * Says something that must be read before going on.
 */
void
ent_tell (GtkWidget  *parent,
          const char *heading,
          const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (find_window (parent), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_chooser_response_cb (GtkNativeDialog *chooser,
                        int              response,
                        GTask           *task)
{
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_task_return_pointer (task, file, g_object_unref);
  g_object_unref (task);
  g_object_unref (chooser);
}

static void
choose (GtkWidget            *parent,
        const char           *title,
        GtkFileChooserAction  action,
        const char           *name,
        GAsyncReadyCallback   callback,
        gpointer              user_data,
        gpointer              source_tag)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkFileChooserNative *chooser;

  g_task_set_source_tag (task, source_tag);
  chooser = gtk_file_chooser_native_new (title, find_window (parent), action, NULL, NULL);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chooser_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static GFile *
choose_finish (GAsyncResult  *result,
               gpointer       source_tag,
               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ent_choose_file_async:
 * @parent: a widget of the window
 * @title: title of the chooser
 * @callback: called once chosen
 *
 * Opens the system's file chooser.
 */
void
ent_choose_file_async (GtkWidget           *parent,
                       const char          *title,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, callback, user_data,
          ent_choose_file_async);
}

/**
 * ent_choose_file_finish:
 * @result: the result given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file, %NULL when the user cancelled
 */
GFile *
ent_choose_file_finish (GAsyncResult  *result,
                        GError       **error)
{
  return choose_finish (result, ent_choose_file_async, error);
}

/**
 * ent_choose_target_async:
 * @parent: a widget of the window
 * @title: title of the chooser
 * @name: the name proposed
 * @callback: called once chosen
 *
 * Asks where to write a file; the system asks before one is replaced.
 */
void
ent_choose_target_async (GtkWidget           *parent,
                         const char          *title,
                         const char          *name,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, name, callback, user_data,
          ent_choose_target_async);
}

/**
 * ent_choose_target_finish:
 * @result: the result given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file to write, %NULL when the user cancelled
 */
GFile *
ent_choose_target_finish (GAsyncResult  *result,
                          GError       **error)
{
  return choose_finish (result, ent_choose_target_async, error);
}

/**
 * ent_choose_folder_async:
 * @parent: a widget of the window
 * @title: title of the chooser
 * @callback: called once chosen
 *
 * Asks for a folder.
 */
void
ent_choose_folder_async (GtkWidget           *parent,
                         const char          *title,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, callback, user_data,
          ent_choose_folder_async);
}

/**
 * ent_choose_folder_finish:
 * @result: the result given to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the folder, %NULL when the user cancelled
 */
GFile *
ent_choose_folder_finish (GAsyncResult  *result,
                          GError       **error)
{
  return choose_finish (result, ent_choose_folder_async, error);
}
