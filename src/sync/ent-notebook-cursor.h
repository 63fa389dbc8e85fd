/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-mirror-page.h"
#include "ent-notebook.h"

G_BEGIN_DECLS

EntMirrorPage *ent_notebook_page_new (EntNotebook  *notebook,
                                      GPtrArray    *entries);
gboolean       ent_notebook_has_moved (EntDatabase *db,
                                       EntNotebook *notebook);

G_END_DECLS
