/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who sees whom, as SQL: ?1 is the person who looks, ?2 their type. Teachers and staff see their
 * whole school; pupils and relatives see their classes, and relatives the direction.
 *
 * Source: entcore communication/src/main/resources/mod.json, default rules, as told in ent-api 07
 * §7.3. */

#define ENT_TRAINING_VISIBLE_PEOPLE \
  "SELECT b.person_id FROM person_structure a JOIN person_structure b USING (structure_id) WHERE" \
  " ?2 IN ('Teacher', 'Personnel') AND a.person_id = ?1 UNION SELECT b.person_id FROM" \
  " person_class a JOIN person_class b USING (class_id) WHERE ?2 IN ('Student', 'Relative') AND" \
  " a.person_id = ?1 UNION SELECT m.person_id FROM person_structure a JOIN people_group g ON" \
  " g.structure_id = a.structure_id JOIN group_member m ON m.group_id = g.id WHERE ?2 =" \
  " 'Relative' AND g.type = 'DirectionGroup' AND a.person_id = ?1"

#define ENT_TRAINING_VISIBLE_GROUPS \
  "SELECT g.id FROM person_structure a JOIN people_group g USING (structure_id) WHERE ?2 IN" \
  " ('Teacher', 'Personnel') AND a.person_id = ?1 UNION SELECT g.id FROM person_class a JOIN" \
  " people_group g USING (class_id) WHERE ?2 IN ('Student', 'Relative') AND a.person_id = ?1" \
  " UNION SELECT g.id FROM person_structure a JOIN people_group g USING (structure_id) WHERE ?2 =" \
  " 'Relative' AND g.type = 'DirectionGroup' AND a.person_id = ?1"
