/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-request.h"
#include "ent-training-share.h"

G_BEGIN_DECLS

/* A blog as the person who asks stands to it. */
typedef struct
{
  char      *id;            /* (owned) */
  char      *title;         /* (owned) */
  char      *author_id;     /* (owned) */
  char      *publish_type;  /* (owned) (nullable) */
  char      *comment_type;  /* (owned) (nullable) */
  char      *visibility;    /* (owned) */
  JsonArray *shared;        /* (owned) */
  gboolean   is_mine;       /* I made it: every right */
} EntTrainingBlog;

EntTrainingBlog *ent_training_blog_load         (EntTrainingRequest    *request,
                                                 const char            *id);
EntTrainingBlog *ent_training_blog_load_for     (EntTrainingRequest    *request,
                                                 const char            *action);
void             ent_training_blog_free         (EntTrainingBlog       *blog);
gboolean         ent_training_blog_allows       (EntTrainingRequest    *request,
                                                 const EntTrainingBlog *blog,
                                                 const char            *action);
gboolean         ent_training_blog_is_manager   (EntTrainingRequest    *request,
                                                 const EntTrainingBlog *blog);
GPtrArray       *ent_training_blog_dup_people   (EntTrainingRequest    *request,
                                                 const EntTrainingBlog *blog,
                                                 const char            *action);
void             ent_training_blog_set_date     (EntTrainingRequest    *request,
                                                 JsonObject            *object,
                                                 const char            *member,
                                                 gint64                 at,
                                                 gboolean               is_new);

JsonArray       *ent_training_post_list_newest  (EntTrainingRequest    *request,
                                                 const char            *blog_id,
                                                 int                    count);
JsonArray       *ent_training_post_list_public  (EntTrainingRequest    *request,
                                                 const char            *blog_id);
JsonObject      *ent_training_post_count        (EntTrainingRequest    *request,
                                                 const EntTrainingBlog *blog);
JsonArray       *ent_training_comment_list_all  (EntTrainingRequest    *request,
                                                 const char            *post_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTrainingBlog, ent_training_blog_free)

G_END_DECLS
