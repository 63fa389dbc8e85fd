/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-renewal.h"

#include <string.h>

#include "ent-client-private.h"
#include "ent-cookie-session.h"

/* A just-created session can be refused by the next call (ent-api/01 §1): look so many times, so
 * far apart, before giving up. */
#define N_PROBES 5
#define PROBE_DELAY_MS 400

/* Rendering any page makes the ENT tell the token it stored. */
#define PAGE_PATH "/welcome"

struct _EntRenewal
{
  GObject     parent_instance;

  EntClient  *client;       /* (unowned): owns us */
  GPtrArray  *waiting;      /* (owned) (element-type GTask): wait for the run under way */
  GQueue      sign_ins;     /* (owned) (element-type GTask): passwords that come after it */
  gboolean    running;
  EntMend     mend;         /* of the run under way */
  guint       n_probes;
  char       *stale_xsrf;   /* (owned) (nullable): the token that was refused */
};

G_DEFINE_FINAL_TYPE (EntRenewal, ent_renewal, G_TYPE_OBJECT)

/* Each step holds the client, thus us, until the run ends. */
typedef struct
{
  EntRenewal *self;
  EntClient  *client;   /* (owned) */
} Run;

static void run_probe (Run *run);
static void start_next (EntRenewal *self);

static Run *
run_new (EntRenewal *self)
{
  Run *run = g_new0 (Run, 1);

  run->self = self;
  run->client = g_object_ref (self->client);
  return run;
}

static void
run_free (Run *run)
{
  g_object_unref (run->client);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static gboolean
is_demand (const GError *error)
{
  return g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_PASSWORD_CHANGE) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_TERMS) ||
         g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_VALIDATION);
}

/* No network is no loss of the session: the next request tries again. */
static gboolean
is_loss (const GError *error)
{
  return error->domain == ENT_API_ERROR &&
         error->code >= ENT_API_ERROR_SIGNED_OUT && error->code <= ENT_API_ERROR_BAD_CLIENT;
}

static void
finish_run (Run    *run,
            GError *error)
{
  EntRenewal *self = run->self;
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  gboolean renewed = self->mend == ENT_MEND_RENEW;

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->running = FALSE;
  g_clear_pointer (&self->stale_xsrf, g_free);

  if (error == NULL)
    ent_client_session_alive (run->client, renewed);
  else if (is_loss (error))
    ent_client_session_lost (run->client, error);

  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (error == NULL)
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, g_error_copy (error));
    }

  start_next (self);
}

static gboolean
probe_again_cb (gpointer user_data)
{
  run_probe (user_data);
  return G_SOURCE_REMOVE;
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  EntRenewal *self = run->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = ent_client_send_finish (run->client, result, &error);

  /* What the ENT demands first, it demands of a session that lives. */
  if (response != NULL || is_demand (error))
    {
      finish_run (run, NULL);
    }
  else if (!g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT) &&
           !g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN))
    {
      finish_run (run, error);
    }
  else if (++self->n_probes < N_PROBES)
    {
      g_autoptr (GSource) source = g_timeout_source_new (PROBE_DELAY_MS);

      g_source_set_callback (source, probe_again_cb, g_steal_pointer (&run), NULL);
      g_source_attach (source, g_main_context_get_thread_default ());
    }
  else
    {
      g_autoptr (GError) unknown = g_error_new (ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE,
                                                "The ENT does not know the session it just gave");

      ent_session_forget (ent_client_get_session (run->client));
      finish_run (run, unknown);
    }
}

static EntRequest *
new_userinfo_request (void)
{
  EntRequest *request = ent_request_new ("GET", "/auth/oauth2/userinfo", NULL);

  ent_request_set_header (request, "Accept", "application/json;version=2.0");
  ent_request_set_flags (request, ENT_REQUEST_NO_RENEWAL);
  return request;
}

static void
run_probe (Run *run)
{
  g_autoptr (EntRequest) request = new_userinfo_request ();

  ent_client_send_async (run->client, request, NULL, probed_cb, run);
}

static void
renewed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_session_renew_finish (ENT_SESSION (object), result, &error))
    finish_run (run, error);
  else
    run_probe (g_steal_pointer (&run));
}

static void
run_renewal (Run *run)
{
  run->self->mend = ENT_MEND_RENEW;
  run->self->n_probes = 0;
  ent_session_renew_async (ent_client_get_session (run->client), run->client, NULL, renewed_cb,
                           run);
}

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;

  if (!ent_session_sign_in_finish (ENT_SESSION (object), result, &error))
    finish_run (run, error);
  else
    run_probe (g_steal_pointer (&run));
}

