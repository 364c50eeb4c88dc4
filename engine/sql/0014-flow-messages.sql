-- Messages in the order of their publication, and what they started.

-- Given under the lock of the message's name and key (run/messages): the order in which waiting runs get them.
ALTER TABLE flow.message ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;
DROP INDEX flow.message_waiting;
CREATE INDEX message_waiting ON flow.message (name, key, seq) WHERE kind = 'message';

-- A run that was started by a message with a key: as long as it is unfinished no other one of its definition starts with
-- the same name and key.
CREATE TABLE flow.message_start (
  definition  text NOT NULL,
  name        text NOT NULL,
  key         text NOT NULL,
  instance_id uuid NOT NULL,
  PRIMARY KEY (definition, name, key)
);
CREATE INDEX message_start_instance ON flow.message_start (instance_id);

-- Timer start events that have been planned, with the text of their timer: a definition that is published anew with the
-- same timer is not started once more.
CREATE TABLE flow.timer_start (
  definition text NOT NULL,
  process    text NOT NULL,
  element    text NOT NULL,
  timer      text NOT NULL,
  PRIMARY KEY (definition, process, element)
);

-- Deliveries and starts that a message still has before it.
CREATE INDEX job_message ON flow.job ((data ->> 'message')) WHERE kind IN ('deliver', 'start');
CREATE INDEX job_timer_start ON flow.job ((data ->> 'definition'), element) WHERE kind = 'start';

-- Pages of runs: newest first, of one definition.
CREATE INDEX instance_definition ON flow.instance (definition, id);
-- Incidents of all flows, newest first.
CREATE INDEX incident_newest ON flow.incident (id) WHERE resolved_at IS NULL;
CREATE INDEX job_failed_start ON flow.job (id) WHERE kind = 'start' AND state = 'failed';
