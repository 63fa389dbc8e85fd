/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ent-training-request.h"
#include "ent-training-routes.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_TRAINING_AUTH_NONE,
  ENT_TRAINING_AUTH_COOKIE,
  ENT_TRAINING_AUTH_BEARER,
  ENT_TRAINING_AUTH_INTERNAL,  /* a colleague's edit, made by the server itself */
} EntTrainingAuth;

struct _EntTrainingRequest
{
  EntTrainingServer      *server;      /* (unowned) */
  char                   *method;      /* (owned) */
  char                   *path;        /* (owned): decoded, without the query */
  char                   *url;         /* (owned): absolute, as asked */
  SoupMessageHeaders     *headers;     /* (owned) */
  GBytes                 *body;        /* (owned) */
  GHashTable             *params;      /* (owned) (element-type utf8 utf8): of the pattern */
  GPtrArray              *query;       /* (owned) (element-type utf8): name, value, name, value… */
  GPtrArray              *form;        /* (owned) (element-type utf8): name, value, name, value… */
  GPtrArray              *files;       /* (owned) (element-type EntTrainingFile) */
  JsonObject             *json;        /* (owned) (nullable) */

  EntTrainingAuth         auth;
  char                   *session_id;  /* (owned) (nullable): well signed; may be gone */
  char                   *token;       /* (owned) (nullable): the bearer token */
  char                   *scope;       /* (owned) (nullable): of the token */
  char                   *client_id;   /* (owned) (nullable): of the token */
  EntTrainingUser        *user;        /* (owned) (nullable) */

  const EntTrainingRoute *route;       /* (unowned) (nullable) */
  guint                   status;
  char                   *location;    /* (owned) (nullable) */
  SoupMessageHeaders     *answer_headers;  /* (owned) */
  char                   *answer_type; /* (owned) (nullable) */
  GBytes                 *answer;      /* (owned) (nullable) */
};

EntTrainingRequest *ent_training_request_new        (EntTrainingServer  *server,
                                                     const char         *method,
                                                     GUri               *uri,
                                                     SoupMessageHeaders *headers,
                                                     GBytes             *body);
void                ent_training_request_free       (EntTrainingRequest *self);
gboolean            ent_training_request_parse_form (EntTrainingRequest *self);
gboolean            ent_training_request_parse_json (EntTrainingRequest *self);
char               *ent_training_request_dup_cookie (EntTrainingRequest *self,
                                                     const char         *name);

EntTrainingUser    *ent_training_user_load          (EntTrainingDb      *db,
                                                     const char         *id);
void                ent_training_user_free          (EntTrainingUser    *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTrainingRequest, ent_training_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTrainingUser, ent_training_user_free)

G_END_DECLS
