/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

/* The schema of the editor's documents: what may stand in what, and which marks go together.
 *
 * Every content rule of the schema is a first piece and what may follow it, so that where one
 * stands in a node's content is one of two states: 0, nothing yet, and 1, something.
 *
 * Source: the extension list of the ENT's cleaning service 1.0.19 over tiptap 2.11.0 and
 * prosemirror-model 1.24.1 (behaviour only). */

#include "ent-training-document.h"

#include <string.h>

#define BIT(type) (1u << ENT_TRAINING_NODE_##type)

#define BLOCKS                                                                                     \
  (BIT (PARAGRAPH) | BIT (BLOCKQUOTE) | BIT (BULLET_LIST) | BIT (CODE_BLOCK) | BIT (HEADING) |     \
   BIT (RULE) | BIT (ORDERED_LIST) | BIT (TABLE) | BIT (IFRAME) | BIT (ALERT) | BIT (VIDEO) |      \
   BIT (AUDIO))
#define INLINES                                                                                    \
  (BIT (LINKER) | BIT (HARD_BREAK) | BIT (TEXT) | BIT (MATHJAX) | BIT (IMAGE) | BIT (ATTACHMENTS))
#define CELLS (BIT (TABLE_CELL) | BIT (TABLE_HEADER))

typedef struct
{
  const char *name;
  guint32     first;      /* kinds that may stand first; none in a leaf */
  guint32     then;       /* kinds that may follow */
  gboolean    may_be_empty;
  gboolean    has_marks;  /* what is inside may carry marks */
} NodeSpec;

static const NodeSpec node_specs[ENT_TRAINING_N_NODES] = {
  [ENT_TRAINING_NODE_LINKER] = { "linker", BIT (TEXT), BIT (TEXT), TRUE, FALSE },
  [ENT_TRAINING_NODE_PARAGRAPH] = { "paragraph", INLINES, INLINES, TRUE, TRUE },
  [ENT_TRAINING_NODE_BLOCKQUOTE] = { "blockquote", BLOCKS, BLOCKS, FALSE, FALSE },
  [ENT_TRAINING_NODE_BULLET_LIST] = { "bulletList", BIT (LIST_ITEM), BIT (LIST_ITEM), FALSE,
                                      FALSE },
  [ENT_TRAINING_NODE_CODE_BLOCK] = { "codeBlock", BIT (TEXT), BIT (TEXT), TRUE, FALSE },
  [ENT_TRAINING_NODE_DOC] = { "doc", BLOCKS, BLOCKS, FALSE, FALSE },
  [ENT_TRAINING_NODE_HARD_BREAK] = { "hardBreak", 0, 0, TRUE, FALSE },
  [ENT_TRAINING_NODE_HEADING] = { "heading", INLINES, INLINES, TRUE, TRUE },
  [ENT_TRAINING_NODE_RULE] = { "horizontalRule", 0, 0, TRUE, FALSE },
  [ENT_TRAINING_NODE_LIST_ITEM] = { "listItem", BIT (PARAGRAPH), BLOCKS, FALSE, FALSE },
  [ENT_TRAINING_NODE_ORDERED_LIST] = { "orderedList", BIT (LIST_ITEM), BIT (LIST_ITEM), FALSE,
                                       FALSE },
  [ENT_TRAINING_NODE_TEXT] = { "text", 0, 0, TRUE, FALSE },
  [ENT_TRAINING_NODE_TABLE] = { "table", BIT (TABLE_ROW), BIT (TABLE_ROW), FALSE, FALSE },
  [ENT_TRAINING_NODE_TABLE_ROW] = { "tableRow", CELLS, CELLS, TRUE, FALSE },
  [ENT_TRAINING_NODE_TABLE_CELL] = { "tableCell", BLOCKS, BLOCKS, FALSE, FALSE },
  [ENT_TRAINING_NODE_TABLE_HEADER] = { "tableHeader", BLOCKS, BLOCKS, FALSE, FALSE },
  [ENT_TRAINING_NODE_IFRAME] = { "iframe", 0, 0, TRUE, FALSE },
  [ENT_TRAINING_NODE_MATHJAX] = { "mathjaxnode", 0, 0, TRUE, FALSE },
  [ENT_TRAINING_NODE_ALERT] = { "alert", INLINES, INLINES, FALSE, FALSE },
  [ENT_TRAINING_NODE_VIDEO] = { "video", 0, 0, TRUE, FALSE },
  [ENT_TRAINING_NODE_AUDIO] = { "audio", 0, 0, TRUE, FALSE },
  [ENT_TRAINING_NODE_IMAGE] = { "custom-image", 0, 0, TRUE, FALSE },
  [ENT_TRAINING_NODE_ATTACHMENTS] = { "attachments", 0, 0, TRUE, FALSE },
};

