/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-routes.h"

#include <string.h>

#include "ent-training-request-private.h"
#include "ent-training-session.h"

/* The way of a request, in the order of the ENT's filter chain: authentication, XSRF, what the
 * person must do first (password, terms), the workflow right, and then the body.
 *
 * Source: libs common/…/http/BaseServer.java and http/filter, as told in ent-api 01 §3. */

static const EntTrainingRoute *const modules[] = {
  ent_training_auth_routes,
  ent_training_account_routes,
  ent_training_oauth_routes,
  ent_training_portal_routes,
  ent_training_timeline_routes,
  ent_training_directory_routes,
  ent_training_userbook_routes,
  ent_training_communication_routes,
  ent_training_bookmark_routes,
  ent_training_workspace_routes,
  ent_training_download_routes,
  ent_training_post_routes,
  ent_training_comment_routes,
  ent_training_blog_routes,
  ent_training_audience_routes,
  ent_training_homework_routes,
  ent_training_message_routes,
  ent_training_draft_routes,
  ent_training_box_routes,
  ent_training_mail_file_routes,
  ent_training_atelier_routes,
};

static gboolean
match_pattern (const char  *pattern,
               const char  *path,
               GHashTable **params)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) given = g_strsplit (path, "/", -1);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint i;

  for (i = 0; wanted[i] != NULL; i++)
    {
      if (strcmp (wanted[i], "*") == 0)
        break;
      if (given[i] == NULL)
        return FALSE;
      if (wanted[i][0] == ':' && given[i][0] != '\0')
        g_hash_table_insert (found, g_strdup (wanted[i] + 1), g_strdup (given[i]));
      else if (strcmp (wanted[i], given[i]) != 0)
        return FALSE;
    }
  if (wanted[i] == NULL && given[i] != NULL)
    return FALSE;

  *params = g_steal_pointer (&found);
  return TRUE;
}

/**
 * ent_training_routes_find:
 * @params: (out) (transfer full) (element-type utf8 utf8): the named segments of the path
 *
 * Returns: (transfer none) (nullable): the first route that matches
 */
const EntTrainingRoute *
ent_training_routes_find (const char  *method,
                          const char  *path,
                          GHashTable **params)
{
  for (guint i = 0; i < G_N_ELEMENTS (modules); i++)
    for (const EntTrainingRoute *route = modules[i]; route->method != NULL; route++)
      if (strcmp (route->method, method) == 0 && match_pattern (route->pattern, path, params))
        return route;

  return NULL;
}

/* The signed cookie goes before the token: with both, the request is a cookie request and XSRF
 * applies. */
static void
authenticate (EntTrainingRequest *request)
{
  const char *header = ent_training_request_get_header (request, "Authorization");
  g_autofree char *cookie = ent_training_request_dup_cookie (request, "oneSessionId");
  g_autoptr (EntTrainingRows) rows = NULL;

  if (request->auth == ENT_TRAINING_AUTH_INTERNAL)
    return;

  request->session_id = ent_training_session_verify (request->server, cookie);
  if (request->session_id != NULL)
    {
      request->auth = ENT_TRAINING_AUTH_COOKIE;
      ent_training_session_load (request);
      return;
    }

  if (header == NULL || !g_str_has_prefix (header, "Bearer "))
    return;

  rows = ent_training_db_query (ent_training_request_get_db (request),
                                "SELECT g.person_id, g.scope, g.client_id FROM access_token t JOIN"
                                " oauth_grant g USING (refresh) WHERE t.token = ?1 AND t.expires >"
                                " ?2", "si",
                                header + strlen ("Bearer "),
                                ent_training_request_get_now (request));
  if (!ent_training_rows_next (rows))
    return;

  request->auth = ENT_TRAINING_AUTH_BEARER;
  request->token = g_strdup (header + strlen ("Bearer "));
  request->scope = g_strdup (ent_training_rows_get_text (rows, 1));
  request->client_id = g_strdup (ent_training_rows_get_text (rows, 2));
  request->user = ent_training_user_load (ent_training_request_get_db (request),
                                          ent_training_rows_get_text (rows, 0));
}

/* A word of the token's scope must be the module's prefix; /userbook is served by the directory,
 * the pages of the root by the portal, and userinfo is content with "userinfo". */
static gboolean
scope_covers (EntTrainingRequest *request)
{
  static const char *const portal[] = { "theme", "themes", "applications-list", "conf", "i18n",
                                        NULL };
  g_auto (GStrv) words = g_strsplit (request->scope, " ", -1);
  g_auto (GStrv) segments = g_strsplit (request->path, "/", 3);
  const char *module = segments[1];

  if (strcmp (module, "userbook") == 0)
    module = "directory";
  else if (g_strv_contains (portal, module))
    module = "portal";

  if (strcmp (request->path, "/auth/oauth2/userinfo") == 0 &&
      g_strv_contains ((const char *const *) words, "userinfo"))
    return TRUE;

  return g_strv_contains ((const char *const *) words, module);
}

