/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The workflow rights the server enforces, by the names userinfo gives them. */
#define ENT_TRAINING_RIGHT_CLASS_ADMIN \
  "org.entcore.directory.controllers.DirectoryController|classAdmin"
#define ENT_TRAINING_RIGHT_BOOKMARKS \
  "org.entcore.directory.controllers.ShareBookmarkController|allowSharebookmarks"
#define ENT_TRAINING_RIGHT_DOCUMENT_LIST \
  "org.entcore.workspace.controllers.WorkspaceController|listDocuments"
#define ENT_TRAINING_RIGHT_DOCUMENT_ADD \
  "org.entcore.workspace.controllers.WorkspaceController|addDocument"
#define ENT_TRAINING_RIGHT_FOLDER_ADD \
  "org.entcore.workspace.controllers.WorkspaceController|addFolder"
#define ENT_TRAINING_RIGHT_BLOG_LIST "org.entcore.blog.controllers.BlogController|list"
#define ENT_TRAINING_RIGHT_BLOG_CREATE "org.entcore.blog.controllers.BlogController|create"
#define ENT_TRAINING_RIGHT_BLOG_PUBLIC \
  "org.entcore.blog.controllers.BlogController|createPublicBlog"
#define ENT_TRAINING_RIGHT_HOMEWORK_VIEW "fr.wseduc.homeworks.controllers.HomeworksController|view"
#define ENT_TRAINING_RIGHT_HOMEWORK_CREATE \
  "fr.wseduc.homeworks.controllers.HomeworksController|createHomework"
#define ENT_TRAINING_RIGHT_MESSAGE_VIEW \
  "org.entcore.conversation.controllers.ConversationController|view"
#define ENT_TRAINING_RIGHT_MESSAGE_DRAFT \
  "org.entcore.conversation.controllers.ConversationController|createDraft"
#define ENT_TRAINING_RIGHT_MESSAGE_RECALL \
  "org.entcore.conversation.controllers.ApiController|recallMessage"

gboolean    ent_training_rights_has          (const char *type,
                                              const char *right);
JsonArray  *ent_training_rights_list         (const char *type);
JsonArray  *ent_training_rights_applications (const char *type,
                                              gboolean    named);

G_END_DECLS
