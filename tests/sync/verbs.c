/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs.h"

#include "ent-attachment.h"
#include "ent-message.h"

#define TEXT "<p>Avant</p>"
#define NEW_TEXT "<p>Après la récréation</p>"

/* ---- posts ---- */

static char *
create_post (Fixture    *fixture,
             const char *name,
             const char *prepared)
{
  char *uuid = fixture_new_draft (fixture, ENT_KIND_POST, name, TEXT);

  fixture_send (fixture, uuid, ENT_SEND_SAVE);

  return uuid;
}

static char *
prepare_post (Fixture    *fixture,
              const char *name)
{
  g_autofree char *uuid = create_post (fixture, name, NULL);

  fixture_settle (fixture);

  return fixture_dup (fixture, "SELECT id FROM post WHERE title = ?1", name);
}

static char *
prepare_published (Fixture    *fixture,
                   const char *name)
{
  g_autofree char *uuid = fixture_new_draft (fixture, ENT_KIND_POST, name, TEXT);

  fixture_send (fixture, uuid, ENT_SEND_PUBLISH);
  fixture_settle (fixture);

  return fixture_dup (fixture, "SELECT id FROM post WHERE title = ?1 AND state = 'PUBLISHED'",
                      name);
}

static guint
count_posts (Fixture    *fixture,
             const char *name,
             const char *prepared)
{
  return fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1 AND state = 'DRAFT'",
                      name);
}

static char *
update_post (Fixture    *fixture,
             const char *name,
             const char *prepared)
{
  char *uuid = fixture_edit (fixture, ENT_KIND_POST, prepared, NEW_TEXT);

  fixture_send (fixture, uuid, ENT_SEND_SAVE);

  return uuid;
}

static guint
count_updated (Fixture    *fixture,
               const char *name,
               const char *prepared)
{
  return fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1"
                      " AND content = '" NEW_TEXT "' AND state = 'DRAFT'", name);
}

static char *
submit_post (Fixture    *fixture,
             const char *name,
             const char *prepared)
{
  char *uuid = fixture_edit (fixture, ENT_KIND_POST, prepared, TEXT);

  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_SUBMIT), ==, 1);

  return uuid;
}

static guint
count_submitted (Fixture    *fixture,
                 const char *name,
                 const char *prepared)
{
  return fixture_ask (fixture,
                      "SELECT count (*) FROM post WHERE title = ?1 AND state = 'SUBMITTED'", name);
}

static char *
publish_post (Fixture    *fixture,
              const char *name,
              const char *prepared)
{
  char *uuid = fixture_edit (fixture, ENT_KIND_POST, prepared, TEXT);

  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_PUBLISH), ==, 1);

  return uuid;
}

static guint
count_told (Fixture    *fixture,
            const char *post)
{
  return fixture_ask (fixture, "SELECT count (*) FROM notification WHERE sub_resource = ?1"
                      " AND event_type = 'PUBLISH-POST'", post);
}

/* All the families are told each time: once is the only right number. */
static guint
count_published (Fixture    *fixture,
                 const char *name,
                 const char *prepared)
{
  if (fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1 AND state = 'PUBLISHED'",
                   name) != 1)
    return 0;

  return count_told (fixture, prepared);
}

static char *
republish_post (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  char *uuid = fixture_edit (fixture, ENT_KIND_POST, prepared, NEW_TEXT);

  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_PUBLISH), ==, 2);

  return uuid;
}

/* Mine comes back to me as a draft, and stays in my list. */
static char *
unpublish_post (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  char *uuid = fixture_edit (fixture, ENT_KIND_POST, prepared, TEXT);

  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_UNPUBLISH), ==, 1);

  return uuid;
}

static guint
count_unpublished (Fixture    *fixture,
                   const char *name,
                   const char *prepared)
{
  g_autoptr (EntItem) item = ent_item_store_get (fixture->db, ENT_KIND_POST, prepared, NULL);

  return g_strcmp0 (ent_item_get_state (item), "DRAFT") == 0 ? count_posts (fixture, name, NULL) : 0;
}

