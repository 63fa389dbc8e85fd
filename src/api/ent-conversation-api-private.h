/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-conversation-api.h"

G_BEGIN_DECLS

struct _EntConversationApi
{
  GObject    parent_instance;

  EntClient *client;   /* (owned) */
};

G_END_DECLS
