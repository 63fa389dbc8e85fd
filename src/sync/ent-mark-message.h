/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-file-message.h"

G_BEGIN_DECLS

/* EntMarkMessage: a message is marked read or unread, as the name of the verb says. */

#define ENT_TYPE_MARK_MESSAGE (ent_mark_message_get_type ())
G_DECLARE_FINAL_TYPE (EntMarkMessage, ent_mark_message, ENT, MARK_MESSAGE, EntFileMessage)

G_END_DECLS
