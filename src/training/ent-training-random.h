/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small generator of our own, so that a seed makes the same school whatever GLib does
 * (SplitMix64). */
typedef struct
{
  guint64 state;
} EntTrainingRandom;

guint64     ent_training_random_next  (EntTrainingRandom  *self);
guint       ent_training_random_below (EntTrainingRandom  *self,
                                       guint               limit);
const char *ent_training_random_pick  (EntTrainingRandom  *self,
                                       const char *const  *words);
char       *ent_training_random_uuid  (EntTrainingRandom  *self);
char       *ent_training_random_code  (EntTrainingRandom  *self);

G_END_DECLS
