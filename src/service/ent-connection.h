/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ENT_CONNECTION_OFFLINE,      /* no answer from the ENT */
  ENT_CONNECTION_ONLINE,
  ENT_CONNECTION_BUSY,         /* pulling or sending */
  ENT_CONNECTION_SIGNED_OUT,   /* the ENT asks to sign in */
} EntConnectionState;

typedef enum
{
  ENT_PULL_NONE,
  ENT_PULL_SIGNING_IN,
  ENT_PULL_NOTEBOOKS,
  ENT_PULL_MESSAGES,
  ENT_PULL_BLOGS,
  ENT_PULL_CLASSES,
} EntPullWhat;

GType ent_connection_state_get_type (void);
#define ENT_TYPE_CONNECTION_STATE (ent_connection_state_get_type ())
GType ent_pull_what_get_type (void);
#define ENT_TYPE_PULL_WHAT (ent_pull_what_get_type ())

/* EntConnection: the link with the ENT as the card tells it. Every getter is a notifying property:
 * "state", "what", "fraction", "first-pull", "n-waiting", "n-deferred", "n-sending", "n-blocked", "n-changed", "n-drafts",
 * "n-unread", "pulled-at", "sent-at", "error", "half-unit". */
#define ENT_TYPE_CONNECTION (ent_connection_get_type ())
G_DECLARE_FINAL_TYPE (EntConnection, ent_connection, ENT, CONNECTION, GObject)

EntConnectionState ent_connection_get_state      (EntConnection *self);
EntPullWhat        ent_connection_get_what       (EntConnection *self);   /* what is being fetched */
double             ent_connection_get_fraction   (EntConnection *self);   /* 0…1 of the pull under way */
gboolean           ent_connection_get_first_pull (EntConnection *self);   /* nothing was ever fetched whole */
guint              ent_connection_get_n_waiting  (EntConnection *self);   /* texts asked to leave */
guint              ent_connection_get_n_deferred (EntConnection *self);   /* of them, those that wait for an hour chosen */
guint              ent_connection_get_n_sending  (EntConnection *self);
guint              ent_connection_get_n_blocked  (EntConnection *self);
guint              ent_connection_get_n_changed  (EntConnection *self);
guint              ent_connection_get_n_drafts   (EntConnection *self);   /* local drafts not asked to leave */
guint              ent_connection_get_n_unread   (EntConnection *self);   /* messages */
gint64             ent_connection_get_pulled_at  (EntConnection *self);   /* µs UTC, 0 never */
gint64             ent_connection_get_sent_at    (EntConnection *self);   /* µs UTC of the last thing that arrived, 0 never */
/* (nullable): why it is OFFLINE or SIGNED_OUT, for ent_error_words (). */
const GError      *ent_connection_get_error      (EntConnection *self);
/* TRUE while an update of a published post is done and its publication is not (sync.md §2). */
gboolean           ent_connection_get_half_unit  (EntConnection *self);

G_END_DECLS
