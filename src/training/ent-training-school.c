/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-school.h"

#include "ent-training-names.h"
#include "ent-training-school-life.h"

#define SCHOOL_NAME "École primaire des Tilleuls"
#define SCHOOL_UAI "0809901T"
#define DEMO_ROUNDS 64

/* The figures of a département of this size, all counted together. */
#define SOMME_SCHOOLS 335
#define SOMME_CLASSES 1182
#define SOMME_PUPILS 26449
#define SOMME_RELATIVES 27029

static const struct
{
  const char *name;
  const char *first_name;  /* of the teacher */
  const char *last_name;
  guint       pupils;
  guint       age;
} classes[] = {
  { "CP", "Claire", "Vasseur", 23, 6 },
  { "CE1", "Camille", "Durand", 22, 7 },
  { "CE2", "Thomas", "Bailly", 25, 8 },
  { "CM1", "Paul", "Mercier", 24, 9 },
  { "CM2", "Anne", "Lefebvre", 26, 10 },
};

enum
{
  CP,
  CE1,
  CE2,
  CM1,
  CM2,
  N_ROOMS,
};

static void
set_column (EntTrainingMaker *maker,
            const char       *sql,
            const char       *person,
            const char       *value)
{
  ent_training_db_run (maker->db, sql, "ss", person, value);
}

static void
make_administrator (EntTrainingMaker *maker,
                    const char       *person,
                    const char       *structure)
{
  g_autofree char *group = NULL;

  ent_training_db_run (maker->db,
                       "UPDATE person SET functions = json_object ('ADMIN_LOCAL', json_object"
                       " ('code', 'ADMIN_LOCAL', 'functionName', 'AdminLocal', 'scope', json_array"
                       " (?2), 'structureExternalIds', json_array ((SELECT external_id FROM"
                       " structure WHERE id = ?2)))) WHERE id = ?1", "ss", person,
                       structure);
  group = ent_training_db_dup_text (maker->db, "SELECT id FROM people_group WHERE structure_id = ?1"
                                               " AND type = 'FunctionGroup'", "s", structure);
  ent_training_maker_join_group (maker, person, group);
}

static void
join_direction (EntTrainingMaker *maker,
                const char       *person,
                const char       *structure)
{
  g_autofree char *group =
    ent_training_db_dup_text (maker->db, "SELECT id FROM people_group WHERE structure_id = ?1 AND"
                                         " type = 'DirectionGroup'", "s", structure);

  ent_training_maker_join_group (maker, person, group);
}

