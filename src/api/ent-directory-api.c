/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-directory-api.h"

#include "ent-api-private.h"
#include "ent-directory-json.h"
#include "ent-json.h"

struct _EntDirectoryApi
{
  GObject    parent_instance;

  EntClient *client;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (EntDirectoryApi, ent_directory_api, G_TYPE_OBJECT)

static void
ent_directory_api_finalize (GObject *object)
{
  EntDirectoryApi *self = ENT_DIRECTORY_API (object);

  g_object_unref (self->client);

  G_OBJECT_CLASS (ent_directory_api_parent_class)->finalize (object);
}

static void
ent_directory_api_class_init (EntDirectoryApiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_directory_api_finalize;
}

static void
ent_directory_api_init (EntDirectoryApi *self)
{
}

/**
 * ent_directory_api_new:
 * @client: the client to send with
 *
 * Returns: (transfer full): a directory API
 */
EntDirectoryApi *
ent_directory_api_new (EntClient *client)
{
  EntDirectoryApi *self;

  g_return_val_if_fail (ENT_IS_CLIENT (client), NULL);

  self = g_object_new (ENT_TYPE_DIRECTORY_API, NULL);
  self->client = g_object_ref (client);
  return self;
}

static gpointer
read_classes (EntResponse  *response,
              gpointer      data,
              GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  JsonArray *schools = object != NULL ? ent_json_get_array (object, "schools", error) : NULL;

  return schools != NULL ? ent_classes_read (schools) : NULL;
}

static gpointer
read_members (EntResponse  *response,
              gpointer      data,
              GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);

  return array != NULL ? ent_persons_read (array, data) : NULL;
}

static gpointer
read_recipients (EntResponse  *response,
                 gpointer      data,
                 GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);

  return array != NULL ? ent_api_read_list (array, ent_recipient_read, NULL, g_object_unref) : NULL;
}

static gpointer
read_old_recipients (EntResponse  *response,
                     gpointer      data,
                     GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);

  return object != NULL ? ent_recipients_read_lists (object) : NULL;
}

static gpointer
read_bookmarks (EntResponse  *response,
                gpointer      data,
                GError      **error)
{
  JsonArray *array = ent_response_get_array (response, error);

  if (array == NULL)
    return NULL;

  return ent_api_read_list (array, ent_recipient_read_bookmark, NULL, g_object_unref);
}

typedef struct
{
  GPtrArray *recipients;   /* (owned) (nullable) */
  guint      n_hidden;
} Expanded;

static void
expanded_free (gpointer data)
{
  Expanded *expanded = data;

  g_clear_pointer (&expanded->recipients, g_ptr_array_unref);
  g_free (expanded);
}

static gpointer
read_expanded (EntResponse  *response,
               gpointer      data,
               GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);
  Expanded *expanded;

  if (object == NULL)
    return NULL;

  expanded = g_new0 (Expanded, 1);
  expanded->recipients = ent_recipients_read_lists (object);
  expanded->n_hidden = MAX (0, ent_json_int_or (object, "notVisibleCount", 0));
  return expanded;
}

static gpointer
read_group (EntResponse  *response,
            gpointer      data,
            GError      **error)
{
  JsonObject *object = ent_response_get_object (response, error);

  return object != NULL ? ent_recipient_read_group (object, data, error) : NULL;
}

/**
 * ent_directory_api_list_classes_async:
 * @self: a directory API
 * @callback: called in the caller's main context
 *
 * Lists my classes, as they are now rather than as they were when the session began.
 *
 * Source: entcore 6.15.4, UserController.java (ent-api/07 §1.2).
 */
void
ent_directory_api_list_classes_async (EntDirectoryApi     *self,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_DIRECTORY_API (self));

  request = ent_request_new ("GET", "/directory/myclasses", NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_classes, (GDestroyNotify) g_ptr_array_unref, NULL, NULL },
                ent_directory_api_list_classes_async, cancellable, callback, user_data);
}

/**
 * ent_directory_api_list_classes_finish:
 * @self: a directory API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntClass) (nullable): each once, in the order of the ENT
 */
GPtrArray *
ent_directory_api_list_classes_finish (EntDirectoryApi  *self,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  return ent_api_finish (self, result, ent_directory_api_list_classes_async, error);
}

/* The full list is for those who have class settings; the visible people are for all. */
static void
second_members_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *items = ent_api_finish (object, result, second_members_cb, &error);

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
first_members_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntDirectoryApi *self = ENT_DIRECTORY_API (object);
  const char *class_id = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *items = ent_api_finish (self, result, first_members_cb, &error);
  EntRequest *request;

  if (items != NULL)
    {
      g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  if (!g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_FORBIDDEN))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  request = ent_request_new ("GET", "/directory/class/users/visibles", NULL);
  ent_request_add_query (request, "classId", class_id);
  ent_request_add_query (request, "collectRelative", "true");
  ent_api_send (self, self->client, request,
                (EntReader) { read_members, (GDestroyNotify) g_ptr_array_unref, g_strdup (class_id),
                              g_free },
                second_members_cb, g_task_get_cancellable (task), second_members_cb,
                g_object_ref (task));
}

