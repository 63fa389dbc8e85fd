/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "client-tool"

#include "client-tool.h"

/* ---- sign-in ---- */

static JsonArray *
build_demands (EntRequirements  demands,
               const GError    *error)
{
  static const struct
  {
    EntRequirements  bit;
    const char      *word;
  } words[] = {
    { ENT_REQUIREMENT_TERMS, "terms" },   { ENT_REQUIREMENT_PASSWORD, "password" },
    { ENT_REQUIREMENT_EMAIL, "email" },   { ENT_REQUIREMENT_MOBILE, "mobile" },
    { ENT_REQUIREMENT_MFA, "mfa" },
  };
  JsonArray *array = json_array_new ();

  /* What stopped the sign-in is a demand too, when the ENT said it by a redirection only. */
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_TERMS))
    demands |= ENT_REQUIREMENT_TERMS;
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_PASSWORD_CHANGE))
    demands |= ENT_REQUIREMENT_PASSWORD;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if ((demands & words[i].bit) != 0)
        json_array_add_string_element (array, words[i].word);
    }
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_ACTIVATION_NEEDED))
    json_array_add_string_element (array, "activation");
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_RESET_NEEDED))
    json_array_add_string_element (array, "reset");

  return array;
}

/* The ENT took the password, whatever it wants first. */
static gboolean
is_signed_in (const GError *error)
{
  return error == NULL || g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_TERMS) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_PASSWORD_CHANGE) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_VALIDATION);
}

static void
answer_sign_in (ClientTool      *tool,
                EntAccount      *account,
                EntRequirements  demands,
                const GError    *error)
{
  JsonObject *answer = json_object_new ();

  if (is_signed_in (error) && account != NULL)
    {
      client_tool_set_text (answer, "user", ent_account_get_display_name (account));
      client_tool_set_text (answer, "user_id", ent_account_get_user_id (account));
      client_tool_set_text (answer, "login", ent_account_get_login (account));
      client_tool_set_text (answer, "school", ent_account_get_school (account));
      client_tool_set_text (answer, "role", ent_account_get_profile (account));
    }
  json_object_set_array_member (answer, "demands", build_demands (demands, error));

  if (is_signed_in (error))
    client_tool_answer (tool, answer);
  else
    client_tool_fail_with (tool, error, answer);
}

static void
signed_in_again_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  ClientTool *tool = user_data;
  EntWorkspace *workspace = ENT_WORKSPACE (object);
  g_autoptr (GError) error = NULL;

  ent_workspace_sign_in_finish (workspace, result, &error);
  answer_sign_in (tool, ent_workspace_get_account (workspace),
                  ent_workspace_get_demands (workspace), error);
}

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  ClientTool *tool = user_data;
  EntSignIn *sign_in = ENT_SIGN_IN (object);
  g_autoptr (GError) error = NULL;

  tool->workspace = ent_sign_in_finish (sign_in, result, &error);
  if (tool->workspace != NULL)
    {
      ent_workspace_set_automatic (tool->workspace, FALSE);
      ent_workspace_set_reachable (tool->workspace, !tool->cut);
      ent_workspace_start (tool->workspace);
    }
  answer_sign_in (tool, ent_sign_in_get_account (sign_in), ent_sign_in_get_demands (sign_in),
                  error);
}

void
client_tool_sign_in (ClientTool *tool,
                     JsonObject *request)
{
  EntSignInForm form = { 0 };

  if (tool->password == NULL)
    {
      client_tool_refuse (tool, "tool/bad-request", "--password was not given");
      return;
    }
  if (tool->workspace != NULL)
    {
      ent_workspace_start (tool->workspace);
      ent_workspace_sign_in_async (tool->workspace, tool->password, FALSE, NULL,
                                   signed_in_again_cb, tool);
      return;
    }
  if (tool->cut)
    {
      client_tool_refuse (tool, "api/offline", "The network is cut off");
      return;
    }
  if (tool->server == NULL || tool->login == NULL)
    {
      client_tool_refuse (tool, "tool/bad-request", "--server and --login were not given");
      return;
    }

  form.server = tool->server;
  form.login = tool->login;
  form.password = tool->password;
  form.client_id = tool->client_id;
  form.client_secret = tool->client_secret;
  if (tool->sign_in == NULL)
    {
      tool->sign_in = ent_sign_in_new (tool->data_dir);
      ent_sign_in_set_keyring (tool->sign_in, NULL);
    }
  ent_sign_in_async (tool->sign_in, &form, NULL, signed_in_cb, tool);
}

/* ---- pull, reachable, flush ---- */

static void
pulled_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  ClientTool *tool = user_data;
  EntPullCounts counts = { 0 };
  JsonObject *answer;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_pull_finish (ENT_WORKSPACE (object), result, &counts, &error))
    {
      client_tool_fail (tool, error);
      return;
    }

  answer = json_object_new ();
  json_object_set_int_member (answer, "requests", counts.requests);
  json_object_set_int_member (answer, "bytes", counts.bytes);
  json_object_set_int_member (answer, "new", counts.n_new);
  json_object_set_int_member (answer, "changed", counts.n_changed);
  json_object_set_int_member (answer, "gone", counts.n_gone);
  client_tool_answer (tool, answer);
}

void
client_tool_pull (ClientTool *tool,
                  JsonObject *request)
{
  if (tool->password == NULL)
    client_tool_refuse (tool, "api/signed-out", "Not signed in");
  else
    ent_workspace_pull_async (tool->workspace, NULL, pulled_cb, tool);
}

void
client_tool_reachable (ClientTool *tool,
                       JsonObject *request)
{
  tool->cut = !client_tool_get_bool (request, "up", TRUE);
  if (tool->workspace != NULL)
    ent_workspace_set_reachable (tool->workspace, !tool->cut);
  client_tool_answer (tool, NULL);
}

static void
flushed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  static const char * const states[] = { "offline", "online", "busy", "signed-out" };
  ClientTool *tool = user_data;
  EntConnection *connection = ent_workspace_get_connection (ENT_WORKSPACE (object));
  JsonObject *answer;
  g_autoptr (GError) error = NULL;

  if (!ent_workspace_flush_finish (ENT_WORKSPACE (object), result, &error))
    {
      client_tool_fail (tool, error);
      return;
    }

  answer = json_object_new ();
  json_object_set_int_member (answer, "waiting",
                              ent_connection_get_n_waiting (connection) +
                              ent_connection_get_n_sending (connection));
  json_object_set_int_member (answer, "blocked", ent_connection_get_n_blocked (connection));
  json_object_set_int_member (answer, "changed", ent_connection_get_n_changed (connection));
  json_object_set_int_member (answer, "drafts", ent_connection_get_n_drafts (connection));
  client_tool_set_text (answer, "state", states[ent_connection_get_state (connection)]);
  client_tool_answer (tool, answer);
}

void
client_tool_flush (ClientTool *tool,
                   JsonObject *request)
{
  gint64 timeout = client_tool_get_int (request, "timeout_s", 60);

  ent_workspace_flush_async (tool->workspace, CLAMP (timeout, 0, 24 * 3600), flushed_cb, tool);
}
