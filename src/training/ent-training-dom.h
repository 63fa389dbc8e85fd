/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Everything one cleaning makes lives until the cleaning is over, then goes at once. */
typedef struct
{
  GPtrArray *blocks;   /* (owned) (element-type gpointer): plain memory */
  GPtrArray *arrays;   /* (owned) (element-type GPtrArray) */
  GPtrArray *objects;  /* (owned) (element-type JsonObject) */
  GPtrArray *strings;  /* (owned) (element-type GString) */
} EntTrainingArena;

EntTrainingArena *ent_training_arena_new        (void);
void              ent_training_arena_free       (EntTrainingArena *self);
gpointer          ent_training_arena_alloc      (EntTrainingArena *self,
                                                 gsize             size);
char             *ent_training_arena_take       (EntTrainingArena *self,
                                                 char             *string);
GPtrArray        *ent_training_arena_new_array  (EntTrainingArena *self);
JsonObject       *ent_training_arena_new_object (EntTrainingArena *self);
GString          *ent_training_arena_new_string (EntTrainingArena *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTrainingArena, ent_training_arena_free)

typedef struct _EntTrainingElement EntTrainingElement;

/* An element, or a text when "name" is NULL. All pointers belong to the arena. */
struct _EntTrainingElement
{
  EntTrainingArena   *arena;
  EntTrainingElement *parent;      /* (nullable) */
  EntTrainingElement *first;       /* (nullable) */
  EntTrainingElement *last;        /* (nullable) */
  EntTrainingElement *previous;    /* (nullable) */
  EntTrainingElement *next;        /* (nullable) */
  const char         *name;        /* (nullable): in lower case */
  GString            *text;        /* (nullable): of a text */
  GPtrArray *
    attributes; /* (nullable) (element-type char): name, value, name, value…; a value may be NULL */
  GPtrArray
    *styles; /* (nullable) (element-type char): name, name in camel case, value…, once asked for */
};

EntTrainingElement *ent_training_dom_parse             (EntTrainingArena         *arena,
                                                        const char               *html);
EntTrainingElement *ent_training_element_new           (EntTrainingArena         *arena,
                                                        const char               *name);
void                ent_training_element_append        (EntTrainingElement       *self,
                                                        EntTrainingElement       *child);
gboolean            ent_training_element_is            (const EntTrainingElement *self,
                                                        const char               *name);
gboolean            ent_training_element_has_attribute (const EntTrainingElement *self,
                                                        const char               *name);
const char         *ent_training_element_get_attribute (const EntTrainingElement *self,
                                                        const char               *name);
gboolean            ent_training_element_has_class     (const EntTrainingElement *self,
                                                        const char               *name);
gboolean            ent_training_element_is_styled     (EntTrainingElement       *self);
const char         *ent_training_element_get_style     (EntTrainingElement       *self,
                                                        const char               *name);
const char         *ent_training_element_get_property  (EntTrainingElement       *self,
                                                        const char               *camel_name);
void                ent_training_element_add_text      (const EntTrainingElement *self,
                                                        GString                  *text);

gsize               ent_training_space_length          (const char               *text);
char               *ent_training_trim                  (const char               *text,
                                                        gssize                    length);

G_END_DECLS
