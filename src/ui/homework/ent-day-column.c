/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-day-column.h"

#include <glib/gi18n.h>

#include "ent-entry-card.h"
#include "ent-unparent.h"
#include "ent-words.h"

struct _EntDayColumn
{
  GtkWidget   parent_instance;

  GtkLabel   *name;
  GtkLabel   *off;
  GtkButton  *add_button;
  GtkListBox *list;
  GtkWidget  *empty;

  char       *date;       /* (owned) (nullable) */
  GListModel *entries;    /* (owned) (nullable) */
  gboolean    writable;
};

G_DEFINE_FINAL_TYPE (EntDayColumn, ent_day_column, GTK_TYPE_WIDGET)

enum
{
  OPEN,
  ADD,
  REMOVE,
  MOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
create_card (gpointer item,
             gpointer user_data)
{
  return ent_entry_card_new (ENT_ENTRY (item));
}

static void
on_items_changed_cb (EntDayColumn *self)
{
  gboolean empty = self->entries == NULL || g_list_model_get_n_items (self->entries) == 0;

  gtk_widget_set_visible (self->empty, empty && self->writable);
  gtk_widget_set_visible (GTK_WIDGET (self->list), !empty);
}

static void
on_add_cb (EntDayColumn *self)
{
  g_signal_emit (self, signals[ADD], 0, self->date);
}

static void
on_row_activated_cb (EntDayColumn *self,
                     GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPEN], 0, ent_entry_card_get_entry (ENT_ENTRY_CARD (row)));
}

static gboolean
on_key_cb (EntDayColumn    *self,
           guint            keyval,
           guint            keycode,
           GdkModifierType  state)
{
  EntEntryCard *card = ent_day_column_get_focused (self);
  gboolean shifted = (state & gtk_accelerator_get_default_mod_mask ()) == (GDK_CONTROL_MASK | GDK_SHIFT_MASK);

  if (card == NULL)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    g_signal_emit (self, signals[REMOVE], 0, ent_entry_card_get_entry (card));
  else if (keyval == GDK_KEY_n && (state & gtk_accelerator_get_default_mod_mask ()) == 0)
    on_add_cb (self);
  else if (shifted && (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right))
    gtk_widget_activate_action (GTK_WIDGET (self), "homework.shift", "i", keyval == GDK_KEY_Left ? -1 : 1);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* ---- dragging ---- */

static gboolean
on_drop_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            EntDayColumn  *self)
{
  if (!self->writable)
    return FALSE;

  g_signal_emit (self, signals[MOVE], 0, g_value_get_object (value), self->date);
  return TRUE;
}

