/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-kind.h"

G_BEGIN_DECLS

/* EntSearchResult: one thing found. Plain object, read only. */

#define ENT_TYPE_SEARCH_RESULT (ent_search_result_get_type ())
G_DECLARE_FINAL_TYPE (EntSearchResult, ent_search_result, ENT, SEARCH_RESULT, GObject)

EntKind     ent_search_result_get_kind       (EntSearchResult *self);
const char *ent_search_result_get_id         (EntSearchResult *self);   /* nullable */
const char *ent_search_result_get_draft_uuid (EntSearchResult *self);   /* nullable */
const char *ent_search_result_get_title      (EntSearchResult *self);
const char *ent_search_result_get_snippet    (EntSearchResult *self);

G_END_DECLS
