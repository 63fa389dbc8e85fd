/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-later.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* When schools open their mail. */
#define MORNING 8

static gint64
to_time (GDateTime *date)
{
  return g_date_time_to_unix (date) * G_USEC_PER_SEC;
}

static GDateTime *
morning_of (GDateTime *day)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();

  return g_date_time_new (local, g_date_time_get_year (day), g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day), MORNING, 0, 0);
}

static void
append (GMenu      *menu,
        const char *format,
        GDateTime  *date,
        const char *action)
{
  g_autofree char *label = g_date_time_format (date, format);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", to_time (date));
  g_menu_append_item (menu, item);
}

/**
 * ent_later_make_menu:
 * @now: local time
 * @action: takes a time, µs UTC, as a "x"
 * @ask_action: asks for a time; takes nothing
 *
 * Offers the next school morning, and the next Monday's when that is another one.
 *
 * Returns: (transfer full): a menu
 */
GMenu *
ent_later_make_menu (GDateTime  *now,
                     const char *action,
                     const char *ask_action)
{
  GMenu *menu = g_menu_new ();
  int weekday = g_date_time_get_day_of_week (now);
  int days_to_monday = 8 - weekday;
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) monday = g_date_time_add_days (now, days_to_monday);
  g_autoptr (GDateTime) tomorrow_morning = morning_of (tomorrow);
  g_autoptr (GDateTime) monday_morning = morning_of (monday);

  /* Translators: for g_date_time_format (): the next day, at an hour. */
  if (weekday < 5)
    append (menu, _("_Tomorrow at %-H o’clock"), tomorrow_morning, action);
  /* Translators: for g_date_time_format (): a day in full, at an hour. */
  append (menu, _("_Monday %-e %B at %-H o’clock"), monday_morning, action);
  g_menu_append (menu, _("_Choose…"), ask_action);
  return menu;
}

/* ---- a day and an hour of one's own ---- */

typedef struct
{
  AdwMessageDialog *window;
  GtkCalendar      *calendar;
  GtkSpinButton    *hour;
  GtkSpinButton    *minute;
} Dialog;

static gint64
read_time (Dialog *dialog)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (dialog->calendar);
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GDateTime) date =
    g_date_time_new (local, g_date_time_get_year (day), g_date_time_get_month (day),
                     g_date_time_get_day_of_month (day),
                     gtk_spin_button_get_value_as_int (dialog->hour),
                     gtk_spin_button_get_value_as_int (dialog->minute), 0);

  return date != NULL ? to_time (date) : 0;
}

static void
on_response_cb (AdwMessageDialog *window,
                const char       *response,
                GTask            *task)
{
  g_task_return_int (task, g_strcmp0 (response, "choose") == 0
                     ? read_time (g_task_get_task_data (task)) : 0);
  g_object_unref (task);
}

static void
check_time (Dialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog->window, "choose",
                                           read_time (dialog) > g_get_real_time ());
}

/* Two digits, as clocks show minutes. */
static gboolean
on_output_cb (GtkSpinButton *spin,
              gpointer       user_data)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static GtkSpinButton *
make_spin (const char *name,
           double      max,
           double      step,
           double      value)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, max, step);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (spin), GTK_ORIENTATION_HORIZONTAL);
  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (spin, "output", G_CALLBACK (on_output_cb), NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  return GTK_SPIN_BUTTON (spin);
}

static GtkWidget *
make_content (Dialog *dialog)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  dialog->calendar = GTK_CALENDAR (gtk_calendar_new ());
  dialog->hour = make_spin (_("Hour"), 23, 1, MORNING);
  dialog->minute = make_spin (_("Minutes"), 59, 5, 0);
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (dialog->hour));
  gtk_box_append (GTK_BOX (line), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (dialog->minute));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (dialog->calendar));
  gtk_box_append (GTK_BOX (content), line);
  return content;
}

/**
 * ent_later_ask_async:
 * @parent: a widget of the window asked in
 * @callback: called once answered
 *
 * Asks for a day and an hour to come.
 */
void
ent_later_ask_async (GtkWidget           *parent,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkRoot *root = gtk_widget_get_root (parent);
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *widget;
  AdwMessageDialog *window;

  g_task_set_source_tag (task, ent_later_ask_async);
  g_task_set_task_data (task, dialog, g_free);
  widget = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   _("Send Later"),
                                   _("It leaves at that time if Encrier is open, else when it is next opened."));
  window = ADW_MESSAGE_DIALOG (widget);
  adw_message_dialog_add_response (window, "cancel", _("_Cancel"));
  adw_message_dialog_add_response (window, "choose", _("_Send Then"));
  adw_message_dialog_set_response_appearance (window, "choose", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (window, "choose");
  adw_message_dialog_set_close_response (window, "cancel");
  adw_message_dialog_set_extra_child (window, make_content (dialog));
  dialog->window = window;
  g_signal_connect_swapped (dialog->calendar, "day-selected", G_CALLBACK (check_time), dialog);
  g_signal_connect_swapped (dialog->hour, "value-changed", G_CALLBACK (check_time), dialog);
  g_signal_connect_swapped (dialog->minute, "value-changed", G_CALLBACK (check_time), dialog);
  check_time (dialog);
  g_signal_connect (window, "response", G_CALLBACK (on_response_cb), task);
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * ent_later_ask_finish:
 * @result: the result given to the callback
 * @error: return location
 *
 * Returns: µs UTC, 0 when the user cancelled
 */
gint64
ent_later_ask_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_later_ask_async), 0);

  return g_task_propagate_int (G_TASK (result), error);
}
