/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ent-account-list-private.h"
#include "ent-server-address.h"
#include "ent-sign-in-private.h"
#include "ent-workspace-private.h"

G_BEGIN_DECLS

/* The tool: one workspace, one command at a time. */
typedef struct
{
  GMainLoop         *loop;           /* (owned) */
  GDataInputStream  *input;          /* (owned) */
  char              *data_dir;       /* (owned) */
  char              *server;         /* (owned) (nullable): as typed */
  char              *login;          /* (owned) (nullable) */
  char              *password;       /* (owned) (nullable) */
  char              *client_id;      /* (owned) (nullable) */
  char              *client_secret;  /* (owned) (nullable) */
  EntSignIn         *sign_in;        /* (owned) (nullable): while there is no workspace */
  EntWorkspace      *workspace;      /* (owned) (nullable): NULL before a first sign-in */
  GError            *refusal;        /* (owned) (nullable): why this folder cannot be opened */
  gboolean           cut;            /* the network card is off */
  gboolean           ending;         /* the input ended, or "quit" */
} ClientTool;

/* A command ends with exactly one of these. @answer gets "ok" first. */
void        client_tool_answer      (ClientTool   *tool,
                                     JsonObject   *answer);
void        client_tool_fail        (ClientTool   *tool,
                                     const GError *error);
void        client_tool_fail_with   (ClientTool   *tool,
                                     const GError *error,
                                     JsonObject   *more);
void        client_tool_refuse      (ClientTool   *tool,
                                     const char   *code,
                                     const char   *message);

/* Reading a request; what is missing or of another type is the default. */
const char *client_tool_get_text    (JsonObject   *request,
                                     const char   *member);
char       *client_tool_dup_node_id (JsonNode     *node);
char       *client_tool_dup_id      (JsonObject   *request,
                                     const char   *member);
gint64      client_tool_get_int     (JsonObject   *request,
                                     const char   *member,
                                     gint64        fallback);
gboolean    client_tool_get_bool    (JsonObject   *request,
                                     const char   *member,
                                     gboolean      fallback);
gboolean    client_tool_get_kind    (JsonObject   *request,
                                     EntKind      *kind);
gboolean    client_tool_get_time    (JsonObject   *request,
                                     const char   *member,
                                     gint64       *time);
void        client_tool_set_text    (JsonObject   *object,
                                     const char   *member,
                                     const char   *text);
void        client_tool_set_time    (JsonObject   *object,
                                     const char   *member,
                                     gint64        time);
const char *client_tool_local_word  (EntLocalState state);
JsonObject *client_tool_item_object (EntItem      *item);
JsonObject *client_tool_draft_object (const EntDraftRow *row);

typedef void (*ClientCommand) (ClientTool *tool,
                               JsonObject *request);

void client_tool_sign_in    (ClientTool *tool, JsonObject *request);
void client_tool_pull       (ClientTool *tool, JsonObject *request);
void client_tool_reachable  (ClientTool *tool, JsonObject *request);
void client_tool_flush      (ClientTool *tool, JsonObject *request);
void client_tool_list       (ClientTool *tool, JsonObject *request);
void client_tool_get        (ClientTool *tool, JsonObject *request);
void client_tool_search     (ClientTool *tool, JsonObject *request);
void client_tool_save_draft (ClientTool *tool, JsonObject *request);
void client_tool_send       (ClientTool *tool, JsonObject *request);
void client_tool_delete     (ClientTool *tool, JsonObject *request);
void client_tool_choose     (ClientTool *tool, JsonObject *request);

G_END_DECLS