#define PUPIL "(SELECT min (id) FROM person WHERE type = 'Student')"

/* A pupil's post, waiting for me. */
static char *
prepare_pupils (Fixture    *fixture,
                const char *name)
{
  char *id = prepare_post (fixture, name);

  ent_training_db_run (ent_training_server_get_db (fixture->server),
                       "UPDATE post SET state = 'SUBMITTED', author_id = " PUPIL " WHERE id = ?1", "s", id);
  g_assert_true (fixture_pull (fixture, NULL, NULL));

  return id;
}

static char *
send_back_post (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  char *uuid = fixture_edit (fixture, ENT_KIND_POST, prepared, NEW_TEXT);

  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_UNPUBLISH), ==, 2);

  return uuid;
}

/* Corrected, the pupil's own draft again; and out of my sight, here as there. */
static guint
count_sent_back (Fixture    *fixture,
                 const char *name,
                 const char *prepared)
{
  g_autoptr (EntItem) item = ent_item_store_get (fixture->db, ENT_KIND_POST, prepared, NULL);

  return item != NULL ? 0 :
         fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1 AND state = 'DRAFT'"
                      " AND author_id = " PUPIL " AND content = '" NEW_TEXT "'", name);
}

/* The first publication, and one more for the new text. */
static guint
count_republished (Fixture    *fixture,
                   const char *name,
                   const char *prepared)
{
  if (fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1 AND state = 'PUBLISHED'"
                   " AND content = '" NEW_TEXT "'", name) != 1)
    return 0;

  return count_told (fixture, prepared) - 1;
}

static char *
dup_deletion (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = ent_outbox_store_list (fixture->db, NULL);

  g_assert_cmpuint (rows->len, ==, 1);

  return g_strdup_printf ("delete:%" G_GINT64_FORMAT, ((EntOperationRow *) rows->pdata[0])->id);
}

static char *
delete_post (Fixture    *fixture,
             const char *name,
             const char *prepared)
{
  fixture_delete (fixture, ENT_KIND_POST, prepared);

  return dup_deletion (fixture);
}

static guint
count_no_post (Fixture    *fixture,
               const char *name,
               const char *prepared)
{
  return 1 - fixture_ask (fixture, "SELECT count (*) FROM post WHERE title = ?1", name);
}

/* ---- comments ---- */

static char *
create_comment (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  g_autoptr (EntDraftRow) draft = ent_draft_row_new (ENT_KIND_COMMENT);

  draft->parent_id = g_strdup (prepared);
  draft->revision = 1;
  g_free (draft->html);
  draft->html = g_strdup (name);
  fixture_save (fixture, draft);
  fixture_send (fixture, draft->uuid, ENT_SEND_SAVE);

  return g_strdup (draft->uuid);
}

static guint
count_comments (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  return fixture_ask (fixture, "SELECT count (*) FROM comment WHERE comment = ?1 AND deleted = 0",
                      name);
}

static char *
prepare_comment (Fixture    *fixture,
                 const char *name)
{
  g_autofree char *post = prepare_published (fixture, name);
  g_autofree char *uuid = create_comment (fixture, name, post);

  fixture_settle (fixture);

  return fixture_dup (fixture, "SELECT id FROM comment WHERE comment = ?1", name);
}

static char *
update_comment (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  char *uuid = fixture_edit (fixture, ENT_KIND_COMMENT, prepared, "Bravo à tous");

  fixture_send (fixture, uuid, ENT_SEND_SAVE);

  return uuid;
}

static guint
count_updated_comment (Fixture    *fixture,
                       const char *name,
                       const char *prepared)
{
  return fixture_ask (fixture,
                      "SELECT count (*) FROM comment WHERE id = ?1 AND comment = 'Bravo à tous'",
                        prepared);
}

