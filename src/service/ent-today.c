/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-today-private.h"

G_DEFINE_BOXED_TYPE (EntToday, ent_today, ent_today_copy, ent_today_free)

static void
free_day (gpointer data)
{
  EntTodayDay *day = data;

  g_free (day->date);
  g_free (day);
}

static void
free_class (gpointer data)
{
  EntTodayClass *row = data;

  g_free (row->class_name);
  g_free (row);
}

/*
 * ent_today_new:
 *
 * Makes the figures of a day with nothing in it.
 *
 * Returns: (transfer full): a boxed value whose five lists are empty
 */
EntToday *
ent_today_new (void)
{
  EntToday *self = g_new0 (EntToday, 1);

  self->days = g_ptr_array_new_with_free_func (free_day);
  self->to_validate = g_ptr_array_new_with_free_func (g_object_unref);
  self->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  self->unread = g_ptr_array_new_with_free_func (g_object_unref);
  self->classes = g_ptr_array_new_with_free_func (free_class);

  return self;
}

/*
 * ent_today_add_day:
 * @self: figures
 * @date: a civil date, "2026-11-23"
 *
 * Returns: (transfer none): the new day, with no entry
 */
EntTodayDay *
ent_today_add_day (EntToday   *self,
                   const char *date)
{
  EntTodayDay *day = g_new0 (EntTodayDay, 1);

  day->date = g_strdup (date);
  g_ptr_array_add (self->days, day);

  return day;
}

/*
 * ent_today_add_class:
 * @self: figures
 * @class_name: the name to show
 *
 * Returns: (transfer none): the new class, with nobody
 */
EntTodayClass *
ent_today_add_class (EntToday   *self,
                     const char *class_name)
{
  EntTodayClass *row = g_new0 (EntTodayClass, 1);

  row->class_name = g_strdup (class_name);
  g_ptr_array_add (self->classes, row);

  return row;
}

static void
add_all (GPtrArray *to,
         GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_object_ref (from->pdata[i]));
}

/**
 * ent_today_copy:
 * @self: figures
 *
 * Copies the figures; the posts, drafts and messages are shared.
 *
 * Returns: (transfer full): the copy
 */
EntToday *
ent_today_copy (const EntToday *self)
{
  EntToday *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = ent_today_new ();
  for (guint i = 0; i < self->days->len; i++)
    {
      const EntTodayDay *from = self->days->pdata[i];
      EntTodayDay *day = ent_today_add_day (copy, from->date);

      day->n_sent = from->n_sent;
      day->n_drafts = from->n_drafts;
    }
  for (guint i = 0; i < self->classes->len; i++)
    {
      const EntTodayClass *from = self->classes->pdata[i];
      EntTodayClass *row = ent_today_add_class (copy, from->class_name);

      row->n_pupils = from->n_pupils;
      row->n_pupils_inactive = from->n_pupils_inactive;
      row->n_parents = from->n_parents;
      row->n_parents_inactive = from->n_parents_inactive;
    }
  add_all (copy->to_validate, self->to_validate);
  add_all (copy->drafts, self->drafts);
  add_all (copy->unread, self->unread);

  return copy;
}

/**
 * ent_today_free:
 * @self: (transfer full): figures
 *
 * Frees the figures and their lists.
 */
void
ent_today_free (EntToday *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->days);
  g_ptr_array_unref (self->to_validate);
  g_ptr_array_unref (self->drafts);
  g_ptr_array_unref (self->unread);
  g_ptr_array_unref (self->classes);
  g_free (self);
}
