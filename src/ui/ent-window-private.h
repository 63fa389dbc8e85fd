/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-window.h"

#include "ent-page.h"
#include "ent-sidebar.h"
#include "ent-sign-in-page.h"

G_BEGIN_DECLS

/* ent-window.c is the window's life: its pages, its account, its closing; ent-window-actions.c what its menus and keys do. */

struct _EntWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack        *stack;
  EntSignInPage   *sign_in_page;
  AdwFlap         *flap;
  EntSidebar      *sidebar;
  GtkStack        *pages;

  char            *data_dir;    /* (owned) */
  EntWorkspace    *workspace;   /* (owned) (nullable) */
  GSettings       *settings;    /* (owned) */
  GtkWindow       *demand;      /* (nullable) (weak): the screen of what the ENT wants first */
  gboolean         leaving;     /* the last words are being saved, or the question asked */
  gboolean         closing;     /* the workspace is being closed; the window goes right after */
};

/* (transfer none) (nullable): the page in front. */
EntPage *ent_window_get_current_page (EntWindow      *self);
/* The screen of what the ENT wants first. */
void     ent_window_show_demand      (EntWindow      *self,
                                      const GError   *error);
/* Once everything typed is saved. */
void     ent_window_switch_account   (EntWindow      *self);
void     ent_window_actions_install  (GtkWidgetClass *widget_class);

G_END_DECLS
