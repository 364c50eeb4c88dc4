import type { Statement } from '../../runtime/context.ts'

export const readCurrentSnapshotId: Statement = {
  name: 'read-current-snapshot-id',
  text: `select snapshot_id from jw.current_snapshot`,
}

export const readCurrentSnapshot: Statement = {
  name: 'read-current-snapshot',
  text: `select s.id, s.items from jw.snapshot s join jw.current_snapshot c on c.snapshot_id = s.id`,
}

/** Parameter: content hashes. */
export const readPackContents: Statement = {
  name: 'read-pack-contents',
  text: `select hash, name, version, files from jw.pack_content where hash = any($1::text[])`,
}

/** Parameters: arrays of ids and versions. */
export const readDefinitionTexts: Statement = {
  name: 'read-definition-texts',
  text: `
    select v.id, v.version, v.text
    from jw.definition_version v
    join unnest($1::text[], $2::integer[]) as wanted (id, version) on wanted.id = v.id and wanted.version = v.version`,
}

/** Parameters: arrays of ids and versions. */
export const readVersionHashes: Statement = {
  name: 'read-version-hashes',
  text: `
    select v.id, v.version, v.hash
    from jw.definition_version v
    join unnest($1::text[], $2::integer[]) as wanted (id, version) on wanted.id = v.id and wanted.version = v.version`,
}

/** Parameters: hash, name, version, files. A content that is known already is left as it is. */
export const insertPackContent: Statement = {
  name: 'insert-pack-content',
  text: `
    insert into jw.pack_content (hash, name, version, files) values ($1, $2, $3, $4)
    on conflict (hash) do nothing`,
}

/** Parameters: one array per column (id, version, hash, kind, name, pack, layer, title, text), then at, by, note. */
export const insertDefinitionVersions: Statement = {
  name: 'insert-definition-versions',
  text: `
    insert into jw.definition_version (id, version, hash, kind, name, pack, layer, title, text, published_at, published_by, note)
    select v.*, $10::timestamptz, $11::text, $12::text
    from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[]) as v`,
}

/** Last version of every definition that was ever published. */
export const readLastVersions: Statement = {
  name: 'read-last-versions',
  text: `
    select distinct on (id) id, version, hash
    from jw.definition_version
    order by id, version desc`,
}

/** Parameters: items, at, by, note. */
export const insertSnapshot: Statement = {
  name: 'insert-snapshot',
  text: `insert into jw.snapshot (items, created_at, created_by, note) values ($1, $2, $3, $4) returning id`,
}

/** Parameters: snapshot id, at. */
export const switchSnapshot: Statement = {
  name: 'switch-snapshot',
  text: `
    insert into jw.current_snapshot (only_row, snapshot_id, switched_at) values (true, $1, $2)
    on conflict (only_row) do update set snapshot_id = excluded.snapshot_id, switched_at = excluded.switched_at`,
}

/** Parameter: definition id. Newest first. */
export const readVersionList: Statement = {
  name: 'read-version-list',
  text: `
    select v.version, v.hash, v.layer, v.title, v.published_at, v.published_by, a.name as author_name, v.note,
      octet_length(v.text) as size
    from jw.definition_version v left join jw.account a on a.id::text = v.published_by
    where v.id = $1 order by v.version desc`,
}

/** Parameters: definition id, version. */
export const readVersion: Statement = {
  name: 'read-version',
  text: `
    select v.version, v.hash, v.layer, v.title, v.text, v.published_at, v.published_by, a.name as author_name, v.note,
      octet_length(v.text) as size
    from jw.definition_version v left join jw.account a on a.id::text = v.published_by
    where v.id = $1 and v.version = $2`,
}

/** Parameter: snapshot id. What it is made of, what the one before it was made of (null: it is the first), and its note. */
export const readSnapshotPair: Statement = {
  name: 'read-snapshot-pair',
  text: `
    select s.id, s.items, s.note,
      (select earlier.items from jw.snapshot earlier where earlier.id < s.id order by earlier.id desc limit 1) as before
    from jw.snapshot s where s.id = $1`,
}

/** Parameters: snapshot id, definition ids, names of packs. Which later snapshots changed any of them. */
export const readLaterChanges: Statement = {
  name: 'read-later-changes',
  text: `
    with later as (
      select id, items, lag(items) over (order by id) as before from jw.snapshot where id >= $1
    )
    select later.id as snapshot, changed.id
    from later
    cross join unnest($2::text[]) as changed (id)
    where later.before is not null
      and later.items #>> array['definitions', changed.id] is distinct from later.before #>> array['definitions', changed.id]
    union
    select later.id, changed.name
    from later
    cross join unnest($3::text[]) as changed (name)
    where later.before is not null
      and jsonb_path_query_first(later.items, '$.packs[*] ? (@.name == $name).content', jsonb_build_object('name', changed.name))
        is distinct from
        jsonb_path_query_first(later.before, '$.packs[*] ? (@.name == $name).content', jsonb_build_object('name', changed.name))
    order by 1, 2`,
}
