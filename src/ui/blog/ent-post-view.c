/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-post-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ent-blog-role.h"
#include "ent-comparison.h"
#include "ent-editor-bar.h"
#include "ent-editor.h"
#include "ent-error-words.h"
#include "ent-unparent.h"
#include "ent-words.h"

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS,
};

enum
{
  CLOSED,
  BACK,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntPostView, ent_post_view, GTK_TYPE_WIDGET)

const char *
ent_post_view_get_user_id (EntPostView *self)
{
  return ent_account_get_user_id (ent_workspace_get_account (self->workspace));
}

gboolean
ent_post_view_has_state (EntPostView *self,
                         const char  *state)
{
  return self->post != NULL && g_strcmp0 (ent_item_get_state (ENT_ITEM (self->post)), state) == 0;
}

const char *
ent_post_view_get_title (EntPostView *self)
{
  if (self->draft != NULL)
    return ent_draft_get_title (self->draft);
  return self->post != NULL ? ent_item_get_title (ENT_ITEM (self->post)) : "";
}

EntLocalState
ent_post_view_get_local_state (EntPostView *self)
{
  return self->draft != NULL ? ent_draft_get_local_state (self->draft) : ENT_LOCAL_STATE_NONE;
}

/* Everything typed is on the ENT since this moment, 0 if not; µs UTC. */
gint64
ent_post_view_get_sent_at (EntPostView *self)
{
  gint64 sent_at = 0;

  if (self->draft != NULL && ent_post_view_get_local_state (self) == ENT_LOCAL_STATE_NONE && ent_draft_is_saved (self->draft))
    g_object_get (self->draft, "sent-at", &sent_at, NULL);
  return sent_at;
}

/* ---- what is shown ---- */

static void
show_title (EntPostView *self)
{
  const char *title = ent_post_view_get_title (self);

  self->filling = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->title_entry)), title) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->title_entry), title);
  self->filling = FALSE;
  gtk_label_set_label (self->title_label, title);
  adw_window_title_set_title (self->window_title, *title != '\0' ? title :
                                                  self->draft != NULL ? _("New Post") : "");
}

static char *
dup_byline (EntPostView *self)
{
  EntItem *item = ENT_ITEM (self->post);
  const char *author = ent_item_get_author_name (item);
  gint64 published_at = ent_post_get_published_at (self->post);
  g_autofree char *date = ent_words_short_date (published_at > 0 ? published_at : ent_item_get_modified_at (item));

  if (author == NULL || *author == '\0')
    return g_steal_pointer (&date);
  if (ent_post_view_has_state (self, "PUBLISHED"))
    /* Translators: who wrote the post, and the day it was published: "Catherine Bailly · published Nov 18". */
    return g_strdup_printf (_("%s · published %s"), author, date);
  if (ent_post_view_has_state (self, "SUBMITTED"))
    /* Translators: who wrote the post, and when: "Léa M. · waiting to be approved since Nov 18". */
    return g_strdup_printf (_("%s · waiting to be approved since %s"), author, date);
  /* Translators: who wrote the post, and when: "Catherine Bailly · draft of Nov 18". */
  return g_strdup_printf (_("%s · draft of %s"), author, date);
}

/* Above the text: what the teacher must know before going on. */
static void
show_notice (EntPostView *self)
{
  EntLocalState state = ent_post_view_get_local_state (self);
  g_autofree char *words = NULL;

  if (state == ENT_LOCAL_STATE_BLOCKED)
    {
      g_autoptr (EntErrorWords) error =
        ent_error_words_from_code (ent_draft_get_local_error (self->draft),
                                   ent_draft_get_local_detail (self->draft));

      /* Translators: a short sentence that says what happened, then one that says why and what to do. */
      words = g_strdup_printf (C_("title and explanation", "%s %s"), error->title, error->explanation);
    }
  else if (state == ENT_LOCAL_STATE_CHANGED)
    words = g_strdup (_("This post was also changed on the ENT. Both versions are kept: compare them below."));
  else if (self->draft != NULL && ent_post_view_has_state (self, "PUBLISHED") && ent_post_view_get_sent_at (self) == 0 &&
           (state == ENT_LOCAL_STATE_DRAFT || state == ENT_LOCAL_STATE_NONE))
    words = g_strdup (_("This post is published. Families see your changes once you publish it again."));

  gtk_label_set_label (self->notice, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), words != NULL);
}

static void
show_status (EntPostView *self)
{
  EntConnectionState state;
  g_autofree char *words = NULL;
  gint64 sent_at = ent_post_view_get_sent_at (self);

  if (self->draft == NULL)
    return;

  state = ent_connection_get_state (ent_workspace_get_connection (self->workspace));
  if (sent_at > 0)
    {
      g_autofree char *time = ent_words_time (sent_at);

      /* Translators: %s is a time such as 14:32:07. */
      words = g_strdup_printf (_("Sent to the ENT at %s"), time);
    }
  else
    words = ent_words_draft_status (self->draft, state == ENT_CONNECTION_ONLINE || state == ENT_CONNECTION_BUSY);
  gtk_label_set_label (self->status, words);
  ent_offer_comparison (self->compare_button, self->draft);
}

