/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* TRUE when there is a new password and the second line says the same; marks the second line as long as it does not. */
gboolean ent_check_new_password (GtkEditable *password,
                                 GtkEditable *again);

G_END_DECLS