static char *
delete_comment (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  fixture_delete (fixture, ENT_KIND_COMMENT, prepared);

  return dup_deletion (fixture);
}

static guint
count_deleted_comment (Fixture    *fixture,
                       const char *name,
                       const char *prepared)
{
  return fixture_ask (fixture, "SELECT count (*) FROM comment WHERE id = ?1 AND deleted = 1",
                      prepared);
}

/* ---- entries ---- */

static char *
put_entry (Fixture    *fixture,
           const char *name,
           const char *prepared)
{
  char *uuid = fixture_new_draft (fixture, ENT_KIND_ENTRY, name, TEXT);

  fixture_send (fixture, uuid, ENT_SEND_SAVE);

  return uuid;
}

static guint
count_entries (Fixture    *fixture,
               const char *name,
               const char *prepared)
{
  return fixture_ask (fixture, "SELECT count (*) FROM entry WHERE title = ?1", name);
}

static char *
prepare_entry (Fixture    *fixture,
               const char *name)
{
  char *uuid = put_entry (fixture, name, NULL);

  fixture_settle (fixture);

  return uuid;
}

static char *
change_entry (Fixture    *fixture,
              const char *name,
              const char *prepared)
{
  char *uuid = fixture_edit (fixture, ENT_KIND_ENTRY, prepared, NEW_TEXT);

  fixture_send (fixture, uuid, ENT_SEND_SAVE);

  return uuid;
}

static guint
count_changed_entry (Fixture    *fixture,
                     const char *name,
                     const char *prepared)
{
  if (count_entries (fixture, name, prepared) != 1)
    return 0;

  return fixture_ask (fixture,
                      "SELECT count (*) FROM entry WHERE title = ?1 AND value = '" NEW_TEXT "'",
                        name);
}

static char *
move_entry (Fixture    *fixture,
            const char *name,
            const char *prepared)
{
  char *uuid = fixture_edit (fixture, ENT_KIND_ENTRY, prepared, TEXT);
  g_autoptr (EntDraftRow) draft = ent_draft_store_get (fixture->db, uuid, NULL);

  g_free (draft->date);
  draft->date = g_strdup ("2026-12-01");
  draft->revision++;
  fixture_save (fixture, draft);
  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_SAVE), ==, 2);

  return uuid;
}

static guint
count_moved_entry (Fixture    *fixture,
                   const char *name,
                   const char *prepared)
{
  if (count_entries (fixture, name, prepared) != 1)
    return 0;

  return fixture_ask (fixture,
                      "SELECT count (*) FROM entry WHERE title = ?1 AND day = '2026-12-01'", name);
}

static char *
delete_entry (Fixture    *fixture,
              const char *name,
              const char *prepared)
{
  fixture_delete (fixture, ENT_KIND_ENTRY, prepared);

  return dup_deletion (fixture);
}

static guint
count_no_entry (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  return 1 - count_entries (fixture, name, prepared);
}

/* ---- messages ---- */

static char *
save_message (Fixture    *fixture,
              const char *name,
              const char *prepared)
{
  char *uuid = fixture_new_draft (fixture, ENT_KIND_MESSAGE, name, TEXT);

  fixture_send (fixture, uuid, ENT_SEND_SAVE);

  return uuid;
}

static guint
count_message_drafts (Fixture    *fixture,
                      const char *name,
                      const char *prepared)
{
  return fixture_ask (fixture,
                      "SELECT count (*) FROM message WHERE subject = ?1 AND state = 'DRAFT'", name);
}

static char *
send_message (Fixture    *fixture,
              const char *name,
              const char *prepared)
{
  char *uuid = fixture_new_draft (fixture, ENT_KIND_MESSAGE, name, TEXT);

  fixture_send (fixture, uuid, ENT_SEND_SEND);

  return uuid;
}

