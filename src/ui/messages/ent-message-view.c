/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-message-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ent-attachment-bar.h"
#include "ent-editor.h"
#include "ent-error-words.h"
#include "ent-error.h"
#include "ent-unparent.h"
#include "ent-words.h"

struct _EntMessageView
{
  GtkWidget         parent_instance;

  GtkLabel         *subject;
  GtkLabel         *from;
  GtkLabel         *date;
  GtkLabel         *people;
  EntAttachmentBar *files;
  GtkStack         *stack;
  GtkSpinner       *spinner;
  AdwStatusPage    *trouble;
  EntEditor        *text;

  EntWorkspace     *workspace;      /* (owned) (nullable) */
  EntMessage       *message;        /* (owned) (nullable) */
  GCancellable     *cancellable;    /* (owned) (nullable): of the fetch under way */
};

G_DEFINE_FINAL_TYPE (EntMessageView, ent_message_view, GTK_TYPE_WIDGET)

static char *
join_names (GPtrArray *recipients)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < recipients->len; i++)
    {
      g_autofree char *name = ent_recipient_dup_short_name (g_ptr_array_index (recipients, i));

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (names, FALSE);
}

static char *
say_people (EntMessage *message)
{
  g_autofree char *to = join_names (ent_message_get_to (message));
  g_autofree char *cc = join_names (ent_message_get_cc (message));
  g_autofree char *cci = join_names (ent_message_get_cci (message));
  GString *text = g_string_new (NULL);

  if (*to != '\0')
    /* Translators: %s are names of recipients. */
    g_string_append_printf (text, _("To: %s"), to);
  if (*cc != '\0')
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text, _("Copy: %s"), cc);
    }
  if (*cci != '\0')
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text, _("Hidden copy: %s"), cci);
    }
  return g_string_free (text, FALSE);
}

static void
show_head (EntMessageView *self)
{
  EntItem *item = ENT_ITEM (self->message);
  const char *subject = ent_item_get_title (item);
  const char *author = ent_item_get_author_name (item);
  g_autofree char *date = ent_words_time (ent_item_get_sort_at (item));
  g_autofree char *people = say_people (self->message);

  gtk_label_set_label (self->subject, *subject != '\0' ? subject : _("No subject"));
  gtk_label_set_label (self->from, author != NULL ? author : "");
  gtk_label_set_label (self->date, date);
  gtk_label_set_label (self->people, people);
  ent_attachment_bar_set_message (self->files, self->message);
}

static void
show_text (EntMessageView *self)
{
  const char *html = ent_item_get_html (ENT_ITEM (self->message));
  g_autoptr (EntDocument) document = ent_document_new_from_html (html != NULL ? html : "");

  ent_editor_set_document (self->text, document);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EntMessageView) self = user_data;
  g_autoptr (EntMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  message = ent_workspace_open_message_finish (ENT_WORKSPACE (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_spinner_stop (self->spinner);
  if (message != NULL)
    {
      g_set_object (&self->message, message);
      show_head (self);
      show_text (self);
    }
  else if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE))
    {
      adw_status_page_set_title (self->trouble, _("Not on This Computer"));
      adw_status_page_set_description (self->trouble,
                                       _("The text of this message was never opened here. It can be read when the network is back."));
      gtk_stack_set_visible_child_name (self->stack, "trouble");
    }
  else
    {
      g_autoptr (EntErrorWords) words = ent_error_words (error);

      adw_status_page_set_title (self->trouble, words->title);
      adw_status_page_set_description (self->trouble, words->explanation);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
    }
}

static void
load (EntMessageView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  ent_workspace_open_message_async (self->workspace, ent_item_get_id (ENT_ITEM (self->message)),
                                    self->cancellable, opened_cb, g_object_ref (self));
}

static void
ent_message_view_dispose (GObject *object)
{
  EntMessageView *self = ENT_MESSAGE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->message);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_message_view_parent_class)->dispose (object);
}

static void
ent_message_view_class_init (EntMessageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_message_view_dispose;

  g_type_ensure (ENT_TYPE_ATTACHMENT_BAR);
  g_type_ensure (ENT_TYPE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/messages/ent-message-view.ui");
  gtk_widget_class_bind_template_child (widget_class, EntMessageView, subject);
  gtk_widget_class_bind_template_child (widget_class, EntMessageView, from);
  gtk_widget_class_bind_template_child (widget_class, EntMessageView, date);
  gtk_widget_class_bind_template_child (widget_class, EntMessageView, people);
  gtk_widget_class_bind_template_child (widget_class, EntMessageView, files);
  gtk_widget_class_bind_template_child (widget_class, EntMessageView, stack);
  gtk_widget_class_bind_template_child (widget_class, EntMessageView, spinner);
  gtk_widget_class_bind_template_child (widget_class, EntMessageView, trouble);
  gtk_widget_class_bind_template_child (widget_class, EntMessageView, text);
  gtk_widget_class_bind_template_callback (widget_class, load);
}

static void
ent_message_view_init (EntMessageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ent_editor_set_label (self->text, _("Message"));
}

/**
 * ent_message_view_set_workspace:
 * @self: a message view
 * @workspace: the account; once
 */
void
ent_message_view_set_workspace (EntMessageView *self,
                                EntWorkspace   *workspace)
{
  g_return_if_fail (ENT_IS_MESSAGE_VIEW (self));

  g_set_object (&self->workspace, workspace);
  ent_attachment_bar_set_workspace (self->files, workspace);
  ent_editor_set_workspace (self->text, workspace);
}

/**
 * ent_message_view_show:
 * @self: a message view
 * @message: a message of the ENT
 *
 * Shows what is known of @message at once, then its text.
 */
void
ent_message_view_show (EntMessageView *self,
                       EntMessage     *message)
{
  g_return_if_fail (ENT_IS_MESSAGE_VIEW (self));
  g_return_if_fail (ENT_IS_MESSAGE (message));

  g_set_object (&self->message, message);
  show_head (self);
  load (self);
}

/**
 * ent_message_view_get_message:
 * @self: a message view
 *
 * Returns: (transfer none) (nullable): the message shown
 */
EntMessage *
ent_message_view_get_message (EntMessageView *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE_VIEW (self), NULL);

  return self->message;
}
