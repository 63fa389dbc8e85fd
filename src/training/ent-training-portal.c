/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-request-private.h"
#include "ent-training-rights.h"
#include "ent-training-routes.h"

/* The root of the platform: what a client discovers before and just after signing in (ent-api 01
 * §10). */

static void
get_skin (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{\"skin\":\"ode\"}");
}

static void
get_theme_conf (EntTrainingRequest *request)
{
  static const char script[] = "exports.conf = {\n  // first degree\n  overriding: [{ parent: "
                               "'panda', child: 'ode',\n"
                               "    skins: ['default', 'dyslexic'], bootstrapVersion: "
                               "'ode-bootstrap-one' }]\n};\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (script, sizeof script - 1);

  ent_training_request_answer_bytes (request, SOUP_STATUS_OK, "application/javascript", bytes);
}

static void
get_theme (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK,
                          "{\"template\":\"/public/template/override/ode\",\"logoutCallback\":\"\","
                             "\"skin\":\"/assets/themes/ode/skins/default/\",\"themeName\":\"ode\","
                                    "\"skinName\":\"default\"}");
}

static void
get_languages (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "[\"fr\",\"en\"]");
}

static void
get_locale (EntTrainingRequest *request)
{
  const char *accept = ent_training_request_get_header (request, "Accept-Language");
  gboolean english = accept != NULL && g_ascii_strncasecmp (accept, "en", 2) == 0;

  ent_training_request_answer_text (request, SOUP_STATUS_OK,
                                    english ? "{\"locale\":\"en\"}" : "{\"locale\":\"fr\"}");
}

static void
get_conf (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK, "{}");
}

static void
get_applications (EntTrainingRequest *request)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "apps",
                                ent_training_rights_applications (request->user->type, TRUE));
  ent_training_request_answer (request, SOUP_STATUS_OK,
                               json_node_init_object (json_node_alloc (), object));
  json_object_unref (object);
}

static void
get_sharing_table (EntTrainingRequest *request)
{
  ent_training_request_answer_text (request, SOUP_STATUS_OK,
                                    "{\"read\":{\"priority\":0,\"default\":true},"
                                    "\"contrib\":{\"priority\":1,\"requires\":[\"read\"]},"
                                 "\"publish\":{\"priority\":2,\"requires\":[\"read\",\"contrib\"]},"
                     "\"manager\":{\"priority\":3,\"requires\":[\"read\",\"contrib\",\"publish\"]},"
                          "\"comment\":{\"priority\":4,\"requires\":[\"read\"],\"default\":true}}");
}

static void
get_root (EntTrainingRequest *request)
{
  ent_training_request_redirect (request, "/welcome");
  request->status = SOUP_STATUS_MOVED_PERMANENTLY;
}

static void
get_welcome (EntTrainingRequest *request)
{
  static const char page[] = "<!DOCTYPE html><html><head><title>ENT</title></head><body>"
                             "<p>Bienvenue dans l'ENT d'entraînement : les personnes y sont "
                             "inventées.</p>"
                             "</body></html>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (page, sizeof page - 1);

  ent_training_request_answer_bytes (request, SOUP_STATUS_OK, "text/html; charset=UTF-8", bytes);
}

const EntTrainingRoute ent_training_portal_routes[] = {
  { "GET", "/skin", get_skin, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/assets/theme-conf.js", get_theme_conf, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/theme", get_theme, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/languages", get_languages, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/locale", get_locale, ENT_TRAINING_ROUTE_PUBLIC, NULL },
  { "GET", "/conf/public", get_conf, ENT_TRAINING_ROUTE_BARE, NULL },
  { "GET", "/applications-list", get_applications, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/infra/public/json/sharing-rights.json", get_sharing_table, ENT_TRAINING_ROUTE_PUBLIC,
    NULL },
  { "GET", "/", get_root, ENT_TRAINING_ROUTE_SESSION, NULL },
  { "GET", "/welcome", get_welcome, ENT_TRAINING_ROUTE_SESSION, NULL },
  { NULL, NULL, NULL, 0, NULL },
};
