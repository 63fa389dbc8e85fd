/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item-store.h"
#include "ent-sync.h"

G_BEGIN_DECLS

/* EntMirrorPage: what one answer of the ENT changes in the mirror, with the cursor that says how
 * far that goes. Written whole or not at all. Reference-counted. */
typedef struct _EntMirrorPage EntMirrorPage;

EntMirrorPage *ent_mirror_page_new          (EntKind               kind,
                                             const char           *parent_id);
EntMirrorPage *ent_mirror_page_ref          (EntMirrorPage        *self);
void           ent_mirror_page_unref        (EntMirrorPage        *self);
void           ent_mirror_page_add_items    (EntMirrorPage        *self,
                                             GPtrArray            *items);
void           ent_mirror_page_add_others   (EntMirrorPage        *self,
                                             GPtrArray            *items);
void           ent_mirror_page_set_complete (EntMirrorPage        *self,
                                             gint64                since);
void           ent_mirror_page_set_cursor   (EntMirrorPage        *self,
                                             const char           *resource,
                                             const char           *value);
guint          ent_mirror_page_get_n_news   (EntMirrorPage        *self);
void           ent_mirror_page_add_counts   (EntMirrorPage        *self,
                                             EntPullStats         *stats);
/* In a job. */
gboolean       ent_mirror_page_write        (EntMirrorPage        *self,
                                             EntDatabase          *db,
                                             GError              **error);
void           ent_mirror_page_write_async  (EntMirrorPage        *self,
                                             EntDatabase          *db,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
EntMirrorPage *ent_mirror_page_write_finish (GAsyncResult         *result,
                                             GError              **error);

char          *ent_mirror_dup_plain         (EntItem              *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMirrorPage, ent_mirror_page_unref)

G_END_DECLS
