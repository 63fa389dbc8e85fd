/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_READ_MARK_NONE,
  ENT_READ_MARK_READ,
  ENT_READ_MARK_UNREAD,
} EntReadMark;

/* EntLocalWork: where the work on one thing stands, worked out from the outbox. */
typedef struct
{
  EntLocalState  state;         /* the most pressing of its operations */
  char          *error_code;    /* (owned) (nullable) */
  char          *error_detail;  /* (owned) (nullable) */
  gboolean       is_leaving;    /* its deletion is queued: no longer shown */
  char          *folder;        /* (owned) (nullable): where a message is being moved to */
  EntReadMark    mark;          /* whether a message is being marked read or unread */
} EntLocalWork;

/* (read) @item_id, @draft_uuid: (nullable). Without any operation: DRAFT if there is a draft, else
 * NONE. */
gboolean ent_local_work_read  (EntLocalWork  *self,
                               EntDatabase   *db,
                               EntKind        kind,
                               const char    *item_id,
                               const char    *draft_uuid,
                               gboolean       has_two_versions,
                               GError       **error);
void     ent_local_work_clear (EntLocalWork  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EntLocalWork, ent_local_work_clear)

G_END_DECLS
