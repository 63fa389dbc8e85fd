/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-session.h"

#include <string.h>

#include "ent-training-request-private.h"
#include "ent-training-server-private.h"

static char *
sign (EntTrainingServer *server,
      const char        *id)
{
  g_autoptr (GHmac) hmac = NULL;
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  guint8 digest[20];
  gsize length = sizeof digest;

  key = ent_training_db_dup_text (ent_training_server_get_db (server),
                                  "SELECT value FROM setting WHERE name = 'cookie_key'", "");
  hmac = g_hmac_new (G_CHECKSUM_SHA1, (const guchar *) key, strlen (key));
  g_hmac_update (hmac, (const guchar *) id, -1);
  g_hmac_get_digest (hmac, digest, &length);
  text = g_base64_encode (digest, length);

  return g_strconcat (id, ":", text, NULL);
}

static void
send_cookie (EntTrainingRequest *request,
             const char         *name,
             const char         *value,
             const char         *attributes,
             gboolean            remember)
{
  gboolean secure = g_str_has_prefix (ent_training_server_get_uri (request->server), "https:");
  g_autofree char *cookie = g_strconcat (name, "=", value, "; Path=/", attributes,
                                         "; SameSite=Strict",
                                         secure ? "; Secure" : "",
                                         remember ? "; Max-Age=31536000" : "", NULL);

  ent_training_request_add_cookie (request, cookie);
}

static void
send_session_cookie (EntTrainingRequest *request,
                     const char         *id,
                     gboolean            remember)
{
  g_autofree char *value = sign (request->server, id);

  send_cookie (request, "oneSessionId", value, "; HttpOnly", remember);
  send_cookie (request, "authenticated", "true", "", remember);
}

/* Makes a session for the person and puts the three cookies in the answer. */
void
ent_training_session_open (EntTrainingRequest *request,
                           const char         *person_id,
                           gboolean            remember)
{
  gboolean without_xsrf =
    ent_training_server_get_option (request->server, "no-xsrf-cookie") != NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *xsrf = without_xsrf ? NULL : g_uuid_string_random ();
  EntTrainingDb *db = ent_training_request_get_db (request);
  gint64 now = ent_training_request_get_now (request);
  gint64 life = ent_training_server_get_session_life (request->server);

  ent_training_db_run (db,
                       "INSERT INTO session (id, person_id, xsrf, expires) VALUES (?1, ?2, ?3, ?4)",
                       "sssi", id, person_id, xsrf, now + life);
  ent_training_db_run (db, "UPDATE person SET last_login = ?2 WHERE id = ?1", "si", person_id, now);
  send_session_cookie (request, id, remember);
  if (xsrf != NULL)
    send_cookie (request, "XSRF-TOKEN", xsrf, "", remember);
}

/* Forgets the request's session, on this side and in the browser. */
void
ent_training_session_close (EntTrainingRequest *request)
{
  if (request->session_id != NULL)
    ent_training_db_run (ent_training_request_get_db (request), "DELETE FROM session WHERE id = ?1",
                         "s",
                         request->session_id);
  ent_training_session_clear (request);
}

void
ent_training_session_clear (EntTrainingRequest *request)
{
  ent_training_request_add_cookie (request, "oneSessionId=; Path=/; Max-Age=0");
  ent_training_request_add_cookie (request, "authenticated=; Path=/; Max-Age=0");
}

/* Gives the session a new id, sent with the answer; the former one is dead. */
void
ent_training_session_rotate (EntTrainingRequest *request)
{
  g_autofree char *id = g_uuid_string_random ();

  if (request->session_id == NULL)
    return;

  ent_training_db_run (ent_training_request_get_db (request),
                       "UPDATE session SET id = ?2 WHERE id = ?1", "ss",
                       request->session_id, id);
  send_session_cookie (request, id, FALSE);
}

/* Ends the cookie sessions of a person, all or all but one. */
void
ent_training_session_drop_all (EntTrainingDb *db,
                               const char    *person_id,
                               const char    *but_session_id)
{
  ent_training_db_run (db, "DELETE FROM session WHERE person_id = ?1 AND id IS NOT ?2", "ss",
                       person_id,
                       but_session_id);
}

/* The id inside a cookie whose signature is ours, or NULL. */
char *
ent_training_session_verify (EntTrainingServer *server,
                             const char        *cookie)
{
  g_autofree char *id = NULL;
  g_autofree char *expected = NULL;
  const char *colon = cookie != NULL ? strchr (cookie, ':') : NULL;

  if (colon == NULL)
    return NULL;

  id = g_strndup (cookie, (gsize) (colon - cookie));
  expected = sign (server, id);
  return strcmp (cookie, expected) == 0 ? g_steal_pointer (&id) : NULL;
}

/* Loads the person of a verified session and re-arms its life; FALSE when the session is gone. */
gboolean
ent_training_session_load (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  gint64 now = ent_training_request_get_now (request);
  g_autofree char *person = NULL;

  person = ent_training_db_dup_text (db, "SELECT person_id FROM session WHERE id = ?1 AND expires >"
                                         " ?2", "si",
                                     request->session_id, now);
  if (person == NULL)
    return FALSE;

  ent_training_db_run (db, "UPDATE session SET expires = ?2, calls = calls + 1 WHERE id = ?1", "si",
                       request->session_id,
                       now + ent_training_server_get_session_life (request->server));
  request->user = ent_training_user_load (db, person);
  return request->user != NULL;
}

/* The header must equal the token of the session or, when the session has none yet, the cookie of
 * the same request. */
gboolean
ent_training_session_xsrf_holds (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  const char *header = ent_training_request_get_header (request, "X-XSRF-TOKEN");
  g_autofree char *stored = NULL;
  g_autofree char *cookie = NULL;

  if (header == NULL || request->user == NULL)
    return FALSE;

  stored = ent_training_db_dup_text (db, "SELECT xsrf FROM session WHERE id = ?1", "s",
                                     request->session_id);
  if (stored != NULL)
    return strcmp (stored, header) == 0;

  cookie = ent_training_request_dup_cookie (request, "XSRF-TOKEN");
  return g_strcmp0 (cookie, header) == 0;
}
