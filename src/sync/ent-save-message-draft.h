/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-message-operation.h"

G_BEGIN_DECLS

/* EntSaveMessageDraft: a message as a draft on the ENT; the first thing of each sending. */

#define ENT_TYPE_SAVE_MESSAGE_DRAFT (ent_save_message_draft_get_type ())
G_DECLARE_FINAL_TYPE (EntSaveMessageDraft, ent_save_message_draft, ENT, SAVE_MESSAGE_DRAFT,
                      EntMessageOperation)

G_END_DECLS
