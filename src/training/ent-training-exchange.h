/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "ent-training-fault.h"
#include "ent-training-request-private.h"

G_BEGIN_DECLS

/* A request, its connection, and what goes wrong between the two. */
typedef struct _EntTrainingExchange EntTrainingExchange;

typedef void (*EntTrainingExchangeDone) (EntTrainingExchange *exchange,
                                         gpointer             data);

EntTrainingExchange *ent_training_exchange_new   (EntTrainingServer       *server,
                                                  SoupServerMessage       *message,
                                                  EntTrainingRequest      *request,
                                                  EntTrainingEffects      *effects,
                                                  EntTrainingExchangeDone  done,
                                                  gpointer                 data);
void                 ent_training_exchange_start (EntTrainingExchange     *self);
void                 ent_training_exchange_free  (EntTrainingExchange     *self);

G_END_DECLS
