/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"

G_BEGIN_DECLS

/* EntPerson: a member of a class (parent); title is the display name. No birth date, no code: the mirror is minimal. */

#define ENT_TYPE_PERSON (ent_person_get_type ())
G_DECLARE_FINAL_TYPE (EntPerson, ent_person, ENT, PERSON, EntItem)

EntPerson  *ent_person_new           (void);
const char *ent_person_get_profile   (EntPerson *self);   /* Student, Relative, Teacher, Personnel, Guest */
void        ent_person_set_profile   (EntPerson *self, const char *profile);
gboolean    ent_person_get_activated (EntPerson *self);
void        ent_person_set_activated (EntPerson *self, gboolean activated);
gboolean    ent_person_get_blocked   (EntPerson *self);
void        ent_person_set_blocked   (EntPerson *self, gboolean blocked);
/* Names of the parents of a pupil, one a line; nullable. */
const char *ent_person_get_relatives (EntPerson *self);
void        ent_person_set_relatives (EntPerson *self, const char *relatives);

G_END_DECLS
