/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-post-row.h"

#include <glib/gi18n.h>

#include "ent-unparent.h"
#include "ent-words.h"

struct _EntPostRow
{
  GtkWidget   parent_instance;

  GtkLabel   *title;
  GtkLabel   *state;

  EntPost    *post;      /* (owned) (nullable) */
  char       *user_id;   /* (owned): me */
  const char *shown;     /* (unowned) (nullable): style class on the state */
};

G_DEFINE_FINAL_TYPE (EntPostRow, ent_post_row, GTK_TYPE_WIDGET)

/* What the ENT has: nothing waits here. */
static char *
say_state_on_ent (EntPostRow  *self,
                  const char **css_class)
{
  EntItem *item = ENT_ITEM (self->post);
  const char *state = ent_item_get_state (item);
  gint64 published_at = ent_post_get_published_at (self->post);
  g_autofree char *date = ent_words_short_date (published_at > 0 ? published_at : ent_item_get_modified_at (item));

  if (g_strcmp0 (state, "PUBLISHED") == 0)
    {
      *css_class = "dim-label";
      /* Translators: %s is a day such as "Nov 18". */
      return g_strdup_printf (_("Published · %s"), date);
    }
  if (g_strcmp0 (state, "SUBMITTED") != 0)
    {
      *css_class = "dim-label";
      /* Translators: %s is a day such as "Nov 18". */
      return g_strdup_printf (_("Draft on the ENT · %s"), date);
    }

  *css_class = "state-submitted";
  if (g_strcmp0 (ent_item_get_author_id (item), self->user_id) == 0 || ent_item_get_author_name (item) == NULL)
    return g_strdup (_("Submitted · waiting to be approved"));
  /* Translators: %s is the name of who wrote the post. */
  return g_strdup_printf (_("Submitted by %s · to approve"), ent_item_get_author_name (item));
}

static char *
say_state (EntPostRow  *self,
           const char **css_class)
{
  EntItem *item = ENT_ITEM (self->post);
  EntLocalState state = ent_item_get_local_state (item);
  g_autofree char *time = NULL;
  g_autofree char *words = NULL;

  if (state == ENT_LOCAL_STATE_NONE)
    return say_state_on_ent (self, css_class);

  *css_class = ent_words_state_class (state);
  time = ent_words_short_date (ent_item_get_local_at (item));
  if (state == ENT_LOCAL_STATE_DRAFT && ent_item_get_id (item) != NULL)
    /* Translators: a post of the ENT changed on this computer only; %s is a time such as "14:32". */
    return g_strdup_printf (_("Changes not sent · %s"), time);
  if (state == ENT_LOCAL_STATE_DRAFT)
    /* Translators: a post that is on this computer only; %s is a time such as "14:32". */
    return g_strdup_printf (_("Local draft · %s"), time);

  words = ent_words_local_state (state);
  /* Translators: where a text stands, then since when: "waiting to be sent · 14:32". */
  return g_strdup_printf (C_("state and time", "%s · %s"), words, time);
}

static void
update (EntPostRow *self)
{
  const char *title = ent_item_get_title (ENT_ITEM (self->post));
  const char *css_class = NULL;
  g_autofree char *state = say_state (self, &css_class);

  gtk_label_set_label (self->title, *title != '\0' ? title : _("Untitled"));
  gtk_label_set_label (self->state, state);
  if (self->shown != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), self->shown);
  self->shown = css_class;
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), css_class);
}

static void
ent_post_row_dispose (GObject *object)
{
  EntPostRow *self = ENT_POST_ROW (object);

  g_clear_object (&self->post);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_POST_ROW);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_post_row_parent_class)->dispose (object);
}

static void
ent_post_row_finalize (GObject *object)
{
  g_free (ENT_POST_ROW (object)->user_id);

  G_OBJECT_CLASS (ent_post_row_parent_class)->finalize (object);
}

static void
ent_post_row_class_init (EntPostRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_post_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_post_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/blog/ent-post-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EntPostRow, title);
  gtk_widget_class_bind_template_child (widget_class, EntPostRow, state);
}

static void
ent_post_row_init (EntPostRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_post_row_new:
 * @user_id: (nullable): me, to tell my posts from the others'
 *
 * Returns: a row that shows no post yet
 */
GtkWidget *
ent_post_row_new (const char *user_id)
{
  EntPostRow *self = g_object_new (ENT_TYPE_POST_ROW, NULL);

  self->user_id = g_strdup (user_id);
  return GTK_WIDGET (self);
}

/**
 * ent_post_row_set_post:
 * @self: a row
 * @post: (nullable): a post; %NULL lets the one shown go
 *
 * Shows @post and follows it.
 */
void
ent_post_row_set_post (EntPostRow *self,
                       EntPost    *post)
{
  g_return_if_fail (ENT_IS_POST_ROW (self));

  if (self->post != NULL)
    g_signal_handlers_disconnect_by_data (self->post, self);
  g_set_object (&self->post, post);
  if (post == NULL)
    return;

  g_signal_connect_object (post, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
