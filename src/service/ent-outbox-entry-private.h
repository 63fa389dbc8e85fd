/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-outbox-entry.h"

G_BEGIN_DECLS

/* What one line says at one moment; the texts are borrowed. */
typedef struct
{
  const char    *uuid;
  EntKind        kind;
  const char    *title;
  const char    *where;
  const char    *date;          /* (nullable) */
  const char    *verb;          /* (nullable) */
  EntLocalState  local_state;
  gint64         since;         /* µs UTC */
  gint64         next_try_at;   /* µs UTC, 0 */
  gint64         not_before;    /* µs UTC, 0 */
  guint          attempts;
  guint64        bytes_done;
  guint64        bytes_total;   /* 0: unknown */
  const char    *error_code;    /* (nullable) */
  const char    *error_detail;  /* (nullable) */
  gboolean       half_unit;
} EntOutboxFacts;

EntOutboxEntry *ent_outbox_entry_new    (const EntOutboxFacts *facts);
void            ent_outbox_entry_update (EntOutboxEntry       *self,
                                         const EntOutboxFacts *facts);

G_END_DECLS
