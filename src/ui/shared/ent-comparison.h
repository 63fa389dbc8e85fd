/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ent-draft.h"

G_BEGIN_DECLS

/* Shows @button while @draft has two versions, and makes it open them. */
void ent_offer_comparison (GtkButton *button, EntDraft *draft);

G_END_DECLS