static guint
count_sent (Fixture    *fixture,
            const char *name,
            const char *prepared)
{
  if (fixture_ask (fixture, "SELECT count (*) FROM message WHERE subject = ?1", name) != 1)
    return 0;

  return fixture_ask (fixture,
                      "SELECT count (*) FROM message m JOIN message_box b ON b.message_id = m.id"
                      " JOIN person p ON p.id = b.person_id AND p.login = '" COLLEAGUE "'"
                      " WHERE m.subject = ?1 AND m.state = 'SENT'", name);
}

static char *
prepare_message (Fixture    *fixture,
                 const char *name)
{
  g_autofree char *uuid = send_message (fixture, name, NULL);

  fixture_settle (fixture);

  return fixture_dup (fixture, "SELECT id FROM message WHERE subject = ?1", name);
}

static char *
trash_message (Fixture    *fixture,
               const char *name,
               const char *prepared)
{
  fixture_delete (fixture, ENT_KIND_MESSAGE, prepared);

  return dup_deletion (fixture);
}

static guint
count_trashed (Fixture    *fixture,
               const char *name,
               const char *prepared)
{
  return fixture_ask (fixture,
                      "SELECT count (*) FROM message_box b JOIN person p ON p.id = b.person_id"
                      " WHERE b.message_id = ?1 AND b.trashed = 1 AND p.login = '" TEACHER "'",
                        prepared);
}

#define FOLDER "SELECT f.id FROM message_folder f JOIN person p ON p.id = f.person_id" \
               " WHERE p.login = '" TEACHER "' AND f.name = 'Sorties'"
#define BOX "SELECT count (*) FROM message_box b JOIN person p ON p.id = b.person_id" \
            " WHERE b.message_id = ?1 AND p.login = '" TEACHER "' AND "

/* The message and the folder, one after the other: the act may run where there is no server to ask. */
static char *
prepare_to_move (Fixture    *fixture,
                 const char *name)
{
  g_autofree char *message = prepare_message (fixture, name);
  g_autofree char *folder = fixture_dup (fixture, FOLDER " AND ?1 <> ''", name);

  return g_strdup_printf ("%s %s", message, folder);
}

static char *
move_message (Fixture    *fixture,
              const char *name,
              const char *prepared)
{
  g_auto (GStrv) ids = g_strsplit (prepared, " ", 2);

  g_assert_cmpuint (fixture_file (fixture, ids[0], ENT_SYNC_MOVE, ids[1]), ==, 1);

  return dup_deletion (fixture);
}

static guint
count_moved (Fixture    *fixture,
             const char *name,
             const char *prepared)
{
  g_auto (GStrv) ids = g_strsplit (prepared, " ", 2);

  return fixture_ask (fixture, BOX "b.trashed = 0 AND b.folder_id = (" FOLDER ")", ids[0]);
}

static char *
prepare_trashed (Fixture    *fixture,
                 const char *name)
{
  char *id = prepare_message (fixture, name);

  g_assert_cmpuint (fixture_file (fixture, id, ENT_SYNC_TRASH, NULL), ==, 1);
  fixture_settle (fixture);
  g_assert_cmpuint (count_trashed (fixture, name, id), ==, 1);

  return id;
}

static char *
restore_message (Fixture    *fixture,
                 const char *name,
                 const char *prepared)
{
  g_assert_cmpuint (fixture_file (fixture, prepared, ENT_SYNC_MOVE, NULL), ==, 1);

  return dup_deletion (fixture);
}

static guint
count_restored (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  return fixture_ask (fixture, BOX "b.trashed = 0 AND b.folder_id IS NULL", prepared);
}

static char *
mark_message (Fixture    *fixture,
              const char *name,
              const char *prepared)
{
  g_assert_cmpuint (fixture_file (fixture, prepared, ENT_SYNC_MARK_UNREAD, NULL), ==, 1);

  return dup_deletion (fixture);
}

static guint
count_marked (Fixture    *fixture,
              const char *name,
              const char *prepared)
{
  return fixture_ask (fixture, BOX "b.unread = 1", prepared);
}

