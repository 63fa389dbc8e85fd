/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-richtext"

#include "ent-run.h"

#include <string.h>

struct _EntRun
{
  EntRunKind  kind;
  EntMarks   *marks;   /* (owned) (nullable) */
  char       *text;    /* (owned) (nullable): TEXT's words, FORMULA's LaTeX */
  EntImage   *image;   /* (owned) (nullable): IMAGE */
  EntLinker  *linker;  /* (owned) (nullable): LINKER */
  GPtrArray  *files;   /* (owned) (nullable) (element-type EntFileLink): ATTACHMENTS */
};

G_DEFINE_BOXED_TYPE (EntRun, ent_run, ent_run_ref, ent_run_unref)

static void
clear (gpointer data)
{
  EntRun *self = data;

  g_clear_pointer (&self->marks, ent_marks_unref);
  g_clear_pointer (&self->image, ent_image_unref);
  g_clear_pointer (&self->linker, ent_linker_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self->text);
}

static EntRun *
make (EntRunKind  kind,
      EntMarks   *marks)
{
  EntRun *self = g_atomic_rc_box_new0 (EntRun);

  self->kind = kind;
  self->marks = marks != NULL ? ent_marks_ref (marks) : NULL;

  return self;
}

/**
 * ent_run_new_text:
 * @text: the words
 * @marks: (nullable): what they wear
 *
 * Returns: (transfer full): a run of text
 */
EntRun *
ent_run_new_text (const char *text,
                  EntMarks   *marks)
{
  return ent_run_new_text_len (text, -1, marks);
}

/**
 * ent_run_new_text_len:
 * @text: the words
 * @length: their length in bytes, or -1
 * @marks: (nullable): what they wear
 *
 * Returns: (transfer full): a run of text
 */
EntRun *
ent_run_new_text_len (const char *text,
                      gssize      length,
                      EntMarks   *marks)
{
  EntRun *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = make (ENT_RUN_TEXT, marks);
  self->text = g_strndup (text, length < 0 ? strlen (text) : (gsize) length);

  return self;
}

EntRun *
ent_run_new_break (EntMarks *marks)
{
  return make (ENT_RUN_BREAK, marks);
}

EntRun *
ent_run_new_image (EntImage *image,
                   EntMarks *marks)
{
  EntRun *self = make (ENT_RUN_IMAGE, marks);

  self->image = ent_image_ref (image);
  return self;
}

EntRun *
ent_run_new_linker (EntLinker *linker,
                    EntMarks  *marks)
{
  EntRun *self = make (ENT_RUN_LINKER, marks);

  self->linker = ent_linker_ref (linker);
  return self;
}

/**
 * ent_run_new_formula:
 * @latex: the formula, without dollars
 * @marks: (nullable): what it wears
 *
 * Returns: (transfer full): an old formula object, which is written as text between dollars
 */
EntRun *
ent_run_new_formula (const char *latex,
                     EntMarks   *marks)
{
  EntRun *self = make (ENT_RUN_FORMULA, marks);

  self->text = g_strdup (latex);
  return self;
}

/**
 * ent_run_new_attachments:
 * @files: (array length=n_files): the files
 * @n_files: how many
 *
 * Returns: (transfer full): a group of files inside a line
 */
EntRun *
ent_run_new_attachments (EntFileLink **files,
                         guint         n_files)
{
  EntRun *self = make (ENT_RUN_ATTACHMENTS, NULL);

  self->files = g_ptr_array_new_full (n_files, (GDestroyNotify) ent_file_link_unref);
  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (self->files, ent_file_link_ref (files[i]));

  return self;
}

EntRun *
ent_run_ref (EntRun *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ent_run_unref (EntRun *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

EntRunKind
ent_run_get_kind (const EntRun *self)
{
  return self->kind;
}

/**
 * ent_run_get_marks:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what it wears, %NULL for nothing
 */
EntMarks *
ent_run_get_marks (const EntRun *self)
{
  return self->marks;
}

/**
 * ent_run_get_text:
 * @self: a run
 *
 * Returns: (nullable): the words of a text, the LaTeX of a formula
 */
const char *
ent_run_get_text (const EntRun *self)
{
  return self->text;
}

EntImage *
ent_run_get_image (const EntRun *self)
{
  return self->image;
}

EntLinker *
ent_run_get_linker (const EntRun *self)
{
  return self->linker;
}

guint
ent_run_get_n_files (const EntRun *self)
{
  return self->files != NULL ? self->files->len : 0;
}

EntFileLink *
ent_run_get_file (const EntRun *self,
                  guint         index)
{
  g_return_val_if_fail (index < ent_run_get_n_files (self), NULL);

  return g_ptr_array_index (self->files, index);
}

/**
 * ent_run_with_marks:
 * @self: a run
 * @marks: (nullable): what it is to wear
 *
 * Returns: (transfer full): the same text or object with these marks
 */
EntRun *
ent_run_with_marks (EntRun   *self,
                    EntMarks *marks)
{
  EntRun *other;

  other = make (self->kind, marks);
  other->text = g_strdup (self->text);
  other->image = self->image != NULL ? ent_image_ref (self->image) : NULL;
  other->linker = self->linker != NULL ? ent_linker_ref (self->linker) : NULL;
  other->files = self->files != NULL ? g_ptr_array_ref (self->files) : NULL;

  return other;
}

/**
 * ent_run_with_text:
 * @self: a run of text
 * @text: other words
 *
 * Returns: (transfer full): these words with the marks of @self
 */
EntRun *
ent_run_with_text (EntRun     *self,
                   const char *text)
{
  g_return_val_if_fail (self->kind == ENT_RUN_TEXT, NULL);

  return ent_run_new_text (text, self->marks);
}

/**
 * ent_run_equal:
 * @a: a run
 * @b: another
 *
 * Returns: %TRUE if both show the same
 */
gboolean
ent_run_equal (const EntRun *a,
               const EntRun *b)
{
  if (a == b)
    return TRUE;
  if (a->kind != b->kind || g_strcmp0 (a->text, b->text) != 0 ||
      !ent_marks_equal (a->marks, b->marks) ||
      ent_run_get_n_files (a) != ent_run_get_n_files (b))
    return FALSE;

  for (guint i = 0; i < ent_run_get_n_files (a); i++)
    if (!ent_file_link_equal (ent_run_get_file (a, i), ent_run_get_file (b, i)))
      return FALSE;

  return (a->image == NULL || ent_image_equal (a->image, b->image)) &&
         (a->linker == NULL || ent_linker_equal (a->linker, b->linker));
}
