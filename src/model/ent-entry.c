/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-entry.h"

#include "ent-model-private.h"

struct _EntEntry
{
  EntItem  parent_instance;

  char     *date;       /* (owned): civil day, "2026-11-24", or "" before it was chosen */
  guint     position;   /* order within the day, as the ENT gives it */
  gboolean  read_only;  /* has no id or members unknown to us: never rewritten */
};

G_DEFINE_FINAL_TYPE (EntEntry, ent_entry, ENT_TYPE_ITEM)

enum
{
  PROP_DATE = 1,
  PROP_POSITION,
  PROP_READ_ONLY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_entry_finalize (GObject *object)
{
  EntEntry *self = ENT_ENTRY (object);

  g_free (self->date);

  G_OBJECT_CLASS (ent_entry_parent_class)->finalize (object);
}

static void
ent_entry_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  EntEntry *self = ENT_ENTRY (object);

  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_string (value, self->date);
      break;
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_entry_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  EntEntry *self = ENT_ENTRY (object);

  switch (prop_id)
    {
    case PROP_DATE:
      ent_entry_set_date (self, g_value_get_string (value));
      break;
    case PROP_POSITION:
      ent_entry_set_position (self, g_value_get_uint (value));
      break;
    case PROP_READ_ONLY:
      ent_entry_set_read_only (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_entry_class_init (EntEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EntItemClass *item_class = ENT_ITEM_CLASS (klass);

  object_class->finalize = ent_entry_finalize;
  object_class->get_property = ent_entry_get_property;
  object_class->set_property = ent_entry_set_property;

  item_class->kind = ENT_KIND_ENTRY;

  /**
   * EntEntry:date:
   *
   * Civil day, "2026-11-24", or "" before it was chosen.
   */
  properties[PROP_DATE] =
    g_param_spec_string ("date", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntEntry:position:
   *
   * Order within the day, as the ENT gives it.
   */
  properties[PROP_POSITION] =
    g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, ENT_MODEL_PARAM);

  /**
   * EntEntry:read-only:
   *
   * Has no id or members unknown to us: never rewritten.
   */
  properties[PROP_READ_ONLY] =
    g_param_spec_boolean ("read-only", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_entry_init (EntEntry *self)
{
  self->date = g_strdup ("");
}

/**
 * ent_entry_new:
 *
 * Makes an empty entry: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): an entry
 */
EntEntry *
ent_entry_new (void)
{
  return g_object_new (ENT_TYPE_ENTRY, NULL);
}

const char *
ent_entry_get_date (EntEntry *self)
{
  g_return_val_if_fail (ENT_IS_ENTRY (self), NULL);

  return self->date;
}

void
ent_entry_set_date (EntEntry   *self,
                    const char *date)
{
  g_return_if_fail (ENT_IS_ENTRY (self));
  g_return_if_fail (date != NULL);

  ent_model_set_string (G_OBJECT (self), &self->date, date, properties[PROP_DATE]);
}

guint
ent_entry_get_position (EntEntry *self)
{
  g_return_val_if_fail (ENT_IS_ENTRY (self), 0);

  return self->position;
}

void
ent_entry_set_position (EntEntry *self,
                        guint     position)
{
  g_return_if_fail (ENT_IS_ENTRY (self));

  ent_model_set_uint (G_OBJECT (self), &self->position, position, properties[PROP_POSITION]);
}

gboolean
ent_entry_get_read_only (EntEntry *self)
{
  g_return_val_if_fail (ENT_IS_ENTRY (self), FALSE);

  return self->read_only;
}

void
ent_entry_set_read_only (EntEntry *self,
                         gboolean  read_only)
{
  g_return_if_fail (ENT_IS_ENTRY (self));

  ent_model_set_boolean (G_OBJECT (self), &self->read_only, read_only,
                         properties[PROP_READ_ONLY]);
}
