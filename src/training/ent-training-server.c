/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-server.h"

#include <libsoup/soup.h>

#include "ent-training-exchange.h"
#include "ent-training-fault.h"
#include "ent-training-request-private.h"
#include "ent-training-resources.h"
#include "ent-training-school.h"
#include "ent-training-server-private.h"

/* A small ENT with invented people. This file owns the socket, the database and the switches; a
 * request's way is:
 *
 *   libsoup → ent-training-exchange (faults, delays, lost answers) → ent-training-routes (filters)
 *   → a module's handler
 *
 * Everything happens in the main context of whoever made the server, so that a test drives both
 * sides without threads. */

#define JOURNAL_MAX 10000
#define SCHEMA_VERSION 1

struct _EntTrainingServer
{
  GObject            parent_instance;

  char              *database;       /* (owned) (nullable): NULL keeps all in memory */
  guint64            seed;
  EntTrainingScale   scale;
  guint              participants;
  EntTrainingDb     *db;             /* (owned) (nullable): from the first start on */

  SoupServer        *soup;           /* (owned) (nullable): while it listens */
  GTlsCertificate   *certificate;    /* (owned) (nullable) */
  char              *uri;            /* (owned) (nullable): without a final slash */
  guint              port;

  EntTrainingFaults *faults;         /* (owned) */
  GPtrArray         *exchanges;      /* (owned) (element-type EntTrainingExchange) */
  GQueue             journal;        /* (owned) (element-type JsonObject): oldest first */
  GHashTable        *options;        /* (owned) (element-type utf8 utf8) */

  gint64             session_life;   /* milliseconds */
  gint64             clock_skew;     /* milliseconds */
  guint              max_failures;
  guint64            requests;
  guint64            bytes_sent;
  guint64            bytes_received;
};

G_DEFINE_FINAL_TYPE (EntTrainingServer, ent_training_server, G_TYPE_OBJECT)

static gboolean
open_database (EntTrainingServer  *self,
               GError            **error)
{
  g_autoptr (EntTrainingDb) db = NULL;
  g_autoptr (GBytes) schema = NULL;

  if (self->db != NULL)
    return TRUE;

  db = ent_training_db_open (self->database, error);
  if (db == NULL)
    return FALSE;

  if (ent_training_db_get_int (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'setting'",
                               "") == 0)
    {
      schema = g_resource_lookup_data (ent_training_get_resource (),
                                       "/fr/encrier/training/schema/training.sql",
                                       G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      if (schema == NULL || !ent_training_db_script (db, g_bytes_get_data (schema, NULL), error))
        return FALSE;
      ent_training_db_run (db, "BEGIN", "");
      ent_training_school_build (db, self->seed, self->scale, self->participants,
                                 ent_training_server_get_now (self));
      ent_training_db_run (db, "COMMIT", "");
    }

  if (ent_training_db_get_int (db, "PRAGMA user_version", "") != SCHEMA_VERSION)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   "%s was made by another version; remove it",
                   self->database);
      return FALSE;
    }

  self->db = g_steal_pointer (&db);
  return TRUE;
}

static void
exchange_done_cb (EntTrainingExchange *exchange,
                  gpointer             data)
{
  EntTrainingServer *self = data;

  g_ptr_array_remove_fast (self->exchanges, exchange);
}

static void
message_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  EntTrainingServer *self = data;
  SoupMessageBody *request_body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) body = soup_message_body_flatten (request_body);
  EntTrainingRequest *request;
  EntTrainingEffects *effects;
  EntTrainingExchange *exchange;

  request = ent_training_request_new (self, soup_server_message_get_method (message),
                                      soup_server_message_get_uri (message),
                                      soup_server_message_get_request_headers (message), body);
  /* The control surface is not the ENT: nothing goes wrong there, and it does not count. */
  if (g_str_has_prefix (request->path, "/atelier/"))
    {
      effects = g_new0 (EntTrainingEffects, 1);
      effects->colleagues = g_ptr_array_new ();
    }
  else
    {
      effects = ent_training_faults_match (self->faults, request->method, request->path);
      self->requests++;
      self->bytes_received += g_bytes_get_size (body);
    }

  exchange = ent_training_exchange_new (self, message, request, effects, exchange_done_cb, self);
  g_ptr_array_add (self->exchanges, exchange);
  ent_training_exchange_start (exchange);
}

