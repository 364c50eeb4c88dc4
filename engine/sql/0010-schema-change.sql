-- Changing the tables of the entities while they are in use (store/schema-change.ts).

-- Constraints and indexes that the applied shape no longer has. They go after the switch, because nodes that still run
-- the definitions before rely on them.
alter table jw.schema_state add drops text[] not null default '{}';

-- Content address of each table's shape that fits: only the others are compared. One that is being changed is not here,
-- and the hash of the whole is then empty: what a killed engine left is found again.
alter table jw.schema_state add tables jsonb not null default '{}';

-- A renamed field: its new column is filled from the old one in batches, while a trigger keeps both equal.
create table jw.schema_copy (
  table_name text        not null,
  source     text        not null,
  target     text        not null,
  -- Last row that was copied; a copy that was cut short goes on behind it.
  last_id    uuid,
  -- copying: rows are being filled. in_step: all are filled, both columns live. retiring: only the target is in force,
  -- but commands that began before may still write the source. done: only the target lives.
  state      text        not null default 'copying' check (state in ('copying', 'in_step', 'retiring', 'done')),
  changed_at timestamptz not null default now(),
  primary key (table_name, source, target)
);
select jw.restrict_app('jw.schema_copy', '{insert,update,delete}');
