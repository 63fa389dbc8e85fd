/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fixture.h"

G_BEGIN_DECLS

/* A verb under test. Every name given to it is used once. */
typedef struct
{
  const char  *name;
  const char  *method;      /* of its write */
  const char  *path;        /* of its write, a pattern */
  const char  *read_path;   /* of what it reads back, a pattern; NULL: it does not */
  /* What must be on the ENT before; runs to its end without faults. NULL: nothing. (transfer full):
   * an id for the rest. */
  char      *(*prepare) (Fixture    *fixture,
                         const char *name);
  /* Asks for it. (transfer full): what fixture_retry () takes. */
  char      *(*act)     (Fixture    *fixture,
                         const char *name,
                         const char *prepared);
  /* How many times it stands on the ENT: 1 when all is right. */
  guint      (*count)   (Fixture    *fixture,
                         const char *name,
                         const char *prepared);
} Verb;

extern const Verb verbs[];
extern const guint n_verbs;

G_END_DECLS
