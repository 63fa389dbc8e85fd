/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-account-list.h"
#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntWindow: the one window: the sign-in screens, then the sidebar and the stack of pages, nothing else. */

#define ENT_TYPE_WINDOW (ent_window_get_type ())
G_DECLARE_FINAL_TYPE (EntWindow, ent_window, ENT, WINDOW, AdwApplicationWindow)

EntWindow    *ent_window_new           (AdwApplication *application,
                                        const char     *data_dir);
EntWorkspace *ent_window_get_workspace (EntWindow      *self);
void          ent_window_set_workspace (EntWindow      *self,
                                        EntWorkspace   *workspace);
void          ent_window_show_sign_in  (EntWindow      *self,
                                        const char     *server,
                                        const char     *login,
                                        const char     *password);
void          ent_window_show_trouble  (EntWindow      *self,
                                        const GError   *error);
void          ent_window_show_page     (EntWindow      *self,
                                        const char     *name);
void          ent_window_say           (EntWindow      *self,
                                        const char     *words);

G_END_DECLS
