/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-people.h"

G_BEGIN_DECLS

/* A class with its teacher, as the works of the year need them. */
typedef struct
{
  EntTrainingClass *school_class;  /* (owned) */
  char             *name;          /* (owned): "CE1" */
  char             *teacher;       /* (owned): id */
} EntTrainingClassroom;

void ent_training_school_life_add_blogs     (EntTrainingMaker           *maker,
                                             const EntTrainingClassroom *rooms,
                                             guint                       count);
void ent_training_school_life_add_notebook  (EntTrainingMaker           *maker,
                                             const EntTrainingClassroom *room);
void ent_training_school_life_add_messages  (EntTrainingMaker           *maker,
                                             const EntTrainingClassroom *room);

G_END_DECLS
