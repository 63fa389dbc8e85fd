/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-school-life.h"

#include <string.h>

#include "ent-training-cleaner.h"
#include "ent-training-picture.h"

/* What the school wrote so far: blogs with posts in each state, notebooks around today, messages.
 * */

#define HOUR ((gint64) 3600 * 1000)
#define DAY (24 * HOUR)
#define BLOG_ACTION "org-entcore-blog-controllers-"
#define HOMEWORK_ACTION "fr-wseduc-homeworks-controllers-HomeworksController|"

static char *
share_with (const char        *group,
            const char *const *actions)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "{\"groupId\":\"%s\"", group);
  for (guint i = 0; actions[i] != NULL; i++)
    g_string_append_printf (text, ",\"%s\":true", actions[i]);
  g_string_append_c (text, '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
add_picture (EntTrainingMaker *maker,
             const char       *owner,
             const char       *name,
             gint64            at)
{
  char *id = ent_training_random_uuid (&maker->random);
  g_autofree char *file = ent_training_random_uuid (&maker->random);
  g_autoptr (GBytes) bytes = NULL;

  bytes = ent_training_picture_scene ((guint) ent_training_random_next (&maker->random), 960, 640);
  ent_training_db_run (maker->db, "INSERT INTO storage VALUES (?1, ?2)", "sb", file, bytes);
  ent_training_db_run (maker->db, "INSERT INTO document (id, name, file, file_date, form_name,"
                                  " filename, content_type, size, owner_id, created, modified,"
                                  " application, is_protected) VALUES (?1, ?2, ?3, ?4, 'file', ?2,"
                                  " 'image/jpeg', ?5, ?6, ?4, ?4, 'media-library', 1)",
                                  "sssiis", id,
                       name, file, at, (gint64) g_bytes_get_size (bytes), owner);
  return id;
}

static char *
add_post (EntTrainingMaker *maker,
          const char       *blog,
          const char       *author,
          const char       *title,
          const char       *html,
          const char       *state,
          gint64            at)
{
  char *id = ent_training_random_uuid (&maker->random);
  gboolean published = strcmp (state, "PUBLISHED") == 0;
  g_autofree char *clean = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (!ent_training_clean (html, &clean, &node, &plain, &error))
    g_error ("A text of the invented school cannot be cleaned: %s", error->message);
  json = json_to_string (node, FALSE);
  ent_training_db_run (maker->db, "INSERT INTO post (id, blog_id, title, content, json_content,"
                                  " plain, content_version, state, author_id, created, modified,"
                                  " first_publish, sorted, views) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                                  " 1, ?7, ?8, ?9, ?9, nullif (?10, 0), ?9, ?11)",
                                  "ssssssssiin", id,
                       blog, title, clean, json, plain, state, author, at,
                       published ? at : (gint64) 0,
                       published ? (int) ent_training_random_below (&maker->random, 40) : 0);
  return id;
}

static void
add_comment (EntTrainingMaker *maker,
             const char       *post,
             const char       *author,
             const char       *text,
             gint64            at)
{
  g_autofree char *id = ent_training_random_uuid (&maker->random);

  ent_training_db_run (maker->db, "INSERT INTO comment (id, post_id, comment, author_id, created,"
                                  " state) VALUES (?1, ?2, ?3, ?4, ?5, 'PUBLISHED')",
                                  "ssssi", id, post, text, author, at);
}

/* A line in the news thread of a person, or of everybody in a group. */
static void
notify (EntTrainingMaker *maker,
        const char       *event,
        const char       *blog,
        const char       *post,
        const char       *sender,
        const char       *recipient,
        gint64            at)
{
  gboolean comment = strcmp (event, "PUBLISH-COMMENT") == 0;
  const char *words = comment ? " a commenté un billet" : " a publié un billet";
  g_autofree char *id = ent_training_random_uuid (&maker->random);

  ent_training_db_run (maker->db,
                       "INSERT INTO notification (id, type, event_type, sender_id, resource,"
                       " sub_resource, at, params, message, preview) SELECT ?1, 'BLOG', ?6, p.id,"
                       " b.id, ?3, ?5, json_object ('username', p.display_name, 'uri',"
                       " '/userbook/annuaire#' || p.id, 'resourceName', b.title, 'resourceUri',"
                       " '/blog#/view/' || b.id || '/' || ?3), '<a href=\"/userbook/annuaire#' ||"
                       " p.id || '\">' || p.display_name || '</a>' || ?7, json_object ('text', '',"
                       " 'images', json_array (), 'medias', json_array ()) FROM blog b"
                       " JOIN person p ON p.id = ?4 WHERE b.id = ?2", "ssssiss", id, blog, post,
                       sender, at, event, words);
  ent_training_db_run (maker->db,
                       "INSERT INTO notification_recipient SELECT ?1, person_id FROM group_member"
                       " WHERE group_id = ?2 UNION SELECT ?1, id FROM person WHERE id = ?2", "ss",
                       id, recipient);
}

