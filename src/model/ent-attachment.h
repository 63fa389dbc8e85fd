/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* EntAttachment: a file beside a text: on this computer (sha256), on the ENT (id), or both. */

#define ENT_TYPE_ATTACHMENT (ent_attachment_get_type ())
G_DECLARE_FINAL_TYPE (EntAttachment, ent_attachment, ENT, ATTACHMENT, GObject)

EntAttachment *ent_attachment_new        (void);
const char    *ent_attachment_get_sha256 (EntAttachment *self);   /* nullable: not on this computer */
void           ent_attachment_set_sha256 (EntAttachment *self, const char *sha256);
const char    *ent_attachment_get_id     (EntAttachment *self);   /* nullable: not on the ENT */
void           ent_attachment_set_id     (EntAttachment *self, const char *id);
const char    *ent_attachment_get_name   (EntAttachment *self);
void           ent_attachment_set_name   (EntAttachment *self, const char *name);
const char    *ent_attachment_get_media_type (EntAttachment *self);
void           ent_attachment_set_media_type (EntAttachment *self, const char *media_type);
gint64         ent_attachment_get_size   (EntAttachment *self);   /* bytes */
void           ent_attachment_set_size   (EntAttachment *self, gint64 size);

/* nullable: id of the message on the ENT whose file it is, to be forwarded from there */
const char    *ent_attachment_get_source (EntAttachment *self);
void           ent_attachment_set_source (EntAttachment *self, const char *source);

/* Lists of attachments travel as one JSON text in the database: [{"sha256","id","name","type","size","source"}]. */
char          *ent_attachments_to_json   (GPtrArray  *attachments);
GPtrArray     *ent_attachments_from_json (const char *json, GError **error);

G_END_DECLS
