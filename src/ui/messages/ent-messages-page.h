/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntMessagesPage: *Messagerie*: folders, list, and the message read or written. */

#define ENT_TYPE_MESSAGES_PAGE (ent_messages_page_get_type ())
G_DECLARE_FINAL_TYPE (EntMessagesPage, ent_messages_page, ENT, MESSAGES_PAGE, GtkWidget)

G_END_DECLS
