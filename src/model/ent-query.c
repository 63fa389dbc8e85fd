/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-query.h"

G_DEFINE_BOXED_TYPE (EntQuery, ent_query, ent_query_copy, ent_query_free)

/**
 * ent_query_new:
 * @kind: the kind of the rows
 * @parent_id: (nullable): blog, notebook, folder or class; %NULL for every parent
 *
 * Makes a query for all the rows of @kind under @parent_id; the other members are set by hand.
 *
 * Returns: (transfer full): a query
 */
EntQuery *
ent_query_new (EntKind     kind,
               const char *parent_id)
{
  EntQuery *self = g_new0 (EntQuery, 1);

  self->kind = kind;
  self->parent_id = g_strdup (parent_id);

  return self;
}

/**
 * ent_query_copy:
 * @self: a query
 *
 * Copies a query with its texts.
 *
 * Returns: (transfer full): the copy
 */
EntQuery *
ent_query_copy (const EntQuery *self)
{
  EntQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = ent_query_new (self->kind, self->parent_id);
  copy->states = g_strdup (self->states);
  copy->from_date = g_strdup (self->from_date);
  copy->to_date = g_strdup (self->to_date);
  copy->words = g_strdup (self->words);
  copy->profile = g_strdup (self->profile);
  copy->unread_only = self->unread_only;
  copy->local_only = self->local_only;

  return copy;
}

/**
 * ent_query_free:
 * @self: (transfer full): a query
 *
 * Frees a query and its texts.
 */
void
ent_query_free (EntQuery *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->parent_id);
  g_free (self->states);
  g_free (self->from_date);
  g_free (self->to_date);
  g_free (self->words);
  g_free (self->profile);
  g_free (self);
}
