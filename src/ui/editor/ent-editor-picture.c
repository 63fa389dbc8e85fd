/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-picture.h"

#include <glib/gi18n.h>

#include "ent-error.h"
#include "ent-unparent.h"

/* Pixels. The ENT shows a picture that says no width 350 wide. */
#define DEFAULT_WIDTH 350
#define PLACEHOLDER_HEIGHT 110
#define SMILEY_SIZE 24
#define MIN_WIDTH 24

struct _EntEditorPicture
{
  GtkWidget     parent_instance;

  GtkStack     *stack;
  GtkLabel     *name;
  GtkLabel     *reason;
  GtkPicture   *picture;
  GtkLabel     *legend;

  EntImage     *image;         /* (owned) */
  EntWorkspace *workspace;     /* (owned) (nullable) */
  GHashTable   *textures;      /* (owned) (element-type utf8 GdkTexture): shared by the pictures of one editor */
  GdkTexture   *texture;       /* (owned) (nullable): once it is here */
  GCancellable *cancellable;   /* (owned) */
  int           max_width;     /* pixels */
  gboolean      asked;
};

G_DEFINE_FINAL_TYPE (EntEditorPicture, ent_editor_picture, GTK_TYPE_WIDGET)

static int
get_wanted_width (EntEditorPicture *self)
{
  return CLAMP (ent_editor_picture_get_said_width (self), MIN_WIDTH, MAX (self->max_width, MIN_WIDTH));
}

static double
get_ratio (EntEditorPicture *self)
{
  int said_width = ent_image_get_width (self->image), said_height = ent_image_get_height (self->image);

  if (self->texture != NULL && gdk_texture_get_width (self->texture) > 0)
    return gdk_paintable_get_intrinsic_aspect_ratio (GDK_PAINTABLE (self->texture));
  return said_width > 0 && said_height > 0 ? (double) said_width / said_height : 0.0;
}

static int
get_wanted_height (EntEditorPicture *self,
                   int               width)
{
  double ratio = get_ratio (self);

  return ratio > 0.01 ? MAX ((int) (width / ratio), 1) : PLACEHOLDER_HEIGHT;
}

static void
show_texture (EntEditorPicture *self,
              GdkTexture       *texture)
{
  g_set_object (&self->texture, texture);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, "picture");
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
show_reason (EntEditorPicture *self,
             const char       *words)
{
  gtk_label_set_label (self->reason, words);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), TRUE);
}

static void
decode_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (task_data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
decode_done_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  EntEditorPicture *self = ENT_EDITOR_PICTURE (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    {
      g_debug ("Picture not shown: %s", error->message);
      show_reason (self, _("This picture cannot be read."));
      return;
    }

  g_hash_table_replace (self->textures, g_strdup (ent_image_get_src (self->image)),
                        g_object_ref (texture));
  show_texture (self, texture);
}

static void
load_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EntEditorPicture) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ent_workspace_load_picture_finish (ENT_WORKSPACE (object), result, &error);
  g_autoptr (GTask) task = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_debug ("Picture not fetched: %s", error->message);
      show_reason (self, g_error_matches (error, ENT_API_ERROR, ENT_API_ERROR_OFFLINE)
                         ? _("It will be shown when you are online.")
                         : _("The ENT does not give this picture."));
      return;
    }

  task = g_task_new (self, self->cancellable, decode_done_cb, NULL);
  g_task_set_source_tag (task, load_done_cb);
  g_task_set_task_data (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_thread);
}

static gboolean
is_elsewhere (const char *src)
{
  return src == NULL || *src != '/' || g_str_has_prefix (src, "//");
}

static void
load (EntEditorPicture *self)
{
  const char *src = ent_image_get_src (self->image);
  GdkTexture *known = src != NULL ? g_hash_table_lookup (self->textures, src) : NULL;

  if (known != NULL)
    show_texture (self, known);
  else if (self->workspace != NULL && !is_elsewhere (src))
    ent_workspace_load_picture_async (self->workspace, src, self->cancellable, load_done_cb,
                                      g_object_ref (self));
}

static void
ent_editor_picture_map (GtkWidget *widget)
{
  EntEditorPicture *self = ENT_EDITOR_PICTURE (widget);

  GTK_WIDGET_CLASS (ent_editor_picture_parent_class)->map (widget);
  if (!self->asked)
    {
      self->asked = TRUE;
      load (self);
    }
}

static void
ent_editor_picture_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  EntEditorPicture *self = ENT_EDITOR_PICTURE (widget);
  int width = get_wanted_width (self), child, legend = 0;

  gtk_widget_measure (GTK_WIDGET (self->stack), orientation, -1, &child, NULL, NULL, NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->legend)))
    gtk_widget_measure (GTK_WIDGET (self->legend), GTK_ORIENTATION_VERTICAL, width, &legend, NULL, NULL, NULL);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width
                                                                  : get_wanted_height (self, width) + legend;
}

