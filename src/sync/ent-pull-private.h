/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-fan.h"
#include "ent-pull.h"

G_BEGIN_DECLS

/* How deep a pull looks. */
typedef enum
{
  ENT_PULL_LIGHT,  /* what moves most, for a handful of requests */
  ENT_PULL_SWEEP,  /* every list, so that what was deleted or moved is seen */
  ENT_PULL_FIRST,  /* everything, to the last page */
} EntPullDepth;

EntSyncContext *ent_pull_get_context     (EntPull             *self);
GCancellable   *ent_pull_get_cancellable (EntPull             *self);
EntPullDepth    ent_pull_get_depth       (EntPull             *self);
guint           ent_pull_get_turn        (EntPull             *self);
void            ent_pull_set_fraction    (EntPull             *self,
                                          EntSyncStep          step,
                                          double               fraction);
void            ent_pull_write_page      (EntPull             *self,
                                          EntMirrorPage       *page,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* The news of a page, counted; FALSE with an error when it was not written. */
gboolean        ent_pull_page_written    (EntPull             *self,
                                          GAsyncResult        *result,
                                          guint               *n_news,
                                          GError             **error);

/* The parts. Each ends its task with a boolean. */
void            ent_pull_notebooks_async (EntPull             *self,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
void            ent_pull_messages_async  (EntPull             *self,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
void            ent_pull_blogs_async     (EntPull             *self,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
void            ent_pull_directory_async (EntPull             *self,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean        ent_pull_part_finish     (EntPull             *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
