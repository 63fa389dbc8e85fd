/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-post-view-private.h"

#include <glib/gi18n.h>

#include "ent-ask.h"
#include "ent-blog-role.h"
#include "ent-open-history.h"
#include "ent-toast.h"

/* What may be done with the post of an EntPostView: the actions "post.…". */

/* ---- sending ---- */

static const char *
say_sent (EntPostView *self,
          EntSendHow   how)
{
  EntConnectionState state = ent_connection_get_state (ent_workspace_get_connection (self->workspace));

  if (state != ENT_CONNECTION_ONLINE && state != ENT_CONNECTION_BUSY)
    return _("Kept on this computer. It will leave when the network is back.");
  if (how == ENT_SEND_PUBLISH)
    return _("Your post is on its way to its readers.");
  if (how == ENT_SEND_UNPUBLISH)
    return _("The post becomes a draft again.");
  if (how == ENT_SEND_SUBMIT)
    return _("Your post is on its way to whoever approves it.");
  return _("Your draft is on its way to the ENT.");
}

typedef struct
{
  EntPostView *self;   /* (owned) */
  EntDraft    *draft;  /* (owned) */
  EntSendHow   how;
} Sending;

static void
free_sending (Sending *sending)
{
  g_object_unref (sending->self);
  g_object_unref (sending->draft);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, free_sending)

static void
send_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_send_finish (ENT_WORKSPACE (object), result, NULL, &error))
    ent_toast_error (GTK_WIDGET (sending->self), error);
  else if (sending->self->workspace != NULL)
    ent_toast (GTK_WIDGET (sending->self), say_sent (sending->self, sending->how));
}

static void
send_draft (EntPostView *self,
            EntDraft    *draft,
            EntSendHow   how)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->self = g_object_ref (self);
  sending->draft = g_object_ref (draft);
  sending->how = how;
  ent_workspace_send_async (self->workspace, draft, how, 0, send_done_cb, sending);
}

static EntDraft *
dup_draft_to_send (EntPostView *self)
{
  if (self->draft != NULL)
    return g_object_ref (self->draft);
  return ent_workspace_edit_item (self->workspace, ENT_ITEM (self->post));
}

static gboolean
check_title (EntPostView *self)
{
  g_autofree char *title = g_strdup (ent_post_view_get_title (self));

  if (*g_strstrip (title) != '\0')
    return TRUE;

  ent_toast (GTK_WIDGET (self), _("Give the post a title first: the ENT wants one."));
  gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
  return FALSE;
}

static void
publish_answered_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  EntPostView *self = ENT_POST_VIEW (object);
  g_autoptr (EntDraft) asked = user_data;

  /* The teacher answers about the post that was on the screen. */
  if (ent_ask_finish (result, NULL) && self->workspace != NULL)
    send_draft (self, asked, ENT_SEND_PUBLISH);
}

static void
action_publish (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  EntPostView *self = ENT_POST_VIEW (widget);
  g_autoptr (EntDraft) draft = NULL;

  if (!check_title (self))
    return;

  draft = dup_draft_to_send (self);
  if (!ent_blog_role_publishes (self->blog, self->post, ent_post_view_get_user_id (self)))
    {
      send_draft (self, draft, ENT_SEND_SUBMIT);
      return;
    }

  ent_ask_async (widget,
                 ent_post_view_has_state (self, "PUBLISHED") ? _("Publish This Post Again?") : _("Publish This Post?"),
                 _("All the families will be told."), _("_Publish"), FALSE, publish_answered_cb,
                 g_steal_pointer (&draft));
}

static void
unpublish_answered_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  EntPostView *self = ENT_POST_VIEW (object);
  g_autoptr (EntDraft) asked = user_data;

  if (ent_ask_finish (result, NULL) && self->workspace != NULL)
    send_draft (self, asked, ENT_SEND_UNPUBLISH);
}

static void
action_send_back (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  ent_ask_async (widget, _("Send This Post Back to Its Author?"),
                 _("It becomes a draft of its author again, with what you corrected. The ENT tells nobody."),
                 _("_Send Back"), FALSE, unpublish_answered_cb, dup_draft_to_send (ENT_POST_VIEW (widget)));
}

