-- All of BPMN that people execute: scopes, called processes, events that are waited for, messages, compensation, external tasks.
-- Rows of a run carry no foreign keys: one statement writes them together with their instance, and a check per row would
-- cost as much as the row. Deleting a run deletes by instance_id.

ALTER TABLE flow.token DROP CONSTRAINT token_instance_id_fkey;
ALTER TABLE flow.task DROP CONSTRAINT task_instance_id_fkey;
ALTER TABLE flow.participant DROP CONSTRAINT participant_task_id_fkey;
ALTER TABLE flow.job DROP CONSTRAINT job_instance_id_fkey;
ALTER TABLE flow.incident DROP CONSTRAINT incident_instance_id_fkey;

ALTER TABLE flow.instance
  -- Process of the text that it runs; '' is the main one.
  ADD COLUMN process text NOT NULL DEFAULT '',
  -- Who called it: the run and the token of its call activity.
  ADD COLUMN parent_id uuid,
  ADD COLUMN parent_token uuid,
  ADD COLUMN suspended boolean NOT NULL DEFAULT false;
CREATE INDEX instance_root ON flow.instance (root_id) WHERE parent_id IS NOT NULL;
CREATE INDEX instance_business_key ON flow.instance (business_key) WHERE business_key IS NOT NULL;
CREATE INDEX instance_state ON flow.instance (state, id) WHERE state IN ('running', 'incident');

-- A subprocess, multi-instance body, iteration, or activity with values of its own. The scope of the process itself is the
-- instance (its id stands where a scope's id is asked for).
CREATE TABLE flow.scope (
  id           uuid PRIMARY KEY,
  instance_id  uuid NOT NULL,
  root_id      uuid NOT NULL,
  parent_id    uuid NOT NULL,
  -- The token that stands at the activity.
  token_id     uuid NOT NULL,
  element      text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('subprocess', 'activity', 'body', 'iteration')),
  variables    jsonb NOT NULL DEFAULT '{}',
  -- Of a body: how far it is, and the snapshot of its collection.
  loop         jsonb,
  items        jsonb,
  -- Innermost iteration of a multi-instance activity in which the row lies: a command loads its own iteration, not its 5,000 siblings.
  iteration_id uuid
) WITH (fillfactor = 80);
CREATE INDEX scope_root ON flow.scope (root_id, iteration_id);

-- What the instances of a multi-instance activity gave, until its body is complete.
CREATE TABLE flow.loop_output (
  id          uuid PRIMARY KEY,
  instance_id uuid NOT NULL,
  root_id     uuid NOT NULL,
  body_id     uuid NOT NULL,
  index       integer NOT NULL,
  value       jsonb
);
CREATE INDEX loop_output_body ON flow.loop_output (body_id);
CREATE INDEX loop_output_root ON flow.loop_output (root_id);

ALTER TABLE flow.token
  ADD COLUMN scope_id uuid,
  ADD COLUMN iteration_id uuid,
  ADD COLUMN entered_at timestamptz,
  -- A compensation handler: the token that threw and waits for it.
  ADD COLUMN compensates uuid,
  DROP CONSTRAINT token_state_check;
UPDATE flow.token SET scope_id = instance_id;
ALTER TABLE flow.token
  ALTER COLUMN scope_id SET NOT NULL,
  -- before, after: it waits for the job of an asynchronous continuation; cancelling: a transaction is being undone.
  ADD CONSTRAINT token_state_check CHECK (state IN ('waiting', 'before', 'after', 'cancelling', 'incident'));
DROP INDEX flow.token_root;
CREATE INDEX token_root ON flow.token (root_id, iteration_id);

ALTER TABLE flow.task
  ADD COLUMN priority integer NOT NULL DEFAULT 50,
  ADD COLUMN follow_up_at timestamptz,
  ADD COLUMN due_beyond_calendar boolean NOT NULL DEFAULT false;
DROP INDEX flow.task_root;
CREATE INDEX task_token ON flow.task (token_id) WHERE state = 'open';
CREATE INDEX task_approved ON flow.task (root_id) WHERE kind = 'approval' AND state = 'done' AND outcome = 'approve';

