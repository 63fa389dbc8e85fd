/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-demand-window.h"

#include <glib/gi18n.h>

#include "ent-error-words.h"
#include "ent-error.h"
#include "ent-new-password.h"

struct _EntDemandWindow
{
  AdwWindow            parent_instance;

  GtkButton           *button;
  GtkLabel            *heading;
  GtkLabel            *text;
  AdwPasswordEntryRow *password_row;
  AdwPasswordEntryRow *new_password_row;
  AdwPasswordEntryRow *confirm_row;
  GtkWidget           *fields;
  GtkWidget           *remember_row;
  GtkSwitch           *remember_switch;
  GtkCheckButton      *terms_check;
  GtkLinkButton       *browser_link;

  EntWorkspace        *workspace;   /* (owned) */
  int                  demand;      /* EntApiError */
};

G_DEFINE_FINAL_TYPE (EntDemandWindow, ent_demand_window, ADW_TYPE_WINDOW)

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
update (EntDemandWindow *self)
{
  gboolean ready = TRUE;

  if (gtk_widget_get_visible (GTK_WIDGET (self->password_row)))
    ready = *get_text (self->password_row) != '\0';
  if (gtk_widget_get_visible (GTK_WIDGET (self->new_password_row)))
    ready = ent_check_new_password (GTK_EDITABLE (self->new_password_row),
                                    GTK_EDITABLE (self->confirm_row)) && ready;
  if (gtk_widget_get_visible (GTK_WIDGET (self->terms_check)))
    ready = ready && gtk_check_button_get_active (self->terms_check);

  gtk_widget_set_sensitive (GTK_WIDGET (self->button), ready);
}

static void
show_demand (EntDemandWindow *self,
             const GError    *error)
{
  g_autoptr (EntErrorWords) words = NULL;
  gboolean new_password, browser, terms;

  self->demand = error != NULL && error->domain == ENT_API_ERROR ? error->code
                                                                 : ENT_API_ERROR_SIGNED_OUT;
  new_password = self->demand == ENT_API_ERROR_PASSWORD_CHANGE;
  terms = self->demand == ENT_API_ERROR_TERMS;
  browser = self->demand == ENT_API_ERROR_VALIDATION || self->demand == ENT_API_ERROR_RESET_NEEDED;

  words = error != NULL ? ent_error_words_for_sign_in (error)
                        : ent_error_words_from_code ("api/signed-out", NULL);
  gtk_label_set_label (self->heading, words->title);
  gtk_label_set_label (self->text, words->explanation);
  gtk_widget_set_visible (self->fields, !terms && !browser);
  gtk_widget_set_visible (GTK_WIDGET (self->password_row), !terms && !browser);
  gtk_widget_set_visible (GTK_WIDGET (self->new_password_row), new_password);
  gtk_widget_set_visible (GTK_WIDGET (self->confirm_row), new_password);
  gtk_widget_set_visible (self->remember_row, !terms && !browser && !new_password);
  gtk_widget_set_visible (GTK_WIDGET (self->terms_check), terms);
  gtk_widget_set_visible (GTK_WIDGET (self->browser_link), browser);
  update (self);
}

static void
focus_first (EntDemandWindow *self)
{
  if (gtk_widget_get_visible (self->fields))
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
  else if (gtk_widget_get_visible (GTK_WIDGET (self->terms_check)))
    gtk_widget_grab_focus (GTK_WIDGET (self->terms_check));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->browser_link));
}

static void
settled (EntDemandWindow *self,
         gboolean         done,
         const GError    *error)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (done)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  show_demand (self, error);
  focus_first (self);
}

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EntDemandWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ent_workspace_sign_in_finish (ENT_WORKSPACE (object), result, &error);

  settled (self, done, error);
}

static void
terms_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EntDemandWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ent_workspace_accept_terms_finish (ENT_WORKSPACE (object), result, &error);

  settled (self, done, error);
}

static void
password_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EntDemandWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ent_workspace_change_password_finish (ENT_WORKSPACE (object), result, &error);

  settled (self, done, error);
}

static void
on_continue_cb (EntDemandWindow *self)
{
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->button)))
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  if (self->demand == ENT_API_ERROR_TERMS)
    ent_workspace_accept_terms_async (self->workspace, terms_cb, g_object_ref (self));
  else if (self->demand == ENT_API_ERROR_PASSWORD_CHANGE)
    ent_workspace_change_password_async (self->workspace, get_text (self->password_row),
                                         get_text (self->new_password_row), password_cb,
                                         g_object_ref (self));
  else
    /* Settled in the browser, the password asked for is the one known: NULL. */
    ent_workspace_sign_in_async (self->workspace,
                                 gtk_widget_get_visible (GTK_WIDGET (self->password_row))
                                 ? get_text (self->password_row) : NULL,
                                 gtk_switch_get_active (self->remember_switch), NULL, signed_in_cb,
                                 g_object_ref (self));
}

static void
ent_demand_window_dispose (GObject *object)
{
  g_clear_object (&ENT_DEMAND_WINDOW (object)->workspace);

  G_OBJECT_CLASS (ent_demand_window_parent_class)->dispose (object);
}

static void
ent_demand_window_class_init (EntDemandWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_demand_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/account/ent-demand-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, button);
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, text);
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, password_row);
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, new_password_row);
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, confirm_row);
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, fields);
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, remember_row);
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, remember_switch);
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, terms_check);
  gtk_widget_class_bind_template_child (widget_class, EntDemandWindow, browser_link);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_continue_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ent_demand_window_init (EntDemandWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_demand_window_new:
 * @workspace: the account
 * @error: (nullable): what the ENT wants; %NULL asks for the password
 *
 * Returns: (transfer none): a window, owned by GTK, closed once the demand is settled
 */
GtkWidget *
ent_demand_window_new (EntWorkspace *workspace,
                       const GError *error)
{
  EntDemandWindow *self;

  g_return_val_if_fail (ENT_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (ENT_TYPE_DEMAND_WINDOW, NULL);
  self->workspace = g_object_ref (workspace);
  gtk_switch_set_active (self->remember_switch,
                         ent_account_get_remember (ent_workspace_get_account (workspace)));
  gtk_link_button_set_uri (self->browser_link,
                           ent_account_get_server (ent_workspace_get_account (workspace)));
  show_demand (self, error);
  focus_first (self);
  return GTK_WIDGET (self);
}
