-- What people are told: the bell in the top bar reads it, and every notification channel of a plugin delivers from it.

create table jw.notice (
  id uuid primary key,
  person_id uuid not null,
  -- `task-opened`, `message` …: the sentence of the user interface and the icon hang on it.
  kind text not null,
  title text not null,
  text text not null,
  -- Language that title and text are in: the receiver's when it was written.
  locale text not null,
  -- Path below the installation's address, e.g. /tasks/0198…; null when there is no page to open.
  link text check (link like '/%'),
  subject_entity text,
  subject_id uuid,
  created_at timestamptz not null,
  read_at timestamptz,
  -- { "<channel>": "<instant it was taken over>" }
  delivered jsonb not null default '{}'
);

comment on table jw.notice is 'Messages to people, one row per person';

create index notice_of_person on jw.notice (person_id, id desc);
create index notice_unread on jw.notice (person_id) where read_at is null;
