/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-post-view.h"

#include <adwaita.h>

#include "ent-editor-bar.h"
#include "ent-editor.h"

G_BEGIN_DECLS

struct _EntPostView
{
  GtkWidget       parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget      *back_button;
  GtkWidget      *buttons;
  GtkWidget      *menu_button;
  GtkWidget      *edit_button;
  GtkButton      *publish_button;
  GtkStack       *stack;
  EntEditorBar   *bar;
  GtkLabel       *notice;
  GtkEntry       *title_entry;
  GtkLabel       *title_label;
  GtkLabel       *byline;
  EntEditor      *editor;
  GtkWidget      *status_bar;
  GtkLabel       *status;
  GtkButton      *compare_button;
  GtkLabel       *words;

  EntWorkspace   *workspace;   /* (owned) (nullable) */
  EntBlog        *blog;        /* (owned) (nullable) */
  EntPost        *post;        /* (owned) (nullable): as the ENT has it */
  EntDraft       *draft;       /* (owned) (nullable): being written; %NULL while reading */
  gboolean        filling;     /* the title follows the draft: the teacher types nothing */
};

/* ---- ent-post-view.c ---- */
const char    *ent_post_view_get_user_id     (EntPostView    *self);
gboolean       ent_post_view_has_state       (EntPostView    *self,
                                              const char     *state);
const char    *ent_post_view_get_title       (EntPostView    *self);
EntLocalState  ent_post_view_get_local_state (EntPostView    *self);
gint64         ent_post_view_get_sent_at     (EntPostView    *self);
void           ent_post_view_take_draft      (EntPostView    *self,
                                              EntDraft       *draft);
void           ent_post_view_read            (EntPostView    *self);
void           ent_post_view_refresh         (EntPostView    *self);

/* ---- ent-post-actions.c ---- */
void           ent_post_actions_install      (GtkWidgetClass *widget_class);
void           ent_post_actions_update       (EntPostView    *self);

G_END_DECLS
