/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-message-composer.h"

#include <glib/gi18n.h>

#include "ent-ask.h"
#include "ent-editor-bar.h"
#include "ent-editor.h"
#include "ent-later.h"
#include "ent-message-doubts.h"
#include "ent-recipients-field.h"
#include "ent-shortcut.h"
#include "ent-toast.h"
#include "ent-unparent.h"
#include "ent-words.h"
#include "ent-wrap-box.h"

struct _EntMessageComposer
{
  GtkWidget           parent_instance;

  EntRecipientsField *to;
  EntRecipientsField *cc;
  EntRecipientsField *cci;
  GtkToggleButton    *more_button;
  GtkEntry           *subject;
  EntEditorBar       *bar;
  EntEditor          *editor;
  EntWrapBox         *files;
  GtkLabel           *status;
  AdwSplitButton     *send_button;

  EntWorkspace       *workspace;   /* (owned) (nullable) */
  EntDraft           *draft;       /* (owned) (nullable) */
  gint64              asked_for;   /* µs UTC, 0: now; when it leaves, while something is asked first */
  gboolean            filling;     /* the widgets follow the draft: not a change of the teacher's */
};

G_DEFINE_FINAL_TYPE (EntMessageComposer, ent_message_composer, GTK_TYPE_WIDGET)

enum
{
  DONE,
  HELD_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_online (EntMessageComposer *self)
{
  EntConnectionState state;

  state = ent_connection_get_state (ent_workspace_get_connection (self->workspace));
  return state == ENT_CONNECTION_ONLINE || state == ENT_CONNECTION_BUSY;
}

static void
update_send (EntMessageComposer *self)
{
  gboolean somebody;

  if (self->draft == NULL)
    return;

  somebody = ent_draft_get_to (self->draft)->len + ent_draft_get_cc (self->draft)->len +
             ent_draft_get_cci (self->draft)->len > 0;
  adw_split_button_set_label (self->send_button, is_online (self) ? _("_Send")
                                                                  : _("_Send When Online"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.send", somebody);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.send-at", somebody);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.send-later", somebody);
}

static void
show_status (EntMessageComposer *self)
{
  g_autofree char *words = NULL;

  if (self->draft == NULL)
    return;

  words = ent_words_draft_status (self->draft, is_online (self));
  gtk_label_set_label (self->status, words);
  update_send (self);
}

static void
on_detach_cb (GtkButton          *button,
              EntMessageComposer *self)
{
  GtkWidget *chip = gtk_widget_get_parent (GTK_WIDGET (button));
  GPtrArray *attachments = ent_draft_get_attachments (self->draft);
  GtkWidget *before = chip;
  guint index = 0;

  while ((before = gtk_widget_get_prev_sibling (before)) != NULL)
    index++;
  if (index < attachments->len)
    ent_draft_detach (self->draft, g_ptr_array_index (attachments, index));
  gtk_widget_unparent (chip);
  gtk_widget_set_visible (GTK_WIDGET (self->files),
                          ent_draft_get_attachments (self->draft)->len > 0);
}

static GtkWidget *
make_file_chip (EntMessageComposer *self,
                EntAttachment      *attachment)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *size = ent_words_size (ent_attachment_get_size (attachment));
  g_autofree char *text = g_strdup_printf ("%s (%s)", ent_attachment_get_name (attachment), size);
  /* Translators: %s is the name of a file. */
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), ent_attachment_get_name (attachment));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_signal_connect (button, "clicked", G_CALLBACK (on_detach_cb), self);
  gtk_widget_add_css_class (box, "file-chip");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static void
show_files (EntMessageComposer *self)
{
  GPtrArray *attachments = ent_draft_get_attachments (self->draft);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < attachments->len; i++)
    ent_wrap_box_insert (self->files, make_file_chip (self, g_ptr_array_index (attachments, i)), i);
  gtk_widget_set_visible (GTK_WIDGET (self->files), attachments->len > 0);
}

static void
on_people_changed_cb (EntMessageComposer *self)
{
  g_autoptr (GPtrArray) to = NULL;
  g_autoptr (GPtrArray) cc = NULL;
  g_autoptr (GPtrArray) cci = NULL;

  if (self->draft == NULL || self->filling)
    return;

  to = ent_recipients_field_dup_recipients (self->to);
  cc = ent_recipients_field_dup_recipients (self->cc);
  cci = ent_recipients_field_dup_recipients (self->cci);
  ent_draft_set_to (self->draft, to);
  ent_draft_set_cc (self->draft, cc);
  ent_draft_set_cci (self->draft, cci);
  update_send (self);
}

