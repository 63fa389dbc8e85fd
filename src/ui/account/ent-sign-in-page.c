/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-sign-in-page.h"

#include <glib/gi18n.h>

#include "ent-error-words.h"
#include "ent-error.h"
#include "ent-new-password.h"
#include "ent-server-address.h"
#include "ent-sign-in.h"
#include "ent-unparent.h"

struct _EntSignInPage
{
  GtkWidget            parent_instance;

  GtkStack            *stack;
  GtkWidget           *trouble;
  GtkLabel            *trouble_title;
  GtkLabel            *trouble_text;
  AdwEntryRow         *server_row;
  AdwEntryRow         *login_row;
  AdwPasswordEntryRow *password_row;
  GtkSwitch           *remember_switch;
  AdwEntryRow         *client_id_row;
  AdwPasswordEntryRow *client_secret_row;
  GtkButton           *sign_in_button;
  GtkSpinner          *spinner;
  GtkLabel            *demand_title;
  GtkLabel            *demand_text;
  GtkWidget           *new_password_group;
  AdwPasswordEntryRow *new_password_row;
  AdwPasswordEntryRow *confirm_row;
  AdwEntryRow         *mail_row;
  GtkCheckButton      *terms_check;
  GtkLinkButton       *browser_link;
  GtkButton           *demand_button;

  EntSignIn           *sign_in;       /* (owned) (nullable) */
  GCancellable        *cancellable;   /* (owned) (nullable): of the request under way */
  int                  demand;        /* EntApiError of the demand shown */
};

G_DEFINE_FINAL_TYPE (EntSignInPage, ent_sign_in_page, GTK_TYPE_WIDGET)

enum
{
  SIGNED_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
show_form (EntSignInPage *self)
{
  gtk_spinner_stop (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "form");
}

static void
show_waiting (EntSignInPage *self)
{
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
on_demand_changed_cb (EntSignInPage *self)
{
  gboolean password_ok = TRUE, terms_ok = TRUE;

  if (gtk_widget_get_visible (self->new_password_group))
    password_ok = ent_check_new_password (GTK_EDITABLE (self->new_password_row),
                                          GTK_EDITABLE (self->confirm_row));
  if (gtk_widget_get_visible (GTK_WIDGET (self->terms_check)))
    terms_ok = gtk_check_button_get_active (self->terms_check);

  gtk_widget_set_sensitive (GTK_WIDGET (self->demand_button), password_ok && terms_ok);
}

static void
show_demand (EntSignInPage *self,
             const GError  *error)
{
  g_autoptr (EntErrorWords) words = ent_error_words (error);
  gboolean activation = error->code == ENT_API_ERROR_ACTIVATION_NEEDED;
  gboolean password = error->code == ENT_API_ERROR_PASSWORD_CHANGE;
  gboolean browser = error->code == ENT_API_ERROR_VALIDATION ||
                     error->code == ENT_API_ERROR_RESET_NEEDED;

  self->demand = error->code;
  gtk_spinner_stop (self->spinner);
  gtk_label_set_label (self->demand_title, words->title);
  gtk_label_set_label (self->demand_text, words->explanation);
  gtk_widget_set_visible (self->new_password_group, activation || password);
  gtk_widget_set_visible (GTK_WIDGET (self->mail_row), activation);
  gtk_widget_set_visible (GTK_WIDGET (self->terms_check),
                          activation || error->code == ENT_API_ERROR_TERMS);
  gtk_widget_set_visible (GTK_WIDGET (self->browser_link), browser);
  if (browser)
    {
      g_autofree char *address = ent_server_address_complete (get_text (self->server_row));

      gtk_link_button_set_uri (self->browser_link, address != NULL ? address : "");
    }
  gtk_check_button_set_active (self->terms_check, FALSE);
  on_demand_changed_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "demand");
  if (activation || password)
    gtk_widget_grab_focus (GTK_WIDGET (self->new_password_row));
  else if (browser)
    gtk_widget_grab_focus (GTK_WIDGET (self->browser_link));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->terms_check));
}

static gboolean
is_demand (const GError *error)
{
  return g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_TERMS) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_PASSWORD_CHANGE) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_VALIDATION) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_ACTIVATION_NEEDED) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_RESET_NEEDED);
}

static void
sign_in_done_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (EntSignInPage) self = user_data;
  g_autoptr (EntWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;

  workspace = ent_sign_in_finish (ENT_SIGN_IN (object), result, &error);
  if (workspace != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
      gtk_editable_set_text (GTK_EDITABLE (self->client_secret_row), "");
      show_form (self);
      g_signal_emit (self, signals[SIGNED_IN], 0, workspace);
    }
  else if (is_demand (error))
    show_demand (self, error);
  else
    {
      show_form (self);
      ent_sign_in_page_show_trouble (self, error);
    }
}

static void
submit (EntSignInPage *self)
{
  const char *client_id = get_text (self->client_id_row);
  EntSignInForm form = {
    .server = get_text (self->server_row),
    .login = get_text (self->login_row),
    .password = get_text (self->password_row),
    .client_id = *client_id != '\0' ? client_id : NULL,
    .client_secret = *client_id != '\0' ? get_text (self->client_secret_row) : NULL,
    .remember = gtk_switch_get_active (self->remember_switch),
  };

  show_waiting (self);
  ent_sign_in_async (self->sign_in, &form, self->cancellable, sign_in_done_cb,
                     g_object_ref (self));
}

