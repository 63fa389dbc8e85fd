/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-file-message.h"

G_BEGIN_DECLS

/* EntMoveMessage: a message goes to another folder, out of the trash if it is there. The row's parent is that folder. */

#define ENT_TYPE_MOVE_MESSAGE (ent_move_message_get_type ())
G_DECLARE_FINAL_TYPE (EntMoveMessage, ent_move_message, ENT, MOVE_MESSAGE, EntFileMessage)

G_END_DECLS
