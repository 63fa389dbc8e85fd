/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"

G_BEGIN_DECLS

/* EntOutboxEntry: one line of "Brouillons et envois": a text (or a deletion) that is not on the ENT yet.
 * Properties, notifying: all getters by their name. */

#define ENT_TYPE_OUTBOX_ENTRY (ent_outbox_entry_get_type ())
G_DECLARE_FINAL_TYPE (EntOutboxEntry, ent_outbox_entry, ENT, OUTBOX_ENTRY, GObject)

const char   *ent_outbox_entry_get_uuid        (EntOutboxEntry *self);   /* draft uuid; of a deletion "delete:<operation id>" */
EntKind       ent_outbox_entry_get_kind        (EntOutboxEntry *self);
const char   *ent_outbox_entry_get_title       (EntOutboxEntry *self);
const char   *ent_outbox_entry_get_where       (EntOutboxEntry *self);   /* blog, notebook, first recipients; may be "" */
const char   *ent_outbox_entry_get_date        (EntOutboxEntry *self);   /* nullable: entry's day */
const char   *ent_outbox_entry_get_verb        (EntOutboxEntry *self);   /* nullable: last verb of its queue: "publish-post", "send-message", "delete-post"… */
EntLocalState ent_outbox_entry_get_local_state (EntOutboxEntry *self);
gint64        ent_outbox_entry_get_since       (EntOutboxEntry *self);   /* µs UTC */
gint64        ent_outbox_entry_get_next_try_at (EntOutboxEntry *self);   /* µs UTC, 0: at once or when the network comes */
gint64        ent_outbox_entry_get_not_before  (EntOutboxEntry *self);   /* µs UTC, 0 */
guint         ent_outbox_entry_get_attempts    (EntOutboxEntry *self);
guint64       ent_outbox_entry_get_bytes_done  (EntOutboxEntry *self);
guint64       ent_outbox_entry_get_bytes_total (EntOutboxEntry *self);   /* 0: unknown */
const char   *ent_outbox_entry_get_error_code  (EntOutboxEntry *self);   /* nullable */
const char   *ent_outbox_entry_get_error_detail (EntOutboxEntry *self);  /* nullable: the server's words */
/* TRUE: the post was updated and its publication is still to come. */
gboolean      ent_outbox_entry_get_half_unit   (EntOutboxEntry *self);

G_END_DECLS
