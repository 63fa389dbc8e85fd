/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "client-tool"

/* client-tool: the service layer without a screen, for scripts.
 *
 *   client-tool --data DIR [--server URL --login L --password P] [--oauth ID:SECRET]
 *
 * One JSON object a line on the standard input, one on the standard output, in order, one at a
 * time, flushed. The secrets stay in memory. It may be killed at any time: started again on the
 * same DIR it goes on; what waited leaves by itself when credentials were given, else after
 * "sign-in". The end of the input closes the store and ends the program like "quit".
 *
 * Every answer has "ok". A failure is {"ok":false,"error":CODE,"message":TEXT}: CODE is "api/…",
 * "store/…" or "sync/…" as in ent-error.h, or "tool/bad-request", "tool/unknown-command",
 * "tool/too-late", "tool/failed". What is not known is null. Times are texts, UTC:
 * "2026-11-23T20:41:07Z". Kinds are "blogs posts comments notebooks entries folders messages
 * classes members recipients"; the singular is accepted. An id is a text, or a number.
 *
 * sign-in
 *     → "user", "user_id", "login", "school", "role", "demands": words among terms, password,
 *     email, mobile, mfa. ok is true when the ENT accepted the password, even when it demands something
 *     first. An activation code or a reset code is {"ok":false,"error":"api/activation-needed",
 *     "demands":["activation"],…} or {"ok":false,"error":"api/reset-needed","demands":["reset"],…}
 * pull
 *     → "requests", "bytes", "new", "changed", "gone"
 * list "kind" ["parent"] ["from"] ["count"]
 *     → "items", "total". "from" is the first row (0) or, of entries, the first day ("2026-11-23").
 *     Beside the kinds: "drafts", "operations" ("parent": a draft), "history" ("parent": a draft)
 * get "kind" "id"
 *     → the item's members. "kind" may be "drafts", "id" also a draft's uuid
 * save-draft ["draft"] "kind" ["id"|"parent"] ["title"] ["html"] ["date"] ["to"] ["cc"] ["cci"]
 *            ["files"] ["reply_to"]
 *     → "draft" (uuid), "revision", "local"; on the disk before the answer. With "draft" that draft
 *     is changed, with "id" the draft on that item of the ENT. "to": ids, or {"id","name","type"}
 *     with "type" user, group, broadcast or bookmark. "files": paths
 * send "draft" "how" ["not_before"]
 *     → "operations": how many. "how" is save, submit, publish or send; "not_before" is seconds
 *     or milliseconds since 1970, or a time as text
 * delete "kind" "id"
 *     → "operations"; 0 when only a draft was thrown away
 * choose "draft" "side"
 *     → nothing more. "side" is mine, theirs or both
 * reachable "up"
 *     → nothing more. false: no request is made
 * flush ["timeout_s"]
 *     → "waiting", "blocked", "changed": texts, not operations; "drafts", "state" (offline, online,
 *     busy, signed-out)
 * search "words" ["count"]
 *     → "items", "ms"
 * quit
 *     → nothing more
 *
 * An item: "kind", "id", "parent", "title", "excerpt", "html" (null in a list, but for entries),
 * "state", "author", "author_id", "created_at", "modified_at", "local" (draft, waiting, sending,
 * blocked, changed, sent), "draft", "error"; of an entry "date"; of a post "published_at",
 * "comments", "views"; of a comment "text", "reply_to"; of a blog "immediate", "rights"; of a
 * notebook "rights"; of a message "to", "cc", "cci", "attachments", "unread", "date"; of a folder
 * "unread"; of a member "profile", "activated", "blocked", "relatives"; of a recipient "type",
 * "profile", "users"; of a class "school", "level". With a draft on it, "title", "html" and "date"
 * of "get" are the draft's, and "detail" is what the ENT said; a changed one has "theirs": the
 * ENT's {"title","html"}.
 */

#include "client-tool.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <unistd.h>

static void read_next (ClientTool *tool);

/* ---- answers ---- */

static void
print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

static void
copy_member (JsonObject *from,
             const char *member,
             JsonNode   *node,
             gpointer    to)
{
  json_object_set_member (to, member, json_node_copy (node));
}

/**
 * client_tool_answer:
 * @tool: the tool
 * @answer: (transfer full) (nullable): what to say beside "ok"
 *
 * Answers the command and reads the next.
 */
void
client_tool_answer (ClientTool *tool,
                    JsonObject *answer)
{
  g_autoptr (JsonObject) more = answer;
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_boolean_member (object, "ok", TRUE);
  if (more != NULL)
    json_object_foreach_member (more, copy_member, object);
  print_object (object);
  if (tool->ending)
    g_main_loop_quit (tool->loop);
  else
    read_next (tool);
}