static char *
add_blog (EntTrainingMaker           *maker,
          const EntTrainingClassroom *room,
          const char                 *title,
          const char                 *description,
          const char                 *cover)
{
  static const char *const readers[] = {
    BLOG_ACTION "BlogController|get", BLOG_ACTION "PostController|get",
    BLOG_ACTION "PostController|list",
    BLOG_ACTION "PostController|comments", BLOG_ACTION "PostController|comment",
    BLOG_ACTION "PostController|updateComment", BLOG_ACTION "PostController|deleteComment", NULL,
  };
  static const char *const writers[] = {
    BLOG_ACTION "BlogController|get", BLOG_ACTION "PostController|get",
    BLOG_ACTION "PostController|list",
    BLOG_ACTION "PostController|comments", BLOG_ACTION "PostController|create",
    BLOG_ACTION "PostController|update",
    BLOG_ACTION "PostController|delete", BLOG_ACTION "PostController|submit",
    BLOG_ACTION "PostController|unpublish",
    BLOG_ACTION "PostController|comment", BLOG_ACTION "PostController|updateComment",
    BLOG_ACTION "PostController|deleteComment", NULL,
  };
  char *id = ent_training_random_uuid (&maker->random);
  g_autofree char *teachers = NULL;
  g_autofree char *group = NULL;
  g_autofree char *relatives = share_with (room->school_class->relatives, readers);
  g_autofree char *students = share_with (room->school_class->students, readers);
  g_autofree char *shared = NULL;

  group = ent_training_db_dup_text (maker->db,
                                    "SELECT id FROM people_group WHERE structure_id = ?1 AND"
                                    " sub_type = 'StructureGroup' AND profile = 'Teacher'", "s",
                                    room->school_class->structure);
  teachers = share_with (group, writers);
  shared = g_strdup_printf ("[%s,%s,%s]", relatives, students, teachers);
  ent_training_db_run (maker->db, "INSERT INTO blog (id, title, description, thumbnail, author_id,"
                                  " created, modified, comment_type, publish_type, shared) VALUES"
                                  " (?1, ?2, ?3, '/workspace/document/' || ?4, ?5, ?6, ?6,"
                                  " 'IMMEDIATE', 'RESTRAINT', ?7)", "sssssis", id,
                                  title, description,
                       cover, room->teacher, maker->now - 80 * DAY, shared);
  return id;
}

/* A text of long before the editor of today: stored as it came, never transformed. */
static void
add_old_post (EntTrainingMaker *maker,
              const char       *blog,
              const char       *author)
{
  g_autofree char *id = ent_training_random_uuid (&maker->random);

  ent_training_db_run (maker->db, "INSERT INTO post (id, blog_id, title, content, state, author_id,"
                                  " created, modified, first_publish, sorted, views) VALUES (?1,"
                                  " ?2, 'Bienvenue sur notre blog',"
                                  " '<div style=\"font-size:18px\">Bonjour à tous !</div><div>Ici, "
                                  "nous raconterons la"
                                  " vie de la classe.</div><div><br></div><div><b>À "
                                  "bientôt</b></div>', 'PUBLISHED',"
                                  " ?3, ?4, ?4, ?4, ?4, 51)", "sssi", id, blog, author,
                                  maker->now - 75 * DAY);
}

