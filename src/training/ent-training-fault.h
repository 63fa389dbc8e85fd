/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What goes wrong on purpose. A rule is an object:
 *
 *   {"method":"POST","path":"/blog/post/…","fault":"drop-after-commit","skip":0,"times":1}
 *
 * "method" and "path" (where an asterisk and a question mark stand for others) may be absent and
 * then match everything; "skip" requests pass first, then "times" of them are hit (1 when absent,
 * -1 for all). The faults:
 *
 *   drop-before         the connection closes, nothing was done
 *   drop-after-commit   the work is done, the connection closes without an answer
 *   cut-body            the work is done, half of the answer's body goes out
 *   delay               everything waits "delay_ms" first
 *   status              answers "status" (and "body") without doing the work
 *   html                answers a web page with 200 without doing the work
 *   redirect            answers 302 to the login page without doing the work
 *   expire-session      the session or token of the request dies first
 *   rotate-session      the work is done and the session's cookie changes
 *   xsrf                the session's XSRF token changes first
 *   refuse-first-call   the first call of a fresh session is sent to the login page ("times":-1 for
 *   each session)
 *   colleague           "colleague" {"user":login,"method","path","body":{…}} is served first
 */
typedef enum
{
  ENT_TRAINING_FAULT_DROP_BEFORE = 1 << 0,
  ENT_TRAINING_FAULT_DROP_AFTER = 1 << 1,
  ENT_TRAINING_FAULT_CUT_BODY = 1 << 2,
  ENT_TRAINING_FAULT_DELAY = 1 << 3,
  ENT_TRAINING_FAULT_STATUS = 1 << 4,
  ENT_TRAINING_FAULT_HTML = 1 << 5,
  ENT_TRAINING_FAULT_REDIRECT = 1 << 6,
  ENT_TRAINING_FAULT_EXPIRE = 1 << 7,
  ENT_TRAINING_FAULT_ROTATE = 1 << 8,
  ENT_TRAINING_FAULT_XSRF = 1 << 9,
  ENT_TRAINING_FAULT_FIRST_CALL = 1 << 10,
  ENT_TRAINING_FAULT_COLLEAGUE = 1 << 11,
} EntTrainingFaultFlags;

/* What all the rules that matched one request ask for. */
typedef struct
{
  EntTrainingFaultFlags  flags;
  guint                  delay_ms;
  guint                  status;
  char                  *body;        /* (owned) (nullable): of the status */
  GPtrArray             *colleagues;  /* (owned) (element-type JsonObject) */
} EntTrainingEffects;

typedef struct _EntTrainingFaults EntTrainingFaults;

EntTrainingFaults  *ent_training_faults_new      (void);
void                ent_training_faults_free     (EntTrainingFaults  *self);
gboolean            ent_training_faults_add      (EntTrainingFaults  *self,
                                                  JsonObject         *rule);
void                ent_training_faults_clear    (EntTrainingFaults  *self);
void                ent_training_faults_set_file (EntTrainingFaults  *self,
                                                  const char         *path);
EntTrainingEffects *ent_training_faults_match    (EntTrainingFaults  *self,
                                                  const char         *method,
                                                  const char         *path);
void                ent_training_effects_free    (EntTrainingEffects *effects);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTrainingEffects, ent_training_effects_free)

G_END_DECLS
