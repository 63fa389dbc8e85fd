/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ent-attachment.h"
#include "ent-document.h"
#include "ent-item.h"

G_BEGIN_DECLS

/* EntDraft: a text being written. Every change counts a revision; within a second (throttled, not debounced) the store has it.
 * Properties, notifying: "title", "date", "saved-at" (gint64 µs), "saved" (revision == saved revision), "local-state",
 * "error" (GError boxed, nullable: the last save failed; typing goes on), "sent-at".
 * Signal "text-replaced": the document changed underneath (merge, pull, choice): the editor reloads it. */

#define ENT_TYPE_DRAFT (ent_draft_get_type ())
G_DECLARE_FINAL_TYPE (EntDraft, ent_draft, ENT, DRAFT, GObject)

const char    *ent_draft_get_uuid         (EntDraft *self);
EntKind        ent_draft_get_kind         (EntDraft *self);
const char    *ent_draft_get_item_id      (EntDraft *self);   /* nullable */
const char    *ent_draft_get_parent_id    (EntDraft *self);   /* nullable */
void           ent_draft_set_parent_id    (EntDraft *self, const char *parent_id);
const char    *ent_draft_get_title        (EntDraft *self);
void           ent_draft_set_title        (EntDraft *self, const char *title);
const char    *ent_draft_get_date         (EntDraft *self);   /* nullable: day of an entry */
void           ent_draft_set_date         (EntDraft *self, const char *date);
/* (transfer none): the document last set. */
EntDocument   *ent_draft_get_document     (EntDraft *self);
void           ent_draft_set_document     (EntDraft *self, EntDocument *document);
/* The editor's way: something was typed; @snapshot is called for the document only when it is time to save. The owner must
 * clear it (NULL) before it goes away; that saves first. */
typedef EntDocument *(*EntDraftSnapshot) (gpointer user_data);
void           ent_draft_set_snapshot     (EntDraft *self, EntDraftSnapshot snapshot, gpointer user_data);
void           ent_draft_touch            (EntDraft *self);
/* (element-type EntRecipient) (transfer none), never NULL. */
GPtrArray     *ent_draft_get_to           (EntDraft *self);
GPtrArray     *ent_draft_get_cc           (EntDraft *self);
GPtrArray     *ent_draft_get_cci          (EntDraft *self);
void           ent_draft_set_to           (EntDraft *self, GPtrArray *to);
void           ent_draft_set_cc           (EntDraft *self, GPtrArray *cc);
void           ent_draft_set_cci          (EntDraft *self, GPtrArray *cci);
/* (element-type EntAttachment) (transfer none), never NULL. */
GPtrArray     *ent_draft_get_attachments  (EntDraft *self);
void           ent_draft_attach_async     (EntDraft *self, GFile *file, GAsyncReadyCallback callback, gpointer user_data);
EntAttachment *ent_draft_attach_finish    (EntDraft *self, GAsyncResult *result, GError **error);
void           ent_draft_detach           (EntDraft *self, EntAttachment *attachment);

guint64        ent_draft_get_revision     (EntDraft *self);
gboolean       ent_draft_is_saved         (EntDraft *self);
gint64         ent_draft_get_saved_at     (EntDraft *self);   /* µs UTC, 0: nothing saved yet */
EntLocalState  ent_draft_get_local_state  (EntDraft *self);
const char    *ent_draft_get_local_error  (EntDraft *self);   /* nullable: code of ent-error.h */
const char    *ent_draft_get_local_detail (EntDraft *self);   /* nullable: the server's words */
const GError  *ent_draft_get_error        (EntDraft *self);   /* nullable: the last save failed */
/* (nullable): the ENT's version while there are two. */
EntItem       *ent_draft_get_theirs       (EntDraft *self);
/* Focus lost, page left, window closed: now. Completes when the disk has it. */
void           ent_draft_save_async       (EntDraft *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_draft_save_finish      (EntDraft *self, GAsyncResult *result, GError **error);

G_END_DECLS
