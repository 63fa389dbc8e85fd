/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-message-doubts.h"

#include <glib/gi18n.h>

#include "ent-recipient.h"

/* More than the families of one class. */
#define LARGE_AUDIENCE 60

static gboolean
carries_files (EntDraft    *draft,
               EntDocument *text)
{
  if (ent_draft_get_attachments (draft)->len > 0)
    return TRUE;

  for (guint i = 0; i < ent_document_get_n_blocks (text); i++)
    if (ent_block_get_type_of (ent_document_get_block (text, i)) == ENT_BLOCK_ATTACHMENTS)
      return TRUE;

  return FALSE;
}

/* What the teacher wrote: an exchange that is answered follows as one opaque block, and may speak of files of its own. */
static char *
dup_own_words (EntDocument *text)
{
  guint n = ent_document_get_n_blocks (text);
  guint n_own = 0;
  g_autoptr (EntDocument) own = NULL;

  while (n_own < n &&
         ent_block_get_type_of (ent_document_get_block (text, n_own)) != ENT_BLOCK_OPAQUE)
    n_own++;
  own = ent_document_splice (text, n_own, n - n_own, NULL, 0);

  return ent_document_to_plain (own);
}

static gboolean
speaks_of_files (EntDocument *text)
{
  g_autofree char *words = dup_own_words (text);

  return g_regex_match_simple ("\\b(ci[- ]joint|pi[eè]ces? jointes?|en pj|(document|fichier|fiche)s?"
                               " (ci[- ])?joint|(vous|te) joins|trouver(ez|as) joint)",
                               words, G_REGEX_CASELESS, 0);
}

static guint
count_people (GPtrArray *recipients)
{
  guint n = 0;

  for (guint i = 0; i < recipients->len; i++)
    n += MAX (ent_recipient_get_n_users (recipients->pdata[i]), 1);

  return n;
}

/**
 * ent_message_doubts_dup:
 * @draft: a message about to leave
 * @text: its text, as the editor has it
 *
 * Looks for what is usually an oversight: no subject, a file spoken of and not attached, far more
 * people than a class.
 *
 * Returns: (transfer full) (nullable): translated sentences, one a line; %NULL: nothing to ask
 */
char *
ent_message_doubts_dup (EntDraft    *draft,
                        EntDocument *text)
{
  g_autoptr (GString) doubts = g_string_new (NULL);
  g_autofree char *subject = g_strstrip (g_strdup (ent_draft_get_title (draft)));
  guint n_people = count_people (ent_draft_get_to (draft)) + count_people (ent_draft_get_cc (draft)) +
                   count_people (ent_draft_get_cci (draft));

  g_return_val_if_fail (ENT_IS_DRAFT (draft), NULL);

  if (*subject == '\0')
    g_string_append_printf (doubts, "%s\n", _("It has no subject."));
  if (speaks_of_files (text) && !carries_files (draft, text))
    g_string_append_printf (doubts, "%s\n", _("It speaks of an attached file, and none is attached."));
  if (n_people >= LARGE_AUDIENCE)
    {
      g_string_append_printf (doubts, _("It goes to about %u people."), n_people);
      g_string_append_c (doubts, '\n');
    }
  if (doubts->len == 0)
    return NULL;

  g_string_truncate (doubts, doubts->len - 1);
  return g_string_free (g_steal_pointer (&doubts), FALSE);
}
