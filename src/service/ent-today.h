/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* EntToday: the figures of *Aujourd'hui*, read at once from the disk. Boxed. */

#define ENT_TYPE_TODAY (ent_today_get_type ())

typedef struct
{
  char  *date;        /* (owned): "2026-11-23" */
  guint  n_sent;      /* entries on the ENT */
  guint  n_drafts;    /* entries not on the ENT yet */
} EntTodayDay;

typedef struct
{
  char  *class_name;      /* (owned) */
  guint  n_pupils;
  guint  n_pupils_inactive;
  guint  n_parents;
  guint  n_parents_inactive;
} EntTodayClass;

typedef struct
{
  GPtrArray *days;          /* (owned) (element-type EntTodayDay): Monday to Friday of this week, all my notebooks */
  GPtrArray *to_validate;   /* (owned) (element-type EntPost): submitted posts in blogs I manage, at most 5 */
  GPtrArray *drafts;        /* (owned) (element-type EntOutboxEntry): at most 5 */
  GPtrArray *unread;        /* (owned) (element-type EntMessage): at most 5 */
  GPtrArray *classes;       /* (owned) (element-type EntTodayClass) */
} EntToday;

GType     ent_today_get_type (void);
EntToday *ent_today_copy     (const EntToday *self);
void      ent_today_free     (EntToday *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntToday, ent_today_free)

G_END_DECLS
