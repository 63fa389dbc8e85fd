/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ent-account.h"
#include "ent-connection.h"
#include "ent-draft.h"
#include "ent-item.h"
#include "ent-message.h"
#include "ent-outbox-entry.h"
#include "ent-past.h"
#include "ent-query.h"
#include "ent-recipient.h"
#include "ent-today.h"
#include "ent-versions.h"

G_BEGIN_DECLS

/* EntWorkspace: one account open on this computer, what every screen is given. Made by EntSignIn (first time) or opened
 * from the account list; works without a network from the first moment. Reads of bounded size answer at once from the
 * disk; everything else is asynchronous.
 *
 * Signal "changed" (self, guint mask): rows of the kinds in the mask (1 << EntKind) changed, by a pull, a draft, a sending.
 * Signal "demand" (self, GError *error): the ENT wants something first (ENT_API_ERROR_SIGNED_OUT, _BAD_PASSWORD,
 *        _TERMS, _PASSWORD_CHANGE, _VALIDATION): the window shows the screen for it; the queue waits meanwhile. */

#define ENT_TYPE_WORKSPACE (ent_workspace_get_type ())
G_DECLARE_FINAL_TYPE (EntWorkspace, ent_workspace, ENT, WORKSPACE, GObject)

/* ---- life ---- */
/* Opens the store of @account under @data_dir; needs no network. Fails with ENT_STORE_ERROR_*. */
void           ent_workspace_open_async     (const char *data_dir, EntAccount *account, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
EntWorkspace  *ent_workspace_open_finish    (GAsyncResult *result, GError **error);
/* Begins to talk to the ENT in the background: password from the keyring (or the one given at sign-in), first pull,
 * then pulls by itself (5 min, 2 min while active). */
void           ent_workspace_start          (EntWorkspace *self);
/* Signs in again after "demand" with a password typed now. Fails with ENT_API_ERROR_*. */
void           ent_workspace_sign_in_async  (EntWorkspace *self, const char *password, gboolean remember, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_sign_in_finish (EntWorkspace *self, GAsyncResult *result, GError **error);
/* Answers the other demands. @new_password only for PASSWORD_CHANGE. */
void           ent_workspace_accept_terms_async    (EntWorkspace *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_accept_terms_finish   (EntWorkspace *self, GAsyncResult *result, GError **error);
void           ent_workspace_change_password_async (EntWorkspace *self, const char *old_password, const char *new_password, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_change_password_finish (EntWorkspace *self, GAsyncResult *result, GError **error);
/* Saves every draft now: asked before closing, while the screens still have the texts. Fails with ENT_STORE_ERROR_*. */
void           ent_workspace_save_drafts_async  (EntWorkspace *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_save_drafts_finish (EntWorkspace *self, GAsyncResult *result, GError **error);
/* Saves every draft, lets the request under way end, closes the store. */
void           ent_workspace_close_async    (EntWorkspace *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_close_finish   (EntWorkspace *self, GAsyncResult *result, GError **error);

/* TRUE: the account's file was found damaged when it was opened. It is kept as @kept_name in the account's folder; @n_drafts
 * texts of it are there again, the rest is pulled anew. */
gboolean       ent_workspace_get_salvage    (EntWorkspace *self, guint *n_drafts, const char **kept_name);
EntAccount    *ent_workspace_get_account    (EntWorkspace *self);
/* State of the link with the ENT, counts of what waits; its properties are bound by the connection card. */
EntConnection *ent_workspace_get_connection (EntWorkspace *self);
/* The window is active: pulls come more often. */
void           ent_workspace_set_active     (EntWorkspace *self, gboolean active);

/* ---- reading ---- */
/* (transfer full): a live list (EntQueryModel): knows its length, loads by windows, follows the changes with stable objects. */
GListModel    *ent_workspace_list           (EntWorkspace *self, const EntQuery *query);
/* (transfer full) (nullable): bounded read. */
EntItem       *ent_workspace_dup_item       (EntWorkspace *self, EntKind kind, const char *id);
EntToday      *ent_workspace_load_today     (EntWorkspace *self, GDateTime *now);
/* Subjects already used in my notebooks, most used first. (transfer full) */
char         **ent_workspace_dup_subjects   (EntWorkspace *self);
/* (transfer full) (element-type EntRecipient): cached people and groups whose name holds every word, accents folded, groups first. */
GPtrArray     *ent_workspace_find_recipients (EntWorkspace *self, const char *words, guint max);
/* The body of a message; from the disk if it was opened before, else from the ENT (which marks it read there). Fails OFFLINE without a network. */
void           ent_workspace_open_message_async  (EntWorkspace *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntMessage    *ent_workspace_open_message_finish (EntWorkspace *self, GAsyncResult *result, GError **error);
/* More of a folder than the first pages; FALSE when there is no more. */
void           ent_workspace_more_messages_async  (EntWorkspace *self, const char *folder_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_more_messages_finish (EntWorkspace *self, GAsyncResult *result, gboolean *more, GError **error);
/* A picture of the ENT ("/workspace/document/…"), kept on the disk. Never an address outside the ENT (fails ENT_API_ERROR_FORBIDDEN). */
void           ent_workspace_load_picture_async  (EntWorkspace *self, const char *src, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes        *ent_workspace_load_picture_finish (EntWorkspace *self, GAsyncResult *result, GError **error);
/* A file of a message, kept on the disk under its own name once it was asked for; read-only. Fails OFFLINE, FORBIDDEN, NOT_FOUND. */
void           ent_workspace_load_attachment_async  (EntWorkspace *self, const char *message_id, EntAttachment *attachment, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GFile         *ent_workspace_load_attachment_finish (EntWorkspace *self, GAsyncResult *result, GError **error);
/* (element-type EntSearchResult: see ent-search-result.h) */
void           ent_workspace_search_async   (EntWorkspace *self, const char *words, guint max, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *ent_workspace_search_finish  (EntWorkspace *self, GAsyncResult *result, GError **error);

/* ---- writing ---- */
/* A new draft of @kind (POST in blog, ENTRY in notebook, MESSAGE with parent NULL). On the disk with its first revision. (transfer full) */
EntDraft      *ent_workspace_new_draft      (EntWorkspace *self, EntKind kind, const char *parent_id);
/* The draft on an item of the ENT: the one there is, else a new one made from the item; nothing is written until something is typed.
 * Two calls give the same object while it lives. (transfer full) */
EntDraft      *ent_workspace_edit_item      (EntWorkspace *self, EntItem *item);
/* (transfer full) (nullable) */
EntDraft      *ent_workspace_open_draft     (EntWorkspace *self, const char *uuid);
/* Reply, reply to all, forward. */
typedef enum { ENT_ANSWER_SENDER, ENT_ANSWER_ALL, ENT_ANSWER_FORWARD } EntAnswer;
EntDraft      *ent_workspace_answer_message (EntWorkspace *self, EntMessage *message, EntAnswer answer);
/* One transaction: draft frozen into operations. Saves first. Fails ENT_SYNC_ERROR_EMPTY, _NO_RECIPIENT, ENT_STORE_ERROR_*. @n_operations (out) (optional). */
void           ent_workspace_send_async     (EntWorkspace *self, EntDraft *draft, EntSendHow how, gint64 not_before, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_send_finish    (EntWorkspace *self, GAsyncResult *result, guint *n_operations, GError **error);
/* Deletes an item of the ENT (through the queue), or throws a draft away (its text stays in the history). */
void           ent_workspace_delete_async   (EntWorkspace *self, EntItem *item, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_delete_finish  (EntWorkspace *self, GAsyncResult *result, guint *n_operations, GError **error);
/* Moves, marks or throws away messages, through the queue; the lists show it at once. A second wish replaces the first
 * one as long as that has not begun: so it is undone. @folder_id: of a move; NULL: out of the trash. */
typedef enum { ENT_FILING_MOVE, ENT_FILING_TRASH, ENT_FILING_MARK_READ, ENT_FILING_MARK_UNREAD } EntFiling;
void           ent_workspace_file_messages_async  (EntWorkspace *self, const char * const *ids, EntFiling filing, const char *folder_id, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_file_messages_finish (EntWorkspace *self, GAsyncResult *result, GError **error);
/* Takes back a message that was sent, for everybody; now or not at all: the ENT allows it for an hour. Fails OFFLINE, REJECTED
 * (too late), FORBIDDEN. */
void           ent_workspace_recall_async  (EntWorkspace *self, const char *message_id, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_recall_finish (EntWorkspace *self, GAsyncResult *result, GError **error);
/* Throws a draft away, by its uuid; what is on the ENT does not change, the text stays in the history. */
void           ent_workspace_discard_draft_async  (EntWorkspace *self, const char *draft_uuid, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_discard_draft_finish (EntWorkspace *self, GAsyncResult *result, GError **error);

/* ---- drafts and sendings ---- */
/* (transfer none): live list of EntOutboxEntry: drafts, waiting, being sent, refused, two versions; last touched first. */
GListModel    *ent_workspace_get_outbox     (EntWorkspace *self);
void           ent_workspace_send_now       (EntWorkspace *self);                        /* everything that waits for a time */
void           ent_workspace_retry          (EntWorkspace *self, const char *draft_uuid); /* a refused one */
void           ent_workspace_cancel_async   (EntWorkspace *self, const char *draft_uuid, GAsyncReadyCallback callback, gpointer user_data);
/* FALSE without error: too late, it is leaving. */
gboolean       ent_workspace_cancel_finish  (EntWorkspace *self, GAsyncResult *result, GError **error);
/* APART: the ENT's stays there, mine becomes a new draft. */
typedef enum { ENT_SIDE_MINE, ENT_SIDE_THEIRS, ENT_SIDE_BOTH, ENT_SIDE_APART } EntSide;
void           ent_workspace_choose_async   (EntWorkspace *self, const char *draft_uuid, EntSide side, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_choose_finish  (EntWorkspace *self, GAsyncResult *result, GError **error);

/* Both versions passage by passage, merged off the main thread. Fails ENT_STORE_ERROR_*. (transfer full) */
void           ent_workspace_load_versions_async   (EntWorkspace *self, const char *draft_uuid, GAsyncReadyCallback callback, gpointer user_data);
EntVersions   *ent_workspace_load_versions_finish  (EntWorkspace *self, GAsyncResult *result, GError **error);
/* Keeps what was chosen in @versions; it leaves again. */
void           ent_workspace_keep_versions_async   (EntWorkspace *self, EntVersions *versions, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_keep_versions_finish  (EntWorkspace *self, GAsyncResult *result, GError **error);

/* ---- history ---- */
/* What has a history, last changed first (element-type EntPastText); @words (nullable): those of which a version holds them. */
void           ent_workspace_list_past_async   (EntWorkspace *self, const char *words, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *ent_workspace_list_past_finish  (EntWorkspace *self, GAsyncResult *result, GError **error);
/* The versions of a text, newest first, without their texts (element-type EntPastVersion); then the text of one. */
void           ent_workspace_list_versions_async   (EntWorkspace *self, const EntPastText *text, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *ent_workspace_list_versions_finish  (EntWorkspace *self, GAsyncResult *result, GError **error);
void           ent_workspace_load_version_async    (EntWorkspace *self, gint64 version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntDocument   *ent_workspace_load_version_finish   (EntWorkspace *self, GAsyncResult *result, GError **error);
/* (transfer full) (nullable): what the text is now, here or on the ENT; NULL: it is nowhere but in the history. */
EntDocument   *ent_workspace_dup_present           (EntWorkspace *self, const EntPastText *text);
/* Makes a version the text again, as a new edit: what it replaces goes to the history. (transfer full): the draft. Fails
 * ENT_STORE_ERROR_NOT_FOUND when it is not known what the text was. */
void           ent_workspace_restore_version_async  (EntWorkspace *self, const EntPastText *text, const EntPastVersion *version, GAsyncReadyCallback callback, gpointer user_data);
EntDraft      *ent_workspace_restore_version_finish (EntWorkspace *self, GAsyncResult *result, GError **error);

/* ---- with the ENT ---- */
typedef struct { guint requests; guint64 bytes; guint n_new; guint n_changed; guint n_gone; } EntPullCounts;
void           ent_workspace_pull_async     (EntWorkspace *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_pull_finish    (EntWorkspace *self, GAsyncResult *result, EntPullCounts *counts, GError **error);
/* Simulates the network card (client-tool). */
void           ent_workspace_set_reachable  (EntWorkspace *self, gboolean reachable);
/* Completes when nothing can move by itself any more, or after @timeout_s seconds (client-tool flush). */
void           ent_workspace_flush_async    (EntWorkspace *self, guint timeout_s, GAsyncReadyCallback callback, gpointer user_data);
gboolean       ent_workspace_flush_finish   (EntWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
