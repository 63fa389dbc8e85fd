/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-editor-bar.h"
#include "ent-editor-view.h"
#include "ent-editor.h"

G_BEGIN_DECLS

/* An editor and its bar in a real window, and the hands of a teacher who writes in it. */
typedef struct
{
  GtkWindow       *window;
  GtkWidget       *bar;
  EntEditor       *editor;
  EntEditorBuffer *buffer;
  GtkTextView     *view;
} Hands;

void hands_set_up       (Hands         *hands,
                         gconstpointer  data);
void hands_tear_down    (Hands         *hands,
                         gconstpointer  data);
void hands_settle       (void);
void hands_show         (Hands         *hands,
                         const char    *html);
void hands_type         (Hands         *hands,
                         const char    *text);
void hands_put          (Hands         *hands,
                         int            line,
                         int            offset);
void hands_select       (Hands         *hands,
                         int            line1,
                         int            offset1,
                         int            line2,
                         int            offset2);
/* A "format" action, as a button, a menu or a shortcut does it; @detail is NULL for those without a parameter. */
void hands_format       (Hands         *hands,
                         const char    *action,
                         const char    *detail);
void hands_assert_state (Hands         *hands,
                         const char    *action,
                         const char    *expected);
void hands_assert_html  (Hands         *hands,
                         const char    *html);

G_END_DECLS
