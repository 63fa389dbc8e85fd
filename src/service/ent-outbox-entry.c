/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-outbox-entry-private.h"

#include "ent-enum-types.h"

struct _EntOutboxEntry
{
  GObject        parent_instance;

  char          *uuid;            /* (owned) */
  EntKind        kind;
  char          *title;           /* (owned) */
  char          *where;           /* (owned) */
  char          *date;            /* (owned) (nullable) */
  char          *verb;            /* (owned) (nullable) */
  EntLocalState  local_state;
  gint64         since;           /* µs UTC */
  gint64         next_try_at;     /* µs UTC, 0 */
  gint64         not_before;      /* µs UTC, 0 */
  guint          attempts;
  guint64        bytes_done;
  guint64        bytes_total;
  char          *error_code;      /* (owned) (nullable) */
  char          *error_detail;    /* (owned) (nullable) */
  gboolean       half_unit;
};

enum
{
  PROP_UUID = 1,
  PROP_KIND,
  PROP_TITLE,
  PROP_WHERE,
  PROP_DATE,
  PROP_VERB,
  PROP_LOCAL_STATE,
  PROP_SINCE,
  PROP_NEXT_TRY_AT,
  PROP_NOT_BEFORE,
  PROP_ATTEMPTS,
  PROP_BYTES_DONE,
  PROP_BYTES_TOTAL,
  PROP_ERROR_CODE,
  PROP_ERROR_DETAIL,
  PROP_HALF_UNIT,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (EntOutboxEntry, ent_outbox_entry, G_TYPE_OBJECT)

static void
set_text (EntOutboxEntry  *self,
          char           **member,
          const char      *value,
          guint            property)
{
  if (g_strcmp0 (*member, value) == 0)
    return;

  g_free (*member);
  *member = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* One comparison for every number, whatever its type. */
#define SET_NUMBER(self, facts, member, property) \
  G_STMT_START { \
    if ((self)->member != (facts)->member) \
      { \
        (self)->member = (facts)->member; \
        g_object_notify_by_pspec (G_OBJECT (self), properties[property]); \
      } \
  } G_STMT_END

static void
ent_outbox_entry_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  EntOutboxEntry *self = ENT_OUTBOX_ENTRY (object);

  switch (property_id)
    {
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_WHERE:
      g_value_set_string (value, self->where);
      break;
    case PROP_DATE:
      g_value_set_string (value, self->date);
      break;
    case PROP_VERB:
      g_value_set_string (value, self->verb);
      break;
    case PROP_LOCAL_STATE:
      g_value_set_enum (value, self->local_state);
      break;
    case PROP_SINCE:
      g_value_set_int64 (value, self->since);
      break;
    case PROP_NEXT_TRY_AT:
      g_value_set_int64 (value, self->next_try_at);
      break;
    case PROP_NOT_BEFORE:
      g_value_set_int64 (value, self->not_before);
      break;
    case PROP_ATTEMPTS:
      g_value_set_uint (value, self->attempts);
      break;
    case PROP_BYTES_DONE:
      g_value_set_uint64 (value, self->bytes_done);
      break;
    case PROP_BYTES_TOTAL:
      g_value_set_uint64 (value, self->bytes_total);
      break;
    case PROP_ERROR_CODE:
      g_value_set_string (value, self->error_code);
      break;
    case PROP_ERROR_DETAIL:
      g_value_set_string (value, self->error_detail);
      break;
    case PROP_HALF_UNIT:
      g_value_set_boolean (value, self->half_unit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
ent_outbox_entry_finalize (GObject *object)
{
  EntOutboxEntry *self = ENT_OUTBOX_ENTRY (object);

  g_free (self->uuid);
  g_free (self->title);
  g_free (self->where);
  g_free (self->date);
  g_free (self->verb);
  g_free (self->error_code);
  g_free (self->error_detail);

  G_OBJECT_CLASS (ent_outbox_entry_parent_class)->finalize (object);
}

static void
ent_outbox_entry_class_init (EntOutboxEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags =
    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ent_outbox_entry_get_property;
  object_class->finalize = ent_outbox_entry_finalize;

  properties[PROP_UUID] = g_param_spec_string ("uuid", NULL, NULL, NULL, flags);
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, ENT_TYPE_KIND, ENT_KIND_BLOG, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_WHERE] = g_param_spec_string ("where", NULL, NULL, NULL, flags);
  properties[PROP_DATE] = g_param_spec_string ("date", NULL, NULL, NULL, flags);
  properties[PROP_VERB] = g_param_spec_string ("verb", NULL, NULL, NULL, flags);
  properties[PROP_LOCAL_STATE] =
    g_param_spec_int ("local-state", NULL, NULL, 0, ENT_LOCAL_STATE_CHANGED, 0, flags);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NEXT_TRY_AT] =
    g_param_spec_int64 ("next-try-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NOT_BEFORE] =
    g_param_spec_int64 ("not-before", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ATTEMPTS] = g_param_spec_uint ("attempts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_BYTES_DONE] =
    g_param_spec_uint64 ("bytes-done", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_BYTES_TOTAL] =
    g_param_spec_uint64 ("bytes-total", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_ERROR_CODE] = g_param_spec_string ("error-code", NULL, NULL, NULL, flags);
  properties[PROP_ERROR_DETAIL] = g_param_spec_string ("error-detail", NULL, NULL, NULL, flags);
  properties[PROP_HALF_UNIT] = g_param_spec_boolean ("half-unit", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
ent_outbox_entry_init (EntOutboxEntry *self)
{
}

/*
 * ent_outbox_entry_new:
 * @facts: what the line says now; its texts are copied
 *
 * Returns: (transfer full): a line of the outbox
 */
EntOutboxEntry *
ent_outbox_entry_new (const EntOutboxFacts *facts)
{
  EntOutboxEntry *self = g_object_new (ENT_TYPE_OUTBOX_ENTRY, NULL);

  ent_outbox_entry_update (self, facts);

  return self;
}

/*
 * ent_outbox_entry_update:
 * @self: a line of the outbox
 * @facts: what it says now; its texts are copied
 *
 * Notifies what changed, and only that.
 */
void
ent_outbox_entry_update (EntOutboxEntry       *self,
                         const EntOutboxFacts *facts)
{
  g_return_if_fail (ENT_IS_OUTBOX_ENTRY (self));
  g_return_if_fail (facts != NULL);

  g_object_freeze_notify (G_OBJECT (self));
  set_text (self, &self->uuid, facts->uuid, PROP_UUID);
  SET_NUMBER (self, facts, kind, PROP_KIND);
  set_text (self, &self->title, facts->title, PROP_TITLE);
  set_text (self, &self->where, facts->where, PROP_WHERE);
  set_text (self, &self->date, facts->date, PROP_DATE);
  set_text (self, &self->verb, facts->verb, PROP_VERB);
  SET_NUMBER (self, facts, local_state, PROP_LOCAL_STATE);
  SET_NUMBER (self, facts, since, PROP_SINCE);
  SET_NUMBER (self, facts, next_try_at, PROP_NEXT_TRY_AT);
  SET_NUMBER (self, facts, not_before, PROP_NOT_BEFORE);
  SET_NUMBER (self, facts, attempts, PROP_ATTEMPTS);
  SET_NUMBER (self, facts, bytes_done, PROP_BYTES_DONE);
  SET_NUMBER (self, facts, bytes_total, PROP_BYTES_TOTAL);
  set_text (self, &self->error_code, facts->error_code, PROP_ERROR_CODE);
  set_text (self, &self->error_detail, facts->error_detail, PROP_ERROR_DETAIL);
  SET_NUMBER (self, facts, half_unit, PROP_HALF_UNIT);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * ent_outbox_entry_get_uuid:
 * @self: a line of the outbox
 *
 * Returns: draft uuid, or "delete:<operation id>"
 */
const char *
ent_outbox_entry_get_uuid (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), NULL);

  return self->uuid;
}

/**
 * ent_outbox_entry_get_kind:
 * @self: a line of the outbox
 *
 * Returns: kind of the item
 */
EntKind
ent_outbox_entry_get_kind (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), ENT_KIND_DOCUMENT);

  return self->kind;
}

/**
 * ent_outbox_entry_get_title:
 * @self: a line of the outbox
 *
 * Returns: title or subject
 */
const char *
ent_outbox_entry_get_title (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), NULL);

  return self->title;
}

/**
 * ent_outbox_entry_get_where:
 * @self: a line of the outbox
 *
 * Returns: blog, notebook or first recipients
 */
const char *
ent_outbox_entry_get_where (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), NULL);

  return self->where;
}

