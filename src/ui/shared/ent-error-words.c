/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ent-error-words.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "ent-error.h"

/* How the log's sentence for a refused certificate ends, before the issuer's name. */
#define ISSUED_BY "issued by "

typedef struct
{
  int         code;
  const char *title;
  const char *explanation;
} Words;

static const Words api_words[] = {
  { ENT_API_ERROR_OFFLINE, N_("Not sent yet"),
    N_("The ENT does not answer. Your work is saved on this computer and will leave when the network is back.") },
  { ENT_API_ERROR_TLS, N_("The connection is not safe"),
    N_("The certificate of this address is not trusted. If your school filters the network, ask for its certificate; do not type your password elsewhere.") },
  { ENT_API_ERROR_PROXY, N_("The network asks for a password"),
    N_("A proxy of your school stands between this computer and the ENT. Open the network settings and type its user name and password.") },
  { ENT_API_ERROR_SIGNED_OUT, N_("Signed out"),
    N_("Sign in again to send your work. Everything is saved on this computer.") },
  { ENT_API_ERROR_BAD_PASSWORD, N_("Login or password refused"),
    N_("The ENT does not know this login with this password. Check capitals and try again.") },
  { ENT_API_ERROR_ACCOUNT_BLOCKED, N_("Account blocked"),
    N_("This account was blocked by an administrator. Ask the school’s direction to unblock it.") },
  { ENT_API_ERROR_BANNED, N_("Too many tries"),
    N_("The ENT refuses this login for 15 minutes after too many tries. Wait a quarter of an hour, then try again.") },
  { ENT_API_ERROR_ACTIVATION_NEEDED, N_("Account to activate"),
    N_("This is the activation code of a new account: choose your password to activate it.") },
  { ENT_API_ERROR_RESET_NEEDED, N_("New password needed"),
    N_("This is a one-time code: open the ENT in your browser to choose a new password, then come back.") },
  { ENT_API_ERROR_PASSWORD_CHANGE, N_("New password needed"),
    N_("The ENT asks you to choose a new password before going on.") },
  { ENT_API_ERROR_TERMS, N_("Terms of use"),
    N_("The ENT asks you to accept its terms of use before going on.") },
  { ENT_API_ERROR_VALIDATION, N_("A check is due on the ENT"),
    N_("The ENT wants to check your e-mail address or your phone. Open it once in your browser, then come back.") },
  { ENT_API_ERROR_BAD_CLIENT, N_("Program refused"),
    N_("The ENT does not know this program’s identifier or its secret. Check them with the person who gave them.") },
  { ENT_API_ERROR_NOT_AN_ENT, N_("Not an ENT"),
    N_("Something answers at this address, but it is not an ENT. Check the address, for example in your browser.") },
  { ENT_API_ERROR_FORBIDDEN, N_("Refused by the ENT"),
    N_("You may no longer write here, or it was deleted on the ENT. Your text is kept on this computer.") },
  { ENT_API_ERROR_NOT_FOUND, N_("Not found on the ENT"),
    N_("It is no longer on the ENT. Your text is kept on this computer.") },
  { ENT_API_ERROR_QUOTA, N_("No room left on the ENT"),
    N_("The file is larger than the room left in your space on the ENT. Delete some files there, then try again.") },
  { ENT_API_ERROR_REJECTED, N_("Refused by the ENT"),
    N_("The ENT refused this text. It is kept on this computer; change it and send it again.") },
  { ENT_API_ERROR_UNAVAILABLE, N_("Not sent yet"),
    N_("The ENT is not available for the moment. Your work leaves by itself as soon as it is.") },
  { ENT_API_ERROR_PROTOCOL, N_("The ENT answered something unexpected"),
    N_("The answer could not be understood. Nothing is lost; the sending is tried again later.") },
};

static const Words store_words[] = {
  { ENT_STORE_ERROR_FULL, N_("The disk is full"),
    N_("Nothing can be saved on this computer any more. Free some room: what you type is kept here meanwhile and will be saved at once.") },
  { ENT_STORE_ERROR_NEWER, N_("Written by a newer Encrier"),
    N_("The work on this computer was saved by a newer version of Encrier. Update Encrier to open it; nothing was changed.") },
  { ENT_STORE_ERROR_BUSY, N_("Already open"),
    N_("This account is already open in another Encrier. Close it first.") },
  { ENT_STORE_ERROR_CORRUPT, N_("The saved work is damaged"),
    N_("The file of this account cannot be read. It is kept as it is; ask for help before going on.") },
  { ENT_STORE_ERROR_READ_ONLY, N_("Nothing can be written"),
    N_("Encrier may not write in your folder on this computer. Check its permissions.") },
  { ENT_STORE_ERROR_NOT_FOUND, N_("No longer there"),
    N_("This text is no longer on this computer.") },
  { ENT_STORE_ERROR_FAILED, N_("Not saved"),
    N_("This computer could not save. What you type is kept here; try again in a moment.") },
};

static const Words sync_words[] = {
  { ENT_SYNC_ERROR_CHANGED, N_("Two versions"),
    N_("This text was also changed on the ENT. Choose what to keep; both versions are safe.") },
  { ENT_SYNC_ERROR_GONE, N_("Deleted on the ENT"),
    N_("It was deleted on the ENT. Your text is kept here as a draft.") },
  { ENT_SYNC_ERROR_NO_RECIPIENT, N_("No recipient"),
    N_("Add at least one recipient before sending.") },
  { ENT_SYNC_ERROR_RECIPIENT, N_("A recipient cannot be reached"),
    N_("You may no longer write to one of the recipients. Remove them and send again; your text is kept.") },
  { ENT_SYNC_ERROR_ALTERED, N_("Two versions"),
    N_("The ENT changed words of your text. Compare both versions and choose.") },
  { ENT_SYNC_ERROR_EMPTY, N_("Nothing to send"),
    N_("Write a title and a text first.") },
  { ENT_SYNC_ERROR_CANCELLED_BY_USER, N_("Taken back"),
    N_("The sending was taken back; your text is a draft again.") },
};

