/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* EntSendResult: whom a message reached (boxed). */
typedef struct
{
  char   *id;            /* (owned): of the message */
  guint   n_sent;        /* people reached */
  char  **inactive;      /* (owned): names of those who never signed in; they get it later; not always told */
  guint   n_inactive;    /* how many they are in all */
  char  **undelivered;   /* (owned): names of those it could not reach; told with attachments only */
} EntSendResult;

#define ENT_TYPE_SEND_RESULT (ent_send_result_get_type ())
GType          ent_send_result_get_type (void);
EntSendResult *ent_send_result_copy     (const EntSendResult *self);
void           ent_send_result_free     (EntSendResult       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSendResult, ent_send_result_free)

G_END_DECLS
