/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* EntSidebarButton: in the header bar of each page; shows the sidebar when the window is too narrow to hold it. */

#define ENT_TYPE_SIDEBAR_BUTTON (ent_sidebar_button_get_type ())
G_DECLARE_FINAL_TYPE (EntSidebarButton, ent_sidebar_button, ENT, SIDEBAR_BUTTON, GtkWidget)

G_END_DECLS
