/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-item.h"

#include "ent-model-private.h"
#include "ent-enum-types.h"

typedef struct
{
  char          *id;           /* (owned) (nullable): on the ENT; NULL: not there yet */
  char          *parent_id;    /* (owned) (nullable): what it is in: a blog, a folder… */
  char          *title;        /* (owned): title, subject, name or display name */
  char          *html;         /* (owned) (nullable):
                                  the text as the ENT stores it; NULL: not fetched */
  char          *excerpt;      /* (owned): first words of the plain text */
  char          *state;        /* (owned) (nullable):
                                  as the ENT says: DRAFT, SUBMITTED, PUBLISHED, SENT, RECALL */
  char          *author_id;    /* (owned) (nullable): who wrote it, on the ENT */
  char          *author_name;  /* (owned) (nullable): who wrote it, as the ENT writes the name */
  gint64         created_at;   /* µs UTC, 0 when unknown */
  gint64         modified_at;  /* µs UTC, 0 when unknown */
  gint64         sort_at;      /* what lists order by, newest first; µs UTC */
  char          *draft_uuid;   /* (owned) (nullable): the draft on it, on this computer */
  EntLocalState  local_state;  /* where the local work on it stands */
  gint64         local_at;     /* last save on this computer, µs UTC, 0 if none */
  char          *local_error;  /* (owned) (nullable): code of ent-error.h when it was refused */
} EntItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (EntItem, ent_item, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (EntItem)
                                  G_IMPLEMENT_INTERFACE (JSON_TYPE_SERIALIZABLE,
                                                         ent_item_serializable_init))

#define GET_PRIVATE(item) ((EntItemPrivate *) ent_item_get_instance_private ((EntItem *) (item)))