/* ---- files ---- */

static char *
post_with_picture (Fixture    *fixture,
                   const char *name,
                   const char *prepared)
{
  g_autofree char *file_name = g_strdup_printf ("%s.txt", name);
  g_autoptr (EntAttachment) file = fixture_add_file (fixture, file_name, name);
  g_autofree char *html = g_strdup_printf ("<p>Voir <a href=\"ent-file:%s\">le texte</a></p>",
                                           ent_attachment_get_sha256 (file));
  char *uuid = fixture_new_draft (fixture, ENT_KIND_POST, name, html);

  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_SAVE), ==, 2);

  return uuid;
}

static guint
count_uploaded (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  g_autofree char *file_name = g_strdup_printf ("%s.txt", name);
  g_autofree char *id = fixture_dup (fixture, "SELECT id FROM document WHERE name = ?1", file_name);
  g_autofree char *content = fixture_dup (fixture, "SELECT content FROM post WHERE title = ?1",
                                          name);

  if (id == NULL || content == NULL || g_strstr_len (content, -1, id) == NULL)
    return 0;

  return fixture_ask (fixture, "SELECT count (*) FROM document WHERE name = ?1", file_name);
}

static char *
message_with_file (Fixture    *fixture,
                   const char *name,
                   const char *prepared)
{
  g_autofree char *file_name = g_strdup_printf ("%s.txt", name);
  g_autoptr (EntAttachment) file = fixture_add_file (fixture, file_name, name);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  char *uuid = fixture_new_draft (fixture, ENT_KIND_MESSAGE, name, TEXT);
  g_autoptr (EntDraftRow) draft = ent_draft_store_get (fixture->db, uuid, NULL);

  g_ptr_array_add (files, file);
  draft->attachments = ent_attachments_to_json (files);
  draft->revision++;
  fixture_save (fixture, draft);
  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_SEND), ==, 3);

  return uuid;
}

static guint
count_attached (Fixture    *fixture,
                const char *name,
                const char *prepared)
{
  g_autofree char *file_name = g_strdup_printf ("%s.txt", name);

  if (count_sent (fixture, name, prepared) != 1)
    return 0;

  return fixture_ask (fixture, "SELECT count (*) FROM message_attachment WHERE filename = ?1",
                      file_name);
}

/* A message of mine with a file: its id. */
static char *
prepare_with_file (Fixture    *fixture,
                   const char *name)
{
  g_autofree char *subject = g_strdup_printf ("%s, à transmettre", name);

  g_free (message_with_file (fixture, subject, NULL));
  fixture_settle (fixture);

  return fixture_dup (fixture, "SELECT id FROM message WHERE subject = ?1", subject);
}

static char *
forward_message (Fixture    *fixture,
                 const char *name,
                 const char *prepared)
{
  g_autoptr (EntItem) original = ent_item_store_get (fixture->db, ENT_KIND_MESSAGE, prepared, NULL);
  GPtrArray *files = ent_message_get_attachments (ENT_MESSAGE (original));
  char *uuid = fixture_new_draft (fixture, ENT_KIND_MESSAGE, name, TEXT);
  g_autoptr (EntDraftRow) draft = ent_draft_store_get (fixture->db, uuid, NULL);

  g_assert_cmpuint (files->len, ==, 1);
  ent_attachment_set_source (files->pdata[0], prepared);
  g_free (draft->attachments);
  draft->attachments = ent_attachments_to_json (files);
  draft->in_reply_to = g_strdup (prepared);
  draft->revision++;
  fixture_save (fixture, draft);
  g_assert_cmpuint (fixture_send (fixture, uuid, ENT_SEND_SEND), ==, 3);

  return uuid;
}

