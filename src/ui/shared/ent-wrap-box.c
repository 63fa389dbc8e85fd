/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-ui"

#include "ent-wrap-box.h"

#define SPACING 6   /* pixels, between children and between lines */

struct _EntWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (EntWrapBox, ent_wrap_box, GTK_TYPE_WIDGET)

/* One line of children, from first to before next. */
typedef struct
{
  GtkWidget *first;    /* (unowned) */
  GtkWidget *next;     /* (unowned) (nullable): first of the following line */
  int        spare;    /* pixels left, for the children that expand */
  guint      n_expand;
  int        height;
} Line;

/* How wide a child begins: one that expands needs no more than its minimum to stay on a line. */
static int
get_width (GtkWidget *child,
           int        available)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    return minimum;

  return MAX (minimum, MIN (natural, available));
}

static void
measure_line (Line      *line,
              GtkWidget *first,
              int        width)
{
  int used = 0;

  *line = (Line) { .first = first };
  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, height;

      if (!gtk_widget_should_layout (child))
        continue;

      child_width = get_width (child, width);
      if (used > 0 && used + SPACING + child_width > width)
        {
          line->next = child;
          break;
        }
      used += (used > 0 ? SPACING : 0) + child_width;
      line->n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, &height, NULL, NULL, NULL);
      line->height = MAX (line->height, height);
    }
  line->spare = MAX (width - used, 0);
}

static int
measure_height (EntWrapBox *self,
                int         width)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int height = 0;

  while (child != NULL)
    {
      Line line;

      measure_line (&line, child, width);
      height += (height > 0 && line.height > 0 ? SPACING : 0) + line.height;
      child = line.next;
    }
  return height;
}

static GtkSizeRequestMode
ent_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ent_wrap_box_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  GtkWidget *child;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = measure_height (ENT_WRAP_BOX (widget), for_size < 0 ? G_MAXINT : for_size);
      return;
    }

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += (*natural > 0 ? SPACING : 0) + child_natural;
    }
}

static void
allocate_line (EntWrapBox *self,
               const Line *line,
               int         y,
               int         width)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = line->first; child != line->next; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation = { .y = y, .height = line->height };

      if (!gtk_widget_should_layout (child))
        continue;

      allocation.width = get_width (child, width);
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        allocation.width += line->spare / (int) line->n_expand;
      allocation.x = mirrored ? width - x - allocation.width : x;
      gtk_widget_size_allocate (child, &allocation, -1);
      x += allocation.width + SPACING;
    }
}

static void
ent_wrap_box_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  EntWrapBox *self = ENT_WRAP_BOX (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      Line line;

      measure_line (&line, child, width);
      allocate_line (self, &line, y, width);
      y += line.height + SPACING;
      child = line.next;
    }
}

static void
ent_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ent_wrap_box_parent_class)->dispose (object);
}

static void
ent_wrap_box_class_init (EntWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_wrap_box_dispose;
  widget_class->get_request_mode = ent_wrap_box_get_request_mode;
  widget_class->measure = ent_wrap_box_measure;
  widget_class->size_allocate = ent_wrap_box_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ent_wrap_box_init (EntWrapBox *self)
{
}

/**
 * ent_wrap_box_insert:
 * @self: a wrapping box
 * @child: (transfer floating): a widget without a parent
 * @position: how many children come before it; more than there are puts it last
 *
 * Adds @child; gtk_widget_unparent() takes it out again.
 */
void
ent_wrap_box_insert (EntWrapBox *self,
                     GtkWidget  *child,
                     guint       position)
{
  GtkWidget *before;

  g_return_if_fail (ENT_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  before = gtk_widget_get_first_child (GTK_WIDGET (self));
  for (guint i = 0; i < position && before != NULL; i++)
    before = gtk_widget_get_next_sibling (before);
  gtk_widget_insert_before (child, GTK_WIDGET (self), before);
}
