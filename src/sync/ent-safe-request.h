/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-database.h"

G_BEGIN_DECLS

/* EntSafeRequest: the texts of one request, in the form that loses nothing on the way. */
typedef struct
{
  char *title;  /* (owned) (not nullable) */
  char *html;   /* (owned) (not nullable): the text, of a comment without marks */
} EntSafeRequest;

EntSafeRequest *ent_safe_request        (EntDatabase     *db,
                                         EntKind          kind,
                                         const char      *title,
                                         const char      *html,
                                         GError         **error);
EntSafeRequest *ent_safe_request_defuse (EntKind          kind,
                                         const char      *title,
                                         const char      *html);
void            ent_safe_request_free   (EntSafeRequest  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSafeRequest, ent_safe_request_free)

G_END_DECLS
