/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "ent-training-server.h"

G_BEGIN_DECLS

/* One request as a route's handler sees it: who asks, what, and the answer to give. It is apart
 * from the connection, so that an answer may be lost, late or made for a colleague who has no
 * connection at all. */
typedef struct _EntTrainingRequest EntTrainingRequest;

/* The person who asks, as the session holds them. */
typedef struct
{
  char *id;            /* (owned) */
  char *login;         /* (owned) */
  char *first_name;    /* (owned) */
  char *last_name;     /* (owned) */
  char *display_name;  /* (owned) */
  char *type;          /* (owned): Teacher, Personnel, Student or Relative */
} EntTrainingUser;

/* A file of a multipart body. */
typedef struct
{
  char   *field;         /* (owned): name of the form field */
  char   *filename;      /* (owned) */
  char   *content_type;  /* (owned) */
  GBytes *bytes;         /* (owned) */
} EntTrainingFile;

/* What came */
EntTrainingServer     *ent_training_request_get_server    (EntTrainingRequest *self);
EntTrainingDb         *ent_training_request_get_db        (EntTrainingRequest *self);
gint64                 ent_training_request_get_now       (EntTrainingRequest *self);
const EntTrainingUser *ent_training_request_get_user      (EntTrainingRequest *self);
gboolean               ent_training_request_is_bearer     (EntTrainingRequest *self);
gboolean               ent_training_request_has_right     (EntTrainingRequest *self,
                                                           const char         *right);
const char            *ent_training_request_get_method    (EntTrainingRequest *self);
const char            *ent_training_request_get_path      (EntTrainingRequest *self);
const char            *ent_training_request_get_header    (EntTrainingRequest *self,
                                                           const char         *name);
const char            *ent_training_request_get_param     (EntTrainingRequest *self,
                                                           const char         *name);
const char            *ent_training_request_get_query     (EntTrainingRequest *self,
                                                           const char         *name);
GStrv                  ent_training_request_dup_query_all (EntTrainingRequest *self,
                                                           const char         *name);
const char            *ent_training_request_get_form      (EntTrainingRequest *self,
                                                           const char         *name);
GPtrArray             *ent_training_request_get_files     (EntTrainingRequest *self);
JsonObject            *ent_training_request_get_json      (EntTrainingRequest *self);
GBytes                *ent_training_request_get_body      (EntTrainingRequest *self);

/* What goes back; the last call wins */
void                   ent_training_request_answer        (EntTrainingRequest *self,
                                                           guint               status,
                                                           JsonNode           *node);
void                   ent_training_request_answer_text   (EntTrainingRequest *self,
                                                           guint               status,
                                                           const char         *json);
void                   ent_training_request_answer_error  (EntTrainingRequest *self,
                                                           guint               status,
                                                           const char         *key);
void                   ent_training_request_answer_bytes  (EntTrainingRequest *self,
                                                           guint               status,
                                                           const char         *content_type,
                                                           GBytes             *bytes);
void                   ent_training_request_answer_empty  (EntTrainingRequest *self,
                                                           guint               status);
void                   ent_training_request_redirect      (EntTrainingRequest *self,
                                                           const char         *location);
void                   ent_training_request_refuse        (EntTrainingRequest *self);
void                   ent_training_request_send_to_login (EntTrainingRequest *self);
void                   ent_training_request_set_header    (EntTrainingRequest *self,
                                                           const char         *name,
                                                           const char         *value);
void                   ent_training_request_add_cookie    (EntTrainingRequest *self,
                                                           const char         *cookie);
guint                  ent_training_request_get_status    (EntTrainingRequest *self);

G_END_DECLS
