/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ent-account.h"

G_BEGIN_DECLS

/* EntAccountList: the accounts known on this computer, last used first; a GListModel of EntAccount. One small file, no secret. */

#define ENT_TYPE_ACCOUNT_LIST (ent_account_list_get_type ())
G_DECLARE_FINAL_TYPE (EntAccountList, ent_account_list, ENT, ACCOUNT_LIST, GObject)

EntAccountList *ent_account_list_new           (const char *data_dir);   /* usually g_get_user_data_dir () / "encrier" */
void            ent_account_list_load_async    (EntAccountList *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean        ent_account_list_load_finish   (EntAccountList *self, GAsyncResult *result, GError **error);
void            ent_account_list_save_async    (EntAccountList *self, EntAccount *account, GAsyncReadyCallback callback, gpointer user_data);
gboolean        ent_account_list_save_finish   (EntAccountList *self, GAsyncResult *result, GError **error);
/* Signs out and wipes the account's folder and its keyring entry. Drafts not sent go with it: the screen asks first. */
void            ent_account_list_remove_async  (EntAccountList *self, EntAccount *account, GAsyncReadyCallback callback, gpointer user_data);
gboolean        ent_account_list_remove_finish (EntAccountList *self, GAsyncResult *result, GError **error);

G_END_DECLS
