/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-message-operation.h"

G_BEGIN_DECLS

/* EntUploadMessageAttachment: a file joins a draft of the ENT. */

#define ENT_TYPE_UPLOAD_MESSAGE_ATTACHMENT (ent_upload_message_attachment_get_type ())
G_DECLARE_FINAL_TYPE (EntUploadMessageAttachment, ent_upload_message_attachment, ENT,
                      UPLOAD_MESSAGE_ATTACHMENT, EntMessageOperation)

G_END_DECLS