static void
ent_training_server_dispose (GObject *object)
{
  EntTrainingServer *self = ENT_TRAINING_SERVER (object);

  ent_training_server_stop (self);
  g_clear_object (&self->certificate);

  G_OBJECT_CLASS (ent_training_server_parent_class)->dispose (object);
}

static void
ent_training_server_finalize (GObject *object)
{
  EntTrainingServer *self = ENT_TRAINING_SERVER (object);

  g_clear_pointer (&self->db, ent_training_db_close);
  g_clear_pointer (&self->faults, ent_training_faults_free);
  g_ptr_array_unref (self->exchanges);
  g_queue_clear_full (&self->journal, (GDestroyNotify) json_object_unref);
  g_hash_table_unref (self->options);
  g_free (self->database);
  g_free (self->uri);

  G_OBJECT_CLASS (ent_training_server_parent_class)->finalize (object);
}

static void
ent_training_server_class_init (EntTrainingServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ent_training_server_dispose;
  object_class->finalize = ent_training_server_finalize;
}

static void
ent_training_server_init (EntTrainingServer *self)
{
  self->faults = ent_training_faults_new ();
  self->exchanges = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_training_exchange_free);
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->session_life = 1800 * 1000;
  self->max_failures = 20;
}

/**
 * ent_training_server_new:
 * @database: (nullable): a file, or %NULL to keep everything in memory
 * @seed: the same seed makes the same people, works and ids
 * @scale: how big the invented world is
 *
 * Makes a server; it opens its database and listens when it is started.
 *
 * Returns: (transfer full): the server
 */
EntTrainingServer *
ent_training_server_new (const char       *database,
                         guint64           seed,
                         EntTrainingScale  scale)
{
  EntTrainingServer *self = g_object_new (ENT_TYPE_TRAINING_SERVER, NULL);

  self->database = g_strdup (database);
  self->seed = seed;
  self->scale = scale;
  return self;
}

/**
 * ent_training_server_start:
 * @port: the port, or 0 for a free one
 *
 * Listens on the loopback address, in the caller's main context. An empty database gets the
 * invented school first.
 *
 * Returns: %FALSE with an error when the port is taken or the database cannot be opened
 */
gboolean
ent_training_server_start (EntTrainingServer  *self,
                           guint               port,
                           GError            **error)
{
  g_autoptr (SoupServer) soup = NULL;
  SoupServerListenOptions listen = SOUP_SERVER_LISTEN_IPV4_ONLY;
  GSList *uris;

  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), FALSE);
  g_return_val_if_fail (self->soup == NULL, FALSE);

  if (!open_database (self, error))
    return FALSE;

  soup = soup_server_new ("server-header", "nginx", NULL);
  if (self->certificate != NULL)
    {
      soup_server_set_tls_certificate (soup, self->certificate);
      listen |= SOUP_SERVER_LISTEN_HTTPS;
    }
  if (!soup_server_listen_local (soup, port, listen, error))
    return FALSE;

  uris = soup_server_get_uris (soup);
  self->port = (guint) g_uri_get_port (uris->data);
  g_free (self->uri);
  self->uri = g_strdup_printf ("%s://127.0.0.1:%u", self->certificate != NULL ? "https" : "http",
                               self->port);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  soup_server_add_handler (soup, NULL, message_cb, self, NULL);
  self->soup = g_steal_pointer (&soup);
  return TRUE;
}

/**
 * ent_training_server_stop:
 *
 * Closes the port and every connection, as if the network were gone. What it knows stays: a new
 * start on the same port goes on from there. Does nothing when it does not listen.
 */
void
ent_training_server_stop (EntTrainingServer *self)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  g_ptr_array_set_size (self->exchanges, 0);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
}

/**
 * ent_training_server_reset:
 *
 * Makes the invented school anew: all work, sessions, faults and the journal are forgotten. Must be
 * started.
 *
 * Returns: %FALSE with an error when the database refused
 */