static void
action_withdraw (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  ent_ask_async (widget, _("Withdraw This Post?"),
                 _("It becomes a draft again: nobody else sees it until you publish it, and families are then told anew."),
                 _("_Withdraw"), FALSE, unpublish_answered_cb, dup_draft_to_send (ENT_POST_VIEW (widget)));
}

static void
action_save (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EntPostView *self = ENT_POST_VIEW (widget);

  if (check_title (self))
    send_draft (self, self->draft, ENT_SEND_SAVE);
}

static void
action_edit (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EntPostView *self = ENT_POST_VIEW (widget);
  g_autoptr (EntDraft) draft = ent_workspace_edit_item (self->workspace, ENT_ITEM (self->post));

  ent_post_view_take_draft (self, draft);
  ent_post_view_refresh (self);
  ent_editor_focus_start (self->editor);
}

static void
cancel_done_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EntPostView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_cancel_finish (ENT_WORKSPACE (object), result, &error))
    ent_toast (GTK_WIDGET (self), _("Your text stays here, as a draft."));
  else if (error == NULL)
    ent_toast (GTK_WIDGET (self), _("Too late: your text is leaving."));
  else
    ent_toast_error (GTK_WIDGET (self), error);
}

static void
action_cancel (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EntPostView *self = ENT_POST_VIEW (widget);

  ent_workspace_cancel_async (self->workspace, ent_draft_get_uuid (self->draft), cancel_done_cb,
                              g_object_ref (self));
}

/* ---- taking away ---- */

static void
discard_done_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (EntPostView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_discard_draft_finish (ENT_WORKSPACE (object), result, &error))
    {
      ent_toast_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->workspace == NULL)
    return;

  if (self->post == NULL)
    {
      g_signal_emit_by_name (self, "closed");
      return;
    }
  ent_post_view_read (self);
  ent_post_view_refresh (self);
}

static void
discard_answered_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  EntPostView *self = ENT_POST_VIEW (object);
  g_autoptr (EntDraft) asked = user_data;

  if (ent_ask_finish (result, NULL) && self->workspace != NULL)
    ent_workspace_discard_draft_async (self->workspace, ent_draft_get_uuid (asked), discard_done_cb,
                                       g_object_ref (self));
}

static void
action_discard (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  EntPostView *self = ENT_POST_VIEW (widget);

  ent_ask_async (widget, _("Throw Your Changes Away?"), _("The post stays as it is on the ENT."),
                 _("_Throw Away"), TRUE, discard_answered_cb, g_object_ref (self->draft));
}

static void
delete_done_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EntPostView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_delete_finish (ENT_WORKSPACE (object), result, NULL, &error))
    g_signal_emit_by_name (self, "closed");
  else if (error == NULL)
    ent_toast (GTK_WIDGET (self), _("Too late: your text is leaving."));
  else
    ent_toast_error (GTK_WIDGET (self), error);
}

static void
delete_answered_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  EntPostView *self = ENT_POST_VIEW (object);
  g_autoptr (EntItem) asked = user_data;

  if (ent_ask_finish (result, NULL) && self->workspace != NULL)
    ent_workspace_delete_async (self->workspace, asked, delete_done_cb, g_object_ref (self));
}

static void
action_delete (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EntPostView *self = ENT_POST_VIEW (widget);
  g_autoptr (EntItem) item = NULL;

  if (self->post == NULL)
    {
      ent_ask_async (widget, _("Throw This Post Away?"), _("It was not published: nobody has seen it."),
                     _("_Throw Away"), TRUE, discard_answered_cb, g_object_ref (self->draft));
      return;
    }

  item = ent_item_copy (ENT_ITEM (self->post));
  ent_item_set_draft_uuid (item, self->draft != NULL && ent_post_view_get_local_state (self) != ENT_LOCAL_STATE_NONE
                           ? ent_draft_get_uuid (self->draft) : NULL);
  ent_ask_async (widget, _("Delete This Post?"), _("It disappears from the ENT with its comments, for everybody."),
                 _("_Delete"), TRUE, delete_answered_cb, g_steal_pointer (&item));
}

