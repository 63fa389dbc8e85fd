/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntTodayPage: *Aujourd'hui*: the week's log, what waits for me, what I was writing; one click from where it is done. */

#define ENT_TYPE_TODAY_PAGE (ent_today_page_get_type ())
G_DECLARE_FINAL_TYPE (EntTodayPage, ent_today_page, ENT, TODAY_PAGE, GtkWidget)

G_END_DECLS
