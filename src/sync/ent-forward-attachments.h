/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-message-operation.h"

G_BEGIN_DECLS

/* EntForwardAttachments: the files of another message are linked to a draft of the ENT. The payload has those to keep. */

#define ENT_TYPE_FORWARD_ATTACHMENTS (ent_forward_attachments_get_type ())
G_DECLARE_FINAL_TYPE (EntForwardAttachments, ent_forward_attachments, ENT, FORWARD_ATTACHMENTS, EntMessageOperation)

G_END_DECLS
