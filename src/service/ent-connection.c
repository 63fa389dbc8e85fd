/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-connection-private.h"

struct _EntConnection
{
  GObject              parent_instance;

  EntConnectionState   state;
  EntPullWhat          what;
  double               fraction;
  EntConnectionCounts  counts;
  gboolean             first_pull;
  gboolean             half_unit;
  gint64               pulled_at;  /* µs UTC, 0: never */
  gint64               sent_at;    /* µs UTC, 0: never */
  GError              *error;      /* (owned) (nullable): why it is OFFLINE or SIGNED_OUT */
};

enum
{
  PROP_STATE = 1,
  PROP_WHAT,
  PROP_FRACTION,
  PROP_FIRST_PULL,
  PROP_N_WAITING,
  PROP_N_DEFERRED,
  PROP_N_SENDING,
  PROP_N_BLOCKED,
  PROP_N_CHANGED,
  PROP_N_DRAFTS,
  PROP_N_UNREAD,
  PROP_PULLED_AT,
  PROP_SENT_AT,
  PROP_ERROR,
  PROP_HALF_UNIT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ENUM_TYPE (EntConnectionState, ent_connection_state,
                    G_DEFINE_ENUM_VALUE (ENT_CONNECTION_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (ENT_CONNECTION_ONLINE, "online"),
                    G_DEFINE_ENUM_VALUE (ENT_CONNECTION_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (ENT_CONNECTION_SIGNED_OUT, "signed-out"))

G_DEFINE_ENUM_TYPE (EntPullWhat, ent_pull_what,
                    G_DEFINE_ENUM_VALUE (ENT_PULL_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (ENT_PULL_SIGNING_IN, "signing-in"),
                    G_DEFINE_ENUM_VALUE (ENT_PULL_NOTEBOOKS, "notebooks"),
                    G_DEFINE_ENUM_VALUE (ENT_PULL_MESSAGES, "messages"),
                    G_DEFINE_ENUM_VALUE (ENT_PULL_BLOGS, "blogs"),
                    G_DEFINE_ENUM_VALUE (ENT_PULL_CLASSES, "classes"))

G_DEFINE_FINAL_TYPE (EntConnection, ent_connection, G_TYPE_OBJECT)

static void
set_count (EntConnection *self,
           guint         *member,
           guint          value,
           guint          property)
{
  if (*member == value)
    return;

  *member = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
same_error (const GError *one,
            const GError *other)
{
  if (one == NULL || other == NULL)
    return one == other;

  return one->domain == other->domain && one->code == other->code &&
         g_strcmp0 (one->message, other->message) == 0;
}

static void
ent_connection_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  EntConnection *self = ENT_CONNECTION (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_WHAT:
      g_value_set_enum (value, self->what);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_FIRST_PULL:
      g_value_set_boolean (value, self->first_pull);
      break;
    case PROP_N_WAITING:
      g_value_set_uint (value, self->counts.n_waiting);
      break;
    case PROP_N_DEFERRED:
      g_value_set_uint (value, self->counts.n_deferred);
      break;
    case PROP_N_SENDING:
      g_value_set_uint (value, self->counts.n_sending);
      break;
    case PROP_N_BLOCKED:
      g_value_set_uint (value, self->counts.n_blocked);
      break;
    case PROP_N_CHANGED:
      g_value_set_uint (value, self->counts.n_changed);
      break;
    case PROP_N_DRAFTS:
      g_value_set_uint (value, self->counts.n_drafts);
      break;
    case PROP_N_UNREAD:
      g_value_set_uint (value, self->counts.n_unread);
      break;
    case PROP_PULLED_AT:
      g_value_set_int64 (value, self->pulled_at);
      break;
    case PROP_SENT_AT:
      g_value_set_int64 (value, self->sent_at);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_HALF_UNIT:
      g_value_set_boolean (value, self->half_unit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ent_connection_finalize (GObject *object)
{
  EntConnection *self = ENT_CONNECTION (object);

  g_clear_error (&self->error);

  G_OBJECT_CLASS (ent_connection_parent_class)->finalize (object);
}

static void
ent_connection_class_init (EntConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ent_connection_get_property;
  object_class->finalize = ent_connection_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ENT_TYPE_CONNECTION_STATE,
                                              ENT_CONNECTION_OFFLINE, flags);
  properties[PROP_WHAT] = g_param_spec_enum ("what", NULL, NULL, ENT_TYPE_PULL_WHAT,
                                             ENT_PULL_NONE, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0.0, 1.0, 0.0, flags);
  properties[PROP_FIRST_PULL] = g_param_spec_boolean ("first-pull", NULL, NULL, FALSE, flags);
  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_DEFERRED] = g_param_spec_uint ("n-deferred", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_SENDING] = g_param_spec_uint ("n-sending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_BLOCKED] = g_param_spec_uint ("n-blocked", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_CHANGED] = g_param_spec_uint ("n-changed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_DRAFTS] = g_param_spec_uint ("n-drafts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_UNREAD] = g_param_spec_uint ("n-unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PULLED_AT] =
    g_param_spec_int64 ("pulled-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SENT_AT] = g_param_spec_int64 ("sent-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_HALF_UNIT] = g_param_spec_boolean ("half-unit", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ent_connection_init (EntConnection *self)
{
}

/*
 * ent_connection_new:
 *
 * Makes the state of a link nobody tried yet: offline without a reason.
 *
 * Returns: (transfer full): a connection
 */
EntConnection *
ent_connection_new (void)
{
  return g_object_new (ENT_TYPE_CONNECTION, NULL);
}

/*
 * ent_connection_set_state:
 * @self: a connection
 * @state: what the engine says
 * @error: (nullable): why it is OFFLINE or SIGNED_OUT
 */
void
ent_connection_set_state (EntConnection      *self,
                          EntConnectionState  state,
                          const GError       *error)
{
  g_return_if_fail (ENT_IS_CONNECTION (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  if (!same_error (self->error, error))
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/*
 * ent_connection_set_progress:
 * @self: a connection
 * @what: what is being fetched
 * @fraction: 0…1 of the whole pull
 */
void
ent_connection_set_progress (EntConnection *self,
                             EntPullWhat    what,
                             double         fraction)
{
  g_return_if_fail (ENT_IS_CONNECTION (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (self->what != what)
    {
      self->what = what;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHAT]);
    }
  fraction = CLAMP (fraction, 0.0, 1.0);
  if (self->fraction != fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/*
 * ent_connection_set_counts:
 * @self: a connection
 * @counts: what the store counted, at one moment
 */
void
ent_connection_set_counts (EntConnection             *self,
                           const EntConnectionCounts *counts)
{
  g_return_if_fail (ENT_IS_CONNECTION (self));
  g_return_if_fail (counts != NULL);

  g_object_freeze_notify (G_OBJECT (self));
  set_count (self, &self->counts.n_waiting, counts->n_waiting, PROP_N_WAITING);
  set_count (self, &self->counts.n_deferred, counts->n_deferred, PROP_N_DEFERRED);
  set_count (self, &self->counts.n_sending, counts->n_sending, PROP_N_SENDING);
  set_count (self, &self->counts.n_blocked, counts->n_blocked, PROP_N_BLOCKED);
  set_count (self, &self->counts.n_changed, counts->n_changed, PROP_N_CHANGED);
  set_count (self, &self->counts.n_drafts, counts->n_drafts, PROP_N_DRAFTS);
  set_count (self, &self->counts.n_unread, counts->n_unread, PROP_N_UNREAD);
  g_object_thaw_notify (G_OBJECT (self));
}

/*
 * ent_connection_set_first_pull:
 * @self: a connection
 * @first_pull: nothing was ever fetched whole
 */
void
ent_connection_set_first_pull (EntConnection *self,
                               gboolean       first_pull)
{
  g_return_if_fail (ENT_IS_CONNECTION (self));

  if (self->first_pull == first_pull)
    return;

  self->first_pull = first_pull;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIRST_PULL]);
}

/*
 * ent_connection_set_pulled_at:
 * @self: a connection
 * @pulled_at: µs UTC, 0: never
 */
void
ent_connection_set_pulled_at (EntConnection *self,
                              gint64         pulled_at)
{
  g_return_if_fail (ENT_IS_CONNECTION (self));

  if (self->pulled_at == pulled_at)
    return;

  self->pulled_at = pulled_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PULLED_AT]);
}

/*
 * ent_connection_set_sent_at:
 * @self: a connection
 * @sent_at: µs UTC, 0: never
 */
void
ent_connection_set_sent_at (EntConnection *self,
                            gint64         sent_at)
{
  g_return_if_fail (ENT_IS_CONNECTION (self));

  if (self->sent_at == sent_at)
    return;

  self->sent_at = sent_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENT_AT]);
}

/*
 * ent_connection_set_half_unit:
 * @self: a connection
 * @half_unit: a published post was rewritten and is not published again yet
 */
void
ent_connection_set_half_unit (EntConnection *self,
                              gboolean       half_unit)
{
  g_return_if_fail (ENT_IS_CONNECTION (self));

  if (self->half_unit == half_unit)
    return;

  self->half_unit = half_unit;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HALF_UNIT]);
}

/**
 * ent_connection_get_state:
 * @self: a connection
 *
 * Tells how the link with the ENT stands.
 *
 * Returns: the state
 */
EntConnectionState
ent_connection_get_state (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), ENT_CONNECTION_OFFLINE);

  return self->state;
}

/**
 * ent_connection_get_what:
 * @self: a connection
 *
 * Tells what is being fetched.
 *
 * Returns: %ENT_PULL_NONE when no pull is under way
 */
EntPullWhat
ent_connection_get_what (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), ENT_PULL_NONE);

