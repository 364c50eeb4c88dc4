-- The durable state of running flows. Tokens are rows, never one blob per instance; only changed rows are written.
-- Every command that touches a flow locks the row of the root instance first, and nothing else of a flow.

CREATE TABLE flow.instance (
  id             uuid PRIMARY KEY,
  -- The outermost instance of a call hierarchy: its row is the lock of the whole hierarchy.
  root_id        uuid NOT NULL,
  definition     text NOT NULL,
  version        integer NOT NULL,
  state          text NOT NULL CHECK (state IN ('running', 'incident', 'ended', 'cancelled')),
  -- Id of the end event, or 'rejected'.
  outcome        text,
  business_key   text,
  subject_entity text,
  subject_id     uuid,
  starter        uuid,
  variables      jsonb NOT NULL DEFAULT '{}',
  -- Grows by one with every return or rejection that sends work back: approvals of earlier rounds no longer count.
  round          integer NOT NULL DEFAULT 1,
  -- Number of history rows written: the next one's number, and the version that a reader checks after waiting for the lock.
  sequence       integer NOT NULL DEFAULT 0,
  started_at     timestamptz NOT NULL,
  ended_at       timestamptz
) WITH (fillfactor = 80);
CREATE INDEX instance_subject ON flow.instance (subject_entity, subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX instance_starter ON flow.instance (starter, id) WHERE starter IS NOT NULL;
CREATE INDEX instance_unfinished ON flow.instance (definition, version) WHERE state IN ('running', 'incident');
COMMENT ON TABLE flow.instance IS 'One run of a flow';

CREATE TABLE flow.token (
  id          uuid PRIMARY KEY,
  instance_id uuid NOT NULL REFERENCES flow.instance,
  root_id     uuid NOT NULL,
  element     text NOT NULL,
  -- Sequence flow by which it came: a parallel join counts flows, not tokens.
  flow        text,
  state       text NOT NULL CHECK (state IN ('waiting', 'incident')),
  -- Task at whose boundary this path began; what `task` means in its expressions.
  task_id     uuid
);
CREATE INDEX token_root ON flow.token (root_id);
CREATE INDEX token_instance ON flow.token (instance_id);
COMMENT ON TABLE flow.token IS 'Where a run stands; gone when it has moved on';

CREATE TABLE flow.task (
  id             uuid PRIMARY KEY,
  instance_id    uuid NOT NULL REFERENCES flow.instance,
  root_id        uuid NOT NULL,
  token_id       uuid NOT NULL,
  element        text NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('approval', 'task')),
  title          text NOT NULL,
  subject_entity text,
  subject_id     uuid,
  -- What lists show of the record, as it was when the task opened: lists then need one statement for all entities.
  subject_title  text,
  summary        jsonb NOT NULL DEFAULT '[]',
  state          text NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
  outcome        text,
  version        integer NOT NULL DEFAULT 1,
  round          integer NOT NULL,
  opened_at      timestamptz NOT NULL,
  due_at         timestamptz,
  done_at        timestamptz
) WITH (fillfactor = 80);
CREATE INDEX task_root ON flow.task (root_id);
CREATE INDEX task_instance ON flow.task (instance_id);
CREATE INDEX task_subject ON flow.task (subject_entity, subject_id) WHERE subject_id IS NOT NULL;
COMMENT ON TABLE flow.task IS 'Work that a run asks of people; an approval is one task, however many people take part';

CREATE TABLE flow.participant (
  id           uuid PRIMARY KEY,
  task_id      uuid NOT NULL REFERENCES flow.task,
  person_id    uuid NOT NULL,
  position     integer NOT NULL,
  state        text NOT NULL
    CHECK (state IN ('waiting', 'active', 'approved', 'rejected', 'returned', 'done', 'skipped', 'cancelled')),
  opinion      text,
  acted_at     timestamptz,
  on_behalf_of uuid,
  UNIQUE (task_id, position)
) WITH (fillfactor = 80);
-- The to-do list of a person: ids are time-ordered, so the index gives the newest first.
CREATE INDEX participant_todo ON flow.participant (person_id, task_id) WHERE state = 'active';
CREATE INDEX participant_acted ON flow.participant (person_id, acted_at, task_id) WHERE acted_at IS NOT NULL;
-- The right to read a record that comes with having been asked.
CREATE INDEX participant_person ON flow.participant (person_id, task_id);
COMMENT ON TABLE flow.participant IS 'One person in one task';

CREATE TABLE flow.job (
  id            uuid PRIMARY KEY,
  kind          text NOT NULL CHECK (kind IN ('timer')),
  instance_id   uuid NOT NULL REFERENCES flow.instance,
  root_id       uuid NOT NULL,
  token_id      uuid NOT NULL,
  -- The event that fires: a boundary event of the token's element, or the element itself.
  element       text NOT NULL,
  due_at        timestamptz NOT NULL,
  -- Cycles: occurrences lie on grid_start + n × every; `repeats_left` counts this one too, null = without end.
  grid_start    timestamptz,
  every         text,
  repeats_left  integer,
  state         text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'failed')),
  retries_left  integer NOT NULL DEFAULT 3,
  locked_by     text,
  locked_until  timestamptz,
  last_error    text
) WITH (fillfactor = 70);
CREATE INDEX job_due ON flow.job (due_at) WHERE state = 'ready';
CREATE INDEX job_root ON flow.job (root_id);
CREATE INDEX job_instance ON flow.job (instance_id);
COMMENT ON TABLE flow.job IS 'Timers of running flows';

CREATE TABLE flow.incident (
  id          uuid PRIMARY KEY,
  instance_id uuid NOT NULL REFERENCES flow.instance,
  root_id     uuid NOT NULL,
  token_id    uuid,
  job_id      uuid,
  element     text NOT NULL,
  code        text NOT NULL,
  message     text NOT NULL,
  at          timestamptz NOT NULL,
  resolved_at timestamptz
);
CREATE INDEX incident_root ON flow.incident (root_id);
CREATE INDEX incident_instance ON flow.incident (instance_id);
CREATE INDEX incident_open ON flow.incident (at) WHERE resolved_at IS NULL;
COMMENT ON TABLE flow.incident IS 'Where a run could not decide and waits for an administrator';

-- Append-only. Retention drops whole months. No foreign key: a month must be droppable, and the row is written in the
-- statement that writes the instance.
CREATE TABLE flow.history (
  instance_id uuid NOT NULL,
  seq         integer NOT NULL,
  element     text NOT NULL,
  event       text NOT NULL,
  at          timestamptz NOT NULL,
  data        jsonb,
  PRIMARY KEY (instance_id, seq, at)
) PARTITION BY RANGE (at);
CREATE TABLE flow.history_default PARTITION OF flow.history DEFAULT;
COMMENT ON TABLE flow.history IS 'Everything that happened in a run, in order';

-- Makes the missing monthly partitions from the month of `first` on. Called by migrations and by the nightly maintenance,
-- always ahead of time: rows that already lie in the default partition would forbid it.
CREATE FUNCTION flow.make_history_partitions(first date, months integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  month date;
  name text;
BEGIN
  FOR n IN 0 .. months - 1 LOOP
    month := (date_trunc('month', first) + make_interval(months => n))::date;
    name := 'history_' || to_char(month, 'YYYYMM');
    IF to_regclass('flow.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE flow.%I PARTITION OF flow.history FOR VALUES FROM (%L) TO (%L)',
        name, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    END IF;
  END LOOP;
END $$;
SELECT flow.make_history_partitions(current_date, 25);
