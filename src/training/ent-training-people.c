/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-people.h"

#include <string.h>

#include "ent-training-account.h"
#include "ent-training-names.h"

/* Makes people, classes and groups with the rules of the ENT's feeder: logins, activation codes,
 * profile groups.
 *
 * Source: entcore feeder Validator and ManualFeeder, as told in ent-api 07 §6.1 and §8. */

static char *
squeeze (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *word = g_string_new (NULL);

  for (const char *letter = ascii; *letter != '\0'; letter++)
    if (g_ascii_isalnum (*letter))
      g_string_append_c (word, g_ascii_tolower (*letter));

  return g_string_free (word, FALSE);
}

/* "firstname.lastname", then the same with 2, 3, 4… */
static char *
make_login (EntTrainingMaker *self,
            const char       *first_name,
            const char       *last_name)
{
  g_autofree char *first = squeeze (first_name);
  g_autofree char *last = squeeze (last_name);
  char *login = g_strdup_printf ("%.30s.%.30s", first, last);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->logins, login)) + 1;
  char *numbered;

  g_hash_table_replace (self->logins, g_strdup (login), GUINT_TO_POINTER (count));
  if (count == 1)
    return login;

  numbered = g_strdup_printf ("%s%u", login, count);
  g_free (login);
  return numbered;
}

/* A school with its profile groups and its direction; its id. */
char *
ent_training_maker_add_structure (EntTrainingMaker *self,
                                  const char       *name,
                                  const char       *uai,
                                  gboolean          has_app)
{
  static const char *const profiles[] = { "Teacher", "Student", "Relative", "Personnel" };
  char *id = ent_training_random_uuid (&self->random);
  g_autofree char *direction = g_strconcat (name, "-Direction", NULL);

  ent_training_db_run (self->db, "INSERT INTO structure VALUES (?1, ?2, ?3, ?4, ?5)", "ssssn", id,
                       uai, name, uai,
                       (int) has_app);
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autofree char *group = g_strconcat (name, "-", profiles[i], NULL);

      g_free (ent_training_maker_add_group (self, id, NULL, group, "ProfileGroup", "StructureGroup",
                                            profiles[i]));
    }
  g_free (ent_training_maker_add_group (self, id, NULL, direction, "DirectionGroup", NULL, NULL));

  return id;
}

/* A class with one group a profile. */
EntTrainingClass *
ent_training_maker_add_class (EntTrainingMaker *self,
                              const char       *structure,
                              const char       *name,
                              const char       *level)
{
  EntTrainingClass *school_class = g_new0 (EntTrainingClass, 1);
  g_autofree char *teachers = g_strconcat (name, "-Teacher", NULL);
  g_autofree char *students = g_strconcat (name, "-Student", NULL);
  g_autofree char *relatives = g_strconcat (name, "-Relative", NULL);

  school_class->id = ent_training_random_uuid (&self->random);
  school_class->structure = g_strdup (structure);
  ent_training_db_run (self->db, "INSERT INTO class SELECT ?1, s.external_id || '$' || ?3, ?2, ?3,"
                                 " ?4 FROM structure s WHERE s.id = ?2",
                                 "ssss", school_class->id, structure, name,
                                 level);
  school_class->teachers =
    ent_training_maker_add_group (self, structure, school_class->id, teachers, "ProfileGroup",
                                                         "ClassGroup", "Teacher");
  school_class->students =
    ent_training_maker_add_group (self, structure, school_class->id, students, "ProfileGroup",
                                                         "ClassGroup", "Student");
  school_class->relatives =
    ent_training_maker_add_group (self, structure, school_class->id, relatives, "ProfileGroup",
                                                          "ClassGroup", "Relative");
  return school_class;
}

void
ent_training_class_free (EntTrainingClass *school_class)
{
  g_free (school_class->id);
  g_free (school_class->structure);
  g_free (school_class->teachers);
  g_free (school_class->students);
  g_free (school_class->relatives);
  g_free (school_class);
}

/* A group; its id has the old form, number and instant. */
char *
ent_training_maker_add_group (EntTrainingMaker *self,
                              const char       *structure,
                              const char       *class_id,
                              const char       *name,
                              const char       *type,
                              const char       *sub_type,
                              const char       *profile)
{
  char *id = g_strdup_printf ("%u-1693551144000", 1200 + self->groups++);

  ent_training_db_run (self->db, "INSERT INTO people_group VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                       "sssssss", id,
                       structure, class_id, name, type, sub_type, profile);
  return id;
}

/* A person of a school, in its profile group; one that is not active has an activation code and no
 * password. */
