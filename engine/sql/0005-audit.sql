-- The audit trail. Entries are written by the command's own transaction; blocks seal them afterwards, so that no
-- command waits for another one's chain head.

create table jw.audit_entry (
  seq          bigint      generated always as identity primary key,
  -- Orders entries by transaction and tells the sealer which of them can no longer get company.
  xid          xid8        not null default pg_current_xact_id(),
  at           timestamptz not null,
  account_id   text        not null,
  person_id    uuid,
  command_id   uuid        not null,
  command      text        not null,
  cause        text        not null,
  action       text        not null,
  subject_kind text        not null,
  subject_id   text        not null,
  changes      jsonb,
  reason       text,
  -- SHA-256 of the canonical content (every column but seq, xid and this one).
  content_hash bytea       not null check (length(content_hash) = 32)
);
create index audit_entry_subject on jw.audit_entry (subject_kind, subject_id, seq);
create index audit_entry_xid on jw.audit_entry (xid, seq);

-- A block covers all entries with xid_from <= xid < xid_to, in the order (xid, seq).
create table jw.audit_block (
  number        bigint      primary key check (number > 0),
  xid_from      xid8        not null,
  xid_to        xid8        not null,
  entry_count   bigint      not null check (entry_count > 0),
  last_seq      bigint      not null,
  merkle_root   bytea       not null check (length(merkle_root) = 32),
  previous_hash bytea       not null check (length(previous_hash) = 32),
  hash          bytea       not null check (length(hash) = 32),
  sealed_at     timestamptz not null
);

create trigger append_only before update or delete or truncate on jw.audit_entry
  for each statement execute function jw.refuse_change();
create trigger append_only before update or delete or truncate on jw.audit_block
  for each statement execute function jw.refuse_change();

select jw.restrict_app('jw.audit_entry', '{update,delete}');
select jw.restrict_app('jw.audit_block', '{insert,update,delete}');
