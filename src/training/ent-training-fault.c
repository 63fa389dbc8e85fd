/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-fault.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  EntTrainingFaultFlags  flag;
  GPatternSpec          *path;       /* (owned) (nullable): NULL matches all */
  char                  *method;     /* (owned) (nullable): NULL matches all */
  gint64                 skip;
  gint64                 times;      /* left; below zero for ever */
  gboolean               from_file;
  JsonObject            *rule;       /* (owned) */
} Fault;

struct _EntTrainingFaults
{
  GPtrArray *rules;  /* (owned) (element-type Fault) */
  char      *file;   /* (owned) (nullable) */
  char      *stamp;  /* (owned) (nullable): inode, size and time of the file last read */
};

static const struct
{
  const char            *name;
  EntTrainingFaultFlags  flag;
} names[] = {
  { "drop-before", ENT_TRAINING_FAULT_DROP_BEFORE },
  { "drop-after-commit", ENT_TRAINING_FAULT_DROP_AFTER },
  { "cut-body", ENT_TRAINING_FAULT_CUT_BODY },
  { "delay", ENT_TRAINING_FAULT_DELAY },
  { "status", ENT_TRAINING_FAULT_STATUS },
  { "html", ENT_TRAINING_FAULT_HTML },
  { "redirect", ENT_TRAINING_FAULT_REDIRECT },
  { "expire-session", ENT_TRAINING_FAULT_EXPIRE },
  { "rotate-session", ENT_TRAINING_FAULT_ROTATE },
  { "xsrf", ENT_TRAINING_FAULT_XSRF },
  { "refuse-first-call", ENT_TRAINING_FAULT_FIRST_CALL },
  { "colleague", ENT_TRAINING_FAULT_COLLEAGUE },
};

static void
fault_free (Fault *fault)
{
  g_clear_pointer (&fault->path, g_pattern_spec_free);
  g_free (fault->method);
  json_object_unref (fault->rule);
  g_free (fault);
}

EntTrainingFaults *
ent_training_faults_new (void)
{
  EntTrainingFaults *self = g_new0 (EntTrainingFaults, 1);

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_free);
  return self;
}

void
ent_training_faults_free (EntTrainingFaults *self)
{
  g_ptr_array_unref (self->rules);
  g_free (self->file);
  g_free (self->stamp);
  g_free (self);
}

static gboolean
add_rule (EntTrainingFaults *self,
          JsonObject        *rule,
          gboolean           from_file)
{
  const char *name = json_object_get_string_member_with_default (rule, "fault", "");
  const char *path = json_object_get_string_member_with_default (rule, "path", NULL);
  Fault *fault;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strcmp (names[i].name, name) != 0)
        continue;

      fault = g_new0 (Fault, 1);
      fault->flag = names[i].flag;
      fault->path = path != NULL ? g_pattern_spec_new (path) : NULL;
      fault->method = g_strdup (json_object_get_string_member_with_default (rule, "method", NULL));
      fault->skip = json_object_get_int_member_with_default (rule, "skip", 0);
      fault->times = json_object_get_int_member_with_default (rule, "times", 1);
      fault->from_file = from_file;
      fault->rule = json_object_ref (rule);
      g_ptr_array_add (self->rules, fault);
      return TRUE;
    }

  return FALSE;
}

/* Adds a rule; FALSE when it names no fault. */
gboolean
ent_training_faults_add (EntTrainingFaults *self,
                         JsonObject        *rule)
{
  return add_rule (self, rule, FALSE);
}

/* Forgets all rules; those of the file come back when it changes. */
void
ent_training_faults_clear (EntTrainingFaults *self)
{
  g_ptr_array_set_size (self->rules, 0);
}

/* Sets the file of rules, one JSON object a line, read again whenever it changes. */
void
ent_training_faults_set_file (EntTrainingFaults *self,
                              const char        *path)
{
  g_free (self->file);
  self->file = g_strdup (path);
  g_clear_pointer (&self->stamp, g_free);
}

static void
read_lines (EntTrainingFaults *self,
            const char        *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = NULL;

      if (*g_strstrip (lines[i]) == '\0' || lines[i][0] == '#')
        continue;

      node = json_from_string (lines[i], NULL);
      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
          !add_rule (self, json_node_get_object (node), TRUE))
        g_message ("Line %u of %s is not a fault", i + 1, self->file);
    }
}

/* The time alone would not do: two writes may fall into one tick of the file system's clock. */
static char *
dup_stamp (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return g_strdup ("");

  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ".%09ld",
                          (guint64) status.st_ino, (gint64) status.st_size,
                          (gint64) status.st_mtim.tv_sec,
                          status.st_mtim.tv_nsec);
}

static void
read_file_if_changed (EntTrainingFaults *self)
{
  g_autofree char *text = NULL;
  g_autofree char *stamp = NULL;

  if (self->file == NULL)
    return;

  stamp = dup_stamp (self->file);
  if (g_strcmp0 (stamp, self->stamp) == 0)
    return;

  g_free (self->stamp);
  self->stamp = g_steal_pointer (&stamp);
  for (guint i = self->rules->len; i > 0; i--)
    if (((Fault *) g_ptr_array_index (self->rules, i - 1))->from_file)
      g_ptr_array_remove_index (self->rules, i - 1);

  if (g_file_get_contents (self->file, &text, NULL, NULL))
    read_lines (self, text);
}

static void
apply (EntTrainingEffects *effects,
       Fault              *fault)
{
  JsonObject *rule = fault->rule;
  const char *body = json_object_get_string_member_with_default (rule, "body", NULL);

  effects->flags |= fault->flag;
  if (fault->flag == ENT_TRAINING_FAULT_DELAY)
    effects->delay_ms += (guint) json_object_get_int_member_with_default (rule, "delay_ms", 1000);
  if (fault->flag == ENT_TRAINING_FAULT_STATUS)
    {
      effects->status = (guint) json_object_get_int_member_with_default (rule, "status", 500);
      g_free (effects->body);
      effects->body = g_strdup (body);
    }
  if (fault->flag == ENT_TRAINING_FAULT_COLLEAGUE && json_object_has_member (rule, "colleague"))
    g_ptr_array_add (effects->colleagues,
                     json_object_ref (json_object_get_object_member (rule, "colleague")));
}

/* What goes wrong with this request; uses up the rules it matches. */
EntTrainingEffects *
ent_training_faults_match (EntTrainingFaults *self,
                           const char        *method,
                           const char        *path)
{
  EntTrainingEffects *effects = g_new0 (EntTrainingEffects, 1);

  effects->colleagues = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  read_file_if_changed (self);

  for (guint i = 0; i < self->rules->len; i++)
    {
      Fault *fault = g_ptr_array_index (self->rules, i);

      if (fault->times == 0 || (fault->method != NULL && strcmp (fault->method, method) != 0) ||
          (fault->path != NULL && !g_pattern_spec_match_string (fault->path, path)))
        continue;

      if (fault->skip > 0)
        {
          fault->skip--;
          continue;
        }
      if (fault->times > 0)
        fault->times--;
      apply (effects, fault);
    }

  return effects;
}

void
ent_training_effects_free (EntTrainingEffects *effects)
{
  g_free (effects->body);
  g_ptr_array_unref (effects->colleagues);
  g_free (effects);
}