/**
 * ent_outbox_entry_get_date:
 * @self: a line of the outbox
 *
 * Returns: (nullable): day of an entry
 */
const char *
ent_outbox_entry_get_date (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), NULL);

  return self->date;
}

/**
 * ent_outbox_entry_get_verb:
 * @self: a line of the outbox
 *
 * Returns: (nullable): last verb of its queue
 */
const char *
ent_outbox_entry_get_verb (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), NULL);

  return self->verb;
}

/**
 * ent_outbox_entry_get_local_state:
 * @self: a line of the outbox
 *
 * Returns: where it stands
 */
EntLocalState
ent_outbox_entry_get_local_state (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), ENT_LOCAL_STATE_NONE);

  return self->local_state;
}

/**
 * ent_outbox_entry_get_since:
 * @self: a line of the outbox
 *
 * Returns: last typed, or asked to leave (µs UTC)
 */
gint64
ent_outbox_entry_get_since (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), 0);

  return self->since;
}

/**
 * ent_outbox_entry_get_next_try_at:
 * @self: a line of the outbox
 *
 * Returns: next try (µs UTC, 0)
 */
gint64
ent_outbox_entry_get_next_try_at (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), 0);

  return self->next_try_at;
}

/**
 * ent_outbox_entry_get_not_before:
 * @self: a line of the outbox
 *
 * Returns: deferred until (µs UTC, 0)
 */
