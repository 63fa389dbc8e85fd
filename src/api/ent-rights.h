/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ent-kind.h"

G_BEGIN_DECLS

/* EntReader's identity and what `shared` and `rights` give it (private to this folder). */
typedef struct
{
  char  *user_id;     /* (owned) (nullable) */
  char **group_ids;   /* (owned): never NULL */
} EntReaderId;

/* Which end of an action key gives which right; ends with { NULL, 0 }. */
typedef struct
{
  const char *action;
  EntRights   rights;
} EntActionRights;

void      ent_reader_id_set    (EntReaderId           *self,
                                const char            *user_id,
                                const char * const    *group_ids);
void      ent_reader_id_clear  (EntReaderId           *self);
void      ent_reader_id_copy   (const EntReaderId     *self,
                                EntReaderId           *copy);
EntRights ent_rights_read      (JsonObject            *object,
                                const char            *owner_id,
                                const EntReaderId     *reader,
                                const EntActionRights *actions);

G_END_DECLS
