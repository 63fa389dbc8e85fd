/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-file-message.h"

G_BEGIN_DECLS

/* EntTrashMessage: a message goes to the trash; a draft goes for good. */

#define ENT_TYPE_TRASH_MESSAGE (ent_trash_message_get_type ())
G_DECLARE_FINAL_TYPE (EntTrashMessage, ent_trash_message, ENT, TRASH_MESSAGE, EntFileMessage)

G_END_DECLS
