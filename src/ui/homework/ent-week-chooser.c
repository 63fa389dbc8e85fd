/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-week-chooser.h"

#include <glib/gi18n.h>

#include "ent-unparent.h"

struct _EntWeekChooser
{
  GtkWidget      parent_instance;

  GtkMenuButton *button;
  GtkLabel      *title;
  GtkLabel      *number;
  GtkPopover    *popover;
  GtkCalendar   *calendar;

  GDateTime     *monday;   /* (owned) (nullable) */
  gboolean       filling;  /* the calendar is moved by us */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntWeekChooser, ent_week_chooser, GTK_TYPE_WIDGET)

static char *
say_week (GDateTime *monday,
          int        n_days)
{
  g_autoptr (GDateTime) last = g_date_time_add_days (monday, n_days - 1);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (g_date_time_get_month (monday) == g_date_time_get_month (last))
    from = g_date_time_format (monday, C_("first day of a week", "%-e"));
  else
    from = g_date_time_format (monday, C_("first day of a week", "%-e %B"));
  to = g_date_time_format (last, C_("last day of a week", "%-e %B"));
  /* Translators: a school week, from Monday to Friday: "Week of 23 to 27 November". */
  return g_strdup_printf (_("Week of %s to %s"), from, to);
}

static void
choose (EntWeekChooser *self,
        GDateTime      *day)
{
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

  g_signal_emit (self, signals[CHOSEN], 0, date);
}

static void
on_day_selected_cb (EntWeekChooser *self)
{
  g_autoptr (GDateTime) day = NULL;

  if (self->filling)
    return;

  day = gtk_calendar_get_date (self->calendar);
  gtk_popover_popdown (self->popover);
  choose (self, day);
}

static void
on_previous_cb (EntWeekChooser *self)
{
  ent_week_chooser_step (self, -1);
}

static void
on_next_cb (EntWeekChooser *self)
{
  ent_week_chooser_step (self, 1);
}

static void
ent_week_chooser_dispose (GObject *object)
{
  EntWeekChooser *self = ENT_WEEK_CHOOSER (object);

  g_clear_pointer (&self->monday, g_date_time_unref);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_week_chooser_parent_class)->dispose (object);
}

static void
ent_week_chooser_class_init (EntWeekChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_week_chooser_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/fr/encrier/Encrier/ui/homework/ent-week-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, EntWeekChooser, button);
  gtk_widget_class_bind_template_child (widget_class, EntWeekChooser, title);
  gtk_widget_class_bind_template_child (widget_class, EntWeekChooser, number);
  gtk_widget_class_bind_template_child (widget_class, EntWeekChooser, popover);
  gtk_widget_class_bind_template_child (widget_class, EntWeekChooser, calendar);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_cb);
}

static void
ent_week_chooser_init (EntWeekChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_week_chooser_set_week:
 * @self: a chooser
 * @monday: first day of the week shown
 * @n_days: how many of its days are shown
 *
 * Says which week is shown.
 */
void
ent_week_chooser_set_week (EntWeekChooser *self,
                           GDateTime      *monday,
                           int             n_days)
{
  g_autofree char *title = NULL;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (ENT_IS_WEEK_CHOOSER (self));

  g_date_time_ref (monday);
  g_clear_pointer (&self->monday, g_date_time_unref);
  self->monday = monday;

  title = say_week (monday, n_days);
  /* Translators: number of a week of the year, as calendars have it. */
  number = g_strdup_printf (_("Week %d"), g_date_time_get_week_of_year (monday));
  name = g_strdup_printf ("%s. %s", title, number);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->number, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  self->filling = TRUE;
  gtk_calendar_select_day (self->calendar, monday);
  self->filling = FALSE;
}

void
ent_week_chooser_step (EntWeekChooser *self,
                       int             n_weeks)
{
  g_autoptr (GDateTime) day = NULL;

  g_return_if_fail (ENT_IS_WEEK_CHOOSER (self));

  day = g_date_time_add_days (self->monday, 7 * n_weeks);
  choose (self, day);
}
