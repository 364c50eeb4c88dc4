-- What a command loads of a run lies together: the rows of the run itself, and those of each iteration of a multi-instance
-- activity. `coalesce(iteration_id, root_id)` names such a part; a command on one of 5,000 iterations reads two of them.

DROP INDEX flow.token_root;
CREATE INDEX token_root ON flow.token (root_id, coalesce(iteration_id, root_id));
DROP INDEX flow.scope_root;
CREATE INDEX scope_root ON flow.scope (root_id, coalesce(iteration_id, root_id));
DROP INDEX flow.subscription_root;
CREATE INDEX subscription_root ON flow.subscription (root_id, coalesce(iteration_id, root_id));
DROP INDEX flow.compensation_root;
CREATE INDEX compensation_root ON flow.compensation (root_id, coalesce(iteration_id, root_id));
DROP INDEX flow.job_root;
CREATE INDEX job_root ON flow.job (root_id, coalesce(iteration_id, root_id));
DROP INDEX flow.incident_root;
CREATE INDEX incident_root ON flow.incident (root_id, coalesce(iteration_id, root_id)) WHERE resolved_at IS NULL;
-- The runs that a token called.
CREATE INDEX instance_parent ON flow.instance (parent_token) WHERE parent_token IS NOT NULL;

-- Attempts that failed since the job was made or became due anew: which pause comes next.
ALTER TABLE flow.job ADD COLUMN failures integer NOT NULL DEFAULT 0;

-- Few jobs have a priority of their own: those that have go first, all others by the time at which they were due.
DROP INDEX flow.job_due;
CREATE INDEX job_due ON flow.job (due_at) WHERE state = 'ready' AND kind <> 'external' AND priority <= 0;
CREATE INDEX job_first ON flow.job (priority DESC, due_at) WHERE state = 'ready' AND kind <> 'external' AND priority > 0;

-- Programs that work off external tasks, or send messages, act with rights of their own.
ALTER TABLE jw.access_token DROP CONSTRAINT access_token_rights_check;
ALTER TABLE jw.access_token ADD CONSTRAINT access_token_rights_check
  CHECK (rights <@ ARRAY['read', 'edit', 'publish', 'work', 'send'] AND cardinality(rights) > 0);
