/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-kind.h"

G_BEGIN_DECLS

/* EntItem: a thing of the ENT as the lists show it, with where the local work on it stands.
 * Base of EntBlog, EntPost, EntComment, EntNotebook, EntEntry, EntFolder, EntMessage, EntClass,
 * EntPerson, EntRecipient. Times are microseconds UTC, 0 when unknown. */

#define ENT_TYPE_ITEM (ent_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (EntItem, ent_item, ENT, ITEM, GObject)

struct _EntItemClass
{
  GObjectClass parent_class;

  EntKind      kind;
};

/* Makes an empty item of the right subclass. */
EntItem       *ent_item_new               (EntKind        kind);
EntItem       *ent_item_copy              (EntItem       *self);
gboolean       ent_item_equal             (EntItem       *self,
                                           EntItem       *other);

/* The stored form (column base_json): every persistent property, by json-glib. */
char          *ent_item_to_json           (EntItem       *self);
EntItem       *ent_item_new_from_json     (EntKind        kind,
                                           const char    *json,
                                           GError       **error);

EntKind        ent_item_get_kind          (EntItem       *self);
/* Unique among the rows of a list: the server's id, else the draft's uuid. */
const char    *ent_item_get_key           (EntItem       *self);

const char    *ent_item_get_id            (EntItem       *self);   /* nullable: not on the ENT yet */
void           ent_item_set_id            (EntItem       *self, const char *id);
const char    *ent_item_get_parent_id     (EntItem       *self);   /* nullable: blog of a post, notebook of an entry, folder of a message, class of a person */
void           ent_item_set_parent_id     (EntItem       *self, const char *parent_id);
const char    *ent_item_get_title         (EntItem       *self);   /* not nullable; title, subject, name, display name */
void           ent_item_set_title         (EntItem       *self, const char *title);
const char    *ent_item_get_html          (EntItem       *self);   /* nullable: not fetched */
void           ent_item_set_html          (EntItem       *self, const char *html);
const char    *ent_item_get_excerpt       (EntItem       *self);   /* not nullable: first words of the plain text */
void           ent_item_set_excerpt       (EntItem       *self, const char *excerpt);
const char    *ent_item_get_state         (EntItem       *self);   /* nullable: as the ENT says: DRAFT, SUBMITTED, PUBLISHED, SENT, RECALL */
void           ent_item_set_state         (EntItem       *self, const char *state);
const char    *ent_item_get_author_id     (EntItem       *self);
void           ent_item_set_author_id     (EntItem       *self, const char *author_id);
const char    *ent_item_get_author_name   (EntItem       *self);
void           ent_item_set_author_name   (EntItem       *self, const char *author_name);
gint64         ent_item_get_created_at    (EntItem       *self);
void           ent_item_set_created_at    (EntItem       *self, gint64 created_at);
gint64         ent_item_get_modified_at   (EntItem       *self);
void           ent_item_set_modified_at   (EntItem       *self, gint64 modified_at);
/* What lists order by, newest first: publication of a post, date of a message. */
gint64         ent_item_get_sort_at       (EntItem       *self);
void           ent_item_set_sort_at       (EntItem       *self, gint64 sort_at);

/* Where the local work on it stands; set by the store when it lists, never stored with the item. */
const char    *ent_item_get_draft_uuid    (EntItem       *self);   /* nullable */
void           ent_item_set_draft_uuid    (EntItem       *self, const char *uuid);
EntLocalState  ent_item_get_local_state   (EntItem       *self);
void           ent_item_set_local_state   (EntItem       *self, EntLocalState state);
gint64         ent_item_get_local_at      (EntItem       *self);   /* last save on this computer */
void           ent_item_set_local_at      (EntItem       *self, gint64 local_at);
const char    *ent_item_get_local_error   (EntItem       *self);   /* nullable: code of ent-error.h */
void           ent_item_set_local_error   (EntItem       *self, const char *code);

G_END_DECLS