-- A message or signal that is waited for, or a condition.
CREATE TABLE flow.subscription (
  id           uuid PRIMARY KEY,
  instance_id  uuid NOT NULL,
  root_id      uuid NOT NULL,
  -- Of an event subprocess: the scope that listens, without token.
  scope_id     uuid NOT NULL,
  token_id     uuid,
  element      text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('message', 'signal', 'condition')),
  name         text NOT NULL,
  key          text,
  definition   text NOT NULL,
  iteration_id uuid,
  created_at   timestamptz NOT NULL
);
CREATE INDEX subscription_root ON flow.subscription (root_id, iteration_id);
CREATE INDEX subscription_name ON flow.subscription (name, key) WHERE kind <> 'condition';

ALTER TABLE flow.job
  DROP CONSTRAINT job_kind_check,
  DROP CONSTRAINT job_state_check,
  ALTER COLUMN instance_id DROP NOT NULL,
  ALTER COLUMN root_id DROP NOT NULL,
  ALTER COLUMN token_id DROP NOT NULL,
  ADD COLUMN scope_id uuid,
  ADD COLUMN iteration_id uuid,
  -- Of external tasks.
  ADD COLUMN topic text,
  ADD COLUMN priority integer NOT NULL DEFAULT 0,
  ADD COLUMN exclusive boolean NOT NULL DEFAULT true,
  -- What a delivery carries, an external task is given, a start begins; pauses between attempts.
  ADD COLUMN data jsonb,
  ADD COLUMN until timestamptz,
  ADD CONSTRAINT job_state_check CHECK (state IN ('ready', 'failed', 'suspended')),
  ADD CONSTRAINT job_kind_check
    CHECK (kind IN ('timer', 'enter', 'leave', 'deliver', 'external', 'start'));
DROP INDEX flow.job_due;
CREATE INDEX job_due ON flow.job (due_at) WHERE state = 'ready' AND kind <> 'external';
CREATE INDEX job_topic ON flow.job (topic, priority DESC, id) WHERE state = 'ready' AND kind = 'external';
DROP INDEX flow.job_root;
CREATE INDEX job_root ON flow.job (root_id, iteration_id);
COMMENT ON TABLE flow.job IS 'What a run has to do later or elsewhere: timers, asynchronous continuations, deliveries, external tasks; starts by time or event';

-- What has been published: kept until its time is over, so that whoever begins to wait later still gets it.
CREATE TABLE flow.message (
  id           uuid PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('message', 'signal')),
  name         text NOT NULL,
  key          text,
  -- Given by the sender: the same one twice is one message.
  message_id   text,
  variables    jsonb NOT NULL DEFAULT '{}',
  published_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX message_once ON flow.message (name, coalesce(key, ''), message_id) WHERE message_id IS NOT NULL;
CREATE INDEX message_waiting ON flow.message (name, key, id) WHERE kind = 'message';
CREATE INDEX message_expires ON flow.message (expires_at);

-- A message goes to one run of a definition at most.
CREATE TABLE flow.message_target (
  message_id  uuid NOT NULL,
  definition  text NOT NULL,
  instance_id uuid NOT NULL,
  PRIMARY KEY (message_id, definition)
);

-- Completed activities that can be undone.
CREATE TABLE flow.compensation (
  id           uuid PRIMARY KEY,
  instance_id  uuid NOT NULL,
  root_id      uuid NOT NULL,
  -- Where it can be thrown; null inside of a completed subprocess, whose own row stands for it.
  scope_id     uuid,
  parent_id    uuid,
  element      text NOT NULL,
  handler      text,
  -- Local variables of the subprocess when it was completed.
  variables    jsonb,
  seq          integer NOT NULL,
  iteration_id uuid
);
CREATE INDEX compensation_root ON flow.compensation (root_id, iteration_id);

ALTER TABLE flow.incident
  -- What a retry does again.
  ADD COLUMN phase text NOT NULL DEFAULT 'enter',
  ADD COLUMN iteration_id uuid;

-- When the element was entered, of a row that says how it was left: durations need one row, not two.
ALTER TABLE flow.history ADD COLUMN since timestamptz;
