-- What a run keeps when definitions are published anew: the snapshot in force when it began says which version of its forms
-- and of its pinned rule sets it goes on with. No foreign key: snapshots are append-only, and every new run would pay for it.
alter table flow.instance add column snapshot_id bigint;

-- Runs that began before: the latest snapshot of their time with their version of the flow, else the first one with it.
with kept as materialized (
  select s.id, s.created_at, split_part(d.key, '/', 3) as name, d.value::integer as version
  from jw.snapshot s, jsonb_each_text(s.items -> 'definitions') d
  where split_part(d.key, '/', 2) = 'flow'
)
update flow.instance i set snapshot_id = coalesce(
  (select max(k.id) from kept k where k.name = i.definition and k.version = i.version and k.created_at <= i.started_at),
  (select min(k.id) from kept k where k.name = i.definition and k.version = i.version));

-- The role by which alone a person was asked: with the role goes the task.
alter table flow.participant add column role text;
