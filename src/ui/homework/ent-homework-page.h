/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntHomeworkPage: *Cahier de textes*: the week of a notebook, and the entry being written. */

#define ENT_TYPE_HOMEWORK_PAGE (ent_homework_page_get_type ())
G_DECLARE_FINAL_TYPE (EntHomeworkPage, ent_homework_page, ENT, HOMEWORK_PAGE, GtkWidget)

void ent_homework_page_show_day (EntHomeworkPage *self, const char *date);

G_END_DECLS
