/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-kind.h"

G_BEGIN_DECLS

/* EntQuery: which rows of the mirror a list shows, and in which order. Boxed. */

#define ENT_TYPE_QUERY (ent_query_get_type ())

typedef struct
{
  EntKind  kind;
  char    *parent_id;    /* (owned) (nullable): blog, notebook, folder, class; NULL: all */
  char    *states;       /* (owned) (nullable): "DRAFT,SUBMITTED": the ENT's state among these, or local work of that kind for DRAFT */
  char    *from_date;    /* (owned) (nullable): entries: first day, "2026-11-23" */
  char    *to_date;      /* (owned) (nullable): entries: last day, included */
  char    *words;        /* (owned) (nullable): every word must be in title, text or people, accents folded */
  char    *profile;      /* (owned) (nullable): persons and recipients */
  gboolean unread_only;  /* messages */
  gboolean local_only;   /* only rows with local work */
} EntQuery;

GType     ent_query_get_type (void);
EntQuery *ent_query_new      (EntKind kind, const char *parent_id);
EntQuery *ent_query_copy     (const EntQuery *self);
void      ent_query_free     (EntQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntQuery, ent_query_free)

/* A made-up folder id: messages asked to leave and not gone yet. */
#define ENT_FOLDER_LOCAL_OUTBOX "LOCAL_OUTBOX"

G_END_DECLS
