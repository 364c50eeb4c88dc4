-- One row when demo data was loaded: only then are the demo's sign-ins offered.
create table jw.demo (
  only_row  boolean     primary key default true check (only_row),
  loaded_at timestamptz not null
);
