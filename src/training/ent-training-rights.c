/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-rights.h"

#include <string.h>

/* Which workflow rights and applications each profile has, as a school of the first degree usually
 * sets them. */

#define STAFF "Teacher Personnel"
#define ALL "Teacher Personnel Student Relative"

static const struct
{
  const char *name;
  const char *display_name;
  const char *types;
} rights[] = {
  { ENT_TRAINING_RIGHT_CLASS_ADMIN, "classadmin.address", STAFF },
  { "org.entcore.directory.controllers.DirectoryController|allowClassAdminAddUsers",
    "directory.allow.class.admin.add.users", STAFF },
  { "org.entcore.directory.controllers.DirectoryController|allowClassAdminResetPassword",
    "directory.allow.class.admin.reset.password", STAFF },
  { ENT_TRAINING_RIGHT_BOOKMARKS, "directory.allow.sharebookmarks", STAFF },
  { ENT_TRAINING_RIGHT_DOCUMENT_LIST, "workspace.documents.list", ALL },
  { ENT_TRAINING_RIGHT_DOCUMENT_ADD, "workspace.document.add", ALL },
  { ENT_TRAINING_RIGHT_FOLDER_ADD, "workspace.folder.add", ALL },
  { "org.entcore.blog.controllers.BlogController|blog", "blog.view", ALL },
  { ENT_TRAINING_RIGHT_BLOG_LIST, "blog.list", ALL },
  { ENT_TRAINING_RIGHT_BLOG_CREATE, "blog.create", STAFF },
  { ENT_TRAINING_RIGHT_BLOG_PUBLIC, "blog.createPublicBlog", STAFF },
  { ENT_TRAINING_RIGHT_HOMEWORK_VIEW, "homeworks.view", ALL },
  { ENT_TRAINING_RIGHT_HOMEWORK_CREATE, "homeworks.create", STAFF },
  { ENT_TRAINING_RIGHT_MESSAGE_VIEW, "conversation.view", ALL },
  { ENT_TRAINING_RIGHT_MESSAGE_DRAFT, "conversation.create.draft", ALL },
  { ENT_TRAINING_RIGHT_MESSAGE_RECALL, "conversation.recall", STAFF },
};

static const struct
{
  const char *name;
  const char *address;
  const char *prefix;
  const char *icon;
  const char *display_name;
  const char *title;
  const char *types;
} applications[] = {
  { "Blog", "/blog", "/blog", "blog-large", "blog", "Blog", ALL },
  { "Cahier de textes", "/homeworks", "/homeworks", "homeworks-large", "homeworks",
    "Cahier de textes", ALL },
  { "Messagerie", "/conversation/conversation", "/conversation", "conversation-large",
    "conversation", "Messagerie",
    ALL },
  { "Espace documentaire", "/workspace/workspace", "/workspace", "workspace-large", "workspace",
    "Espace documentaire",
    ALL },
  { "Annuaire", "/userbook/annuaire", "/userbook", "userbook-large", "directory.user", "Annuaire",
    ALL },
  { "Paramétrage de la classe", "/directory/class-admin", "/directory", "admin-large", "classAdmin",
    "Paramétrage de la classe", STAFF },
};

/**
 * ent_training_rights_has:
 *
 * Returns: whether people of this type have the workflow right
 */
gboolean
ent_training_rights_has (const char *type,
                         const char *right)
{
  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    if (strcmp (rights[i].name, right) == 0)
      return strstr (rights[i].types, type) != NULL;

  return FALSE;
}

/**
 * ent_training_rights_list:
 *
 * Returns: (transfer full): the "authorizedActions" of a person of this type
 */
JsonArray *
ent_training_rights_list (const char *type)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    {
      JsonObject *action;

      if (strstr (rights[i].types, type) == NULL)
        continue;

      action = json_object_new ();
      json_object_set_string_member (action, "name", rights[i].name);
      json_object_set_string_member (action, "displayName", rights[i].display_name);
      json_object_set_string_member (action, "type", "SECURED_ACTION_WORKFLOW");
      json_array_add_object_element (array, action);
    }

  return array;
}

/**
 * ent_training_rights_applications:
 * @named: whether "displayName" is the title a reader sees, rather than its key
 *
 * Returns: (transfer full): the "apps" of a person of this type
 */
JsonArray *
ent_training_rights_applications (const char *type,
                                  gboolean    named)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (applications); i++)
    {
      JsonObject *app;
      JsonArray *scope;

      if (strstr (applications[i].types, type) == NULL)
        continue;

      app = json_object_new ();
      scope = json_array_new ();
      json_array_add_string_element (scope, "");
      json_object_set_string_member (app, "name", applications[i].name);
      json_object_set_string_member (app, "address", applications[i].address);
      json_object_set_string_member (app, "icon", applications[i].icon);
      json_object_set_string_member (app, "target", "");
      json_object_set_string_member (app, "displayName",
                                     named ? applications[i].title : applications[i].display_name);
      json_object_set_boolean_member (app, "display", TRUE);
      json_object_set_string_member (app, "prefix", applications[i].prefix);
      json_object_set_null_member (app, "casType");
      json_object_set_array_member (app, "scope", scope);
      json_object_set_boolean_member (app, "isExternal", FALSE);
      json_array_add_object_element (array, app);
    }

  return array;
}
