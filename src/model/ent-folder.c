/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-folder.h"

#include "ent-model-private.h"

struct _EntFolder
{
  EntItem  parent_instance;

  guint depth;     /* 1 for a folder at the top */
  guint n_unread;  /* unread messages in it */
};

G_DEFINE_FINAL_TYPE (EntFolder, ent_folder, ENT_TYPE_ITEM)

enum
{
  PROP_DEPTH = 1,
  PROP_N_UNREAD,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_folder_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  EntFolder *self = ENT_FOLDER (object);

  switch (prop_id)
    {
    case PROP_DEPTH:
      g_value_set_uint (value, self->depth);
      break;
    case PROP_N_UNREAD:
      g_value_set_uint (value, self->n_unread);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_folder_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  EntFolder *self = ENT_FOLDER (object);

  switch (prop_id)
    {
    case PROP_DEPTH:
      ent_folder_set_depth (self, g_value_get_uint (value));
      break;
    case PROP_N_UNREAD:
      ent_folder_set_n_unread (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_folder_class_init (EntFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  EntItemClass *item_class = ENT_ITEM_CLASS (klass);

  object_class->get_property = ent_folder_get_property;
  object_class->set_property = ent_folder_set_property;

  item_class->kind = ENT_KIND_FOLDER;

  /**
   * EntFolder:depth:
   *
   * 1 for a folder at the top.
   */
  properties[PROP_DEPTH] =
    g_param_spec_uint ("depth", NULL, NULL, 0, G_MAXUINT, 0, ENT_MODEL_PARAM);

  /**
   * EntFolder:n-unread:
   *
   * Unread messages in it.
   */
  properties[PROP_N_UNREAD] =
    g_param_spec_uint ("n-unread", NULL, NULL, 0, G_MAXUINT, 0, ENT_MODEL_PARAM);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_folder_init (EntFolder *self)
{
}

/**
 * ent_folder_new:
 *
 * Makes an empty folder: texts "" or %NULL, numbers 0.
 *
 * Returns: (transfer full): a folder
 */
EntFolder *
ent_folder_new (void)
{
  return g_object_new (ENT_TYPE_FOLDER, NULL);
}

guint
ent_folder_get_depth (EntFolder *self)
{
  g_return_val_if_fail (ENT_IS_FOLDER (self), 0);

  return self->depth;
}

void
ent_folder_set_depth (EntFolder *self,
                      guint      depth)
{
  g_return_if_fail (ENT_IS_FOLDER (self));

  ent_model_set_uint (G_OBJECT (self), &self->depth, depth, properties[PROP_DEPTH]);
}

guint
ent_folder_get_n_unread (EntFolder *self)
{
  g_return_val_if_fail (ENT_IS_FOLDER (self), 0);

  return self->n_unread;
}

void
ent_folder_set_n_unread (EntFolder *self,
                         guint      n_unread)
{
  g_return_if_fail (ENT_IS_FOLDER (self));

  ent_model_set_uint (G_OBJECT (self), &self->n_unread, n_unread, properties[PROP_N_UNREAD]);
}

/**
 * ent_folder_is_system:
 * @id: a folder's id
 *
 * Source: entcore 6.15.4, FolderUtil.java (ent-api/06 §1.4).
 *
 * Returns: whether it is one of INBOX, OUTBOX, DRAFT and TRASH
 */
gboolean
ent_folder_is_system (const char *id)
{
  static const char * const system[] = { "INBOX", "OUTBOX", "DRAFT", "TRASH", NULL };

  g_return_val_if_fail (id != NULL, FALSE);

  return g_strv_contains (system, id);
}