/* What a class told in the last weeks. */
static const struct
{
  const char *title;
  const char *html;   /* %s is a picture's address */
  gint64      days;
  const char *state;
} posts[] = {
  { "Notre potager", "<h2>Les premières pousses</h2><p>Cette semaine, les <strong>radis</strong> "
                     "sont sortis de terre."
                     " Chaque équipe a mesuré ses plants et les a dessinés.</p><ul><li><p>équipe "
                     "1 : 4 cm</p></li><li>"
                     "<p>équipe 2 : 5 cm</p></li><li><p>équipe 3 : 3 cm</p></li></ul><p><img "
                     "src=\"%s\" width=\"500\""
                     " alt=\"Le potager de l'école\"></p>", 60, "PUBLISHED" },
  { "Visite de la caserne",
    "<p>Mardi, les pompiers nous ont ouvert leurs portes. Nous avons <em>essayé les casques</em>"
                            " et appris le numéro à appeler : <strong>18</strong>.</p><p><img "
                            "src=\"%s\" width=\"350\""
                            " alt=\"Devant la caserne\"></p>", 41, "PUBLISHED" },
  { "La dictée géante", "<p>Toute l'école a fait la même dictée. Bravo à Sacha, qui l'a lue au "
                        "micro !</p><blockquote>"
                        "<p>Le petit chat dort au soleil, près du mur de "
                        "pierre.</p></blockquote>", 23, "PUBLISHED" },
  { "Chorale de fin d'année",
    "<p>Les répétitions commencent. Voici l'ordre des chants :</p><ol><li><p>La tempête</p>"
                              "</li><li><p>Le marchand de cailloux</p></li><li><p>Un jour de "
                              "pluie</p></li></ol>", 12,
    "PUBLISHED" },
  { "Nos portraits", "<p>Nous avons peint nos portraits à la manière des cubistes.</p><p><img "
                     "src=\"%s\" width=\"500\""
                     " alt=\"Les portraits\"></p><p style=\"text-align: center\">Ils sont "
                     "accrochés dans le couloir."
                     "</p>", 4, "PUBLISHED" },
  { "Sortie au musée : ce qu'il faut prévoir",
    "<p>Pour la sortie, pensez à :</p><ul><li><p>un pique-nique</p></li><li>"
                                               "<p>un vêtement de pluie</p></li></ul><p>Le "
                                               "départ est à 8 h 30.</p>",
    1, "DRAFT" },
};

static void
add_posts (EntTrainingMaker           *maker,
           const EntTrainingClassroom *room,
           const char                 *blog)
{
  g_autofree char *reader =
    ent_training_db_dup_text (maker->db, "SELECT person_id FROM group_member WHERE group_id = ?1"
                                         " ORDER BY person_id", "s", room->school_class->relatives);

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      gint64 at = maker->now - posts[i].days * DAY + i * HOUR / 4;
      g_autofree char *html = g_strdup (posts[i].html);
      g_autofree char *post = NULL;

      if (strstr (html, "%s") != NULL)
        {
          g_autofree char *picture = add_picture (maker, room->teacher, "photo.jpg", at);
          g_autofree char *address = g_strconcat ("/workspace/document/", picture, NULL);
          g_auto (GStrv) parts = g_strsplit (html, "%s", 2);

          g_free (html);
          html = g_strconcat (parts[0], address, parts[1], NULL);
        }
      post = add_post (maker, blog, room->teacher, posts[i].title, html, posts[i].state, at);
      if (strcmp (posts[i].state, "PUBLISHED") != 0)
        continue;

      notify (maker, "PUBLISH-POST", blog, post, room->teacher, room->school_class->relatives, at);
      if (reader != NULL && i % 2 == 0)
        {
          add_comment (maker, post, reader,
                       "Merci pour ces nouvelles, c'est un plaisir de vous lire.", at + 5 * HOUR);
          notify (maker, "PUBLISH-COMMENT", blog, post, reader, room->teacher, at + 5 * HOUR);
        }
      if (reader != NULL && i == 0)
        add_comment (maker, post, room->teacher, "Merci à vous ! La suite la semaine prochaine.",
                     at + 7 * HOUR);
    }
}