enum
{
  PROP_ID = 1,
  PROP_PARENT_ID,
  PROP_TITLE,
  PROP_HTML,
  PROP_EXCERPT,
  PROP_STATE,
  PROP_AUTHOR_ID,
  PROP_AUTHOR_NAME,
  PROP_CREATED_AT,
  PROP_MODIFIED_AT,
  PROP_SORT_AT,
  PROP_DRAFT_UUID,
  PROP_LOCAL_STATE,
  PROP_LOCAL_AT,
  PROP_LOCAL_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
ent_item_finalize (GObject *object)
{
  EntItemPrivate *priv = GET_PRIVATE (object);

  g_free (priv->id);
  g_free (priv->parent_id);
  g_free (priv->title);
  g_free (priv->html);
  g_free (priv->excerpt);
  g_free (priv->state);
  g_free (priv->author_id);
  g_free (priv->author_name);
  g_free (priv->draft_uuid);
  g_free (priv->local_error);

  G_OBJECT_CLASS (ent_item_parent_class)->finalize (object);
}

static void
ent_item_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  EntItemPrivate *priv = GET_PRIVATE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, priv->id);
      break;
    case PROP_PARENT_ID:
      g_value_set_string (value, priv->parent_id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_HTML:
      g_value_set_string (value, priv->html);
      break;
    case PROP_EXCERPT:
      g_value_set_string (value, priv->excerpt);
      break;
    case PROP_STATE:
      g_value_set_string (value, priv->state);
      break;
    case PROP_AUTHOR_ID:
      g_value_set_string (value, priv->author_id);
      break;
    case PROP_AUTHOR_NAME:
      g_value_set_string (value, priv->author_name);
      break;
    case PROP_CREATED_AT:
      g_value_set_int64 (value, priv->created_at);
      break;
    case PROP_MODIFIED_AT:
      g_value_set_int64 (value, priv->modified_at);
      break;
    case PROP_SORT_AT:
      g_value_set_int64 (value, priv->sort_at);
      break;
    case PROP_DRAFT_UUID:
      g_value_set_string (value, priv->draft_uuid);
      break;
    case PROP_LOCAL_STATE:
      g_value_set_enum (value, priv->local_state);
      break;
    case PROP_LOCAL_AT:
      g_value_set_int64 (value, priv->local_at);
      break;
    case PROP_LOCAL_ERROR:
      g_value_set_string (value, priv->local_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_item_set_property (GObject      *object,
                       guint         prop_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ID:
      ent_item_set_id (ENT_ITEM (object), g_value_get_string (value));
      break;
    case PROP_PARENT_ID:
      ent_item_set_parent_id (ENT_ITEM (object), g_value_get_string (value));
      break;
    case PROP_TITLE:
      ent_item_set_title (ENT_ITEM (object), g_value_get_string (value));
      break;
    case PROP_HTML:
      ent_item_set_html (ENT_ITEM (object), g_value_get_string (value));
      break;
    case PROP_EXCERPT:
      ent_item_set_excerpt (ENT_ITEM (object), g_value_get_string (value));
      break;
    case PROP_STATE:
      ent_item_set_state (ENT_ITEM (object), g_value_get_string (value));
      break;
    case PROP_AUTHOR_ID:
      ent_item_set_author_id (ENT_ITEM (object), g_value_get_string (value));
      break;
    case PROP_AUTHOR_NAME:
      ent_item_set_author_name (ENT_ITEM (object), g_value_get_string (value));
      break;
    case PROP_CREATED_AT:
      ent_item_set_created_at (ENT_ITEM (object), g_value_get_int64 (value));
      break;
    case PROP_MODIFIED_AT:
      ent_item_set_modified_at (ENT_ITEM (object), g_value_get_int64 (value));
      break;
    case PROP_SORT_AT:
      ent_item_set_sort_at (ENT_ITEM (object), g_value_get_int64 (value));
      break;
    case PROP_DRAFT_UUID:
      ent_item_set_draft_uuid (ENT_ITEM (object), g_value_get_string (value));
      break;
    case PROP_LOCAL_STATE:
      ent_item_set_local_state (ENT_ITEM (object), g_value_get_enum (value));
      break;
    case PROP_LOCAL_AT:
      ent_item_set_local_at (ENT_ITEM (object), g_value_get_int64 (value));
      break;
    case PROP_LOCAL_ERROR:
      ent_item_set_local_error (ENT_ITEM (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_item_class_init (EntItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ent_item_finalize;
  object_class->get_property = ent_item_get_property;
  object_class->set_property = ent_item_set_property;

  /**
   * EntItem:id: (nullable)
   *
   * On the ENT; NULL: not there yet.
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntItem:parent-id: (nullable)
   *
   * Blog of a post, notebook of an entry, folder of a message, class of a person.
   */
  properties[PROP_PARENT_ID] =
    g_param_spec_string ("parent-id", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntItem:title:
   *
   * Title, subject, name or display name.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntItem:html: (nullable)
   *
   * The text as the ENT stores it; NULL: not fetched.
   */
  properties[PROP_HTML] =
    g_param_spec_string ("html", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntItem:excerpt:
   *
   * First words of the plain text.
   */
  properties[PROP_EXCERPT] =
    g_param_spec_string ("excerpt", NULL, NULL, "", ENT_MODEL_PARAM);

  /**
   * EntItem:state: (nullable)
   *
   * As the ENT says: DRAFT, SUBMITTED, PUBLISHED, SENT, RECALL.
   */
  properties[PROP_STATE] =
    g_param_spec_string ("state", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntItem:author-id: (nullable)
   *
   * Who wrote it, on the ENT.
   */
  properties[PROP_AUTHOR_ID] =
    g_param_spec_string ("author-id", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntItem:author-name: (nullable)
   *
   * Who wrote it, as the ENT writes the name.
   */
  properties[PROP_AUTHOR_NAME] =
    g_param_spec_string ("author-name", NULL, NULL, NULL, ENT_MODEL_PARAM);

  /**
   * EntItem:created-at:
   *
   * Μs UTC, 0 when unknown.
   */
  properties[PROP_CREATED_AT] =
    g_param_spec_int64 ("created-at", NULL, NULL, 0, G_MAXINT64, 0, ENT_MODEL_PARAM);

  /**
   * EntItem:modified-at:
   *
   * Μs UTC, 0 when unknown.
   */
  properties[PROP_MODIFIED_AT] =
    g_param_spec_int64 ("modified-at", NULL, NULL, 0, G_MAXINT64, 0, ENT_MODEL_PARAM);

  /**
   * EntItem:sort-at:
   *
   * What lists order by, newest first; µs UTC.
   */
  properties[PROP_SORT_AT] =
    g_param_spec_int64 ("sort-at", NULL, NULL, 0, G_MAXINT64, 0, ENT_MODEL_PARAM);

  /**
   * EntItem:draft-uuid: (nullable)
   *
   * The draft on it, on this computer.
   */
  properties[PROP_DRAFT_UUID] =
    g_param_spec_string ("draft-uuid", NULL, NULL, NULL, ENT_MODEL_PARAM_LOCAL);

  /**
   * EntItem:local-state:
   *
   * Where the local work on it stands.
   */
  properties[PROP_LOCAL_STATE] =
    g_param_spec_enum ("local-state", NULL, NULL,
                       ENT_TYPE_LOCAL_STATE, ENT_LOCAL_STATE_NONE, ENT_MODEL_PARAM_LOCAL);

  /**
   * EntItem:local-at:
   *
   * Last save on this computer, µs UTC, 0 if none.
   */
  properties[PROP_LOCAL_AT] =
    g_param_spec_int64 ("local-at", NULL, NULL, 0, G_MAXINT64, 0, ENT_MODEL_PARAM_LOCAL);

  /**
   * EntItem:local-error: (nullable)
   *
   * Code of ent-error.h when it was refused.
   */
  properties[PROP_LOCAL_ERROR] =
    g_param_spec_string ("local-error", NULL, NULL, NULL, ENT_MODEL_PARAM_LOCAL);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ent_item_init (EntItem *self)
{
  EntItemPrivate *priv = GET_PRIVATE (self);

  priv->title = g_strdup ("");
  priv->excerpt = g_strdup ("");
}

EntKind
ent_item_get_kind (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), ENT_N_KINDS);

  return ENT_ITEM_GET_CLASS (self)->kind;
}

/**
 * ent_item_get_key:
 * @self: an item
 *
 * Gives what tells this row from the others of its list.
 *
 * Returns: (transfer none): the id on the ENT, else the uuid of the draft, else ""
 */
const char *
ent_item_get_key (EntItem *self)
{
  EntItemPrivate *priv;

  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  priv = GET_PRIVATE (self);
  if (priv->id != NULL)
    return priv->id;
  if (priv->draft_uuid != NULL)
    return priv->draft_uuid;

  return "";
}

const char *
ent_item_get_id (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  return GET_PRIVATE (self)->id;
}

void
ent_item_set_id (EntItem    *self,
                 const char *id)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_string (G_OBJECT (self), &GET_PRIVATE (self)->id, id, properties[PROP_ID]);
}

const char *
ent_item_get_parent_id (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  return GET_PRIVATE (self)->parent_id;
}

void
ent_item_set_parent_id (EntItem    *self,
                        const char *parent_id)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_string (G_OBJECT (self), &GET_PRIVATE (self)->parent_id, parent_id,
                        properties[PROP_PARENT_ID]);
}

const char *
ent_item_get_title (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  return GET_PRIVATE (self)->title;
}

void
ent_item_set_title (EntItem    *self,
                    const char *title)
{
  g_return_if_fail (ENT_IS_ITEM (self));
  g_return_if_fail (title != NULL);

  ent_model_set_string (G_OBJECT (self), &GET_PRIVATE (self)->title, title,
                        properties[PROP_TITLE]);
}

const char *
ent_item_get_html (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  return GET_PRIVATE (self)->html;
}

void
ent_item_set_html (EntItem    *self,
                   const char *html)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_string (G_OBJECT (self), &GET_PRIVATE (self)->html, html, properties[PROP_HTML]);
}

const char *
ent_item_get_excerpt (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  return GET_PRIVATE (self)->excerpt;
}

void
ent_item_set_excerpt (EntItem    *self,
                      const char *excerpt)
{
  g_return_if_fail (ENT_IS_ITEM (self));
  g_return_if_fail (excerpt != NULL);

  ent_model_set_string (G_OBJECT (self), &GET_PRIVATE (self)->excerpt, excerpt,
                        properties[PROP_EXCERPT]);
}

const char *
ent_item_get_state (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  return GET_PRIVATE (self)->state;
}

void
ent_item_set_state (EntItem    *self,
                    const char *state)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_string (G_OBJECT (self), &GET_PRIVATE (self)->state, state,
                        properties[PROP_STATE]);
}

const char *
ent_item_get_author_id (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  return GET_PRIVATE (self)->author_id;
}

void
ent_item_set_author_id (EntItem    *self,
                        const char *author_id)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_string (G_OBJECT (self), &GET_PRIVATE (self)->author_id, author_id,
                        properties[PROP_AUTHOR_ID]);
}

const char *
ent_item_get_author_name (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  return GET_PRIVATE (self)->author_name;
}

void
ent_item_set_author_name (EntItem    *self,
                          const char *author_name)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_string (G_OBJECT (self), &GET_PRIVATE (self)->author_name, author_name,
                        properties[PROP_AUTHOR_NAME]);
}

gint64
ent_item_get_created_at (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), 0);

  return GET_PRIVATE (self)->created_at;
}

