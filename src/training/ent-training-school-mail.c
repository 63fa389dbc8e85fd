/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include <string.h>

#include "ent-training-cleaner.h"
#include "ent-training-directory.h"
#include "ent-training-school-life.h"

/* The messages of one teacher's box: received, some unread, sent, drafts, a folder, one in the
 * trash. */

#define HOUR ((gint64) 3600 * 1000)

typedef enum
{
  UNREAD = 1 << 0,
  IN_FOLDER = 1 << 1,
  TRASHED = 1 << 2,
} MailFlags;

typedef struct
{
  const char *from;    /* login; "family" for a relative of the class, "me" for the box's owner */
  const char *to;      /* "me", "parents" or a login */
  const char *subject;
  const char *html;
  const char *state;
  int         hours;   /* ago */
  MailFlags   flags;
} Mail;

static const Mail mails[] = {
  { "family", "me", "Absence de lundi",
    "<p>Bonjour,</p><p>Mon enfant sera absent lundi matin pour un rendez-vous chez"
    " le dentiste. Il reviendra pour la cantine.</p><p>Bonne journée</p>", "SENT", 3, UNREAD },
  { "anne.lefebvre", "me", "Conseil des maîtres de jeudi",
    "<p>Bonjour Camille,</p><p>Voici l'ordre du jour :</p><ol>"
    "<li><p>projet d'école</p></li><li><p>sorties du "
    "printemps</p></li><li><p>commandes</p></li></ol><p>À jeudi,"
    "<br>Anne</p>", "SENT", 7, UNREAD },
  { "family", "me", "Cahier oublié",
    "<p>Bonjour, nous ne retrouvons pas le cahier bleu. Est-il resté en classe ?</p>",
    "SENT", 20, UNREAD },
  { "sylvie.garnier", "me", "Photocopies",
    "<p>La machine est réparée, vous pouvez de nouveau imprimer en couleur.</p>",
    "SENT", 29, UNREAD },
  { "thomas.bailly", "me", "Échange de service vendredi",
    "<p>Peux-tu prendre ma surveillance de 10 h ? Je ferai la"
    " tienne lundi.</p><p>Thomas</p>", "SENT", 52, 0 },
  { "julie.moreau", "me", "Re : Sortie au musée",
    "<p>Je peux accompagner la classe toute la journée.</p><p>Julie Moreau"
    "</p>", "SENT", 75, IN_FOLDER },
  { "family", "me", "Accompagner la sortie",
    "<p>Je suis libre l'après-midi si vous avez besoin d'aide.</p>", "SENT", 80,
    IN_FOLDER },
  { "family", "me", "Allergie",
    "<p>Pour le pique-nique : mon enfant est allergique aux <strong>noisettes</strong>.</p>",
    "SENT", 98, IN_FOLDER },
  { "claire.vasseur", "me", "Lecture aux petits",
    "<p>Les CP seraient ravis que tes élèves viennent leur lire une"
    " histoire. Mardi à 14 h ?</p>", "SENT", 120, 0 },
  { "anne.lefebvre", "me", "Exercice d'évacuation",
    "<p>L'exercice aura lieu la semaine prochaine. Pensez à relire les"
    " consignes affichées dans la classe.</p>", "SENT", 190, 0 },
  { "family", "me", "Merci", "<p>Merci pour votre accueil lors de la réunion.</p>", "SENT", 260,
    0 },
  { "sylvie.garnier", "me", "Ancien planning de la salle", "<p>Ce planning est remplacé.</p>",
    "SENT", 400, TRASHED },
  { "me", "parents", "Sortie au musée",
    "<p>Bonjour,</p><p>La sortie au musée aura lieu <strong>mardi</strong>. Le départ"
    " est à 8 h 30, le retour vers 16 h.</p><ul><li><p>un pique-nique</p></li><li><p>un vêtement "
    "de pluie</p></li></ul>"
    "<p>Camille Durand</p>", "SENT", 96, 0 },
  { "me", "anne.lefebvre", "Commande de livres",
    "<p>Voici ma liste pour la bibliothèque de classe.</p>", "SENT", 170, 0 },
  { "me", "thomas.bailly", "Matériel de sport", "<p>Les cerceaux sont dans l'armoire du fond.</p>",
    "SENT", 210, 0 },
  { "me", "parents", "Réunion de rentrée", "<p>La réunion aura lieu dans la classe, à 18 h.</p>",
    "SENT", 500, 0 },
  { "me", "parents", "Photo de classe", "<p>Le photographe passera </p>", "DRAFT", 26, 0 },
  { "me", "claire.vasseur", "Re : Lecture aux petits", "<p>Avec plaisir, mardi nous convient.</p>",
    "DRAFT", 100, 0 },
};

