/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-class.h"

#include "ent-model-private.h"

struct _EntClass
{
  EntItem  parent_instance;

  char *school;  /* (owned): the school's name */
  char *level;   /* (owned) (nullable): as the ENT says: "CM1" */
};

G_DEFINE_FINAL_TYPE (EntClass, ent_class, ENT_TYPE_ITEM)

enum
{
  PROP_SCHOOL = 1,
  PROP_LEVEL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_class_finalize (GObject *object)
{
  EntClass *self = ENT_CLASS (object);

  g_free (self->school);
  g_free (self->level);

  G_OBJECT_CLASS (ent_class_parent_class)->finalize (object);
}

static void
ent_class_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  EntClass *self = ENT_CLASS (object);

  switch (prop_id)
    {
    case PROP_SCHOOL:
      g_value_set_string (value, self->school);
      break;
    case PROP_LEVEL:
      g_value_set_string (value, self->level);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_class_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  EntClass *self = ENT_CLASS (object);

  switch (prop_id)
    {
    case PROP_SCHOOL:
      ent_class_set_school (self, g_value_get_string (value));
      break;
    case PROP_LEVEL:
      ent_class_set_level (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_class_class_init (EntClassClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EntItemClass *item_class = ENT_ITEM_CLASS (klass);

  object_class->finalize = ent_class_finalize;
  object_class->get_property = ent_class_get_property;
  object_class->set_property = ent_class_set_property;

  item_class->kind = ENT_KIND_CLASS;

  /**
   * EntClass:school:
   *
   * The school's name.
   */
  properties[PROP_SCHOOL] =
    g_param_spec_string ("school", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntClass:level: (nullable)
   *
   * As the ENT says: "CM1".
   */
  properties[PROP_LEVEL] =
    g_param_spec_string ("level", NULL, NULL, NULL, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_class_init (EntClass *self)
{
  self->school = g_strdup ("");
}

/**
 * ent_class_new:
 *
 * Makes an empty class: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): a class
 */
EntClass *
ent_class_new (void)
{
  return g_object_new (ENT_TYPE_CLASS, NULL);
}

const char *
ent_class_get_school (EntClass *self)
{
  g_return_val_if_fail (ENT_IS_CLASS (self), NULL);

  return self->school;
}

void
ent_class_set_school (EntClass   *self,
                      const char *school)
{
  g_return_if_fail (ENT_IS_CLASS (self));
  g_return_if_fail (school != NULL);

  ent_model_set_string (G_OBJECT (self), &self->school, school, properties[PROP_SCHOOL]);
}

const char *
ent_class_get_level (EntClass *self)
{
  g_return_val_if_fail (ENT_IS_CLASS (self), NULL);

  return self->level;
}

void
ent_class_set_level (EntClass   *self,
                     const char *level)
{
  g_return_if_fail (ENT_IS_CLASS (self));

  ent_model_set_string (G_OBJECT (self), &self->level, level, properties[PROP_LEVEL]);
}
