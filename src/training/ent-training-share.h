/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"

G_BEGIN_DECLS

/* A role of a module: what its name in a share stands for. Actions are written as in a "shared"
 * array, dots as dashes. */
typedef struct
{
  const char *name;        /* "blog.read" */
  const char *actions[12]; /* ends with NULL */
} EntTrainingRole;

/* What of a module can be shared; the same contract for all: rights/sharing, share/json,
 * share/resource. */
typedef struct
{
  const char            *table;       /* where the things are: "blog" or "notebook" */
  const EntTrainingRole *roles;       /* ends with a nameless one */
  const char            *event_type;  /* of the notification: "BLOG" */
  const char            *event;       /* "SHARE" */
} EntTrainingShareModule;

extern const EntTrainingShareModule ent_training_blog_share;
extern const EntTrainingShareModule ent_training_homework_share;

#define ENT_TRAINING_BLOG_ACTION(name) "org-entcore-blog-controllers-BlogController|" name
#define ENT_TRAINING_POST_ACTION(name) "org-entcore-blog-controllers-PostController|" name
#define ENT_TRAINING_HOMEWORK_ACTION(name)                                                         \
  "fr-wseduc-homeworks-controllers-HomeworksController|" name

void        ent_training_share_grant       (const EntTrainingShareModule *module,
                                            JsonObject                   *entry,
                                            const char                   *role);
JsonArray  *ent_training_share_list_rights (const EntTrainingShareModule *module,
                                            const char                   *author,
                                            JsonArray                    *shared);
GPtrArray  *ent_training_share_dup_people  (EntTrainingDb                *db,
                                            JsonArray                    *shared,
                                            const char                   *action);
void        ent_training_share_get_roles   (EntTrainingRequest           *request,
                                            const EntTrainingShareModule *module);
void        ent_training_share_get         (EntTrainingRequest           *request,
                                            const EntTrainingShareModule *module,
                                            JsonArray                    *shared);
void        ent_training_share_put         (EntTrainingRequest           *request,
                                            const EntTrainingShareModule *module,
                                            const char                   *id,
                                            JsonArray                    *shared);

G_END_DECLS
