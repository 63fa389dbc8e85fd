/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-service"

#include "ent-server-address.h"

#include <gio/gio.h>
#include <string.h>

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}

/* GUri takes spaces for a part of the name. */
static gboolean
is_host (const char *host)
{
  if (host == NULL || *host == '\0')
    return FALSE;

  for (const char *c = host; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        return FALSE;
    }

  return TRUE;
}

/*
 * ent_server_address_complete:
 * @typed: an address as people type it, or paste it from their browser
 *
 * Completes an address: https unless http was typed or the host is this computer; only scheme, host
 * and port are kept.
 *
 * Returns: (transfer full) (nullable): the address, %NULL when it cannot be one
 */
char *
ent_server_address_complete (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autofree char *whole = NULL;
  g_autofree char *host = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  if (strstr (text, "://") == NULL)
    whole = g_strconcat ("https://", text, NULL);
  else
    whole = g_strdup (text);

  uri = g_uri_parse (whole, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || !is_host (g_uri_get_host (uri)))
    return NULL;

  scheme = g_uri_get_scheme (uri);
  if (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0)
    return NULL;
  if (strstr (text, "://") == NULL && is_loopback (g_uri_get_host (uri)))
    scheme = "http";

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  if (strchr (host, ':') != NULL)
    {
      g_autofree char *bare = g_steal_pointer (&host);

      host = g_strdup_printf ("[%s]", bare);
    }
  if (g_uri_get_port (uri) > 0 &&
      g_uri_get_port (uri) != (g_strcmp0 (scheme, "http") == 0 ? 80 : 443))
    return g_strdup_printf ("%s://%s:%d", scheme, host, g_uri_get_port (uri));

  return g_strdup_printf ("%s://%s", scheme, host);
}