  return self->what;
}

/**
 * ent_connection_get_fraction:
 * @self: a connection
 *
 * Tells how much of the pull under way is done.
 *
 * Returns: from 0 to 1
 */
double
ent_connection_get_fraction (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), 0.0);

  return self->fraction;
}

/**
 * ent_connection_get_first_pull:
 * @self: a connection
 *
 * Tells whether nothing was ever fetched whole: lists may still be empty for that reason.
 *
 * Returns: %TRUE until a pull ended well
 */
gboolean
ent_connection_get_first_pull (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), FALSE);

  return self->first_pull;
}

/**
 * ent_connection_get_n_waiting:
 * @self: a connection
 *
 * Counts the texts asked to leave.
 *
 * Returns: a count
 */
guint
ent_connection_get_n_waiting (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), 0);

  return self->counts.n_waiting;
}

/**
 * ent_connection_get_n_deferred:
 * @self: a connection
 *
 * Counts, of the texts asked to leave, those that wait for an hour the teacher chose.
 *
 * Returns: a count
 */
guint
ent_connection_get_n_deferred (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), 0);

  return self->counts.n_deferred;
}

/**
 * ent_connection_get_n_sending:
 * @self: a connection
 *
 * Counts the texts leaving now.
 *
 * Returns: a count
 */