/* Those whose sign-in takes an unusual way. */
static void
add_special_teachers (EntTrainingMaker *maker,
                      const char       *structure)
{
  static const struct
  {
    const char *first_name;
    const char *last_name;
    const char *sql;
    const char *value;
  } people[] = {
    { "Nora", "Petit", "UPDATE person SET activation_code = ?2, password = NULL WHERE id = ?1",
      "h4nbx7rk" },
    { "Marc", "Renard", "UPDATE person SET blocked = ?2 WHERE id = ?1", "1" },
    { "Louis", "Marchand", "UPDATE person SET reset_code = ?2 WHERE id = ?1", "r8kvt3nw" },
    { "Inès", "Faure", "UPDATE person SET force_change = ?2 WHERE id = ?1", "1" },
    { "Hugo", "Blanc", "UPDATE person SET revalidate_terms = ?2 WHERE id = ?1", "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *id =
        ent_training_maker_add_person (maker, structure, "Teacher", people[i].first_name,
                                       people[i].last_name, TRUE);

      set_column (maker, people[i].sql, id, people[i].value);
    }
}

/* A mother of two, in two classes. */
static void
add_family (EntTrainingMaker           *maker,
            const EntTrainingClassroom *rooms)
{
  const EntTrainingClass *first = rooms[CE1].school_class;
  const EntTrainingClass *second = rooms[CM1].school_class;
  g_autofree char *mother =
    ent_training_maker_add_person (maker, first->structure, "Relative", "Julie", "Moreau", TRUE);
  g_autofree char *lea =
    ent_training_maker_add_person (maker, first->structure, "Student", "Léa", "Moreau", TRUE);
  g_autofree char *tom =
    ent_training_maker_add_person (maker, first->structure, "Student", "Tom", "Moreau", TRUE);

  ent_training_db_run (maker->db, "UPDATE person SET birth_date = date (?2 / 1000, 'unixepoch', '-7"
                                  " years', '-40 days') WHERE id = ?1", "si", lea, maker->now);
  ent_training_db_run (maker->db, "UPDATE person SET birth_date = date (?2 / 1000, 'unixepoch', '-9"
                                  " years', '-90 days') WHERE id = ?1", "si", tom, maker->now);
  ent_training_maker_join_class (maker, lea, first);
  ent_training_maker_join_class (maker, tom, second);
  ent_training_maker_join_class (maker, mother, first);
  ent_training_maker_join_class (maker, mother, second);
  ent_training_maker_add_family (maker, lea, mother);
  ent_training_maker_add_family (maker, tom, mother);
}

static void
add_school_groups (EntTrainingMaker *maker,
                   const char       *structure)
{
  g_autofree char *administrators = NULL;
  g_autofree char *council = NULL;
  g_autofree char *broadcast = NULL;

  administrators = ent_training_maker_add_group (maker, structure, NULL, SCHOOL_NAME "-AdminLocal",
                                                 "FunctionGroup",
                                                 NULL, NULL);
  council = ent_training_maker_add_group (maker, structure, NULL, "Conseil d'école", "ManualGroup",
                                          NULL, NULL);
  broadcast = ent_training_maker_add_group (maker, structure, NULL,
                                            "Toutes les familles (diffusion)", "ManualGroup",
                                            "BroadcastGroup", NULL);
  ent_training_db_run (maker->db, "INSERT INTO group_member SELECT ?1, person_id FROM"
                                  " person_structure x JOIN person p ON p.id = x.person_id WHERE"
                                  " x.structure_id = ?2 AND p.type = 'Relative'", "ss",
                       broadcast, structure);
  ent_training_db_run (maker->db, "INSERT INTO group_member SELECT ?1, person_id FROM"
                                  " person_structure x JOIN person p ON p.id = x.person_id WHERE"
                                  " x.structure_id = ?2 AND (p.type = 'Teacher' AND"
                                  " p.activation_code IS NULL OR p.login = 'julie.moreau')",
                                  "ss", council,
                       structure);
}

/* The second one holds somebody of another school, whom its owner does not see. */
static void
add_bookmarks (EntTrainingMaker           *maker,
               const EntTrainingClassroom *room)
{
  g_autofree char *team = ent_training_random_uuid (&maker->random);
  g_autofree char *delegates = ent_training_random_uuid (&maker->random);

  ent_training_db_run (maker->db, "INSERT INTO bookmark VALUES ('_' || ?1, ?2, 'Équipe du cycle "
                                  "2')", "ss", team,
                       room->teacher);
  ent_training_db_run (maker->db, "INSERT INTO bookmark_member SELECT '_' || ?1, p.id FROM person p"
                                  " WHERE p.login IN ('claire.vasseur', 'thomas.bailly')",
                                  "s", team);
  ent_training_db_run (maker->db, "INSERT INTO bookmark VALUES ('_' || ?1, ?2, 'Parents délégués')",
                       "ss", delegates,
                       room->teacher);
  ent_training_db_run (maker->db, "INSERT INTO bookmark_member SELECT '_' || ?1, id FROM (SELECT"
                                  " person_id AS id FROM group_member WHERE group_id = ?2 ORDER BY"
                                  " person_id LIMIT 3) UNION SELECT '_' || ?1, id FROM person WHERE"
                                  " login = 'lucie.perrin'", "ss",
                       delegates, room->school_class->relatives);
}

/* A signature, and French: strings that hold JSON, as the ENT keeps them. */
static void
add_preferences (EntTrainingMaker           *maker,
                 const EntTrainingClassroom *room)
{
  ent_training_db_run (maker->db,
                       "INSERT INTO preference VALUES (?1, 'language', json_object"
                       " ('default-domain', 'fr')), (?1, 'conversation', json_object"
                       " ('useSignature', json ('true'), 'signature',"
                       " '<p>Camille Durand, classe de CE1</p>'))", "s", room->teacher);
}

static void
add_other_school (EntTrainingMaker *maker)
{
  g_autofree char *structure =
    ent_training_maker_add_structure (maker, "École du Vieux-Moulin", "0809902V", FALSE);
  g_autoptr (EntTrainingClass) school_class =
    ent_training_maker_add_class (maker, structure, "CE2-CM1", "CE2");
  g_autofree char *teacher =
    ent_training_maker_add_person (maker, structure, "Teacher", "Lucie", "Perrin", TRUE);

  ent_training_maker_join_class (maker, teacher, school_class);
  ent_training_maker_add_pupils (maker, school_class, 18, 20, 8);
}

static void
add_participants (EntTrainingMaker *maker,
                  const char       *structure,
                  guint             count)
{
  for (guint i = 1; i <= count; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *name = g_strconcat ("CE1 groupe ", number, NULL);
      EntTrainingClassroom room = { .name = name };
      g_autoptr (EntTrainingClass) school_class =
        ent_training_maker_add_class (maker, structure, name, "CE1");
      g_autofree char *teacher =
        ent_training_maker_add_person (maker, structure, "Teacher", "Participant", number, TRUE);

      room.school_class = school_class;
      room.teacher = teacher;
      ent_training_maker_join_class (maker, teacher, school_class);
      ent_training_maker_add_pupils (maker, school_class, 10, 11, 7);
      ent_training_school_life_add_notebook (maker, &room);
      ent_training_school_life_add_blogs (maker, &room, 1);
    }
}

static void
add_school (EntTrainingMaker *maker,
            guint             participants)
{
  EntTrainingClassroom rooms[N_ROOMS] = { 0 };
  g_autofree char *structure =
    ent_training_maker_add_structure (maker, SCHOOL_NAME, SCHOOL_UAI, TRUE);
  g_autofree char *secretary = NULL;

  for (guint i = 0; i < N_ROOMS; i++)
    {
      rooms[i].name = g_strdup (classes[i].name);
      rooms[i].school_class =
        ent_training_maker_add_class (maker, structure, classes[i].name, classes[i].name);
      rooms[i].teacher =
        ent_training_maker_add_person (maker, structure, "Teacher", classes[i].first_name,
                                                        classes[i].last_name, TRUE);
      ent_training_maker_join_class (maker, rooms[i].teacher, rooms[i].school_class);
    }
  add_family (maker, rooms);
  for (guint i = 0; i < N_ROOMS; i++)
    ent_training_maker_add_pupils (maker, rooms[i].school_class, classes[i].pupils,
                                   classes[i].pupils + 10,
                                   classes[i].age);
  secretary = ent_training_maker_add_person (maker, structure, "Personnel", "Sylvie", "Garnier",
                                             TRUE);
  add_special_teachers (maker, structure);
  add_school_groups (maker, structure);
  join_direction (maker, rooms[CM2].teacher, structure);
  join_direction (maker, rooms[CM1].teacher, structure);
  make_administrator (maker, rooms[CM2].teacher, structure);
  make_administrator (maker, secretary, structure);
  add_other_school (maker);
  add_bookmarks (maker, &rooms[CE1]);
  add_preferences (maker, &rooms[CE1]);

  for (guint i = 0; i < N_ROOMS; i++)
    ent_training_school_life_add_notebook (maker, &rooms[i]);
  ent_training_school_life_add_blogs (maker, &rooms[CE1], 1);
  ent_training_school_life_add_blogs (maker, &rooms[CM2], 1);
  ent_training_school_life_add_messages (maker, &rooms[CE1]);
  add_participants (maker, structure, participants);

  for (guint i = 0; i < N_ROOMS; i++)
    {
      ent_training_class_free (rooms[i].school_class);
      g_free (rooms[i].name);
      g_free (rooms[i].teacher);
    }
}

/* How much of @left the next one of @shares takes, so that all shares together take it all. */
static guint
share (guint left,
       guint shares)
{
  return (left + shares / 2) / shares;
}

static void
add_background_class (EntTrainingMaker *maker,
                      const char       *structure,
                      guint             number,
                      guint             pupils,
                      guint             relatives)
{
  static const char *const levels[] = { "CP", "CE1", "CE2", "CM1", "CM2", NULL };
  const char *level = ent_training_random_pick (&maker->random, levels);
  g_autofree char *name = g_strdup_printf ("%s %c", level, 'A' + (char) number);
  g_autoptr (EntTrainingClass) school_class =
    ent_training_maker_add_class (maker, structure, name, level);
  const char *first_name = ent_training_random_pick (&maker->random, ent_training_adult_names);
  const char *last_name = ent_training_random_pick (&maker->random, ent_training_last_names);
  g_autofree char *teacher =
    ent_training_maker_add_person (maker, structure, "Teacher", first_name, last_name, TRUE);

  ent_training_maker_join_class (maker, teacher, school_class);
  if (number == 0)
    join_direction (maker, teacher, structure);
  ent_training_maker_add_pupils (maker, school_class, pupils, relatives, 8);
}

static guint
count (EntTrainingMaker *maker,
       const char       *sql)
{
  return (guint) ent_training_db_get_int (maker->db, sql, "");
}

/* The rest of a département around the school, up to the figures above. */
static void
add_background (EntTrainingMaker *maker)
{
  guint schools = SOMME_SCHOOLS - count (maker, "SELECT count(*) FROM structure");
  guint left = SOMME_CLASSES - count (maker, "SELECT count(*) FROM class");
  guint pupils = SOMME_PUPILS - count (maker, "SELECT count(*) FROM person WHERE type = 'Student'");
  guint relatives = SOMME_RELATIVES -
                    count (maker, "SELECT count(*) FROM person WHERE type = 'Relative'");

  for (; schools > 0; schools--)
    {
      guint here = share (left, schools);
      g_autofree char *uai = g_strdup_printf ("080%04uX", schools);
      g_autofree char *name = NULL;
      g_autofree char *structure = NULL;

      name = g_strconcat ("École ",
                          ent_training_random_pick (&maker->random, ent_training_school_names),
                          ", ",
                          ent_training_random_pick (&maker->random, ent_training_town_names), NULL);
      structure = ent_training_maker_add_structure (maker, name, uai, TRUE);
      for (guint i = 0; i < here; i++, left--)
        {
          guint class_pupils = share (pupils, left);
          guint class_relatives = share (relatives, left);

          add_background_class (maker, structure, i, class_pupils, class_relatives);
          pupils -= class_pupils;
          relatives -= class_relatives;
        }
    }
}

/* Fills an empty database. The same seed makes the same people; what happened is told from @now on.
 * */
void
ent_training_school_build (EntTrainingDb    *db,
                           guint64           seed,
                           EntTrainingScale  scale,
                           guint             participants,
                           gint64            now)
{
  EntTrainingMaker maker = { .db = db, .random = { seed }, .now = now, .rounds = DEMO_ROUNDS };
  g_autofree char *key = ent_training_random_uuid (&maker.random);

  maker.logins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ent_training_db_run (db, "INSERT INTO setting VALUES ('cookie_key', ?1)", "s", key);
  ent_training_db_run (db, "INSERT INTO oauth_client VALUES ('encrier-demo', 'encrier-secret',"
                           " 'password', ?1)", "s",
                       "auth userinfo directory userbook communication timeline blog homeworks "
                       "conversation workspace"
                       " portal explorer audience infra");
  add_school (&maker, participants);
  if (scale == ENT_TRAINING_SCALE_SOMME)
    {
      maker.rounds = 1;
      add_background (&maker);
    }
  g_hash_table_unref (maker.logins);
}

/* Empties every table; FALSE with an error when the database refused. */
gboolean
ent_training_school_clear (EntTrainingDb  *db,
                           GError        **error)
{
  g_autoptr (EntTrainingRows) rows = NULL;
  g_autoptr (GString) script = g_string_new ("PRAGMA defer_foreign_keys = ON;");

  rows = ent_training_db_query (db, "SELECT name FROM sqlite_schema WHERE type = 'table'", "");
  while (ent_training_rows_next (rows))
    g_string_append_printf (script, "DELETE FROM \"%s\";", ent_training_rows_get_text (rows, 0));

  return ent_training_db_script (db, script->str, error);
}
