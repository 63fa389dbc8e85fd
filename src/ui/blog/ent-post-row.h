/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-post.h"

G_BEGIN_DECLS

/* EntPostRow: a post in the list: its title, and where it stands, in a word and a colour. */

#define ENT_TYPE_POST_ROW (ent_post_row_get_type ())
G_DECLARE_FINAL_TYPE (EntPostRow, ent_post_row, ENT, POST_ROW, GtkWidget)

GtkWidget *ent_post_row_new      (const char *user_id);
void       ent_post_row_set_post (EntPostRow *self,
                                  EntPost    *post);

G_END_DECLS