const char *
ent_training_node_type_get_name (EntTrainingNodeType type)
{
  return node_specs[type].name;
}

const char *
ent_training_mark_type_get_name (EntTrainingMarkType type)
{
  static const char *const names[] = {
    "hyperlink", "textStyle",       "bold",      "code",      "italic",
    "strike",    "customHighlight", "underline", "subscript", "superscript"
  };

  return names[type];
}

gboolean
ent_training_node_type_is_block (EntTrainingNodeType type)
{
  return ((1u << type) & INLINES) == 0;
}

gboolean
ent_training_node_type_is_leaf (EntTrainingNodeType type)
{
  return node_specs[type].first == 0;
}

/* Whether what stands in a node of this kind stands in a line. */
gboolean
ent_training_node_type_has_text (EntTrainingNodeType type)
{
  return (node_specs[type].first & INLINES) != 0;
}

/* Whether what stands in a node of kind @type may carry marks: all or none. */
gboolean
ent_training_node_type_allows_marks (EntTrainingNodeType type)
{
  return node_specs[type].has_marks;
}

/* The state after @child in the content of @type, or -1 when it may not stand there. */
int
ent_training_node_type_next (EntTrainingNodeType type,
                             int                 state,
                             EntTrainingNodeType child)
{
  guint32 allowed = state == 0 ? node_specs[type].first : node_specs[type].then;

  return (allowed & (1u << child)) != 0 ? 1 : -1;
}

gboolean
ent_training_node_type_complete (EntTrainingNodeType type,
                                 int                 state)
{
  return state == 1 || node_specs[type].may_be_empty;
}

/* The kind of node that fills a node of kind @type that may not stay empty. */
EntTrainingNodeType
ent_training_node_type_filler (EntTrainingNodeType type)
{
  g_assert (!node_specs[type].may_be_empty);

  return g_bit_nth_lsf (node_specs[type].first, -1);
}

/**
 * ent_training_node_type_wrap:
 * @type: a kind of node
 * @state: where one stands in its content
 * @child: what is to be put there
 * @wrappers: (out caller-allocates): room for %ENT_TRAINING_N_NODES
 *
 * Finds the shortest way to put @child there: the kinds of the nodes to open first, outermost
 * first.
 *
 * Returns: how many there are, or %ENT_TRAINING_N_NODES when there is no way.
 */
guint
ent_training_node_type_wrap (EntTrainingNodeType  type,
                             int                  state,
                             EntTrainingNodeType  child,
                             EntTrainingNodeType *wrappers)
{
  EntTrainingNodeType queue[ENT_TRAINING_N_NODES];
  int from[ENT_TRAINING_N_NODES];
  guint32 seen = 0;
  guint length = 0;

  if (ent_training_node_type_next (type, state, child) >= 0)
    return 0;

  for (int at = -1; at < (int) length; at++)
    {
      EntTrainingNodeType parent = at < 0 ? type : queue[at];
      int parent_state = at < 0 ? state : 0;

      if (at >= 0 && ent_training_node_type_next (parent, 0, child) >= 0)
        {
          guint depth = 0;

          for (int i = at; i >= 0; i = from[i])
            depth++;
          for (int i = at, d = depth; i >= 0; i = from[i])
            wrappers[--d] = queue[i];
          return depth;
        }

      for (EntTrainingNodeType next = 0; next < ENT_TRAINING_N_NODES; next++)
        if (ent_training_node_type_next (parent, parent_state, next) >= 0 &&
            (seen & (1u << next)) == 0 && !ent_training_node_type_is_leaf (next))
          {
            seen |= 1u << next;
            from[length] = at;
            queue[length++] = next;
          }
    }

  return ENT_TRAINING_N_NODES;
}