static void
refuse_with (ClientTool *tool,
             const char *code,
             const char *message,
             JsonObject *more)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_boolean_member (object, "ok", FALSE);
  json_object_set_string_member (object, "error", code);
  json_object_set_string_member (object, "message", message);
  if (more != NULL)
    json_object_foreach_member (more, copy_member, object);
  print_object (object);
  if (tool->ending)
    g_main_loop_quit (tool->loop);
  else
    read_next (tool);
}

/**
 * client_tool_refuse:
 * @tool: the tool
 * @code: what went wrong, for a script
 * @message: the same for a person
 *
 * Answers that the command failed and reads the next.
 */
void
client_tool_refuse (ClientTool *tool,
                    const char *code,
                    const char *message)
{
  refuse_with (tool, code, message, NULL);
}

/**
 * client_tool_fail_with:
 * @tool: the tool
 * @error: what went wrong
 * @more: (transfer full) (nullable): what to say beside
 *
 * Answers that the command failed and reads the next.
 */
void
client_tool_fail_with (ClientTool   *tool,
                       const GError *error,
                       JsonObject   *more)
{
  g_autoptr (JsonObject) members = more;
  g_autofree char *code = NULL;

  if (error->domain == ENT_API_ERROR || error->domain == ENT_STORE_ERROR ||
      error->domain == ENT_SYNC_ERROR)
    code = ent_error_to_code (error);
  refuse_with (tool, code != NULL ? code : "tool/failed", error->message, members);
}

/**
 * client_tool_fail:
 * @tool: the tool
 * @error: what went wrong
 *
 * Answers that the command failed and reads the next.
 */
void
client_tool_fail (ClientTool   *tool,
                  const GError *error)
{
  client_tool_fail_with (tool, error, NULL);
}

/* ---- the end ---- */

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  ClientTool *tool = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_close_finish (ENT_WORKSPACE (object), result, &error))
    client_tool_fail (tool, error);
  else
    client_tool_answer (tool, NULL);
}

static void
quit (ClientTool *tool,
      JsonObject *request)
{
  tool->ending = TRUE;
  if (tool->workspace != NULL)
    ent_workspace_close_async (tool->workspace, closed_cb, tool);
  else
    client_tool_answer (tool, NULL);
}

static void
closed_at_end_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  ClientTool *tool = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_close_finish (ENT_WORKSPACE (object), result, &error))
    g_printerr ("client-tool: %s\n", error->message);
  g_main_loop_quit (tool->loop);
}

static void
end_of_input (ClientTool *tool)
{
  tool->ending = TRUE;
  if (tool->workspace != NULL)
    ent_workspace_close_async (tool->workspace, closed_at_end_cb, tool);
  else
    g_main_loop_quit (tool->loop);
}

/* ---- commands ---- */

static const struct
{
  const char    *name;
  ClientCommand  run;
  gboolean       needs_workspace;
} commands[] = {
  { "sign-in", client_tool_sign_in, FALSE },
  { "pull", client_tool_pull, TRUE },
  { "list", client_tool_list, TRUE },
  { "get", client_tool_get, TRUE },
  { "save-draft", client_tool_save_draft, TRUE },
  { "send", client_tool_send, TRUE },
  { "delete", client_tool_delete, TRUE },
  { "choose", client_tool_choose, TRUE },
  { "reachable", client_tool_reachable, FALSE },
  { "flush", client_tool_flush, TRUE },
  { "search", client_tool_search, TRUE },
  { "quit", quit, FALSE },
};

static void
run_command (ClientTool *tool,
             JsonObject *request)
{
  const char *name = client_tool_get_text (request, "cmd");
  g_autofree char *message = NULL;

  if (name == NULL)
    name = client_tool_get_text (request, "op");
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (commands); i++)
    {
      if (!g_str_equal (commands[i].name, name))
        continue;

      if (tool->refusal != NULL && commands[i].run != quit)
        client_tool_fail (tool, tool->refusal);
      else if (commands[i].needs_workspace && tool->workspace == NULL)
        client_tool_refuse (tool, "api/signed-out", "No account signed in on this folder yet");
      else
        commands[i].run (tool, request);
      return;
    }

  message = g_strdup_printf ("There is no command “%s”", name != NULL ? name : "");
  client_tool_refuse (tool, "tool/unknown-command", message);
}

static void
line_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  ClientTool *tool = user_data;
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (object), result, NULL,
                                                    &error);
  if (line == NULL && (error == NULL || error->domain != G_CONVERT_ERROR))
    {
      end_of_input (tool);
      return;
    }
  if (line != NULL && *g_strstrip (line) == '\0')
    {
      read_next (tool);
      return;
    }

  if (line != NULL)
    node = json_from_string (line, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    run_command (tool, json_node_get_object (node));
  else
    client_tool_refuse (tool, "tool/bad-request", "The line is not a JSON object");
}

static void
read_next (ClientTool *tool)
{
  g_data_input_stream_read_line_async (tool->input, G_PRIORITY_DEFAULT, NULL, line_cb, tool);
}

/* ---- start ---- */

