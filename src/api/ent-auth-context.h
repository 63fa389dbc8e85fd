/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* EntAuthContext: what an ENT says of itself before anybody signed in (boxed). */
typedef struct
{
  char     *password_regex;   /* (owned): a Java regular expression for the whole password */
  char     *password_words;   /* (owned) (nullable): the same in words, French if there is */
  gboolean  terms;            /* activation must accept the terms */
  gboolean  needs_mail;       /* activation wants an e-mail address */
  gboolean  needs_phone;
} EntAuthContext;

#define ENT_TYPE_AUTH_CONTEXT (ent_auth_context_get_type ())
GType           ent_auth_context_get_type (void);
EntAuthContext *ent_auth_context_copy     (const EntAuthContext *self);
void            ent_auth_context_free     (EntAuthContext       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntAuthContext, ent_auth_context_free)

G_END_DECLS
