/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-operation-row.h"
#include "ent-payload.h"
#include "ent-sync-context.h"

G_BEGIN_DECLS

/* What a look at the ENT told before doing anything. */
typedef enum
{
  ENT_PROBE_READY,    /* as expected: do it */
  ENT_PROBE_LANDED,   /* already done, by an attempt whose answer was lost */
  ENT_PROBE_MERGED,   /* another version stood there, and both are now in the payload: do it */
  ENT_PROBE_CHANGED,  /* somebody else's version stands there: ent_operation_get_theirs () */
  ENT_PROBE_GONE,     /* deleted there */
  ENT_PROBE_UNKNOWN,  /* the ENT cannot tell yet: later */
} EntProbe;

/* EntOperation: one row of the outbox at work. A subclass is a verb: it says how to look, do, read
 * back and remember; the runner (ent-operation-runner.h) says when. */

#define ENT_TYPE_OPERATION (ent_operation_get_type ())
G_DECLARE_DERIVABLE_TYPE (EntOperation, ent_operation, ENT, OPERATION, GObject)

struct _EntOperationClass
{
  GObjectClass parent_class;

  /* Only reads. Returns @task once, with an EntProbe. */
  void     (* probe)  (EntOperation  *self,
                       GTask         *task);
  /* One request. Returns @task once, with a boolean. */
  void     (* apply)  (EntOperation  *self,
                       GTask         *task);
  /* (nullable): what must be durable before anything else is asked; in the job that notes that the
   * request was answered. */
  gboolean (* record) (EntOperation  *self,
                       EntDatabase   *db,
                       GError       **error);
  /* Reads back and compares; ent_operation_set_result () with what the ENT holds. Returns @task
   * once, with a boolean. */
  void     (* verify) (EntOperation  *self,
                       GTask         *task);
  /* (nullable): in the job that takes the row out of the outbox, before it. */
  gboolean (* commit) (EntOperation  *self,
                       EntDatabase   *db,
                       GError       **error);
};

EntOperation    *ent_operation_new           (GType                   type,
                                              EntSyncContext         *context,
                                              const EntOperationRow  *row,
                                              GError                **error);

EntSyncContext  *ent_operation_get_context   (EntOperation           *self);
EntOperationRow *ent_operation_get_row       (EntOperation           *self);
EntPayload      *ent_operation_get_payload   (EntOperation           *self);
EntItem         *ent_operation_get_base      (EntOperation           *self);
EntItem         *ent_operation_get_theirs    (EntOperation           *self);
void             ent_operation_set_theirs    (EntOperation           *self,
                                              EntItem                *theirs);
void             ent_operation_take_merged   (EntOperation           *self,
                                              char                   *title,
                                              char                   *html);
EntItem         *ent_operation_get_result    (EntOperation           *self);
void             ent_operation_set_result    (EntOperation           *self,
                                              EntItem                *result);
gboolean         ent_operation_was_tried     (EntOperation           *self);
void             ent_operation_set_item_id   (EntOperation           *self,
                                              const char             *item_id);

void             ent_operation_probe_async   (EntOperation           *self,
                                              GAsyncReadyCallback     callback,
                                              gpointer                user_data);
gboolean         ent_operation_probe_finish  (EntOperation           *self,
                                              GAsyncResult           *result,
                                              EntProbe               *probe,
                                              GError                **error);
void             ent_operation_apply_async   (EntOperation           *self,
                                              GAsyncReadyCallback     callback,
                                              gpointer                user_data);
gboolean         ent_operation_apply_finish  (EntOperation           *self,
                                              GAsyncResult           *result,
                                              GError                **error);
void             ent_operation_verify_async  (EntOperation           *self,
                                              GAsyncReadyCallback     callback,
                                              gpointer                user_data);
gboolean         ent_operation_verify_finish (EntOperation           *self,
                                              GAsyncResult           *result,
                                              GError                **error);
/* In a job of the database. */
gboolean         ent_operation_record        (EntOperation           *self,
                                              EntDatabase            *db,
                                              GError                **error);
gboolean         ent_operation_commit        (EntOperation           *self,
                                              EntDatabase            *db,
                                              GError                **error);

G_END_DECLS