static void
on_changed_cb (EntSignInPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in_button),
                            *get_text (self->server_row) != '\0' &&
                            *get_text (self->login_row) != '\0' &&
                            *get_text (self->password_row) != '\0');
}

static void
on_activate_cb (EntSignInPage *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->sign_in_button)))
    submit (self);
  else if (*get_text (self->server_row) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
  else if (*get_text (self->login_row) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->login_row));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
on_cancel_cb (EntSignInPage *self)
{
  g_cancellable_cancel (self->cancellable);
  show_form (self);
}

/* What was demanded is settled: the same form again, with the new password if there is one. */
static void
go_on (EntSignInPage *self,
       gboolean       settled,
       const GError  *error)
{
  if (!settled)
    {
      show_form (self);
      ent_sign_in_page_show_trouble (self, error);
      return;
    }

  if (gtk_widget_get_visible (self->new_password_group))
    gtk_editable_set_text (GTK_EDITABLE (self->password_row), get_text (self->new_password_row));
  gtk_editable_set_text (GTK_EDITABLE (self->new_password_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->confirm_row), "");
  submit (self);
}

static void
terms_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EntSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ent_sign_in_accept_terms_finish (ENT_SIGN_IN (object), result, &error);

  go_on (self, done, error);
}

static void
password_done_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (EntSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ent_sign_in_change_password_finish (ENT_SIGN_IN (object), result, &error);

  go_on (self, done, error);
}

static void
activate_done_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (EntSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ent_sign_in_activate_finish (ENT_SIGN_IN (object), result, &error);

  go_on (self, done, error);
}

static void
on_continue_cb (EntSignInPage *self)
{
  const char *mail = get_text (self->mail_row);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->demand_button)))
    return;

  show_waiting (self);
  switch (self->demand)
    {
    case ENT_API_ERROR_TERMS:
      ent_sign_in_accept_terms_async (self->sign_in, self->cancellable, terms_done_cb,
                                      g_object_ref (self));
      break;
    case ENT_API_ERROR_PASSWORD_CHANGE:
      ent_sign_in_change_password_async (self->sign_in, get_text (self->password_row),
                                         get_text (self->new_password_row), self->cancellable,
                                         password_done_cb, g_object_ref (self));
      break;
    case ENT_API_ERROR_ACTIVATION_NEEDED:
      ent_sign_in_activate_async (self->sign_in, get_text (self->new_password_row),
                                  *mail != '\0' ? mail : NULL,
                                  gtk_check_button_get_active (self->terms_check),
                                  self->cancellable, activate_done_cb, g_object_ref (self));
      break;
    default:
      /* Settled in the browser: the ENT is asked again. */
      submit (self);
      break;
    }
}

static void
ent_sign_in_page_dispose (GObject *object)
{
  EntSignInPage *self = ENT_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sign_in);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_sign_in_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, trouble_title);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, trouble_text);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, login_row);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, remember_switch);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, client_secret_row);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, demand_title);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, demand_text);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, new_password_group);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, new_password_row);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, confirm_row);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, mail_row);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, terms_check);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, browser_link);
  gtk_widget_class_bind_template_child (widget_class, EntSignInPage, demand_button);
}

static void
ent_sign_in_page_class_init (EntSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_sign_in_page_dispose;

  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, ENT_TYPE_WORKSPACE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/account/ent-sign-in-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_continue_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_demand_changed_cb);
}

static void
ent_sign_in_page_init (EntSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_sign_in_page_set_data_dir:
 * @self: a sign-in page
 * @data_dir: the folder of all accounts
 *
 * Says where a new account is to be kept; once, before the page is used.
 */
void
ent_sign_in_page_set_data_dir (EntSignInPage *self,
                               const char    *data_dir)
{
  g_return_if_fail (ENT_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (self->sign_in == NULL);

  self->sign_in = ent_sign_in_new (data_dir);
}

/**
 * ent_sign_in_page_begin:
 * @self: a sign-in page
 * @server: (nullable): address to begin with
 * @login: (nullable): login to begin with
 * @password: (nullable): with the two others, signs in at once
 *
 * Shows the form, the cursor where something is missing.
 */
void
ent_sign_in_page_begin (EntSignInPage *self,
                        const char    *server,
                        const char    *login,
                        const char    *password)
{
  g_return_if_fail (ENT_IS_SIGN_IN_PAGE (self));

  show_form (self);
  gtk_widget_set_visible (self->trouble, FALSE);
  if (server != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->server_row), server);
  if (login != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->login_row), login);
  if (password != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->password_row), password);

  if (server != NULL && login != NULL && password != NULL)
    submit (self);
  else if (*get_text (self->server_row) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
  else if (*get_text (self->login_row) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->login_row));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

/**
 * ent_sign_in_page_show_trouble:
 * @self: a sign-in page
 * @error: what prevents signing in; a cancelled request is silence
 *
 * Says in a sentence, above the form, what is wrong and what to do.
 */
void
ent_sign_in_page_show_trouble (EntSignInPage *self,
                               const GError  *error)
{
  g_autoptr (EntErrorWords) words = NULL;

  g_return_if_fail (ENT_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  words = ent_error_words_for_sign_in (error);
  gtk_label_set_label (self->trouble_title, words->title);
  gtk_label_set_label (self->trouble_text, words->explanation);
  gtk_widget_set_visible (self->trouble, TRUE);
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE) ||
      g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_NOT_AN_ENT) ||
      g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_TLS))
    gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}
