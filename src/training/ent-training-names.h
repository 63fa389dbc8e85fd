/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Words to invent people and places with. Any likeness to a real person is chance. */
extern const char *const ent_training_girl_names[];
extern const char *const ent_training_boy_names[];
extern const char *const ent_training_adult_names[];
extern const char *const ent_training_last_names[];
extern const char *const ent_training_school_names[];
extern const char *const ent_training_town_names[];