static char *
dup_person (EntTrainingMaker           *maker,
            const EntTrainingClassroom *room,
            const char                 *who,
            guint                       number)
{
  if (strcmp (who, "me") == 0)
    return g_strdup (room->teacher);
  if (strcmp (who, "parents") == 0)
    return g_strdup (room->school_class->relatives);
  if (strcmp (who, "family") == 0)
    return ent_training_db_dup_text (maker->db,
                                     "SELECT m.person_id FROM group_member m JOIN person p ON p.id"
                                     " = m.person_id WHERE m.group_id = ?1 AND p.activation_code IS"
                                     " NULL ORDER BY m.person_id LIMIT 1 OFFSET ?2",
                                                "sn",
                                     room->school_class->relatives, (int) (number % 8));

  return ent_training_db_dup_text (maker->db, "SELECT id FROM person WHERE login = ?1", "s", who);
}

static void
add_box (EntTrainingMaker *maker,
         const char       *message,
         const char       *person,
         gboolean          unread,
         gboolean          trashed,
         const char       *folder)
{
  ent_training_db_run (maker->db, "INSERT OR IGNORE INTO message_box VALUES (?1, ?2, ?3, ?4, ?5)",
                       "ssnns", message,
                       person, (int) unread, (int) trashed, folder);
}

static void
add_mail (EntTrainingMaker           *maker,
          const EntTrainingClassroom *room,
          const Mail                 *mail,
          guint                       number,
          const char                 *folder)
{
  g_autofree char *id = ent_training_random_uuid (&maker->random);
  g_autofree char *from = dup_person (maker, room, mail->from, number);
  g_autofree char *to = dup_person (maker, room, mail->to, number);
  g_autofree char *from_name = ent_training_directory_dup_name (maker->db, from);
  g_autofree char *to_name = ent_training_directory_dup_name (maker->db, to);
  g_autofree char *clean = NULL;
  g_autoptr (JsonArray) recipients = json_array_new ();
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  gboolean draft = strcmp (mail->state, "DRAFT") == 0;

  if (!ent_training_clean (mail->html, &clean, NULL, NULL, &error))
    g_error ("A message of the invented school cannot be cleaned: %s", error->message);
  ent_training_db_run (maker->db, "INSERT INTO message (id, thread_id, subject, body, state, date,"
                                  " from_id, from_name, to_ids, names) VALUES (?1, ?1, ?2, ?3, ?4,"
                                  " ?5, ?6, ?7, json_array (?8), json_object (?6, ?7, ?8, ?9))",
                                  "ssssissss", id, mail->subject,
                                  clean, mail->state,
                       maker->now - mail->hours * HOUR, from, from_name, to, to_name);

  json_array_add_string_element (recipients, to);
  people = ent_training_directory_expand (maker->db, recipients);
  for (guint i = 0; !draft && i < people->len; i++)
    {
      const char *person = g_ptr_array_index (people, i);
      gboolean chance = ent_training_random_below (&maker->random, 2) == 0;
      MailFlags flags = mail->flags;

      if (strcmp (person, room->teacher) != 0)
        flags = chance ? UNREAD : 0;
      add_box (maker, id, person, (flags & UNREAD) != 0, (flags & TRASHED) != 0,
               (flags & IN_FOLDER) != 0 ? folder : NULL);
    }
  add_box (maker, id, from, draft, FALSE, NULL);
}

/* Messages of the class's teacher, and two folders of their own. */
void
ent_training_school_life_add_messages (EntTrainingMaker           *maker,
                                       const EntTrainingClassroom *room)
{
  g_autofree char *folder = ent_training_random_uuid (&maker->random);
  g_autofree char *inner = ent_training_random_uuid (&maker->random);

  ent_training_db_run (maker->db, "INSERT INTO message_folder (id, person_id, name) VALUES (?1, ?2,"
                                  " 'Sorties')", "ss",
                       folder, room->teacher);
  ent_training_db_run (maker->db,
                       "INSERT INTO message_folder (id, person_id, parent_id, name, depth) VALUES"
                       " (?1, ?2, ?3, 'Musée', 2)", "sss", inner, room->teacher,
                                  folder);
  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    add_mail (maker, room, &mails[i], i, folder);
}
