/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-credentials.h"

G_BEGIN_DECLS

/* EntMemoryCredentials: as long as the program runs; for tests and where there is no keyring. */

#define ENT_TYPE_MEMORY_CREDENTIALS (ent_memory_credentials_get_type ())
G_DECLARE_FINAL_TYPE (EntMemoryCredentials, ent_memory_credentials, ENT, MEMORY_CREDENTIALS, GObject)

EntCredentials *ent_memory_credentials_new (void);

G_END_DECLS
