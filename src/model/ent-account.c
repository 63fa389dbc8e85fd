/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-account.h"

#include "ent-model-private.h"

struct _EntAccount
{
  GObject  parent_instance;

  char      *uuid;          /* (owned): ours; names the folder */
  char      *server;        /* (owned): "https://ent.example.org", no final slash */
  char      *login;         /* (owned): lower case, trimmed */
  char      *client_id;     /* (owned) (nullable): OAuth2; NULL: cookie session */
  char      *user_id;       /* (owned) (nullable): the ENT's id of the teacher */
  char      *display_name;  /* (owned) (nullable): as the ENT writes it */
  char      *profile;       /* (owned) (nullable):
                               Teacher, Personnel, … as the ENT spells it in English */
  char      *school;        /* (owned) (nullable): name of the first school */
  char      *class_name;    /* (owned) (nullable): name of the first class */
  char     **group_ids;     /* (owned): groups of the teacher, by id */
  char     **actions;       /* (owned): names of what the ENT lets the teacher do */
  gboolean   remember;      /* stay signed in on this computer */
  gint64     used_at;       /* last use, µs UTC */
};

G_DEFINE_FINAL_TYPE (EntAccount, ent_account, G_TYPE_OBJECT)

enum
{
  PROP_UUID = 1,
  PROP_SERVER,
  PROP_LOGIN,
  PROP_CLIENT_ID,
  PROP_USER_ID,
  PROP_DISPLAY_NAME,
  PROP_PROFILE,
  PROP_SCHOOL,
  PROP_CLASS_NAME,
  PROP_GROUP_IDS,
  PROP_ACTIONS,
  PROP_REMEMBER,
  PROP_USED_AT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_account_finalize (GObject *object)
{
  EntAccount *self = ENT_ACCOUNT (object);

  g_free (self->uuid);
  g_free (self->server);
  g_free (self->login);
  g_free (self->client_id);
  g_free (self->user_id);
  g_free (self->display_name);
  g_free (self->profile);
  g_free (self->school);
  g_free (self->class_name);
  g_strfreev (self->group_ids);
  g_strfreev (self->actions);

  G_OBJECT_CLASS (ent_account_parent_class)->finalize (object);
}

static void
ent_account_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  EntAccount *self = ENT_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_SERVER:
      g_value_set_string (value, self->server);
      break;
    case PROP_LOGIN:
      g_value_set_string (value, self->login);
      break;
    case PROP_CLIENT_ID:
      g_value_set_string (value, self->client_id);
      break;
    case PROP_USER_ID:
      g_value_set_string (value, self->user_id);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;
    case PROP_PROFILE:
      g_value_set_string (value, self->profile);
      break;
    case PROP_SCHOOL:
      g_value_set_string (value, self->school);
      break;
    case PROP_CLASS_NAME:
      g_value_set_string (value, self->class_name);
      break;
    case PROP_GROUP_IDS:
      g_value_set_boxed (value, self->group_ids);
      break;
    case PROP_ACTIONS:
      g_value_set_boxed (value, self->actions);
      break;
    case PROP_REMEMBER:
      g_value_set_boolean (value, self->remember);
      break;
    case PROP_USED_AT:
      g_value_set_int64 (value, self->used_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_account_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  EntAccount *self = ENT_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_UUID:
      ent_account_set_uuid (self, g_value_get_string (value));
      break;
    case PROP_SERVER:
      ent_account_set_server (self, g_value_get_string (value));
      break;
    case PROP_LOGIN:
      ent_account_set_login (self, g_value_get_string (value));
      break;
    case PROP_CLIENT_ID:
      ent_account_set_client_id (self, g_value_get_string (value));
      break;
    case PROP_USER_ID:
      ent_account_set_user_id (self, g_value_get_string (value));
      break;
    case PROP_DISPLAY_NAME:
      ent_account_set_display_name (self, g_value_get_string (value));
      break;
    case PROP_PROFILE:
      ent_account_set_profile (self, g_value_get_string (value));
      break;
    case PROP_SCHOOL:
      ent_account_set_school (self, g_value_get_string (value));
      break;
    case PROP_CLASS_NAME:
      ent_account_set_class_name (self, g_value_get_string (value));
      break;
    case PROP_GROUP_IDS:
      ent_account_set_group_ids (self, g_value_get_boxed (value));
      break;
    case PROP_ACTIONS:
      ent_account_set_actions (self, g_value_get_boxed (value));
      break;
    case PROP_REMEMBER:
      ent_account_set_remember (self, g_value_get_boolean (value));
      break;
    case PROP_USED_AT:
      ent_account_set_used_at (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_account_class_init (EntAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ent_account_finalize;
  object_class->get_property = ent_account_get_property;
  object_class->set_property = ent_account_set_property;

  /**
   * EntAccount:uuid:
   *
   * Ours; names the folder.
   */
  properties[PROP_UUID] =
    g_param_spec_string ("uuid", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntAccount:server:
   *
   * "https://ent.example.org", no final slash.
   */
  properties[PROP_SERVER] =
    g_param_spec_string ("server", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntAccount:login:
   *
   * Lower case, trimmed.
   */
  properties[PROP_LOGIN] =
    g_param_spec_string ("login", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntAccount:client-id: (nullable)
   *
   * OAuth2; NULL: cookie session.
   */
  properties[PROP_CLIENT_ID] =
    g_param_spec_string ("client-id", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntAccount:user-id: (nullable)
   *
   * The ENT's id of the teacher.
   */
  properties[PROP_USER_ID] =
    g_param_spec_string ("user-id", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntAccount:display-name: (nullable)
   *
   * As the ENT writes it.
   */
  properties[PROP_DISPLAY_NAME] =
    g_param_spec_string ("display-name", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntAccount:profile: (nullable)
   *
   * Teacher, Personnel, … as the ENT spells it in English.
   */
  properties[PROP_PROFILE] =
    g_param_spec_string ("profile", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntAccount:school: (nullable)
   *
   * Name of the first school.
   */
  properties[PROP_SCHOOL] =
    g_param_spec_string ("school", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntAccount:class-name: (nullable)
   *
   * Name of the first class.
   */
  properties[PROP_CLASS_NAME] =
    g_param_spec_string ("class-name", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntAccount:group-ids:
   *
   * Groups of the teacher, by id.
   */
  properties[PROP_GROUP_IDS] =
    g_param_spec_boxed ("group-ids", NULL, NULL, G_TYPE_STRV, ENT_MODEL_PARAM);

  /**
   * EntAccount:actions:
   *
   * Names of what the ENT lets the teacher do.
   */
  properties[PROP_ACTIONS] =
    g_param_spec_boxed ("actions", NULL, NULL, G_TYPE_STRV, ENT_MODEL_PARAM);

  /**
   * EntAccount:remember:
   *
   * Stay signed in on this computer.
   */
  properties[PROP_REMEMBER] =
    g_param_spec_boolean ("remember", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  /**
   * EntAccount:used-at:
   *
   * Last use, µs UTC.
   */
  properties[PROP_USED_AT] =
    g_param_spec_int64 ("used-at", NULL, NULL, 0, G_MAXINT64, 0, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_account_init (EntAccount *self)
{
  self->uuid = g_strdup ("");
  self->server = g_strdup ("");
  self->login = g_strdup ("");
  self->group_ids = g_new0 (char *, 1);
  self->actions = g_new0 (char *, 1);
}

const char *
ent_account_get_uuid (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return self->uuid;
}

void
ent_account_set_uuid (EntAccount *self,
                      const char *uuid)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));
  g_return_if_fail (uuid != NULL);

  ent_model_set_string (G_OBJECT (self), &self->uuid, uuid, properties[PROP_UUID]);
}

const char *
ent_account_get_server (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return self->server;
}

void
ent_account_set_server (EntAccount *self,
                        const char *server)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));
  g_return_if_fail (server != NULL);

  ent_model_set_string (G_OBJECT (self), &self->server, server, properties[PROP_SERVER]);
}

const char *
ent_account_get_login (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return self->login;
}

void
ent_account_set_login (EntAccount *self,
                       const char *login)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));
  g_return_if_fail (login != NULL);

  ent_model_set_string (G_OBJECT (self), &self->login, login, properties[PROP_LOGIN]);
}

const char *
ent_account_get_client_id (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return self->client_id;
}

void
ent_account_set_client_id (EntAccount *self,
                           const char *client_id)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));

  ent_model_set_string (G_OBJECT (self), &self->client_id, client_id, properties[PROP_CLIENT_ID]);
}

const char *
ent_account_get_user_id (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return self->user_id;
}

void
ent_account_set_user_id (EntAccount *self,
                         const char *user_id)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));

