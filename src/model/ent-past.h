/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-kind.h"

G_BEGIN_DECLS

/* What the history keeps: texts (a draft, there or gone, or a thing of the ENT), each with its versions. */

/* The author of what was written on this computer. */
#define ENT_PAST_ME "me"
/* The author of what the ENT had, when it does not say whose it was. */
#define ENT_PAST_ENT "ENT"

typedef struct
{
  char    *draft_uuid;   /* (owned): of the last draft; of an item nobody edited here "item:<kind>:<id>" */
  EntKind  kind;         /* ENT_N_KINDS: not known */
  char    *item_id;      /* (owned) (nullable) */
  char    *parent_id;    /* (owned) (nullable) */
  char    *title;        /* (owned): the last one */
  gint64   saved_at;     /* µs UTC: of the last version */
  guint    n_versions;
  gint64   match;        /* the last version that holds what was looked for; 0: nothing was */
} EntPastText;

typedef struct
{
  gint64   id;
  gint64   saved_at;   /* µs UTC */
  char    *author;     /* (owned): ENT_PAST_ME, ENT_PAST_ENT, or the name the ENT gives */
  char    *title;      /* (owned) */
  char    *html;       /* (owned) (nullable): a list leaves it out */
} EntPastVersion;

void ent_past_text_free    (EntPastText    *self);
void ent_past_version_free (EntPastVersion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPastText, ent_past_text_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPastVersion, ent_past_version_free)

G_END_DECLS