static void
page_rendered_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  EntCookieSession *session = ENT_COOKIE_SESSION (ent_client_get_session (run->client));
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = ent_client_send_finish (run->client, result, &error);
  g_autofree char *token = ent_cookie_session_dup_xsrf (session);

  if (token == NULL && run->self->stale_xsrf == NULL && response != NULL)
    {
      /* The ENT stores no token for this session: then the cookie alone is what it compares. */
      ent_cookie_session_make_xsrf (session, ent_client_get_server (run->client));
      finish_run (run, NULL);
    }
  else if (token != NULL && g_strcmp0 (token, run->self->stale_xsrf) != 0)
    finish_run (run, NULL);
  else if (error != NULL && !is_loss (error) && error->code == ENT_API_ERROR_OFFLINE)
    finish_run (run, error);
  else
    run_renewal (g_steal_pointer (&run));   /* a new session brings a new token */
}

static void
xsrf_probed_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  EntSession *session = ent_client_get_session (run->client);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntResponse) response = ent_client_send_finish (run->client, result, &error);
  g_autofree char *token = NULL;
  g_autoptr (EntRequest) request = NULL;
  EntClient *client;

  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_SIGNED_OUT))
    {
      run_renewal (g_steal_pointer (&run));
      return;
    }
  if (error != NULL && !is_demand (error))
    {
      finish_run (run, error);
      return;
    }
  if (!ENT_IS_COOKIE_SESSION (session))
    {
      run_renewal (g_steal_pointer (&run));
      return;
    }

  /* The probe's answer may have brought the new token already. */
  token = ent_cookie_session_dup_xsrf (ENT_COOKIE_SESSION (session));
  if (token != NULL && g_strcmp0 (token, run->self->stale_xsrf) != 0)
    {
      finish_run (run, NULL);
      return;
    }

  ent_cookie_session_drop_xsrf (ENT_COOKIE_SESSION (session));
  request = ent_request_new ("GET", PAGE_PATH, NULL);
  ent_request_set_header (request, "Accept", "text/html");
  ent_request_set_flags (request,
                         ENT_REQUEST_NO_RENEWAL | ENT_REQUEST_ANY_TYPE | ENT_REQUEST_ANY_STATUS);
  client = run->client;
  ent_client_send_async (client, request, NULL, page_rendered_cb, g_steal_pointer (&run));
}

static void
run_xsrf (Run *run)
{
  EntSession *session = ent_client_get_session (run->client);
  g_autoptr (EntRequest) request = new_userinfo_request ();

  if (ENT_IS_COOKIE_SESSION (session))
    run->self->stale_xsrf = ent_cookie_session_dup_xsrf (ENT_COOKIE_SESSION (session));
  ent_client_send_async (run->client, request, NULL, xsrf_probed_cb, run);
}

static void
run_sign_in (Run   *run,
             GTask *task)
{
  run->self->mend = ENT_MEND_SIGN_IN;
  run->self->n_probes = 0;
  ent_session_sign_in_async (ent_client_get_session (run->client), run->client,
                             g_task_get_task_data (task),
                             g_task_get_cancellable (task), signed_in_cb, run);
}

/* Passwords given while a run was under way are tried one after the other. */
static void
start_next (EntRenewal *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->running || g_queue_is_empty (&self->sign_ins))
    return;

  task = g_queue_pop_head (&self->sign_ins);
  self->running = TRUE;
  g_ptr_array_add (self->waiting, g_object_ref (task));
  run_sign_in (run_new (self), task);
}

static void
ent_renewal_finalize (GObject *object)
{
  EntRenewal *self = ENT_RENEWAL (object);

  g_assert (!self->running);
  g_ptr_array_unref (self->waiting);
  g_queue_clear_full (&self->sign_ins, g_object_unref);
  g_free (self->stale_xsrf);

  G_OBJECT_CLASS (ent_renewal_parent_class)->finalize (object);
}

static void
ent_renewal_class_init (EntRenewalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_renewal_finalize;
}

static void
ent_renewal_init (EntRenewal *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->sign_ins);
}

EntRenewal *
ent_renewal_new (EntClient *client)
{
  EntRenewal *self = g_object_new (ENT_TYPE_RENEWAL, NULL);

  self->client = client;
  return self;
}

/* Mends the session, or joins the mending that is under way; @password goes with SIGN_IN only. */
void
ent_renewal_async (EntRenewal          *self,
                   EntMend              mend,
                   const char          *password,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ent_renewal_async);

  if (mend == ENT_MEND_SIGN_IN)
    {
      g_task_set_task_data (task, g_strdup (password), g_free);
      g_queue_push_tail (&self->sign_ins, g_object_ref (task));
      start_next (self);
      return;
    }

  g_ptr_array_add (self->waiting, g_object_ref (task));
  if (self->running)
    return;

  self->running = TRUE;
  self->mend = mend;
  if (mend == ENT_MEND_XSRF)
    run_xsrf (run_new (self));
  else
    run_renewal (run_new (self));
}

gboolean
ent_renewal_finish (EntRenewal    *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