/**
 * ent_directory_api_list_members_async:
 * @self: a directory API
 * @class_id: the class
 * @callback: called in the caller's main context
 *
 * Lists everybody of a class, each once. Where class settings are not mine, only those I may write
 * to are told, and all count as activated.
 *
 * Source: entcore 6.15.4, ClassController.java (ent-api/07 §1.5, §1.6).
 */
void
ent_directory_api_list_members_async (EntDirectoryApi     *self,
                                      const char          *class_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  EntRequest *request;

  g_return_if_fail (ENT_IS_DIRECTORY_API (self));
  g_return_if_fail (class_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_directory_api_list_members_async);
  g_task_set_task_data (task, g_strdup (class_id), g_free);

  request = ent_request_new ("GET", "/directory/class", class_id, "users", NULL);
  ent_request_add_query (request, "collectRelative", "true");
  ent_api_send (self, self->client, request,
                (EntReader) { read_members, (GDestroyNotify) g_ptr_array_unref, g_strdup (class_id),
                              g_free },
                first_members_cb, cancellable, first_members_cb, g_steal_pointer (&task));
}

/**
 * ent_directory_api_list_members_finish:
 * @self: a directory API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntPerson) (nullable): in the order of the ENT
 */
GPtrArray *
ent_directory_api_list_members_finish (EntDirectoryApi  *self,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  return ent_api_finish (self, result, ent_directory_api_list_members_async, error);
}

/* Servers before 2025 do not have the search; their list is of the messages' own. */
static void
second_recipients_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *items = ent_api_finish (object, result, second_recipients_cb, &error);

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
first_recipients_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  EntDirectoryApi *self = ENT_DIRECTORY_API (object);
  const char *words = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *items = ent_api_finish (self, result, first_recipients_cb, &error);
  EntRequest *request;

  if (items != NULL)
    {
      g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  if (!g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  request = ent_request_new ("GET", "/conversation/visible", NULL);
  ent_request_add_query (request, "search", words != NULL ? words : "");
  ent_api_send (self, self->client, request,
                (EntReader) { read_old_recipients, (GDestroyNotify) g_ptr_array_unref, NULL, NULL },
                second_recipients_cb, g_task_get_cancellable (task), second_recipients_cb,
                g_object_ref (task));
}

/**
 * ent_directory_api_list_recipients_async:
 * @self: a directory API
 * @words: (nullable): part of a name; %NULL for all, hundreds of KB in big schools
 * @callback: called in the caller's main context
 *
 * Lists whom I may write to: people, groups and bookmarks. Broadcast groups are for hidden copies
 * only: ent_recipient_get_used_in () says it.
 *
 * Source: entcore 6.15.4, CommunicationController.java; SqlConversationService.java for servers
 * before 2025 (ent-api/06 §8.1, §8.4).
 */
void
ent_directory_api_list_recipients_async (EntDirectoryApi     *self,
                                         const char          *words,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  EntRequest *request;

  g_return_if_fail (ENT_IS_DIRECTORY_API (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ent_directory_api_list_recipients_async);
  g_task_set_task_data (task, g_strdup (words), g_free);

  request = ent_request_new ("GET", "/communication/visible/search", NULL);
  if (words != NULL)
    ent_request_add_query (request, "query", words);
  ent_api_send (self, self->client, request,
                (EntReader) { read_recipients, (GDestroyNotify) g_ptr_array_unref, NULL, NULL },
                first_recipients_cb, cancellable, first_recipients_cb, g_steal_pointer (&task));
}

/**
 * ent_directory_api_list_recipients_finish:
 * @self: a directory API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntRecipient) (nullable): in the order of the ENT
 */
GPtrArray *
ent_directory_api_list_recipients_finish (EntDirectoryApi  *self,
                                          GAsyncResult     *result,
                                          GError          **error)
{
  return ent_api_finish (self, result, ent_directory_api_list_recipients_async, error);
}

/**
 * ent_directory_api_list_bookmarks_async:
 * @self: a directory API
 * @callback: called in the caller's main context
 *
 * Lists my bookmarks of recipients.
 *
 * Source: entcore 6.15.4, ShareBookmarkController.java (ent-api/06 §8.5).
 */
void
ent_directory_api_list_bookmarks_async (EntDirectoryApi     *self,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_DIRECTORY_API (self));

  request = ent_request_new ("GET", "/directory/sharebookmark/all", NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_bookmarks, (GDestroyNotify) g_ptr_array_unref, NULL, NULL },
                ent_directory_api_list_bookmarks_async, cancellable, callback, user_data);
}

/**
 * ent_directory_api_list_bookmarks_finish:
 * @self: a directory API
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type EntRecipient) (nullable): of type %ENT_RECIPIENT_BOOKMARK
 */
