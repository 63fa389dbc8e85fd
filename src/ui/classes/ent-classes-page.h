/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntClassesPage: *Mes classes*: the members of each class and the state of their accounts. */

#define ENT_TYPE_CLASSES_PAGE (ent_classes_page_get_type ())
G_DECLARE_FINAL_TYPE (EntClassesPage, ent_classes_page, ENT, CLASSES_PAGE, GtkWidget)

G_END_DECLS