gboolean
ent_training_server_reset (EntTrainingServer  *self,
                           GError            **error)
{
  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), FALSE);
  g_return_val_if_fail (self->db != NULL, FALSE);

  /* A savepoint: a transaction of its own, or a part of the request that asked for it. */
  ent_training_db_run (self->db, "SAVEPOINT reset", "");
  if (!ent_training_school_clear (self->db, error))
    {
      ent_training_db_run (self->db, "ROLLBACK TO reset", "");
      ent_training_db_run (self->db, "RELEASE reset", "");
      return FALSE;
    }
  ent_training_school_build (self->db, self->seed, self->scale, self->participants,
                             ent_training_server_get_now (self));
  ent_training_db_run (self->db, "RELEASE reset", "");
  ent_training_faults_clear (self->faults);
  g_queue_clear_full (&self->journal, (GDestroyNotify) json_object_unref);
  return TRUE;
}

/**
 * ent_training_server_get_uri:
 *
 * Returns: (transfer none) (nullable): "http://127.0.0.1:PORT", kept after a stop, %NULL before the
 * first start
 */
const char *
ent_training_server_get_uri (EntTrainingServer *self)
{
  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), NULL);

  return self->uri;
}

/**
 * ent_training_server_get_port:
 *
 * Returns: the port it listens or listened on, 0 before the first start
 */
guint
ent_training_server_get_port (EntTrainingServer *self)
{
  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), 0);

  return self->port;
}

/**
 * ent_training_server_get_db:
 *
 * Returns: (transfer none): the database, for the modules and for what a test wants to look at
 */
EntTrainingDb *
ent_training_server_get_db (EntTrainingServer *self)
{
  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), NULL);

  return self->db;
}

/**
 * ent_training_server_get_now:
 *
 * Returns: the server's clock, milliseconds since 1970 UTC, wrong by its skew
 */
gint64
ent_training_server_get_now (EntTrainingServer *self)
{
  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), 0);

  return g_get_real_time () / 1000 + self->clock_skew;
}

/**
 * ent_training_server_set_option:
 * @name: a switch of a module, such as "no-xsrf-cookie"
 * @value: (nullable): its value, %NULL for the default
 *
 * Chooses a behaviour where real ENTs differ; each module's file says which switches it reads.
 */
void
ent_training_server_set_option (EntTrainingServer *self,
                                const char        *name,
                                const char        *value)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  if (value == NULL)
    g_hash_table_remove (self->options, name);
  else
    g_hash_table_replace (self->options, g_strdup (name), g_strdup (value));
}

/**
 * ent_training_server_get_option:
 *
 * Returns: (transfer none) (nullable): the switch's value
 */
const char *
ent_training_server_get_option (EntTrainingServer *self,
                                const char        *name)
{
  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), NULL);

  return g_hash_table_lookup (self->options, name);
}

/**
 * ent_training_server_set_certificate:
 * @certificate: (nullable): speaks HTTPS with it from the next start on, HTTP when %NULL
 */
void
ent_training_server_set_certificate (EntTrainingServer *self,
                                     GTlsCertificate   *certificate)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  g_set_object (&self->certificate, certificate);
}

/**
 * ent_training_server_set_session_life:
 * @seconds: how long a session lives after its last call, 1800 by default
 */
void
ent_training_server_set_session_life (EntTrainingServer *self,
                                      guint              seconds)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  self->session_life = (gint64) seconds * 1000;
}

gint64
ent_training_server_get_session_life (EntTrainingServer *self)
{
  return self->session_life;
}

/**
 * ent_training_server_set_max_failures:
 * @count: how many failures ban a login for 15 minutes, 20 by default
 */
void
ent_training_server_set_max_failures (EntTrainingServer *self,
                                      guint              count)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  self->max_failures = count;
}

guint
ent_training_server_get_max_failures (EntTrainingServer *self)
{
  return self->max_failures;
}

/**
 * ent_training_server_set_clock_skew:
 * @milliseconds: how far the server's clock is ahead of ours, in its Date headers and in what it
 * stores
 */
