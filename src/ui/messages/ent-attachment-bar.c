/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-attachment-bar.h"

#include <glib/gi18n.h>

#include "ent-ask.h"
#include "ent-attachment-chip.h"
#include "ent-error.h"
#include "ent-toast.h"
#include "ent-unparent.h"
#include "ent-wrap-box.h"

/* As many files of one name as anybody has in a folder. */
#define MAX_SAME_NAME 1000

struct _EntAttachmentBar
{
  GtkWidget     parent_instance;

  EntWrapBox   *chips;
  GtkWidget    *save_all;

  EntWorkspace *workspace;     /* (owned) (nullable) */
  EntMessage   *message;       /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned): of the message shown */
};

G_DEFINE_FINAL_TYPE (EntAttachmentBar, ent_attachment_bar, GTK_TYPE_WIDGET)

/* One file on its way: to be opened, written over @target, or put in @folder under a name that is free. */
typedef struct
{
  EntAttachmentBar  *self;     /* (owned) */
  EntAttachmentChip *chip;     /* (owned) */
  GFile             *target;   /* (owned) (nullable) */
  GFile             *folder;   /* (owned) (nullable) */
  GFile             *kept;     /* (owned) (nullable): once it is here */
  guint              number;   /* which of the names tried */
  guint             *n_left;   /* (nullable): shared by the files of one folder */
} Errand;

static void
errand_free (Errand *errand)
{
  ent_attachment_chip_set_busy (errand->chip, FALSE);
  g_object_unref (errand->self);
  g_object_unref (errand->chip);
  g_clear_object (&errand->target);
  g_clear_object (&errand->folder);
  g_clear_object (&errand->kept);
  if (errand->n_left != NULL && --*errand->n_left == 0)
    g_free (errand->n_left);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void copy_to_folder (Errand *errand);

/* "fiche.pdf", then "fiche (2).pdf". */
static char *
name_in_folder (Errand *errand)
{
  g_autofree char *name = g_file_get_basename (errand->kept);
  char *ending = strrchr (name, '.');

  if (errand->number == 1)
    return g_steal_pointer (&name);
  if (ending == NULL || ending == name)
    return g_strdup_printf ("%s (%u)", name, errand->number);
  *ending = '\0';
  return g_strdup_printf ("%s (%u).%s", name, errand->number, ending + 1);
}

static void
say_saved (Errand *errand)
{
  g_autofree char *where = NULL;
  g_autofree char *words = NULL;

  if (errand->n_left != NULL && *errand->n_left > 1)
    return;

  where = g_file_get_parse_name (errand->folder != NULL ? errand->folder : errand->target);
  /* Translators: %s is a file or a folder. */
  words = g_strdup_printf (_("Saved in %s"), where);
  ent_toast (GTK_WIDGET (errand->self), words);
}

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_copy_finish (G_FILE (object), result, &error))
    {
      say_saved (errand);
    }
  else if (errand->folder != NULL && errand->number < MAX_SAME_NAME &&
           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      errand->number++;
      copy_to_folder (g_steal_pointer (&errand));
    }
  else
    {
      ent_toast_error (GTK_WIDGET (errand->self), error);
    }
}

static void
copy (Errand        *errand,
      GFile         *target,
      GFileCopyFlags flags)
{
  g_file_copy_async (errand->kept, target, flags | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                     G_PRIORITY_DEFAULT, NULL, NULL, NULL, copied_cb, errand);
}

static void
copy_to_folder (Errand *errand)
{
  g_autofree char *name = name_in_folder (errand);
  g_autoptr (GFile) target = g_file_get_child (errand->folder, name);

  copy (errand, target, G_FILE_COPY_NONE);
}

static void
launched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EntAttachmentBar) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;

  g_debug ("A file is not opened: %s", error->message);
  ent_toast (GTK_WIDGET (self),
             _("No program of this computer opens this kind of file. You can save it elsewhere."));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *widget = GTK_WIDGET (errand->self);

  errand->kept = ent_workspace_load_attachment_finish (ENT_WORKSPACE (object), result, &error);
  if (errand->kept == NULL && g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE))
    {
      ent_toast (widget, _("This file is not on this computer yet. You can open it when the network is back."));
    }
  else if (errand->kept == NULL)
    {
      ent_toast_error (widget, error);
    }
  else if (errand->target != NULL)
    {
      GFile *target = errand->target;

      copy (g_steal_pointer (&errand), target, G_FILE_COPY_OVERWRITE);
    }
  else if (errand->folder != NULL)
    {
      copy_to_folder (g_steal_pointer (&errand));
    }
  else
    {
      g_autofree char *uri = g_file_get_uri (errand->kept);
      g_autoptr (GdkAppLaunchContext) context =
        gdk_display_get_app_launch_context (gtk_widget_get_display (widget));

      g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL,
                                               launched_cb, g_object_ref (errand->self));
    }
}

