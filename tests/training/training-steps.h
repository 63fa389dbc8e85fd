/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "training-client.h"

G_BEGIN_DECLS

/* Short steps for tests of routes: a call whose status is checked, and what its answer holds. */
TrainingReply *training_call        (TrainingClient *client,
                                     guint           status,
                                     const char     *method,
                                     const char     *body,
                                     const char     *path,
                                     ...) G_GNUC_PRINTF (5, 6);
JsonObject    *training_item        (TrainingReply  *reply,
                                     guint           index);
guint          training_length      (TrainingReply  *reply);
const char    *training_text        (JsonObject     *object,
                                     const char     *member);
char          *training_dup_text    (TrainingReply  *reply,
                                     const char     *member);
char          *training_dup_first   (TrainingClient *client,
                                     const char     *path,
                                     const char     *member);
char          *training_dup_person  (TrainingClient *client,
                                     const char     *login);
gint64         training_count       (TrainingClient *client,
                                     const char     *sql);
void           training_run         (TrainingClient *client,
                                     const char     *sql);

G_END_DECLS
