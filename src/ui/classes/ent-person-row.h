/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-person.h"

G_BEGIN_DECLS

/* EntPersonRow: one member of a class: name, state of the account, parents. */

#define ENT_TYPE_PERSON_ROW (ent_person_row_get_type ())
G_DECLARE_FINAL_TYPE (EntPersonRow, ent_person_row, ENT, PERSON_ROW, GtkWidget)

GtkWidget *ent_person_row_new        (void);
void       ent_person_row_set_person (EntPersonRow *self, EntPerson *person);

G_END_DECLS
