import type { CompileOutput } from '../metadata/compile-definitions.ts'
import type { Source } from '../metadata/kind.ts'
import type { PackFolder } from '../metadata/pack.ts'
import type { Database } from '../store/database.ts'
import {
  insertDefinitionVersions,
  insertPackContent,
  insertSnapshot,
  readLastVersions,
  switchSnapshot,
} from '../store/statements/snapshots.ts'
import { transactionOf } from '../store/transaction.ts'
import { auditEntry, writeAuditEntries } from './audit.ts'
import type { Principal, Transaction } from './context.ts'
import type { SnapshotItems } from './installation.ts'
import { SNAPSHOT_CHANNEL } from './snapshot-holder.ts'

/** One publication at a time, over all nodes. */
const LOCK = 7_493_004

/** Runs `work` in one transaction of the owner, alone among publications. */
export async function ownerTransaction<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await database.owner.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    const result = await work(transactionOf(client))
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    client.release(error as Error)
    throw error
  }
}

export interface PublicationToWrite {
  output: CompileOutput
  packs: { folder: PackFolder; hash: string; manifest: { name: string; version: string } }[]
  /** Ids of the local layer. */
  local: string[]
  by: Principal
  at: Date
  note: string | null
  commandId: string
}

export interface WrittenPublication {
  snapshotId: number
  versions: ReadonlyMap<string, number>
  changed: { id: string; version: number }[]
}

/** Writes new versions, the snapshot, the audit entries and the switch; other nodes hear of it when it commits. */
export async function writePublication(tx: Transaction, publication: PublicationToWrite): Promise<WrittenPublication> {
  const { output, at, by, note } = publication
  for (const { folder, hash, manifest } of publication.packs)
    await tx.query(insertPackContent, [hash, manifest.name, manifest.version, JSON.stringify(folder)])
  const { versions, changed } = await nextVersions(tx, [...output.sources.values()])
  await insertVersions(tx, changed, publication)
  const items: SnapshotItems = {
    packs: publication.packs.map(({ hash, manifest }) => ({ ...manifest, content: hash })),
    local: Object.fromEntries(publication.local.map(id => [id, versions.get(id)!])),
    definitions: Object.fromEntries(versions),
  }
  const [row] = await tx.query<{ id: string }>(insertSnapshot, [JSON.stringify(items), at, by.accountId, note])
  const snapshotId = Number(row!.id)
  await tx.query(switchSnapshot, [snapshotId, at])
  await writeAuditEntries(tx, auditEntries(changed, publication))
  await tx.query({ name: 'notify-snapshot', text: `select pg_notify('${SNAPSHOT_CHANNEL}', $1)` }, [String(snapshotId)])
  return { snapshotId, versions, changed: changed.map(({ source, version }) => ({ id: source.id, version })) }
}

interface NewVersion {
  source: Source
  version: number
}

async function nextVersions(
  tx: Transaction,
  sources: readonly Source[],
): Promise<{ versions: Map<string, number>; changed: NewVersion[] }> {
  const rows = await tx.query<{ id: string; version: number; hash: string }>(readLastVersions)
  const last = new Map(rows.map(row => [row.id, row]))
  const versions = new Map<string, number>()
  const changed: NewVersion[] = []
  for (const source of sources) {
    const known = last.get(source.id)
    const version = known?.hash === source.hash ? known.version : (known?.version ?? 0) + 1
    versions.set(source.id, version)
    if (known?.hash !== source.hash) changed.push({ source, version })
  }
  return { versions, changed }
}

async function insertVersions(
  tx: Transaction,
  changed: NewVersion[],
  { at, by, note }: PublicationToWrite,
): Promise<void> {
  if (changed.length === 0) return
  const column = <T>(value: (each: NewVersion) => T): T[] => changed.map(value)
  await tx.query(insertDefinitionVersions, [
    column(each => each.source.id),
    column(each => each.version),
    column(each => each.source.hash),
    column(each => each.source.kind),
    column(each => each.source.name),
    column(each => each.source.pack),
    column(each => (each.source.layers.includes('local') ? 'local' : 'pack')),
    column(each => each.source.title),
    column(each => each.source.text),
    at,
    by.accountId,
    note,
  ])
}

function auditEntries(changed: NewVersion[], { by, at, note, commandId }: PublicationToWrite) {
  return changed.map(({ source, version }) =>
    auditEntry(
      {
        action: 'definition.published',
        subjectKind: source.kind,
        subjectId: source.id,
        changes: { version, hash: source.hash },
        ...(note === null ? {} : { reason: note }),
      },
      by,
      { commandId, command: 'definition.publish', cause: by.accountId === 'system' ? 'start' : 'http' },
      at,
    ),
  )
}
