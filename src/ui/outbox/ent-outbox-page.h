/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ent-workspace.h"

G_BEGIN_DECLS

/* EntOutboxPage: *Brouillons et envois*: everything that is not on the ENT yet: what, where, since when, why it waits. */

#define ENT_TYPE_OUTBOX_PAGE (ent_outbox_page_get_type ())
G_DECLARE_FINAL_TYPE (EntOutboxPage, ent_outbox_page, ENT, OUTBOX_PAGE, GtkWidget)

G_END_DECLS
