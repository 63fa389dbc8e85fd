/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-kind.h"

G_BEGIN_DECLS

/* EntDraftRow: one row of the table draft. Boxed; every text is owned. */

#define ENT_TYPE_DRAFT_ROW (ent_draft_row_get_type ())

typedef struct
{
  char         *uuid;           /* ours; for a new entry also the entry's id on the ENT */
  EntKind       kind;           /* POST, ENTRY, MESSAGE, COMMENT */
  char         *item_id;        /* (nullable): on the ENT */
  char         *parent_id;      /* (nullable): blog, notebook, post */
  char         *title;          /* title or subject; not NULL */
  char         *html;           /* as it would be written; not NULL */
  char         *date;           /* (nullable): entry's day */
  char         *to;             /* (nullable): JSON of ent_recipients_to_json () */
  char         *cc;             /* (nullable) */
  char         *cci;            /* (nullable) */
  char         *in_reply_to;    /* (nullable): message or comment id */
  char         *attachments;    /* (nullable): JSON array of EntAttachment */
  char         *base;           /* (nullable): JSON of the item this was made from; NULL for a new one */
  char         *theirs;         /* (nullable): JSON of the ENT's version when there are deux versions */
  guint64       revision;       /* counts every change */
  guint64       sent_revision;  /* the revision the ENT has */
  gint64        created_at;     /* µs UTC */
  gint64        updated_at;     /* µs UTC */
  /* Read only: worked out from the operations when read. */
  EntLocalState local_state;
  char         *local_error;    /* (nullable): code of ent-error.h */
  char         *local_detail;   /* (nullable): the server's words */
} EntDraftRow;

GType        ent_draft_row_get_type (void);
EntDraftRow *ent_draft_row_new      (EntKind kind);                 /* fresh uuid, times now, empty texts */
EntDraftRow *ent_draft_row_copy     (const EntDraftRow *self);
void         ent_draft_row_free     (EntDraftRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntDraftRow, ent_draft_row_free)

G_END_DECLS