static void
on_subject_changed_cb (EntMessageComposer *self)
{
  if (self->draft != NULL && !self->filling)
    ent_draft_set_title (self->draft, gtk_editable_get_text (GTK_EDITABLE (self->subject)));
}

static void
on_subject_activate_cb (EntMessageComposer *self)
{
  ent_editor_focus_start (self->editor);
}

/* A message on its way out, as long as it can be held back. */
typedef struct
{
  EntMessageComposer *composer;   /* (owned) */
  char               *uuid;       /* (owned) */
  gint64              not_before; /* µs UTC, 0: now */
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  g_object_unref (leaving->composer);
  g_free (leaving->uuid);
  g_free (leaving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, leaving_free)

static void
held_back_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Leaving) leaving = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *widget = GTK_WIDGET (leaving->composer);

  if (ent_workspace_cancel_finish (ENT_WORKSPACE (object), result, &error))
    g_signal_emit (leaving->composer, signals[HELD_BACK], 0, leaving->uuid);
  else if (error != NULL)
    ent_toast_error (widget, error);
  else
    ent_toast (widget, _("Too late: this message is leaving."));
}

static void
hold_back (gpointer data)
{
  Leaving *pressed = data;
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->composer = g_object_ref (pressed->composer);
  leaving->uuid = g_strdup (pressed->uuid);
  ent_workspace_cancel_async (leaving->composer->workspace, leaving->uuid, held_back_cb, leaving);
}

static char *
say_leaving (EntMessageComposer *self,
             gint64              not_before)
{
  g_autofree char *time = NULL;

  if (not_before != 0)
    {
      time = ent_words_appointment (not_before);
      /* Translators: %s is a day and an hour. */
      return g_strdup_printf (_("Your message will leave on %s, if Encrier is open."), time);
    }

  return g_strdup (is_online (self) ? _("Message being sent.")
                   : _("Your message will leave when the network is back."));
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Leaving) leaving = user_data;
  EntMessageComposer *self = leaving->composer;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_send_finish (ENT_WORKSPACE (object), result, NULL, &error))
    {
      ent_toast_error (GTK_WIDGET (self), error);
      return;
    }

  words = say_leaving (self, leaving->not_before);
  ent_toast_undo (GTK_WIDGET (self), words, hold_back, g_steal_pointer (&leaving), leaving_free);
  g_signal_emit (self, signals[DONE], 0);
}

/* It stays here as long as the toast that takes it back: what has left reaches every family at once. */
static void
send (EntMessageComposer *self,
      gint64              not_before)
{
  Leaving *leaving = g_new0 (Leaving, 1);
  gint64 held = g_get_real_time () + ENT_TOAST_UNDO_SECONDS * G_TIME_SPAN_SECOND;

  leaving->composer = g_object_ref (self);
  leaving->uuid = g_strdup (ent_draft_get_uuid (self->draft));
  leaving->not_before = not_before;
  ent_workspace_send_async (self->workspace, self->draft, ENT_SEND_SEND, MAX (not_before, held),
                            sent_cb, leaving);
}

/* A name typed and not chosen would be left out in silence. */
static gboolean
everybody_known (EntMessageComposer *self)
{
  EntRecipientsField *fields[] = { self->to, self->cc, self->cci };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *unknown = ent_recipients_field_get_unknown (fields[i]);
      g_autofree char *words = NULL;

      if (unknown == NULL)
        continue;

      /* Translators: %s is what was typed as a recipient. */
      words = g_strdup_printf (_("Not sent yet: choose who “%s” is in the list, or erase it."), unknown);
      ent_toast (GTK_WIDGET (self), words);
      ent_recipients_field_focus (fields[i]);
      return FALSE;
    }
  return TRUE;
}

static void
doubts_answered_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  EntMessageComposer *self = ENT_MESSAGE_COMPOSER (object);
  g_autoptr (EntDraft) draft = user_data;

  if (ent_ask_finish (result, NULL) && draft == self->draft)
    send (self, self->asked_for);
}

static void
check_and_send (EntMessageComposer *self,
                gint64              not_before)
{
  g_autofree char *doubts = NULL;

  if (self->draft == NULL || !everybody_known (self))
    return;

  doubts = ent_message_doubts_dup (self->draft, ent_editor_get_document (self->editor));
  self->asked_for = not_before;
  if (doubts == NULL)
    send (self, not_before);
  else
    ent_ask_async (GTK_WIDGET (self), _("Send This Message?"), doubts, _("_Send Anyway"), FALSE,
                   doubts_answered_cb, g_object_ref (self->draft));
}