static void
show_words (EntPostView *self)
{
  guint n = ent_editor_get_n_words (self->editor);
  /* Translators: how many words the text has */
  g_autofree char *words = g_strdup_printf (ngettext ("%u word", "%u words", n), n);

  gtk_label_set_label (self->words, words);
}

void
ent_post_view_refresh (EntPostView *self)
{
  gboolean writing = self->draft != NULL;
  gboolean shown = writing || self->post != NULL;
  g_autofree char *byline = !writing && shown ? dup_byline (self) : NULL;

  gtk_stack_set_visible_child_name (self->stack, shown ? "post" : "nothing");
  show_title (self);
  gtk_widget_set_visible (GTK_WIDGET (self->title_entry), writing);
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), !writing);
  gtk_label_set_label (self->byline, byline != NULL ? byline : "");
  gtk_widget_set_visible (GTK_WIDGET (self->byline), byline != NULL);
  gtk_widget_set_visible (self->status_bar, writing);
  show_notice (self);
  show_status (self);
  show_words (self);
  ent_post_actions_update (self);
}

/* ---- reading and writing ---- */

static void
on_draft_notify_cb (EntPostView *self)
{
  show_title (self);
  show_notice (self);
  show_status (self);
  ent_post_actions_update (self);
}

void
ent_post_view_take_draft (EntPostView *self,
                          EntDraft    *draft)
{
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  /* The editor first: it saves what is not saved yet. */
  ent_editor_set_draft (self->editor, draft);
  g_set_object (&self->draft, draft);
  if (draft == NULL)
    return;

  g_signal_connect_object (draft, "notify", G_CALLBACK (on_draft_notify_cb), self, G_CONNECT_SWAPPED);
  ent_editor_set_editable (self->editor, TRUE);
}

static EntPost *
dup_post (EntPostView *self,
          const char  *id)
{
  return id != NULL ? (EntPost *) ent_workspace_dup_item (self->workspace, ENT_KIND_POST, id) : NULL;
}

void
ent_post_view_read (EntPostView *self)
{
  g_autoptr (EntDocument) document = ent_document_new_from_html (ent_item_get_html (ENT_ITEM (self->post)) != NULL
                                                                 ? ent_item_get_html (ENT_ITEM (self->post)) : "");

  ent_post_view_take_draft (self, NULL);
  ent_editor_set_editable (self->editor, FALSE);
  ent_editor_set_document (self->editor, document);
}

static void
write_draft (EntPostView *self,
             EntDraft    *draft)
{
  g_autoptr (EntPost) post = dup_post (self, ent_draft_get_item_id (draft));

  g_set_object (&self->post, post);
  ent_post_view_take_draft (self, draft);
}

/* A pull or a sending changed posts: the one read may say something else, the one written may be on the ENT now. */
static void
on_workspace_changed_cb (EntPostView *self,
                         guint        mask)
{
  g_autoptr (EntPost) post = NULL;
  const char *id = ent_post_view_get_post_id (self);
  gboolean same_text;

  if ((mask & (1u << ENT_KIND_POST)) == 0 || id == NULL)
    return;

  post = dup_post (self, id);
  if (self->draft == NULL && post == NULL)
    {
      g_signal_emit (self, signals[CLOSED], 0);
      return;
    }

  same_text = post != NULL && self->post != NULL &&
              g_strcmp0 (ent_item_get_html (ENT_ITEM (post)), ent_item_get_html (ENT_ITEM (self->post))) == 0;
  g_set_object (&self->post, post);
  if (self->draft == NULL && !same_text)
    ent_post_view_read (self);
  ent_post_view_refresh (self);
}

static void
on_title_changed_cb (EntPostView *self)
{
  if (self->draft != NULL && !self->filling)
    ent_draft_set_title (self->draft, gtk_editable_get_text (GTK_EDITABLE (self->title_entry)));
}

static void
on_title_activate_cb (EntPostView *self)
{
  ent_editor_focus_start (self->editor);
}

static void
on_back_clicked_cb (EntPostView *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

/* ---- life ---- */

static gboolean
ent_post_view_grab_focus (GtkWidget *widget)
{
  EntPostView *self = ENT_POST_VIEW (widget);

  if (self->draft != NULL && *ent_draft_get_title (self->draft) == '\0')
    return gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
  return gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
ent_post_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, gtk_widget_get_visible (ENT_POST_VIEW (object)->back_button));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_post_view_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      gtk_widget_set_visible (ENT_POST_VIEW (object)->back_button, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ent_post_view_dispose (GObject *object)
{
  EntPostView *self = ENT_POST_VIEW (object);

  if (self->draft != NULL)
    ent_post_view_take_draft (self, NULL);
  g_clear_object (&self->workspace);
  g_clear_object (&self->blog);
  g_clear_object (&self->post);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_POST_VIEW);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_post_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/blog/ent-post-view.ui");
  gtk_widget_class_bind_template_child (widget_class, EntPostView, window_title);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, back_button);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, buttons);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, edit_button);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, publish_button);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, stack);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, bar);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, notice);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, title_entry);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, title_label);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, byline);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, editor);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, status_bar);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, status);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, compare_button);
  gtk_widget_class_bind_template_child (widget_class, EntPostView, words);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_title_activate_cb);
}

