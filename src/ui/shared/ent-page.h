/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntPage: an activity in the window's stack: its own header bar and content. Implemented by EntTodayPage, EntHomeworkPage,
 * EntBlogPage, EntMessagesPage, EntClassesPage, EntOutboxPage, each a GtkWidget with a construct-only "workspace" property. */

#define ENT_TYPE_PAGE (ent_page_get_type ())
G_DECLARE_INTERFACE (EntPage, ent_page, ENT, PAGE, GtkWidget)

struct _EntPageInterface
{
  GTypeInterface parent_iface;

  /* Shows one thing: @id (nullable) on the ENT, else @draft_uuid (nullable). */
  void     (* open)       (EntPage *self, EntKind kind, const char *id, const char *draft_uuid);
  /* Ctrl+N: the page's new thing. @detail (nullable): the day "2026-11-24" for an entry. */
  void     (* create)     (EntPage *self, const char *detail);
  /* Ctrl+F: into the search of the current list. */
  void     (* find)       (EntPage *self);
  /* The page is left or the window closes: save what is being typed (EntDraft does it; drop the snapshot and keep going). */
  void     (* leave)      (EntPage *self);
};

void ent_page_open   (EntPage *self, EntKind kind, const char *id, const char *draft_uuid);
void ent_page_create (EntPage *self, const char *detail);
void ent_page_find   (EntPage *self);
void ent_page_leave  (EntPage *self);

G_END_DECLS