GPtrArray *
ent_directory_api_list_bookmarks_finish (EntDirectoryApi  *self,
                                         GAsyncResult     *result,
                                         GError          **error)
{
  return ent_api_finish (self, result, ent_directory_api_list_bookmarks_async, error);
}

/**
 * ent_directory_api_expand_bookmark_async:
 * @self: a directory API
 * @bookmark_id: the bookmark
 * @callback: called in the caller's main context
 *
 * Tells who is behind a bookmark: messages take people and groups only.
 *
 * Source: entcore 6.15.4, DefaultShareBookmarkService.java (ent-api/06 §8.5).
 */
void
ent_directory_api_expand_bookmark_async (EntDirectoryApi     *self,
                                         const char          *bookmark_id,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_DIRECTORY_API (self));
  g_return_if_fail (bookmark_id != NULL);

  request = ent_request_new ("GET", "/directory/sharebookmark", bookmark_id, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_expanded, expanded_free, NULL, NULL },
                ent_directory_api_expand_bookmark_async, cancellable, callback, user_data);
}

/**
 * ent_directory_api_expand_bookmark_finish:
 * @self: a directory API
 * @result: what the callback got
 * @n_hidden: (out) (optional): how many more it holds that I cannot see
 *
 * Returns: (transfer full) (element-type EntRecipient) (nullable): groups, then people; fails with
 *   %ENT_API_ERROR_NOT_FOUND when nothing was left in it: the ENT has deleted it then
 */
GPtrArray *
ent_directory_api_expand_bookmark_finish (EntDirectoryApi  *self,
                                          GAsyncResult     *result,
                                          guint            *n_hidden,
                                          GError          **error)
{
  Expanded *expanded = ent_api_finish (self, result, ent_directory_api_expand_bookmark_async,
                                       error);
  GPtrArray *recipients;

  if (expanded == NULL)
    return NULL;

  if (n_hidden != NULL)
    *n_hidden = expanded->n_hidden;
  recipients = g_steal_pointer (&expanded->recipients);
  expanded_free (expanded);
  return recipients;
}

/**
 * ent_directory_api_get_group_async:
 * @self: a directory API
 * @group_id: the group
 * @callback: called in the caller's main context
 *
 * Reads a group: its name and how many people are in it.
 *
 * Source: entcore 6.15.4, DefaultGroupService.java, getInfos (ent-api/06 §8.2).
 */
void
ent_directory_api_get_group_async (EntDirectoryApi     *self,
                                   const char          *group_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  EntRequest *request;

  g_return_if_fail (ENT_IS_DIRECTORY_API (self));
  g_return_if_fail (group_id != NULL);

  request = ent_request_new ("GET", "/directory/group", group_id, NULL);
  ent_api_send (self, self->client, request,
                (EntReader) { read_group, g_object_unref, NULL, NULL },
                ent_directory_api_get_group_async, cancellable, callback, user_data);
}

/**
 * ent_directory_api_get_group_finish:
 * @self: a directory API
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the group
 */
EntRecipient *
ent_directory_api_get_group_finish (EntDirectoryApi  *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  return ent_api_finish (self, result, ent_directory_api_get_group_async, error);
}

/**
 * ent_directory_api_get_avatar_async:
 * @self: a directory API
 * @user_id: the person
 * @size: 48, 100, 120, 290 or 381 pixels
 * @callback: called in the caller's main context
 *
 * Fetches a person's picture. Needs no session.
 *
 * Source: entcore 6.15.4, UserBookController.java (ent-api/07 §7.4).
 */
void
ent_directory_api_get_avatar_async (EntDirectoryApi     *self,
                                    const char          *user_id,
                                    guint                size,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  EntRequest *request;
  g_autofree char *thumbnail = NULL;

  g_return_if_fail (ENT_IS_DIRECTORY_API (self));
  g_return_if_fail (user_id != NULL);

  thumbnail = g_strdup_printf ("%ux%u", size, size);
  request = ent_request_new ("GET", "/userbook/avatar", user_id, NULL);
  ent_request_add_query (request, "thumbnail", thumbnail);
  ent_request_set_header (request, "Accept", "image/*");
  ent_request_set_flags (request, ENT_REQUEST_ANONYMOUS | ENT_REQUEST_ANY_TYPE);
  ent_api_send (self, self->client, request,
                (EntReader) { ent_api_read_self, g_object_unref, NULL, NULL },
                ent_directory_api_get_avatar_async, cancellable, callback, user_data);
}

/**
 * ent_directory_api_get_avatar_finish:
 * @self: a directory API
 * @result: what the callback got
 * @media_type: (out) (optional) (nullable): what it is
 *
 * Returns: (transfer full) (nullable): a picture, that of nobody when the person has none
 */
GBytes *
ent_directory_api_get_avatar_finish (EntDirectoryApi  *self,
                                     GAsyncResult     *result,
                                     char            **media_type,
                                     GError          **error)
{
  return ent_api_finish_bytes (self, result, ent_directory_api_get_avatar_async, media_type, error);
}