  ent_model_set_string (G_OBJECT (self), &self->user_id, user_id, properties[PROP_USER_ID]);
}

const char *
ent_account_get_display_name (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return self->display_name;
}

void
ent_account_set_display_name (EntAccount *self,
                              const char *display_name)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));

  ent_model_set_string (G_OBJECT (self), &self->display_name, display_name,
                        properties[PROP_DISPLAY_NAME]);
}

const char *
ent_account_get_profile (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return self->profile;
}

void
ent_account_set_profile (EntAccount *self,
                         const char *profile)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));

  ent_model_set_string (G_OBJECT (self), &self->profile, profile, properties[PROP_PROFILE]);
}

const char *
ent_account_get_school (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return self->school;
}

void
ent_account_set_school (EntAccount *self,
                        const char *school)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));

  ent_model_set_string (G_OBJECT (self), &self->school, school, properties[PROP_SCHOOL]);
}

const char *
ent_account_get_class_name (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return self->class_name;
}

void
ent_account_set_class_name (EntAccount *self,
                            const char *class_name)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));

  ent_model_set_string (G_OBJECT (self), &self->class_name, class_name,
                        properties[PROP_CLASS_NAME]);
}

const char * const *
ent_account_get_group_ids (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return (const char * const *) self->group_ids;
}

