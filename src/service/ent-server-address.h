/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): an address as typed, made whole: "https://ent.example.org". */
char *ent_server_address_complete (const char *typed);

G_END_DECLS
