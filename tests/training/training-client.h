/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ent-training-server.h"

G_BEGIN_DECLS

/* A plain HTTP client in the server's own main context, that hides nothing: no redirects, no cookie
 * jar of its own. */
typedef struct
{
  EntTrainingServer *server;   /* (owned) */
  SoupSession       *session;  /* (owned) */
  char              *cookie;   /* (owned) (nullable): value of oneSessionId */
  char              *xsrf;     /* (owned) (nullable): value of XSRF-TOKEN */
  char              *authorization;  /* (owned) (nullable): that header, when there is no cookie */
  const char        *accept;   /* (unowned) (nullable): the Accept header */
} TrainingClient;

typedef struct
{
  guint               status;   /* 0 when no answer came */
  char               *body;     /* (owned): a text, also when it was bytes */
  gsize               length;
  char               *type;     /* (owned) (nullable): media type */
  char               *location; /* (owned) (nullable) */
  SoupMessageHeaders *headers;  /* (owned) */
  JsonNode           *json;     /* (owned) (nullable): when the type says so */
  GError             *error;    /* (owned) (nullable): of the connection */
} TrainingReply;

TrainingClient *training_client_new         (void);
void            training_client_free        (TrainingClient *self);
TrainingReply  *training_client_send        (TrainingClient *self,
                                             const char     *method,
                                             const char     *path,
                                             const char     *content_type,
                                             const char     *body);
TrainingReply  *training_client_get_with   (TrainingClient *self,
                                             const char     *path,
                                             const char     *header,
                                             const char     *value);
TrainingReply  *training_client_get         (TrainingClient *self,
                                             const char     *path);
TrainingReply  *training_client_json        (TrainingClient *self,
                                             const char     *method,
                                             const char     *path,
                                             const char     *body);
TrainingReply  *training_client_upload      (TrainingClient *self,
                                             const char     *method,
                                             const char     *path,
                                             const char     *filename,
                                             const char     *type,
                                             GBytes         *bytes);
TrainingReply  *training_client_try_login   (TrainingClient *self,
                                             const char     *login,
                                             const char     *password);
void            training_client_login       (TrainingClient *self,
                                             const char     *login);
void            training_client_add_fault   (TrainingClient *self,
                                             const char     *rule);
void            training_client_wait        (TrainingClient *self,
                                             const gboolean *done);
void            training_reply_free         (TrainingReply  *reply);
JsonObject     *training_reply_get_object   (TrainingReply  *reply);
JsonArray      *training_reply_get_array    (TrainingReply  *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainingClient, training_client_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainingReply, training_reply_free)

G_END_DECLS
