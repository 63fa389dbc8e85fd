/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-draft-row.h"
#include "ent-item.h"
#include "ent-versions.h"

G_BEGIN_DECLS

/* In any thread. */
EntVersions *ent_versions_new            (const EntDraftRow  *row,
                                          GError            **error);
const char  *ent_versions_get_draft_uuid (EntVersions        *self);
const char  *ent_versions_get_title      (EntVersions        *self);
const char  *ent_versions_get_date       (EntVersions        *self);
char        *ent_versions_dup_html       (EntVersions        *self);

G_END_DECLS