char *
ent_training_maker_add_person (EntTrainingMaker *self,
                               const char       *structure,
                               const char       *type,
                               const char       *first_name,
                               const char       *last_name,
                               gboolean          active)
{
  char *id = ent_training_random_uuid (&self->random);
  g_autofree char *login = make_login (self, first_name, last_name);
  g_autofree char *display = g_strconcat (last_name, " ", first_name, NULL);
  g_autofree char *external = g_strdup_printf ("EXT-%u",
                                               ent_training_random_below (&self->random, 1000000));
  g_autofree char *code = active ? NULL : ent_training_random_code (&self->random);
  g_autofree char *salt = active ? ent_training_random_code (&self->random) : NULL;
  g_autofree char *hash = active ? ent_training_account_hash ("encrier", salt, self->rounds) : NULL;
  g_autofree char *email = NULL;
  gint64 seconds_ago = ent_training_random_below (&self->random, 20 * 86400);

  if (active && strcmp (type, "Student") != 0)
    email = g_strconcat (login, "@example.org", NULL);
  ent_training_db_run (self->db, "INSERT INTO person (id, external_id, login, first_name,"
                                 " last_name, display_name, search_name, type, email, password,"
                                 " activation_code, last_login) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                                 " fold (?6), ?7, ?8, ?9, ?10, nullif (?11, 0))",
                       "ssssssssssi", id, external, login, first_name, last_name, display, type,
                       email, hash, code,
                       active ? self->now - seconds_ago * 1000 : (gint64) 0);
  ent_training_db_run (self->db, "INSERT INTO person_structure VALUES (?1, ?2)", "ss", id,
                       structure);
  ent_training_db_run (self->db, "INSERT INTO group_member SELECT id, ?1 FROM people_group WHERE"
                                 " structure_id = ?2 AND sub_type = 'StructureGroup' AND profile ="
                                 " ?3", "sss", id,
                                 structure, type);
  return id;
}

void
ent_training_maker_join_class (EntTrainingMaker       *self,
                               const char             *person,
                               const EntTrainingClass *school_class)
{
  ent_training_db_run (self->db, "INSERT OR IGNORE INTO person_class VALUES (?1, ?2)", "ss", person,
                       school_class->id);
  ent_training_db_run (self->db,
                       "INSERT OR IGNORE INTO group_member SELECT g.id, p.id FROM people_group g"
                       " JOIN person p ON p.type = g.profile WHERE g.class_id = ?2 AND p.id = ?1",
                       "ss",
                       person, school_class->id);
}

void
ent_training_maker_join_group (EntTrainingMaker *self,
                               const char       *person,
                               const char       *group)
{
  ent_training_db_run (self->db, "INSERT OR IGNORE INTO group_member VALUES (?1, ?2)", "ss", group,
                       person);
}

void
ent_training_maker_add_family (EntTrainingMaker *self,
                               const char       *student,
                               const char       *relative)
{
  ent_training_db_run (self->db, "INSERT OR IGNORE INTO family VALUES (?1, ?2)", "ss", student,
                       relative);
}

static char *
add_pupil (EntTrainingMaker       *self,
           const EntTrainingClass *school_class,
           const char             *last_name,
           guint                   age)
{
  gboolean girl = ent_training_random_below (&self->random, 2) == 0;
  const char *const *names = girl ? ent_training_girl_names : ent_training_boy_names;
  const char *first = ent_training_random_pick (&self->random, names);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (self->now / 1000);
  g_autofree char *birth = NULL;
  char *id;

  id = ent_training_maker_add_person (self, school_class->structure, "Student", first, last_name,
                                      ent_training_random_below (&self->random, 5) != 0);
  birth = g_strdup_printf ("%04d-%02u-%02u", g_date_time_get_year (now) - (int) age,
                           1 + ent_training_random_below (&self->random, 12),
                           1 + ent_training_random_below (&self->random, 28));
  ent_training_db_run (self->db, "UPDATE person SET birth_date = ?2 WHERE id = ?1", "ss", id,
                       birth);
  ent_training_maker_join_class (self, id, school_class);
  return id;
}

/* Fills a class: pupils, and relatives given out one each, then a second one to the first pupils. A
 * pupil who finds no relative left is the brother or sister of the one before. */
void
ent_training_maker_add_pupils (EntTrainingMaker       *self,
                               const EntTrainingClass *school_class,
                               guint                   pupils,
                               guint                   relatives,
                               guint                   age)
{
  g_autofree char *relative = NULL;
  const char *last_name = NULL;
  guint seconds = relatives > pupils ? relatives - pupils : 0;

  for (guint i = 0; i < pupils; i++)
    {
      gboolean new_family = i < relatives || last_name == NULL;
      g_autofree char *pupil = NULL;

      if (new_family)
        last_name = ent_training_random_pick (&self->random, ent_training_last_names);
      pupil = add_pupil (self, school_class, last_name, age);

      for (guint j = 0; j < 2; j++)
        {
          const char *first_name;
          gboolean active;

          if (j == 0 ? !(new_family && i < relatives) : !(i < seconds))
            continue;
          first_name = ent_training_random_pick (&self->random, ent_training_adult_names);
          active = ent_training_random_below (&self->random, 10) < 7;
          g_free (relative);
          relative = ent_training_maker_add_person (self, school_class->structure, "Relative",
                                                    first_name, last_name, active);
          ent_training_maker_join_class (self, relative, school_class);
          ent_training_maker_add_family (self, pupil, relative);
        }
      if (!new_family && relative != NULL)
        ent_training_maker_add_family (self, pupil, relative);
    }
}