static gboolean
writes (EntTrainingRequest *request)
{
  return strcmp (request->method, "POST") == 0 || strcmp (request->method, "PUT") == 0 ||
         strcmp (request->method, "DELETE") == 0 ||
         (request->route->flags & ENT_TRAINING_ROUTE_CSRF) != 0;
}

static gboolean
check_duties (EntTrainingRequest *request)
{
  static const char *const open_paths[] = {
    "/auth/oauth2/userinfo", "/auth/user/requirements", "/theme",
    "/userbook/preference/language", "/userbook/preference/apps", NULL,
  };
  g_autoptr (EntTrainingRows) rows =
    ent_training_db_query (ent_training_request_get_db (request),
                           "SELECT force_change, revalidate_terms FROM person WHERE id = ?1", "s",
                           request->user->id);
  g_autofree char *callback = NULL;
  g_autofree char *location = NULL;

  if (!ent_training_rows_next (rows) || g_strv_contains (open_paths, request->path))
    return TRUE;

  if (ent_training_rows_get_int (rows, 0) != 0)
    {
      callback = g_uri_escape_string (request->url, NULL, FALSE);
      location = g_strconcat ("/auth/reset/forceChangePassword?callback=", callback, NULL);
      ent_training_request_redirect (request, location);
      return FALSE;
    }

  if (ent_training_rows_get_int (rows, 1) != 0 && request->auth == ENT_TRAINING_AUTH_COOKIE &&
      !g_str_has_prefix (request->path, "/auth/"))
    {
      ent_training_request_redirect (request, "/auth/revalidate-terms");
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_session (EntTrainingRequest *request)
{
  if (request->auth == ENT_TRAINING_AUTH_INTERNAL)
    return TRUE;

  if (request->auth == ENT_TRAINING_AUTH_NONE)
    {
      ent_training_request_send_to_login (request);
      return FALSE;
    }

  /* XSRF is looked at before the session is: a dead session is a bad token for whoever writes. */
  if (request->auth == ENT_TRAINING_AUTH_COOKIE && writes (request) &&
      !ent_training_session_xsrf_holds (request))
    {
      ent_training_request_answer_error (request, SOUP_STATUS_FORBIDDEN, "invalid.xsrf.token");
      return FALSE;
    }

  if (request->user == NULL)
    {
      ent_training_session_clear (request);
      ent_training_request_send_to_login (request);
      return FALSE;
    }

  if (request->auth == ENT_TRAINING_AUTH_BEARER && !scope_covers (request))
    {
      ent_training_request_send_to_login (request);
      return FALSE;
    }

  return check_duties (request);
}

static gboolean
check_route (EntTrainingRequest *request)
{
  EntTrainingRouteFlags flags = request->route->flags;

  if ((flags & ENT_TRAINING_ROUTE_BARE) != 0)
    {
      if (request->user != NULL)
        return TRUE;
      ent_training_request_answer_empty (request, SOUP_STATUS_UNAUTHORIZED);
      return FALSE;
    }

  if ((flags & ENT_TRAINING_ROUTE_PUBLIC) == 0 && !check_session (request))
    return FALSE;

  if (request->route->right != NULL &&
      !ent_training_request_has_right (request, request->route->right))
    {
      ent_training_request_refuse (request);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_body (EntTrainingRequest *request)
{
  EntTrainingRouteFlags flags = request->route->flags;

  if ((flags & ENT_TRAINING_ROUTE_JSON) != 0 && !ent_training_request_parse_json (request))
    {
      ent_training_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "Failed to decode JSON");
      return FALSE;
    }

  if ((flags & ENT_TRAINING_ROUTE_FORM) != 0 && !ent_training_request_parse_form (request))
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_BAD_REQUEST);
      return FALSE;
    }

  return TRUE;
}

/**
 * ent_training_routes_serve:
 *
 * Leads the request through the filters to its handler, and leaves an answer in it.
 */
void
ent_training_routes_serve (EntTrainingRequest *request)
{
  EntTrainingDb *db = ent_training_request_get_db (request);
  gboolean keep;

  request->route = ent_training_routes_find (request->method, request->path, &request->params);
  if (request->route == NULL)
    {
      ent_training_request_answer_empty (request, SOUP_STATUS_NOT_FOUND);
      return;
    }

  authenticate (request);
  if (!check_route (request) || !read_body (request))
    return;

  ent_training_db_run (db, "BEGIN IMMEDIATE", "");
  request->route->handler (request);
  keep = request->status < 400 || (request->route->flags & ENT_TRAINING_ROUTE_KEEP) != 0;
  ent_training_db_run (db, keep ? "COMMIT" : "ROLLBACK", "");
}