/* The class's blog, with posts in each state. */
void
ent_training_school_life_add_blogs (EntTrainingMaker           *maker,
                                    const EntTrainingClassroom *rooms,
                                    guint                       count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *title = g_strconcat ("La vie des ", rooms[i].name, NULL);
      g_autofree char *cover = add_picture (maker, rooms[i].teacher, "couverture.jpg",
                                            maker->now - 80 * DAY);
      g_autofree char *blog = add_blog (maker, &rooms[i], title, "Ce que nous vivons en classe",
                                        cover);
      g_autofree char *colleague = NULL;

      add_old_post (maker, blog, rooms[i].teacher);
      add_posts (maker, &rooms[i], blog);
      colleague = ent_training_db_dup_text (maker->db, "SELECT x.person_id FROM person_structure x"
                                                       " JOIN person p ON p.id = x.person_id WHERE"
                                                       " x.structure_id = ?1 AND p.type = 'Teacher'"
                                                       " AND p.id <> ?2 ORDER BY p.login", "ss",
                                            rooms[i].school_class->structure, rooms[i].teacher);
      if (colleague != NULL)
        g_free (add_post (maker, blog, colleague, "Rencontre sportive avec les autres classes",
                          "<p>Les élèves ont couru un <strong>relais</strong> sur le stade. Tout "
                          "le monde a fini la"
                          " course !</p>", "SUBMITTED", maker->now - 2 * DAY));
    }
}

static void
add_entry (EntTrainingMaker *maker,
           const char       *notebook,
           const char       *day,
           const char       *title,
           const char       *value)
{
  g_autofree char *id = ent_training_random_uuid (&maker->random);

  ent_training_db_run (maker->db, "INSERT INTO entry (notebook_id, id, day, title, value) VALUES"
                                  " (?1, ?2, ?3, ?4, ?5)",
                       "sssss", notebook, id, day, title, value);
}

/* The class's notebook, from three weeks ago to two weeks ahead, on school days. */
void
ent_training_school_life_add_notebook (EntTrainingMaker           *maker,
                                       const EntTrainingClassroom *room)
{
  static const char *const readers[] = {
    HOMEWORK_ACTION "getHomework", HOMEWORK_ACTION "updateEntryStatus", NULL,
  };
  static const struct
  {
    const char *title;
    const char *value;
  } works[] = {
    { "Lecture", "<p>Lire le texte « Le renard et la cigogne », pages 24 et 25, à voix "
                 "haute.</p>" },
    { "Mathématiques",
      "<p>Exercices <strong>3 et 4</strong> page 52.</p><p>Revoir la table de 6.</p>" },
    { "Poésie", "<p>Apprendre les deux premières strophes de <em>Liberté de "
                "l'hirondelle</em>.</p>" },
    { "Orthographe", "<ul><li><p>apprendre les mots de la liste 12</p></li><li><p>préparer la "
                     "dictée</p></li></ul>" },
    { "Questionner le monde", "<p>Apporter une photo d'un lieu du quartier.</p>" },
    { "Anglais", "<p>Savoir dire les jours de la semaine.</p>" },
    { "Sport", "<p>Prévoir des baskets et une bouteille d'eau.</p>" },
    { "Conjugaison", "<p>Réciter <u>être</u> et <u>avoir</u> au futur.</p>" },
  };
  g_autofree char *id = ent_training_random_uuid (&maker->random);
  g_autofree char *title = g_strconcat ("Cahier de textes des ", room->name, NULL);
  g_autofree char *relatives = share_with (room->school_class->relatives, readers);
  g_autofree char *students = share_with (room->school_class->students, readers);
  g_autofree char *shared = g_strdup_printf ("[%s,%s]", relatives, students);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (maker->now / 1000);

  ent_training_db_run (maker->db, "INSERT INTO notebook (id, title, owner_id, created, modified,"
                                  " entries_modified, shared) VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6)",
                                  "sssiis", id,
                                  title, room->teacher,
                       maker->now - 80 * DAY, maker->now - DAY, shared);

  for (int offset = -21; offset <= 14; offset++)
    {
      g_autoptr (GDateTime) date = g_date_time_add_days (today, offset);
      g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
      int weekday = g_date_time_get_day_of_week (date);
      guint first;
      guint other;

      if (weekday == 3 || weekday > 5)
        continue;

      first = ent_training_random_below (&maker->random, G_N_ELEMENTS (works));
      add_entry (maker, id, day, works[first].title, works[first].value);
      other = first + 1 + ent_training_random_below (&maker->random, G_N_ELEMENTS (works) - 1);
      other %= G_N_ELEMENTS (works);
      if (offset < 8)
        add_entry (maker, id, day, works[other].title, works[other].value);
    }
}