guint
ent_connection_get_n_sending (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), 0);

  return self->counts.n_sending;
}

/**
 * ent_connection_get_n_blocked:
 * @self: a connection
 *
 * Counts the texts the ENT refused.
 *
 * Returns: a count
 */
guint
ent_connection_get_n_blocked (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), 0);

  return self->counts.n_blocked;
}

/**
 * ent_connection_get_n_changed:
 * @self: a connection
 *
 * Counts the texts of which there are two versions.
 *
 * Returns: a count
 */
guint
ent_connection_get_n_changed (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), 0);

  return self->counts.n_changed;
}

/**
 * ent_connection_get_n_drafts:
 * @self: a connection
 *
 * Counts the local drafts not asked to leave.
 *
 * Returns: a count
 */
guint
ent_connection_get_n_drafts (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), 0);

  return self->counts.n_drafts;
}

/**
 * ent_connection_get_n_unread:
 * @self: a connection
 *
 * Counts the unread messages.
 *
 * Returns: a count
 */
guint
ent_connection_get_n_unread (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), 0);

  return self->counts.n_unread;
}

/**
 * ent_connection_get_pulled_at:
 * @self: a connection
 *
 * Tells when a pull last ended well.
 *
 * Returns: µs UTC, 0 if never
 */
gint64
ent_connection_get_pulled_at (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), 0);

  return self->pulled_at;
}

/**
 * ent_connection_get_sent_at:
 * @self: a connection
 *
 * Tells when something last reached the ENT.
 *
 * Returns: µs UTC, 0 if never
 */
gint64
ent_connection_get_sent_at (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), 0);

  return self->sent_at;
}

/**
 * ent_connection_get_error:
 * @self: a connection
 *
 * Tells why the state is %ENT_CONNECTION_OFFLINE or %ENT_CONNECTION_SIGNED_OUT.
 *
 * Returns: (nullable) (transfer none): the reason
 */
const GError *
ent_connection_get_error (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), NULL);

  return self->error;
}

/**
 * ent_connection_get_half_unit:
 * @self: a connection
 *
 * Tells whether a post that was published is hidden from the families until its new version is
 * published.
 *
 * Returns: %TRUE in between
 */
gboolean
ent_connection_get_half_unit (EntConnection *self)
{
  g_return_val_if_fail (ENT_IS_CONNECTION (self), FALSE);

  return self->half_unit;
}
