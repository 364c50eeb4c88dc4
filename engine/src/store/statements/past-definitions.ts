import type { Statement } from '../../runtime/context.ts'

/** Parameter: snapshot id. Version of every definition that ran together then, by id. */
export const readSnapshotVersions: Statement = {
  name: 'read-snapshot-versions',
  text: `select items -> 'definitions' as definitions from jw.snapshot where id = $1`,
}

/** Parameters: arrays of ids and versions. */
export const readPastTexts: Statement = {
  name: 'read-past-texts',
  text: `
    select v.id, v.version, v.text
    from jw.definition_version v
    join unnest($1::text[], $2::integer[]) as wanted (id, version) on wanted.id = v.id and wanted.version = v.version`,
}
