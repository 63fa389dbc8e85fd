/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* EntAccount: who signs in, where; what userinfo said last. No secret is ever in it.
 * Every string is a property of the same name, readable and writable, nullable unless said. */

#define ENT_TYPE_ACCOUNT (ent_account_get_type ())
G_DECLARE_FINAL_TYPE (EntAccount, ent_account, ENT, ACCOUNT, GObject)

EntAccount *ent_account_new              (void);                  /* with a fresh uuid */
const char *ent_account_get_uuid         (EntAccount *self);      /* ours; names the folder; not nullable */
void        ent_account_set_uuid         (EntAccount *self, const char *uuid);
const char *ent_account_get_server       (EntAccount *self);      /* "https://ent.example.org", no final slash; not nullable */
void        ent_account_set_server       (EntAccount *self, const char *server);
const char *ent_account_get_login        (EntAccount *self);      /* lower case, trimmed; not nullable */
void        ent_account_set_login        (EntAccount *self, const char *login);
const char *ent_account_get_client_id    (EntAccount *self);      /* OAuth2; NULL: cookie session */
void        ent_account_set_client_id    (EntAccount *self, const char *client_id);
const char *ent_account_get_user_id      (EntAccount *self);
void        ent_account_set_user_id      (EntAccount *self, const char *user_id);
const char *ent_account_get_display_name (EntAccount *self);
void        ent_account_set_display_name (EntAccount *self, const char *display_name);
const char *ent_account_get_profile      (EntAccount *self);      /* Teacher, Personnel, … (English spelling) */
void        ent_account_set_profile      (EntAccount *self, const char *profile);
const char *ent_account_get_school       (EntAccount *self);      /* first school's name */
void        ent_account_set_school       (EntAccount *self, const char *school);
const char *ent_account_get_class_name   (EntAccount *self);      /* first class's name */
void        ent_account_set_class_name   (EntAccount *self, const char *class_name);
const char * const *
            ent_account_get_group_ids    (EntAccount *self);      /* NULL-terminated, never NULL */
void        ent_account_set_group_ids    (EntAccount *self, const char * const *group_ids);
const char * const *
            ent_account_get_actions      (EntAccount *self);      /* authorizedActions[].name */
void        ent_account_set_actions      (EntAccount *self, const char * const *actions);
gboolean    ent_account_get_remember     (EntAccount *self);      /* "stay signed in on this computer" */
void        ent_account_set_remember     (EntAccount *self, gboolean remember);
gint64      ent_account_get_used_at      (EntAccount *self);      /* µs UTC */
void        ent_account_set_used_at      (EntAccount *self, gint64 used_at);
gboolean    ent_account_may              (EntAccount *self, const char *action);

char       *ent_account_to_json          (EntAccount *self);
EntAccount *ent_account_new_from_json    (const char *json, GError **error);

G_END_DECLS