static Errand *
errand_new (EntAttachmentBar  *self,
            EntAttachmentChip *chip)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->self = g_object_ref (self);
  errand->chip = g_object_ref (chip);
  errand->number = 1;
  return errand;
}

static void
begin (Errand *errand)
{
  EntAttachmentBar *self = errand->self;

  ent_attachment_chip_set_busy (errand->chip, TRUE);
  ent_workspace_load_attachment_async (self->workspace,
                                       ent_item_get_id (ENT_ITEM (self->message)),
                                       ent_attachment_chip_get_attachment (errand->chip),
                                       self->cancellable, loaded_cb, errand);
}

static void
on_open_cb (EntAttachmentChip *chip,
            EntAttachmentBar  *self)
{
  begin (errand_new (self, chip));
}

static void
target_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (EntAttachmentChip) chip = user_data;
  EntAttachmentBar *self = ENT_ATTACHMENT_BAR (object);
  g_autoptr (GFile) target = ent_choose_target_finish (result, NULL);
  Errand *errand;

  /* Another message may have come meanwhile. */
  if (target == NULL || gtk_widget_get_parent (GTK_WIDGET (chip)) == NULL)
    return;

  errand = errand_new (self, chip);
  errand->target = g_steal_pointer (&target);
  begin (errand);
}

static void
on_save_cb (EntAttachmentChip *chip,
            EntAttachmentBar  *self)
{
  ent_choose_target_async (GTK_WIDGET (self), _("Save a File"),
                           ent_attachment_get_name (ent_attachment_chip_get_attachment (chip)),
                           target_chosen_cb, g_object_ref (chip));
}

static void
folder_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  EntAttachmentBar *self = ENT_ATTACHMENT_BAR (object);
  g_autoptr (EntMessage) message = user_data;
  g_autoptr (GFile) folder = ent_choose_folder_finish (result, NULL);
  guint *n_left;

  if (folder == NULL || message != self->message)
    return;

  n_left = g_new0 (guint, 1);
  *n_left = ent_message_get_attachments (message)->len;
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));
       chip != self->save_all; chip = gtk_widget_get_next_sibling (chip))
    {
      Errand *errand = errand_new (self, ENT_ATTACHMENT_CHIP (chip));

      errand->folder = g_object_ref (folder);
      errand->n_left = n_left;
      begin (errand);
    }
}

static void
on_save_all_cb (EntAttachmentBar *self)
{
  ent_choose_folder_async (GTK_WIDGET (self), _("Save All Files"), folder_chosen_cb,
                           g_object_ref (self->message));
}

static void
ent_attachment_bar_dispose (GObject *object)
{
  EntAttachmentBar *self = ENT_ATTACHMENT_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->message);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_attachment_bar_parent_class)->dispose (object);
}

static void
ent_attachment_bar_class_init (EntAttachmentBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_attachment_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ent_attachment_bar_init (EntAttachmentBar *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Attached files"), -1);
  self->cancellable = g_cancellable_new ();
  self->chips = g_object_new (ENT_TYPE_WRAP_BOX, "hexpand", TRUE, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->chips), GTK_WIDGET (self));
  self->save_all = gtk_button_new_with_mnemonic (_("Save A_ll…"));
  g_signal_connect_swapped (self->save_all, "clicked", G_CALLBACK (on_save_all_cb), self);
  ent_wrap_box_insert (self->chips, self->save_all, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * ent_attachment_bar_set_workspace:
 * @self: a bar
 * @workspace: the account; once
 */
void
ent_attachment_bar_set_workspace (EntAttachmentBar *self,
                                  EntWorkspace     *workspace)
{
  g_return_if_fail (ENT_IS_ATTACHMENT_BAR (self));

  g_set_object (&self->workspace, workspace);
}

/**
 * ent_attachment_bar_set_message:
 * @self: a bar
 * @message: a message of the ENT
 *
 * Shows the files of @message. Those of another message that are still coming are given up.
 */
void
ent_attachment_bar_set_message (EntAttachmentBar *self,
                                EntMessage       *message)
{
  GPtrArray *attachments;
  GtkWidget *child;

  g_return_if_fail (ENT_IS_ATTACHMENT_BAR (self));
  g_return_if_fail (ENT_IS_MESSAGE (message));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->message, message);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != self->save_all)
    gtk_widget_unparent (child);

  attachments = ent_message_get_attachments (message);
  for (guint i = 0; i < attachments->len; i++)
    {
      GtkWidget *chip = ent_attachment_chip_new (g_ptr_array_index (attachments, i));

      g_signal_connect_object (chip, "open", G_CALLBACK (on_open_cb), self, 0);
      g_signal_connect_object (chip, "save", G_CALLBACK (on_save_cb), self, 0);
      ent_wrap_box_insert (self->chips, chip, i);
    }
  gtk_widget_set_visible (self->save_all, attachments->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), attachments->len > 0);
}
