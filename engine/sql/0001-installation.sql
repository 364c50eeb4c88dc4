-- The ground: schemas, the role of running commands, and who may do what.
-- jw: the engine itself. flow: running processes. app: generated tables of the entities.

create schema flow;
create schema app;

-- A managed server may forbid CREATE ROLE; with a single role everything works without it.
do $$ begin
  if not exists (select from pg_roles where rolname = 'jingwei_app') then
    create role jingwei_app nologin;
  end if;
exception
  when insufficient_privilege then raise notice 'role jingwei_app was not created: this user may not create roles';
  when duplicate_object or unique_violation then null;
end $$;

-- What the app role may not do, kept so that the rights can be granted again to a role that is made later.
create table jw.app_restriction (
  table_name text primary key,
  privileges text[] not null check (privileges <@ array['insert', 'update', 'delete'])
);

-- Takes rights from the app role for good: select jw.restrict_app('jw.audit_entry', '{update,delete}').
create function jw.restrict_app(target regclass, taken text[]) returns void language plpgsql as $$
begin
  insert into jw.app_restriction (table_name, privileges) values (target::text, taken)
    on conflict (table_name) do update set privileges = excluded.privileges;
  if exists (select from pg_roles where rolname = 'jingwei_app') then
    execute format('revoke %s on %s from jingwei_app', array_to_string(taken, ', '), target);
  end if;
end $$;

-- Gives the app role its rights on all that there is and on all that the owner makes later in these schemas.
create function jw.grant_to_app() returns void language plpgsql as $$
declare
  place text;
  restriction record;
begin
  foreach place in array array['jw', 'flow', 'app'] loop
    execute format('grant usage on schema %I to jingwei_app', place);
    execute format('grant select, insert, update, delete on all tables in schema %I to jingwei_app', place);
    execute format('grant usage, select on all sequences in schema %I to jingwei_app', place);
    execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to jingwei_app', place);
    execute format('alter default privileges in schema %I grant usage, select on sequences to jingwei_app', place);
  end loop;
  for restriction in select * from jw.app_restriction loop
    execute format('revoke %s on %s from jingwei_app', array_to_string(restriction.privileges, ', '), restriction.table_name::regclass);
  end loop;
end $$;

-- Which shape of the entities' tables is applied (store/schema-change.ts); one row.
create table jw.schema_state (
  only_row boolean primary key default true check (only_row),
  shape_hash text not null
);

select jw.restrict_app('jw.migration', '{insert,update,delete}');
select jw.restrict_app('jw.app_restriction', '{insert,update,delete}');
select jw.restrict_app('jw.schema_state', '{insert,update,delete}');

do $$ begin
  if exists (select from pg_roles where rolname = 'jingwei_app') then
    perform jw.grant_to_app();
  end if;
end $$;
