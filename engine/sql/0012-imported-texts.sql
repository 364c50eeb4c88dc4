-- Texts of local layers that came in from other installations, word for word: the next time something comes from there,
-- this is what both had last, also where it was merged with what is local here.
create table jw.imported_text (
  definition_id  text not null,
  hash           text not null,
  text           text not null,
  -- Counts only once this is in force.
  publication_id uuid not null references jw.publication,
  primary key (definition_id, hash, publication_id)
);
create trigger append_only before update or delete or truncate on jw.imported_text
  for each statement execute function jw.refuse_change();
select jw.restrict_app('jw.imported_text', '{insert,update,delete}');