void
ent_training_server_set_clock_skew (EntTrainingServer *self,
                                    gint64             milliseconds)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  self->clock_skew = milliseconds;
}

/**
 * ent_training_server_set_participants:
 * @count: how many accounts "participant.1"… the school gets when it is made
 */
void
ent_training_server_set_participants (EntTrainingServer *self,
                                      guint              count)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  self->participants = count;
}

/**
 * ent_training_server_add_fault:
 * @rule: what is to go wrong; ent-training-fault.h tells its members
 */
void
ent_training_server_add_fault (EntTrainingServer *self,
                               JsonObject        *rule)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  if (!ent_training_faults_add (self->faults, rule))
    g_warning ("A rule names no fault this server knows");
}

/**
 * ent_training_server_clear_faults:
 *
 * Forgets all rules.
 */
void
ent_training_server_clear_faults (EntTrainingServer *self)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  ent_training_faults_clear (self->faults);
}

/**
 * ent_training_server_set_faults_file:
 * @path: a file of rules, one JSON object a line, read again when it changes
 */
void
ent_training_server_set_faults_file (EntTrainingServer *self,
                                     const char        *path)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  ent_training_faults_set_file (self->faults, path);
}

/**
 * ent_training_server_expire_sessions:
 *
 * Ends all cookie sessions; their cookies keep a valid signature.
 */
void
ent_training_server_expire_sessions (EntTrainingServer *self)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  ent_training_db_run (self->db, "DELETE FROM session", "");
}

/**
 * ent_training_server_expire_tokens:
 *
 * Ends all access tokens; refresh tokens stay good.
 */
void
ent_training_server_expire_tokens (EntTrainingServer *self)
{
  g_return_if_fail (ENT_IS_TRAINING_SERVER (self));

  ent_training_db_run (self->db, "DELETE FROM access_token", "");
}

/**
 * ent_training_server_dup_journal:
 *
 * Returns: (transfer full): the last 10 000 writes, oldest first: method, path, user, status, time,
 * and
 *   "lost" when their answer never left
 */
JsonArray *
ent_training_server_dup_journal (EntTrainingServer *self)
{
  JsonArray *array;

  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), NULL);

  array = json_array_new ();
  for (GList *item = self->journal.head; item != NULL; item = item->next)
    json_array_add_object_element (array, json_object_ref (item->data));
  return array;
}

/**
 * ent_training_server_get_requests:
 *
 * Returns: how many requests came since the server was made
 */
guint64
ent_training_server_get_requests (EntTrainingServer *self)
{
  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), 0);

  return self->requests;
}

/**
 * ent_training_server_get_bytes_sent:
 *
 * Returns: the size of all answers' bodies
 */
guint64
ent_training_server_get_bytes_sent (EntTrainingServer *self)
{
  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), 0);

  return self->bytes_sent;
}

/**
 * ent_training_server_get_bytes_received:
 *
 * Returns: the size of all requests' bodies
 */
guint64
ent_training_server_get_bytes_received (EntTrainingServer *self)
{
  g_return_val_if_fail (ENT_IS_TRAINING_SERVER (self), 0);

  return self->bytes_received;
}

/* Counts an answer, and writes the journal's line of a write. */
void
ent_training_server_record (EntTrainingServer  *self,
                            EntTrainingRequest *request,
                            gboolean            lost)
{
  JsonObject *line;

  if (g_str_has_prefix (request->path, "/atelier/"))
    return;
  self->bytes_sent += request->answer != NULL && !lost ? g_bytes_get_size (request->answer) : 0;
  if (g_strcmp0 (request->method, "GET") == 0)
    return;

  line = json_object_new ();
  json_object_set_string_member (line, "method", request->method);
  json_object_set_string_member (line, "path", request->path);
  json_object_set_string_member (line, "user", request->user != NULL ? request->user->login : "");
  json_object_set_int_member (line, "status", request->status);
  json_object_set_int_member (line, "time", ent_training_server_get_now (self));
  json_object_set_boolean_member (line, "lost", lost);
  g_queue_push_tail (&self->journal, line);
  if (self->journal.length > JOURNAL_MAX)
    json_object_unref (g_queue_pop_head (&self->journal));
}
