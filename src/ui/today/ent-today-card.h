/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-kind.h"

G_BEGIN_DECLS

/* EntTodayCard: a titled card of *Aujourd'hui*: a few lines one opens with a click, or a word saying there is nothing. */

#define ENT_TYPE_TODAY_CARD (ent_today_card_get_type ())
G_DECLARE_FINAL_TYPE (EntTodayCard, ent_today_card, ENT, TODAY_CARD, GtkWidget)

void ent_today_card_clear    (EntTodayCard *self);
/* One line: @title in bold, @detail beside; a click opens the thing. */
void ent_today_card_add_item (EntTodayCard *self, const char *title, const char *detail, EntKind kind, const char *id, const char *draft_uuid);
/* One line that opens nothing. */
void ent_today_card_add_line (EntTodayCard *self, const char *text);
void ent_today_card_set_body (EntTodayCard *self, GtkWidget *body);

G_END_DECLS
