/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-entry-operation.h"

G_BEGIN_DECLS

/* EntPutEntry: a line of a notebook, new or changed; its id is ours. */

#define ENT_TYPE_PUT_ENTRY (ent_put_entry_get_type ())
G_DECLARE_FINAL_TYPE (EntPutEntry, ent_put_entry, ENT, PUT_ENTRY, EntEntryOperation)

G_END_DECLS
