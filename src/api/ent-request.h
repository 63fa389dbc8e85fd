/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* EntRequest: one call to prepare: method, path, query, body. Sent by ent_client_send_async (), as often as needed. */

#define ENT_TYPE_REQUEST (ent_request_get_type ())
G_DECLARE_FINAL_TYPE (EntRequest, ent_request, ENT, REQUEST, GObject)

typedef enum
{
  ENT_REQUEST_DEFAULT    = 0,
  ENT_REQUEST_NO_RENEWAL = 1 << 0,   /* a dead session is told at once, nobody signs in for it */
  ENT_REQUEST_ANONYMOUS  = 1 << 1,   /* sent without session, whatever there is; implies NO_RENEWAL */
  ENT_REQUEST_ANY_TYPE   = 1 << 2,   /* the answer is not JSON: a picture, a file, a page */
  ENT_REQUEST_ANY_STATUS = 1 << 3,   /* the status is for the caller to read: 3xx, 4xx and 5xx are no failures */
} EntRequestFlags;

/**
 * EntProgressFunc:
 * @done: bytes that went through
 * @total: bytes in all, or -1 while unknown
 * @user_data: what was given with the function
 */
typedef void (*EntProgressFunc) (goffset  done,
                                 goffset  total,
                                 gpointer user_data);

EntRequest      *ent_request_new            (const char       *method,
                                             const char       *prefix,
                                             ...) G_GNUC_NULL_TERMINATED;
EntRequest      *ent_request_new_for_path   (const char       *method,
                                             const char       *path);
void             ent_request_add_query      (EntRequest       *self,
                                             const char       *name,
                                             const char       *value);
void             ent_request_add_query_int  (EntRequest       *self,
                                             const char       *name,
                                             gint64            value);
void             ent_request_set_header     (EntRequest       *self,
                                             const char       *name,
                                             const char       *value);
void             ent_request_set_json       (EntRequest       *self,
                                             JsonNode         *body);
void             ent_request_add_form_field (EntRequest       *self,
                                             const char       *name,
                                             const char       *value);
void             ent_request_set_upload     (EntRequest       *self,
                                             GFile            *file,
                                             const char       *name,
                                             const char       *media_type);
void             ent_request_set_target     (EntRequest       *self,
                                             GFile            *target);
void             ent_request_set_progress   (EntRequest       *self,
                                             EntProgressFunc   progress,
                                             gpointer          user_data,
                                             GDestroyNotify    destroy);
void             ent_request_set_flags      (EntRequest       *self,
                                             EntRequestFlags   flags);
void             ent_request_set_timeout    (EntRequest       *self,
                                             guint             seconds);
EntRequestFlags  ent_request_get_flags      (EntRequest       *self);
const char      *ent_request_get_method     (EntRequest       *self);
const char      *ent_request_get_path       (EntRequest       *self);

G_END_DECLS