void
ent_item_set_created_at (EntItem *self,
                         gint64   created_at)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_int64 (G_OBJECT (self), &GET_PRIVATE (self)->created_at, created_at,
                       properties[PROP_CREATED_AT]);
}

gint64
ent_item_get_modified_at (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), 0);

  return GET_PRIVATE (self)->modified_at;
}

void
ent_item_set_modified_at (EntItem *self,
                          gint64   modified_at)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_int64 (G_OBJECT (self), &GET_PRIVATE (self)->modified_at, modified_at,
                       properties[PROP_MODIFIED_AT]);
}

gint64
ent_item_get_sort_at (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), 0);

  return GET_PRIVATE (self)->sort_at;
}

void
ent_item_set_sort_at (EntItem *self,
                      gint64   sort_at)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_int64 (G_OBJECT (self), &GET_PRIVATE (self)->sort_at, sort_at,
                       properties[PROP_SORT_AT]);
}

const char *
ent_item_get_draft_uuid (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  return GET_PRIVATE (self)->draft_uuid;
}

void
ent_item_set_draft_uuid (EntItem    *self,
                         const char *draft_uuid)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_string (G_OBJECT (self), &GET_PRIVATE (self)->draft_uuid, draft_uuid,
                        properties[PROP_DRAFT_UUID]);
}

EntLocalState
ent_item_get_local_state (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), ENT_LOCAL_STATE_NONE);

  return GET_PRIVATE (self)->local_state;
}

void
ent_item_set_local_state (EntItem       *self,
                          EntLocalState  local_state)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  if (GET_PRIVATE (self)->local_state == local_state)
    return;

  GET_PRIVATE (self)->local_state = local_state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCAL_STATE]);
}

gint64
ent_item_get_local_at (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), 0);

  return GET_PRIVATE (self)->local_at;
}

void
ent_item_set_local_at (EntItem *self,
                       gint64   local_at)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_int64 (G_OBJECT (self), &GET_PRIVATE (self)->local_at, local_at,
                       properties[PROP_LOCAL_AT]);
}

const char *
ent_item_get_local_error (EntItem *self)
{
  g_return_val_if_fail (ENT_IS_ITEM (self), NULL);

  return GET_PRIVATE (self)->local_error;
}

void
ent_item_set_local_error (EntItem    *self,
                          const char *local_error)
{
  g_return_if_fail (ENT_IS_ITEM (self));

  ent_model_set_string (G_OBJECT (self), &GET_PRIVATE (self)->local_error, local_error,
                        properties[PROP_LOCAL_ERROR]);
}