static void
ent_editor_picture_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  EntEditorPicture *self = ENT_EDITOR_PICTURE (widget);
  int min_width, min_height, legend = 0;

  if (gtk_widget_get_visible (GTK_WIDGET (self->legend)))
    {
      gtk_widget_measure (GTK_WIDGET (self->legend), GTK_ORIENTATION_VERTICAL, width, &legend, NULL, NULL, NULL);
      height -= legend;
      gtk_widget_size_allocate (GTK_WIDGET (self->legend), &(GtkAllocation) { 0, height, width, legend }, -1);
    }
  gtk_widget_measure (GTK_WIDGET (self->stack), GTK_ORIENTATION_HORIZONTAL, -1, &min_width,
                      NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->stack), GTK_ORIENTATION_VERTICAL, MAX (width, min_width),
                      &min_height, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->stack), MAX (width, min_width), MAX (height, min_height),
                       -1, NULL);
}

static void
ent_editor_picture_dispose (GObject *object)
{
  EntEditorPicture *self = ENT_EDITOR_PICTURE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_EDITOR_PICTURE);
  ent_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (ent_editor_picture_parent_class)->dispose (object);
}

static void
ent_editor_picture_finalize (GObject *object)
{
  EntEditorPicture *self = ENT_EDITOR_PICTURE (object);

  g_clear_pointer (&self->image, ent_image_unref);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  g_clear_object (&self->texture);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ent_editor_picture_parent_class)->finalize (object);
}

static void
ent_editor_picture_class_init (EntEditorPictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ent_editor_picture_dispose;
  object_class->finalize = ent_editor_picture_finalize;
  widget_class->map = ent_editor_picture_map;
  widget_class->measure = ent_editor_picture_measure;
  widget_class->size_allocate = ent_editor_picture_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/editor/ent-editor-picture.ui");
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicture, stack);
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicture, name);
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicture, reason);
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicture, picture);
  gtk_widget_class_bind_template_child (widget_class, EntEditorPicture, legend);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ent_editor_picture_init (EntEditorPicture *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->max_width = DEFAULT_WIDTH;
}

/**
 * ent_editor_picture_new:
 * @image: what is known of it
 * @workspace: (nullable): where to ask for it
 * @textures: (element-type utf8 GdkTexture): pictures already here, by address; what is fetched is added
 *
 * Returns: the place of the picture
 */
GtkWidget *
ent_editor_picture_new (EntImage     *image,
                        EntWorkspace *workspace,
                        GHashTable   *textures)
{
  EntEditorPicture *self;

  g_return_val_if_fail (image != NULL, NULL);
  g_return_val_if_fail (workspace == NULL || ENT_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (ENT_TYPE_EDITOR_PICTURE, NULL);
  self->workspace = workspace != NULL ? g_object_ref (workspace) : NULL;
  self->textures = g_hash_table_ref (textures);
  ent_editor_picture_set_image (self, image);
  if (is_elsewhere (ent_image_get_src (image)) && !ent_image_is_smiley (image))
    show_reason (self, _("A picture of another site: it is kept, and not fetched from here."));
  return GTK_WIDGET (self);
}

/**
 * ent_editor_picture_set_image:
 * @self: a picture
 * @image: the same picture, with another size or other words
 */
void
ent_editor_picture_set_image (EntEditorPicture *self,
                              EntImage         *image)
{
  const char *alt, *legend, *words;

  g_return_if_fail (ENT_IS_EDITOR_PICTURE (self));
  g_return_if_fail (image != NULL);

  ent_image_ref (image);
  g_clear_pointer (&self->image, ent_image_unref);
  self->image = image;

  alt = ent_image_get_alt (image);
  legend = ent_image_get_title (image);
  if (alt == NULL || *alt == '\0')
    alt = legend;
  words = alt != NULL && *alt != '\0' ? alt : _("Picture");
  gtk_label_set_label (self->name, words);
  gtk_label_set_label (self->legend, legend != NULL ? legend : "");
  gtk_widget_set_visible (GTK_WIDGET (self->legend),
                          legend != NULL && *legend != '\0' && !ent_image_is_smiley (image));
  gtk_picture_set_alternative_text (self->picture, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * ent_editor_picture_get_said_width:
 * @self: a picture
 *
 * Returns: how wide the ENT shows it, in pixels
 */
int
ent_editor_picture_get_said_width (EntEditorPicture *self)
{
  int width;

  g_return_val_if_fail (ENT_IS_EDITOR_PICTURE (self), 0);

  if (ent_image_is_smiley (self->image))
    return SMILEY_SIZE;
  width = ent_image_get_width (self->image);
  return width > 0 ? width : DEFAULT_WIDTH;
}

/**
 * ent_editor_picture_get_height_for:
 * @self: a picture
 * @width: pixels
 *
 * Returns: the height that keeps its shape, in pixels; %ENT_IMAGE_SIZE_NONE if its shape is not known
 */
int
ent_editor_picture_get_height_for (EntEditorPicture *self,
                                   int               width)
{
  double ratio;

  g_return_val_if_fail (ENT_IS_EDITOR_PICTURE (self), ENT_IMAGE_SIZE_NONE);

  ratio = get_ratio (self);
  return ratio > 0.01 ? MAX ((int) (width / ratio + 0.5), 1) : ENT_IMAGE_SIZE_NONE;
}

/**
 * ent_editor_picture_set_max_width:
 * @self: a picture
 * @max_width: pixels
 *
 * A picture wider than the text is shown as wide as the text.
 */
void
ent_editor_picture_set_max_width (EntEditorPicture *self,
                                  int               max_width)
{
  g_return_if_fail (ENT_IS_EDITOR_PICTURE (self));

  if (self->max_width == max_width)
    return;

  self->max_width = max_width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
