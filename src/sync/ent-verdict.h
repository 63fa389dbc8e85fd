/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-error.h"

G_BEGIN_DECLS

/* What to do about a failure. */
typedef enum
{
  ENT_VERDICT_NONE,     /* no failure */
  ENT_VERDICT_NETWORK,  /* no answer: try the line before anything else */
  ENT_VERDICT_LATER,    /* the ENT is unwell: longer each time */
  ENT_VERDICT_SUSPEND,  /* the ENT wants a sign-in, or something first: everything waits */
  ENT_VERDICT_BLOCK,    /* refused: this item only */
  ENT_VERDICT_CHANGED,  /* two versions */
  ENT_VERDICT_GONE,     /* deleted there */
  ENT_VERDICT_STOPPED,  /* the program is closing */
  ENT_VERDICT_STORE,    /* this computer's disk */
} EntVerdict;

EntVerdict ent_verdict_of (const GError *error,
                           guint         attempts);

G_END_DECLS
