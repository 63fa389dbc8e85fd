/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-editor-link-popover.h"

#include "ent-editor-view.h"

struct _EntEditorLinkPopover
{
  GtkPopover  parent_instance;

  GtkWidget  *label;
  GtkEntry   *entry;
  GtkWidget  *remove_button;
  GtkWidget  *apply_button;

  EntEditor  *editor;   /* (unowned): owns this popover */
};

G_DEFINE_FINAL_TYPE (EntEditorLinkPopover, ent_editor_link_popover, GTK_TYPE_POPOVER)

static void
on_changed_cb (EntEditorLinkPopover *self)
{
  g_autofree char *address =
    ent_editor_link_popover_complete_address (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_widget_set_sensitive (self->apply_button, address != NULL);
}

static void
on_apply_cb (EntEditorLinkPopover *self)
{
  g_autofree char *address =
    ent_editor_link_popover_complete_address (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (address == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  ent_editor_set_link (self->editor, address);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
on_remove_cb (EntEditorLinkPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  ent_editor_set_link (self->editor, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
ent_editor_link_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_EDITOR_LINK_POPOVER);

  G_OBJECT_CLASS (ent_editor_link_popover_parent_class)->dispose (object);
}

static void
ent_editor_link_popover_class_init (EntEditorLinkPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_editor_link_popover_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/encrier/Encrier/ui/editor/ent-editor-link-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, EntEditorLinkPopover, label);
  gtk_widget_class_bind_template_child (widget_class, EntEditorLinkPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, EntEditorLinkPopover, remove_button);
  gtk_widget_class_bind_template_child (widget_class, EntEditorLinkPopover, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_cb);
}

static void
ent_editor_link_popover_init (EntEditorLinkPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_editor_link_popover_new:
 * @editor: the editor whose links are asked for
 *
 * Returns: a popover, to be given a parent
 */
GtkWidget *
ent_editor_link_popover_new (EntEditor *editor)
{
  EntEditorLinkPopover *self;

  g_return_val_if_fail (ENT_IS_EDITOR (editor), NULL);

  self = g_object_new (ENT_TYPE_EDITOR_LINK_POPOVER, NULL);
  self->editor = editor;
  return GTK_WIDGET (self);
}

/**
 * ent_editor_link_popover_ask:
 * @self: a popover
 *
 * Shows it at the cursor, with the address of the link that is there.
 */
void
ent_editor_link_popover_ask (EntEditorLinkPopover *self)
{
  GtkTextView *view;
  g_autofree char *address = NULL;
  GdkRectangle place;
  GtkTextIter iter;
  double x = 0.0, y = 0.0;

  g_return_if_fail (ENT_IS_EDITOR_LINK_POPOVER (self));

  view = GTK_TEXT_VIEW (ent_editor_view_get_active (ENT_EDITOR_VIEW (ent_editor_get_view (self->editor))));
  address = ent_editor_dup_link (self->editor);
  gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (view), &iter,
                                    gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)));
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y,
                                         &place.x, &place.y);
  gtk_widget_translate_coordinates (GTK_WIDGET (view), GTK_WIDGET (ent_editor_get_view (self->editor)),
                                    place.x, place.y, &x, &y);
  place.x = (int) x;
  place.y = (int) y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &place);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), address != NULL ? address : "");
  gtk_widget_set_visible (self->remove_button, address != NULL);
  on_changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * ent_editor_link_popover_complete_address:
 * @typed: what the teacher typed
 *
 * "www.exemple.fr" and "exemple.fr/page" become https addresses, "nom@exemple.fr" a mail address; addresses of the web, of mail
 * and of this ENT ("/blog…") are kept. Others ("javascript:", "data:", "file:") would run something or lead nowhere.
 *
 * Returns: (transfer full) (nullable): an address, or %NULL if it is none
 */
char *
ent_editor_link_popover_complete_address (const char *typed)
{
  g_autofree char *address = g_strdup (typed != NULL ? typed : "");
  g_autofree char *scheme = NULL;

  g_strstrip (address);
  if (*address == '\0' || strpbrk (address, " \t\n\"<>") != NULL)
    return NULL;
  if (*address == '/' || *address == '#')
    return g_steal_pointer (&address);

  scheme = g_uri_parse_scheme (address);
  if (scheme != NULL && (g_str_equal (scheme, "http") || g_str_equal (scheme, "https") ||
                         g_str_equal (scheme, "mailto") || g_str_equal (scheme, "tel")))
    return g_str_has_suffix (address, ":") || g_str_has_suffix (address, "://")
           ? NULL : g_steal_pointer (&address);
  /* "localhost:8080/page" parses as a scheme too; a known one is followed by no port. */
  if (scheme != NULL && !g_ascii_isdigit (address[strlen (scheme) + 1]))
    return NULL;
  if (strchr (address, '@') != NULL && strchr (address, '/') == NULL)
    return g_strconcat ("mailto:", address, NULL);
  return strchr (address, '.') != NULL || scheme != NULL ? g_strconcat ("https://", address, NULL) : NULL;
}
