/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"
#include "ent-attachment.h"
#include "ent-recipient.h"
G_BEGIN_DECLS

/* EntMessage: a message; title is the subject, author the sender, parent the folder, sort_at its date, html NULL until opened. */

#define ENT_TYPE_MESSAGE (ent_message_get_type ())
G_DECLARE_FINAL_TYPE (EntMessage, ent_message, ENT, MESSAGE, EntItem)

EntMessage *ent_message_new                 (void);
/* (element-type EntRecipient), never NULL. */
GPtrArray  *ent_message_get_to              (EntMessage *self);
void        ent_message_set_to              (EntMessage *self, GPtrArray *to);
GPtrArray  *ent_message_get_cc              (EntMessage *self);
void        ent_message_set_cc              (EntMessage *self, GPtrArray *cc);
GPtrArray  *ent_message_get_cci             (EntMessage *self);
void        ent_message_set_cci             (EntMessage *self, GPtrArray *cci);
/* (element-type EntAttachment), never NULL. */
GPtrArray  *ent_message_get_attachments     (EntMessage *self);
void        ent_message_set_attachments     (EntMessage *self, GPtrArray *attachments);
gboolean    ent_message_get_unread          (EntMessage *self);
void        ent_message_set_unread          (EntMessage *self, gboolean unread);
gboolean    ent_message_get_answered        (EntMessage *self);
void        ent_message_set_answered        (EntMessage *self, gboolean answered);
gboolean    ent_message_get_has_attachments (EntMessage *self);
void        ent_message_set_has_attachments (EntMessage *self, gboolean has_attachments);
gboolean    ent_message_get_no_reply        (EntMessage *self);
void        ent_message_set_no_reply        (EntMessage *self, gboolean no_reply);
const char *ent_message_get_sender_profile  (EntMessage *self);   /* nullable */
void        ent_message_set_sender_profile  (EntMessage *self, const char *profile);
const char *ent_message_get_in_reply_to     (EntMessage *self);   /* nullable: message id */
void        ent_message_set_in_reply_to     (EntMessage *self, const char *in_reply_to);

G_END_DECLS