static void
accept_cards (EntDayColumn *self)
{
  GtkDropTarget *target = gtk_drop_target_new (ENT_TYPE_ENTRY, GDK_ACTION_MOVE);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
set_entries (EntDayColumn *self,
             GListModel   *entries)
{
  if (self->entries != NULL)
    g_signal_handlers_disconnect_by_data (self->entries, self);

  g_set_object (&self->entries, entries);
  gtk_list_box_bind_model (self->list, entries, create_card, self, NULL);
  if (entries != NULL)
    g_signal_connect_object (entries, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
ent_day_column_dispose (GObject *object)
{
  EntDayColumn *self = ENT_DAY_COLUMN (object);

  if (self->list != NULL)
    set_entries (self, NULL);
  ent_unparent_children (GTK_WIDGET (self));
  self->list = NULL;

  G_OBJECT_CLASS (ent_day_column_parent_class)->dispose (object);
}

static void
ent_day_column_finalize (GObject *object)
{
  g_clear_pointer (&ENT_DAY_COLUMN (object)->date, g_free);

  G_OBJECT_CLASS (ent_day_column_parent_class)->finalize (object);
}

static void
ent_day_column_class_init (EntDayColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ent_day_column_dispose;
  object_class->finalize = ent_day_column_finalize;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, ENT_TYPE_ENTRY);
  signals[ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, ENT_TYPE_ENTRY);

  signals[MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                ENT_TYPE_ENTRY, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/homework/ent-day-column.ui");
  gtk_widget_class_bind_template_child (widget_class, EntDayColumn, name);
  gtk_widget_class_bind_template_child (widget_class, EntDayColumn, off);
  gtk_widget_class_bind_template_child (widget_class, EntDayColumn, add_button);
  gtk_widget_class_bind_template_child (widget_class, EntDayColumn, list);
  gtk_widget_class_bind_template_child (widget_class, EntDayColumn, empty);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
ent_day_column_init (EntDayColumn *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  accept_cards (self);
}

/**
 * ent_day_column_new:
 *
 * Returns: (transfer floating): a column that shows no day yet
 */
GtkWidget *
ent_day_column_new (void)
{
  return g_object_new (ENT_TYPE_DAY_COLUMN, NULL);
}

static char *
make_name (const char *date)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *name = NULL;
  g_autofree char *first = NULL;
  int y, m, d;

  if (sscanf (date, "%d-%d-%d", &y, &m, &d) != 3)
    return g_strdup (date);

  day = g_date_time_new_local (y, m, d, 12, 0, 0);
  /* Translators: head of a column of the week: weekday and day of the month. */
  name = g_date_time_format (day, _("%A %-e"));
  first = g_utf8_substring (name, 0, 1);
  {
    g_autofree char *upper = g_utf8_strup (first, -1);

    return g_strconcat (upper, g_utf8_next_char (name), NULL);
  }
}

/**
 * ent_day_column_set_day:
 * @self: a column
 * @date: civil date, "2026-11-24"
 * @entries: (nullable): the live list of the day's entries
 * @today: whether this is today
 * @writable: whether an entry may be added
 *
 * Shows @date.
 */
void
ent_day_column_set_day (EntDayColumn *self,
                        const char   *date,
                        GListModel   *entries,
                        gboolean      today,
                        gboolean      writable)
{
  g_autofree char *name = make_name (date);
  g_autofree char *day = ent_words_day (date);
  /* Translators: %s is a day in full. */
  g_autofree char *add = g_strdup_printf (_("Add homework for %s"), day);

  g_return_if_fail (ENT_IS_DAY_COLUMN (self));

  g_free (self->date);
  self->date = g_strdup (date);
  self->writable = writable;
  gtk_label_set_label (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add_button), add);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  add, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, day,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), writable);
  if (today)
    gtk_widget_add_css_class (GTK_WIDGET (self), "today");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "today");
  set_entries (self, entries);
  on_items_changed_cb (self);
}

/**
 * ent_day_column_set_off:
 * @self: a column
 * @words: (nullable): why there is no school that day
 *
 * Says that there is no school; one may write for that day all the same.
 */
void
ent_day_column_set_off (EntDayColumn *self,
                        const char   *words)
{
  g_return_if_fail (ENT_IS_DAY_COLUMN (self));

  gtk_label_set_label (self->off, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->off), words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "off");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "off");
}

/**
 * ent_day_column_get_date:
 * @self: a column
 *
 * Returns: (nullable): the civil date shown
 */
const char *
ent_day_column_get_date (EntDayColumn *self)
{
  g_return_val_if_fail (ENT_IS_DAY_COLUMN (self), NULL);

  return self->date;
}

/**
 * ent_day_column_take_focus:
 * @self: a column
 *
 * Puts the focus on the first card, or where one is added.
 *
 * Returns: whether something took it
 */
gboolean
ent_day_column_take_focus (EntDayColumn *self)
{
  g_return_val_if_fail (ENT_IS_DAY_COLUMN (self), FALSE);

  if (self->entries != NULL && g_list_model_get_n_items (self->entries) > 0)
    return gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));

  return gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}

/**
 * ent_day_column_has_focus_inside:
 * @self: a column
 *
 * Returns: whether the focus is on something of this day
 */
gboolean
ent_day_column_has_focus_inside (EntDayColumn *self)
{
  g_return_val_if_fail (ENT_IS_DAY_COLUMN (self), FALSE);

  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/**
 * ent_day_column_get_focused:
 * @self: a column
 *
 * Returns: (transfer none) (nullable): the card that has the focus
 */
EntEntryCard *
ent_day_column_get_focused (EntDayColumn *self)
{
  GtkWidget *focus;

  g_return_val_if_fail (ENT_IS_DAY_COLUMN (self), NULL);

  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && ENT_IS_ENTRY_CARD (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
         ? ENT_ENTRY_CARD (focus) : NULL;
}
