/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-draft.h"
#include "ent-item.h"
#include "ent-outbox-entry.h"

G_BEGIN_DECLS

/* Short French sentences used by several screens; every function returns a new string. */

/* "10:41", "hier", "lundi", "19 nov.", "19 nov. 2025". @time in µs UTC. */
char *ent_words_short_date   (gint64 time);
/* "14:32:07" today, else short date and time. */
char *ent_words_time         (gint64 time);
/* "lundi 30 novembre à 8 h 00" */
char *ent_words_appointment  (gint64 time);
/* "mardi 24 novembre" from "2026-11-24". */
char *ent_words_day          (const char *date);
/* One word or two for a card: "brouillon", "en attente d’envoi", "envoi…", "refusé", "deux versions", "" when sent. */
char *ent_words_local_state  (EntLocalState state);
/* The status line under an editor: "Enregistré sur cet ordinateur à 14:32:07 · sera envoyé au retour du réseau". */
char *ent_words_draft_status (EntDraft *draft, gboolean online);
/* CSS class of a state: "state-draft", "state-waiting", … ("" for none). */
const char *ent_words_state_class (EntLocalState state);
/* "1,2 Mo" */
char *ent_words_size         (gint64 bytes);
/* "billet", "entrée du cahier", "message", "commentaire" */
const char *ent_words_kind   (EntKind kind);

G_END_DECLS