static EntErrorWords *
make_words (const char *title,
            const char *explanation)
{
  EntErrorWords *self = g_new0 (EntErrorWords, 1);

  self->title = g_strdup (title);
  self->explanation = g_strdup (explanation);
  return self;
}

static EntErrorWords *
find_words (const Words *words,
            gsize        n_words,
            int          code)
{
  for (gsize i = 0; i < n_words; i++)
    if (words[i].code == code)
      return make_words (_(words[i].title), _(words[i].explanation));

  return NULL;
}

/**
 * ent_error_words:
 * @error: an error of any layer
 *
 * Chooses the words for @error: what happened to the work first, then why, then what to do.
 *
 * Returns: (transfer full): the words, never %NULL
 */
EntErrorWords *
ent_error_words (const GError *error)
{
  EntErrorWords *words = NULL;

  g_return_val_if_fail (error != NULL, make_words ("", ""));

  if (error->domain == ENT_API_ERROR)
    words = find_words (api_words, G_N_ELEMENTS (api_words), error->code);
  else if (error->domain == ENT_STORE_ERROR)
    words = find_words (store_words, G_N_ELEMENTS (store_words), error->code);
  else if (error->domain == ENT_SYNC_ERROR)
    words = find_words (sync_words, G_N_ELEMENTS (sync_words), error->code);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    words = find_words (store_words, G_N_ELEMENTS (store_words), ENT_STORE_ERROR_FULL);

  if (words != NULL)
    return words;

  g_message ("No words for: %s", error->message);
  return make_words (_("Something unexpected happened"),
                     _("Nothing is lost: your work is saved on this computer. Try again in a moment."));
}

/* The part of a distinguished name, "CN=Filter\, Inc.,O=School", that people read: its common name, else its
 * organization, else all of it. A comma of the name itself is escaped. */
static char *
dup_readable_name (const char *issuer)
{
  static const char *const kinds[] = { "CN", "O" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *pattern = g_strdup_printf ("(?:^|,)\\s*%s=((?:[^,\\\\]|\\\\.)+)", kinds[i]);
      g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regex, issuer, 0, &match))
        {
          g_autofree char *name = g_match_info_fetch (match, 1);
          g_auto (GStrv) pieces = g_strsplit (name, "\\", -1);

          return g_strjoinv ("", pieces);
        }
    }

  return g_strdup (issuer);
}

/**
 * ent_error_words_for_sign_in:
 * @error: an error met while signing in
 *
 * As ent_error_words(), for a screen where nothing was written yet: there an ENT that does not answer is an
 * address or a network to check, and a refused certificate is shown with who issued it (the message of
 * %ENT_API_ERROR_TLS ends with it).
 *
 * Returns: (transfer full): the words, never %NULL
 */
EntErrorWords *
ent_error_words_for_sign_in (const GError *error)
{
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE))
    return make_words (_("The ENT does not answer"),
                       _("Check the address and that this computer is connected, then try again."));
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_UNAVAILABLE))
    return make_words (_("The ENT is not available"),
                       _("It answers that it cannot serve you for the moment. Try again in a few minutes."));
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_PROTOCOL))
    return make_words (_("The ENT answered something unexpected"),
                       _("Check the address; if it is right, try again in a few minutes."));
  if (g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_TLS))
    {
      const char *issuer = g_strrstr (error->message, ISSUED_BY);
      EntErrorWords *words = ent_error_words (error);

      if (issuer != NULL)
        {
          g_autofree char *explanation = g_steal_pointer (&words->explanation);
          g_autofree char *name = dup_readable_name (issuer + strlen (ISSUED_BY));

          /* Translators: a sentence, then the name of who issued the certificate. */
          words->explanation = g_strdup_printf (_("%s Issued by: %s."), explanation, name);
        }
      return words;
    }

  return ent_error_words (error);
}

/**
 * ent_error_words_from_code:
 * @code: (nullable): a code kept in the database, see ent_error_to_code()
 * @detail: (nullable): the server's own words
 *
 * Chooses the words for an error met earlier. The server's words, when there are some, end the explanation.
 *
 * Returns: (transfer full): the words, never %NULL
 */
EntErrorWords *
ent_error_words_from_code (const char *code,
                           const char *detail)
{
  g_autoptr (GError) error = ent_error_from_code (code, detail);
  EntErrorWords *words;

  if (error == NULL)
    return make_words ("", "");

  words = ent_error_words (error);
  if (detail != NULL && *detail != '\0' &&
      g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_REJECTED))
    {
      g_autofree char *explanation = g_steal_pointer (&words->explanation);

      /* Translators: a sentence, then the words of the server between quotes. */
      words->explanation = g_strdup_printf (_("%s The ENT says: “%s”."), explanation, detail);
    }
  return words;
}

/**
 * ent_error_words_free:
 * @self: words
 *
 * Frees @self.
 */
void
ent_error_words_free (EntErrorWords *self)
{
  g_free (self->title);
  g_free (self->explanation);
  g_free (self);
}
