/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-identify.h"

typedef struct
{
  EntClient       *client;   /* (owned) */
  EntAccount      *account;  /* (owned) */
  EntRequirements  demands;
} Identify;

static void
identify_free (gpointer data)
{
  Identify *identify = data;

  g_object_unref (identify->client);
  g_object_unref (identify->account);
  g_free (identify);
}

static void
return_demand (GTask    *task,
               Identify *identify)
{
  gboolean cookies = ent_account_get_client_id (identify->account) == NULL;

  /* The terms never stop a client that shows a token (FILT/AbstractActionFilter); asking is the
   * web's business then. */
  if ((identify->demands & ENT_REQUIREMENT_PASSWORD) != 0)
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_PASSWORD_CHANGE,
                             "The ENT wants a new password first");
  else if ((identify->demands & ENT_REQUIREMENT_TERMS) != 0 && cookies)
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_TERMS,
                             "The ENT wants its terms accepted first");
  else if ((identify->demands & (ENT_REQUIREMENT_MOBILE | ENT_REQUIREMENT_EMAIL)) != 0)
    g_task_return_new_error (task, ENT_API_ERROR, ENT_API_ERROR_VALIDATION,
                             "The ENT wants an address or a number validated first");
  else
    g_task_return_boolean (task, TRUE);
}

static void
userinfo_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Identify *identify = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ent_auth_api_get_userinfo_finish (ENT_AUTH_API (object), result, &error))
    g_task_return_error (task, error);
  else
    return_demand (task, identify);
}

static void
requirements_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Identify *identify = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* An ENT that cannot answer this question still says what it wants by redirecting what is
   * asked next. */
  if (!ent_auth_api_get_requirements_finish (ENT_AUTH_API (object), result, &identify->demands,
                                             &error) &&
      (error->domain != ENT_API_ERROR || error->code == ENT_API_ERROR_OFFLINE ||
       error->code == ENT_API_ERROR_SIGNED_OUT))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    ent_auth_api_get_userinfo_async (ENT_AUTH_API (object), identify->account,
                                     g_task_get_cancellable (task), userinfo_cb,
                                     g_object_ref (task));
}

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntAuthApi *auth = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ent_client_sign_in_finish (ENT_CLIENT (object), result, &error))
    g_task_return_error (task, error);
  else
    ent_auth_api_get_requirements_async (auth, g_task_get_cancellable (task), requirements_cb,
                                         g_object_ref (task));
}

/*
 * ent_identify_async:
 * @auth: asks with @client
 * @client: has the session of the account
 * @account: filled with what the ENT says of the user
 * @password: as typed
 * @cancellable: (nullable): gives up
 * @callback: called when the ENT has answered all
 * @user_data: for @callback
 *
 * Signs in and reads who I am. What the ENT wants first is an error, ENT_API_ERROR_PASSWORD_CHANGE,
 * _TERMS or _VALIDATION:
 * @account is filled all the same.
 */
void
ent_identify_async (EntAuthApi          *auth,
                    EntClient           *client,
                    EntAccount          *account,
                    const char          *password,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (auth, cancellable, callback, user_data);
  Identify *identify = g_new0 (Identify, 1);

  identify->client = g_object_ref (client);
  identify->account = g_object_ref (account);
  g_task_set_source_tag (task, ent_identify_async);
  g_task_set_task_data (task, identify, identify_free);
  ent_client_sign_in_async (client, password, cancellable, signed_in_cb, g_steal_pointer (&task));
}

/*
 * ent_identify_finish:
 * @auth: what was given
 * @result: what the callback got
 * @demands: (out) (optional): all that the ENT wants, also when it does not stop us
 * @error: ENT_API_ERROR_*
 *
 * Returns: %TRUE when nothing stands in the way
 */
gboolean
ent_identify_finish (EntAuthApi       *auth,
                     GAsyncResult     *result,
                     EntRequirements  *demands,
                     GError          **error)
{
  Identify *identify;

  g_return_val_if_fail (g_task_is_valid (result, auth), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_identify_async), FALSE);

  identify = g_task_get_task_data (G_TASK (result));
  if (demands != NULL)
    *demands = identify->demands;

  return g_task_propagate_boolean (G_TASK (result), error);
}
