-- How definitions come into force: drafts, publications with their review, the policy of each pack, and what the local
-- layer changed field by field.

-- What somebody is working on. One per definition and author; private until it is submitted.
create table jw.draft (
  definition_id text        not null,
  author        text        not null,
  text          text        not null,
  -- Hash and version of the published text it was begun on; null for a definition that is new.
  base_hash     text,
  base_version  integer,
  -- Counts the saves: two windows of one author must not overwrite each other.
  revision      integer     not null check (revision > 0),
  updated_at    timestamptz not null,
  primary key (definition_id, author)
);
create index draft_author on jw.draft (author, updated_at desc);

-- A submitted change of definitions, from the submission to its end. What was submitted never changes: a reviewer
-- approves exactly the content that content_hash names.
create table jw.publication (
  id            uuid        primary key,
  author        text        not null,
  note          text,
  state         text        not null check (state in
                  ('in_review', 'scheduled', 'publishing', 'published', 'rejected', 'withdrawn', 'failed')),
  content_hash  text        not null,
  -- {"changes": [...]} of the local layer, or {"packs": [hash...], "local": [...]} of a whole installation.
  content       jsonb       not null,
  -- What lists show: {"changes": [{id, kind, title, before: version, impact}], "packs", "cases", "impact"}.
  shown         jsonb       not null,
  -- What a reviewer is shown beside: {"changes": {id: {text, comparison}}, "diagnostics", "schema"}.
  details       jsonb       not null,
  -- Packs whose definitions it changes: their policies count.
  packs         text[]      not null,
  base_snapshot bigint      not null,
  created_at    timestamptz not null,
  publish_at    timestamptz,
  reviewer      text,
  reviewed_at   timestamptz,
  comment       text,
  snapshot_id   bigint      references jw.snapshot,
  ended_at      timestamptz,
  -- {"code", "message"} of a publication that failed.
  failure       jsonb,
  check (reviewer <> author),
  check ((state = 'published') = (snapshot_id is not null)),
  check ((state = 'failed') = (failure is not null))
);
create index publication_open on jw.publication (state, publish_at) where state in ('in_review', 'scheduled', 'publishing');
create index publication_age on jw.publication (created_at desc);

create function jw.publication_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a publication is never deleted' using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'INSERT' then
    if new.state not in ('in_review', 'scheduled', 'publishing') then
      raise exception 'a publication does not begin as %', new.state using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if (new.id, new.author, new.note, new.content_hash, new.content, new.shown, new.details, new.packs, new.base_snapshot, new.created_at, new.publish_at)
     is distinct from
     (old.id, old.author, old.note, old.content_hash, old.content, old.shown, old.details, old.packs, old.base_snapshot, old.created_at, old.publish_at) then
    raise exception 'what was submitted does not change' using errcode = 'check_violation';
  end if;
  if old.state = new.state or not (old.state, new.state) in (
    ('in_review', 'scheduled'), ('in_review', 'publishing'), ('in_review', 'rejected'), ('in_review', 'withdrawn'),
    ('scheduled', 'publishing'), ('scheduled', 'withdrawn'),
    ('publishing', 'published'), ('publishing', 'failed')) then
    raise exception 'a publication that is % does not become %', old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger legal_step before insert or update or delete on jw.publication
  for each row execute function jw.publication_step();
create trigger append_only before truncate on jw.publication
  for each statement execute function jw.refuse_change();

-- Who must agree before a pack's definitions change. A pack without a row needs nobody else.
create table jw.pack_policy (
  pack       text        primary key,
  review     text        not null check (review in ('off', 'four_eyes')),
  changed_by text        not null,
  changed_at timestamptz not null
);

-- What a local version changed in the text below it, field by field. Written again when the text below becomes another.
create table jw.local_patch (
  definition_id     text    not null,
  version           integer not null,
  -- Null: the packs have no such definition, the whole definition is local.
  base_hash         text,
  base_pack_version text,
  changes           jsonb   not null,
  foreign key (definition_id, version) references jw.definition_version (id, version)
);
create unique index local_patch_base on jw.local_patch (definition_id, version, coalesce(base_hash, ''));
create trigger append_only before update or delete or truncate on jw.local_patch
  for each statement execute function jw.refuse_change();

-- Only the publishing owner decides what comes into force.
select jw.restrict_app('jw.publication', '{insert,update,delete}');
select jw.restrict_app('jw.pack_policy', '{insert,update,delete}');
select jw.restrict_app('jw.local_patch', '{insert,update,delete}');
