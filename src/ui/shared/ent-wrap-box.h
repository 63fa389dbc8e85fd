/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* EntWrapBox: children side by side at their natural width, on as many lines as they need; one that expands takes what
 * is left of its line. GtkFlowBox would line them up in columns. */

#define ENT_TYPE_WRAP_BOX (ent_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (EntWrapBox, ent_wrap_box, ENT, WRAP_BOX, GtkWidget)

void ent_wrap_box_insert (EntWrapBox *self,
                          GtkWidget  *child,
                          guint       position);

G_END_DECLS
