/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-notebook.h"

#include "ent-model-private.h"
#include "ent-enum-types.h"

struct _EntNotebook
{
  EntItem  parent_instance;

  gint64    entries_modified_at;  /* µs UTC, 0 when unknown */
  EntRights rights;               /* mine on this notebook */
};

G_DEFINE_FINAL_TYPE (EntNotebook, ent_notebook, ENT_TYPE_ITEM)

enum
{
  PROP_ENTRIES_MODIFIED_AT = 1,
  PROP_RIGHTS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_notebook_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  EntNotebook *self = ENT_NOTEBOOK (object);

  switch (prop_id)
    {
    case PROP_ENTRIES_MODIFIED_AT:
      g_value_set_int64 (value, self->entries_modified_at);
      break;
    case PROP_RIGHTS:
      g_value_set_flags (value, self->rights);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_notebook_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  EntNotebook *self = ENT_NOTEBOOK (object);

  switch (prop_id)
    {
    case PROP_ENTRIES_MODIFIED_AT:
      ent_notebook_set_entries_modified_at (self, g_value_get_int64 (value));
      break;
    case PROP_RIGHTS:
      ent_notebook_set_rights (self, g_value_get_flags (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_notebook_class_init (EntNotebookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EntItemClass *item_class = ENT_ITEM_CLASS (klass);

  object_class->get_property = ent_notebook_get_property;
  object_class->set_property = ent_notebook_set_property;

  item_class->kind = ENT_KIND_NOTEBOOK;

  /**
   * EntNotebook:entries-modified-at:
   *
   * Μs UTC, 0 when unknown.
   */
  properties[PROP_ENTRIES_MODIFIED_AT] =
    g_param_spec_int64 ("entries-modified-at", NULL, NULL, 0, G_MAXINT64, 0, ENT_MODEL_PARAM);

  /**
   * EntNotebook:rights:
   *
   * Mine on this notebook.
   */
  properties[PROP_RIGHTS] =
    g_param_spec_flags ("rights", NULL, NULL, ENT_TYPE_RIGHTS, 0, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_notebook_init (EntNotebook *self)
{
}

/**
 * ent_notebook_new:
 *
 * Makes an empty notebook: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): a notebook
 */
EntNotebook *
ent_notebook_new (void)
{
  return g_object_new (ENT_TYPE_NOTEBOOK, NULL);
}

gint64
ent_notebook_get_entries_modified_at (EntNotebook *self)
{
  g_return_val_if_fail (ENT_IS_NOTEBOOK (self), 0);

  return self->entries_modified_at;
}

void
ent_notebook_set_entries_modified_at (EntNotebook *self,
                                      gint64       entries_modified_at)
{
  g_return_if_fail (ENT_IS_NOTEBOOK (self));

  ent_model_set_int64 (G_OBJECT (self), &self->entries_modified_at, entries_modified_at,
                       properties[PROP_ENTRIES_MODIFIED_AT]);
}

EntRights
ent_notebook_get_rights (EntNotebook *self)
{
  g_return_val_if_fail (ENT_IS_NOTEBOOK (self), 0);

  return self->rights;
}

void
ent_notebook_set_rights (EntNotebook *self,
                         EntRights    rights)
{
  g_return_if_fail (ENT_IS_NOTEBOOK (self));

  if (self->rights == rights)
    return;

  self->rights = rights;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RIGHTS]);
}
