/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-days-off.h"

#include <glib/gi18n.h>

#include "ent-school-calendar.h"

#define FILE_NAME "school-holidays.json"

struct _EntDaysOff
{
  GObject            parent_instance;

  GSettings         *settings;      /* (owned) */
  EntSchoolCalendar *calendar;      /* (owned) (nullable) */
  GCancellable      *cancellable;   /* (owned): of the reading */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntDaysOff, ent_days_off, G_TYPE_OBJECT)

static void
ent_days_off_dispose (GObject *object)
{
  EntDaysOff *self = ENT_DAYS_OFF (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->calendar);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ent_days_off_parent_class)->dispose (object);
}

static void
ent_days_off_class_init (EntDaysOffClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_days_off_dispose;

  signals[CHANGED] = g_signal_new ("changed", ENT_TYPE_DAYS_OFF, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_days_off_init (EntDaysOff *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
on_zone_changed_cb (EntDaysOff *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EntDaysOff) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSchoolCalendar) calendar = ent_school_calendar_load_finish (result, &error);

  if (calendar == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("No school calendar: %s", error->message);
      return;
    }

  g_set_object (&self->calendar, calendar);
  g_signal_emit (self, signals[CHANGED], 0);
}

static char **
list_paths (void)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "encrier", FILE_NAME, NULL);
  const char * const *folders = g_get_system_data_dirs ();

  g_strv_builder_add (paths, own);
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "encrier", FILE_NAME, NULL);

      g_strv_builder_add (paths, path);
    }

  return g_strv_builder_end (paths);
}

/**
 * ent_days_off_new:
 * @settings: of the program
 *
 * Begins to read the calendar.
 *
 * Returns: (transfer full): days of which nothing is known yet
 */
EntDaysOff *
ent_days_off_new (GSettings *settings)
{
  EntDaysOff *self = g_object_new (ENT_TYPE_DAYS_OFF, NULL);
  g_auto (GStrv) paths = list_paths ();

  g_return_val_if_fail (G_IS_SETTINGS (settings), self);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::school-zone", G_CALLBACK (on_zone_changed_cb), self, G_CONNECT_SWAPPED);
  ent_school_calendar_load_async ((const char * const *) paths, self->cancellable, loaded_cb, g_object_ref (self));
  return self;
}

static EntSchoolZone
get_zone (EntDaysOff *self)
{
  g_autofree char *zone = g_settings_get_string (self->settings, "school-zone");

  switch (*zone)
    {
    case 'A':
      return ENT_SCHOOL_ZONE_A;
    case 'B':
      return ENT_SCHOOL_ZONE_B;
    case 'C':
      return ENT_SCHOOL_ZONE_C;
    default:
      return ENT_SCHOOL_ZONE_UNKNOWN;
    }
}

char *
ent_days_off_dup_words (EntDaysOff *self,
                        const char *date)
{
  const char *name = NULL;

  g_return_val_if_fail (ENT_IS_DAYS_OFF (self), NULL);
  g_return_val_if_fail (date != NULL, NULL);

  if (self->calendar == NULL)
    return NULL;

  switch (ent_school_calendar_find (self->calendar, get_zone (self), date, &name))
    {
    case ENT_DAY_OFF_PUBLIC_HOLIDAY:
      return g_strdup (name != NULL ? name : _("Public holiday"));
    case ENT_DAY_OFF_SCHOOL_HOLIDAYS:
      /* Translators: %s is the name of school holidays: "Toussaint". */
      return name != NULL ? g_strdup_printf (_("Holidays: %s"), name) : g_strdup (_("Holidays"));
    case ENT_DAY_OFF_SUNDAY:
    case ENT_DAY_OFF_NONE:
    default:
      return NULL;
    }
}
