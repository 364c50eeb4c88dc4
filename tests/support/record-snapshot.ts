import type { Snapshot } from '../../engine/src/metadata/snapshot.ts'
import type { Database } from '../../engine/src/store/database.ts'

/** Writes a snapshot as publishing does, and gives it with its id: runs that begin on it find it again. */
export async function recordSnapshot({ owner }: Database, snapshot: Snapshot, at: Date): Promise<Snapshot> {
  const definitions = [...snapshot.definitions.values()]
  for (const { source, version } of definitions) {
    await owner.query(
      `insert into jw.definition_version (id, version, hash, kind, name, pack, layer, title, text, published_at, published_by)
       values ($1, $2, $3, $4, $5, $6, 'pack', $7, $8, $9, 'test') on conflict do nothing`,
      [source.id, version, source.hash, source.kind, source.name, source.pack, source.title, source.text, at],
    )
  }
  const items = {
    packs: [],
    local: {},
    definitions: Object.fromEntries(definitions.map(d => [d.source.id, d.version])),
  }
  const { rows } = await owner.query<{ id: string }>(
    `insert into jw.snapshot (items, created_at, created_by) values ($1, $2, 'test') returning id`,
    [JSON.stringify(items), at],
  )
  return { ...snapshot, id: Number(rows[0]!.id) }
}
