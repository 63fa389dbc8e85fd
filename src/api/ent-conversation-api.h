/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-client.h"
#include "ent-conversation-limits.h"
#include "ent-folder.h"
#include "ent-message.h"
#include "ent-send-result.h"

G_BEGIN_DECLS

/* EntConversationApi: messages and their folders. Ids of @message's recipients must be users or groups: bookmarks are expanded
 * before (EntDirectoryApi). */

#define ENT_TYPE_CONVERSATION_API (ent_conversation_api_get_type ())
G_DECLARE_FINAL_TYPE (EntConversationApi, ent_conversation_api, ENT, CONVERSATION_API, GObject)

#define ENT_CONVERSATION_API_PAGE_SIZE 25
#define ENT_CONVERSATION_API_SEND_TIMEOUT_SECONDS 120

EntConversationApi *ent_conversation_api_new              (EntClient *client);

/* (element-type EntFolder): INBOX, OUTBOX, DRAFT, TRASH (no count), then my folders, parents before children. */
void        ent_conversation_api_list_folders_async       (EntConversationApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *ent_conversation_api_list_folders_finish      (EntConversationApi *self, GAsyncResult *result, GError **error);
void        ent_conversation_api_count_async              (EntConversationApi *self, const char *folder_id, gboolean unread, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_count_finish             (EntConversationApi *self, GAsyncResult *result, guint *count, GError **error);
/* (element-type EntMessage): newest first, without html, parent is @folder_id; @total (out) (optional): messages in the folder, 0
 * when the page is empty. Empty after the last page. */
void        ent_conversation_api_list_messages_async      (EntConversationApi *self, const char *folder_id, guint page, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *ent_conversation_api_list_messages_finish     (EntConversationApi *self, GAsyncResult *result, guint *total, GError **error);
/* Whole, with html. Marks it read on the ENT. FORBIDDEN also when it was deleted. */
void        ent_conversation_api_get_message_async        (EntConversationApi *self, const char *message_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntMessage *ent_conversation_api_get_message_finish       (EntConversationApi *self, GAsyncResult *result, GError **error);

/* The id. Not idempotent. Subject, html, to, cc, cci, no-reply and in-reply-to are read from @message. */
void        ent_conversation_api_create_draft_async       (EntConversationApi *self, EntMessage *message, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char       *ent_conversation_api_create_draft_finish      (EntConversationApi *self, GAsyncResult *result, GError **error);
/* Answers yes and does nothing when @draft_id was already sent. */
void        ent_conversation_api_update_draft_async       (EntConversationApi *self, const char *draft_id, EntMessage *message, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_update_draft_finish      (EntConversationApi *self, GAsyncResult *result, GError **error);
/* FORBIDDEN: a recipient is not visible to me, or the draft is gone. REJECTED: also when it was sent already. */
void        ent_conversation_api_send_async               (EntConversationApi *self, const char *draft_id, EntMessage *message, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntSendResult *ent_conversation_api_send_finish           (EntConversationApi *self, GAsyncResult *result, GError **error);
/* Of @ids, those I may write to. */
void        ent_conversation_api_check_visibles_async     (EntConversationApi *self, const char * const *ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char      **ent_conversation_api_check_visibles_finish    (EntConversationApi *self, GAsyncResult *result, GError **error);
void        ent_conversation_api_recall_async             (EntConversationApi *self, const char *message_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_recall_finish            (EntConversationApi *self, GAsyncResult *result, GError **error);

/* The attachment's id. @progress may be NULL. */
void        ent_conversation_api_add_attachment_async     (EntConversationApi *self, const char *message_id, GFile *file, const char *name, const char *media_type, EntProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char       *ent_conversation_api_add_attachment_finish    (EntConversationApi *self, GAsyncResult *result, GError **error);
void        ent_conversation_api_get_attachment_async     (EntConversationApi *self, const char *message_id, const char *attachment_id, GFile *target, EntProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_get_attachment_finish    (EntConversationApi *self, GAsyncResult *result, GError **error);
/* Links the files of @original_id to @draft_id. REJECTED when it was done already. */
void        ent_conversation_api_forward_async            (EntConversationApi *self, const char *draft_id, const char *original_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_forward_finish           (EntConversationApi *self, GAsyncResult *result, GError **error);
/* Only for an id the message has: the ENT may never answer for another. */
void        ent_conversation_api_remove_attachment_async  (EntConversationApi *self, const char *message_id, const char *attachment_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_remove_attachment_finish (EntConversationApi *self, GAsyncResult *result, GError **error);

/* All of @ids or none: one bad id refuses the batch (FORBIDDEN). Doubled ids are sent once. */
void        ent_conversation_api_trash_async              (EntConversationApi *self, const char * const *ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_trash_finish             (EntConversationApi *self, GAsyncResult *result, GError **error);
void        ent_conversation_api_restore_async            (EntConversationApi *self, const char * const *ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_restore_finish           (EntConversationApi *self, GAsyncResult *result, GError **error);
/* For good; only of what is in the trash, others are skipped without a word. */
void        ent_conversation_api_delete_async             (EntConversationApi *self, const char * const *ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_delete_finish            (EntConversationApi *self, GAsyncResult *result, GError **error);
void        ent_conversation_api_set_unread_async         (EntConversationApi *self, const char * const *ids, gboolean unread, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_set_unread_finish        (EntConversationApi *self, GAsyncResult *result, GError **error);
/* @folder_id NULL: back to the folder of its state (INBOX, OUTBOX, DRAFT). */
void        ent_conversation_api_move_async               (EntConversationApi *self, const char * const *ids, const char *folder_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_move_finish              (EntConversationApi *self, GAsyncResult *result, GError **error);

void        ent_conversation_api_get_limits_async         (EntConversationApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ent_conversation_api_get_limits_finish        (EntConversationApi *self, GAsyncResult *result, EntConversationLimits *limits, GError **error);
/* HTML, NULL without error: none, or not in use. */
void        ent_conversation_api_get_signature_async      (EntConversationApi *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char       *ent_conversation_api_get_signature_finish     (EntConversationApi *self, GAsyncResult *result, GError **error);

G_END_DECLS