static void
ent_post_view_class_init (EntPostViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ent_post_view_get_property;
  object_class->set_property = ent_post_view_set_property;
  object_class->dispose = ent_post_view_dispose;
  widget_class->grab_focus = ent_post_view_grab_focus;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ENT_TYPE_EDITOR);
  g_type_ensure (ENT_TYPE_EDITOR_BAR);
  bind_template (widget_class);

  ent_post_actions_install (widget_class);
}

static void
ent_post_view_init (EntPostView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  ent_editor_set_placeholder (self->editor, _("Write your post here…"));
  ent_editor_set_label (self->editor, _("Text of the post"));
  ent_editor_bar_set_editor (self->bar, self->editor);
  g_signal_connect_object (self->editor, "notify::n-words", G_CALLBACK (show_words), self, G_CONNECT_SWAPPED);
  ent_post_view_refresh (self);
}

/**
 * ent_post_view_set_workspace:
 * @self: a view
 * @workspace: the account; once
 */
void
ent_post_view_set_workspace (EntPostView  *self,
                             EntWorkspace *workspace)
{
  g_return_if_fail (ENT_IS_POST_VIEW (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  ent_editor_set_workspace (self->editor, workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ent_workspace_get_connection (workspace), "notify::state", G_CALLBACK (show_status),
                           self, G_CONNECT_SWAPPED);
}

/**
 * ent_post_view_show_post:
 * @self: a view
 * @blog: its blog
 * @post: a row of the list
 *
 * Opens what is begun on @post, or my draft of the ENT, for writing; else shows it for reading.
 */
void
ent_post_view_show_post (EntPostView *self,
                         EntBlog     *blog,
                         EntPost     *post)
{
  const char *uuid = ent_item_get_draft_uuid (ENT_ITEM (post));
  g_autoptr (EntDraft) draft = NULL;
  g_autoptr (EntPost) fresh = NULL;

  g_return_if_fail (ENT_IS_POST_VIEW (self));
  g_return_if_fail (ENT_IS_BLOG (blog));

  if (uuid != NULL)
    draft = ent_workspace_open_draft (self->workspace, uuid);
  if (draft == NULL && g_strcmp0 (ent_item_get_state (ENT_ITEM (post)), "DRAFT") == 0 &&
      ent_blog_role_can_edit (blog, post, ent_post_view_get_user_id (self)))
    draft = ent_workspace_edit_item (self->workspace, ENT_ITEM (post));
  if (draft != NULL)
    {
      ent_post_view_show_draft (self, blog, draft);
      return;
    }

  /* Rows of lists are for showing; the mirror has the whole text. */
  fresh = dup_post (self, ent_item_get_id (ENT_ITEM (post)));
  if (fresh != NULL)
    post = fresh;
  g_set_object (&self->blog, blog);
  g_set_object (&self->post, post);
  ent_post_view_read (self);
  ent_post_view_refresh (self);
}

/**
 * ent_post_view_show_draft:
 * @self: a view
 * @blog: its blog
 * @draft: a post being written
 */
void
ent_post_view_show_draft (EntPostView *self,
                          EntBlog     *blog,
                          EntDraft    *draft)
{
  g_return_if_fail (ENT_IS_POST_VIEW (self));
  g_return_if_fail (ENT_IS_BLOG (blog));
  g_return_if_fail (ENT_IS_DRAFT (draft));

  g_set_object (&self->blog, blog);
  if (draft != self->draft)
    write_draft (self, draft);
  ent_post_view_refresh (self);
}

/**
 * ent_post_view_show_nothing:
 * @self: a view
 *
 * Lets go of what is shown; what was typed is saved first.
 */
void
ent_post_view_show_nothing (EntPostView *self)
{
  g_return_if_fail (ENT_IS_POST_VIEW (self));

  ent_post_view_take_draft (self, NULL);
  ent_editor_set_editable (self->editor, FALSE);
  ent_editor_set_document (self->editor, NULL);
  g_clear_object (&self->post);
  ent_post_view_refresh (self);
}

gboolean
ent_post_view_has_post (EntPostView *self)
{
  g_return_val_if_fail (ENT_IS_POST_VIEW (self), FALSE);

  return self->draft != NULL || self->post != NULL;
}

/**
 * ent_post_view_get_post_id:
 * @self: a view
 *
 * Returns: (nullable): the id on the ENT of what is shown
 */
const char *
ent_post_view_get_post_id (EntPostView *self)
{
  g_return_val_if_fail (ENT_IS_POST_VIEW (self), NULL);

  if (self->draft != NULL)
    return ent_draft_get_item_id (self->draft);
  return self->post != NULL ? ent_item_get_id (ENT_ITEM (self->post)) : NULL;
}

/**
 * ent_post_view_get_draft:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is being written
 */
EntDraft *
ent_post_view_get_draft (EntPostView *self)
{
  g_return_val_if_fail (ENT_IS_POST_VIEW (self), NULL);

  return self->draft;
}