gint64
ent_outbox_entry_get_not_before (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), 0);

  return self->not_before;
}

/**
 * ent_outbox_entry_get_attempts:
 * @self: a line of the outbox
 *
 * Returns: tries so far
 */
guint
ent_outbox_entry_get_attempts (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), 0);

  return self->attempts;
}

/**
 * ent_outbox_entry_get_bytes_done:
 * @self: a line of the outbox
 *
 * Returns: bytes sent of the request under way
 */
guint64
ent_outbox_entry_get_bytes_done (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), 0);

  return self->bytes_done;
}

/**
 * ent_outbox_entry_get_bytes_total:
 * @self: a line of the outbox
 *
 * Returns: bytes to send, 0 if unknown
 */
guint64
ent_outbox_entry_get_bytes_total (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), 0);

  return self->bytes_total;
}

/**
 * ent_outbox_entry_get_error_code:
 * @self: a line of the outbox
 *
 * Returns: (nullable): code of ent-error.h
 */
const char *
ent_outbox_entry_get_error_code (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), NULL);

  return self->error_code;
}

/**
 * ent_outbox_entry_get_error_detail:
 * @self: a line of the outbox
 *
 * Returns: (nullable): the server's words
 */
const char *
ent_outbox_entry_get_error_detail (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), NULL);

  return self->error_detail;
}

/**
 * ent_outbox_entry_get_half_unit:
 * @self: a line of the outbox
 *
 * Returns: updated, not published again yet
 */
gboolean
ent_outbox_entry_get_half_unit (EntOutboxEntry *self)
{
  g_return_val_if_fail (ENT_IS_OUTBOX_ENTRY (self), FALSE);

  return self->half_unit;
}
