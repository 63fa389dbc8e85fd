/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-client.h"
#include "ent-training-server.h"

G_BEGIN_DECLS

/* A teacher's client and the training server in one main context. */
typedef struct
{
  EntTrainingServer *server;        /* (owned) */
  EntCredentials    *credentials;   /* (owned): knows the teacher's password */
  EntClient         *client;        /* (owned) */
  guint              n_signed_in;
  guint              n_signed_out;
  int                reason;        /* code of the last "signed-out", -1 none */
} Fixture;

#define TEACHER "camille.durand"
#define PASSWORD "encrier"

/* @data is the login to use, NULL for the teacher; "oauth" for the teacher with a token. */
void     fixture_set_up      (Fixture       *fixture,
                              gconstpointer  data);
void     fixture_tear_down   (Fixture       *fixture,
                              gconstpointer  data);
void     fixture_use_login   (Fixture       *fixture,
                              const char    *login,
                              const char    *password);
void     fixture_use_oauth   (Fixture       *fixture,
                              const char    *client_id,
                              const char    *client_secret,
                              const char    *scope,
                              const char    *password);
void     fixture_add_fault   (Fixture       *fixture,
                              const char    *rule);
void     fixture_answer      (Fixture       *fixture,
                              const char    *path,
                              guint          status,
                              const char    *body);
guint    fixture_count_calls (Fixture       *fixture,
                              const char    *method,
                              const char    *path);

/* Waiting: iterate the main context until the callback came, for 20 s at most. */
typedef struct
{
  GAsyncResult *result;   /* (owned) (nullable) */
} Waiter;

void     waiter_cb           (GObject       *object,
                              GAsyncResult  *result,
                              gpointer       user_data);
GAsyncResult *waiter_wait    (Waiter        *waiter);
void     waiter_clear        (Waiter        *waiter);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Waiter, waiter_clear)

void     wait_until          (gboolean     (* is_done) (gpointer),
                              gpointer       data);

/* Calls an asynchronous function of an API and waits: WAIT (ent_blog_api_get_blog, api, &error, blog_id). */
#define WAIT(prefix, api, error, ...)                                                        \
  (G_GNUC_EXTENSION ({                                                                       \
    g_auto (Waiter) waiter_ = { NULL };                                                      \
    prefix##_async (api, ##__VA_ARGS__, NULL, waiter_cb, &waiter_);                          \
    prefix##_finish (api, waiter_wait (&waiter_), error);                                    \
  }))

/* The same for a function with one more thing to give out. */
#define WAIT_OUT(prefix, api, out, error, ...)                                               \
  (G_GNUC_EXTENSION ({                                                                       \
    g_auto (Waiter) waiter_ = { NULL };                                                      \
    prefix##_async (api, ##__VA_ARGS__, NULL, waiter_cb, &waiter_);                          \
    prefix##_finish (api, waiter_wait (&waiter_), out, error);                               \
  }))

gboolean     sign_in         (Fixture       *fixture,
                              const char    *password,
                              GError       **error);
EntResponse *send_and_wait   (Fixture       *fixture,
                              EntRequest    *request,
                              GError       **error);
EntResponse *get_and_wait    (Fixture       *fixture,
                              const char    *path,
                              GError       **error);

G_END_DECLS
