/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-db.h"
#include "ent-training-random.h"

G_BEGIN_DECLS

/* What the making of a school needs at hand. */
typedef struct
{
  EntTrainingDb     *db;      /* (unowned) */
  EntTrainingRandom  random;
  gint64             now;     /* milliseconds */
  GHashTable        *logins;  /* (owned) (element-type utf8 guint): times a login was wanted */
  guint              groups;  /* how many groups there are */
  guint              rounds;  /* of the passwords' hash */
} EntTrainingMaker;

/* A class, and its groups' ids. */
typedef struct
{
  char *id;         /* (owned) */
  char *structure;  /* (owned): its school's id */
  char *teachers;   /* (owned): group */
  char *students;   /* (owned): group */
  char *relatives;  /* (owned): group */
} EntTrainingClass;

char             *ent_training_maker_add_structure (EntTrainingMaker       *self,
                                                    const char             *name,
                                                    const char             *uai,
                                                    gboolean                has_app);
EntTrainingClass *ent_training_maker_add_class     (EntTrainingMaker       *self,
                                                    const char             *structure,
                                                    const char             *name,
                                                    const char             *level);
void              ent_training_class_free          (EntTrainingClass       *school_class);
char             *ent_training_maker_add_group     (EntTrainingMaker       *self,
                                                    const char             *structure,
                                                    const char             *class_id,
                                                    const char             *name,
                                                    const char             *type,
                                                    const char             *sub_type,
                                                    const char             *profile);
char             *ent_training_maker_add_person    (EntTrainingMaker       *self,
                                                    const char             *structure,
                                                    const char             *type,
                                                    const char             *first_name,
                                                    const char             *last_name,
                                                    gboolean                active);
void              ent_training_maker_join_class    (EntTrainingMaker       *self,
                                                    const char             *person,
                                                    const EntTrainingClass *school_class);
void              ent_training_maker_join_group    (EntTrainingMaker       *self,
                                                    const char             *person,
                                                    const char             *group);
void              ent_training_maker_add_family    (EntTrainingMaker       *self,
                                                    const char             *student,
                                                    const char             *relative);
void              ent_training_maker_add_pupils    (EntTrainingMaker       *self,
                                                    const EntTrainingClass *school_class,
                                                    guint                   pupils,
                                                    guint                   relatives,
                                                    guint                   age);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTrainingClass, ent_training_class_free)

G_END_DECLS
