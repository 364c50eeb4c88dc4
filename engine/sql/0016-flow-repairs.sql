-- Repairs of many runs at once: what was ordered, and what became of each run.

CREATE TABLE flow.bulk_repair (
  id         uuid PRIMARY KEY,
  action     text NOT NULL,
  -- What the repair of one run is given beside its id.
  input      jsonb NOT NULL,
  reason     text NOT NULL,
  -- Whose rights count, whenever a run is repaired.
  account_id text NOT NULL,
  ordered_at timestamptz NOT NULL
);
CREATE TABLE flow.bulk_repair_item (
  bulk_id     uuid NOT NULL REFERENCES flow.bulk_repair ON DELETE CASCADE,
  instance_id uuid NOT NULL,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
  -- Why it failed.
  code        text,
  message     text,
  PRIMARY KEY (bulk_id, instance_id)
);
CREATE INDEX bulk_repair_waiting ON flow.bulk_repair_item (bulk_id, instance_id) WHERE state = 'waiting';