void
ent_account_set_group_ids (EntAccount         *self,
                           const char * const *group_ids)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));

  ent_model_set_strv (G_OBJECT (self), &self->group_ids, group_ids, properties[PROP_GROUP_IDS]);
}

const char * const *
ent_account_get_actions (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  return (const char * const *) self->actions;
}

void
ent_account_set_actions (EntAccount         *self,
                         const char * const *actions)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));

  ent_model_set_strv (G_OBJECT (self), &self->actions, actions, properties[PROP_ACTIONS]);
}

gboolean
ent_account_get_remember (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), FALSE);

  return self->remember;
}

void
ent_account_set_remember (EntAccount *self,
                          gboolean    remember)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));

  ent_model_set_boolean (G_OBJECT (self), &self->remember, remember, properties[PROP_REMEMBER]);
}

gint64
ent_account_get_used_at (EntAccount *self)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), 0);

  return self->used_at;
}

void
ent_account_set_used_at (EntAccount *self,
                         gint64      used_at)
{
  g_return_if_fail (ENT_IS_ACCOUNT (self));

  ent_model_set_int64 (G_OBJECT (self), &self->used_at, used_at, properties[PROP_USED_AT]);
}

/**
 * ent_account_may:
 * @self: an account
 * @action: name of an action, as the ENT spells it
 *
 * Tells whether the ENT listed @action among what the teacher may do.
 *
 * Returns: %TRUE if it did
 */
gboolean
ent_account_may (EntAccount *self,
                 const char *action)
{
  g_return_val_if_fail (ENT_IS_ACCOUNT (self), FALSE);
  g_return_val_if_fail (action != NULL, FALSE);

  return g_strv_contains ((const char * const *) self->actions, action);
}

/**
 * ent_account_to_json:
 * @self: an account
 *
 * Writes every property as one JSON object; members at their default are left out. No secret is
 * in it.
 *
 * Returns: (transfer full): JSON
 */
char *
ent_account_to_json (EntAccount *self)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (ENT_IS_ACCOUNT (self), NULL);

  node = json_gobject_serialize (G_OBJECT (self));

  return json_to_string (node, FALSE);
}

/**
 * ent_account_new_from_json:
 * @json: JSON of ent_account_to_json()
 * @error: return location
 *
 * Reads an account; members unknown to us are ignored. Fails with a #JsonParserError.
 *
 * Returns: (transfer full): an account
 */
EntAccount *
ent_account_new_from_json (const char  *json,
                           GError     **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  node = ent_model_parse (json, JSON_NODE_OBJECT, error);
  if (node == NULL)
    return NULL;

  return ENT_ACCOUNT (json_gobject_deserialize (ENT_TYPE_ACCOUNT, node));
}

/**
 * ent_account_new:
 *
 * Makes an account with a fresh uuid; all the rest is empty.
 *
 * Returns: (transfer full): an account
 */
EntAccount *
ent_account_new (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_object_new (ENT_TYPE_ACCOUNT, "uuid", uuid, NULL);
}
