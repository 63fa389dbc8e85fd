/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-block.h"

G_BEGIN_DECLS

/* Declared here so that who reads HTML need not know json-glib. */
typedef struct _JsonNode JsonNode;

/* A rich text: an immutable list of blocks. Reference-counted. */
typedef struct _EntDocument EntDocument;

#define ENT_TYPE_DOCUMENT (ent_document_get_type ())
GType        ent_document_get_type           (void);

EntDocument *ent_document_new_empty          (void);
EntDocument *ent_document_new_from_html      (const char    *html);
EntDocument *ent_document_new_from_json      (JsonNode      *json);
EntDocument *ent_document_new_from_blocks    (EntBlock     **blocks,
                                              guint          n_blocks);
EntDocument *ent_document_splice             (EntDocument   *self,
                                              guint          position,
                                              guint          n_removed,
                                              EntBlock     **added,
                                              guint          n_added);
EntDocument *ent_document_ref                (EntDocument   *self);
void         ent_document_unref              (EntDocument   *self);

guint        ent_document_get_n_blocks       (EntDocument   *self);
EntBlock    *ent_document_get_block          (EntDocument   *self,
                                              guint          index);
/* (transfer full): what its blocks are and say, as a set; valid as long as the document. */
GHashTable  *ent_document_dup_fingerprints   (EntDocument   *self);

char        *ent_document_to_html            (EntDocument   *self);
char        *ent_document_to_canonical_html  (EntDocument   *self);
char        *ent_document_to_send_html       (EntDocument   *self);
char        *ent_document_to_plain           (EntDocument   *self);

gboolean     ent_document_equal              (EntDocument   *a,
                                              EntDocument   *b);
guint        ent_document_count_words        (EntDocument   *self);
gboolean     ent_document_is_blank           (EntDocument   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntDocument, ent_document_unref)

G_END_DECLS
