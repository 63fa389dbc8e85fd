/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-today.h"

G_BEGIN_DECLS

EntToday      *ent_today_new       (void);
EntTodayDay   *ent_today_add_day   (EntToday   *self,
                                    const char *date);
EntTodayClass *ent_today_add_class (EntToday   *self,
                                    const char *class_name);

G_END_DECLS
