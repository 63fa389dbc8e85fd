/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-attachment.h"
#include "ent-draft-row.h"
#include "ent-kind.h"
#include "ent-recipient.h"

G_BEGIN_DECLS

/* EntPayload: a draft as it was when it was asked to leave; what an operation sends. Kept in the
 * outbox as JSON. */
typedef struct
{
  EntSendHow  how;          /* what the teacher asked for the whole draft */
  char       *title;        /* (owned) (not nullable): what is sent */
  char       *html;         /* (owned) (not nullable): what is sent */
  /* Where what is sent is the draft's text put together with somebody else's: */
  char       *own_title;    /* (owned) (nullable): the draft's own */
  char       *own_html;     /* (owned) (nullable): the draft's own; NULL: nothing was merged */
  char       *merged_base;  /* (owned) (nullable): JSON of the ENT's version that is in it */
  char       *date;         /* (owned) (nullable): day of an entry */
  GPtrArray  *to;           /* (owned) (element-type EntRecipient) */
  GPtrArray  *cc;           /* (owned) (element-type EntRecipient) */
  GPtrArray  *cci;          /* (owned) (element-type EntRecipient) */
  char       *in_reply_to;  /* (owned) (nullable): id of a message or a comment */
  char       *blog_id;      /* (owned) (nullable): of a comment, whose parent is the post */
  /* (owned) (element-type EntAttachment): of an upload, the one to upload */
  GPtrArray  *attachments;
} EntPayload;

EntPayload *ent_payload_new            (void);
EntPayload *ent_payload_new_from_draft (const EntDraftRow  *draft,
                                        EntSendHow          how,
                                        GError            **error);
EntPayload *ent_payload_new_from_json  (const char         *json,
                                        GError            **error);
char       *ent_payload_to_json        (const EntPayload   *self);
gboolean    ent_payload_is_merged      (const EntPayload   *self);
void        ent_payload_take_merged    (EntPayload         *self,
                                        char               *title,
                                        char               *html,
                                        char               *base);
void        ent_payload_free           (EntPayload         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPayload, ent_payload_free)

G_END_DECLS