static void
action_send (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  check_and_send (ENT_MESSAGE_COMPOSER (widget), 0);
}

static void
action_send_at (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  check_and_send (ENT_MESSAGE_COMPOSER (widget), g_variant_get_int64 (parameter));
}

static void
time_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  EntMessageComposer *self = ENT_MESSAGE_COMPOSER (object);
  g_autoptr (EntDraft) draft = user_data;
  gint64 time = ent_later_ask_finish (result, NULL);

  if (time != 0 && draft == self->draft)
    check_and_send (self, time);
}

static void
action_send_later (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  EntMessageComposer *self = ENT_MESSAGE_COMPOSER (widget);

  if (self->draft != NULL)
    ent_later_ask_async (widget, time_chosen_cb, g_object_ref (self->draft));
}

static void
attached_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EntMessageComposer) self = user_data;
  g_autoptr (EntAttachment) attachment = NULL;
  g_autoptr (GError) error = NULL;

  attachment = ent_draft_attach_finish (ENT_DRAFT (object), result, &error);
  if (attachment == NULL)
    ent_toast_error (GTK_WIDGET (self), error);
  else if (ENT_DRAFT (object) == self->draft)
    show_files (self);
}

static void
file_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  EntMessageComposer *self = ENT_MESSAGE_COMPOSER (object);
  g_autoptr (GFile) file = ent_choose_file_finish (result, NULL);

  if (file != NULL && self->draft != NULL)
    ent_draft_attach_async (self->draft, file, attached_cb, g_object_ref (self));
}

static void
action_attach (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  ent_choose_file_async (widget, _("Attach a File"), file_chosen_cb, NULL);
}

static void
discarded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EntMessageComposer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_discard_draft_finish (ENT_WORKSPACE (object), result, &error))
    g_signal_emit (self, signals[DONE], 0);
  else
    ent_toast_error (GTK_WIDGET (self), error);
}

static void
discard_answered_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  EntMessageComposer *self = ENT_MESSAGE_COMPOSER (object);

  if (ent_ask_finish (result, NULL) && self->draft != NULL)
    ent_workspace_discard_draft_async (self->workspace, ent_draft_get_uuid (self->draft),
                                       discarded_cb, g_object_ref (self));
}

static void
action_discard (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  ent_ask_async (widget, _("Throw This Message Away?"), _("It was not sent: nobody has seen it."),
                 _("_Throw Away"), TRUE, discard_answered_cb, NULL);
}

/* GTK's chain goes by geometry and stops at the Cc/Bcc button after the recipients; whoever writes a message goes on to
 * its subject. The button is reached backwards from there, or by its mnemonic. */
static gboolean
ent_message_composer_focus (GtkWidget        *widget,
                            GtkDirectionType  direction)
{
  EntMessageComposer *self = ENT_MESSAGE_COMPOSER (widget);
  GtkWidget *to = GTK_WIDGET (self->to);
  GtkWidget *next = GTK_WIDGET (gtk_widget_get_visible (GTK_WIDGET (self->cc)) ? (gpointer) self->cc
                                                                              : self->subject);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (direction == GTK_DIR_TAB_FORWARD && focus != NULL && gtk_widget_is_ancestor (focus, to))
    return gtk_widget_child_focus (to, direction) || gtk_widget_child_focus (next, direction);

  return GTK_WIDGET_CLASS (ent_message_composer_parent_class)->focus (widget, direction);
}

static void
ent_message_composer_dispose (GObject *object)
{
  EntMessageComposer *self = ENT_MESSAGE_COMPOSER (object);

  if (self->editor != NULL)
    ent_editor_set_draft (self->editor, NULL);
  self->editor = NULL;
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  ent_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (ent_message_composer_parent_class)->dispose (object);
}

