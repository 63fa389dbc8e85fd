/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-message-operation.h"

G_BEGIN_DECLS

/* EntSendMessage: a draft of the ENT goes to its recipients, once. */

#define ENT_TYPE_SEND_MESSAGE (ent_send_message_get_type ())
G_DECLARE_FINAL_TYPE (EntSendMessage, ent_send_message, ENT, SEND_MESSAGE, EntMessageOperation)

G_END_DECLS
