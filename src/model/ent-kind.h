/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a row of the mirror, a draft or an operation is about. The numbers never leave memory. */
typedef enum
{
  ENT_KIND_BLOG,
  ENT_KIND_POST,
  ENT_KIND_COMMENT,
  ENT_KIND_NOTEBOOK,
  ENT_KIND_ENTRY,
  ENT_KIND_FOLDER,
  ENT_KIND_MESSAGE,
  ENT_KIND_CLASS,
  ENT_KIND_PERSON,
  ENT_KIND_RECIPIENT,
  ENT_KIND_DOCUMENT,
  ENT_N_KINDS, /*< skip >*/
} EntKind;

/* Where a text stands; what every card says. */
typedef enum
{
  ENT_LOCAL_STATE_NONE,      /* no local work: as the ENT has it (sent) */
  ENT_LOCAL_STATE_DRAFT,     /* saved on this computer, not asked to leave */
  ENT_LOCAL_STATE_WAITING,   /* in the queue */
  ENT_LOCAL_STATE_SENDING,
  ENT_LOCAL_STATE_BLOCKED,   /* refused by the ENT */
  ENT_LOCAL_STATE_CHANGED,   /* deux versions */
} EntLocalState;

/* My rights on a blog or a notebook. */
typedef enum
{
  ENT_RIGHTS_NONE    = 0,
  ENT_RIGHTS_READ    = 1 << 0,
  ENT_RIGHTS_CONTRIB = 1 << 1,
  ENT_RIGHTS_COMMENT = 1 << 2,
  ENT_RIGHTS_MANAGE  = 1 << 3,
  ENT_RIGHTS_OWNER   = 1 << 4,   /* author of the blog, owner of the notebook: implies all */
  ENT_RIGHTS_PUBLISH = 1 << 5,   /* in a blog, without managing it: publish, one's own and others' */
} EntRights;

/* How a draft leaves. */
typedef enum
{
  ENT_SEND_SAVE,      /* post: as a draft on the ENT; message: as a draft on the ENT; entry: written in the notebook */
  ENT_SEND_SUBMIT,    /* post: to be validated (or published at once in an immediate blog) */
  ENT_SEND_PUBLISH,   /* post */
  ENT_SEND_SEND,      /* message; for an entry the same as SAVE */
  ENT_SEND_UNPUBLISH, /* post: a draft of its author again, with what was corrected */
} EntSendHow;

const char *ent_kind_to_string          (EntKind        kind);
gboolean    ent_kind_from_string        (const char    *text,
                                         EntKind       *kind);
const char *ent_local_state_to_string   (EntLocalState  state);
gboolean    ent_local_state_from_string (const char    *text,
                                         EntLocalState *state);
const char *ent_send_how_to_string      (EntSendHow     how);
gboolean    ent_send_how_from_string    (const char    *text,
                                         EntSendHow    *how);

G_END_DECLS
