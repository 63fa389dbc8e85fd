/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-block.h"
#include "ent-source-private.h"

G_BEGIN_DECLS

/* An attribute of an object block, in the order it is written. */
typedef struct
{
  const char *name;   /* (unowned): interned */
  char       *value;  /* (owned) (nullable): NULL if it is written without one (`controls`) */
} EntAttribute;

struct _EntBlock
{
  EntBlockType  type;
  guint         level;
  EntAlign      align;
  EntContainer *container;    /* (owned) (nullable): what it stands in */
  GPtrArray    *runs;         /* (owned) (nullable) (element-type EntRun): text blocks */
  EntTable     *table;        /* (owned) (nullable) */
  GArray       *attributes;   /* (owned) (nullable) (element-type EntAttribute): objects */
  char         *opaque;       /* (owned) (nullable): an opaque block's HTML */
  char         *opaque_plain; /* (owned) (nullable): the words in it */

  /* Where it was read. */
  EntSource    *source;       /* (owned) (nullable): NULL for a block made here or read from JSON */
  guint         lump;         /* index in the source's lumps */
  guint         part;         /* index among the lump's blocks */
  gsize         start;        /* its own bytes in the source */
  gsize         end;
  EntContainer *home;         /* (owned) (nullable): the container it was read in */
  guint         is_own : 1;          /* its own bytes say all of it, wherever they stand */
  guint         is_own_sendable : 1; /* and the ENT's cleaner takes them as they are */
  guint         is_touched : 1;

  char         *fingerprint;  /* (owned) (nullable) (atomic): made when first asked */
};

EntBlock *ent_block_new_bare      (EntBlockType  type,
                                   EntContainer *container);
void      ent_block_take_runs     (EntBlock     *self,
                                   GPtrArray    *runs);
void      ent_block_set_attribute (EntBlock     *self,
                                   const char   *name,
                                   const char   *value);
void      ent_block_set_bare_attribute (EntBlock     *self,
                                        const char   *name);
gboolean  ent_block_is_home       (const EntBlock *self);

G_END_DECLS
