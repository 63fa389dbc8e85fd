/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"
#include "ent-draft-row.h"
#include "ent-draft.h"

G_BEGIN_DECLS

/* ent-draft.c and ent-draft-lists.c hold what a screen sees, ent-draft-save.c how it reaches the
 * disk and follows the store. */

typedef enum
{
  ENT_DRAFT_PROP_TITLE = 1,
  ENT_DRAFT_PROP_DATE,
  ENT_DRAFT_PROP_SAVED_AT,
  ENT_DRAFT_PROP_SAVED,
  ENT_DRAFT_PROP_LOCAL_STATE,
  ENT_DRAFT_PROP_ERROR,
  ENT_DRAFT_PROP_SENT_AT,
  ENT_DRAFT_N_PROPERTIES
} EntDraftProperty;

struct _EntDraft
{
  GObject           parent_instance;

  EntDatabase      *db;             /* (owned) */
  EntDraftRow      *row;            /* (owned): title, date… as typed; html as the store has it */
  EntDocument      *document;       /* (owned) (nullable): NULL until somebody asks for it */
  GPtrArray        *to;             /* (owned) (element-type EntRecipient) */
  GPtrArray        *cc;             /* (owned) (element-type EntRecipient) */
  GPtrArray        *cci;            /* (owned) (element-type EntRecipient) */
  GPtrArray        *attachments;    /* (owned) (element-type EntAttachment) */
  EntItem          *theirs;         /* (owned) (nullable): the ENT's version while there are two */

  EntDraftSnapshot  snapshot;       /* (nullable): gives the editor's text */
  gpointer          snapshot_data;  /* (unowned): of whoever set it, who clears it */
  gboolean          touched;        /* the editor has text the document has not */

  guint64           revision;       /* counts every change */
  guint64           saved_revision; /* what the disk has */
  guint64           stored_revision;/* what the row said when we last wrote or read it */
  gboolean          stored;         /* a row of it is, or was, in the store */
  gboolean          settled;        /* the row is gone: the ENT has it, or its text was taken */
  gint64            saved_at;       /* µs UTC, 0: nothing saved yet */
  gint64            sent_at;        /* µs UTC, 0: never since it was opened */
  GError           *error;          /* (owned) (nullable): the last save failed */
  gboolean          discarded;      /* thrown away: nothing is written any more */
  gboolean          kept;           /* holds itself: the disk refused its text, which is nowhere else */

  guint             save_source;
  gboolean          saving;
  GQueue            waiters;        /* (element-type GTask): each with the revision it waits for */
};

EntDraft  *ent_draft_new              (EntDatabase       *db,
                                       const EntDraftRow *row,
                                       gboolean           stored);
void       ent_draft_discard          (EntDraft          *self);
void       ent_draft_set_in_reply_to  (EntDraft          *self,
                                       const char        *id);
void       ent_draft_refresh          (EntDraft          *self);
/* Another text takes its place, also in the editor that shows it. */
void       ent_draft_replace_document (EntDraft          *self,
                                       EntDocument       *document);

/* Shared by the three files. */
void       ent_draft_notify           (EntDraft          *self,
                                       EntDraftProperty   property);
void       ent_draft_bump             (EntDraft          *self);
void       ent_draft_load_row         (EntDraft          *self,
                                       const EntDraftRow *row);
void       ent_draft_load_item        (EntDraft          *self,
                                       EntItem           *item);
void       ent_draft_take_snapshot    (EntDraft          *self);
void       ent_draft_schedule         (EntDraft          *self);
void       ent_draft_save_last        (EntDraft          *self);
void       ent_draft_keep             (EntDraft          *self,
                                       gboolean           keep);

G_END_DECLS