/* Nothing is answered before it is asked: each command will hear why. Takes @error. */
static void
refuse_all (ClientTool *tool,
            GError     *error)
{
  g_printerr ("client-tool: %s\n", error->message);
  tool->refusal = error;
  read_next (tool);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  ClientTool *tool = user_data;
  g_autoptr (GError) error = NULL;

  tool->workspace = ent_workspace_open_finish (result, &error);
  if (tool->workspace == NULL)
    {
      refuse_all (tool, g_steal_pointer (&error));
      return;
    }

  ent_workspace_set_automatic (tool->workspace, FALSE);
  if (tool->password != NULL)
    ent_workspace_start (tool->workspace);
  read_next (tool);
}

/* The account the options name, or the one used last when they name none. */
static EntAccount *
find_account (ClientTool     *tool,
              EntAccountList *accounts)
{
  g_autofree char *server = NULL;
  g_autofree char *login = NULL;
  g_autofree char *trimmed = NULL;

  if (tool->server == NULL || tool->login == NULL)
    return g_list_model_get_item (G_LIST_MODEL (accounts), 0);

  server = ent_server_address_complete (tool->server);
  trimmed = g_strstrip (g_strdup (tool->login));
  login = g_utf8_strdown (trimmed, -1);
  if (server == NULL || ent_account_list_find_login (accounts, server, login) == NULL)
    return NULL;

  return g_object_ref (ent_account_list_find_login (accounts, server, login));
}

static void
accounts_loaded_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  ClientTool *tool = user_data;
  EntAccountList *accounts = ENT_ACCOUNT_LIST (object);
  g_autoptr (EntAccount) account = NULL;
  g_autoptr (EntRunCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  if (!ent_account_list_load_finish (accounts, result, &error))
    {
      refuse_all (tool, g_steal_pointer (&error));
      return;
    }

  account = find_account (tool, accounts);
  if (account == NULL)
    {
      read_next (tool);
      return;
    }

  credentials = ent_run_credentials_new (NULL);
  if (tool->password != NULL)
    {
      ent_account_set_client_id (account, tool->client_id);
      ent_run_credentials_keep (credentials, ent_account_get_server (account),
                                ent_account_get_login (account), ENT_SECRET_PASSWORD,
                                tool->password);
    }
  if (tool->client_secret != NULL)
    ent_run_credentials_keep (credentials, ent_account_get_server (account),
                              ent_account_get_login (account), ENT_SECRET_CLIENT,
                              tool->client_secret);
  ent_workspace_open_with_async (tool->data_dir, account, credentials, NULL, opened_cb, tool);
}

static gboolean
read_options (ClientTool   *tool,
              int          *argc,
              char       ***argv,
              GError      **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *oauth = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &tool->data_dir, "Folder of the accounts", "DIR" },
    { "server", 0, 0, G_OPTION_ARG_STRING, &tool->server, "Address of the ENT", "URL" },
    { "login", 0, 0, G_OPTION_ARG_STRING, &tool->login, "Who signs in", "L" },
    { "password", 0, 0, G_OPTION_ARG_STRING, &tool->password, "Their password", "P" },
    { "oauth", 0, 0, G_OPTION_ARG_STRING, &oauth, "Registered client", "ID:SECRET" },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (tool->data_dir == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--data is missing");
      return FALSE;
    }
  if (oauth != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (oauth, ":", 2);

      tool->client_id = g_strdup (parts[0]);
      tool->client_secret = parts[0] != NULL ? g_strdup (parts[1]) : NULL;
    }

  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  ClientTool tool = { 0 };
  g_autoptr (EntAccountList) accounts = NULL;
  g_autoptr (GInputStream) stdin_stream = NULL;
  g_autoptr (GError) error = NULL;

  /* The standard output is for answers only. */
  g_log_writer_default_set_use_stderr (TRUE);
  if (!read_options (&tool, &argc, &argv, &error))
    {
      g_printerr ("client-tool: %s\n", error->message);
      return 2;
    }

  tool.loop = g_main_loop_new (NULL, FALSE);
  stdin_stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  tool.input = g_data_input_stream_new (stdin_stream);
  g_data_input_stream_set_newline_type (tool.input, G_DATA_STREAM_NEWLINE_TYPE_ANY);
  accounts = ent_account_list_new (tool.data_dir);
  ent_account_list_load_async (accounts, NULL, accounts_loaded_cb, &tool);
  g_main_loop_run (tool.loop);

  g_clear_error (&tool.refusal);
  g_clear_object (&tool.workspace);
  g_clear_object (&tool.sign_in);
  g_clear_object (&tool.input);
  g_clear_pointer (&tool.loop, g_main_loop_unref);
  g_free (tool.data_dir);
  g_free (tool.server);
  g_free (tool.login);
  g_free (tool.password);
  g_free (tool.client_id);
  g_free (tool.client_secret);

  return 0;
}
