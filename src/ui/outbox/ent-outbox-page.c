/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-outbox-page.h"

#include <glib/gi18n.h>

#include "ent-ask.h"
#include "ent-outbox-row.h"
#include "ent-page.h"
#include "ent-sidebar-button.h"
#include "ent-toast.h"
#include "ent-unparent.h"
#include "ent-versions-view.h"

struct _EntOutboxPage
{
  GtkWidget        parent_instance;

  GtkStack        *screens;   /* the list, or two versions of one text */
  GtkStack        *stack;
  GtkListBox      *list;
  EntVersionsView *versions;

  EntWorkspace    *workspace;   /* (owned) */
};

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void ent_outbox_page_iface_init (EntPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntOutboxPage, ent_outbox_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ENT_TYPE_PAGE, ent_outbox_page_iface_init))

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  EntOutboxPage *self = user_data;

  return ent_outbox_row_new (ENT_OUTBOX_ENTRY (item),
                             ent_workspace_get_connection (self->workspace));
}

static void
on_items_changed_cb (EntOutboxPage *self)
{
  GListModel *outbox = ent_workspace_get_outbox (self->workspace);

  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (outbox) > 0 ? "list" : "empty");
}

static gboolean
is_deletion (const char *uuid)
{
  return g_str_has_prefix (uuid, "delete:");
}

/* A deletion has nothing to open: its line has the buttons for it. */
static void
on_row_activated_cb (EntOutboxPage *self,
                     GtkListBoxRow *row)
{
  EntOutboxEntry *entry = ent_outbox_row_get_entry (ENT_OUTBOX_ROW (row));
  const char *uuid = ent_outbox_entry_get_uuid (entry);

  if (is_deletion (uuid))
    return;

  if (ent_outbox_entry_get_local_state (entry) == ENT_LOCAL_STATE_CHANGED)
    gtk_widget_activate_action (GTK_WIDGET (self), "outbox.compare", "s", uuid);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(sss)",
                                ent_kind_to_string (ent_outbox_entry_get_kind (entry)), "", uuid);
}

static void
action_retry (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  ent_workspace_retry (ENT_OUTBOX_PAGE (widget)->workspace, g_variant_get_string (parameter, NULL));
}

static void
deletion_cancelled_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (EntOutboxPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_cancel_finish (ENT_WORKSPACE (object), result, &error))
    ent_toast (GTK_WIDGET (self), _("It stays on the ENT."));
  else if (error == NULL)
    ent_toast (GTK_WIDGET (self), _("Too late: it is already being deleted."));
  else
    ent_toast_error (GTK_WIDGET (self), error);
}

static void
cancel_done_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EntOutboxPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ent_workspace_cancel_finish (ENT_WORKSPACE (object), result, &error))
    ent_toast (GTK_WIDGET (self), _("Taken back. Your text is a draft again."));
  else if (error == NULL)
    ent_toast (GTK_WIDGET (self), _("Too late: it is already leaving."));
  else
    ent_toast_error (GTK_WIDGET (self), error);
}

static void
action_cancel (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  EntOutboxPage *self = ENT_OUTBOX_PAGE (widget);
  const char *uuid = g_variant_get_string (parameter, NULL);

  ent_workspace_cancel_async (self->workspace, uuid, is_deletion (uuid) ? deletion_cancelled_cb : cancel_done_cb,
                              g_object_ref (self));
}

static void
show_versions (EntOutboxPage *self,
               const char    *uuid)
{
  g_autoptr (EntDraft) draft = ent_workspace_open_draft (self->workspace, uuid);

  if (draft == NULL || ent_draft_get_theirs (draft) == NULL)
    return;

  gtk_stack_set_visible_child_name (self->screens, "versions");
  ent_versions_view_show (self->versions, self->workspace, draft);
}

