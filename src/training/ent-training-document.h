/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-dom.h"

G_BEGIN_DECLS

/* The kinds of node of the editor's documents. The order is that of the service's schema: when
 * something must be invented around a node, the first kind that fits is taken. */
typedef enum
{
  ENT_TRAINING_NODE_LINKER,
  ENT_TRAINING_NODE_PARAGRAPH,
  ENT_TRAINING_NODE_BLOCKQUOTE,
  ENT_TRAINING_NODE_BULLET_LIST,
  ENT_TRAINING_NODE_CODE_BLOCK,
  ENT_TRAINING_NODE_DOC,
  ENT_TRAINING_NODE_HARD_BREAK,
  ENT_TRAINING_NODE_HEADING,
  ENT_TRAINING_NODE_RULE,
  ENT_TRAINING_NODE_LIST_ITEM,
  ENT_TRAINING_NODE_ORDERED_LIST,
  ENT_TRAINING_NODE_TEXT,
  ENT_TRAINING_NODE_TABLE,
  ENT_TRAINING_NODE_TABLE_ROW,
  ENT_TRAINING_NODE_TABLE_CELL,
  ENT_TRAINING_NODE_TABLE_HEADER,
  ENT_TRAINING_NODE_IFRAME,
  ENT_TRAINING_NODE_MATHJAX,
  ENT_TRAINING_NODE_ALERT,
  ENT_TRAINING_NODE_VIDEO,
  ENT_TRAINING_NODE_AUDIO,
  ENT_TRAINING_NODE_IMAGE,
  ENT_TRAINING_NODE_ATTACHMENTS,
  ENT_TRAINING_N_NODES,
} EntTrainingNodeType;

/* The marks, outermost first. */
typedef enum
{
  ENT_TRAINING_MARK_HYPERLINK,
  ENT_TRAINING_MARK_TEXT_STYLE,
  ENT_TRAINING_MARK_BOLD,
  ENT_TRAINING_MARK_CODE,
  ENT_TRAINING_MARK_ITALIC,
  ENT_TRAINING_MARK_STRIKE,
  ENT_TRAINING_MARK_HIGHLIGHT,
  ENT_TRAINING_MARK_UNDERLINE,
  ENT_TRAINING_MARK_SUBSCRIPT,
  ENT_TRAINING_MARK_SUPERSCRIPT,
} EntTrainingMarkType;

typedef struct
{
  EntTrainingMarkType  type;
  JsonObject          *attributes;  /* (nullable): belongs to the arena */
} EntTrainingMark;

/* A set of marks that never changes: adding to it makes another. */
typedef struct
{
  guint           length;
  EntTrainingMark marks[];
} EntTrainingMarks;

typedef struct
{
  EntTrainingNodeType     type;
  JsonObject             *attributes;  /* (nullable): belongs to the arena */
  const EntTrainingMarks *marks;       /* (nullable): belongs to the arena */
  GPtrArray *content; /* (nullable) (element-type EntTrainingNode): belongs to the arena */
  const char             *text;        /* (nullable): belongs to the arena */
} EntTrainingNode;

/* What the reading of an element gives: a node or a mark to make of it. */
typedef struct
{
  gboolean            is_mark;
  EntTrainingNodeType node;
  EntTrainingMarkType mark;
  JsonObject         *attributes;     /* (nullable): belongs to the arena */
} EntTrainingMatch;

/* What a style asks for: to add a mark, or to take one away. */
typedef struct
{
  EntTrainingMarkType  mark;
  gboolean             clear;
  JsonObject          *attributes;    /* (nullable): belongs to the arena */
} EntTrainingStyleMatch;

#define ENT_TRAINING_MAX_STYLE_MATCHES 8

const char             *ent_training_node_type_get_name     (EntTrainingNodeType      type);
const char             *ent_training_mark_type_get_name     (EntTrainingMarkType      type);
gboolean                ent_training_node_type_is_block     (EntTrainingNodeType      type);
gboolean                ent_training_node_type_is_leaf      (EntTrainingNodeType      type);
gboolean                ent_training_node_type_has_text     (EntTrainingNodeType      type);
gboolean                ent_training_node_type_allows_marks (EntTrainingNodeType      type);
int                     ent_training_node_type_next         (EntTrainingNodeType      type,
                                                             int                      state,
                                                             EntTrainingNodeType      child);
gboolean                ent_training_node_type_complete     (EntTrainingNodeType      type,
                                                             int                      state);
EntTrainingNodeType     ent_training_node_type_filler       (EntTrainingNodeType      type);
guint                   ent_training_node_type_wrap         (EntTrainingNodeType      type,
                                                             int                      state,
                                                             EntTrainingNodeType      child,
                                                             EntTrainingNodeType     *wrappers);

const EntTrainingMarks *ent_training_marks_append           (EntTrainingArena        *arena,
                                                             const EntTrainingMarks  *marks,
                                                             EntTrainingMarkType      type,
                                                             JsonObject              *attributes);
const EntTrainingMarks *ent_training_marks_add_to_set       (EntTrainingArena        *arena,
                                                             const EntTrainingMarks  *set,
                                                             const EntTrainingMark   *mark);
const EntTrainingMarks *ent_training_marks_remove           (EntTrainingArena        *arena,
                                                             const EntTrainingMarks  *marks,
                                                             EntTrainingMarkType      type);
gboolean                ent_training_mark_equal             (const EntTrainingMark   *a,
                                                             const EntTrainingMark   *b);
gboolean                ent_training_marks_equal            (const EntTrainingMarks  *a,
                                                             const EntTrainingMarks  *b);

JsonObject             *ent_training_node_read_attributes   (EntTrainingElement      *element,
                                                             EntTrainingNodeType      type,
                                                             GError                 **error);
JsonObject             *ent_training_mark_read_attributes   (EntTrainingElement      *element,
                                                             EntTrainingMarkType      type);
JsonObject             *ent_training_default_attributes     (EntTrainingArena        *arena,
                                                             EntTrainingNodeType      type);
JsonArray              *ent_training_element_list_columns   (EntTrainingElement      *element);
gboolean                ent_training_element_match          (EntTrainingElement      *element,
                                                             EntTrainingMatch        *match,
                                                             GError                 **error);
guint                   ent_training_element_marks          (EntTrainingElement      *element,
                                                             EntTrainingStyleMatch   *matches);

EntTrainingNode        *ent_training_document_build         (EntTrainingArena        *arena,
                                                             EntTrainingElement      *root,
                                                             GError                 **error);
JsonNode               *ent_training_document_to_json       (const EntTrainingNode   *document);
char                   *ent_training_document_to_plain      (const EntTrainingNode   *document);
char                   *ent_training_document_to_html       (EntTrainingArena        *arena,
                                                             const EntTrainingNode   *document,
                                                             GError                 **error);

G_END_DECLS