static EntTrainingMarks *
copy_marks (EntTrainingArena       *arena,
            const EntTrainingMarks *marks,
            guint                   room)
{
  guint length = marks != NULL ? marks->length : 0;
  EntTrainingMarks *copy;

  copy = ent_training_arena_alloc (arena, sizeof *copy + (length + room) * sizeof copy->marks[0]);
  copy->length = length;
  if (length > 0)
    memcpy (copy->marks, marks->marks, length * sizeof copy->marks[0]);

  return copy;
}

/* @marks, a list in the order of the elements they come from, and one more. */
const EntTrainingMarks *
ent_training_marks_append (EntTrainingArena       *arena,
                           const EntTrainingMarks *marks,
                           EntTrainingMarkType     type,
                           JsonObject             *attributes)
{
  EntTrainingMarks *copy = copy_marks (arena, marks, 1);

  copy->marks[copy->length++] = (EntTrainingMark) { type, attributes };

  return copy;
}

const EntTrainingMarks *
ent_training_marks_remove (EntTrainingArena       *arena,
                           const EntTrainingMarks *marks,
                           EntTrainingMarkType     type)
{
  EntTrainingMarks *copy = copy_marks (arena, NULL, marks != NULL ? marks->length : 0);

  for (guint i = 0; marks != NULL && i < marks->length; i++)
    if (marks->marks[i].type != type)
      copy->marks[copy->length++] = marks->marks[i];

  return copy;
}

gboolean
ent_training_mark_equal (const EntTrainingMark *a,
                         const EntTrainingMark *b)
{
  if (a->type != b->type || (a->attributes == NULL) != (b->attributes == NULL))
    return FALSE;

  return a->attributes == b->attributes || json_object_equal (a->attributes, b->attributes);
}

gboolean
ent_training_marks_equal (const EntTrainingMarks *a,
                          const EntTrainingMarks *b)
{
  guint length = a != NULL ? a->length : 0;

  if (length != (b != NULL ? b->length : 0))
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (!ent_training_mark_equal (&a->marks[i], &b->marks[i]))
      return FALSE;

  return TRUE;
}

/* A mark keeps out another of its kind; "code" keeps out all. */
static gboolean
excludes (EntTrainingMarkType a,
          EntTrainingMarkType b)
{
  return a == b || a == ENT_TRAINING_MARK_CODE;
}

/* @set, in the order of the kinds, with @mark put in its place, unless something there keeps it
 * out. */
const EntTrainingMarks *
ent_training_marks_add_to_set (EntTrainingArena       *arena,
                               const EntTrainingMarks *set,
                               const EntTrainingMark  *mark)
{
  EntTrainingMarks *result = copy_marks (arena, NULL, (set != NULL ? set->length : 0) + 1);
  gboolean placed = FALSE;

  for (guint i = 0; set != NULL && i < set->length; i++)
    {
      const EntTrainingMark *other = &set->marks[i];

      if (ent_training_mark_equal (mark, other))
        return set;
      if (excludes (mark->type, other->type))
        continue;
      if (excludes (other->type, mark->type))
        return set;
      if (!placed && other->type > mark->type)
        {
          result->marks[result->length++] = *mark;
          placed = TRUE;
        }
      result->marks[result->length++] = *other;
    }
  if (!placed)
    result->marks[result->length++] = *mark;

  return result;
}
