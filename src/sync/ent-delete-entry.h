/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-entry-operation.h"

G_BEGIN_DECLS

/* EntDeleteEntry: a line of a notebook goes. */

#define ENT_TYPE_DELETE_ENTRY (ent_delete_entry_get_type ())
G_DECLARE_FINAL_TYPE (EntDeleteEntry, ent_delete_entry, ENT, DELETE_ENTRY, EntEntryOperation)

G_END_DECLS