void
ent_post_actions_update (EntPostView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  EntLocalState state = ent_post_view_get_local_state (self);
  gboolean shown = self->blog != NULL && (self->post != NULL || self->draft != NULL);
  gboolean writing = self->draft != NULL;
  gboolean may_edit = shown && ent_blog_role_can_edit (self->blog, self->post, ent_post_view_get_user_id (self));
  gboolean publishes = shown && ent_blog_role_publishes (self->blog, self->post, ent_post_view_get_user_id (self));
  gboolean to_approve = !writing && ent_post_view_has_state (self, "SUBMITTED") && publishes;

  gtk_widget_action_set_enabled (widget, "post.edit", may_edit && !writing);
  gtk_widget_action_set_enabled (widget, "post.publish", may_edit && (writing || to_approve) &&
                                                         state != ENT_LOCAL_STATE_SENDING &&
                                                         !(ent_post_view_get_sent_at (self) > 0 && ent_post_view_has_state (self, "PUBLISHED")));
  gtk_widget_action_set_enabled (widget, "post.save",
                                 writing && may_edit && state != ENT_LOCAL_STATE_SENDING &&
                                 ent_blog_role_can_save (self->blog, self->post, ent_post_view_get_user_id (self)));
  gtk_widget_action_set_enabled (widget, "post.cancel", state == ENT_LOCAL_STATE_WAITING);
  gtk_widget_action_set_enabled (widget, "post.discard", writing && self->post != NULL &&
                                                         state != ENT_LOCAL_STATE_NONE &&
                                                         state != ENT_LOCAL_STATE_SENDING);
  gtk_widget_action_set_enabled (widget, "post.send-back",
                                 shown && state != ENT_LOCAL_STATE_SENDING && state != ENT_LOCAL_STATE_WAITING &&
                                 ent_blog_role_can_send_back (self->blog, self->post, ent_post_view_get_user_id (self)));
  gtk_widget_action_set_enabled (widget, "post.withdraw",
                                 shown && state != ENT_LOCAL_STATE_SENDING && state != ENT_LOCAL_STATE_WAITING &&
                                 ent_blog_role_can_withdraw (self->blog, self->post, ent_post_view_get_user_id (self)));
  gtk_widget_action_set_enabled (widget, "post.delete", may_edit && state != ENT_LOCAL_STATE_SENDING);

  gtk_widget_set_visible (self->buttons, may_edit);
  gtk_widget_set_visible (self->edit_button, may_edit && !writing);
  gtk_widget_set_visible (GTK_WIDGET (self->publish_button), may_edit && (writing || to_approve));
  gtk_button_set_label (self->publish_button, !publishes ? _("_Submit for Approval") :
                                              ent_post_view_has_state (self, "PUBLISHED") ? _("_Publish Again") : _("_Publish"));
}

static void
action_history (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  EntPostView *self = ENT_POST_VIEW (widget);

  ent_open_history (widget, self->post != NULL ? ent_item_get_id (ENT_ITEM (self->post)) : NULL,
                    self->draft != NULL ? ent_draft_get_uuid (self->draft) : NULL);
}

void
ent_post_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "post.publish", NULL, action_publish);
  gtk_widget_class_install_action (widget_class, "post.save", NULL, action_save);
  gtk_widget_class_install_action (widget_class, "post.send-back", NULL, action_send_back);
  gtk_widget_class_install_action (widget_class, "post.withdraw", NULL, action_withdraw);
  gtk_widget_class_install_action (widget_class, "post.edit", NULL, action_edit);
  gtk_widget_class_install_action (widget_class, "post.cancel", NULL, action_cancel);
  gtk_widget_class_install_action (widget_class, "post.discard", NULL, action_discard);
  gtk_widget_class_install_action (widget_class, "post.delete", NULL, action_delete);
  gtk_widget_class_install_action (widget_class, "post.history", NULL, action_history);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "post.publish", NULL);
}
