-- Tokens of programs that act for a person, on definitions only: a build server, `jingwei push`.

create table jw.access_token (
  id           uuid        primary key,
  -- SHA-256 of the token: a stolen table opens nothing.
  token_hash   bytea       not null unique,
  account_id   uuid        not null references jw.account on delete cascade,
  name         text        not null,
  -- The most that the program may do; the roles of the person limit it further whenever it is used.
  rights       text[]      not null check (rights <@ array['read', 'edit', 'publish'] and cardinality(rights) > 0),
  created_at   timestamptz not null,
  ends_at      timestamptz not null check (ends_at > created_at),
  revoked_at   timestamptz,
  last_used_at timestamptz
);
create index access_token_account on jw.access_token (account_id, created_at);
create index access_token_end on jw.access_token (ends_at);

select jw.restrict_app('jw.access_token', '{delete}');
