/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-model"

#include "ent-kind.h"

/* The words below are written in the database: never change one, only add. */

static const char * const kinds[ENT_N_KINDS] = {
  [ENT_KIND_BLOG] = "blog",
  [ENT_KIND_POST] = "post",
  [ENT_KIND_COMMENT] = "comment",
  [ENT_KIND_NOTEBOOK] = "notebook",
  [ENT_KIND_ENTRY] = "entry",
  [ENT_KIND_FOLDER] = "folder",
  [ENT_KIND_MESSAGE] = "message",
  [ENT_KIND_CLASS] = "class",
  [ENT_KIND_PERSON] = "person",
  [ENT_KIND_RECIPIENT] = "recipient",
  [ENT_KIND_DOCUMENT] = "document",
};

static const char * const local_states[] = {
  [ENT_LOCAL_STATE_NONE] = "none",
  [ENT_LOCAL_STATE_DRAFT] = "draft",
  [ENT_LOCAL_STATE_WAITING] = "waiting",
  [ENT_LOCAL_STATE_SENDING] = "sending",
  [ENT_LOCAL_STATE_BLOCKED] = "blocked",
  [ENT_LOCAL_STATE_CHANGED] = "changed",
};

static const char * const send_hows[] = {
  [ENT_SEND_SAVE] = "save",
  [ENT_SEND_SUBMIT] = "submit",
  [ENT_SEND_PUBLISH] = "publish",
  [ENT_SEND_SEND] = "send",
  [ENT_SEND_UNPUBLISH] = "unpublish",
};

static gboolean
find_word (const char * const *words,
           guint               n_words,
           const char         *text,
           guint              *index)
{
  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], text) == 0)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * ent_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its word in the database, "post"
 */
const char *
ent_kind_to_string (EntKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind];
}

/**
 * ent_kind_from_string:
 * @text: (nullable): a word of ent_kind_to_string()
 * @kind: (out): the kind, untouched when the word is unknown
 *
 * Returns: %FALSE for an unknown word
 */
gboolean
ent_kind_from_string (const char *text,
                      EntKind    *kind)
{
  guint index;

  g_return_val_if_fail (kind != NULL, FALSE);

  if (!find_word (kinds, G_N_ELEMENTS (kinds), text, &index))
    return FALSE;

  *kind = index;

  return TRUE;
}

/**
 * ent_local_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its word in the database, "waiting"
 */
const char *
ent_local_state_to_string (EntLocalState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (local_states), NULL);

  return local_states[state];
}

/**
 * ent_local_state_from_string:
 * @text: (nullable): a word of ent_local_state_to_string()
 * @state: (out): the state, untouched when the word is unknown
 *
 * Returns: %FALSE for an unknown word
 */
gboolean
ent_local_state_from_string (const char    *text,
                             EntLocalState *state)
{
  guint index;

  g_return_val_if_fail (state != NULL, FALSE);

  if (!find_word (local_states, G_N_ELEMENTS (local_states), text, &index))
    return FALSE;

  *state = index;

  return TRUE;
}

/**
 * ent_send_how_to_string:
 * @how: how a draft leaves
 *
 * Returns: (transfer none): its word, "publish"
 */
const char *
ent_send_how_to_string (EntSendHow how)
{
  g_return_val_if_fail ((guint) how < G_N_ELEMENTS (send_hows), NULL);

  return send_hows[how];
}

/**
 * ent_send_how_from_string:
 * @text: (nullable): a word of ent_send_how_to_string()
 * @how: (out): how, untouched when the word is unknown
 *
 * Returns: %FALSE for an unknown word
 */
gboolean
ent_send_how_from_string (const char *text,
                          EntSendHow *how)
{
  guint index;

  g_return_val_if_fail (how != NULL, FALSE);

  if (!find_word (send_hows, G_N_ELEMENTS (send_hows), text, &index))
    return FALSE;

  *how = index;

  return TRUE;
}
