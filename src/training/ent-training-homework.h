/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ent-training-server.h"

G_BEGIN_DECLS

/**
 * EntTrainingHomeworkVariant:
 * @ENT_TRAINING_HOMEWORK_PUT_DUPLICATES: writing an entry whose id is there adds another with the
 * same id
 * @ENT_TRAINING_HOMEWORK_PUT_EMPTY: writing an entry answers 200 with an empty body
 * @ENT_TRAINING_HOMEWORK_PUT_CREATED: writing an entry answers 201
 * @ENT_TRAINING_HOMEWORK_DELETE_FAILS: deleting an entry that is not there answers 400 "not.found"
 * @ENT_TRAINING_HOMEWORK_NUMERIC_DATES: dates are numbers of milliseconds
 * @ENT_TRAINING_HOMEWORK_DELETE_KEEPS_STAMP: deleting an entry does not move "entriesModified"
 * @ENT_TRAINING_HOMEWORK_PUT_CLEARS_DAY: writing an entry takes the others of its day away
 * @ENT_TRAINING_HOMEWORK_SPLIT_DAYS: two entries of one day come in two day objects
 *
 * What nobody outside knows about the homework log: each may be so or not, and a client must live
 * with both.
 */
typedef enum
{
  ENT_TRAINING_HOMEWORK_PUT_DUPLICATES = 1 << 0,
  ENT_TRAINING_HOMEWORK_PUT_EMPTY = 1 << 1,
  ENT_TRAINING_HOMEWORK_PUT_CREATED = 1 << 2,
  ENT_TRAINING_HOMEWORK_DELETE_FAILS = 1 << 3,
  ENT_TRAINING_HOMEWORK_NUMERIC_DATES = 1 << 4,
  ENT_TRAINING_HOMEWORK_DELETE_KEEPS_STAMP = 1 << 5,
  ENT_TRAINING_HOMEWORK_SPLIT_DAYS = 1 << 6,
  ENT_TRAINING_HOMEWORK_PUT_CLEARS_DAY = 1 << 7,
} EntTrainingHomeworkVariant;

void ent_training_homework_set_variant (EntTrainingServer          *server,
                                        EntTrainingHomeworkVariant  variant);

G_END_DECLS