static void
action_compare (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  show_versions (ENT_OUTBOX_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
on_versions_done_cb (EntOutboxPage *self)
{
  gtk_stack_set_visible_child_name (self->screens, "outbox");
  ent_versions_view_clear (self->versions);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
action_copy (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EntOutboxPage *self = ENT_OUTBOX_PAGE (widget);
  g_autoptr (EntDraft) draft = NULL;
  g_autofree char *plain = NULL;

  draft = ent_workspace_open_draft (self->workspace, g_variant_get_string (parameter, NULL));
  if (draft == NULL)
    return;

  plain = ent_document_to_plain (ent_draft_get_document (draft));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), plain);
  ent_toast (widget, _("Text copied."));
}

typedef struct
{
  EntOutboxPage *page;   /* (owned) */
  char          *uuid;   /* (owned) */
} Discard;

static void
discard_free (Discard *discard)
{
  g_clear_object (&discard->page);
  g_free (discard->uuid);
  g_free (discard);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Discard, discard_free)

static void
discarded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EntOutboxPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_discard_draft_finish (ENT_WORKSPACE (object), result, &error))
    ent_toast_error (GTK_WIDGET (self), error);
}

static void
discard_answered_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Discard) discard = user_data;

  if (ent_ask_finish (result, NULL))
    ent_workspace_discard_draft_async (discard->page->workspace, discard->uuid, discarded_cb,
                                       g_object_ref (discard->page));
}

static void
action_discard (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  Discard *discard = g_new0 (Discard, 1);

  discard->page = g_object_ref (ENT_OUTBOX_PAGE (widget));
  discard->uuid = g_variant_dup_string (parameter, NULL);
  ent_ask_async (widget, _("Throw This Draft Away?"),
                 _("It was not sent. What is on the ENT does not change."), _("_Throw Away"), TRUE,
                 discard_answered_cb, discard);
}

static void
ent_outbox_page_constructed (GObject *object)
{
  EntOutboxPage *self = ENT_OUTBOX_PAGE (object);
  GListModel *outbox;

  G_OBJECT_CLASS (ent_outbox_page_parent_class)->constructed (object);

  outbox = ent_workspace_get_outbox (self->workspace);
  gtk_list_box_bind_model (self->list, outbox, create_row, self, NULL);
  g_signal_connect_object (outbox, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_items_changed_cb (self);
}

static void
ent_outbox_page_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  EntOutboxPage *self = ENT_OUTBOX_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_outbox_page_dispose (GObject *object)
{
  EntOutboxPage *self = ENT_OUTBOX_PAGE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->workspace);
  ent_unparent_children (GTK_WIDGET (self));
  self->list = NULL;

  G_OBJECT_CLASS (ent_outbox_page_parent_class)->dispose (object);
}

static void
ent_outbox_page_class_init (EntOutboxPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ent_outbox_page_constructed;
  object_class->set_property = ent_outbox_page_set_property;
  object_class->dispose = ent_outbox_page_dispose;

  properties[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL, ENT_TYPE_WORKSPACE,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ENT_TYPE_SIDEBAR_BUTTON);
  g_type_ensure (ENT_TYPE_VERSIONS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/outbox/ent-outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EntOutboxPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EntOutboxPage, list);
  gtk_widget_class_bind_template_child (widget_class, EntOutboxPage, screens);
  gtk_widget_class_bind_template_child (widget_class, EntOutboxPage, versions);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_versions_done_cb);
  gtk_widget_class_install_action (widget_class, "outbox.retry", "s", action_retry);
  gtk_widget_class_install_action (widget_class, "outbox.cancel", "s", action_cancel);
  gtk_widget_class_install_action (widget_class, "outbox.compare", "s", action_compare);
  gtk_widget_class_install_action (widget_class, "outbox.copy", "s", action_copy);
  gtk_widget_class_install_action (widget_class, "outbox.discard", "s", action_discard);
}

static void
ent_outbox_page_init (EntOutboxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A text of which there are two versions opens as both. */
static void
ent_outbox_page_open (EntPage    *page,
                      EntKind     kind,
                      const char *id,
                      const char *draft_uuid)
{
  if (draft_uuid != NULL)
    show_versions (ENT_OUTBOX_PAGE (page), draft_uuid);
}

static void
ent_outbox_page_iface_init (EntPageInterface *iface)
{
  iface->open = ent_outbox_page_open;
}
