/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-kind.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_OPERATION_WAITING,
  ENT_OPERATION_SENDING,
  ENT_OPERATION_BLOCKED,
  ENT_OPERATION_CHANGED,
} EntOperationState;

/* The last step committed: a row found SENDING at start goes back through PROBE. */
typedef enum
{
  ENT_STEP_NONE,
  ENT_STEP_PROBE,
  ENT_STEP_APPLY,
  ENT_STEP_VERIFY,
} EntOperationStep;

/* EntOperationRow: one row of the table operation. Boxed; every text is owned. */

#define ENT_TYPE_OPERATION_ROW (ent_operation_row_get_type ())

typedef struct
{
  gint64            id;             /* AUTOINCREMENT: the order */
  char             *verb;           /* "create-post" */
  EntKind           kind;
  char             *draft_uuid;     /* (nullable): the draft it sends; NULL for a deletion */
  char             *item_id;        /* (nullable): on the ENT, as soon as known */
  char             *parent_id;      /* (nullable): blog, notebook */
  char             *title;          /* for the screen; not NULL */
  gint64            depends_on;     /* id, 0: nothing */
  gint64            unit;           /* id of the first operation of its unit, 0: alone */
  guint64           revision;       /* of the draft, frozen */
  char             *payload;        /* frozen JSON, what will be sent */
  char             *base;           /* (nullable): JSON of the item it was made from */
  EntOperationState state;
  EntOperationStep  step;
  guint             attempts;
  gint64            created_at;     /* µs UTC */
  gint64            attempted_at;   /* server's time of the first try (µs UTC), 0: never tried */
  gint64            next_try_at;    /* µs UTC, 0: at once */
  gint64            not_before;     /* µs UTC, 0: at once; deferred sending */
  guint64           bytes_done;
  guint64           bytes_total;
  char             *error_code;     /* (nullable): code of ent-error.h */
  char             *error_detail;   /* (nullable): the server's words */
} EntOperationRow;

GType            ent_operation_row_get_type (void);
EntOperationRow *ent_operation_row_new      (const char *verb, EntKind kind);
EntOperationRow *ent_operation_row_copy     (const EntOperationRow *self);
void             ent_operation_row_free     (EntOperationRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntOperationRow, ent_operation_row_free)

const char *ent_operation_state_to_string (EntOperationState state);

G_END_DECLS
