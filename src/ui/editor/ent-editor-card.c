/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-card.h"

#include <glib/gi18n.h>

#include "ent-unparent.h"

enum
{
  DELETE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _EntEditorCard
{
  GtkWidget           parent_instance;

  GtkWidget          *content;
  GtkImage           *icon;
  GtkLabel           *title;
  GtkLabel           *words;
  GtkLabel           *note;
  GtkWidget          *delete_button;

  GtkTextChildAnchor *anchor;   /* (owned): what is shown */
  int                 width;    /* pixels of the text's column */
};

G_DEFINE_FINAL_TYPE (EntEditorCard, ent_editor_card, GTK_TYPE_WIDGET)

static void
show_label (GtkLabel   *label,
            const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_parts (EntEditorCard *self,
            const char    *icon,
            const char    *title,
            const char    *words,
            const char    *note)
{
  gtk_image_set_from_icon_name (self->icon, icon);
  show_label (self->title, title);
  show_label (self->words, words);
  show_label (self->note, note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static char *
dup_file_names (EntRun *run)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < ent_run_get_n_files (run); i++)
    {
      g_autofree char *name = ent_file_link_dup_shown_name (ent_run_get_file (run, i));

      if (i > 0)
        g_string_append_c (names, '\n');
      g_string_append (names, name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
show_files (EntEditorCard *self,
            EntRun        *run)
{
  g_autofree char *names = dup_file_names (run);
  guint n = ent_run_get_n_files (run);
  /* Translators: the number of files attached to a text */
  g_autofree char *title = g_strdup_printf (ngettext ("%u Attached File", "%u Attached Files", n), n);

  show_parts (self, "mail-attachment-symbolic", title, names, NULL);
}

static void
show_run (EntEditorCard *self,
          EntRun        *run)
{
  if (ent_run_get_kind (run) == ENT_RUN_ATTACHMENTS)
    show_files (self, run);
  else
    show_parts (self, "accessories-calculator-symbolic", _("Formula"), ent_run_get_text (run), NULL);
}

static void
show_block (EntEditorCard *self,
            EntBlock      *block)
{
  const char *kept = _("Shown as it is on the ENT, and sent back unchanged.");
  g_autofree char *plain = NULL;

  switch (ent_block_get_type_of (block))
    {
    case ENT_BLOCK_AUDIO:
      show_parts (self, "audio-x-generic-symbolic", _("Sound"), NULL, kept);
      break;
    case ENT_BLOCK_VIDEO:
      show_parts (self, "video-x-generic-symbolic", _("Video"), NULL, kept);
      break;
    case ENT_BLOCK_EMBED:
      show_parts (self, "web-browser-symbolic", _("Content of Another Site"),
                  ent_block_get_attribute (block, "src"), kept);
      break;
    case ENT_BLOCK_ATTACHMENTS:
      if (ent_block_get_n_runs (block) > 0)
        show_files (self, ent_block_get_run (block, 0));
      break;
    case ENT_BLOCK_PARAGRAPH:
    case ENT_BLOCK_HEADING:
    case ENT_BLOCK_CODE:
    case ENT_BLOCK_ALERT:
    case ENT_BLOCK_RULE:
    case ENT_BLOCK_TABLE:
    case ENT_BLOCK_OPAQUE:
    default:
      plain = ent_block_to_plain (block);
      g_strstrip (plain);
      show_parts (self, "view-paged-symbolic", _("Content Kept as It Is"), plain, kept);
      break;
    }
}

static void
on_delete_clicked_cb (EntEditorCard *self)
{
  g_signal_emit (self, signals[DELETE], 0);
}

static GtkSizeRequestMode
ent_editor_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A text view gives its children their smallest size: ours is the width of the text. */
static void
ent_editor_card_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  EntEditorCard *self = ENT_EDITOR_CARD (widget);
  int min_width;

  gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (self->width, min_width);
  else
    gtk_widget_measure (self->content, orientation, MAX (MAX (for_size, self->width), min_width),
                        minimum, natural, NULL, NULL);
}

static void
ent_editor_card_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  gtk_widget_allocate (ENT_EDITOR_CARD (widget)->content, width, height, -1, NULL);
}

static void
ent_editor_card_dispose (GObject *object)
{
  EntEditorCard *self = ENT_EDITOR_CARD (object);

  g_clear_object (&self->anchor);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_EDITOR_CARD);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_editor_card_parent_class)->dispose (object);
}

static void
ent_editor_card_class_init (EntEditorCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_editor_card_dispose;
  widget_class->get_request_mode = ent_editor_card_get_request_mode;
  widget_class->measure = ent_editor_card_measure;
  widget_class->size_allocate = ent_editor_card_size_allocate;

  signals[DELETE] = g_signal_new ("delete", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/editor/ent-editor-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EntEditorCard, content);
  gtk_widget_class_bind_template_child (widget_class, EntEditorCard, icon);
  gtk_widget_class_bind_template_child (widget_class, EntEditorCard, title);
  gtk_widget_class_bind_template_child (widget_class, EntEditorCard, words);
  gtk_widget_class_bind_template_child (widget_class, EntEditorCard, note);
  gtk_widget_class_bind_template_child (widget_class, EntEditorCard, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_clicked_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ent_editor_card_init (EntEditorCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_editor_card_new:
 * @anchor: an object of the text
 *
 * Returns: a card that shows it
 */
GtkWidget *
ent_editor_card_new (GtkTextChildAnchor *anchor)
{
  EntEditorCard *self;

  g_return_val_if_fail (GTK_IS_TEXT_CHILD_ANCHOR (anchor), NULL);

  self = g_object_new (ENT_TYPE_EDITOR_CARD, NULL);
  self->anchor = g_object_ref (anchor);
  ent_editor_card_update (self);
  return GTK_WIDGET (self);
}

/**
 * ent_editor_card_update:
 * @self: a card
 *
 * Shows what the object has become.
 */
void
ent_editor_card_update (EntEditorCard *self)
{
  EntBlock *block;

  g_return_if_fail (ENT_IS_EDITOR_CARD (self));

  block = ent_editor_anchor_get_block (self->anchor);
  if (block != NULL)
    show_block (self, block);
  else
    show_run (self, ent_editor_anchor_get_run (self->anchor));
}

/**
 * ent_editor_card_get_anchor:
 * @self: a card
 *
 * Returns: (transfer none): the object shown
 */
GtkTextChildAnchor *
ent_editor_card_get_anchor (EntEditorCard *self)
{
  g_return_val_if_fail (ENT_IS_EDITOR_CARD (self), NULL);

  return self->anchor;
}

/**
 * ent_editor_card_set_editable:
 * @self: a card
 * @editable: whether it can be deleted
 */
void
ent_editor_card_set_editable (EntEditorCard *self,
                              gboolean       editable)
{
  g_return_if_fail (ENT_IS_EDITOR_CARD (self));

  gtk_widget_set_visible (self->delete_button, editable);
}

/**
 * ent_editor_card_set_width:
 * @self: a card
 * @width: of the text's column, in pixels
 */
void
ent_editor_card_set_width (EntEditorCard *self,
                           int            width)
{
  g_return_if_fail (ENT_IS_EDITOR_CARD (self));

  if (self->width == width)
    return;

  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