static guint
count_forwarded (Fixture    *fixture,
                 const char *name,
                 const char *prepared)
{
  if (count_sent (fixture, name, prepared) != 1)
    return 0;

  return fixture_ask (fixture,
                      "SELECT count (*) FROM message m JOIN message_attachment a ON a.message_id = m.id"
                      " WHERE m.subject = ?1", name);
}

const Verb verbs[] = {
  { "create-post", "POST", "/blog/post/*", "/blog/post/*", NULL, create_post, count_posts },
  { "update-post", "PUT", "/blog/post/*", "/blog/post/*", prepare_post, update_post,
   count_updated },
  { "unpublish-post", "PUT", "/blog/post/unpublish/*", "/blog/post/*", prepare_published,
   unpublish_post, count_unpublished },
  { "correct and send back", "PUT", "/blog/post/unpublish/*", "/blog/post/*", prepare_pupils,
   send_back_post, count_sent_back },
  { "submit-post", "PUT", "/blog/post/submit/*", "/blog/post/*", prepare_post, submit_post,
   count_submitted },
  { "publish-post", "PUT", "/blog/post/publish/*", "/blog/post/*", prepare_post, publish_post,
   count_published },
  { "republish (update)", "PUT", "/blog/post/*", "/blog/post/*", prepare_published, republish_post,
    count_republished },
  { "republish (publish)", "PUT", "/blog/post/publish/*", "/blog/post/*", prepare_published,
   republish_post,
    count_republished },
  { "delete-post", "DELETE", "/blog/post/*", "/blog/post/*", prepare_post, delete_post,
   count_no_post },
  { "comment", "POST", "/blog/comment/*", "/blog/comments/*", prepare_published, create_comment,
   count_comments },
  { "update-comment", "PUT", "/blog/comment/*", "/blog/comments/*", prepare_comment, update_comment,
    count_updated_comment },
  { "delete-comment", "DELETE", "/blog/comment/*", "/blog/comments/*", prepare_comment,
   delete_comment,
    count_deleted_comment },
  { "put-entry", "PUT", "/homeworks/*/entry", "/homeworks/get/*", NULL, put_entry, count_entries },
  { "put-entry (change)", "PUT", "/homeworks/*/entry", "/homeworks/get/*", prepare_entry,
   change_entry,
    count_changed_entry },
  { "put-entry (move)", "PUT", "/homeworks/*/entry", "/homeworks/get/*", prepare_entry, move_entry,
    count_moved_entry },
  { "delete-entry", "PUT", "/homeworks/*/entry/delete", "/homeworks/get/*", prepare_entry,
   delete_entry,
    count_no_entry },
  { "save-message-draft", "POST", "/conversation/draft*", "/conversation/api/messages/*", NULL,
   save_message,
    count_message_drafts },
  { "send-message (draft)", "POST", "/conversation/draft*", "/conversation/api/messages/*", NULL,
   send_message,
    count_sent },
  { "send-message", "POST", "/conversation/send*", "/conversation/api/messages/*", NULL,
   send_message, count_sent },
  { "trash-messages", "PUT", "/conversation/trash", NULL, prepare_message, trash_message,
   count_trashed },
  { "forward-attachments", "PUT", "/conversation/message/*/forward/*",
    "/conversation/api/messages/*", prepare_with_file, forward_message, count_forwarded },
  { "move-messages", "PUT", "/conversation/move/userfolder/*", NULL, prepare_to_move, move_message,
   count_moved },
  { "restore-messages", "PUT", "/conversation/restore", NULL, prepare_trashed, restore_message,
   count_restored },
  { "unread-messages", "POST", "/conversation/toggleUnread", NULL, prepare_message, mark_message,
   count_marked },
  { "upload-document", "POST", "/workspace/document*", NULL, NULL, post_with_picture,
   count_uploaded },
  { "upload-message-attachment", "POST", "/conversation/message/*/attachment",
   "/conversation/api/messages/*", NULL,
    message_with_file, count_attached },
};

const guint n_verbs = G_N_ELEMENTS (verbs);
