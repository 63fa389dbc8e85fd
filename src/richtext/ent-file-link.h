/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One file of a group of attachments: a document of the workspace. Immutable, reference-counted. */
typedef struct _EntFileLink EntFileLink;

#define ENT_TYPE_FILE_LINK (ent_file_link_get_type ())
GType        ent_file_link_get_type         (void);

EntFileLink *ent_file_link_new              (const char        *href,
                                             const char        *name,
                                             const char        *document_id,
                                             const char        *content_type);
EntFileLink *ent_file_link_ref              (EntFileLink       *self);
void         ent_file_link_unref            (EntFileLink       *self);
const char  *ent_file_link_get_href         (const EntFileLink *self);
const char  *ent_file_link_get_name         (const EntFileLink *self);
char        *ent_file_link_dup_shown_name   (const EntFileLink *self);
const char  *ent_file_link_get_document_id  (const EntFileLink *self);
const char  *ent_file_link_get_content_type (const EntFileLink *self);
gboolean     ent_file_link_equal            (const EntFileLink *a,
                                             const EntFileLink *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFileLink, ent_file_link_unref)

G_END_DECLS
