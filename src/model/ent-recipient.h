/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item.h"

G_BEGIN_DECLS

/* EntRecipient: somebody or a group one may write to; title is the name to show. */

#define ENT_TYPE_RECIPIENT (ent_recipient_get_type ())
G_DECLARE_FINAL_TYPE (EntRecipient, ent_recipient, ENT, RECIPIENT, EntItem)

typedef enum
{
  ENT_RECIPIENT_USER,
  ENT_RECIPIENT_GROUP,
  ENT_RECIPIENT_BROADCAST,   /* hidden copy only */
  ENT_RECIPIENT_BOOKMARK,    /* must be expanded before sending */
} EntRecipientType;

typedef enum
{
  ENT_USED_IN_TO  = 1 << 0,
  ENT_USED_IN_CC  = 1 << 1,
  ENT_USED_IN_CCI = 1 << 2,
} EntUsedIn;

EntRecipient    *ent_recipient_new                (void);
EntRecipient    *ent_recipient_new_full           (const char *id, const char *name, EntRecipientType type);
EntRecipientType ent_recipient_get_recipient_type (EntRecipient *self);
void             ent_recipient_set_recipient_type (EntRecipient *self, EntRecipientType type);
/* Teacher, Student, Relative, Personnel, Guest or NULL, as the ENT spells it. */
const char      *ent_recipient_get_profile        (EntRecipient *self);
void             ent_recipient_set_profile        (EntRecipient *self, const char *profile);
guint            ent_recipient_get_n_users        (EntRecipient *self);   /* of a group, 0 if unknown */
void             ent_recipient_set_n_users        (EntRecipient *self, guint n_users);
const char      *ent_recipient_get_structure      (EntRecipient *self);   /* nullable */
void             ent_recipient_set_structure      (EntRecipient *self, const char *structure);
/* Names of the children of a parent, joined for the screen; nullable. */
const char      *ent_recipient_get_children       (EntRecipient *self);
void             ent_recipient_set_children       (EntRecipient *self, const char *children);
EntUsedIn        ent_recipient_get_used_in        (EntRecipient *self);
void             ent_recipient_set_used_in        (EntRecipient *self, EntUsedIn used_in);

/* Its name as a list of names says it, without the full stop the ENT ends the names of groups with. */
char            *ent_recipient_dup_short_name     (EntRecipient *self);

/* Lists of recipients travel as one JSON text in the database: [{"id","name","type","n"}]. */
char            *ent_recipients_to_json           (GPtrArray  *recipients);
GPtrArray       *ent_recipients_from_json         (const char *json, GError **error);

G_END_DECLS
