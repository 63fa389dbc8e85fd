/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ent-query.h"

G_BEGIN_DECLS

/* EntQueryModel: a live list of EntItem over rows of the store. It knows its length and loads
 * windows of 100 rows, of which it keeps a few: 100 000 rows cost no more memory than 400.
 *
 * Objects are stable: while somebody holds the item of a row, the same row gives the same
 * object, and a refresh writes what changed into it, notifying its properties. So a row widget
 * must bind or listen to "notify"; a selection survives. Made by ent_workspace_list (). */

#define ENT_TYPE_QUERY_MODEL (ent_query_model_get_type ())
G_DECLARE_FINAL_TYPE (EntQueryModel, ent_query_model, ENT, QUERY_MODEL, GObject)

/* (transfer none): what it lists. */
const EntQuery *ent_query_model_get_query (EntQueryModel *self);

G_END_DECLS
