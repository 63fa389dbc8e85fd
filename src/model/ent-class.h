/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"

G_BEGIN_DECLS

/* EntClass: a class; title is its name, parent the school id. */

#define ENT_TYPE_CLASS (ent_class_get_type ())
G_DECLARE_FINAL_TYPE (EntClass, ent_class, ENT, CLASS, EntItem)

EntClass   *ent_class_new        (void);
const char *ent_class_get_school (EntClass *self);   /* name of the school */
void        ent_class_set_school (EntClass *self, const char *school);
const char *ent_class_get_level  (EntClass *self);   /* nullable */
void        ent_class_set_level  (EntClass *self, const char *level);

G_END_DECLS
