/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-person.h"

#include "ent-model-private.h"

struct _EntPerson
{
  EntItem  parent_instance;

  char     *profile;    /* (owned): Student, Relative, Teacher, Personnel, Guest */
  gboolean  activated;  /* has signed in once */
  gboolean  blocked;    /* may not sign in */
  char     *relatives;  /* (owned) (nullable): names of the parents of a pupil, one a line */
};

G_DEFINE_FINAL_TYPE (EntPerson, ent_person, ENT_TYPE_ITEM)

enum
{
  PROP_PROFILE = 1,
  PROP_ACTIVATED,
  PROP_BLOCKED,
  PROP_RELATIVES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_person_finalize (GObject *object)
{
  EntPerson *self = ENT_PERSON (object);

  g_free (self->profile);
  g_free (self->relatives);

  G_OBJECT_CLASS (ent_person_parent_class)->finalize (object);
}

static void
ent_person_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  EntPerson *self = ENT_PERSON (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      g_value_set_string (value, self->profile);
      break;
    case PROP_ACTIVATED:
      g_value_set_boolean (value, self->activated);
      break;
    case PROP_BLOCKED:
      g_value_set_boolean (value, self->blocked);
      break;
    case PROP_RELATIVES:
      g_value_set_string (value, self->relatives);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_person_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  EntPerson *self = ENT_PERSON (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      ent_person_set_profile (self, g_value_get_string (value));
      break;
    case PROP_ACTIVATED:
      ent_person_set_activated (self, g_value_get_boolean (value));
      break;
    case PROP_BLOCKED:
      ent_person_set_blocked (self, g_value_get_boolean (value));
      break;
    case PROP_RELATIVES:
      ent_person_set_relatives (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_person_class_init (EntPersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EntItemClass *item_class = ENT_ITEM_CLASS (klass);

  object_class->finalize = ent_person_finalize;
  object_class->get_property = ent_person_get_property;
  object_class->set_property = ent_person_set_property;

  item_class->kind = ENT_KIND_PERSON;

  /**
   * EntPerson:profile:
   *
   * Student, Relative, Teacher, Personnel, Guest.
   */
  properties[PROP_PROFILE] =
    g_param_spec_string ("profile", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntPerson:activated:
   *
   * Has signed in once.
   */
  properties[PROP_ACTIVATED] =
    g_param_spec_boolean ("activated", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  /**
   * EntPerson:blocked:
   *
   * May not sign in.
   */
  properties[PROP_BLOCKED] =
    g_param_spec_boolean ("blocked", NULL, NULL, FALSE, ENT_MODEL_PARAM);

  /**
   * EntPerson:relatives: (nullable)
   *
   * Names of the parents of a pupil, one a line.
   */
  properties[PROP_RELATIVES] =
    g_param_spec_string ("relatives", NULL, NULL, NULL, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_person_init (EntPerson *self)
{
  self->profile = g_strdup ("");
}

/**
 * ent_person_new:
 *
 * Makes an empty person: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): a person
 */
EntPerson *
ent_person_new (void)
{
  return g_object_new (ENT_TYPE_PERSON, NULL);
}

const char *
ent_person_get_profile (EntPerson *self)
{
  g_return_val_if_fail (ENT_IS_PERSON (self), NULL);

  return self->profile;
}

void
ent_person_set_profile (EntPerson  *self,
                        const char *profile)
{
  g_return_if_fail (ENT_IS_PERSON (self));
  g_return_if_fail (profile != NULL);

  ent_model_set_string (G_OBJECT (self), &self->profile, profile, properties[PROP_PROFILE]);
}

gboolean
ent_person_get_activated (EntPerson *self)
{
  g_return_val_if_fail (ENT_IS_PERSON (self), FALSE);

  return self->activated;
}

void
ent_person_set_activated (EntPerson *self,
                          gboolean   activated)
{
  g_return_if_fail (ENT_IS_PERSON (self));

  ent_model_set_boolean (G_OBJECT (self), &self->activated, activated,
                         properties[PROP_ACTIVATED]);
}

gboolean
ent_person_get_blocked (EntPerson *self)
{
  g_return_val_if_fail (ENT_IS_PERSON (self), FALSE);

  return self->blocked;
}

void
ent_person_set_blocked (EntPerson *self,
                        gboolean   blocked)
{
  g_return_if_fail (ENT_IS_PERSON (self));

  ent_model_set_boolean (G_OBJECT (self), &self->blocked, blocked, properties[PROP_BLOCKED]);
}

const char *
ent_person_get_relatives (EntPerson *self)
{
  g_return_val_if_fail (ENT_IS_PERSON (self), NULL);

  return self->relatives;
}

void
ent_person_set_relatives (EntPerson  *self,
                          const char *relatives)
{
  g_return_if_fail (ENT_IS_PERSON (self));

  ent_model_set_string (G_OBJECT (self), &self->relatives, relatives, properties[PROP_RELATIVES]);
}
