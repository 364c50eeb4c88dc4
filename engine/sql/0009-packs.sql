-- Packs that come as files: what installing, upgrading or removing one would do, until somebody decides.

-- A plan is made from a file that somebody sent and kept until it is applied, so that conflicts can be decided in peace.
create table jw.pack_plan (
  id             uuid        primary key,
  author         text        not null,
  action         text        not null check (action in ('install', 'upgrade', 'uninstall', 'import')),
  -- Null for the import of a local layer.
  pack           text,
  -- The pack's files and who signed them, or the texts of a local layer. Never changes.
  request        jsonb       not null,
  -- {"<key of the conflict>": "base" | "theirs" | "ours"}.
  choices        jsonb       not null default '{}',
  -- The snapshot on which the plan was last shown.
  base_snapshot  bigint      not null,
  state          text        not null default 'open' check (state in ('open', 'applied')),
  publication_id uuid        references jw.publication,
  -- What was shown when it was applied: worked out again it would say that all is done.
  applied        jsonb,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  check ((state = 'applied') = (publication_id is not null and applied is not null)),
  check ((action = 'import') = (pack is null))
);
create index pack_plan_open on jw.pack_plan (author, pack) where state = 'open';
create index pack_plan_age on jw.pack_plan (updated_at) where state = 'open';

-- What is published from a plan was checked when it came in: nobody may put other files into it.
select jw.restrict_app('jw.pack_plan', '{insert,update,delete}');