static void
ent_message_composer_class_init (EntMessageComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_message_composer_dispose;
  widget_class->focus = ent_message_composer_focus;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[HELD_BACK] = g_signal_new ("held-back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ENT_TYPE_EDITOR);
  g_type_ensure (ENT_TYPE_EDITOR_BAR);
  g_type_ensure (ENT_TYPE_RECIPIENTS_FIELD);
  g_type_ensure (ENT_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/messages/ent-message-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, EntMessageComposer, to);
  gtk_widget_class_bind_template_child (widget_class, EntMessageComposer, cc);
  gtk_widget_class_bind_template_child (widget_class, EntMessageComposer, cci);
  gtk_widget_class_bind_template_child (widget_class, EntMessageComposer, more_button);
  gtk_widget_class_bind_template_child (widget_class, EntMessageComposer, subject);
  gtk_widget_class_bind_template_child (widget_class, EntMessageComposer, bar);
  gtk_widget_class_bind_template_child (widget_class, EntMessageComposer, editor);
  gtk_widget_class_bind_template_child (widget_class, EntMessageComposer, files);
  gtk_widget_class_bind_template_child (widget_class, EntMessageComposer, status);
  gtk_widget_class_bind_template_child (widget_class, EntMessageComposer, send_button);
  gtk_widget_class_bind_template_callback (widget_class, on_people_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_subject_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_subject_activate_cb);
  gtk_widget_class_install_action (widget_class, "composer.send", NULL, action_send);
  gtk_widget_class_install_action (widget_class, "composer.send-at", "x", action_send_at);
  gtk_widget_class_install_action (widget_class, "composer.send-later", NULL, action_send_later);
  gtk_widget_class_install_action (widget_class, "composer.attach", NULL, action_attach);
  gtk_widget_class_install_action (widget_class, "composer.discard", NULL, action_discard);
}

static void
ent_message_composer_init (EntMessageComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ent_editor_set_placeholder (self->editor, _("Your message"));
  ent_editor_set_label (self->editor, _("Message"));
  ent_editor_bar_set_editor (self->bar, self->editor);
  ent_add_shortcut (GTK_WIDGET (self), "<Control>Return", "composer.send");
}

/**
 * ent_message_composer_set_workspace:
 * @self: a composer
 * @workspace: the account; once
 */
void
ent_message_composer_set_workspace (EntMessageComposer *self,
                                    EntWorkspace       *workspace)
{
  g_return_if_fail (ENT_IS_MESSAGE_COMPOSER (self));

  g_set_object (&self->workspace, workspace);
  ent_editor_set_workspace (self->editor, workspace);
  ent_recipients_field_set_workspace (self->to, workspace);
  ent_recipients_field_set_workspace (self->cc, workspace);
  ent_recipients_field_set_workspace (self->cci, workspace);
  g_signal_connect_object (ent_workspace_get_connection (workspace), "notify::state",
                           G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
}

static void
fill (EntMessageComposer *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GMenu) menu = NULL;

  self->filling = TRUE;
  ent_recipients_field_set_recipients (self->to, ent_draft_get_to (self->draft));
  ent_recipients_field_set_recipients (self->cc, ent_draft_get_cc (self->draft));
  ent_recipients_field_set_recipients (self->cci, ent_draft_get_cci (self->draft));
  gtk_toggle_button_set_active (self->more_button, ent_draft_get_cc (self->draft)->len > 0 ||
                                                   ent_draft_get_cci (self->draft)->len > 0);
  gtk_editable_set_text (GTK_EDITABLE (self->subject), ent_draft_get_title (self->draft));
  self->filling = FALSE;
  menu = ent_later_make_menu (now, "composer.send-at", "composer.send-later");
  adw_split_button_set_menu_model (self->send_button, G_MENU_MODEL (menu));
  show_files (self);
  show_status (self);
}

/**
 * ent_message_composer_set_draft:
 * @self: a composer
 * @draft: (nullable): the message to write; %NULL lets the one shown go, saved
 *
 * Shows @draft: the cursor goes where the next thing is missing.
 */
void
ent_message_composer_set_draft (EntMessageComposer *self,
                                EntDraft           *draft)
{
  g_return_if_fail (ENT_IS_MESSAGE_COMPOSER (self));
  g_return_if_fail (draft == NULL || ENT_IS_DRAFT (draft));

  if (draft != NULL && draft == self->draft)
    return;
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  ent_editor_set_draft (self->editor, NULL);
  g_set_object (&self->draft, draft);
  if (draft == NULL)
    return;

  ent_editor_set_draft (self->editor, draft);
  g_signal_connect_object (draft, "notify", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  fill (self);
  if (ent_draft_get_to (draft)->len == 0)
    ent_recipients_field_focus (self->to);
  else if (*ent_draft_get_title (draft) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->subject));
  else
    ent_editor_focus_start (self->editor);
}

/**
 * ent_message_composer_get_draft:
 * @self: a composer
 *
 * Returns: (transfer none) (nullable): the message being written
 */
EntDraft *
ent_message_composer_get_draft (EntMessageComposer *self)
{
  g_return_val_if_fail (ENT_IS_MESSAGE_COMPOSER (self), NULL);

  return self->draft;
}
