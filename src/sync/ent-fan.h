/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* EntFan: several asynchronous jobs that overlap and end as one GTask. */
typedef struct _EntFan EntFan;

EntFan *ent_fan_new   (GTask  *task);
void    ent_fan_begin (EntFan *self);
void    ent_fan_end   (EntFan *self,
                       GError *error);
GTask  *ent_fan_get_task (EntFan *self);

G_END_DECLS
