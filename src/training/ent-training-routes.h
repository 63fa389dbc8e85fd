/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"

G_BEGIN_DECLS

typedef void (*EntTrainingHandler) (EntTrainingRequest *request);

/**
 * EntTrainingRouteFlags:
 * @ENT_TRAINING_ROUTE_SESSION: the usual: needs a session, XSRF on POST, PUT and DELETE, 302 to the
 * login page otherwise
 * @ENT_TRAINING_ROUTE_PUBLIC: answers anybody; a valid session is loaded when there is one
 * @ENT_TRAINING_ROUTE_BARE: written without the secured wrapper: 401 with an empty body when nobody
 * is signed in
 * @ENT_TRAINING_ROUTE_JSON: has a JSON object as body: passes the request filter, 400 when empty or
 * not readable
 * @ENT_TRAINING_ROUTE_FORM: has a form as body, urlencoded or multipart
 * @ENT_TRAINING_ROUTE_CSRF: a GET that writes, so it wants the XSRF header
 * @ENT_TRAINING_ROUTE_KEEP: what it wrote stays even when its answer is an error
 *
 * A route is one of the first three, and any of the others.
 */
typedef enum
{
  ENT_TRAINING_ROUTE_SESSION = 0,
  ENT_TRAINING_ROUTE_PUBLIC = 1 << 0,
  ENT_TRAINING_ROUTE_BARE = 1 << 1,
  ENT_TRAINING_ROUTE_JSON = 1 << 2,
  ENT_TRAINING_ROUTE_FORM = 1 << 3,
  ENT_TRAINING_ROUTE_CSRF = 1 << 4,
  ENT_TRAINING_ROUTE_KEEP = 1 << 5,
} EntTrainingRouteFlags;

/* A route: ":name" in the pattern takes one segment of the path, and "*" at its end all the rest.
 * Routes are tried in the order of their table, so a literal goes before a parameter. A table ends
 * with an empty route:
 *
 *   const EntTrainingRoute ent_training_blog_routes[] = {
 *     { "GET", "/blog/post/:blogId/:postId", get_post, ENT_TRAINING_ROUTE_SESSION, NULL },
 *     { "POST", "/blog", create_blog, ENT_TRAINING_ROUTE_JSON, ENT_TRAINING_RIGHT_BLOG_CREATE },
 *     { NULL, NULL, NULL, 0, NULL },
 *   };
 *
 * "right" is the workflow right to have, or NULL. Every handler runs inside one transaction,
 * committed when its answer's status is below 400 (or the route is _KEEP) and rolled back
 * otherwise. */
typedef struct
{
  const char            *method;
  const char            *pattern;
  EntTrainingHandler     handler;
  EntTrainingRouteFlags  flags;
  const char            *right;
} EntTrainingRoute;

extern const EntTrainingRoute ent_training_auth_routes[];
extern const EntTrainingRoute ent_training_account_routes[];
extern const EntTrainingRoute ent_training_oauth_routes[];
extern const EntTrainingRoute ent_training_portal_routes[];
extern const EntTrainingRoute ent_training_timeline_routes[];
extern const EntTrainingRoute ent_training_directory_routes[];
extern const EntTrainingRoute ent_training_userbook_routes[];
extern const EntTrainingRoute ent_training_communication_routes[];
extern const EntTrainingRoute ent_training_bookmark_routes[];
extern const EntTrainingRoute ent_training_workspace_routes[];
extern const EntTrainingRoute ent_training_download_routes[];
extern const EntTrainingRoute ent_training_blog_routes[];
extern const EntTrainingRoute ent_training_post_routes[];
extern const EntTrainingRoute ent_training_comment_routes[];
extern const EntTrainingRoute ent_training_audience_routes[];
extern const EntTrainingRoute ent_training_homework_routes[];
extern const EntTrainingRoute ent_training_message_routes[];
extern const EntTrainingRoute ent_training_draft_routes[];
extern const EntTrainingRoute ent_training_box_routes[];
extern const EntTrainingRoute ent_training_mail_file_routes[];
extern const EntTrainingRoute ent_training_atelier_routes[];

const EntTrainingRoute *ent_training_routes_find  (const char  *method,
                                                   const char  *path,
                                                   GHashTable **params);
void                    ent_training_routes_serve (EntTrainingRequest *request);

G_END_DECLS
