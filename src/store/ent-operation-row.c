/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-store"

#include "ent-operation-row.h"

#include "ent-operation-row-private.h"

G_DEFINE_BOXED_TYPE (EntOperationRow, ent_operation_row,
                     ent_operation_row_copy, ent_operation_row_free)

/* The words below are written in the database: never change one, only add. */

static const char * const states[] = {
  [ENT_OPERATION_WAITING] = "waiting",
  [ENT_OPERATION_SENDING] = "sending",
  [ENT_OPERATION_BLOCKED] = "blocked",
  [ENT_OPERATION_CHANGED] = "changed",
};

static const char * const steps[] = {
  [ENT_STEP_NONE] = "none",
  [ENT_STEP_PROBE] = "probe",
  [ENT_STEP_APPLY] = "apply",
  [ENT_STEP_VERIFY] = "verify",
};

/**
 * ent_operation_row_new:
 * @verb: "create-post"
 * @kind: kind of the item it is about
 *
 * Makes a row that waits, was never tried and was asked now; title and payload are "".
 *
 * Returns: (transfer full): a row
 */
EntOperationRow *
ent_operation_row_new (const char *verb,
                       EntKind     kind)
{
  EntOperationRow *self;

  g_return_val_if_fail (verb != NULL, NULL);

  self = g_new0 (EntOperationRow, 1);
  self->verb = g_strdup (verb);
  self->kind = kind;
  self->title = g_strdup ("");
  self->payload = g_strdup ("");
  self->state = ENT_OPERATION_WAITING;
  self->step = ENT_STEP_NONE;
  self->created_at = g_get_real_time ();

  return self;
}

/**
 * ent_operation_row_copy:
 * @self: a row
 *
 * Returns: (transfer full): a copy with its own texts
 */
EntOperationRow *
ent_operation_row_copy (const EntOperationRow *self)
{
  EntOperationRow *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->verb = g_strdup (self->verb);
  copy->draft_uuid = g_strdup (self->draft_uuid);
  copy->item_id = g_strdup (self->item_id);
  copy->parent_id = g_strdup (self->parent_id);
  copy->title = g_strdup (self->title);
  copy->payload = g_strdup (self->payload);
  copy->base = g_strdup (self->base);
  copy->error_code = g_strdup (self->error_code);
  copy->error_detail = g_strdup (self->error_detail);

  return copy;
}

/**
 * ent_operation_row_free:
 * @self: (transfer full): a row
 *
 * Frees a row and its texts.
 */
void
ent_operation_row_free (EntOperationRow *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->verb);
  g_free (self->draft_uuid);
  g_free (self->item_id);
  g_free (self->parent_id);
  g_free (self->title);
  g_free (self->payload);
  g_free (self->base);
  g_free (self->error_code);
  g_free (self->error_detail);
  g_free (self);
}

/**
 * ent_operation_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its word in the database, "waiting"
 */
const char *
ent_operation_state_to_string (EntOperationState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), NULL);

  return states[state];
}

static guint
find_word (const char * const *words,
           guint               n_words,
           const char         *text)
{
  for (guint i = 0; i < n_words; i++)
    if (g_str_equal (words[i], text))
      return i;

  g_assert_not_reached ();   /* the table checks its words */
}

EntOperationState
ent_operation_state_from_string (const char *text)
{
  return find_word (states, G_N_ELEMENTS (states), text);
}

const char *
ent_operation_step_to_string (EntOperationStep step)
{
  g_return_val_if_fail ((guint) step < G_N_ELEMENTS (steps), NULL);

  return steps[step];
}

EntOperationStep
ent_operation_step_from_string (const char *text)
{
  return find_word (steps, G_N_ELEMENTS (steps), text);
}
