/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The domains live here, under every layer, so that each screen can find its words without
 * knowing the layer that failed. A code exists if somebody does something different about it. */

typedef enum
{
  ENT_API_ERROR_OFFLINE,            /* no route, DNS, timeout: wait */
  ENT_API_ERROR_TLS,                /* the certificate was refused; the message names the issuer */
  ENT_API_ERROR_PROXY,              /* a proxy between us and the ENT wants a password */
  ENT_API_ERROR_SIGNED_OUT,         /* 302 to the login page, or 403 xsrf once probed */
  ENT_API_ERROR_BAD_PASSWORD,       /* the ENT refused login and password */
  ENT_API_ERROR_ACCOUNT_BLOCKED,    /* blocked by an administrator */
  ENT_API_ERROR_BANNED,             /* too many tries: wait 15 minutes */
  ENT_API_ERROR_ACTIVATION_NEEDED,  /* the password given is the activation code */
  ENT_API_ERROR_RESET_NEEDED,       /* the password given is a reset code */
  ENT_API_ERROR_PASSWORD_CHANGE,    /* the ENT imposes a new password first */
  ENT_API_ERROR_TERMS,              /* the terms must be accepted first */
  ENT_API_ERROR_VALIDATION,         /* e-mail, mobile or second factor due first */
  ENT_API_ERROR_BAD_CLIENT,         /* OAuth2: unknown client id or secret, or scope refused */
  ENT_API_ERROR_NOT_AN_ENT,         /* something answers there, but it is no ENT */
  ENT_API_ERROR_FORBIDDEN,          /* 401: no right, or gone; the ENT does not tell which */
  ENT_API_ERROR_NOT_FOUND,          /* 404, post.does.not.exist */
  ENT_API_ERROR_QUOTA,              /* file.too.large */
  ENT_API_ERROR_REJECTED,           /* other 4xx; the message ends with the server's words */
  ENT_API_ERROR_UNAVAILABLE,        /* 5xx, 408, 429, 509: later */
  ENT_API_ERROR_PROTOCOL,           /* unreadable answer, HTML where JSON was due */
} EntApiError;

typedef enum
{
  ENT_STORE_ERROR_FULL,             /* no space left on the disk */
  ENT_STORE_ERROR_NEWER,            /* the file was written by a newer Encrier */
  ENT_STORE_ERROR_BUSY,             /* another Encrier holds it */
  ENT_STORE_ERROR_CORRUPT,          /* the file is damaged */
  ENT_STORE_ERROR_READ_ONLY,        /* no right to write in the folder */
  ENT_STORE_ERROR_NOT_FOUND,
  ENT_STORE_ERROR_FAILED,
} EntStoreError;

typedef enum
{
  ENT_SYNC_ERROR_CHANGED,           /* the ENT's version moved and the merge could not settle it */
  ENT_SYNC_ERROR_GONE,              /* deleted there, edited here */
  ENT_SYNC_ERROR_NO_RECIPIENT,      /* a message without anybody to send it to */
  ENT_SYNC_ERROR_RECIPIENT,         /* a recipient is no longer reachable */
  ENT_SYNC_ERROR_ALTERED,           /* the ENT lost words of what was sent */
  ENT_SYNC_ERROR_EMPTY,             /* nothing to send: no subject, no text */
  ENT_SYNC_ERROR_CANCELLED_BY_USER,
} EntSyncError;

#define ENT_API_ERROR (ent_api_error_quark ())
#define ENT_STORE_ERROR (ent_store_error_quark ())
#define ENT_SYNC_ERROR (ent_sync_error_quark ())

GQuark ent_api_error_quark   (void);
GQuark ent_store_error_quark (void);
GQuark ent_sync_error_quark  (void);

/* A stable text for the database and back: "api/offline". */
char    *ent_error_to_code   (const GError *error);
GError  *ent_error_from_code (const char   *code,
                              const char   *detail);

G_END_DECLS
