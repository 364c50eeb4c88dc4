-- Published definitions, accounts and sessions, idempotency keys, number sequences.

-- One version of one definition. Immutable: what an instance or an audit entry names stays readable for ever.
create table jw.definition_version (
  id           text        not null,
  version      integer     not null check (version > 0),
  hash         text        not null,
  kind         text        not null,
  name         text        not null,
  pack         text        not null,
  layer        text        not null check (layer in ('pack', 'local')),
  title        text        not null,
  text         text        not null,
  published_at timestamptz not null,
  published_by text        not null,
  note         text,
  primary key (id, version)
);

-- The files of a pack as they were published, by content address: a node that has no pack folder starts from here.
create table jw.pack_content (
  hash    text primary key,
  name    text  not null,
  version text  not null,
  files   jsonb not null
);

-- What ran together: {"packs": [{name, version, content}], "local": {id: version}, "definitions": {id: version}}.
create table jw.snapshot (
  id         bigint      generated always as identity primary key,
  items      jsonb       not null,
  created_at timestamptz not null,
  created_by text        not null,
  note       text
);

-- One row: the snapshot in force. Switching is an update of this row and a notify.
create table jw.current_snapshot (
  only_row    boolean     primary key default true check (only_row),
  snapshot_id bigint      not null references jw.snapshot,
  switched_at timestamptz not null
);

create table jw.account (
  id              uuid        primary key,
  login           text        not null,
  -- PHC string (argon2id); null until the person has set a password by a one-time link.
  password_hash   text,
  -- Record of entity `person`; no foreign key, because the entity's table belongs to a definition.
  person_id       uuid,
  name            text        not null,
  -- Roles beside those of the person's position, e.g. for the first admin, who is no employee.
  roles           text[]      not null default '{}',
  locale          text,
  active          boolean     not null default true,
  failed_attempts integer     not null default 0,
  locked_until    timestamptz,
  created_at      timestamptz not null
);
create unique index account_login on jw.account (lower(login));
create unique index account_person on jw.account (person_id) where person_id is not null;

create table jw.session (
  -- SHA-256 of the cookie: a stolen table opens no session.
  token_hash bytea       primary key,
  account_id uuid        not null references jw.account on delete cascade,
  csrf_token text        not null,
  locale     text,
  created_at timestamptz not null,
  -- Moves forward with use, never past ends_at.
  expires_at timestamptz not null,
  ends_at    timestamptz not null
);
create index session_account on jw.session (account_id);
create index session_expiry on jw.session (expires_at);

create table jw.password_link (
  token_hash bytea       primary key,
  account_id uuid        not null references jw.account on delete cascade,
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- The answer to a command that came with an Idempotency-Key, kept for a day.
create table jw.idempotency (
  account_id   text        not null,
  key          text        not null,
  request_hash bytea       not null,
  body         jsonb,
  created_at   timestamptz not null,
  primary key (account_id, key)
);
create index idempotency_age on jw.idempotency (created_at);

-- Last number given out per sequence field and period (the period is the pattern with its date parts filled in).
create table jw.number_sequence (
  entity text   not null,
  field  text   not null,
  period text   not null,
  value  bigint not null,
  primary key (entity, field, period)
);

create function jw.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on %.% is refused: its rows are append-only', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on jw.definition_version
  for each statement execute function jw.refuse_change();
create trigger append_only before update or delete or truncate on jw.snapshot
  for each statement execute function jw.refuse_change();

-- Publishing and sealing run as the owner; a broken-into command must not be able to do either.
select jw.restrict_app('jw.definition_version', '{insert,update,delete}');
select jw.restrict_app('jw.pack_content', '{insert,update,delete}');
select jw.restrict_app('jw.snapshot', '{insert,update,delete}');
select jw.restrict_app('jw.current_snapshot', '{insert,update,delete}');
