/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-account-list.h"
#include "ent-credentials.h"

G_BEGIN_DECLS

/* (transfer none): where the accounts' secrets are; the desktop's keyring unless a test or a
 * tool says otherwise. */
void        ent_account_list_set_credentials (EntAccountList *self,
                                              EntCredentials *credentials);
/* (nullable) (transfer none) */
EntAccount *ent_account_list_find_user       (EntAccountList *self,
                                              const char     *server,
                                              const char     *user_id);
EntAccount *ent_account_list_find_login      (EntAccountList *self,
                                              const char     *server,
                                              const char     *login);
/* (transfer full): the folder of an account. */
char       *ent_account_dup_folder           (const char     *data_dir,
                                              EntAccount     *account);

G_END_DECLS
