/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-search-result-private.h"

struct _EntSearchResult
{
  GObject  parent_instance;

  EntKind  kind;
  char    *id;          /* (owned) (nullable): on the ENT */
  char    *draft_uuid;  /* (owned) (nullable): on this computer */
  char    *title;       /* (owned) */
  char    *snippet;     /* (owned): plain text around the words */
};

G_DEFINE_FINAL_TYPE (EntSearchResult, ent_search_result, G_TYPE_OBJECT)

static void
ent_search_result_finalize (GObject *object)
{
  EntSearchResult *self = ENT_SEARCH_RESULT (object);

  g_free (self->id);
  g_free (self->draft_uuid);
  g_free (self->title);
  g_free (self->snippet);

  G_OBJECT_CLASS (ent_search_result_parent_class)->finalize (object);
}

static void
ent_search_result_class_init (EntSearchResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_search_result_finalize;
}

static void
ent_search_result_init (EntSearchResult *self)
{
}

/*
 * ent_search_result_new:
 * @hit: what the store found
 *
 * Returns: (transfer full): the same for a screen
 */
EntSearchResult *
ent_search_result_new (const EntSearchHit *hit)
{
  EntSearchResult *self = g_object_new (ENT_TYPE_SEARCH_RESULT, NULL);

  self->kind = hit->kind;
  self->id = g_strdup (hit->id);
  self->draft_uuid = g_strdup (hit->draft_uuid);
  self->title = g_strdup (hit->title != NULL ? hit->title : "");
  self->snippet = g_strdup (hit->snippet != NULL ? hit->snippet : "");

  return self;
}

/**
 * ent_search_result_get_kind:
 * @self: a result
 *
 * Returns: what was found
 */
EntKind
ent_search_result_get_kind (EntSearchResult *self)
{
  g_return_val_if_fail (ENT_IS_SEARCH_RESULT (self), ENT_KIND_DOCUMENT);

  return self->kind;
}

/**
 * ent_search_result_get_id:
 * @self: a result
 *
 * Returns: (nullable): the id on the ENT, %NULL for a text that is only here
 */
const char *
ent_search_result_get_id (EntSearchResult *self)
{
  g_return_val_if_fail (ENT_IS_SEARCH_RESULT (self), NULL);

  return self->id;
}

/**
 * ent_search_result_get_draft_uuid:
 * @self: a result
 *
 * Returns: (nullable): the draft that holds the words, %NULL when they are in the ENT's version
 */
const char *
ent_search_result_get_draft_uuid (EntSearchResult *self)
{
  g_return_val_if_fail (ENT_IS_SEARCH_RESULT (self), NULL);

  return self->draft_uuid;
}

/**
 * ent_search_result_get_title:
 * @self: a result
 *
 * Returns: title, subject or name, never %NULL
 */
const char *
ent_search_result_get_title (EntSearchResult *self)
{
  g_return_val_if_fail (ENT_IS_SEARCH_RESULT (self), NULL);

  return self->title;
}

/**
 * ent_search_result_get_snippet:
 * @self: a result
 *
 * Returns: plain text around the words found, never %NULL
 */
const char *
ent_search_result_get_snippet (EntSearchResult *self)
{
  g_return_val_if_fail (ENT_IS_SEARCH_RESULT (self), NULL);

  return self->snippet;
}
