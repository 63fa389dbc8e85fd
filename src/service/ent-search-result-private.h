/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-item-store.h"
#include "ent-search-result.h"

G_BEGIN_DECLS

EntSearchResult *ent_search_result_new (const EntSearchHit *hit);

G_END_DECLS
