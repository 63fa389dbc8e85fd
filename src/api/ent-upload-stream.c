/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-api"

#include "ent-upload-stream.h"

#include <string.h>

#define N_PARTS 3

struct _EntUploadStream
{
  GInputStream  parent_instance;

  GInputStream *parts[N_PARTS];   /* (owned): head, file, tail */
  guint         part;             /* the one being read */
};

G_DEFINE_FINAL_TYPE (EntUploadStream, ent_upload_stream, G_TYPE_INPUT_STREAM)

static gssize
ent_upload_stream_read (GInputStream  *stream,
                        void          *buffer,
                        gsize          count,
                        GCancellable  *cancellable,
                        GError       **error)
{
  EntUploadStream *self = ENT_UPLOAD_STREAM (stream);

  for (; self->part < N_PARTS; self->part++)
    {
      gssize n = g_input_stream_read (self->parts[self->part], buffer, count, cancellable, error);

      if (n != 0)
        return n;
    }

  return 0;
}

static void
ent_upload_stream_dispose (GObject *object)
{
  EntUploadStream *self = ENT_UPLOAD_STREAM (object);

  for (guint i = 0; i < N_PARTS; i++)
    g_clear_object (&self->parts[i]);

  G_OBJECT_CLASS (ent_upload_stream_parent_class)->dispose (object);
}

static void
ent_upload_stream_class_init (EntUploadStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_upload_stream_dispose;
  G_INPUT_STREAM_CLASS (klass)->read_fn = ent_upload_stream_read;
}

static void
ent_upload_stream_init (EntUploadStream *self)
{
}

/**
 * ent_upload_stream_new:
 * @head: what comes first
 * @middle: the file
 * @tail: what comes last
 *
 * Read by GIO's own worker threads, as files are.
 *
 * Returns: (transfer full): a stream of the three, one after the other
 */
GInputStream *
ent_upload_stream_new (const char   *head,
                       GInputStream *middle,
                       const char   *tail)
{
  EntUploadStream *self = g_object_new (ENT_TYPE_UPLOAD_STREAM, NULL);

  self->parts[0] = g_memory_input_stream_new_from_data (g_strdup (head), strlen (head), g_free);
  self->parts[1] = g_object_ref (middle);
  self->parts[2] = g_memory_input_stream_new_from_data (g_strdup (tail), strlen (tail), g_free);
  return G_INPUT_STREAM (self);
}
