/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntSignInPage: the first screen: address of the ENT, login, password, and what the ENT wants on a first visit.
 * Signal "signed-in" (self, EntWorkspace *workspace). */

#define ENT_TYPE_SIGN_IN_PAGE (ent_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (EntSignInPage, ent_sign_in_page, ENT, SIGN_IN_PAGE, GtkWidget)

void ent_sign_in_page_set_data_dir (EntSignInPage *self, const char *data_dir);
void ent_sign_in_page_begin        (EntSignInPage *self, const char *server, const char *login, const char *password);
void ent_sign_in_page_show_trouble (EntSignInPage *self, const GError *error);

G_END_DECLS
