/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-random.h"

guint64
ent_training_random_next (EntTrainingRandom *self)
{
  guint64 mixed;

  self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  mixed = self->state;
  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return mixed ^ (mixed >> 31);
}

/* A number from 0 to limit - 1. */
guint
ent_training_random_below (EntTrainingRandom *self,
                           guint              limit)
{
  return (guint) (ent_training_random_next (self) % limit);
}

/* One of the words of a NULL-terminated list. */
const char *
ent_training_random_pick (EntTrainingRandom *self,
                          const char *const *words)
{
  return words[ent_training_random_below (self, g_strv_length ((char **) words))];
}

char *
ent_training_random_uuid (EntTrainingRandom *self)
{
  guint64 high = ent_training_random_next (self);
  guint64 low = ent_training_random_next (self);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (high >> 32),
                          (guint) (high >> 16) & 0xffff, (guint) high & 0xfff,
                          0x8000 | ((guint) (low >> 48) & 0x3fff),
                          low & G_GUINT64_CONSTANT (0xffffffffffff));
}

/* Eight characters without those that look alike, as the ENT makes its activation codes. */
char *
ent_training_random_code (EntTrainingRandom *self)
{
  static const char letters[] = "abcdefghjkmnprstvwxyz3456789";
  char code[9] = "";

  for (guint i = 0; i < 8; i++)
    code[i] = letters[ent_training_random_below (self, sizeof letters - 1)];
  return g_strdup (code);
}
