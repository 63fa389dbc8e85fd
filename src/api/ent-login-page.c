/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-login-page.h"

#include <string.h>

#include "ent-json.h"

static const struct
{
  const char  *key;
  EntApiError  code;
} reasons[] = {
  { "auth.error.authenticationFailed", ENT_API_ERROR_BAD_PASSWORD },
  { "auth.error.ban", ENT_API_ERROR_BANNED },
  { "auth.error.blockedUser", ENT_API_ERROR_ACCOUNT_BLOCKED },
  { "auth.error.blockedProfileType", ENT_API_ERROR_ACCOUNT_BLOCKED },
  { "auth.error.otpDisabled", ENT_API_ERROR_BAD_PASSWORD },
  { "auth.error.global", ENT_API_ERROR_UNAVAILABLE },
  { "auth.error.activation.code", ENT_API_ERROR_ACTIVATION_NEEDED },
  { "auth.error.password.reset", ENT_API_ERROR_RESET_NEEDED },
};

/* Whether the ENT shows the activation page: the password was a valid activation code. */
gboolean
ent_login_page_is_activation (const char *page)
{
  return strstr (page, "ActivationController") != NULL;
}

static const struct
{
  const char *entity;
  const char *text;
} entities[] = {
  { "&quot;", "\"" }, { "&#34;", "\"" }, { "&#x22;", "\"" },
  { "&apos;", "'" }, { "&#39;", "'" }, { "&#x27;", "'" },
  { "&lt;", "<" }, { "&gt;", ">" },
  { "&nbsp;", "\302\240" }, { "&#160;", "\302\240" },
  { "&eacute;", "é" }, { "&egrave;", "è" }, { "&agrave;", "à" }, { "&ecirc;", "ê" },
  { "&#233;", "é" }, { "&#232;", "è" }, { "&#224;", "à" }, { "&#234;", "ê" },
  { "&amp;", "&" },   /* last: it makes none of the above */
};

static char *
unescape (const char *text)
{
  GString *string = g_string_new (text);

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (string, entities[i].entity, entities[i].text, 0);
  return g_string_free (string, FALSE);
}

/* The message of `ng-init="… error = &quot;…&quot; …"`; NULL when the page gives none. */
char *
ent_login_page_dup_words (const char *page)
{
  g_autofree char *plain = unescape (page);
  g_autoptr (GRegex) regex =
    g_regex_new ("\\berror\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)+)\"|'((?:[^'\\\\]|\\\\.)+)')",
                                          G_REGEX_DEFAULT, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *words = NULL;

  if (!g_regex_match (regex, plain, 0, &match))
    return NULL;

  words = g_match_info_fetch (match, 1);
  if (words == NULL || words[0] == '\0')
    {
      g_free (words);
      words = g_match_info_fetch (match, 2);
    }
  g_strdelimit (words, "\\", ' ');
  g_strstrip (words);
  return words[0] != '\0' ? g_steal_pointer (&words) : NULL;
}

/* What an `auth.error.…` key means; BAD_PASSWORD for those we do not know: the ENT refused, and
 * trying again could lead to a ban. */
EntApiError
ent_login_page_code_of_key (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].key, key) == 0)
      return reasons[i].code;

  return ENT_API_ERROR_BAD_PASSWORD;
}

/* Letters only: pages and bundles do not agree on entities, spaces and typographic quotes. */
static char *
fold (const char *text)
{
  g_autofree char *plain = unescape (text);
  g_autofree char *lower = g_utf8_casefold (plain, -1);
  GString *folded = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (folded, g_utf8_get_char (p));

  return g_string_free (folded, FALSE);
}

/* Which reason @words are, by looking them up in @messages (GET /auth/i18n, same language), NULL
 * when it could not be had. */
EntApiError
ent_login_page_get_code (const char *words,
                         JsonObject *messages)
{
  g_autofree char *folded = fold (words);

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      const char *text = messages != NULL ? ent_json_opt_string (messages, reasons[i].key) : NULL;
      g_autofree char *candidate = text != NULL ? fold (text) : NULL;

      if (strcmp (words, reasons[i].key) == 0)
        return reasons[i].code;
      if (candidate != NULL && candidate[0] != '\0' && strcmp (candidate, folded) == 0)
        return reasons[i].code;
    }

  return ENT_API_ERROR_BAD_PASSWORD;
}
