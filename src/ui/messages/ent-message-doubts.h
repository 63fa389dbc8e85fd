/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-draft.h"

G_BEGIN_DECLS

/* What a colleague looking over the shoulder would ask before a message leaves. */

/* (transfer full) (nullable): translated sentences, one a line; NULL when there is nothing to ask. */
char *ent_message_doubts_dup (EntDraft *draft, EntDocument *text);

G_END_DECLS
