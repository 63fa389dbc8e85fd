/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one place where an error becomes words. All owned. */
typedef struct
{
  char *title;         /* what happened to the work, short */
  char *explanation;   /* why, and what to do; a whole sentence */
} EntErrorWords;

/* @error of any domain of ent-error.h (others get a plain general sentence). Never NULL. */
EntErrorWords *ent_error_words           (const GError *error);
/* At sign-in nothing was written yet: an ENT that does not answer is an address to check. A certificate is shown with its issuer. */
EntErrorWords *ent_error_words_for_sign_in (const GError *error);
/* The same from the stored code and the server's words (EntOutboxEntry, EntItem). */
EntErrorWords *ent_error_words_from_code (const char *code, const char *detail);
void           ent_error_words_free      (EntErrorWords *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntErrorWords, ent_error_words_free)

G_END_DECLS
